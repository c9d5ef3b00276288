//! The numbers that are typed in a passage and tied to nothing, in digits or in words, for comparing two languages.
//!
//! No reading of literals: a scale word behind the digits counts, a unit does not, for both languages have the same.

use crate::locale::{chinese_digit, chinese_value};
use crate::model::Language;
use crate::prose::Passage;
use rust_decimal::Decimal;
use std::ops::Range;

/// A typed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// What it says.
    pub(super) value: Decimal,
    /// The same without the scale word behind it, where it is written in digits.
    pub(super) plain: Option<Decimal>,
    /// Its bytes in the passage.
    pub(super) range: Range<usize>,
    /// How it is written.
    pub(super) form: Form,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// In digits.
    Digits,
    /// In words, where they seldom stand for something else, as one, 一 and both do.
    Words,
}

/// English words of numbers. Months are numbers in Chinese; May and March with their capitals alone.
const WORDS: [(&str, i64); 53] = [
    ("zero", 0),
    ("two", 2),
    ("three", 3),
    ("third", 3),
    ("four", 4),
    ("fourth", 4),
    ("five", 5),
    ("fifth", 5),
    ("six", 6),
    ("sixth", 6),
    ("seven", 7),
    ("seventh", 7),
    ("eight", 8),
    ("eighth", 8),
    ("nine", 9),
    ("ninth", 9),
    ("ten", 10),
    ("tenth", 10),
    ("eleven", 11),
    ("eleventh", 11),
    ("twelve", 12),
    ("twelfth", 12),
    ("thirteen", 13),
    ("thirteenth", 13),
    ("fourteen", 14),
    ("fourteenth", 14),
    ("fifteen", 15),
    ("fifteenth", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1000),
    ("january", 1),
    ("february", 2),
    ("april", 4),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("dozen", 12),
];

const SCALES_ZH: [(&str, i64); 5] =
    [("万亿", 1_000_000_000_000), ("百万", 1_000_000), ("千万", 10_000_000), ("万", 10_000), ("亿", 100_000_000)];
const SCALES_EN: [(&str, i64); 4] =
    [("million", 1_000_000), ("billion", 1_000_000_000), ("thousand", 1000), ("trillion", 1_000_000_000_000)];

/// The numbers of a passage in digits that no tie holds, in order.
pub(super) fn digits_of(passage: &Passage<'_>) -> Vec<Typed> {
    untied(passage, digits(passage.language, &passage.text))
}

/// Those in words.
pub(super) fn words_of(passage: &Passage<'_>) -> Vec<Typed> {
    let found = match passage.language {
        Language::Zh => numerals(&passage.text),
        Language::En => words(&passage.text),
    };
    untied(passage, found)
}

fn untied(passage: &Passage<'_>, mut found: Vec<Typed>) -> Vec<Typed> {
    let tied: Vec<Range<usize>> = passage.ties().map(|(_, range)| range).collect();
    found.retain(|typed| !tied.iter().any(|tie| tie.start < typed.range.end && typed.range.start < tie.end));
    found
}

/// Whether a passage has digits outside its ties.
pub(super) fn has_digits(passage: &Passage<'_>) -> bool {
    let is_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let mut from = 0;
    for (_, range) in passage.ties() {
        if is_digit(passage.text.get(from..range.start).unwrap_or_default()) {
            return true;
        }
        from = range.end;
    }
    is_digit(passage.text.get(from..).unwrap_or_default())
}

fn digits(language: Language, text: &str) -> Vec<Typed> {
    let (bytes, mut at, mut found) = (text.as_bytes(), 0, Vec::new());
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    while at < bytes.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        let groups = |at: usize| (1..=3).all(|step| digit(at + step)) && !digit(at + 4);
        while digit(at) || bytes.get(at) == Some(&b',') && groups(at) || bytes.get(at) == Some(&b'.') && digit(at + 1) {
            at += 1;
        }
        let written = text.get(start..at).unwrap_or_default();
        // 10:00 is ten.
        let full_hour = written == "00" && text[..start].ends_with([':', '：']);
        if let Some(value) = value(written).filter(|_| !full_hour) {
            let scaled = value.checked_mul(scale(language, &text[at..])).unwrap_or(value).normalize();
            found.push(Typed { value: scaled, plain: Some(value), range: start..at, form: Form::Digits });
        }
    }
    found
}

fn value(written: &str) -> Option<Decimal> {
    written.replace(',', "").parse::<Decimal>().ok().map(|value| value.normalize())
}

