//! Dates: a year, a month or a day, or a period `{start, end}`.

use super::Reader;
use crate::diagnostic::{Message, Span, Spanned};
use crate::load::yaml::{Field, Kind, NodeId};
use crate::model::{Date, Day};
use schemars::JsonSchema;
use serde::Deserialize;

/// A period; both ends belong to it. 时期，首尾都算在内。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodShape {
    /// Its first year, month or day. 起始的年、月或日。
    #[schemars(with = "super::schema::Day")]
    start: Spanned<String>,
    /// Its last year, month or day, not before the first. 截止的年、月或日，不早于起始。
    #[schemars(with = "super::schema::Day")]
    end: Spanned<String>,
}

impl Reader<'_> {
    /// A date that may be left out.
    pub(super) fn date(&mut self, field: Field) -> Option<Date> {
        let node = field.given(self.tree)?;
        match &self.tree.node(node).kind {
            Kind::Scalar(scalar) => {
                let text = scalar.text.clone();
                self.day(&text, self.tree.span(node)).map(Date::At)
            }
            Kind::Map(_) => self.period(node),
            Kind::List(_) => {
                self.fault(self.tree.span(node), Message::new("date-form").with("text", ""));
                None
            }
        }
    }

    fn period(&mut self, node: NodeId) -> Option<Date> {
        let shape: PeriodShape = self.typed(node)?;
        let start = self.day(&shape.start.value, shape.start.span);
        let end = self.day(&shape.end.value, shape.end.span)?;
        let start = start?;
        if start > end {
            self.fault(shape.end.span, Message::new("date-order"));
            return None;
        }
        Some(Date::Between(start, end))
    }

    /// A day or a coarser date, as written.
    pub(super) fn day(&mut self, text: &str, place: Span) -> Option<Day> {
        let day = parse_day(text);
        if day.is_none() {
            self.fault(place, Message::new("date-form").with("text", text));
        }
        day
    }
}

/// `2020`, `2022-11` or `2020-11-01`, if there is such a day.
fn parse_day(text: &str) -> Option<Day> {
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
    let month = month.map(u8::try_from).transpose().ok()?;
    let day = day.map(u8::try_from).transpose().ok()?;
    let sound = year > 0
        && month.is_none_or(|month| (1..=12).contains(&month))
        && day.is_none_or(|day| day >= 1 && day <= days(year, month.unwrap_or(1)));
    sound.then_some(Day { year: i32::from(year), month, day })
}

fn days(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(parse_day(text), expected, "{text}");
        }
    }
}
