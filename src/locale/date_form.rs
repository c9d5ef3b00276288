//! Writes another date in the form that a text has: its exactness, digits, connector, spaces and the words around it.

use super::chinese_digits::{chinese_digit, spelled};
use super::date::{self, MONTHS, format_date, month_number, parse_date};
use super::date_edge::split;
use crate::model::{Date, Day, Language};
use std::ops::Range;

/// A date's new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateText {
    /// The text.
    pub text: String,
    /// The words that are no longer true of the date and were left out: 底, "the end of".
    pub dropped: Option<String>,
}

/// The date in the form of an old text; `None` when the old text is no date, or a period while the date is none.
pub fn reformat_date(language: Language, old: &str, date: &Date) -> Option<DateText> {
    let spaced = plain_spaces(old);
    let edged = split(language, &spaced);
    let written = parse_date(language, edged.body)?;
    let (body_start, body_end) = (edged.lead.len() + edged.head.len(), spaced.len() - edged.tail.len());
    // The same places in the old text, whose spaces may be longer.
    let at = |place: usize| spaced[..place].chars().count();
    let (start, end) = (byte(old, at(body_start)), byte(old, at(body_end)));
    let body = same_form(language, &old[start..end], written, *date)?;
    let holds = match (edged.edge, written) {
        (None, _) => true,
        (Some(edge), Date::At(written)) => edge.holds(written, last(*date), matches!(date, Date::Between(..))),
        (Some(_), Date::Between(..)) => false,
    };
    let (lead, head) = old[..start].split_at(byte(old, at(edged.lead.len())));
    if holds {
        return Some(DateText { text: format!("{lead}{head}{body}{}", &old[end..]), dropped: None });
    }
    let dropped = format!("{head}{}", &old[end..]).trim().to_owned();
    Some(DateText { text: format!("{lead}{body}"), dropped: Some(dropped) })
}

fn plain_spaces(text: &str) -> String {
    text.chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect()
}