/// What the scale word behind digits makes of them; 80多万 is 80万 and more.
fn scale(language: Language, behind: &str) -> Decimal {
    let behind = behind.trim_start_matches([' ', '\u{a0}', '多', '余']);
    let known: &[(&str, i64)] = match language {
        Language::Zh => &SCALES_ZH,
        Language::En => &SCALES_EN,
    };
    let found = known.iter().find(|(word, _)| behind.starts_with(word));
    found.map_or(Decimal::ONE, |(_, times)| Decimal::from(*times))
}

/// Chinese numerals, run by run.
fn numerals(text: &str) -> Vec<Typed> {
    let part = |sign: char| chinese_digit(sign).is_some() || matches!(sign, '两' | '十' | '百' | '千');
    let (mut found, mut start) = (Vec::new(), None);
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        match (part(sign), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                run(text, from..at, &mut found);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The numbers of a run of Chinese numerals: of 十三五 there are two.
fn run(text: &str, range: Range<usize>, found: &mut Vec<Typed>) {
    let signs = text.get(range.clone()).unwrap_or_default();
    let ends = signs.char_indices().rev().map(|(at, sign)| at + sign.len_utf8());
    let read = ends.map(|end| (end, signs.get(..end).and_then(chinese_value)));
    match read.into_iter().find_map(|(end, value)| Some((range.start + end, value?.normalize()))) {
        Some((end, value)) => {
            let ordinal = text.get(..range.start).is_some_and(|before| before.ends_with('第'));
            if value != Decimal::ONE || ordinal {
                found.push(Typed { value, plain: None, range: range.start..end, form: Form::Words });
            }
            if end < range.end {
                run(text, end..range.end, found);
            }
        }
        None => {
            let first = signs.chars().next().map_or(range.len(), char::len_utf8);
            if first < range.len() {
                run(text, range.start + first..range.end, found);
            }
        }
    }
}

fn words(text: &str) -> Vec<Typed> {
    let lower = text.to_ascii_lowercase();
    let (mut found, mut start): (Vec<Typed>, _) = (Vec::new(), None);
    for (at, sign) in lower.char_indices().chain([(lower.len(), ' ')]) {
        match (sign.is_ascii_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = lower.get(from..at).unwrap_or_default();
                // "One" stands for a number in twenty-one alone.
                let named = [("May", 5), ("March", 3), ("one", 1), ("first", 1)]
                    .into_iter()
                    .find(|(name, _)| text.get(from..at) == Some(name));
                let known = named.or_else(|| WORDS.iter().find(|(name, _)| *name == word).copied());
                if let Some((_, value)) = known {
                    let next = Typed { value: Decimal::from(value), plain: None, range: from..at, form: Form::Words };
                    push_word(&mut found, next, &lower);
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Twenty-one is one number.
fn push_word(found: &mut Vec<Typed>, next: Typed, text: &str) {
    // Ten thousand: units of that many are said in other words in Chinese.
    if next.value >= Decimal::ONE_HUNDRED {
        found.pop_if(|last| text.get(last.range.end..next.range.start) == Some(" "));
        return;
    }
    let joined = |last: &&mut Typed| {
        let tens = next.value < Decimal::TEN && last.value >= Decimal::from(20);
        tens && text.get(last.range.end..next.range.start) == Some("-")
    };
    match found.last_mut().filter(joined) {
        Some(last) => {
            let range = last.range.start..next.range.end;
            *last = Typed { value: last.value + next.value, plain: None, range, form: Form::Words };
        }
        None if next.value != Decimal::ONE => found.push(next),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(found: &[Typed]) -> String {
        let told: Vec<String> = found.iter().map(|typed| typed.value.to_string()).collect();
        told.join(" ")
    }

    #[test]
    fn scales_groups_and_hours_are_read() {
        let zh = |text: &str| told(&digits(Language::Zh, text));
        let en = |text: &str| told(&digits(Language::En, text));
        assert_eq!(zh("80多万吨，20亿，3.50，10:00，1,200"), "800000 2000000000 3.5 10 1200");
        assert_eq!(en("over 800,000 t, 2 billion, 1,2 and 3."), "800000 2000000000 1 2 3");
    }

    #[test]
    fn runs_of_numerals_are_parted() {
        assert_eq!(told(&numerals("十三五期间，二〇二五年，第三章、一百零一，千")), "13 5 2025 3 101");
        assert_eq!(told(&words("Twenty-one of both, October, tens, ten thousand, may May")), "21 10 5");
    }
}
