//! Bind's hand-over: every name resolved, every number a decimal with unit, period and source.

use super::{
    Bound, DataSource, Date, Fact, Key, Language, Missing, Note, NoteMark, PageId, ParagraphNumber, Project, Quantity,
    Sense, Text, Tie, TieId, Truth, UnitExpr, ValueState,
};
use crate::diagnostic::{Message, Span};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// One number of the book (SDMX: observation).
#[derive(Debug, Clone)]
pub struct Observation {
    /// Its key.
    pub key: Key,
    /// Index into `Project::facts`; see [`Report::fact`].
    pub fact: usize,
    /// The unit that it is written in: its fact's; the pure number where the table has no such unit, which is an error.
    pub unit: Arc<UnitExpr>,
    /// Name with the member's name in brackets: 草地面积（石桥镇）.
    pub name: Text,
    /// What is stated: the number in the fact's unit.
    pub stated: ValueState,
    /// The stated value with its interval, in base units; `None` when not given.
    pub quantity: Option<Quantity>,
    /// What the fact's formula gives; `None` without a formula, or when an input is to be determined.
    pub computed: Option<Quantity>,
    /// The keys that the formula uses.
    pub inputs: Vec<Key>,
    /// A planned value.
    pub target: bool,
    /// Not for the public: marked so, or made of such numbers alone by a formula.
    pub internal: bool,
    /// Whether a planned value is a floor or a ceiling.
    pub bound: Option<Bound>,
    /// When.
    pub date: Option<Date>,
    /// Index into `Project::sources`; see [`Report::source`].
    pub source: Option<usize>,
    /// Where the number is written.
    pub span: Span,
}

impl Observation {
    /// The value to use: what is stated, else what is computed.
    pub fn value(&self) -> Option<&Quantity> {
        self.quantity.as_ref().or(self.computed.as_ref())
    }

    /// The number to print, in the fact's unit: what is stated with its own digits, else what is computed with the
    /// digits that its interval supports. `None` where it is [`Self::missing`].
    pub fn number(&self) -> Option<Decimal> {
        match self.stated {
            ValueState::Given(value) => Some(value),
            ValueState::Missing(Missing::Undetermined) => self.computed.as_ref()?.number(),
            ValueState::Missing(_) => None,
        }
    }

    /// Why there is no number to print; `None` where there is one.
    pub fn missing(&self) -> Option<Missing> {
        match self.stated {
            ValueState::Given(_) => None,
            ValueState::Missing(Missing::Undetermined) if self.computed.is_some() => None,
            ValueState::Missing(missing) => Some(missing),
        }
    }
}

/// A tie, evaluated.
#[derive(Debug, Clone, Default)]
pub struct BoundTie {
    /// The keys used, in the order of the formula.
    pub keys: Vec<Key>,
    /// Set when the whole formula is one key.
    pub key: Option<Key>,
    /// Set when the whole formula is one key with its sign turned round: `=-gdp.growth`.
    pub opposite: Option<Key>,
    /// Index into `Project::facts` of the fact of that key.
    pub fact: Option<usize>,
    /// The claim's id, if it names one.
    pub claim: Option<String>,
    /// Index into `Project::findings` of one that excuses what the tie rests on.
    pub finding: Option<usize>,
    /// The value in base units.
    pub value: Option<Quantity>,
    /// For claims.
    pub truth: Option<Truth>,
    /// For claims: what was compared.
    pub comparison: Option<Box<Comparison>>,
    /// For claims on members: those that the data give, where they are not those that are claimed.
    pub members: Option<Vec<String>>,
    /// How the literal itself hedges.
    pub hedge: Option<super::Qualifier>,
    /// The hedge bounds the number as the data themselves do, so the literal repeats their number.
    pub own_hedge: bool,
    /// What the literal says, in base units; `None` when it could not be read.
    pub literal_value: Option<Decimal>,
    /// The head of the table column that a bare literal takes its unit from.
    pub head: Option<ColumnHead>,
    /// The unit of the literal's last digit, in base units.
    pub literal_step: Option<Decimal>,
    /// One of the literal's unit in base units, as a fraction; `None` when they do not fit or the literal has none.
    pub factor: Option<(Decimal, Decimal)>,
    /// Whether literal and data agree; `None` when not comparable (a fault was reported, or a claim).
    pub agrees: Option<bool>,
    /// The hedge is true, and says much less than the data do: over 100 for 170.
    pub loose: bool,
    /// What was found, in words, for messages.
    pub explanation: Option<Message>,
    /// Why the value is missing, where it is.
    pub missing: Option<Missing>,
    /// A word of decrease stands before a negative number: the literal says how much, without a minus.
    pub magnitude: bool,
    /// What the formula is about; `None` where it could not be bound, and for a date.
    pub sense: Option<Box<Sense>>,
}

