//! What a bound book has beside its pages: a cover, what a chapter opens with, the terms it uses, how it was made.

use super::Run;
use crate::model::ParagraphNumber;
use std::collections::BTreeMap;

/// What a book has as a volume.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Volume {
    /// What its cover shows.
    pub cover: Cover,
    /// The numbers that chapters open with, by the ids of the chapters' headings; at least three each.
    pub openers: BTreeMap<String, Vec<LeadingNumber>>,
    /// The terms that its text uses, in the order of its language.
    pub glossary: Vec<GlossaryEntry>,
    /// How it was made: what each line is called, and what it says.
    pub colophon: Vec<(String, Vec<Run>)>,
}

/// What the cover of a book shows beside its title.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cover {
    /// The values of some of its series from 0 to 1, the one that stands farthest first; none where a book has none.
    pub ridges: Vec<Vec<f64>>,
    /// 独立版本, where somebody else made the edition than wrote the book, and no authority answers for it.
    pub independent: Option<String>,
}

/// A number that a chapter opens with.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadingNumber {
    /// The number with its unit.
    pub amount: Vec<Run>,
    /// What it is called.
    pub name: Vec<Run>,
}

/// A term of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryEntry {
    /// The term in the language of the book.
    pub term: String,
    /// Its counterpart in the other one.
    pub counterpart: String,
    /// The paragraph that uses it first.
    pub first: ParagraphNumber,
}