fn byte(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

fn last(date: Date) -> Day {
    match date {
        Date::At(day) | Date::Between(_, day) => day,
    }
}

/// The date without the words around it. Where the old parts cannot hold the new ones (a period that now crosses a
/// year), the language's own form with the old connector.
fn same_form(language: Language, old: &str, written: Date, date: Date) -> Option<String> {
    let shown = match (written, date) {
        (Date::At(written), date) => Date::At(as_exact(last(date), written)),
        (Date::Between(..), Date::Between(..)) => date,
        (Date::Between(..), Date::At(_)) => return None,
    };
    let parts = parts(language, old);
    let is_right = |text: &String| {
        let read = parse_date(language, text);
        let empty = matches!(read, Some(Date::Between(start, end)) if start == end);
        !empty && read.is_some_and(|read| date::names(read, shown))
    };
    filled(language, old, &parts, shown).filter(is_right).or_else(|| {
        let text = format_date(language, &shown);
        let text = match joint(old, &parts) {
            Some(joint) => text.replace(" – ", "–").replace(['–', '—'], joint),
            None => text,
        };
        Some(text).filter(is_right)
    })
}

/// As exact as the old date, no more.
fn as_exact(known: Day, written: Day) -> Day {
    let month = known.month.filter(|_| written.month.is_some());
    Day { year: known.year, month, day: known.day.filter(|_| month.is_some() && written.day.is_some()) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Year,
    Month,
    Day,
}

/// How a number of a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Plain,
    FullWidth,
    /// 二〇二一; with its sign for zero.
    Spelled(char),
    /// 十, 三十一.
    Words,
    /// October.
    Name,
}

/// One number or month name of a date.
#[derive(Debug, Clone)]
struct Part {
    range: Range<usize>,
    value: u32,
    shape: Shape,
    kind: Kind,
    /// It belongs to the end of a period.
    second: bool,
}

/// The text with the parts of the new date; `None` if the date lacks one that cannot be left out.
fn filled(language: Language, old: &str, parts: &[Part], date: Date) -> Option<String> {
    let (start, end) = match date {
        Date::At(day) => (day, day),
        Date::Between(start, end) => (start, end),
    };
    let padded = parts.iter().any(|part| part.kind != Kind::Year && digit_at(old, part.range.start) == Some(0));
    let iso = language_free(old, parts);
    let mut text = old.to_owned();
    for part in parts.iter().rev() {
        let day = if part.second { end } else { start };
        let value = match part.kind {
            Kind::Year => u32::try_from(day.year).ok(),
            Kind::Month => day.month.map(u32::from),
            Kind::Day => day.day.map(u32::from),
        };
        match value {
            Some(value) => {
                let width = if part.kind != Kind::Year && (padded || iso) { 2 } else { 1 };
                text.replace_range(part.range.clone(), &write(value, part.shape, width)?);
            }
            None if iso => text.truncate(part.range.start - 1),
            None if language == Language::Zh => {
                let sign = old[part.range.end..].chars().next().map_or(0, char::len_utf8);
                text.replace_range(part.range.start..part.range.end + sign, "");
            }
            None => return None,
        }
    }
    Some(text)
}

fn digit_at(text: &str, at: usize) -> Option<u32> {
    text[at..].chars().next()?.to_digit(10)
}

/// 2021-10-31, the same in every language.
fn language_free(text: &str, parts: &[Part]) -> bool {
    let joined = |pair: &[Part]| &text[pair[0].range.end..pair[1].range.start] == "-";
    parts.len() > 1 && parts[0].kind == Kind::Year && parts[1].kind == Kind::Month && parts.windows(2).all(joined)
}

fn write(value: u32, shape: Shape, width: usize) -> Option<String> {
    let plain = format!("{value:0>width$}");
    let each = |digits: [char; 10]| plain.chars().filter_map(|sign| digits.get(sign.to_digit(10)? as usize)).collect();
    match shape {
        Shape::Plain => Some(plain),
        Shape::FullWidth => Some(each(['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'])),
        Shape::Spelled(zero) => Some(spelled(&plain, zero)),
        Shape::Words => Some(super::chinese_number(value)),
        Shape::Name => MONTHS.get(usize::try_from(value).ok()?.checked_sub(1)?).map(|name| (*name).to_owned()),
    }
}

/// What joins the ends of a period, with the spaces around it.
fn joint<'a>(old: &'a str, parts: &[Part]) -> Option<&'a str> {
    let second = parts.iter().position(|part| part.second)?;
    let between = &old[parts.get(second.checked_sub(1)?)?.range.end..parts[second].range.start];
    Some(between.trim_start_matches(['年', '月', '日']))
}

/// The numbers and month names of a date, in order.
fn parts(language: Language, text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some((length, value, shape)) = number(&text[at..]).or_else(|| name(&text[at..])) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let range = at..at + length;
        let before = parts.last().map_or("", |part| &text[part.range.end..at]);
        let second = parts.last().is_some_and(|part| part.second) || joins(before);
        let kind = match (language, shape, text[range.end..].trim_start().chars().next()) {
            (_, Shape::Name, _) | (Language::Zh, _, Some('月')) => Kind::Month,
            (Language::Zh, _, Some('日')) => Kind::Day,
            _ if value > 31 => Kind::Year,
            _ => Kind::Day,
        };
        parts.push(Part { range, value, shape, kind, second });
        at += length;
    }
    settle(text, &mut parts);
    parts
}

