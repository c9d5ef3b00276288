//! Format codes: what a cell shows of the number that it holds. `0.00` shows 12.3 as 12.30, `0%` shows 0.12 as 12%, and what
//! `yyyy-mm-dd` shows is a day. Only what a reader of numbers needs is understood: digits, per cent, thousands, words around
//! the number, and which dates are shown; colours and widths are passed over.

use crate::model::Day;
use rust_decimal::{Decimal, RoundingStrategy};

/// Figures that a program of this kind keeps; what it adds behind them is its own fraction.
const FIGURES: u32 = 15;
/// Decimals that a format can ask for.
const MOST_DECIMALS: u32 = 20;

/// What a person sees in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A number.
    Number(Figure),
    /// A day, or a month or a year where the format shows no more.
    Day(Day),
    /// Words; also a number that was typed as text.
    Text(String),
    /// True or false.
    Truth(bool),
    /// An error of the program, such as `#DIV/0!`.
    Error(String),
    /// Nothing yet: a formula of which the file has no result, since no program has computed it.
    Pending,
}

/// A number as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number with the digits that are shown; of a percentage that before the sign.
    pub number: Decimal,
    /// What the cell holds, to fifteen figures; of a percentage a hundred times as much.
    pub held: Decimal,
    /// A sign of percentage follows.
    pub percent: bool,
    /// Words that the format puts before it: a currency.
    pub before: String,
    /// Words that the format puts after it: a unit.
    pub after: String,
    /// The format shows another number than the cell holds (thousands, fractions, a time of day): `number` is what it
    /// holds.
    pub disguised: bool,
}

impl Shown {
    /// As a person reads it aloud: numbers without thousands separators, days as ISO 8601 writes them.
    pub fn text(&self) -> String {
        match self {
            Self::Number(figure) => figure.text(),
            Self::Day(day) => day.iso(),
            Self::Text(text) => text.clone(),
            Self::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Error(code) => code.clone(),
            Self::Pending => String::new(),
        }
    }
}

impl Figure {
    /// With its sign of percentage and its words.
    pub fn text(&self) -> String {
        let percent = if self.percent { "%" } else { "" };
        format!("{}{}{percent}{}", self.before, self.number, self.after)
    }
}

/// What a format does to a number, of one of its sections.
#[derive(Debug, Default, Clone)]
struct Section {
    general: bool,
    digits: bool,
    least: u32,
    most: u32,
    percent: bool,
    disguised: bool,
    before: String,
    after: String,
    year: bool,
    month: bool,
    day: bool,
    time: bool,
    /// `[>=10000]`: for which numbers it is.
    when: Option<(String, Decimal)>,
}

/// What a number shows in a format.
pub(super) fn shown(stored: &str, code: &str, from_1904: bool) -> Shown {
    let parsed = stored.parse::<Decimal>().ok().or_else(|| Decimal::from_scientific(stored).ok());
    let Some(held) = parsed.and_then(|number| number.round_sf(FIGURES)) else {
        return Shown::Text(stored.to_owned());
    };
    let held = held.normalize();
    let section = chosen(code, held);
    if (section.year || section.month || section.day)
        && let Some(day) = day(held, from_1904, &section)
    {
        return Shown::Day(day);
    }
    let disguised = section.disguised || section.time;
    let held = if section.percent { held.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(held).normalize() } else { held };
    let mut number = held;
    if section.digits && !disguised {
        number = held.round_dp_with_strategy(section.most, RoundingStrategy::MidpointAwayFromZero).normalize();
        if number.scale() < section.least {
            number.rescale(section.least);
        }
    }
    let Section { percent, before, after, .. } = section;
    Shown::Number(Figure { number, held, percent, before, after, disguised })
}

/// The section of a code that shows a number.
fn chosen(code: &str, number: Decimal) -> Section {
    let mut sections: Vec<Section> = sections(code).iter().map(|text| section(text)).collect();
    if sections.iter().any(|section| section.when.is_some()) {
        let fits = |section: &Section| match &section.when {
            Some((sign, bound)) => match sign.as_str() {
                ">" => number > *bound,
                ">=" => number >= *bound,
                "<" => number < *bound,
                "<=" => number <= *bound,
                "<>" => number != *bound,
                _ => number == *bound,
            },
            None => true,
        };
        return sections.into_iter().find(fits).unwrap_or_default();
    }
    let wanted = match number {
        _ if number.is_sign_negative() && !number.is_zero() => 1,
        _ if number.is_zero() => 2,
        _ => 0,
    };
    // A dash for zero and words for what is below it have no digits of their own: the first section says how many.
    let has = |section: &Section| section.digits || section.general;
    let place = if wanted < sections.len().min(3) && has(&sections[wanted]) { wanted } else { 0 };
    if place < sections.len() { sections.swap_remove(place) } else { Section::default() }
}

/// The sections of a code, which `;` keeps apart.
fn sections(code: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for sign in code.chars() {
        let ends = sign == ';' && !quoted && !escaped;
        quoted ^= sign == '"' && !escaped;
        escaped = !escaped && !quoted && matches!(sign, '\\' | '!');
        match found.last_mut() {
            Some(last) if !ends => last.push(sign),
            _ => found.push(String::new()),
        }
    }
    found
}

