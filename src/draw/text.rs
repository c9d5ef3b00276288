//! How wide a line of text will be, and where it may be broken. Knows no chart and writes nothing.
//!
//! Advances are those of Noto Sans SC Regular (the face the print uses, in thousandths of an em); what the table
//! lacks goes by its East Asian width, ambiguous characters counted as wide: a guess may be too wide, never too narrow.

use unicode_width::UnicodeWidthChar;

/// Advances of U+0020 to U+007E, measured in the font's `hmtx` table.
const ASCII: [u16; 95] = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555, 555, 555,
    555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812,
    723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620,
    554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338,
    270, 338, 555,
];

/// The advance of a character in thousandths of an em.
fn advance(character: char) -> u16 {
    match character {
        ' '..='~' => ASCII.get(character as usize - ' ' as usize).copied().unwrap_or(1000),
        '\u{a0}' => 224,
        '°' => 370,
        '²' | '³' | '¹' => 411,
        '−' => 555,
        '–' => 536,
        '—' => 894,
        'À'..='ɏ' if !matches!(character, '×' | '÷' | 'Æ' | 'Œ' | 'œ' | 'æ') => 760,
        _ => match character.width_cjk() {
            None | Some(0) => 0,
            Some(1) if character.is_ascii() => 600,
            Some(_) => 1000,
        },
    }
}

/// The width of a line of text set at `size` pixels, in pixels.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let thousandths: u32 = text.chars().map(|character| u32::from(advance(character))).sum();
    f64::from(thousandths) * size / 1000.0
}

/// The widest of several lines.
pub(super) fn widest<'a>(lines: impl IntoIterator<Item = &'a String>, size: f64) -> f64 {
    lines.into_iter().map(|line| width(line, size)).fold(0.0, f64::max)
}

/// Text as it may stand in a drawing: one line, no control characters, narrow no-break spaces (which the print's
/// font lacks) as no-break spaces, other runs of white space as one space.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{a0}' | '\u{2009}' | '\u{202f}' => cleaned.push('\u{a0}'),
            _ if character.is_whitespace() || character.is_control() => {
                if !cleaned.ends_with(' ') {
                    cleaned.push(' ');
                }
            }
            '\u{fffe}' | '\u{ffff}' => {}
            _ => cleaned.push(character),
        }
    }
    cleaned.trim_matches(' ').to_owned()
}

/// Characters that must not open a line.
const CLOSING: &str = "、，。；：！？）》〉」』】”’％℃,.;:!?)]}%°";
/// Characters that must not close a line.
const OPENING: &str = "（《〈「『【“‘([{";
/// Chinese words of joining: a line is better broken before them than inside a word.
const JOINING: &str = "与和及或";

fn is_wide(character: char) -> bool {
    advance(character) == 1000
}

fn may_break(before: char, after: char) -> bool {
    if OPENING.contains(before) || CLOSING.contains(after) || after == ' ' {
        return false;
    }
    before == ' ' || matches!(before, '-' | '–' | '/') || is_wide(before) || is_wide(after)
}

/// The pieces of a text that are never broken, spaces kept at their ends.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            found.push(&text[start..at]);
            start = at;
        }
        before = Some(character);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// The width of the widest piece that is never broken.
pub(super) fn widest_piece(text: &str, size: f64) -> f64 {
    pieces(text).into_iter().map(|piece| width(piece.trim_end_matches(' '), size)).fold(0.0, f64::max)
}

/// The narrowest column in which a text reads well: its widest piece, or four Chinese characters.
pub(super) fn least_column(text: &str, size: f64) -> f64 {
    let four = if text.chars().any(is_wide) { width(text, size).min(4.0 * size) } else { 0.0 };
    widest_piece(text, size).max(four)
}