/// Gives numbers without a sign of their own their meaning: 2021-10-31, the 1 of 1—10月.
fn settle(text: &str, parts: &mut [Part]) {
    let iso = |parts: &[Part]| {
        let joined = |pair: &[Part]| &text[pair[0].range.end..pair[1].range.start] == "-";
        let two_digits = |part: &Part| part.range.len() == 2;
        parts.first().is_some_and(|year| year.value > 31 && year.range.len() == 4)
            && (2..=3).contains(&parts.len())
            && parts.windows(2).all(joined)
            && parts[1..].iter().all(two_digits)
    };
    if iso(parts) {
        for (part, kind) in parts.iter_mut().zip([Kind::Year, Kind::Month, Kind::Day]) {
            (part.kind, part.second) = (kind, false);
        }
        return;
    }
    for place in 1..parts.len() {
        let between = &text[parts[place - 1].range.end..parts[place].range.start];
        if joins(between) && !between.starts_with(['年', '月', '日']) && parts[place - 1].shape != Shape::Name {
            let kind = parts[place].kind;
            parts[place - 1].kind = if parts[place].shape == Shape::Name { parts[place - 1].kind } else { kind };
        }
    }
}

fn joins(between: &str) -> bool {
    let between = between.trim_start_matches(['年', '月', '日']).trim();
    ["—", "–", "-", "～", "~", "至", "到", "to"].contains(&between)
}

/// A number at the start of a text: its length in bytes, its value and how it is written.
fn number(text: &str) -> Option<(usize, u32, Shape)> {
    let first = text.chars().next()?;
    let digit = |sign: char| match sign {
        '０'..='９' => Some(u32::from(sign) - u32::from('０')),
        '○' => Some(0),
        _ => sign.to_digit(10).or_else(|| chinese_digit(sign)),
    };
    let same_kind = |sign: &char| match first {
        '0'..='9' => sign.is_ascii_digit(),
        '０'..='９' => ('０'..='９').contains(sign),
        _ => *sign == '十' || (!sign.is_ascii() && !('０'..='９').contains(sign) && digit(*sign).is_some()),
    };
    let run: String = text.chars().take_while(same_kind).collect();
    let values: Vec<u32> = run.chars().filter_map(digit).collect();
    if run.is_empty() || values.len() > 4 {
        return None;
    }
    let by_digits = values.iter().fold(0, |value, digit| value * 10 + digit);
    let shape = match first {
        '0'..='9' => Shape::Plain,
        '０'..='９' => Shape::FullWidth,
        _ if values.len() == 4 => Shape::Spelled(run.chars().find(|sign| digit(*sign) == Some(0)).unwrap_or('〇')),
        _ => Shape::Words,
    };
    let value = match (shape, run.split_once('十')) {
        (Shape::Words, Some((tens, ones))) => {
            let part =
                |text: &str, none: u32| if text.is_empty() { Some(none) } else { text.chars().next().and_then(digit) };
            part(tens, 1)? * 10 + part(ones, 0)?
        }
        _ => by_digits,
    };
    Some((run.len(), value, shape))
}

/// The month names of English.
fn name(text: &str) -> Option<(usize, u32, Shape)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let month = month_number(&text[..length])?;
    Some((length, month.into(), Shape::Name))
}

