//! What is said of each number, claim, finding and indicator.

use super::{Run, Target};
use crate::model::{Key, PageId, ParagraphNumber, Truth};
use rust_decimal::Decimal;
use std::sync::Arc;

/// What is known of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The source states it.
    Given,
    /// A formula gives it.
    Computed,
    /// It is to be decided or surveyed.
    Undetermined,
    /// The source says nothing of it.
    NotStated,
    /// There can be none.
    NotApplicable,
    /// It is not for this audience.
    Withheld,
}

impl Status {
    /// The word of exports.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Computed => "computed",
            Self::Undetermined => "to-be-determined",
            Self::NotStated => "not-stated",
            Self::NotApplicable => "not-applicable",
            Self::Withheld => "withheld",
        }
    }
}

/// A source, as entries name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceName {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A place that uses a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Where.
    pub to: Target,
    /// What the place is called.
    pub text: String,
    /// The paragraphs there that use it; none of a figure or a table.
    pub paragraphs: Vec<ParagraphNumber>,
}

/// All that is said of one number.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its key.
    pub key: Key,
    /// Index of its fact in `Project::facts`.
    pub fact: usize,
    /// What is known of it.
    pub status: Status,
    /// Its name with its members: 草地面积（石桥镇）.
    pub name: String,
    /// Its members alone: 石桥镇 · 2020.
    pub member: String,
    /// Its one default text, with unit and hedge: 约2124.01平方千米; words where there is no number.
    pub text: String,
    /// The same without the unit, for a column whose head names it.
    pub bare: String,
    /// The same and the unit for a row of its own, in a scale that suits the row.
    pub row: (String, String),
    /// What the hedge puts before and after the number in [`Self::text`].
    pub hedge: (String, String),
    /// The number.
    pub value: Option<Decimal>,
    /// Its unit as the data write it.
    pub unit: String,
    /// Its unit as a column names it.
    pub unit_label: String,
    /// What the formula gives, where a value is stated as well.
    pub computed: Option<String>,
    /// The numbers that its formula uses.
    pub parts: Vec<Key>,
    /// Whether it is planned.
    pub target: bool,
    /// Its date in words.
    pub date: Option<String>,
    /// Its date by ISO 8601; a period with `/` between its ends.
    pub iso_date: Option<String>,
    /// Its source.
    pub source: Option<SourceName>,
    /// The finding about it alone.
    pub finding: Option<String>,
    /// The places of the text that use it, each heading once.
    pub uses: Vec<Use>,
}

impl Entry {
    /// The number in a text without its hedge.
    pub fn unhedged(&self) -> &str {
        let (before, after) = &self.hedge;
        self.text.strip_prefix(before.as_str()).and_then(|text| text.strip_suffix(after.as_str())).unwrap_or(&self.text)
    }
}

/// All that is said of one fact beside its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct FactEntry {
    /// Its id.
    pub id: String,
    /// The file of `data/facts/` that has it, by its name.
    pub theme: Arc<str>,
    /// Its name.
    pub name: Vec<Run>,
    /// Its unit as a column names it.
    pub unit_label: String,
    /// Its date in words.
    pub date: Option<String>,
    /// Its source.
    pub source: Option<SourceName>,
    /// Its formula as written.
    pub formula: Option<String>,
    /// The same with the names of the numbers in place of their keys.
    pub reckoning: Option<String>,
    /// What readers should know of it.
    pub note: Option<Vec<Run>>,
    /// The finding about it.
    pub finding: Option<String>,
    /// Its numbers, observed before planned, members in the order of their dimension.
    pub keys: Vec<Key>,
}

/// Facts that are first said on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerGroup {
    /// The page; `None` for facts that no sentence says.
    pub page: Option<PageId>,
    /// What the page is called.
    pub title: String,
    /// Its facts in the order of their first sentence.
    pub facts: Vec<FactEntry>,
}

/// All that is said of one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimEntry {
    /// Its anchor in the ledger.
    pub anchor: String,
    /// What it says; `None` for a formula in the text.
    pub text: Option<Vec<Run>>,
    /// Its formula.
    pub formula: Option<String>,
    /// The same with the names of the numbers in place of their keys.
    pub reckoning: Option<String>,
    /// Whether it holds; `None` where it rests on the printed plan.
    pub truth: Option<Truth>,
    /// The same in a word.
    pub truth_word: String,
    /// The finding about it.
    pub finding: Option<String>,
    /// The places of the text that say it.
    pub uses: Vec<Use>,
}

/// One of the statements of a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// What it is.
    pub name: Vec<Run>,
    /// What it says.
    pub value: Vec<Run>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Its id.
    pub id: String,
    /// Its kind in a word, if the book says so.
    pub kind: Option<String>,
    /// How much it weighs, in a word.
    pub severity: String,
    /// The same as the data write it.
    pub weight: &'static str,
    /// How far it is settled, in a word.
    pub state: String,
    /// The printed words.
    pub quote: Option<Vec<Run>>,
    /// The statements that disagree.
    pub sides: Vec<Side>,
    /// What is wrong.
    pub note: Vec<Run>,
    /// The number or claim that it is about: where it stands, and its name.
    pub subject: Option<(Target, String)>,
    /// The heading that it is about, as named where its chapter is said already.
    pub place: Option<(Target, String)>,
}

/// Findings of one chapter.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingGroup {
    /// What it is called.
    pub title: String,
    /// In the order of their places.
    pub findings: Vec<Finding>,
}

/// A row of the indicators for exports.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorEntry {
    /// Row number.
    pub number: u32,
    /// Its id.
    pub id: String,
    /// Its class.
    pub class: String,
    /// The class by name.
    pub class_name: String,
    /// Its name.
    pub name: Vec<Run>,
    /// `binding`, `anticipatory`, or nothing.
    pub attribute: &'static str,
    /// `up`, `down`, or nothing.
    pub direction: &'static str,
    /// Its fact.
    pub fact: String,
    /// Its unit as the data write it.
    pub unit: String,
    /// The number of each year of the plan: what was observed, else what is planned.
    pub keys: Vec<Option<Key>>,
    /// A note for readers.
    pub note: Option<Vec<Run>>,
}
