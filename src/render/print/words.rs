//! Words as printers set them: ranges and numbers that no line breaks, and English quotation marks.

use super::inline::text;
use crate::model::Language;
use serde_json::{Value, json};
use std::borrow::Cow;

/// Words kept on one line; Chinese wants a quarter space where they meet Han characters, which Typst sets by itself only
/// inside running text.
pub(super) fn unbroken(words: &str, before: Option<char>, after: Option<char>) -> Value {
    let gap = |outside: Option<char>, inside: Option<char>| {
        outside.is_some_and(is_han) && inside.is_some_and(|character| character.is_ascii_alphanumeric())
    };
    let joined = |outside: Option<char>| outside.is_some_and(holds_on);
    json!({
        "k": "number",
        "s": words,
        "before": gap(before, words.chars().next()),
        "after": gap(after, words.chars().next_back()),
        "joined": [joined(before), joined(after)],
    })
}

/// Characters that no line may part from a number. Typst takes an unbroken piece for a picture, beside which a line may
/// end, save before the marks that close and after those that open; these are the others.
fn holds_on(character: char) -> bool {
    !is_han(character) && character.is_alphanumeric()
        || matches!(character, '；' | '：' | '·' | '～' | '-' | '/' | '%' | '％' | '$' | '¥' | '−' | '\u{a0}')
}

/// Typewriter quotation marks and apostrophes of English as printers set them; Chinese stays as it is written.
pub(super) fn curled(language: Language, words: &str, before: Option<char>) -> Cow<'_, str> {
    if language == Language::Zh || !words.contains(['\'', '"']) {
        return Cow::Borrowed(words);
    }
    let mut previous = before;
    let curl = |character: char| {
        let opens = previous.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '“' | '‘'));
        let feet = previous.is_some_and(|c| c.is_ascii_digit());
        let set = match character {
            '\'' if opens => '‘',
            '"' if opens => '“',
            '\'' if !feet => '’',
            '"' if !feet => '”',
            other => other,
        };
        previous = Some(character);
        set
    };
    Cow::Owned(words.chars().map(curl).collect())
}

/// Plain words, save that a range of numbers (7—8, 2021–2035) is not broken after its dash.
pub(super) fn words_with_ranges(words: &str, before: Option<char>, after: Option<char>, parts: &mut Vec<Value>) {
    let of_number = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',');
    let (mut plain, mut from) = (0, 0);
    while let Some((at, dash)) = words[from..].char_indices().find(|(_, c)| matches!(c, '—' | '–' | '～')) {
        let (at, behind) = (from + at, from + at + dash.len_utf8());
        from = behind;
        let head = words[plain..at].trim_end_matches(of_number);
        let tail = words[behind..].trim_start_matches(of_number);
        let (start, end) = (plain + head.len(), words.len() - tail.len());
        let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
        if !is_number(&words[start..at]) || !words[behind..end].ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if start > plain {
            parts.push(text(&words[plain..start]));
        }
        let previous = words[..start].chars().next_back().or(before);
        parts.push(unbroken(&words[start..end], previous, words[end..].chars().next().or(after)));
        (plain, from) = (end, end);
    }
    if plain < words.len() {
        parts.push(text(&words[plain..]));
    }
}

pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(said: &str) -> Vec<Value> {
        let mut parts = Vec::new();
        words_with_ranges(said, None, None, &mut parts);
        parts
    }

    #[test]
    fn a_range_stays_together_and_a_dash_is_no_range() {
        let cases: [(&str, &[&str]); 4] = [
            ("在7—8月；洪水——多", &["在", "7—8", "月；洪水——多"]),
            ("2021–2035", &["2021–2035"]),
            ("69～177天、7—", &["69～177", "天、7—"]),
            ("草—地", &["草—地"]),
        ];
        for (said, expected) in cases {
            let parts = shown(said);
            let seen: Vec<_> = parts.iter().map(|part| part["s"].as_str().unwrap()).collect();
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn no_line_begins_with_the_mark_after_a_number() {
        assert_eq!(shown("约7—8；")[1]["joined"], json!([false, true]));
        assert_eq!(shown("约7—8月")[1]["joined"], json!([false, false]));
        assert_eq!(shown("约7—8月")[1]["before"], json!(true));
    }

    #[test]
    fn typewriter_quotes_are_curled_in_english_alone() {
        let said = "a county's 'own' \"words\", 5' 6\"";
        assert_eq!(curled(Language::En, said, None), "a county’s ‘own’ “words”, 5' 6\"");
        assert_eq!(curled(Language::En, "'s", Some('y')), "’s");
        assert_eq!(curled(Language::Zh, said, None), said);
    }
}
