//! What site and print decide alike about a line of text: its edges, and what a line break of the source becomes.

use crate::model::{Inline, Language};

/// First or last character of what an inline shows; none where it shows nothing of its own.
pub(super) fn edge(inline: &Inline, first: bool) -> Option<char> {
    let of = |words: &str| if first { words.chars().next() } else { words.chars().next_back() };
    match inline {
        Inline::Text(piece) | Inline::Code(piece) => of(&piece.value),
        Inline::Tie(_, words) | Inline::Waived(words, _) => of(words),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { inlines: inner, .. } => {
            if first {
                inner.iter().find_map(|inline| edge(inline, first))
            } else {
                inner.iter().rev().find_map(|inline| edge(inline, first))
            }
        }
        // 图1-2: begins with a Chinese character, ends with a digit.
        Inline::CrossReference { .. } => Some(if first { '图' } else { '1' }),
        Inline::SoftBreak | Inline::HardBreak => Some(' '),
        Inline::FootnoteReference(_) | Inline::Image { .. } => None,
    }
}

/// Whether a paragraph is nothing but pictures: it has no first line to indent.
pub(super) fn is_pictures(inlines: &[Inline]) -> bool {
    let blank = |inline: &Inline| match inline {
        Inline::Text(piece) => piece.value.trim().is_empty(),
        Inline::SoftBreak | Inline::HardBreak => true,
        _ => false,
    };
    let picture = |inline: &Inline| matches!(inline, Inline::Image { .. });
    inlines.iter().any(picture) && inlines.iter().all(|inline| picture(inline) || blank(inline))
}

/// What a line break of the source between two characters becomes: nothing between two Chinese ones, else a space.
pub(super) fn soft_break(language: Language, before: Option<char>, after: Option<char>) -> &'static str {
    let wide = |character: Option<char>| character.is_some_and(|character| is_wide(language, character));
    if wide(before) && wide(after) { "" } else { " " }
}

/// Han, kana and full-width punctuation. Quotation marks, dashes and dots are wide in Chinese alone.
fn is_wide(language: Language, character: char) -> bool {
    match u32::from(character) {
        0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0x20000..=0x3FFFF => true,
        0x2014 | 0x2018 | 0x2019 | 0x201C | 0x201D | 0x2026 => language == Language::Zh,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_between_chinese_characters_is_nothing() {
        for (language, before, after, expected) in [
            (Language::Zh, '草', '地', ""),
            (Language::Zh, '。', '地', ""),
            (Language::Zh, '”', '“', ""),
            (Language::En, '”', '“', " "),
            (Language::En, 'a', 'b', " "),
            (Language::Zh, '草', 'b', " "),
        ] {
            assert_eq!(soft_break(language, Some(before), Some(after)), expected, "{before}{after}");
        }
        assert_eq!(soft_break(Language::Zh, None, Some('草')), " ");
    }
}