/// The unit that the head of a table's column names for the bare numbers below it, or the words beside one number for it.
#[derive(Debug, Clone)]
pub struct ColumnHead {
    /// The head's own words: 万元.
    pub words: String,
    /// It stands beside the brackets, or with a number that the same row ends with; no head.
    pub beside: bool,
    /// The unit, without a scale; `None` where the head names a scale alone.
    pub unit: Option<super::UnitExpr>,
    /// The power of ten that the head says: 4 for 万.
    pub power: u32,
}

impl ColumnHead {
    /// One of the head's unit in base units of a value's unit, as a fraction; `None` where they are of other kinds.
    pub fn factor(&self, own: &super::UnitExpr) -> Option<(Decimal, Decimal)> {
        let unit = self.unit.as_ref().unwrap_or(own);
        let size = Decimal::from(10u64.checked_pow(self.power)?);
        let scaled = Decimal::from(10u64.checked_pow(if self.unit.is_none() { own.scale } else { 0 })?);
        unit.same_dimension(own).then_some(())?;
        Some((unit.numerator.checked_mul(size)?, unit.denominator.checked_mul(scaled)?))
    }
}

/// The outcome of a named claim.
#[derive(Debug, Clone)]
pub struct ClaimResult {
    /// Index into `Project::claims`.
    pub claim: usize,
    /// `None` when `basis: stated`.
    pub truth: Option<Truth>,
    /// What the formula says that a claim has in spite of `basis: stated`.
    pub unasked: Option<Truth>,
    /// What was compared, for messages and findings.
    pub comparison: Option<Box<Comparison>>,
    /// The members that the data give, where they are not those that are claimed.
    pub members: Option<Vec<String>>,
    /// What was found, in words: rankings and values.
    pub explanation: Option<Message>,
    /// The keys used.
    pub keys: Vec<Key>,
    /// What the formula is about.
    pub sense: Option<Box<Sense>>,
}

/// Two sides of a comparison, as quantities.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Left: what is computed.
    pub computed: Quantity,
    /// Right: what is stated.
    pub stated: Quantity,
}

/// How two facts are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    /// The members are parts of a whole.
    Whole,
    /// Cannot exceed another.
    PartOf,
    /// States the same quantity.
    Restates,
}

/// A declared relation, evaluated.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Its kind.
    pub kind: RelationKind,
    /// Index into `Project::facts` of the fact that declares it.
    pub fact: usize,
    /// The number that is compared, where it is one: a finding names it. None for the sum of a whole's parts.
    pub own_key: Option<Key>,
    /// The declaring fact's own value (for `whole`, the sum of its members).
    pub own: Quantity,
    /// The other's value.
    pub other: Quantity,
    /// The other's formula as written.
    pub other_key: String,
    /// Whether it holds.
    pub truth: Truth,
    /// Where it is declared.
    pub span: Span,
}

/// What the parts of a total are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TotalKind {
    /// The members of a fact that names its whole.
    Members,
    /// Shares in %, all of them: they make 100.
    Shares,
    /// The rows of a table that has a total row.
    Rows,
}

/// Parts, added up, beside what they must make.
#[derive(Debug, Clone)]
pub struct Total {
    /// What the parts are.
    pub kind: TotalKind,
    /// The fact's id (with the year's member where there are several years), or `tab:` and the table's id.
    pub subject: String,
    /// The parts.
    pub parts: Vec<Key>,
    /// Their sum.
    pub sum: Quantity,
    /// What they must make.
    pub whole: Quantity,
    /// The whole's key; none for 100 %.
    pub whole_key: Option<Key>,
    /// Whether the intervals meet.
    pub truth: Truth,
    /// The printed parts do not add up to the printed whole, though the true values may: the sentence that says so.
    pub rounding: Option<Message>,
    /// Where the whole is named, or the members are given.
    pub span: Span,
}

