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

    /// A day: where people must know the day itself, a month is not enough.
    pub(super) fn whole_day(&mut self, text: &Spanned<String>) -> Option<Day> {
        let day = self.day(&text.value, text.span)?;
        if day.day.is_none() {
            self.fault(text.span, Message::new("date-day-needed"));
            return None;
        }
        Some(day)
    }

    /// A day or a coarser date, as written.
    pub(super) fn day(&mut self, text: &str, place: Span) -> Option<Day> {
        let day = Day::from_iso(text);
        if day.is_none() {
            self.fault(place, Message::new("date-form").with("text", text));
        }
        day
    }
}
