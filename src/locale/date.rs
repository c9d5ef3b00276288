//! Dates and periods as each language writes them, and read back from text (for ties on a fact's date).

use super::date_edge;
use super::date_form::in_plain_digits;
use crate::model::{Date, Day, Language, days_in};

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date in print: 2020年, 2022年11月1日, 2021年1月—10月; 2020, 1 November 2022, January–October 2021. A period of whole
/// months is shown in months, one of whole years in years.
pub fn format_date(language: Language, date: &Date) -> String {
    match date {
        Date::At(day) => format_day(language, *day),
        Date::Between(start, end) => {
            let (start, end) = coarsened(*start, *end);
            if start == end {
                return format_day(language, start);
            }
            match language {
                Language::Zh => zh_period(start, end),
                Language::En => en_period(start, end),
            }
        }
    }
}

/// The date a text names, as [`format_date`] writes it or nearly so: also 截至2021年10月底, 二〇二一年, `end of October
/// 2021`, `October 31, 2021`, `2021-10-31`. 底 and "end of" name the month. `None` if it is no date.
pub fn parse_date(language: Language, text: &str) -> Option<Date> {
    let text: String = text.trim().chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect();
    let body = date_edge::split(language, &text).body;
    if let Some(day) = Day::from_iso(body).filter(|day| day.month.is_some()) {
        return Some(Date::At(day));
    }
    match language {
        Language::Zh => zh_date(&in_plain_digits(&body.replace(' ', ""))),
        Language::En => en_date(body),
    }
}

/// Whether a date in the text names the date of the data, or the end of its period, as exactly as the text is.
pub fn names(written: Date, known: Date) -> bool {
    let coarser = |written: Day, known: Day| {
        written.year == known.year
            && (written.month.is_none() || written.month == known.month)
            && (written.day.is_none() || written.day == known.day)
    };
    match (written, known) {
        (Date::At(written), Date::At(known) | Date::Between(_, known)) => coarser(written, known),
        (Date::Between(from, to), Date::Between(start, end)) => coarser(from, start) && coarser(to, end),
        (Date::Between(..), Date::At(_)) => false,
    }
}

fn format_day(language: Language, day: Day) -> String {
    match (language, day.month, day.day) {
        (Language::Zh, Some(month), Some(date)) => format!("{}年{month}月{date}日", day.year),
        (Language::Zh, Some(month), None) => format!("{}年{month}月", day.year),
        (Language::Zh, None, _) => format!("{}年", day.year),
        (Language::En, Some(month), Some(date)) => format!("{date}\u{a0}{} {}", month_name(month), day.year),
        (Language::En, Some(month), None) => format!("{} {}", month_name(month), day.year),
        (Language::En, None, _) => day.year.to_string(),
    }
}

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("")
}

fn zh_period(start: Day, end: Day) -> String {
    let last = match (end.month, end.day) {
        (None, _) if start.month.is_none() => return format!("{}—{}年", start.year, end.year),
        (Some(_), Some(day)) if start.year == end.year && start.month == end.month && start.day.is_some() => {
            format!("{day}日")
        }
        (Some(month), Some(day)) if start.year == end.year => format!("{month}月{day}日"),
        (Some(month), None) if start.year == end.year => format!("{month}月"),
        _ => format_day(Language::Zh, end),
    };
    format!("{}—{last}", format_day(Language::Zh, start))
}

fn en_period(start: Day, end: Day) -> String {
    let same_year = start.year == end.year;
    match (start.month, start.day, end.month, end.day) {
        (None, _, None, _) => format!("{}–{}", start.year, end.year),
        (Some(first), None, Some(last), None) if same_year => {
            format!("{}–{} {}", month_name(first), month_name(last), end.year)
        }
        (Some(first), Some(from), Some(last), Some(to)) if same_year && first == last => {
            format!("{from}–{to}\u{a0}{} {}", month_name(last), end.year)
        }
        (Some(first), Some(from), Some(_), Some(_)) if same_year => {
            format!("{from}\u{a0}{} – {}", month_name(first), format_day(Language::En, end))
        }
        _ => format!("{} – {}", format_day(Language::En, start), format_day(Language::En, end)),
    }
}

/// Whole months lose their days, whole years their months.
fn coarsened(start: Day, end: Day) -> (Day, Day) {
    let (mut start, mut end) = (start, end);
    let last_day = end.month.map(|month| days_in(end.year, month));
    if start.day == Some(1) && end.day.is_some() && end.day == last_day {
        (start.day, end.day) = (None, None);
    }
    if start.day.is_none() && end.day.is_none() && start.month == Some(1) && end.month == Some(12) {
        (start.month, end.month) = (None, None);
    }
    (start, end)
}

