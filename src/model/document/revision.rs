//! What a book says otherwise than one of its editions did, as reviewers of one language read it.

use crate::model::ParagraphNumber;
use std::collections::{BTreeMap, BTreeSet};

/// Words of one side of a change; `own` are those that the other side lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Whether the other side lacks them.
    pub own: bool,
    /// The words.
    pub words: String,
}

/// A row of the table of changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeRow {
    /// Where: the name of a number, the number of a paragraph, a heading, an entry of the data.
    pub place: String,
    /// The key of a number, or what else the place is called by.
    pub key: Option<String>,
    /// The paragraphs that say a number.
    pub paragraphs: Vec<String>,
    /// As it was; empty for what is new.
    pub before: Vec<Compared>,
    /// As it is; empty for what is gone.
    pub after: Vec<Compared>,
    /// Why, as far as the book knows.
    pub reason: String,
}

/// What stands before a paragraph that is gone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Before {
    /// A paragraph.
    Paragraph(ParagraphNumber),
    /// A heading by its id.
    Heading(String),
}

/// A number as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerNumber {
    /// With its unit and hedge.
    pub text: String,
    /// Without the unit.
    pub bare: String,
}

/// What has changed since an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revision {
    /// The edition's name.
    pub edition: String,
    /// Its date, in words.
    pub date: String,
    /// The numbers, in the order of their keys.
    pub numbers: Vec<ChangeRow>,
    /// Paragraphs, headings and footnotes in reading order, then the texts of the data.
    pub texts: Vec<ChangeRow>,
    /// Indicators, figures and claims that are otherwise in more than their numbers.
    pub records: Vec<ChangeRow>,
    /// The paragraphs that read otherwise, are new or stand elsewhere.
    pub paragraphs: BTreeSet<ParagraphNumber>,
    /// The ids of such headings.
    pub headings: BTreeSet<String>,
    /// The numbers that paragraphs had which are gone, by what stood before each and still stands.
    pub gone: BTreeMap<Before, Vec<String>>,
    /// Changed numbers as they were, by key: for tables that are made from the data.
    pub former: BTreeMap<String, FormerNumber>,
    /// What stood in the place of a number of the text: by its paragraph, and which of the tied numbers there it is.
    pub struck: BTreeMap<(ParagraphNumber, usize), String>,
}
