//! Facts: the numbers of the plan, each in its one home, as written in `data/facts/`.
//!
//! In SDMX's words a fact is a measure with dimensions (`by`), and each number of it an observation
//! ([`super::Observation`]) with a key, a unit, a period, a source and a status.

use super::keyed::entry;
use super::{Date, Day, Key, ProseText, Text};
use crate::diagnostic::{Message, Span, Spanned};
use rust_decimal::Decimal;

/// The dimension whose members are the offices that give numbers.
pub const OFFICE: &str = "office";

/// How the plan hedges a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Qualifier {
    /// 约, about: the interval is half a unit of the last digit that is not zero.
    About,
    /// 多, 以上, over: open above.
    Over,
    /// 不足, 以下, under: open below.
    Under,
}

/// What a fact's numbers measure, where it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measures {
    /// How much there is.
    Level,
    /// A change: up is positive.
    Change,
    /// How much more there is.
    Rise,
    /// How much less there is.
    Fall,
}

/// Words in a fact's name that make its numbers changes, up positive.
const CHANGES_ZH: [&str; 4] = ["增长率", "增速", "增幅", "增长速度"];
const CHANGES_EN: [&str; 2] = ["growth", "rate of increase"];

/// On which side of a target reality may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// 不低于: the target is a floor.
    AtLeast,
    /// 不超过: the target is a ceiling.
    AtMost,
}

/// What is known of one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueState {
    /// A decimal with the digits it was printed with, in the fact's unit.
    Given(Decimal),
    /// There is none, and why.
    Missing(Missing),
}

/// Why a number is missing: in the data a word, in the text a literal of its own, in exports a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// `null`, 待定: it is still to be decided or surveyed.
    Undetermined,
    /// `not_stated`, 未列明: the source says nothing of it.
    NotStated,
    /// `na`, 不适用: there can be none.
    NotApplicable,
}

impl Missing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Undetermined, Self::NotStated, Self::NotApplicable];

    /// The word of the data files.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Undetermined => "null",
            Self::NotStated => "not_stated",
            Self::NotApplicable => "na",
        }
    }

    /// The words that readers see, the same in pages, tables, exports and on the terminal.
    pub fn words(self) -> Message {
        Message::new(match self {
            Self::Undetermined => "word.to-be-determined",
            Self::NotStated => "word.not-stated",
            Self::NotApplicable => "word.not-applicable",
        })
    }
}

/// One number as written, with what differs from the fact's own metadata.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The number.
    pub state: Spanned<ValueState>,
    /// The member ids it belongs to, in the order of `by`; empty for a plain value. `min`, `max` for a range.
    pub members: Vec<Spanned<String>>,
    /// Planned, not observed (an entry of `targets`).
    pub target: bool,
    /// Whether a target is a floor or a ceiling.
    pub bound: Option<Bound>,
    /// Its own date.
    pub date: Option<Date>,
    /// Its own source.
    pub source: Option<Spanned<String>>,
    /// Its own note; few have one, and a book may have a hundred thousand numbers.
    pub note: Option<Box<Text<ProseText>>>,
    /// `audience: internal`: the public edition withholds it.
    pub internal: bool,
}

/// How a fact's numbers are laid out.
#[derive(Debug, Clone)]
pub enum FactValue {
    /// `value:` alone, or nothing but a formula (then no reading).
    Single(Option<Reading>),
    /// `range: [lo, hi]`, members `min` and `max`.
    Range(Box<[Reading; 2]>),
    /// `values:` (and `targets:`) by one or more dimensions.
    Members(Vec<Reading>),
}

/// One fact.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Lower-case words with `_` and `.`.
    pub id: Spanned<String>,
    /// The ids that it had before.
    pub formerly: Vec<Spanned<String>>,
    /// Its name in both languages.
    pub name: Text<ProseText>,
    /// Its numbers.
    pub value: FactValue,
    /// What the number must agree with, or is made of.
    pub formula: Option<Spanned<String>>,
    /// Unit as written.
    pub unit: Spanned<String>,
    /// When it held.
    pub date: Option<Date>,
    /// An id of `sources.yaml`.
    pub source: Option<Spanned<String>>,
    /// Dimensions that its numbers run over.
    pub by: Vec<Spanned<String>>,
    /// How the plan hedges it.
    pub qualifier: Option<Qualifier>,
    /// What its numbers measure; `None`: by its name.
    pub measures: Option<Measures>,
    /// `false`: not all members are known, so parts need not make the whole. `None`: not said.
    pub complete: Option<bool>,
    /// The source names the largest members only.
    pub listed_largest: bool,
    /// Stands for itself, not for an interval; `None`: by the unit (see [`super::UnitDef::counting`]).
    pub exact: Option<bool>,
    /// The members are parts of this fact (a formula reference).
    pub whole: Option<Spanned<String>>,
    /// Cannot exceed this fact.
    pub part_of: Option<Spanned<String>>,
    /// States the same quantity as this fact.
    pub restates: Option<Spanned<String>>,
    /// A note for readers.
    pub note: Option<Box<Text<ProseText>>>,
    /// `audience: internal`: the public edition withholds its numbers.
    pub internal: bool,
    /// Who is to give its next numbers: a member of the dimension [`OFFICE`].
    pub filled_by: Option<Spanned<String>>,
    /// Until when.
    pub due: Option<Day>,
    /// The whole entry.
    pub span: Span,
}

entry!(Fact);

impl Fact {
    /// Its numbers in the order written.
    pub fn readings(&self) -> &[Reading] {
        match &self.value {
            FactValue::Single(reading) => reading.as_slice(),
            FactValue::Range(ends) => ends.as_slice(),
            FactValue::Members(readings) => readings,
        }
    }

    /// What its numbers measure: as it says, else by its name (增长率, growth); `None` where neither tells.
    pub fn measured(&self) -> Option<Measures> {
        let named = || {
            let english = self.name.en.source.to_lowercase();
            CHANGES_ZH.iter().any(|word| self.name.zh.source.contains(word))
                || CHANGES_EN.iter().any(|word| english.contains(word))
        };
        self.measures.or_else(|| named().then_some(Measures::Change))
    }

    /// The key of one of its numbers.
    pub fn key(&self, reading: &Reading) -> Key {
        let members = reading.members.iter().map(|member| member.value.clone()).collect();
        Key::new(&self.id.value, reading.target, members)
    }

    /// Adds to the number of every tie in its texts; see [`super::Block::shift_ties`].
    pub fn shift_ties(&mut self, by: usize) {
        let readings = match &mut self.value {
            FactValue::Single(reading) => reading.as_mut_slice(),
            FactValue::Range(ends) => ends.as_mut_slice(),
            FactValue::Members(readings) => readings,
        };
        let notes = readings.iter_mut().filter_map(|reading| reading.note.as_deref_mut());
        for text in std::iter::once(&mut self.name).chain(self.note.as_deref_mut()).chain(notes) {
            super::Inline::shift_ties(&mut text.zh.inlines, by);
            super::Inline::shift_ties(&mut text.en.inlines, by);
        }
    }
}

/// A relation that must hold, kept in `data/claims.yaml`.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its id; may hold hyphens.
    pub id: Spanned<String>,
    /// The formula.
    pub formula: Option<Spanned<String>>,
    /// What it says, for readers.
    pub text: Text<ProseText>,
    /// Rests on the printed plan alone: listed, not computed.
    pub stated: bool,
    /// The whole entry.
    pub span: Span,
}

entry!(Claim);