fn section(text: &str) -> Section {
    let mut section = Section::default();
    let mut rest = text;
    for general in ["General", "GENERAL", "G/通用格式", "Standard"] {
        if let Some(at) = rest.find(general) {
            section.general = true;
            let (before, after) = (section_of(&rest[..at]), section_of(&rest[at + general.len()..]));
            (section.before, section.after) = (before, after);
            return section;
        }
    }
    let (mut pointed, mut literal_digits) = (false, false);
    let mut words = String::new();
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '"' => {
                let end = rest.find('"').unwrap_or(rest.len());
                words.push_str(&rest[..end]);
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            '\\' | '!' | '_' | '*' => {
                let next = rest.chars().next();
                rest = &rest[next.map_or(0, char::len_utf8)..];
                if let Some(next) = next.filter(|_| matches!(sign, '\\' | '!')) {
                    literal_digits |= next == '.' || next.is_ascii_digit();
                    words.push(next);
                }
            }
            '[' => {
                let end = rest.find(']').unwrap_or(rest.len());
                bracket(&rest[..end], &mut section, &mut words);
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            '0' | '#' | '?' => {
                if !section.digits {
                    section.before = std::mem::take(&mut words);
                }
                section.digits = true;
                if pointed {
                    section.most = (section.most + 1).min(MOST_DECIMALS);
                    if sign == '0' {
                        section.least = section.most;
                    }
                }
            }
            '.' if !pointed => pointed = true,
            // Between digits it separates thousands, after the last one it leaves three of them out.
            ',' if section.digits => {
                section.disguised |= !rest.starts_with(['0', '#', '?', ',']) || rest.starts_with(',')
            }
            '%' => section.percent = true,
            'E' | 'e' if section.digits && rest.starts_with(['+', '-']) => {
                return Section { general: true, digits: false, ..section };
            }
            '/' if section.digits && !section.is_date() => section.disguised = true,
            'y' | 'Y' | 'e' | 'g' | 'b' => section.year = true,
            'm' | 'M' => match section.time || rest.contains(['s', 'S']) {
                true => section.time = true,
                false => section.month = true,
            },
            'd' | 'D' | 'a' => section.day = true,
            'h' | 'H' | 's' | 'S' => section.time = true,
            '-' | '+' | '(' | ')' | ' ' | ':' | '@' | '\u{a0}' => {}
            other => words.push(other),
        }
    }
    match section.digits {
        true => section.after = words.trim().to_owned(),
        false => section.before = words.trim().to_owned(),
    }
    section.before = section.before.trim().to_owned();
    section.disguised |= literal_digits;
    if section.is_date() || section.time {
        (section.before, section.after) = (String::new(), String::new());
    }
    section
}

impl Section {
    fn is_date(&self) -> bool {
        self.year || self.month || self.day
    }
}

/// The words of a piece of code around `General`.
fn section_of(text: &str) -> String {
    let section = section(&format!("{text}0"));
    section.before
}

/// What stands in square brackets: a currency `[$¥-804]`, a condition `[>=10000]`, a span of time `[h]`; colours and the like
/// are passed over.
fn bracket(inner: &str, section: &mut Section, words: &mut String) {
    if let Some(currency) = inner.strip_prefix('$') {
        words.push_str(currency.split('-').next().unwrap_or_default());
        return;
    }
    let sign: String = inner.chars().take_while(|sign| matches!(sign, '<' | '>' | '=')).collect();
    if let (false, Ok(bound)) = (sign.is_empty(), inner[sign.len()..].trim().parse::<Decimal>()) {
        section.when = Some((sign, bound));
    }
    let is_span = |letter: char| !inner.is_empty() && inner.chars().all(|sign| sign.eq_ignore_ascii_case(&letter));
    section.time |= ['h', 'm', 's'].into_iter().any(is_span);
}

/// The day of a serial number, as far as the format shows it.
fn day(serial: Decimal, from_1904: bool, shown: &Section) -> Option<Day> {
    let serial = i64::try_from(serial.floor()).ok().filter(|serial| (0..=2_958_465).contains(serial))?;
    // Day 1 is 1 January 1900; these programs count a 29 February 1900, which there was not, as day 60.
    let since_1970 = match from_1904 {
        true => serial - 24_107,
        false if serial == 60 => return None,
        false => serial - if serial > 60 { 25_569 } else { 25_568 },
    };
    let (year, month, day) = civil(since_1970);
    let whole = !shown.year || shown.day;
    Day::of(year, (whole || shown.month).then_some(month), whole.then_some(day))
}

/// Year, month and day of a day counted from 1 January 1970 (the Gregorian calendar by eras of 400 years from 1 March).
fn civil(days: i64) -> (i32, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u8, day as u8)
}

/// The codes that files name by their numbers alone. Those of dates differ by country; all of them show the day, save
/// those that show a month or a time.
pub(super) fn built_in(number: u32) -> &'static str {
    match number {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 | 37 | 38 => "#,##0;-#,##0",
        7 | 8 | 39 | 40 => "#,##0.00;-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 | 48 => "0.00E+00",
        12 | 13 => "# ?/?",
        17 | 27 | 36 | 50 | 52 | 54 | 57 => "yyyy-mm",
        14..=16 | 22 | 28..=31 | 51 | 53 | 55 | 56 | 58 => "yyyy-mm-dd",
        18..=21 | 32..=35 | 45..=47 => "h:mm:ss",
        41 | 42 => "#,##0",
        43 | 44 => "#,##0.00",
        49 => "@",
        _ => "General",
    }
}