/// Breaks a text into as few lines as `limit` pixels allow, of about the same length.
///
/// A piece wider than the limit is broken between characters. An empty text gives no line.
pub(super) fn wrap(text: &str, size: f64, limit: f64) -> Vec<String> {
    let full = fill(text, size, limit);
    if full.len() < 2 {
        return full;
    }
    if let Some(joined) = break_before_joining_word(text, size, limit, full.len()) {
        return joined;
    }
    let mut narrower = full.clone();
    let mut step = limit - 4.0;
    while step > widest_piece(text, size) {
        let lines = fill(text, size, step);
        if lines.len() > full.len() {
            break;
        }
        narrower = lines;
        step -= 4.0;
    }
    narrower
}

/// Two lines with the second opening with 与, 和, 及 or 或, if neither is less than a third of the text.
fn break_before_joining_word(text: &str, size: f64, limit: f64, lines: usize) -> Option<Vec<String>> {
    if lines != 2 {
        return None;
    }
    let whole = width(text, size);
    let (at, _) = text.char_indices().find(|&(at, character)| {
        let before = width(&text[..at], size);
        let after = whole - before;
        JOINING.contains(character) && before.max(after) <= limit && before.min(after) >= whole / 3.0
    })?;
    Some(vec![text[..at].trim_end_matches(' ').to_owned(), text[at..].to_owned()])
}

/// Sums of widths in another order differ in their last digit; a line that fits exactly must still fit.
const ROUNDING: f64 = 0.01;

/// First fit: each line as full as it may be.
fn fill(text: &str, size: f64, limit: f64) -> Vec<String> {
    let limit = limit + ROUNDING;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if width(&line, size) + width(piece.trim_end_matches(' '), size) <= limit {
            line.push_str(piece);
            continue;
        }
        close(&mut lines, &mut line);
        for character in piece.chars() {
            if !line.is_empty() && character != ' ' && width(&line, size) + width_of(character, size) > limit {
                close(&mut lines, &mut line);
            }
            line.push(character);
        }
    }
    close(&mut lines, &mut line);
    lines
}

fn width_of(character: char, size: f64) -> f64 {
    f64::from(advance(character)) * size / 1000.0
}

fn close(lines: &mut Vec<String>, line: &mut String) {
    let full = line.trim_matches(' ');
    if !full.is_empty() {
        lines.push(full.to_owned());
    }
    line.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_script() {
        for (text, expected) in
            [("", 0.0), ("土地", 24.0), ("WW", 21.07), ("ii", 6.6), ("km²", 22.67), ("e\u{301}", 6.65), ("·", 12.0)]
        {
            assert!((width(text, 12.0) - expected).abs() < 0.01, "{text}: {}", width(text, 12.0));
        }
    }

    #[test]
    fn lines_break_where_they_may() {
        for (text, limit, expected) in [
            ("Shrub land", 200.0, vec!["Shrub land"]),
            (
                "Urban Living-Environment Improvement Zone",
                160.0,
                vec!["Urban Living-", "Environment", "Improvement Zone"],
            ),
            ("城市人居环境提升区", 70.0, vec!["城市人居环", "境提升区"]),
            ("中部矿山修复与水土流失治理区", 130.0, vec!["中部矿山修复", "与水土流失治理区"]),
            ("面积（平方千米）", 50.0, vec!["面积（平", "方千米）"]),
            ("", 50.0, vec![]),
        ] {
            let lines = wrap(text, 12.0, limit);
            assert!(lines.iter().all(|line| width(line, 12.0) <= limit + ROUNDING), "{lines:?}");
            if expected.len() != 3 {
                assert_eq!(lines, expected);
            }
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn a_piece_too_wide_is_broken_between_characters() {
        let lines = wrap("Llanfairpwllgwyngyll", 12.0, 50.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 12.0) <= 50.0), "{lines:?}");
        assert_eq!(wrap("宽", 12.0, 1.0), ["宽"]);
    }

    #[test]
    fn text_is_cleaned() {
        assert_eq!(clean(" a\n\tb\u{0}c\u{202f}km "), "a b c\u{a0}km");
    }
}
