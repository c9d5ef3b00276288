//! A comparison of a Word copy with what an edition recorded of its own: line by line, row by row, note by note. Rejected,
//! the changes give the lines of that copy, accepted, those of the copy as it is.
//!
//! Lines that read alike are the same ones where they keep their order; the others are paired between them. What has changed
//! its place is gone from one and new at the other. Labels that the tool makes (numbers of headings, paragraphs, figures) are
//! those of the book as it is, and so are pictures.

use super::copied::{self, CopyRecord, LineRecord};
use super::forms::{Form, Notes, References};
use super::record::BlockRecord;
use super::sentences::met;
use crate::locale::align;
use crate::model::Project;
use crate::office::copy::folded;
use crate::office::tracked::{Gone, Line, LineChange, Lost, Tracked};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A line of either side, in the form in which both can be compared.
struct Sided {
    /// What it is: its kind, and whether it is a row.
    kind: String,
    /// Its cells; one if it is no row.
    cells: Vec<Form>,
    /// Where its lines stand among all.
    lines: Range<usize>,
}

impl Sided {
    fn is_empty(&self) -> bool {
        self.cells.iter().all(|form| form.text.trim().is_empty())
    }

    /// What it reads, cell by cell.
    fn key(&self) -> String {
        let cells: Vec<String> = self.cells.iter().map(|form| folded(&form.text)).collect();
        format!("{}\u{1}{}", self.kind, cells.join("\u{1}"))
    }

    /// The same as a record of a block. The cells of a row are its sentences: rows of one name are the same.
    fn block(&self) -> BlockRecord {
        let cells: Vec<String> = self.cells.iter().map(|form| folded(&form.text)).collect();
        BlockRecord {
            page: String::new(),
            heading: String::new(),
            block: 0,
            kind: self.kind.clone(),
            numbers: Vec::new(),
            zh: cells.join("。"),
            en: String::new(),
        }
    }
}

/// What has become of the lines of a copy.
pub(super) fn tracked(
    author: String,
    before: &CopyRecord,
    lines: &[Line],
    project: &Project,
    (references, mark): (&mut References<'_>, &dyn Fn(&str) -> String),
) -> Tracked {
    let told: Vec<bool> = lines.iter().map(|line| !copied::names_somebody(&line.runs, project)).collect();
    let mut old_forms: Vec<Form> = Vec::new();
    for line in &before.lines {
        old_forms.push(references.copied(&line.parts, false));
    }
    let mut new_forms: Vec<Form> = Vec::new();
    for line in lines {
        let pieces = copied::pieces(&line.runs, line.spot.note_number().is_some(), mark);
        new_forms.push(references.copied(&pieces, true));
    }
    let row_of_old = |line: &LineRecord| (line.row, line.note.is_none(), kind(&line.kind, line.row.is_some()));
    let row_of_new = |line: &Line| (line.row, line.spot.note_number().is_none(), kind(line.kind, line.row.is_some()));
    let old = sides(before.lines.iter().map(row_of_old), &old_forms, &|_| true);
    let new = sides(lines.iter().map(row_of_new), &new_forms, &|at| told[at]);
    let mut notes: BTreeMap<(&str, u32), Vec<usize>> = BTreeMap::new();
    for (at, line) in before.lines.iter().enumerate() {
        if let Some(number) = line.note {
            notes.entry((&line.page, number)).or_default().push(at);
        }
    }
    let mut current: BTreeMap<(&str, u32), Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(number) = line.spot.note_number() {
            current.entry((home(line), number)).or_default().push(at);
        }
    }
    let mut comparison = Comparison {
        before: &before.lines,
        lines,
        old_forms: &old_forms,
        new_forms: &new_forms,
        notes,
        current,
        found: Tracked { author, ..Tracked::default() },
    };
    let mut last = String::new();
    for (was, is) in paired(&old, &new) {
        comparison.pair(was.map(|at| &old[at]), is.map(|at| &new[at]), &mut last);
    }
    comparison.found
}

fn kind(kind: &str, is_row: bool) -> String {
    format!("{kind}{}", if is_row { " row" } else { "" })
}

/// The page of a line: a note's spot begins with it.
fn home(line: &Line) -> &str {
    line.spot.name().rsplit_once("/note").map_or(line.page.as_str(), |(page, _)| page)
}

