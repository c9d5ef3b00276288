//! Targets that a plan above this one sets (`data/upper.yaml`), and whether the book's own meet them.

use super::{Key, Observation, Registers};
use crate::diagnostic::{Message, Span, Spanned};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What the upper plan asks of a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Demand {
    /// Not less.
    #[default]
    AtLeast,
    /// Not more.
    AtMost,
    /// The same.
    Equal,
}

impl Demand {
    /// All of them, with the words of the data.
    pub const ALL: [(&'static str, Self); 3] =
        [("at_least", Self::AtLeast), ("at_most", Self::AtMost), ("equal", Self::Equal)];

    /// The sign between the book's value and the upper one.
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::Equal => "=",
        }
    }
}

/// One target of an upper plan.
#[derive(Debug, Clone)]
pub struct UpperTarget {
    /// An indicator of the book, by its id.
    pub indicator: Option<Spanned<String>>,
    /// A number of the book, where it is no indicator: `forest.cover`.
    pub key: Option<Spanned<String>>,
    /// The year for which it is set.
    pub year: i32,
    /// The value, with its digits.
    pub value: Decimal,
    /// Its unit.
    pub unit: Spanned<String>,
    /// What is asked.
    pub demand: Demand,
    /// The upper plan, an id of `sources.yaml`.
    pub source: Spanned<String>,
    /// The number of the document: 包府发〔2021〕5号.
    pub document: Option<String>,
    /// The page.
    pub page: Option<String>,
    /// The whole entry.
    pub span: Span,
}

/// How the book's value stands to an upper target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is met.
    Met,
    /// It is not.
    Short,
    /// The book's value is still to be determined.
    Open,
    /// The units are of different kinds.
    Unlike,
}

impl Standing {
    /// The words that readers see.
    pub fn words(self) -> &'static str {
        match self {
            Self::Met => "upper.met",
            Self::Short => "upper.short",
            Self::Open => "word.to-be-determined",
            Self::Unlike => "upper.unlike",
        }
    }
}

impl UpperTarget {
    /// The fact that is asked for, as it is written.
    pub fn fact<'a>(&'a self, registers: &'a Registers) -> Option<&'a str> {
        match (&self.indicator, &self.key) {
            (Some(indicator), _) => Some(registers.indicators.get(indicator)?.fact.value.as_str()),
            (None, Some(key)) => Some(key.value.as_str()),
            (None, None) => None,
        }
    }

    /// The book's number for that year: its target, else what was observed, else the number that has no year.
    pub fn own<'m>(
        &self,
        registers: &Registers,
        observations: &'m BTreeMap<Key, Observation>,
    ) -> Option<&'m Observation> {
        let fact = self.fact(registers)?;
        let (base, members) = fact.split_once('@').unwrap_or((fact, ""));
        let mut keys = Vec::new();
        for target in [true, false] {
            let mut own: Vec<String> = members.split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect();
            if let Some(year) =
                registers.facts.get(base).and_then(|fact| fact.by.iter().position(|by| by.value == "year"))
                && own.len() < registers.facts.get(base).map_or(0, |fact| fact.by.len())
            {
                own.insert(year.min(own.len()), self.year.to_string());
            }
            keys.push(Key::new(base, target, own));
        }
        keys.iter().find_map(|key| observations.get(key))
    }

    /// Whether the book's number does what is asked.
    pub fn standing(&self, registers: &Registers, own: &Observation) -> Standing {
        let Some(unit) = registers.units.parse(&self.unit.value) else { return Standing::Unlike };
        if !unit.same_dimension(&own.unit) {
            return Standing::Unlike;
        }
        let Some((asked, value)) = unit.to_base(self.value).zip(own.value()) else { return Standing::Open };
        let met = match self.demand {
            Demand::AtLeast => value.nominal >= asked,
            Demand::AtMost => value.nominal <= asked,
            Demand::Equal => value.nominal == asked,
        };
        if met { Standing::Met } else { Standing::Short }
    }

    /// Where it is written: the document's number and page, as far as they are told.
    pub fn place(&self) -> Message {
        let message = |id: &'static str| Message::new(id).with("document", self.document.clone().unwrap_or_default());
        match (&self.document, &self.page) {
            (Some(_), Some(page)) => message("upper.place").with("page", page.as_str()),
            (Some(_), None) => message("upper.document"),
            (None, Some(page)) => Message::new("upper.page").with("page", page.as_str()),
            (None, None) => Message::new("upper.nowhere"),
        }
    }
}
