//! What a Word copy has in common with the comparison that tracks its changes since an edition: its lines before any
//! change, what became of each, and under whose name the changes stand. Compares nothing and writes nothing.

use super::copy::Spot;
use crate::model::Language;
use crate::model::document::Run;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A line of a copy.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it stands.
    pub spot: Spot,
    /// The page's path below `content/<lang>/`; empty for what stands on none.
    pub page: String,
    /// The kind of its block as records name it (`paragraph`, `footnote`); empty for what is made from the data.
    pub kind: &'static str,
    /// The style of its paragraph.
    pub style: String,
    /// What the tool sets before its words: a label, the number of its paragraph.
    pub lead: String,
    /// The table and the row that it stands in, each counted through the copy.
    pub row: Option<(usize, usize)>,
    /// Its parts.
    pub runs: Vec<Run>,
}

/// How words are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looks {
    /// Emphasis.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub emphasis: bool,
    /// Strong emphasis.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
    /// What they are set as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<Face>,
}

/// What words are set as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Face {
    /// Code.
    Code,
    /// Words where a number would stand.
    Faint,
    /// The mark of a finding.
    Mark,
    /// The mark of a note.
    Note,
    /// Words that lead out of the book.
    Link,
}

/// Words that are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    /// The words.
    pub words: String,
    /// How they were set; `None`: as what stands beside them.
    pub looks: Option<Looks>,
    /// The paragraphs of the note, if it is the mark of one.
    pub note: Option<Vec<Vec<Lost>>>,
}

/// A part of a line. Lengths are bytes of the line as it reads, its lead left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// So much stood there before.
    Kept(usize),
    /// So much is new.
    New(usize),
    /// These words stood there.
    Gone(Vec<Lost>),
}

/// What became of a line that reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineChange {
    /// It is new as a whole.
    New,
    /// Its parts, one after another.
    Parts(Vec<Part>),
}

/// What stood in the edition, and stands there no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// A paragraph: the kind of its block, its depth if it was a heading, its style, its lead, its words.
    Paragraph {
        /// As records name it.
        kind: String,
        /// Depth in the book; 0 for what was no heading.
        depth: u8,
        /// The style that it had; empty where that is not known.
        style: String,
        /// What stood before its words; empty for nothing.
        lead: String,
        /// Its words.
        words: Vec<Lost>,
    },
    /// A row of a table: its cells.
    Row(Vec<Vec<Lost>>),
}

/// All changes of a copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tracked {
    /// Under this name they stand.
    pub author: String,
    /// Lines that read otherwise, by the names of their spots.
    pub lines: BTreeMap<String, LineChange>,
    /// Rows that are new, by the spots of their first cells.
    pub rows: BTreeSet<String>,
    /// What is gone, by the spot of the line before it, or of the page at whose top it stood; a row by its first cell. What
    /// stood before all has no name.
    pub gone: BTreeMap<String, Vec<Gone>>,
}

/// What the tool is called; what stands after it names the edition.
const TOOL: [(Language, &str); 2] = [(Language::Zh, "合符 · 自"), (Language::En, "Tallybook · since ")];

/// The name under which the changes since an edition stand: the tool's and the edition's, nobody's own.
pub fn author(language: Language, edition: &str) -> String {
    let tool = TOOL.iter().find(|(own, _)| *own == language).map_or("", |(_, tool)| tool);
    format!("{tool}{edition}")
}

impl Lost {
    /// Words of which it is not known how they were set.
    pub fn words(words: impl Into<String>) -> Vec<Self> {
        vec![Self { words: words.into(), ..Self::default() }]
    }
}

/// Whether an author is the tool.
pub fn is_tool(author: &str) -> bool {
    TOOL.iter().any(|(_, tool)| author.starts_with(tool))
}
