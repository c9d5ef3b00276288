//! A comparison with an edition for those who read it in Word: what became of each line of the copy, and what stood between
//! them. Rejected, the changes give the text of the edition; labels that the tool makes (numbers of headings, paragraphs,
//! figures) are those of the book as it is, and so are pictures.
//!
//! The text of the pages is compared paragraph by paragraph, row by row, note by note; what the data make number by number,
//! and where words of the data stand alone in a line. An edition that recorded its copies is compared line by line instead
//! ([`super::lined`]); what an older one did not record, such as rows of the data and marks of notes, is not shown as gone.

use super::copied::CopyRecord;
use super::forms::{Form, NO_NOTES, References, Stretch};
use super::lined;
use super::made::Made;
use super::meeting::{Comparison, Pages};
use super::record::{BlockRecord, Edition};
use super::texts::is_data;
use crate::diagnostic::{Message, Phrases};
use crate::locale::{Catalogue, align};
use crate::model::document::Frame;
use crate::model::{Language, Project, Report};
use crate::office::tracked::{Gone, Line, LineChange, Tracked, author};
use std::collections::BTreeMap;
use std::ops::Range;

/// What stands between the cells of a row in a record.
const CELLS: &str = " | ";

/// What has become of the lines of a copy since an edition.
pub fn tracked(before: &Edition, report: &Report, frame: &Frame, lines: &[Line]) -> Tracked {
    let language = frame.language;
    let catalogue = || Catalogue::of(language).saying(&report.project.plan.wording);
    let mut references = References::of(frame, catalogue());
    let name = author(language, &before.edition);
    if let Some(copy) = before.copies.iter().find(|copy| copy.is_of(language)) {
        return lined::tracked(name, copy, lines, &report.project, (&mut references, &marks(&catalogue())));
    }
    let now = Edition::of(report, &before.edition);
    let forms: Vec<(Form, Vec<Stretch>)> =
        lines.iter().map(|line| references.composed(&line.runs, line.kind == "footnote")).collect();
    let units = units(lines);
    let mut tracker = Tracker {
        frame,
        lines,
        forms,
        units,
        references,
        found: Tracked { author: name, ..Tracked::default() },
        places: BTreeMap::new(),
    };
    tracker.index();
    let (old, new) = (single(&before.blocks, language), single(&now.blocks, language));
    let (old, new): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
    let mut order: Vec<&str> = old.iter().map(|block| block.page.as_str()).collect();
    order.dedup();
    tracker.pages(&Comparison::of(&old, &new).pages, &order);
    let made = Made::of(before, &now, report, language);
    tracker.made(&made);
    tracker.found
}

/// How a copy words the mark of a finding.
fn marks(catalogue: &Catalogue) -> impl Fn(&str) -> String + use<'_> {
    |id| catalogue.phrase(&Message::new("ui.finding-mark").with("id", id))
}

impl Edition {
    /// The same with the lines of its copies, each with its frame.
    #[must_use]
    pub fn with_copies(mut self, copies: &[(&Frame, Vec<Line>)], project: &Project) -> Self {
        let record = |(frame, lines): &(&Frame, Vec<Line>)| {
            let catalogue = Catalogue::of(frame.language).saying(&project.plan.wording);
            CopyRecord::of(frame, lines, project, &marks(&catalogue))
        };
        self.copies = copies.iter().map(record).collect();
        self
    }
}

/// The lines of the pages as records of their own, in one language; each names its words only.
fn single(blocks: &[BlockRecord], language: Language) -> Vec<BlockRecord> {
    let mut lines = Vec::new();
    for block in blocks.iter().filter(|block| !is_data(&block.page)) {
        let text = block.text(language);
        let own: Vec<&str> = if block.kind == "code" { vec![text] } else { text.lines().collect() };
        for (at, words) in own.into_iter().enumerate().filter(|(_, words)| !words.is_empty()) {
            let (zh, en) = match language {
                Language::Zh => (words.to_owned(), String::new()),
                Language::En => (String::new(), words.to_owned()),
            };
            let numbers = block.numbers.get(at).cloned().into_iter().collect();
            lines.push(BlockRecord { numbers, zh, en, ..block.clone() });
        }
    }
    lines
}

