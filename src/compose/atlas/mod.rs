//! The data atlas: its sheets put together from the frame and the pages. A sheet says nothing that the book does not
//! say; it gathers what is said of one thing. Which dimension, fact or figure a book has makes no difference here: a sheet
//! comes into being where the data have something for it.

mod index;
mod maps;
mod member;
mod overview;
mod picture;
mod register;
mod review;
mod sentences;
mod topics;

use super::Composer;
use super::table::column;
use crate::diagnostic::Message;
use crate::model::FindingSeverity;
use crate::model::document::{
    Atlas, Column, Finding, Frame, Role, Row, Run, Sheet, SheetLayout, SheetLine, SheetPart, Table, TableForm,
};
use picture::Subject;
use sentences::Sentence;
use std::collections::{BTreeMap, BTreeSet};

pub(super) use topics::topics;

/// The dimensions whose members are places: each of them has a sheet.
pub(super) const PLACES: [&str; 2] = ["town", "zone"];

/// So many rows of a table stay together; a longer one is cut, so that its parts fill the columns of a sheet.
const ROWS: usize = 14;

/// The atlas of a composed book.
pub(super) fn atlas(composer: &Composer<'_>, frame: &Frame) -> Atlas {
    let mut maker = Maker {
        composer,
        frame,
        subjects: picture::subjects(composer, frame),
        sentences: sentences::of_book(composer, frame),
        atlas: Atlas::default(),
    };
    maker.overview();
    maker.chapters();
    PLACES.into_iter().for_each(|dimension| maker.members(dimension));
    maker.indicator_sheets();
    maker.project_sheets();
    maker.review();
    maker.missing();
    maker.sources();
    maker.index();
    maker.maps();
    maker.atlas
}

/// What the making of an atlas needs at hand.
struct Maker<'a> {
    composer: &'a Composer<'a>,
    frame: &'a Frame,
    /// What each figure is about, in the order of the register.
    subjects: Vec<(String, Subject)>,
    /// What the pages say, sentence by sentence.
    sentences: Vec<Sentence>,
    atlas: Atlas,
}

impl Maker<'_> {
    fn word(&self, id: &'static str) -> String {
        self.composer.word(id)
    }

    fn say(&self, message: &Message) -> String {
        self.composer.say(message)
    }

    /// Adds a sheet with the findings that its parts are marked with, unless it is empty.
    fn sheet(&mut self, id: &str, group: &'static str, title: Vec<Run>, layout: SheetLayout, parts: Vec<SheetPart>) {
        if parts.is_empty() {
            return;
        }
        let kind = self.kind_of(&parts);
        let group = self.word(group);
        let findings = if id == "review" { "atlas.contradictions" } else { "atlas.findings-here" };
        let findings = self.word(findings);
        self.atlas.sheets.push(Sheet { id: id.to_owned(), group, title, kind, layout, findings, parts });
    }

    /// The findings that parts are marked with, each once, those that weigh most first; the parts that are findings
    /// already are not told twice.
    fn touching(&self, parts: &[SheetPart]) -> Vec<SheetPart> {
        let (mut ids, mut told) = (BTreeSet::new(), BTreeSet::new());
        let mut see = |runs: &[Run]| ids.extend(marks(runs));
        for part in parts {
            match part {
                SheetPart::Numbers(numbers) => numbers.iter().for_each(|(number, name)| {
                    see(number);
                    see(name);
                }),
                SheetPart::Picture(picture) => {
                    let figure = self.frame.figures.get(&picture.figure);
                    figure.iter().for_each(|figure| {
                        see(&figure.marks);
                        figure.headline.iter().chain(&figure.note).for_each(|runs| see(runs));
                    });
                }
                SheetPart::Table(_, table) => each_line(table, &mut see),
                SheetPart::Lines(_, lines) => lines.iter().for_each(|line| see(&line.runs)),
                SheetPart::Finding(finding) => drop(told.insert(finding.id.as_str())),
            }
        }
        let weight = |one: &&Finding| FindingSeverity::ALL.iter().position(|(word, _)| *word == one.weight);
        let new = |one: &&Finding| ids.contains(&one.id) && !told.contains(one.id.as_str());
        let mut found: Vec<&Finding> = self.frame.all_findings().filter(new).collect();
        found.sort_by_key(weight);
        found.into_iter().map(|finding| SheetPart::Finding(Box::new(finding.clone()))).collect()
    }

    /// A table of words under heads of the catalogue.
    fn table(&self, heads: &[(&'static str, Role)], rows: Vec<Row>) -> Table {
        let columns: Vec<Column> = heads.iter().map(|(id, role)| column(self.word(id), *role)).collect();
        let form = TableForm::Register { period: None };
        Table { form, number: None, caption: None, name: String::new(), columns, rows, notes: Vec::new() }
    }

    /// A table in parts of so many rows that they can stand in columns; the first alone has the head.
    fn cut(&self, head: String, table: Table) -> Vec<SheetPart> {
        let parts = table.rows.len().div_ceil(ROWS).max(1);
        let size = table.rows.len().div_ceil(parts).max(1);
        let whole = Table { rows: Vec::new(), notes: Vec::new(), ..table.clone() };
        let mut cut: Vec<Table> =
            table.rows.chunks(size).map(|rows| Table { rows: rows.to_vec(), ..whole.clone() }).collect();
        if let Some(last) = cut.last_mut() {
            last.notes = table.notes;
        }
        let named = |(index, table)| SheetPart::Table(if index == 0 { head.clone() } else { String::new() }, table);
        cut.into_iter().enumerate().map(named).collect()
    }

    /// The id of the sheet of a member.
    fn member_sheet(dimension: &str, member: &str) -> String {
        format!("{dimension}.{member}")
    }

    /// The sheets that show a figure.
    fn sheets_with(&self, figure: &str) -> Vec<String> {
        let shows = |part: &SheetPart| matches!(part, SheetPart::Picture(picture) if picture.figure == figure);
        let with = self.atlas.sheets.iter().filter(|sheet| sheet.parts.iter().any(shows));
        with.map(|sheet| sheet.id.clone()).collect()
    }

    /// How many numbers of the book rest on each source, and the names of their facts.
    fn resting_on(&self) -> BTreeMap<&str, Vec<String>> {
        let mut resting: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for fact in self.frame.ledger.iter().flat_map(|group| &group.facts) {
            if let Some(source) = &fact.source {
                resting.entry(&source.id).or_default().push(Run::plain(&fact.name));
            }
        }
        resting
    }
}

/// Words as a line of their own.
fn words(text: impl Into<String>) -> Vec<Run> {
    vec![Run::Words(text.into())]
}

/// A line without a lead.
fn plain_line(runs: Vec<Run>) -> SheetLine {
    SheetLine { runs, ..SheetLine::default() }
}

/// The ids of the findings that a line is marked with.
fn marks(runs: &[Run]) -> Vec<String> {
    let mut ids = Vec::new();
    Run::walk(runs, &mut |run| {
        if let Run::Mark(id) = run {
            ids.push(id.clone());
        }
    });
    ids
}

/// Calls `see` for every line of a table.
fn each_line(table: &Table, see: &mut dyn FnMut(&[Run])) {
    for row in &table.rows {
        match row {
            Row::Group(runs) => see(runs),
            Row::Cells(cells) | Row::Total(cells) => cells.iter().for_each(|cell| see(cell)),
        }
    }
    table.notes.iter().for_each(|note| see(note));
}
