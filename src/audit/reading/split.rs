//! Sentences, their parts up to a semicolon, and clauses: where they begin and end, brackets taken for themselves.

use crate::model::Language;
use std::ops::Range;

/// Words before a point that ends no sentence.
const ABBREVIATIONS: [&str; 14] =
    ["No", "Nos", "Fig", "Figs", "Mr", "Mrs", "Dr", "St", "e.g", "i.e", "etc", "vs", "approx", "ca"];

/// The sentences of a text.
pub fn sentences(language: Language, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let end = at + sign.len_utf8();
        if is_stop(language, text, at, sign) && (depth == 0 || sign == '\n') {
            found.push(start..end);
            start = end;
            depth = 0;
        }
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found.retain(|range| text.get(range.clone()).is_some_and(|sentence| !sentence.trim().is_empty()));
    found
}

fn is_stop(language: Language, text: &str, at: usize, sign: char) -> bool {
    let after = text.get(at + sign.len_utf8()..).unwrap_or_default();
    match sign {
        '。' | '！' | '？' | '\n' => true,
        '!' | '?' => after.is_empty() || after.starts_with(char::is_whitespace),
        '.' => {
            let before = text.get(..at).unwrap_or_default();
            let word = before.rsplit(|sign: char| sign.is_whitespace() || sign == '(').next().unwrap_or_default();
            let next = after.trim_start().chars().next();
            let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
            let goes_on =
                next.is_some_and(|next| next.is_lowercase() || next.is_ascii_digit() && ABBREVIATIONS.contains(&word));
            let heading =
                word.len() <= 3 && word.chars().all(|sign| sign.is_ascii_digit()) && before.len() == word.len();
            spaced && !goes_on && !heading && !ABBREVIATIONS.contains(&word) && language == Language::En
        }
        _ => false,
    }
}

/// Whether a sign ends a part: a semicolon.
pub(super) fn is_semicolon(sign: char) -> bool {
    matches!(sign, '；' | ';')
}

/// Whether a sign at a byte ends a clause.
fn ends_clause(text: &str, at: usize, sign: char) -> bool {
    let spaced = || text.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    match sign {
        '，' | '；' | '。' | '：' | '！' | '？' | '\n' | '—' => true,
        ',' | ';' | ':' | '.' | '?' | '!' => {
            spaced()
                || !text.get(at + 1..).is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()))
                    && sign != '.'
        }
        _ => false,
    }
}

/// The clause around a place inside a sentence, and the opening bracket that holds it, if one does. What stands in other
/// brackets is passed over.
pub fn clause(text: &str, sentence: &Range<usize>, place: &Range<usize>) -> (Range<usize>, Option<usize>) {
    let (mut start, mut bracket, mut depth) = (sentence.start, None, 0usize);
    let before = text.get(sentence.start..place.start).unwrap_or_default();
    for (offset, sign) in before.char_indices().rev() {
        let at = sentence.start + offset;
        match sign {
            '）' | ')' => depth += 1,
            '（' | '(' if depth > 0 => depth -= 1,
            '（' | '(' => {
                (start, bracket) = (at + sign.len_utf8(), Some(at));
                break;
            }
            _ if depth == 0 && ends_clause(text, at, sign) => {
                start = at + sign.len_utf8();
                bracket = opening(text, sentence, at);
                break;
            }
            _ => {}
        }
    }
    let mut depth = 0usize;
    let after = text.get(place.end..sentence.end).unwrap_or_default();
    let mut end = sentence.end;
    for (offset, sign) in after.char_indices() {
        let at = place.end + offset;
        match sign {
            '（' | '(' => depth += 1,
            '）' | ')' if depth > 0 => depth -= 1,
            '）' | ')' => {
                end = at;
                break;
            }
            _ if depth == 0 && ends_clause(text, at, sign) => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    (start..end.max(start), bracket)
}

/// The bracket that is open at a place.
fn opening(text: &str, sentence: &Range<usize>, place: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (offset, sign) in text.get(sentence.start..place).unwrap_or_default().char_indices().rev() {
        match sign {
            '）' | ')' => depth += 1,
            '（' | '(' if depth > 0 => depth -= 1,
            '（' | '(' => return Some(sentence.start + offset),
            _ => {}
        }
    }
    None
}

/// A text without what stands in brackets.
pub(in crate::audit) fn without_brackets(text: &str) -> String {
    let (mut kept, mut depth) = (String::new(), 0usize);
    for sign in text.chars() {
        match sign {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(sign),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_clauses_end_at_their_marks() {
        let text = "It is 3.5 km (No. 4. Then) long. Fig. 2 shows 4,000 m, or more.";
        let parts: Vec<&str> = sentences(Language::En, text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, ["It is 3.5 km (No. 4. Then) long.", " Fig. 2 shows 4,000 m, or more."]);
        let text = "耕地9.37万公顷（140.49万亩，约），占5%；水田3亩。";
        let of = |place: &str| {
            let at = text.find(place).unwrap();
            let (clause, bracket) = clause(text, &(0..text.len()), &(at..at + place.len()));
            (&text[clause], bracket.is_some())
        };
        assert_eq!(of("9.37"), ("耕地9.37万公顷（140.49万亩，约）", false));
        assert_eq!(of("140.49"), ("140.49万亩", true));
        assert_eq!(of("约"), ("约", true));
        assert_eq!(of("5%"), ("占5%", false));
        assert_eq!(of("3亩"), ("水田3亩", false));
    }
}