fn zh_date(text: &str) -> Option<Date> {
    if let Some(day) = zh_day(text).or_else(|| bare_year(text)) {
        return Some(Date::At(day));
    }
    let (left, right) = text.split_once(['—', '–', '-', '～', '~', '至', '到'])?;
    // 2021—2035年: the first year leaves out its 年; 2021年1—10月: the first month its 月.
    let start = ["", "年", "月"].iter().find_map(|tail| zh_day(&format!("{left}{tail}")))?;
    let end = zh_day(right)
        .or_else(|| bare_year(right))
        .or_else(|| zh_day(&format!("{}年{right}", start.year)))
        .or_else(|| zh_day(&format!("{}年{}月{right}", start.year, start.month?)))?;
    (start <= end).then_some(Date::Between(start, end))
}

/// 2021 before a 年 that stands outside; a number of this century or the last, lest any number be a year.
fn bare_year(text: &str) -> Option<Day> {
    let is_year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    Day::of(text.parse().ok().filter(|_| is_year)?, None, None)
}

fn zh_day(text: &str) -> Option<Day> {
    let (year, rest) = text.split_once('年')?;
    let year = year.parse().ok()?;
    if rest.is_empty() {
        return Day::of(year, None, None);
    }
    let (month, rest) = rest.split_once('月')?;
    let month = Some(month.parse().ok()?);
    if rest.is_empty() {
        return Day::of(year, month, None);
    }
    Day::of(year, month, Some(rest.strip_suffix('日')?.parse().ok()?))
}

fn en_date(text: &str) -> Option<Date> {
    if let Some(day) = en_day(text) {
        return Some(Date::At(day));
    }
    let (left, right) =
        text.split_once(['–', '—']).or_else(|| text.split_once(" to ")).or_else(|| text.split_once('-'))?;
    let (left, end) = (left.trim(), en_day(right.trim())?);
    let start = en_day(left)
        .or_else(|| en_day(&format!("{left} {}", end.year)))
        .or_else(|| en_day(&format!("{left} {} {}", month_name(end.month?), end.year)))?;
    (start <= end).then_some(Date::Between(start, end))
}

fn en_day(text: &str) -> Option<Day> {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [year] if year.len() == 4 => Day::of(year.parse().ok()?, None, None),
        [name, year] => Day::of(year.parse().ok()?, Some(month_number(name)?), None),
        [name, day, year] if day.ends_with(',') => {
            Day::of(year.parse().ok()?, Some(month_number(name)?), Some(day.trim_end_matches(',').parse().ok()?))
        }
        [day, name, year] => Day::of(year.parse().ok()?, Some(month_number(name)?), Some(day.parse().ok()?)),
        _ => None,
    }
}

/// The month of a name, whatever its case.
pub(super) fn month_number(name: &str) -> Option<u8> {
    let position = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    u8::try_from(position + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, date: u8) -> Day {
        Day { year, month: (month > 0).then_some(month), day: (date > 0).then_some(date) }
    }

    #[test]
    fn dates_and_periods_are_written_and_read_back() {
        let between = |start, end| Date::Between(start, end);
        for (date, zh, en) in [
            (Date::At(day(2020, 0, 0)), "2020年", "2020"),
            (Date::At(day(2022, 11, 0)), "2022年11月", "November 2022"),
            (Date::At(day(2020, 11, 1)), "2020年11月1日", "1 November 2020"),
            (between(day(2021, 1, 0), day(2021, 10, 0)), "2021年1月—10月", "January–October 2021"),
            (between(day(2021, 0, 0), day(2035, 0, 0)), "2021—2035年", "2021–2035"),
            (between(day(2021, 1, 5), day(2021, 1, 9)), "2021年1月5日—9日", "5–9 January 2021"),
            (between(day(2021, 1, 5), day(2021, 3, 9)), "2021年1月5日—3月9日", "5 January – 9 March 2021"),
            (between(day(2021, 3, 0), day(2022, 5, 0)), "2021年3月—2022年5月", "March 2021 – May 2022"),
        ] {
            assert_eq!(format_date(Language::Zh, &date), zh);
            assert_eq!(format_date(Language::En, &date).replace('\u{a0}', " "), en);
            assert_eq!(parse_date(Language::Zh, zh), Some(date), "{zh}");
            assert_eq!(parse_date(Language::En, en), Some(date), "{en}");
        }
        let whole = between(day(2021, 1, 1), day(2021, 10, 31));
        assert_eq!(format_date(Language::Zh, &whole), "2021年1月—10月");
        assert_eq!(format_date(Language::En, &between(day(2021, 1, 1), day(2021, 12, 31))), "2021");
    }

    #[test]
    fn loose_spellings_and_strangers() {
        let october = Some(Date::At(day(2021, 10, 0)));
        assert_eq!(parse_date(Language::Zh, "2021年10月底"), october);
        assert_eq!(parse_date(Language::En, "the end of October 2021"), october);
        let period = Some(Date::Between(day(2021, 1, 0), day(2021, 10, 0)));
        assert_eq!(parse_date(Language::Zh, "2021年1-10月"), period);
        for text in ["", "2021年13月", "31 February 2021", "1055", "2035—2021年", "31日", "年", "-", "–"] {
            assert_eq!(parse_date(Language::Zh, text), None, "{text}");
        }
        assert_eq!(parse_date(Language::En, "31 February 2021"), None);
    }
}