/// The lines of the body, those of a row together; notes stand for themselves, and empty lines for nothing.
fn sides(
    lines: impl Iterator<Item = (Option<(usize, usize)>, bool, String)>,
    forms: &[Form],
    is_told: &dyn Fn(usize) -> bool,
) -> Vec<Sided> {
    let mut sides: Vec<(Option<(usize, usize)>, Sided)> = Vec::new();
    for (at, (row, is_body, kind)) in lines.enumerate() {
        let Some(form) = forms.get(at).filter(|_| is_body && is_told(at)) else { continue };
        match sides.last_mut() {
            Some((last, side)) if row.is_some() && *last == row => {
                side.cells.push(form.clone());
                side.lines.end = at + 1;
            }
            _ => sides.push((row, Sided { kind, cells: vec![form.clone()], lines: at..at + 1 })),
        }
    }
    let counted = |(row, mut side): (Option<_>, Sided)| {
        if row.is_some() {
            side.kind.push_str(&side.cells.len().to_string());
        }
        side
    };
    sides.into_iter().map(counted).filter(|side| side.kind.contains(" row") || !side.is_empty()).collect()
}

/// Both sides in one row: what stayed or was reworded as a pair, what is gone alone, and so what is new.
fn paired(old: &[Sided], new: &[Sided]) -> Vec<(Option<usize>, Option<usize>)> {
    let keys = |sides: &[Sided]| sides.iter().map(Sided::key).collect::<Vec<_>>();
    let (one, other) = (keys(old), keys(new));
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (left, right) in anchors(&one, &other).into_iter().chain([(old.len(), new.len())]) {
        between(old, new, (&one, &other), (from..left, to..right), &mut pairs);
        pairs.extend((left < old.len() && right < new.len()).then_some((Some(left), Some(right))));
        (from, to) = (left + 1, right + 1);
    }
    pairs
}

/// Lines that stand once on either side and read alike, as many as keep their order.
fn anchors(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let once = |keys: &'_ [String]| -> BTreeMap<String, usize> {
        let (mut found, mut twice) = (BTreeMap::new(), BTreeSet::new());
        for (at, key) in keys.iter().enumerate() {
            if found.insert(key.clone(), at).is_some() {
                twice.insert(key.clone());
            }
        }
        found.retain(|key, _| !twice.contains(key));
        found
    };
    let (one, other) = (once(old), once(new));
    let mut both: Vec<(usize, usize)> = one.iter().filter_map(|(key, at)| Some((*at, *other.get(key)?))).collect();
    both.sort_unstable();
    // The longest rising row of the second places: of each length the row that ends lowest, and what stood before.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; both.len()];
    for (at, (_, right)) in both.iter().enumerate() {
        let length = ends.partition_point(|end| both[*end].1 < *right);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut row = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        row.push(both[at]);
        next = before[at];
    }
    row.reverse();
    row
}

type Pairs = Vec<(Option<usize>, Option<usize>)>;

/// What stands between two anchors.
fn between(
    old: &[Sided],
    new: &[Sided],
    (one, other): (&[String], &[String]),
    (was, is): (Range<usize>, Range<usize>),
    pairs: &mut Pairs,
) {
    let (mut from, mut to) = (was.start, is.start);
    let alike = align(&one[was.clone()], &other[is.clone()]);
    let alike = alike.into_iter().map(|(left, right)| (left + was.start, right + is.start));
    for (left, right) in alike.chain([(was.end, is.end)]) {
        let gone: Vec<BlockRecord> = old[from..left].iter().map(Sided::block).collect();
        let come: Vec<BlockRecord> = new[to..right].iter().map(Sided::block).collect();
        let (gone, come): (Vec<_>, Vec<_>) = (gone.iter().collect(), come.iter().collect());
        let place = |at: Option<usize>, start: usize| at.map(|at| at + start);
        pairs.extend(met(&gone, &come).into_iter().map(|(left, right)| (place(left, from), place(right, to))));
        pairs.extend((left < was.end && right < is.end).then_some((Some(left), Some(right))));
        (from, to) = (left + 1, right + 1);
    }
}

