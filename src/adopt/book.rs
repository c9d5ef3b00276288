//! The draft of a book: every file of it, and which byte of a page came from which line of the document.

use super::Material;
use super::decisions::Decisions;
use super::dimension::Dimensions;
use super::figures::Figures;
use super::line::{Care, Insert, Put, written};
use super::numbers::Finder;
use super::outline::{Block, Outline, Page};
use super::place::{From, Place};
use super::register::Register;
use super::register_files::Grid;
use super::tables::Tables;
use super::tally::Draft;
use super::typed::stripped;
use super::yaml::{guarded, plain};
use crate::audit::document::{Document, Role};
use crate::audit::label_of;
use crate::audit::place::place;
use crate::diagnostic::Phrases;
use crate::locale::{Catalogue, Stray, stray};
use crate::model::Language;
use std::collections::{BTreeMap, BTreeSet};

/// What writes a draft.
pub(super) struct Writer<'m> {
    pub(super) material: &'m Material<'m>,
    pub(super) decisions: &'m Decisions,
    pub(super) outline: Outline,
    pub(super) register: Register,
    pub(super) finder: &'m Finder,
    pub(super) figures: Figures,
    pub(super) draft: Draft,
    /// Page and heading of each line.
    pub(super) homes: BTreeMap<usize, (String, String)>,
    /// Lines whose numbers contradict others.
    pub(super) contradicted: BTreeSet<(usize, usize)>,
    theme: String,
    notes: BTreeSet<usize>,
    /// The year of the edition: what is told of later ones is planned.
    pub(super) year: i32,
    /// Tables of the register.
    pub(super) grids: Vec<Grid>,
    /// What numbers of tables are broken down by.
    pub(super) dimensions: Dimensions,
}

/// What names the numbers of a cell.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// Row and column, with the unit that they give.
    Named(String, Option<String>),
    /// It is the number of this key.
    Key(String),
}

impl<'m> Writer<'m> {
    pub(super) fn new(material: &'m Material<'m>, finder: &'m Finder, decisions: &'m Decisions) -> Self {
        let outline = Outline::of(material.document, material.language, material.stem());
        let year = super::register_files::year(material.document, &outline);
        let figures = Figures::of(material, decisions);
        let twice = material.audit.findings.iter().filter(|finding| finding.relation == "twice");
        let spots = twice.flat_map(|finding| finding.others.iter().chain([&finding.spot]));
        let contradicted = spots.map(|spot| (spot.line, spot.range.start)).collect();
        let (register, draft) = (Register::default(), Draft::default());
        let (homes, notes) = (BTreeMap::new(), BTreeSet::new());
        let (theme, grids, dimensions) = (String::new(), Vec::new(), Dimensions::default());
        Self {
            material,
            decisions,
            outline,
            register,
            finder,
            figures,
            draft,
            homes,
            contradicted,
            theme,
            notes,
            year,
            grids,
            dimensions,
        }
    }

