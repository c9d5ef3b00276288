//! Days of the calendar, coarser dates, and periods; as ISO 8601 writes them.

/// A day of the calendar, or a coarser date: year, or year and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year.
    pub year: i32,
    /// Month 1-12, if known.
    pub month: Option<u8>,
    /// Day 1-31, if known.
    pub day: Option<u8>,
}

impl Day {
    /// A date that the calendar has, of the years 1 to 9999; a day needs its month.
    pub fn of(year: i32, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let month_fits = month.is_none_or(|month| (1..=12).contains(&month));
        let day_fits = day.is_none_or(|day| month.is_some_and(|month| (1..=days_in(year, month)).contains(&day)));
        ((1..=9999).contains(&year) && month_fits && day_fits).then_some(Self { year, month, day })
    }

    /// As ISO 8601 writes it, as far as it is known: `2022-11`.
    pub fn iso(self) -> String {
        let parts = [self.month, self.day].into_iter().map_while(|part| part);
        parts.fold(format!("{:04}", self.year), |text, part| format!("{text}-{part:02}"))
    }

    /// What [`Day::iso`] writes: `2020`, `2022-11` or `2020-11-01`, if there is such a day.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |length: usize| -> Option<Option<u16>> {
            let Some(part) = parts.next() else { return Some(None) };
            let sound = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            sound.then(|| part.parse().ok())
        };
        let (year, month, day) = (part(4)??, part(2)?, part(2)?);
        if parts.next().is_some() {
            return None;
        }
        let [month, day] = [month, day].map(|part| part.map(u8::try_from).transpose().ok());
        Self::of(i32::from(year), month?, day?)
    }
}

/// The days of a month, 1-12, of the Gregorian calendar.
pub fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// When a number held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Date {
    /// At a date.
    At(Day),
    /// Over a period, both ends included.
    Between(Day, Day),
}

impl Date {
    /// The time that a member of `by: year` names: a year `2025`, a quarter `2025q1`, a month `2025m03`.
    pub fn of_period(id: &str) -> Option<Self> {
        let (year, rest) = id.split_at_checked(4)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u8>().ok());
        let year = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok())??;
        let month = |month: u8| Day::of(year, Some(month), None);
        match (rest.get(..1), rest.get(1..)) {
            (None, _) => Day::of(year, None, None).map(Self::At),
            (Some("q"), Some(quarter)) if quarter.len() == 1 => {
                let quarter = digits(quarter)??.checked_sub(1).filter(|quarter| *quarter < 4)?;
                Some(Self::Between(month(3 * quarter + 1)?, month(3 * quarter + 3)?))
            }
            (Some("m"), Some(number)) if number.len() == 2 => month(digits(number)??).map(Self::At),
            _ => None,
        }
    }

    /// The year in which it ends.
    pub fn last_year(self) -> i32 {
        match self {
            Self::At(day) | Self::Between(_, day) => day.year,
        }
    }

    /// As ISO 8601 writes it: a period with `/`.
    pub fn iso(self) -> String {
        match self {
            Self::At(at) => at.iso(),
            Self::Between(from, to) => format!("{}/{}", from.iso(), to.iso()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_quarters_and_months_are_periods() {
        for (id, iso) in [
            ("2025", Some("2025")),
            ("2025q1", Some("2025-01/2025-03")),
            ("2025q4", Some("2025-10/2025-12")),
            ("2025m03", Some("2025-03")),
            ("2025m12", Some("2025-12")),
            ("2025q5", None),
            ("2025q0", None),
            ("2025m13", None),
            ("2025m3", None),
            ("2025q11", None),
            ("2025x", None),
            ("0000", None),
            ("+123", None),
            ("20年", None),
            ("", None),
        ] {
            assert_eq!(Date::of_period(id).map(Date::iso).as_deref(), iso, "{id}");
        }
    }

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        let day = |year, month, day| Some(Day { year, month, day });
        for (text, expected) in [
            ("2020", day(2020, None, None)),
            ("2022-11", day(2022, Some(11), None)),
            ("2020-02-29", day(2020, Some(2), Some(29))),
            ("2021-02-29", None),
            ("1900-02-29", None),
            ("2022-13", None),
            ("2022-00", None),
            ("2022-4-1", None),
            ("2022-04-31", None),
            ("2022-04-00", None),
            ("0000", None),
            ("0960", day(960, None, None)),
            ("20", None),
            ("", None),
            ("2022-04-01-01", None),
            ("2022年", None),
        ] {
            assert_eq!(Day::from_iso(text), expected, "{text}");
            assert!(expected.is_none_or(|day| day.iso() == text), "{text}");
        }
    }
}