/// What is compared as one: a line, or the lines of a row.
fn units(lines: &[Line]) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let goes_on = line.row.is_some() && index.checked_sub(1).is_some_and(|last| lines[last].row == line.row);
        match units.last_mut().filter(|_| goes_on) {
            Some(unit) => unit.end = index + 1,
            None => units.push(index..index + 1),
        }
    }
    units
}

struct Tracker<'a> {
    frame: &'a Frame,
    lines: &'a [Line],
    forms: Vec<(Form, Vec<Stretch>)>,
    units: Vec<Range<usize>>,
    references: References<'a>,
    found: Tracked,
    /// The units of each page by their words, in their order.
    places: BTreeMap<(String, String), Vec<usize>>,
}

impl Tracker<'_> {
    fn language(&self) -> Language {
        self.frame.language
    }

    fn index(&mut self) {
        for (at, unit) in self.units.iter().enumerate() {
            let line = &self.lines[unit.start];
            if line.kind.is_empty() {
                continue;
            }
            let text =
                self.forms[unit.clone()].iter().map(|(form, _)| form.text.trim()).collect::<Vec<_>>().join(CELLS);
            // A block of code in a list is recorded line by line.
            let parts: Vec<&str> = if line.kind == "code" { vec![&text] } else { text.lines().collect() };
            for part in parts {
                self.places.entry((line.page.clone(), bare(part))).or_default().push(at);
            }
        }
    }

    /// The unit of a record's line as it is, each once.
    fn unit(&mut self, block: &BlockRecord) -> Option<usize> {
        let form = self.references.recorded(self.frame.language, block.text(self.language()));
        let found = self.places.get_mut(&(block.page.clone(), bare(&form.text)))?;
        (!found.is_empty()).then(|| found.remove(0))
    }

    /// All pages; `sorted` are the names of those of the edition, in its order.
    fn pages(&mut self, pages: &[Pages<'_>], sorted: &[&str]) {
        // A page that was put elsewhere is not a page that stayed.
        let name = |blocks: &[&BlockRecord]| blocks.first().map(|block| block.page.clone()).unwrap_or_default();
        let stayed = pages.iter().filter(|page| !page.was().is_empty() && !page.is().is_empty());
        let order: Vec<String> = stayed.map(|page| name(page.was())).collect();
        let sorted: Vec<String> = sorted.iter().map(|page| (*page).to_owned()).collect();
        let kept: Vec<&String> = align(&sorted, &order).into_iter().map(|(_, at)| &order[at]).collect();
        let mut lost: Vec<Vec<&BlockRecord>> = Vec::new();
        let mut ends: Vec<(String, String)> = Vec::new();
        for page in pages {
            let (was, is) = (name(page.was()), name(page.is()));
            let in_place = kept.contains(&&was);
            if !page.was().is_empty() && !in_place {
                lost.push(page.was().to_vec());
            }
            if is.is_empty() {
                continue;
            }
            let mut last = is.clone();
            let row = match in_place || page.was().is_empty() {
                true => page.side_by_side(),
                false => page.is().iter().map(|block| (None, Some(*block))).collect(),
            };
            for (old, new) in row {
                self.pair(old, new, &mut last);
            }
            ends.push((was, last));
        }
        for blocks in lost {
            let own = name(&blocks);
            let before = sorted.iter().take_while(|page| **page != own);
            let before = before.filter_map(|page| ends.iter().find(|(was, _)| was == page)).last();
            let Some(mut last) = before.or(ends.first()).map(|(_, last)| last.clone()) else { continue };
            blocks.into_iter().for_each(|block| self.pair(Some(block), None, &mut last));
        }
    }

    /// A line of the record before and after; `last` is where the unit before it stands.
    fn pair(&mut self, old: Option<&BlockRecord>, new: Option<&BlockRecord>, last: &mut String) {
        let unit = new.and_then(|new| self.unit(new));
        let is_note = new.or(old).is_some_and(|block| block.kind == "footnote");
        match (old, new) {
            (Some(old), Some(new)) => {
                let fits = unit.is_none_or(|unit| old.kind == new.kind && self.reworded(unit, old));
                if !fits {
                    self.gone(old, is_note, last);
                    unit.into_iter().for_each(|unit| self.come(unit));
                }
            }
            (Some(old), None) => self.gone(old, is_note, last),
            (None, _) => unit.into_iter().for_each(|unit| self.come(unit)),
        }
        if let Some(unit) = unit.filter(|_| !is_note) {
            *last = self.lines[self.units[unit].start].spot.name().to_owned();
        }
    }

    /// Whether a unit that read otherwise can be shown part by part.
    fn reworded(&mut self, unit: usize, old: &BlockRecord) -> bool {
        let own = self.units[unit].clone();
        let words = old.text(self.language());
        let is_row = self.lines[own.start].row.is_some();
        let mut cells: Vec<&str> = if is_row { words.split(CELLS).collect() } else { vec![words] };
        while cells.len() > own.len() && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        // Short rows are filled up.
        cells.resize(cells.len().max(if is_row { own.len() } else { 1 }), "");
        if cells.len() != own.len() {
            return false;
        }
        for (at, cell) in own.zip(cells) {
            let old = self.references.recorded(self.frame.language, cell);
            let (form, _) = &self.forms[at];
            if !form.is_like(&old) {
                self.found.lines.insert(self.lines[at].spot.name().to_owned(), form.change(&old, NO_NOTES));
            }
        }
        true
    }

    fn come(&mut self, unit: usize) {
        let own = self.units[unit].clone();
        if self.lines[own.start].row.is_some() {
            self.found.rows.insert(self.lines[own.start].spot.name().to_owned());
        }
        for line in &self.lines[own] {
            self.found.lines.insert(line.spot.name().to_owned(), LineChange::New);
        }
    }

    /// What is gone stands after the line before it. The mark of a note that is gone is not recorded, so neither is shown.
    fn gone(&mut self, old: &BlockRecord, is_note: bool, last: &str) {
        if is_note {
            return;
        }
        let language = self.language();
        let words = old.text(language);
        let gone = match old.kind.as_str() {
            "table" => {
                let cells = words.split(CELLS).map(|cell| self.references.recorded(language, cell).all(NO_NOTES));
                Gone::Row(cells.collect())
            }
            kind => Gone::Paragraph {
                kind: kind.to_owned(),
                depth: if kind == "heading" { self.depth(old) } else { 0 },
                style: String::new(),
                lead: match old.numbers.first() {
                    Some(number) if old.kind != "heading" => format!("{number}\u{2002}"),
                    _ => String::new(),
                },
                words: self.references.recorded(language, words).all(NO_NOTES),
            },
        };
        self.found.gone.entry(last.to_owned()).or_default().push(gone);
    }

    /// The depth of a heading that is gone, which no record has: that of the heading of its id, else below its page's.
    fn depth(&self, heading: &BlockRecord) -> u8 {
        let known = self.frame.section(&heading.heading).map(|section| section.depth);
        let page = self.frame.pages.iter().find(|page| page.path == heading.page);
        let below = page.and_then(|page| self.frame.title(page.id)).map(|title| title.depth + 1);
        known.or(below).unwrap_or(2)
    }

    /// Lines that the data make.
    fn made(&mut self, made: &Made) {
        for unit in self.units.clone() {
            let spot = |at: usize| self.lines[at].spot.name().to_owned();
            if !self.lines[unit.start].kind.is_empty() {
                continue;
            }
            let is_row = self.lines[unit.start].row.is_some();
            let full: Vec<usize> = unit.clone().filter(|at| !self.forms[*at].0.text.trim().is_empty()).collect();
            let is_new = |at: &usize| made.is_new(&self.forms[*at].0, &self.forms[*at].1);
            let front = ["plan/", "imprint/"].iter().any(|page| self.lines[unit.start].spot.name().starts_with(page));
            if !full.is_empty() && full.iter().all(is_new) {
                if is_row {
                    self.found.rows.insert(spot(unit.start));
                }
                self.found.lines.extend(unit.map(|at| (spot(at), LineChange::New)));
                continue;
            }
            for at in full {
                let (form, stretches) = &self.forms[at];
                if let Some(old) = made.former(form, stretches, front)
                    && !form.is_like(&old)
                {
                    self.found.lines.insert(spot(at), form.change(&old, NO_NOTES));
                }
            }
        }
    }
}

/// A line as it is looked for: without the spaces around it, and of a row without the empty cells at its end.
fn bare(text: &str) -> String {
    crate::office::copy::folded(text.trim_end_matches([' ', '|']))
}
