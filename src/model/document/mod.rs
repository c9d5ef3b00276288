//! The book as it is said in one language to one audience: what compose hands to every reader (site, print, editions,
//! the terminal). Every number here has its text, every reference its words, every label its number. No HTML, no JSON, no
//! Typst, and no line broken: how a line is set is its reader's work.
//!
//! A [`Frame`] is what the pages share, made once; a [`Page`] is made when it is asked for, so that nobody need hold all
//! of them.

mod atlas;
mod block;
mod entry;
mod guide;
mod release;
mod revision;
mod run;
mod volume;

pub use atlas::{Atlas, MapPlate, Plate, PlateSize, Sheet, SheetLayout, SheetLine, SheetPart, SheetPicture};
pub use block::{
    Block, Caption, Column, Figure, Footnote, Heading, Page, Picture, Role, Row, Table, TableFit, TableForm,
};
pub use entry::{
    ClaimEntry, Entry, FactEntry, Finding, FindingGroup, IndicatorEntry, LedgerGroup, Side, SourceName, Status, Use,
};
pub use guide::{FrontMatter, Guide, Lacking, SourceEntry, TermEntry, Topic, TopicKind};
pub use release::{Release, ReleaseCell, ReleaseSheet, ReleaseTable};
pub use revision::{Before, ChangeRow, Compared, FormerNumber, Revision};
pub use run::{ClaimWords, Number, Run, Target};
pub use volume::{Cover, GlossaryEntry, LeadingNumber, Volume};

use super::{Chart, Key, Language, PageId, ParagraphNumber};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whom an output is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everybody: what is marked internal reads as withheld.
    #[default]
    Public,
    /// The bureau itself.
    Internal,
    /// Reviewers: as internal.
    Review,
}

impl Audience {
    /// All of them, with the word of the command line.
    pub const ALL: [(&str, Self); 3] =
        [("public", Self::Public), ("internal", Self::Internal), ("review", Self::Review)];

    /// The word of the command line.
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, one)| *one == self).map_or("", |(word, _)| word)
    }
}

/// A composed book: its frame, and its pages one by one.
pub trait Document: Sync {
    /// What the pages share.
    fn frame(&self) -> &Frame;
    /// A page of the frame's language; an empty one for any other id.
    fn page(&self, id: PageId) -> Page;
    /// The data atlas, made anew each time.
    fn atlas(&self) -> Atlas;
    /// What the book has as a volume, made anew each time.
    fn volume(&self) -> Volume;
    /// What a site has beside the pages, made anew each time.
    fn guide(&self) -> Guide;
    /// Its numbers as release tables, made anew each time.
    fn release(&self) -> Release;
}

/// A heading of the book.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its page.
    pub page: PageId,
    /// Index of its block on the page.
    pub block: usize,
    /// Its id.
    pub id: String,
    /// Depth in the book: 1 chapter, 2 section, …
    pub depth: u8,
    /// Counters from the chapter down.
    pub numbers: Vec<u32>,
    /// 第一节, 1.1.
    pub label: String,
    /// Its words.
    pub title: String,
    /// Label and title in one line.
    pub text: String,
    /// The same where headings of several chapters stand together: 第一章第一节 社会经济状况.
    pub trail: String,
    /// As a sentence refers to it: 第一章第一节, Section 1.1.
    pub reference: String,
}

/// What a book says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imprint {
    /// Title, without the period.
    pub title: Vec<Run>,
    /// A title for page heads.
    pub short_title: Vec<Run>,
    /// First and last year: 2021—2035年.
    pub period: String,
    /// 初步成果.
    pub edition_label: Vec<Run>,
    /// 2022年11月.
    pub edition_name: Vec<Run>,
    /// The edition's date in words.
    pub date: String,
    /// The same by ISO 8601.
    pub iso_date: String,
    /// Who answers for it, or that the source names nobody; `None` where the book says nothing of it.
    pub authority: Option<Vec<Run>>,
    /// Whether a body is named.
    pub authority_named: bool,
    /// Who wrote it.
    pub compiled_by: Vec<Run>,
    /// Who made this edition, where that is somebody else.
    pub edited_by: Option<Vec<Run>>,
    /// Foot of every page.
    pub notice: Vec<Run>,
    /// Licence line.
    pub licence: Vec<Run>,
    /// Where and until when the public may comment, if it is a draft on display.
    pub consultation: Option<Consultation>,
}

/// The public notice of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Consultation {
    /// Its days in words: 2026年12月1日至12月30日.
    pub period: String,
    /// Who receives opinions.
    pub office: Vec<Run>,
    /// Where letters go.
    pub address: Option<Vec<Run>>,
    /// Telephone numbers.
    pub telephone: Option<String>,
    /// A mailbox.
    pub email: Option<String>,
}

/// A page among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageEntry {
    /// Which.
    pub id: PageId,
    /// Its path below `content/<lang>/`; pairs the languages.
    pub path: String,
    /// The folder of its chapter.
    pub chapter: String,
    /// Whether it opens the chapter.
    pub opens_chapter: bool,
}

/// What the pages of a language share.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language that everything here is said in.
    pub language: Language,
    /// Whom it is for.
    pub audience: Audience,
    /// Whether its chapters are short and run on in print, one after the other.
    pub runs_on: bool,
    /// What the book says of itself.
    pub imprint: Imprint,
    /// Its pages in reading order.
    pub pages: Vec<PageEntry>,
    /// All headings in reading order.
    pub sections: Vec<Section>,
    /// Indexes of headings by id.
    pub section_ids: BTreeMap<String, usize>,
    /// Indexes of the headings that open pages.
    pub titles: BTreeMap<PageId, usize>,
    /// All numbers.
    pub numbers: Arc<BTreeMap<Key, Entry>>,
    /// All facts, by the page that first says them.
    pub ledger: Vec<LedgerGroup>,
    /// All claims.
    pub claims: Vec<ClaimEntry>,
    /// All findings by chapter.
    pub findings: Vec<FindingGroup>,
    /// All figures by id.
    pub figures: BTreeMap<String, Figure>,
    /// The data of charts by figure id.
    pub charts: BTreeMap<String, Chart>,
    /// The captions of all tables of the register by id, with the word for what the table is.
    pub tables: BTreeMap<String, (Caption, String)>,
    /// The page of each figure (`fig:id`) and table (`tab:id`).
    pub places: BTreeMap<Target, PageId>,
    /// The paragraphs whose words in the source language have changed since their translation was confirmed.
    pub stale: BTreeSet<ParagraphNumber>,
    /// The planning indicators.
    pub indicators: Vec<IndicatorEntry>,
    /// The same as a table without a caption, notes left out.
    pub indicator_table: Option<Table>,
}

impl Frame {
    /// All findings, in the order of their groups.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().flat_map(|group| &group.findings)
    }

    /// The heading of an id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.section_ids.get(id).and_then(|index| self.sections.get(*index))
    }

    /// The heading that opens a page.
    pub fn title(&self, page: PageId) -> Option<&Section> {
        self.titles.get(&page).and_then(|index| self.sections.get(*index))
    }
}
