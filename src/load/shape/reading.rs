//! The numbers of a fact: `value`, `range`, or `values` and `targets` by member.

use super::Reader;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned, rule};
use crate::load::yaml::{Field, Key, Kind, NodeId, Style};
use crate::model::{Bound, Date, Missing, Reading, ValueState, decimal, is_word};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A number with what differs from its fact. 一个数，以及与整项数据不同之处。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadingShape {
    /// The number. 数值。
    #[schemars(with = "super::schema::Number")]
    value: Field,
    /// A floor or a ceiling; targets only. at_least 下限，at_most 上限；仅用于目标值。
    #[schemars(extend("enum" = ["at_least", "at_most", null]))]
    bound: Option<Spanned<String>>,
    /// Its own source, an id of sources.yaml. 自己的来源，见 sources.yaml。
    source: Option<Spanned<String>>,
    /// When it held, if at another time than the fact. 自己的时点。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::When>")]
    date: Field,
    /// A note for readers on this number. 关于这个数的说明。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    note: Field,
    /// internal: kept in the book, withheld from the public edition. internal：保留在书中，公开版不公布。
    #[schemars(extend("enum" = ["public", "internal", null]))]
    audience: Option<Spanned<String>>,
}

/// The word that stands in place of a number.
fn missing(word: &str) -> Option<Missing> {
    Missing::ALL.into_iter().find(|missing| missing.keyword() == word)
}

impl Reader<'_> {
    /// The number of one node.
    pub(super) fn value_state(&mut self, node: NodeId) -> Option<Spanned<ValueState>> {
        let place = self.tree.span(node);
        let Some(scalar) = self.tree.scalar(node) else {
            self.fault(place, Message::new("yaml-number-expected"));
            return None;
        };
        let state = match &*scalar.text {
            _ if scalar.is_null() => Ok(ValueState::Missing(Missing::Undetermined)),
            word if scalar.style == Style::Plain
                && let Some(missing) = missing(word) =>
            {
                Ok(ValueState::Missing(missing))
            }
            text if matches!(scalar.style, Style::Plain | Style::Quoted) => decimal(text).map(ValueState::Given),
            _ => Err(Message::new("yaml-number-expected")),
        };
        match state {
            Ok(state) => Some(Spanned::new(state, place)),
            Err(message) => {
                self.fault(place, message);
                None
            }
        }
    }

    /// A reading without members of its own; `{value, …}` if it has more to say.
    pub(super) fn reading(&mut self, node: NodeId, members: Vec<Spanned<String>>, target: bool) -> Option<Reading> {
        if !matches!(self.tree.node(node).kind, Kind::Map(_)) {
            let state = self.value_state(node)?;
            let plain =
                Reading { state, members, target, bound: None, date: None, source: None, note: None, internal: false };
            return Some(plain);
        }
        let shape: ReadingShape = self.typed(node)?;
        let state = self.value_state(shape.value.0?);
        let bound = shape.bound.as_ref().and_then(|word| self.bound(word, target));
        let date = self.date(shape.date);
        let note = self.optional_text(shape.note).map(Box::new);
        let internal = shape.audience.as_ref().is_some_and(|word| self.internal(word));
        Some(Reading { state: state?, members, target, bound, date, source: shape.source, note, internal })
    }

    /// Whether `audience:` keeps a number from the public.
    pub(super) fn internal(&mut self, word: &Spanned<String>) -> bool {
        self.word(word, &[("public", false), ("internal", true)]).unwrap_or(false)
    }

    /// A floor or a ceiling; only a target can be one.
    fn bound(&mut self, word: &Spanned<String>, target: bool) -> Option<Bound> {
        let bound = self.word(word, &[("at_least", Bound::AtLeast), ("at_most", Bound::AtMost)])?;
        if !target {
            self.fault(word.span, Message::new("fact-bound-of-value"));
        }
        Some(bound)
    }

    /// `[lo, hi]`.
    pub(super) fn range(&mut self, node: NodeId) -> Option<(Reading, Reading)> {
        let Kind::List(items) = &self.tree.node(node).kind else {
            self.fault(self.tree.span(node), Message::new("fact-range-form"));
            return None;
        };
        let [low, high] = items.as_slice() else {
            self.fault(self.tree.span(node), Message::new("fact-range-form"));
            return None;
        };
        let end = |reader: &mut Self, node: NodeId, name: &str| {
            let member = Spanned::new(name.to_owned(), reader.tree.span(node));
            reader.reading(node, vec![member], false)
        };
        let (low, high) = (end(self, *low, "min"), end(self, *high, "max"));
        let (low, high) = (low?, high?);
        if let (ValueState::Given(from), ValueState::Given(to)) = (&low.state.value, &high.state.value)
            && from > to
        {
            self.fault(self.tree.span(node), Message::new("fact-range-order"));
        }
        Some((low, high))
    }

    /// `{member: value, …}` over the fact's dimensions.
    pub(super) fn readings(&mut self, field: Field, by: &[Spanned<String>], target: bool) -> Vec<Reading> {
        let Some(node) = field.given(self.tree) else { return Vec::new() };
        let Kind::Map(entries) = &self.tree.node(node).kind else {
            self.fault(self.tree.span(node), Message::new("fact-values-form"));
            return Vec::new();
        };
        let mut seen: BTreeMap<Vec<String>, Span> = BTreeMap::new();
        let mut readings = Vec::new();
        for (key, value) in entries {
            let Some(members) = self.members(key, by) else { continue };
            let names = members.iter().map(|member| member.value.clone()).collect();
            let place = Span::new(self.tree.source(), key.range.clone());
            if let Some(first) = seen.insert(names, place) {
                let message = Message::new("yaml-duplicate-key").with("key", &*key.text);
                let fault = Diagnostic::error(rule::DUPLICATE_KEY, place, message);
                self.faults.report(fault.related(first, Message::new("note-first")));
                continue;
            }
            readings.extend(self.reading(*value, members, target));
        }
        readings
    }

    /// The members named by a key: `shiqiao`, `2020` or `shiqiao,2020`.
    fn members(&mut self, key: &Key, by: &[Spanned<String>]) -> Option<Vec<Spanned<String>>> {
        let mapped = self.tree.mapped_key(key);
        let mut members = Vec::new();
        let mut position = 0;
        for part in key.text.split(',') {
            let start = position + (part.len() - part.trim_start().len());
            let member = part.trim();
            members.push(Spanned::new(member.to_owned(), mapped.span(start..start + member.len())));
            position += part.len() + 1;
        }
        let place = Span::new(self.tree.source(), key.range.clone());
        if members.len() != by.len() {
            let dimensions: Vec<&str> = by.iter().map(|dimension| dimension.value.as_str()).collect();
            let message = Message::new("fact-member-count").with("key", &*key.text);
            self.fault(place, message.with("dimensions", dimensions.join(",")));
            return None;
        }
        for (member, dimension) in members.iter().zip(by) {
            let (sound, message) = match dimension.value.as_str() {
                "year" => (Date::of_period(member).is_some(), "fact-period-form"),
                _ => (is_word(member), "yaml-word-id"),
            };
            if !sound {
                self.fault(member.span, Message::new(message).with("id", member.value.as_str()));
                return None;
            }
        }
        Some(members)
    }
}