struct Comparison<'a> {
    before: &'a [LineRecord],
    lines: &'a [Line],
    old_forms: &'a [Form],
    new_forms: &'a [Form],
    /// The lines of the notes of each page, then and now.
    notes: BTreeMap<(&'a str, u32), Vec<usize>>,
    current: BTreeMap<(&'a str, u32), Vec<usize>>,
    found: Tracked,
}

impl<'a> Comparison<'a> {
    /// A line before and after; `last` is where the one before it stands.
    fn pair(&mut self, old: Option<&Sided>, new: Option<&Sided>, last: &mut String) {
        match (old, new) {
            (Some(old), Some(new)) => self.reworded(old, new),
            (Some(old), None) => self.gone(old, last),
            (None, Some(new)) => self.come(new),
            (None, None) => {}
        }
        if let Some(new) = new {
            last.clear();
            last.push_str(self.lines[new.lines.start].spot.name());
        }
    }

    fn spot(&self, at: usize) -> String {
        self.lines[at].spot.name().to_owned()
    }

    fn reworded(&mut self, old: &Sided, new: &Sided) {
        for ((from, was), (at, is)) in old.lines.clone().zip(&old.cells).zip(new.lines.clone().zip(&new.cells)) {
            self.line((from, was), (at, is));
        }
    }

    /// A line that stayed, and its notes.
    fn line(&mut self, (from, was): (usize, &Form), (at, is): (usize, &Form)) {
        let page = self.before[from].page.as_str();
        if !is.is_like(was) {
            let change = is.change(was, &self.notes_of(page));
            self.found.lines.insert(self.spot(at), change);
        }
        let (stayed, come) = is.stayed_notes(was);
        let here = home(&self.lines[at]);
        for (then, now) in stayed {
            let lines = |notes: &BTreeMap<(&str, u32), Vec<usize>>, page: &str, number: u32| {
                notes.get(&(page, number)).cloned().unwrap_or_default()
            };
            let (then, now) = (lines(&self.notes, page, then), lines(&self.current, here, now));
            for (place, own) in now.into_iter().enumerate() {
                let (forms, olds) = (self.new_forms, self.old_forms);
                let change = match then.get(place) {
                    Some(its) if forms[own].is_like(&olds[*its]) => continue,
                    Some(its) => forms[own].change(&olds[*its], &self.notes_of(page)),
                    None => LineChange::New,
                };
                self.found.lines.insert(self.spot(own), change);
            }
        }
        come.into_iter().for_each(|number| self.note_comes(here, number));
    }

    fn note_comes(&mut self, page: &str, number: u32) {
        for at in self.current.get(&(page, number)).cloned().unwrap_or_default() {
            self.found.lines.insert(self.spot(at), LineChange::New);
        }
    }

    fn come(&mut self, new: &Sided) {
        let first = &self.lines[new.lines.start];
        if first.row.is_some() {
            self.found.rows.insert(first.spot.name().to_owned());
        }
        for (at, form) in new.lines.clone().zip(&new.cells) {
            self.found.lines.insert(self.spot(at), LineChange::New);
            let page = home(&self.lines[at]);
            form.notes().for_each(|number| self.note_comes(page, number));
        }
    }

    fn gone(&mut self, old: &Sided, last: &str) {
        let first = &self.before[old.lines.start];
        let notes = self.notes_of(&first.page);
        let mut cells = old.cells.iter().map(|form| form.all(&notes));
        let gone = match first.row {
            Some(_) => Gone::Row(cells.collect()),
            None => Gone::Paragraph {
                kind: first.kind.clone(),
                depth: 0,
                style: first.style.clone(),
                lead: first.lead.clone(),
                words: cells.next().unwrap_or_default(),
            },
        };
        self.found.gone.entry(last.to_owned()).or_default().push(gone);
    }

    /// The paragraphs of a note of a page as it was.
    fn notes_of(&self, page: &'a str) -> impl Fn(u32) -> Vec<Vec<Lost>> + use<'a> {
        let own: BTreeMap<u32, Vec<&'a Form>> = self
            .notes
            .iter()
            .filter(|((home, _), _)| *home == page)
            .map(|((_, number), lines)| (*number, lines.iter().map(|at| &self.old_forms[*at]).collect()))
            .collect();
        move |number| {
            let none: Notes<'_> = &|_| Vec::new();
            own.get(&number).map(|forms| forms.iter().map(|form| form.all(none)).collect()).unwrap_or_default()
        }
    }
}
