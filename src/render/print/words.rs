//! Words as printers set them: ranges and numbers that no line breaks.

use super::inline::text;
use crate::locale::apostrophes;
use crate::locale::script::is_han;
use crate::model::Language;
use serde_json::{Value, json};

/// The longest word, in characters, that is left to the hyphens of its language.
const LONGEST: usize = 24;

/// Words kept on one line; Chinese wants a quarter space where they meet Han characters, which Typst sets by itself only
/// inside running text.
pub(super) fn unbroken(words: &str, before: Option<char>, after: Option<char>) -> Value {
    // Signs that belong to a number stand off as its digits do: 占 23% 的, 至 41°28′58″ 之间.
    let latin = |character: char| character.is_ascii_alphanumeric() || matches!(character, '%' | '‰' | '°' | '′' | '″');
    let gap = |outside: Option<char>, inside: Option<char>| outside.is_some_and(is_han) && inside.is_some_and(latin);
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

/// Plain words, save that a range of numbers (7—8, 2021–2035) is not broken after its dash.
pub(super) fn words_with_ranges(
    language: Language,
    words: &str,
    (before, after): (Option<char>, Option<char>),
    parts: &mut Vec<Value>,
) {
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
        plain_words(language, &words[plain..start], parts);
        let previous = words[..start].chars().next_back().or(before);
        parts.push(unbroken(&words[start..end], previous, words[end..].chars().next().or(after)));
        (plain, from) = (end, end);
    }
    plain_words(language, &words[plain..], parts);
}

/// Plain words: those too long for a line may break; in Chinese an apostrophe between Latin letters is a narrow one.
fn plain_words(language: Language, words: &str, parts: &mut Vec<Value>) {
    let mut from = 0;
    let marks = if language == Language::Zh { apostrophes(words) } else { Vec::new() };
    for at in marks {
        let latin = |character: char| character.is_alphabetic() && !is_han(character);
        let start = words[..at].trim_end_matches(latin).len().max(from);
        let behind = at + '’'.len_utf8();
        let end = behind + words[behind..].find(|c| !latin(c)).unwrap_or(words.len() - behind);
        breakable(&words[from..start], parts);
        parts.push(json!({"k": "narrow", "s": &words[start..end]}));
        from = end;
    }
    breakable(&words[from..], parts);
}

/// Words in which a very long one has places to break at: after the marks of an address, else anywhere.
fn breakable(words: &str, parts: &mut Vec<Value>) {
    let (mut from, mut long) = (0, 0);
    for (at, character) in words.char_indices() {
        let end = at + character.len_utf8();
        if character.is_whitespace() || is_han(character) {
            long = 0;
            continue;
        }
        long += 1;
        let mark = matches!(character, '/' | '?' | '&' | '=' | '_' | '.' | '#' | '%');
        let rest = &words[end..];
        if long >= LONGEST || (mark && long >= LONGEST / 2) {
            let goes_on = rest.chars().take(4).filter(|c| !c.is_whitespace() && !is_han(*c)).count() == 4;
            if goes_on {
                parts.extend([text(&words[from..end]), json!({"k": "gap"})]);
                (from, long) = (end, 0);
            }
        }
    }
    if from < words.len() {
        parts.push(text(&words[from..]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(said: &str) -> Vec<Value> {
        let mut parts = Vec::new();
        words_with_ranges(Language::Zh, said, (None, None), &mut parts);
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
    fn a_latin_word_keeps_its_apostrophe() {
        let parts = shown("据Xu’s法");
        assert_eq!(parts, [text("据"), json!({"k": "narrow", "s": "Xu’s"}), text("法")]);
    }

    #[test]
    fn an_address_has_places_to_break_at() {
        let address = "https://example.org/a/very/long/path/to/a/file.html?with=a&long=query";
        let parts = shown(&format!("见 {address} 。"));
        let joined: String = parts.iter().filter_map(|part| part["s"].as_str()).collect();
        assert_eq!(joined, format!("见 {address} 。"));
        assert!(parts.iter().filter(|part| part["k"] == "gap").count() >= 3, "{parts:?}");
        assert_eq!(shown("interdepartmental coordination").len(), 1);
        assert_eq!(shown(&"x".repeat(60)).len(), 5);
    }

    #[test]
    fn no_line_begins_with_the_mark_after_a_number() {
        assert_eq!(shown("约7—8；")[1]["joined"], json!([false, true]));
        assert_eq!(shown("约7—8月")[1]["joined"], json!([false, false]));
        assert_eq!(shown("约7—8月")[1]["before"], json!(true));
        assert_eq!(unbroken("23%", Some('占'), Some('的'))["after"], json!(true));
        assert_eq!(unbroken("23%", Some('占'), Some('，'))["after"], json!(false));
    }
}