    pub(super) fn document(&self) -> &'m Document {
        self.material.document
    }

    pub(super) fn language(&self) -> Language {
        self.material.language
    }

    /// Writes all pages.
    pub(super) fn pages(&mut self) {
        let pages = self.outline.pages.clone();
        let last = pages.len().saturating_sub(1);
        for (index, page) in pages.iter().enumerate() {
            self.page(page, index == last);
        }
        self.draft.tally.pages = pages.len();
    }

    fn page(&mut self, page: &Page, last: bool) {
        let path = format!("content/{}/{}", self.language(), page.path);
        let folder = page.path.split('/').next().unwrap_or_default();
        self.theme = folder.split_once('-').map_or(folder, |(_, words)| words).to_owned();
        let mut text = String::from("# ");
        let mut heading = page.id.clone();
        match page.line {
            Some(line) => {
                self.homes.insert(line, (page.path.clone(), heading.clone()));
                self.heading(&path, &mut text, line);
            }
            None => text += &plain(&self.without_lost(&self.outline.title)),
        }
        text += &format!(" {{#{}}}\n", page.id);
        let mut list = false;
        // Where the title of the table that follows begins.
        let mut title = None;
        for block in &page.blocks {
            let item = matches!(block, Block::Words(line) if self.role(*line) == Some(Role::Item));
            text.push_str(if list && item { "" } else { "\n" });
            list = item;
            match block {
                Block::Heading { line, level, id } => {
                    heading.clone_from(id);
                    self.homes.insert(*line, (page.path.clone(), heading.clone()));
                    text += &format!("{} ", "#".repeat(*level));
                    self.heading(&path, &mut text, *line);
                    text += &format!(" {{#{id}}}\n");
                }
                Block::Words(line) => {
                    title = self.is_title_of_table(*line).then_some(text.len());
                    self.homes.insert(*line, (page.path.clone(), heading.clone()));
                    self.words(&path, &mut text, *line, item);
                }
                Block::Table(table) => {
                    let start = text.len();
                    let home = (page.path.clone(), heading.clone());
                    let grid = Tables::new(self, *table).write(&path, &mut text, &home);
                    if let Some(id) = grid {
                        // A table of the register has its title there.
                        let start = title.take().unwrap_or(start);
                        text.truncate(start);
                        self.draft.places.retain(|place| place.path != path || place.range.start < start);
                        text += &format!("![](tab:{id})\n");
                    }
                    let range = start.min(text.len())..text.len();
                    self.draft.places.push(Place { path: path.clone(), range, from: From::Table(*table) });
                }
                Block::Picture(picture) => {
                    if let Some(id) = self.figures.of_picture(*picture) {
                        text += &format!("![](fig:{id})\n");
                    }
                }
            }
        }
        self.foot(&path, &mut text, last, (&page.path, &heading));
        self.draft.files.insert(path, text.into_bytes());
    }

    /// The notes whose marks stand on the page; on the last page those that no mark names.
    fn foot(&mut self, path: &str, text: &mut String, last: bool, home: (&str, &str)) {
        let notes: Vec<usize> = std::mem::take(&mut self.notes).into_iter().collect();
        let document = self.document();
        for line in notes {
            self.homes.insert(line, (home.0.to_owned(), home.1.to_owned()));
            *text += &format!("\n[^{line}]: ");
            self.line(path, text, line, false);
            text.push('\n');
        }
        if last {
            for line in 0..document.lines.len() {
                if self.role(line) == Some(Role::Note) && !document.marks.iter().any(|mark| mark.note == line) {
                    self.homes.insert(line, (home.0.to_owned(), home.1.to_owned()));
                    text.push('\n');
                    self.line(path, text, line, false);
                    text.push('\n');
                }
            }
        }
    }

    fn is_title_of_table(&self, line: usize) -> bool {
        let named = label_of(self.document().text(line)).is_some_and(|(table, ..)| table);
        named && self.document().tables.iter().any(|table| table.caption == Some(line))
    }

    fn role(&self, line: usize) -> Option<Role> {
        self.document().lines.get(line).map(|line| line.role)
    }

    fn heading(&mut self, path: &str, text: &mut String, line: usize) {
        let start = text.len();
        let words = self.decisions.headings.get(&line).cloned();
        let words = words.unwrap_or_else(|| stripped(self.document().text(line)).to_owned());
        let words = self.without_lost(&words);
        // What a heading counts names it.
        let inserts = self.finder.find(self.language(), &words, &[]).into_iter();
        let inserts = inserts.map(|said| Insert { range: said.range, put: Put::Link("!name".to_owned()) });
        let care = if self.decisions.bare.contains(&line) { Care::Bare } else { self.care(line) };
        let inserts = if care == Care::Bare { Vec::new() } else { inserts.collect() };
        let (told, pieces) = written(&words, inserts, care);
        *text += if told.trim().is_empty() { "…" } else { told.trim() };
        let from = From::Line { line, pieces, heading: true };
        self.draft.places.push(Place { path: path.to_owned(), range: start..text.len(), from });
    }

    fn words(&mut self, path: &str, text: &mut String, line: usize, item: bool) {
        if self.role(line) == Some(Role::Caption)
            && let Some(id) = self.figures.of_caption(line)
        {
            *text += &format!("![](fig:{id})\n");
            return;
        }
        if item {
            text.push_str("- ");
        }
        self.line(path, text, line, !item);
        text.push('\n');
    }

    fn care(&self, line: usize) -> Care {
        if self.decisions.bare.contains(&line) {
            Care::Bare
        } else if self.decisions.strict.contains(&line) {
            Care::Strict
        } else {
            Care::Plain
        }
    }

    /// The words of the document as the book takes them: without what no font has, formulas of TeX as signs.
    pub(super) fn without_lost(&self, text: &str) -> String {
        let lost = |sign: char| self.decisions.lost.contains(&sign) || sign == '\u{fffc}';
        let told = Self::sound(&super::tex::plain(text));
        told.chars().map(|sign| if lost(sign) { '□' } else { sign }).collect()
    }

    /// A text without characters that no book may hold: those of one program, those that were lost, those without a shape.
    pub(super) fn sound(text: &str) -> String {
        let mut told = String::with_capacity(text.len());
        for sign in text.chars() {
            match stray(sign, told.chars().next_back()) {
                Some(Stray::LookAlike(meant)) => told.push(meant),
                Some(Stray::Private | Stray::Lost | Stray::Radical) => told.push('□'),
                // What has no shape leaves none.
                Some(_) => {}
                None => told.push(sign),
            }
        }
        told
    }

    /// A line with its ties. `first`: it may begin a paragraph.
    pub(super) fn line(&mut self, path: &str, text: &mut String, line: usize, first: bool) {
        self.told_line(path, text, line, first, None);
    }

    /// A cell of a table.
    pub(super) fn cell(&mut self, path: &str, text: &mut String, line: usize, cell: Cell) {
        self.told_line(path, text, line, false, Some(cell));
    }

    fn told_line(&mut self, path: &str, text: &mut String, line: usize, first: bool, cell: Option<Cell>) {
        let document = self.document();
        let mut words = self.without_lost(document.text(line));
        if cell.is_some() {
            words = words.trim().to_owned();
            // .597 of statistics programs: a number has a digit before its point.
            let point =
                words.strip_prefix('.').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
            if point {
                words.insert(0, '0');
            }
        }
        let mut inserts = Vec::new();
        for mark in document.marks.iter().filter(|mark| mark.line == line && words.is_char_boundary(mark.at)) {
            self.notes.insert(mark.note);
            inserts.push(Insert { range: mark.at..mark.at, put: Put::Note(mark.note) });
        }
        inserts.extend(self.figures.references(&words));
        let care = self.care(line);
        if care != Care::Bare {
            inserts.extend(self.ties(line, &words, cell));
        }
        let start = text.len();
        let (mut told, mut pieces) = written(&words, inserts, care);
        if first {
            let guarded = guarded(&told);
            let more = guarded.len() - told.len();
            for piece in &mut pieces {
                let moved = |at: usize| if at == 0 { 0 } else { at + more };
                piece.written = moved(piece.written.start)..piece.written.end + more;
            }
            told = guarded;
        }
        *text += &told;
        let range = start..text.len();
        let from = From::Line { line, pieces, heading: false };
        self.draft.places.push(Place { path: path.to_owned(), range, from });
    }

    /// Where a line stands, as a person names it.
    pub(super) fn place(&self, line: usize) -> String {
        Catalogue::of(self.language()).phrase(&place(self.document(), line))
    }

    /// The words of the nearest heading above a line.
    pub(super) fn heading_of(&self, line: usize) -> String {
        let document = self.document();
        let above = document.lines.get(line).map(|line| line.under.as_slice()).unwrap_or_default();
        let words = |line: &usize| stripped(document.text(*line));
        match above {
            [] => self.outline.title.clone(),
            // 区域范围 stands under each zone: the heading above tells them apart.
            [.., parent, own] if self.is_repeated(words(own)) => format!("{}{}", words(parent), words(own)),
            [.., own] => words(own).to_owned(),
        }
    }

    pub(super) fn is_under_a_heading(&self, line: usize) -> bool {
        self.document().lines.get(line).is_some_and(|line| !line.under.is_empty())
    }

    /// Whether several headings have these words.
    fn is_repeated(&self, heading: &str) -> bool {
        let lines = self.document().lines.iter();
        let same = |line: &&crate::audit::document::Line| {
            matches!(line.role, Role::Heading(_)) && stripped(&line.words.text) == heading
        };
        lines.filter(same).nth(1).is_some()
    }

    /// The file of the facts of the page that is being written.
    pub(super) fn theme(&self) -> &str {
        &self.theme
    }
}
