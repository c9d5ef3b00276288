//! The parts of charts: all members of a fact, or one number each. Formats nothing.

use super::Reading;
use crate::bind::formula::Node;
use crate::bind::value::Value;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned, rule};
use crate::model::{Bearing, Colour, Dimension, Fact, Form, Key, Missing, Observation, Quantity, Text};
use rust_decimal::Decimal;

/// A part before it is formatted: its label and its value.
#[derive(Clone)]
pub(super) struct Part {
    pub(super) label: Text,
    pub(super) value: Option<Quantity>,
    /// Why there is no value.
    pub(super) missing: Missing,
    /// The number to print, in the unit of the chart.
    pub(super) number: Option<Decimal>,
    /// The numbers that it rests on.
    pub(super) keys: Vec<Key>,
    /// Whether it is worked out from them and is none of them.
    pub(super) worked_out: bool,
    /// What `highlight:` calls it: the member's id, or the entry of `facts`.
    pub(super) id: String,
    pub(super) row: usize,
    pub(super) column: Option<usize>,
    pub(super) target: bool,
    pub(super) rest: bool,
    pub(super) highlighted: bool,
    pub(super) colour: Option<Colour>,
    /// What stands for a value where there is no number to print.
    pub(super) words: Option<Text>,
    /// With `words`: whether it is so.
    pub(super) holds: bool,
    /// Years.
    pub(super) period: Option<(Decimal, Decimal)>,
    pub(super) group: Text,
    pub(super) tile: Option<(u8, u8)>,
    pub(super) side: Option<Bearing>,
    pub(super) form: Option<Form>,
}

impl Default for Part {
    fn default() -> Self {
        Self {
            label: Text::default(),
            value: None,
            missing: Missing::Undetermined,
            number: None,
            keys: Vec::new(),
            worked_out: false,
            id: String::new(),
            row: 0,
            column: None,
            target: false,
            rest: false,
            highlighted: false,
            colour: None,
            words: None,
            holds: false,
            period: None,
            group: Text::default(),
            tile: None,
            side: None,
            form: None,
        }
    }
}

/// The colour of a member: its own, or its step where the dimension has an order.
pub(super) fn colour(dimension: &Dimension, member: &str) -> Option<Colour> {
    let place = dimension.members.iter().position(|known| known.id.value == member)?;
    let own = dimension.members.get(member)?.colour;
    let step = || {
        let (place, count) = (u8::try_from(place).ok()?, u8::try_from(dimension.members.iter().count()).ok()?);
        dimension.ordinal.then_some(Colour::Step(place, count))
    };
    own.or_else(step)
}

impl Reading<'_> {
    /// A fact that must be there.
    pub(super) fn fact(&self, name: &Spanned<String>) -> Result<&Fact, Diagnostic> {
        let facts = &self.directory.project.facts;
        self.directory.fact_index(name).and_then(|index| facts.get(index)).ok_or_else(|| {
            let message = Message::new("unknown-fact").with("name", name.value.as_str());
            Diagnostic::error(rule::UNKNOWN_NAME, name.span, message)
        })
    }

    /// All members of a fact, a row each; one to which it does not apply is left out.
    pub(super) fn members(&self, fact: &Spanned<String>) -> Result<Vec<Part>, Diagnostic> {
        let entry = self.fact(fact)?;
        let mut parts = Vec::new();
        for reading in entry.readings() {
            let key = entry.key(reading);
            let Some(observation) = self.observations.get(&key) else { continue };
            if observation.value().is_some() || observation.missing() != Some(Missing::NotApplicable) {
                let part = self.observed(entry, key, observation);
                parts.push(Part { row: parts.len(), target: reading.target, ..part });
            }
        }
        Ok(parts)
    }

    /// One number of a fact, called by its last member.
    pub(super) fn observed(&self, fact: &Fact, key: Key, observation: &Observation) -> Part {
        let id = key.members.last().cloned().unwrap_or_default();
        let dimension = fact.by.last().and_then(|by| self.directory.dimension(by));
        let known = dimension.and_then(|dimension| dimension.members.get(&id));
        Part {
            label: known.map_or_else(|| observation.name.clone(), |known| known.name.plain()),
            colour: dimension.and_then(|dimension| colour(dimension, &id)),
            missing: observation.missing().unwrap_or(Missing::Undetermined),
            value: observation.value().cloned(),
            number: observation.number(),
            keys: vec![key],
            id,
            ..Part::default()
        }
    }

    /// What a key or a formula comes to; none where a fault was reported.
    pub(super) fn single(
        &self,
        formula: &Spanned<String>,
        label: Option<Text>,
        faults: &mut Diagnostics,
    ) -> Option<Part> {
        let expression = self.directory.parse(formula, faults)?;
        let mut evaluator = self.evaluator();
        let fault = match evaluator.evaluate(&expression) {
            Ok(value @ (Value::Number { .. } | Value::Pending)) => {
                let known = evaluator.keys.first().and_then(|key| self.observations.get(key));
                let label = label.or_else(|| known.map(|known| known.name.clone())).unwrap_or_default();
                let whole = matches!(expression.node, Node::Reference(_));
                let own = known.filter(|_| whole);
                let part = Part {
                    label,
                    id: formula.value.clone(),
                    worked_out: !whole,
                    colour: own.and_then(|known| self.colour_of(&known.key)),
                    target: own.is_some_and(|known| known.target),
                    ..Part::default()
                };
                let Value::Number { quantity, .. } = value else {
                    let missing = known.and_then(Observation::missing).unwrap_or(Missing::Undetermined);
                    return Some(Part { missing, keys: evaluator.keys, ..part });
                };
                let number = own.and_then(Observation::number);
                return Some(Part { value: Some(quantity), number, keys: evaluator.keys, ..part });
            }
            Ok(_) => Diagnostic::error(rule::FORMULA_BROKEN, formula.span, Message::new("formula-wants-number")),
            Err(fault) => fault.within(formula),
        };
        faults.report(fault);
        None
    }

    fn colour_of(&self, key: &Key) -> Option<Colour> {
        let fact = self.directory.project.facts.get(self.directory.fact_of(key)?)?;
        colour(self.directory.dimension(fact.by.last()?)?, key.members.last()?)
    }
}
