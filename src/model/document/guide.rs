//! What a site has beside the pages of the book: a front, a page for each entry of the registers, the sources, the terms.

use super::{LeadingNumber, Run, SheetPart, Target};

/// All of it, in one language and for one audience.
#[derive(Debug, Clone, Default)]
pub struct Guide {
    /// What the front page shows.
    pub front: FrontMatter,
    /// The pages of the registers, each kind together.
    pub topics: Vec<Topic>,
    /// Where the numbers come from.
    pub sources: Vec<SourceEntry>,
    /// The terms of the book.
    pub terms: Vec<TermEntry>,
    /// What the book still lacks.
    pub lacking: Lacking,
}

/// What the front page shows beside the imprint. No number of it is under an open contradiction.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// 独立版本，非政府发布: where somebody else made the edition than wrote the book, and no authority answers for it.
    pub independent: Option<String>,
    /// The sentences of the book's own that say what it is about.
    pub lead: Vec<Vec<Run>>,
    /// The figure that stands beside them.
    pub figure: Option<String>,
    /// The numbers that it leads with.
    pub numbers: Vec<LeadingNumber>,
    /// Who takes corrections.
    pub contact: Option<Vec<Run>>,
}

/// What a page of the registers is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TopicKind {
    /// A zone.
    Zone,
    /// A town.
    Town,
    /// A programme.
    Programme,
    /// A project.
    Project,
    /// A planning indicator.
    Indicator,
}

impl TopicKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Zone, Self::Town, Self::Programme, Self::Project, Self::Indicator];

    /// What the ids of its topics begin with.
    pub fn word(self) -> &'static str {
        match self {
            Self::Zone => "zone",
            Self::Town => "town",
            Self::Programme => "programme",
            Self::Project => "project",
            Self::Indicator => "indicator",
        }
    }
}

/// A page of the registers.
#[derive(Debug, Clone)]
pub struct Topic {
    /// What it is about.
    pub kind: TopicKind,
    /// The entry's id in its register.
    pub entry: String,
    /// What its kind is called.
    pub kind_name: String,
    /// What it is called.
    pub title: Vec<Run>,
    /// What stands on it.
    pub parts: Vec<SheetPart>,
    /// A line for lists of its like: the years of a project, the area of a zone; empty where there is none.
    pub brief: Vec<Run>,
    /// The topic that it belongs under in lists, by [`Topic::id`]: the programme of a project.
    pub under: Option<String>,
}

impl Topic {
    /// Its id among all topics, by which lines lead to it: `town.shiqiao`.
    pub fn id(&self) -> String {
        Self::id_of(self.kind, &self.entry)
    }

    /// The same of an entry of a kind.
    pub fn id_of(kind: TopicKind, entry: &str) -> String {
        format!("{}.{entry}", kind.word())
    }
}

/// A source, with what rests on it.
#[derive(Debug, Clone)]
pub struct SourceEntry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub name: Vec<Run>,
    /// Who published it.
    pub publisher: Option<Vec<Run>>,
    /// When, in words.
    pub date: Option<String>,
    /// What it covers.
    pub scope: Option<Vec<Run>>,
    /// A note for readers.
    pub note: Option<Vec<Run>>,
    /// The facts that rest on it.
    pub facts: Vec<(Target, String)>,
}

/// A term of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermEntry {
    /// In the language of the page.
    pub term: String,
    /// In the other one.
    pub counterpart: String,
    /// Other wordings that are right as well.
    pub also: Vec<String>,
}

/// What a book still lacks, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lacking {
    /// Cells of the indicators without a number, of so many.
    pub cells: (usize, usize),
    /// Figures that are still to be supplied.
    pub figures: usize,
    /// Findings that are not settled.
    pub findings: usize,
}
