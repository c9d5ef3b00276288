//! Load's hand-over: everything as written, typed and with places, nothing resolved.

use super::{
    Claim, Confirmation, DataSource, Dimension, Face, Fact, Figure, Finding, Indicator, KeyNumber, Language, MapFile,
    MapSheet, Office, Opinion, OtherBook, Page, Plan, Programme, ProseText, Redirect, Register, RestorationProject,
    Revision, Table, Term, Text, Tie, UnitTable, UpperTarget,
};
use crate::diagnostic::{SourceId, Spanned};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

/// A file that the book brings along (an image).
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path below `content/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The words that a drawing shows, each where it is written in the file; none of a picture.
    pub words: Vec<Spanned<String>>,
}

/// What the lists of `data/` hold.
#[derive(Debug, Clone, Default)]
pub struct Registers {
    /// Built-in units and those of `data/units.yaml`.
    pub units: UnitTable,
    /// `data/dimensions.yaml`.
    pub dimensions: Register<Dimension>,
    /// `data/sources.yaml`.
    pub sources: Register<DataSource>,
    /// `data/facts/*.yaml`, in the order of files and entries.
    pub facts: Register<Fact>,
    /// The files of `data/facts/` by their names, without folder and ending: each is a theme.
    pub themes: BTreeMap<SourceId, Arc<str>>,
    /// `data/indicators.yaml`.
    pub indicators: Register<Indicator>,
    /// `data/maps.yaml`, with the geometry of `data/maps/`.
    pub maps: Register<MapFile>,
    /// Programmes of `data/projects.yaml`.
    pub programmes: Register<Programme>,
    /// Projects of `data/projects.yaml`, in the order of the file.
    pub projects: Register<RestorationProject>,
    /// `data/claims.yaml`.
    pub claims: Register<Claim>,
    /// `data/findings.yaml`.
    pub findings: Register<Finding>,
    /// `data/figures.yaml`.
    pub figures: Register<Figure>,
    /// `data/tables.yaml`.
    pub tables: Register<Table>,
    /// The numbers that `data/atlas.yaml` leads the atlas with.
    pub key_numbers: Vec<KeyNumber>,
    /// The owner's map sheets of `data/atlas.yaml`.
    pub map_sheets: Register<MapSheet>,
    /// Who was asked for an opinion, in `data/opinions.yaml`.
    pub offices: Register<Office>,
    /// What they said of a draft, in `data/opinions.yaml`.
    pub opinions: Register<Opinion>,
    /// `data/books.yaml`.
    pub books: Register<OtherBook>,
    /// `data/upper.yaml`.
    pub upper: Vec<UpperTarget>,
    /// `data/redirects.yaml`.
    pub redirects: Vec<Redirect>,
    /// `data/revisions/`, in their order.
    pub revisions: Vec<Revision>,
    /// `data/terms.yaml`.
    pub terms: Vec<Term>,
    /// `data/translations.yaml`; `None` while nothing was ever confirmed.
    pub confirmations: Option<Vec<Confirmation>>,
}

impl Registers {
    /// What an indicator is called: its own name, else its fact's.
    pub fn indicator_name<'a>(&'a self, indicator: &'a Indicator) -> Option<&'a Text<ProseText>> {
        indicator.name.as_ref().or_else(|| Some(&self.facts.get(&indicator.fact.value)?.name))
    }
}

/// A book as written.
#[derive(Debug, Clone)]
pub struct Project {
    /// `data/plan.yaml`.
    pub plan: Plan,
    /// The registers of `data/`, which are also read as the book's own: `project.facts`.
    pub registers: Registers,
    /// All pages in reading order, by language: chapters by path, each opened by its `_index.md`.
    pub pages: Vec<Page>,
    /// All ties of pages and text fields.
    pub ties: Vec<Tie>,
    /// Images.
    pub assets: Vec<Asset>,
    /// The files below `templates/` (site templates, stylesheet, print templates), by path below it. The faces are
    /// among them only once the book is published.
    pub templates: BTreeMap<String, Vec<u8>>,
    /// The faces that the book is set in.
    pub faces: Vec<Face>,
    /// The raised and lowered characters (₂, ⁻) of which a face has no glyph: they are set in ordinary characters.
    pub shifted: BTreeSet<char>,
}

/// A book is asked for its facts and figures everywhere; which file of `data/` had them does not matter there.
impl Deref for Project {
    type Target = Registers;

    fn deref(&self) -> &Registers {
        &self.registers
    }
}

impl Project {
    /// The pages of one language, in reading order.
    pub fn pages_of(&self, language: Language) -> impl Iterator<Item = (super::PageId, &Page)> {
        (0..).map(super::PageId).zip(&self.pages).filter(move |(_, page)| page.language == language)
    }

    /// The page at a path below `content/<lang>/`.
    pub fn page_at(&self, language: Language, path: &str) -> Option<(super::PageId, &Page)> {
        let wanted = super::reading_order(language, path);
        let order = |page: &Page| super::reading_order(page.language, &page.path).cmp(&wanted);
        let found = self.pages.binary_search_by(order).ok()?;
        Some((super::PageId(found), &self.pages[found]))
    }

    /// A page's partner in the other language.
    pub fn partner(&self, page: &Page) -> Option<(super::PageId, &Page)> {
        self.page_at(page.language.other(), &page.path)
    }
}