/// The text with every number of it in plain digits: ２０２１年, 二〇二一年十月.
pub(super) fn in_plain_digits(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match number(rest).filter(|(_, _, shape)| *shape != Shape::Plain) {
            Some((length, value, _)) => {
                plain.push_str(&value.to_string());
                rest = &rest[length..];
            }
            None => {
                plain.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn day(year: i32, month: u8, date: u8) -> Day {
        let month = if month > 0 { Some(month) } else { None };
        Day { year, month, day: if date > 0 { Some(date) } else { None } }
    }

    const AT: Date = Date::At(day(2022, 9, 30));
    const MONTHS_OF_2022: Date = Date::Between(day(2022, 1, 1), day(2022, 9, 30));
    const YEARS: Date = Date::Between(day(2016, 1, 1), day(2020, 12, 31));

    /// Old text, date, new text; empty where it is refused. `|` sets off the words that were dropped.
    const CASES: &[(Language, &str, Date, &str)] = &[
        (Language::Zh, "2021年", AT, "2022年"),
        (Language::Zh, "2021", AT, "2022"),
        (Language::Zh, "2021年10月底", AT, "2022年9月底"),
        (Language::Zh, "截至2021年10月底", AT, "截至2022年9月底"),
        (Language::Zh, "2021年10月底", Date::At(day(2022, 9, 15)), "2022年9月|底"),
        (Language::Zh, "2021年10月底", Date::At(day(2022, 0, 0)), "2022年|底"),
        (Language::Zh, "2021年底", AT, "2022年|底"),
        (Language::Zh, "2021年年底", AT, "2022年|年底"),
        (Language::Zh, "2021年底", Date::At(day(2022, 12, 31)), "2022年底"),
        (Language::Zh, "2021年初", Date::At(day(2022, 1, 1)), "2022年初"),
        (Language::Zh, "2021年上半年", AT, ""),
        (Language::Zh, "两年前", AT, ""),
        (Language::Zh, "2021年1～10月", MONTHS_OF_2022, "2022年1～9月"),
        (Language::Zh, "2021年1月至10月", MONTHS_OF_2022, "2022年1月至9月"),
        (Language::Zh, "2021年1～10月", Date::Between(day(2021, 3, 0), day(2022, 5, 0)), "2021年3月～2022年5月"),
        (Language::Zh, "2021年1～10月", AT, ""),
        (Language::Zh, "2011～2015年", YEARS, "2016～2020年"),
        (Language::Zh, "2011年至2015年", YEARS, "2016年至2020年"),
        (Language::Zh, "2011～2015年", MONTHS_OF_2022, "2022年1月～9月"),
        (Language::Zh, "2021-10-31", AT, "2022-09-30"),
        (Language::Zh, "2021-10-31", Date::At(day(2022, 9, 0)), "2022-09"),
        (Language::Zh, "２０２１年１０月", AT, "２０２２年９月"),
        (Language::Zh, "二〇二一年十月三十一日", AT, "二〇二二年九月三十日"),
        (Language::Zh, "2021年01月05日", AT, "2022年09月30日"),
        (Language::Zh, "2021年10月31日", Date::At(day(2022, 9, 0)), "2022年9月"),
        (Language::Zh, "2021 年 10 月", AT, "2022 年 9 月"),
        (Language::En, "2021", AT, "2022"),
        (Language::En, "31 October 2021", AT, "30 September 2022"),
        (Language::En, "31\u{a0}October 2021", AT, "30\u{a0}September 2022"),
        (Language::En, "October 31, 2021", AT, "September 30, 2022"),
        (Language::En, "October 31, 2021", Date::At(day(2022, 9, 0)), "September 2022"),
        (Language::En, "As of October 2021", AT, "As of September 2022"),
        (Language::En, "The end of October 2021", AT, "The end of September 2022"),
        (Language::En, "the end of October 2021", MONTHS_OF_2022, "the end of September 2022"),
        (Language::En, "As of the end of October 2021", Date::At(day(2022, 9, 1)), "As of September 2022|the end of"),
        (Language::En, "end-2021", AT, "2022|end-"),
        (Language::En, "early 2021", AT, "2022|early"),
        (Language::En, "the first half of 2021", AT, ""),
        (Language::En, "2011 to 2015", YEARS, "2016 to 2020"),
        (Language::En, "2011–2015", YEARS, "2016–2020"),
        (Language::En, "January–October 2021", MONTHS_OF_2022, "January–September 2022"),
        (
            Language::En,
            "January to October 2021",
            Date::Between(day(2021, 3, 0), day(2022, 5, 0)),
            "March 2021 to May 2022",
        ),
        (Language::En, "5–9 January 2021", Date::Between(day(2022, 3, 1), day(2022, 3, 4)), "1–4 March 2022"),
        (Language::En, "2021-10-31", AT, "2022-09-30"),
    ];

    #[test]
    fn a_date_keeps_its_form() {
        for (language, old, date, expected) in CASES {
            let found = reformat_date(*language, old, date).map(|found| match found.dropped {
                Some(words) => format!("{}|{words}", found.text),
                None => found.text,
            });
            assert_eq!(found.unwrap_or_default(), *expected, "{old}");
        }
    }
}
