//! Dates inside running text: 2021年10月, 1 November 2020, October 2021, a year alone in English.

use super::parse_date;
use crate::model::{Date, Language};

/// The dates that a text names, from left to right. In English a number of four digits from 1900 to 2099 is a year
/// when no unit or separator stands at it.
pub fn dates_in(language: Language, text: &str) -> Vec<Date> {
    let mut found = Vec::new();
    for (at, year) in years(text) {
        let (before, after) = (&text[..at], &text[at + year.len()..]);
        let written = match language {
            Language::Zh => chinese(year, after),
            Language::En => english(before, year, after),
        };
        found.extend(written.and_then(|written| parse_date(language, &written)));
    }
    found
}

/// Runs of exactly four digits from 1900 to 2099, with their places.
fn years(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit() || matches!(sign, ',' | '.'));
    text.char_indices().filter(|(_, sign)| sign.is_ascii_digit()).filter_map(move |(at, _)| {
        let year = text.get(at..at + 4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
        let before = text[..at].chars().next_back();
        let mut after = text[at + 4..].chars();
        let (next, then) = (after.next(), after.next());
        let runs_on = next.is_some_and(|sign| sign.is_ascii_digit())
            || is_digit(next) && then.is_some_and(|sign| sign.is_ascii_digit());
        (!is_digit(before) && !runs_on && (year.starts_with("19") || year.starts_with("20"))).then_some((at, year))
    })
}

/// 年, and the month and day behind it.
fn chinese(year: &str, after: &str) -> Option<String> {
    let mut written = format!("{year}年");
    let mut rest = after.strip_prefix('年')?;
    for mark in ['月', '日'] {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(behind) = rest[digits..].strip_prefix(mark).filter(|_| (1..=2).contains(&digits)) else { break };
        written = format!("{written}{}{mark}", &rest[..digits]);
        rest = behind;
    }
    Some(written)
}

/// The month and day before the year; a year alone where it is no amount of something.
fn english(before: &str, year: &str, after: &str) -> Option<String> {
    let mut words = before.rsplit(|sign: char| sign.is_whitespace()).filter(|word| !word.is_empty());
    let (last, first) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    for written in [format!("{first} {last} {year}"), format!("{last} {year}")] {
        if parse_date(Language::En, &written).is_some() {
            return Some(written);
        }
    }
    let amount = after.trim_start().starts_with(['%', '°', '²']) || before.ends_with('/');
    (!amount).then(|| year.to_owned())
}

#[cfg(test)]
mod tests {
    use super::dates_in;
    use crate::locale::format_date;
    use crate::model::Language;

    #[test]
    fn dates_are_found_in_sentences() {
        for (language, text, expected) in [
            (Language::Zh, "截至2021年10月底，2020年有", "2021年10月 2020年"),
            (Language::Zh, "2022年11月1日起，面积2124.01，共2020人", "2022年11月1日"),
            (Language::Zh, "GB 2020—2021", ""),
            (Language::En, "At the end of October 2021 and in 2020, 12,020 km", "October 2021 2020"),
            (Language::En, "on 1 November 2020; 2,020 people; 2020.5", "1 November 2020"),
        ] {
            let found: Vec<String> = dates_in(language, text).iter().map(|date| format_date(language, date)).collect();
            assert_eq!(found.join(" ").replace('\u{a0}', " "), expected, "{text}");
        }
    }
}