/// A heading with its number.
#[derive(Debug, Clone)]
pub struct SectionEntry {
    /// The page.
    pub page: PageId,
    /// Index of its block on the page.
    pub block: usize,
    /// Heading id.
    pub id: String,
    /// Depth in the book: 1 chapter, 2 section, 3 一、, 4 （一）, …
    pub depth: u8,
    /// Counters from the chapter down: `[1, 2, 3]`.
    pub numbers: Vec<u32>,
    /// Its words.
    pub title: String,
}

/// Numbers of headings, figures and tables. Figures and tables count by chapter in order of appearance;
/// where figures have printed numbers, the others are chapter 0.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// Headings in reading order, per language.
    pub sections: BTreeMap<Language, Vec<SectionEntry>>,
    /// Figure id to chapter and number, and the page it stands on (the source language's).
    pub figures: BTreeMap<String, (u32, u32)>,
    /// Table id to chapter and number.
    pub tables: BTreeMap<String, (u32, u32)>,
    /// Page of each figure (key `fig:id`), table (`tab:id`) and heading (`sec:id`), per language.
    pub pages: BTreeMap<(Language, String), PageId>,
    /// The footnotes that the text of each page refers to, in the order of their first marks.
    pub notes: BTreeMap<PageId, Vec<Note>>,
    /// Every mark of a footnote, by the place of its label.
    pub note_marks: BTreeMap<Span, NoteMark>,
    /// The numbers of all paragraphs, by the places of their blocks.
    pub paragraphs: BTreeMap<Span, ParagraphNumber>,
}

/// A book with everything resolved.
#[derive(Debug, Clone)]
pub struct Report {
    /// The book as written.
    pub project: Project,
    /// All observations by key.
    pub observations: BTreeMap<Key, Observation>,
    /// One for each of [`Project::ties`].
    pub ties: Vec<BoundTie>,
    /// Named claims by id.
    pub claims: BTreeMap<String, ClaimResult>,
    /// Declared relations.
    pub relations: Vec<Relation>,
    /// Sums that must come out.
    pub totals: Vec<Total>,
    /// Sentences on rounding, by what they stand under: `fig:id`, `tab:id` or `fact:id`.
    pub rounding_notes: BTreeMap<String, Message>,
    /// Numbering.
    pub outline: Outline,
    /// The ties that use a key.
    pub uses: HashMap<Key, Vec<TieId>>,
    /// Values of chart data by figure id, in order: `None` where to be determined.
    pub figure_data: BTreeMap<String, super::Chart>,
    /// The bodies of the tables of kinds `projects` and `members`, by table id.
    pub listings: BTreeMap<String, super::Listing>,
    /// The cells of grids, by table id.
    pub grids: BTreeMap<String, super::Grid>,
    /// The entries of projects, by project id: one row a field.
    pub project_entries: BTreeMap<String, super::Listing>,
    /// How the translation stands, by page of the source language in reading order.
    pub translations: Vec<super::PageTranslation>,
}

impl Report {
    /// A tie as written and as bound.
    pub fn tie(&self, id: TieId) -> (&Tie, &BoundTie) {
        (&self.project.ties[id.0], &self.ties[id.0])
    }

    /// The fact that a number belongs to.
    pub fn fact(&self, observation: &Observation) -> Option<&Fact> {
        self.project.facts.get(observation.fact)
    }

    /// The source of a number, if one is named.
    pub fn source(&self, observation: &Observation) -> Option<&DataSource> {
        self.project.sources.get(observation.source?)
    }

    /// A number by its key as written: `zone.area@north`.
    pub fn observed(&self, key: &str) -> Option<&Observation> {
        Key::find(&self.observations, key).map(|(_, found)| found)
    }

    /// The planned value that `forest.cover@2025` is taken for, if that year has no observed one: its key says so
    /// (`forest.cover.target@2025`).
    pub fn planned(&self, asked: &str) -> Option<&Key> {
        let (fact, members) = asked.split_once('@')?;
        let planned = format!("{fact}.target@{members}");
        Key::find(&self.observations, &planned).map(|(key, _)| key)
    }

    /// Whether any number of a table of facts has a date: without one it needs no column for them.
    pub fn is_dated(&self, table: &super::Table) -> bool {
        let mut rows = table.rows.iter().chain(&table.total);
        rows.any(|row| Key::named(&self.observations, row).any(|(_, found)| found.date.is_some()))
    }

    /// Findings that excuse a fact or a claim.
    pub fn finding_on(&self, subject: &str) -> Option<usize> {
        self.project.findings.iter().position(
            |finding| matches!(&finding.check, super::Check::Rule { subject: named, .. } if named.value == subject),
        )
    }
}
