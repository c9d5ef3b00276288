//! The release tables: cover, contents, notes, shorthand, the tables of the register that hold numbers, and the ledger by
//! chapters. The manner is that of the United Kingdom's Analysis Function ("Releasing statistics in spreadsheets"); the
//! signs of the Chinese tables are those of statistical yearbooks.

mod ledger;
mod marks;
mod register;

use super::Composer;
use crate::diagnostic::Message;
use crate::model::document::{FactEntry, Frame, Release, ReleaseCell, ReleaseSheet, ReleaseTable, Run};
use crate::model::{Language, TableKind};
use std::collections::{BTreeMap, BTreeSet};

/// The book's release tables.
pub(super) fn release(composer: &Composer<'_>, frame: &Frame) -> Release {
    let facts = frame.ledger.iter().flat_map(|group| &group.facts);
    let mut making = Making {
        composer,
        frame,
        facts: facts.map(|fact| (fact.id.as_str(), fact)).collect(),
        notes: Vec::new(),
        numbered: BTreeMap::new(),
        tables: Vec::new(),
        names: BTreeSet::new(),
    };
    making.register();
    making.ledger();
    let mut sheets = vec![making.cover(), making.contents()];
    sheets.extend(making.notes_sheet());
    sheets.push(making.shorthand());
    sheets.append(&mut making.tables);
    Release {
        language: frame.language,
        title: making.composer.say(&Message::new("release.title").with("title", making.book())),
        iso_date: frame.imprint.iso_date.clone(),
        sheets,
    }
}

/// A workbook that is being made.
struct Making<'a> {
    composer: &'a Composer<'a>,
    frame: &'a Frame,
    facts: BTreeMap<&'a str, &'a FactEntry>,
    /// The notes in the order of their numbers.
    notes: Vec<String>,
    /// The numbers of the notes, by their words.
    numbered: BTreeMap<String, usize>,
    /// The sheets of tables.
    tables: Vec<ReleaseSheet>,
    /// The names of the tables.
    names: BTreeSet<String>,
}

impl Making<'_> {
    fn word(&self, id: &'static str) -> String {
        self.composer.word(id)
    }

    fn book(&self) -> String {
        let imprint = &self.frame.imprint;
        let gap = if self.frame.language == Language::Zh { "" } else { " " };
        let period = Some(&imprint.period).filter(|period| !period.is_empty());
        let period = period.map_or_else(String::new, |period| format!("{gap}({period})"));
        let period = if gap.is_empty() { period.replace('(', "（").replace(')', "）") } else { period };
        Run::plain(&imprint.title) + &period
    }

    /// The tables of the register that hold numbers, in the order of their labels.
    fn register(&mut self) {
        let tables = &self.composer.report.project.tables;
        let numbers = |kind| matches!(kind, TableKind::Facts | TableKind::Grid | TableKind::Indicators);
        let mut tables: Vec<_> = tables.iter().filter(|table| numbers(table.kind)).collect();
        tables.sort_by_key(|table| self.frame.tables.get(&table.id.value).map(|(caption, _)| caption.order));
        for table in tables {
            let body = match table.kind {
                TableKind::Grid => register::grid(self, table),
                TableKind::Indicators => Some(register::indicators(self)),
                _ => Some(register::facts(self, table)),
            };
            let Some((heads, rows)) = body.filter(|(_, rows)| !rows.is_empty()) else { continue };
            let title = self.frame.tables.get(&table.id.value).map_or_else(String::new, |(caption, _)| {
                let title = Run::plain(&caption.title);
                if caption.label.is_empty() {
                    title
                } else {
                    format!("{} {title}", caption.label.replace('\u{a0}', " "))
                }
            });
            self.add(&table.id.value, title, heads, rows);
        }
    }

    /// Adds a sheet with a table.
    fn add(&mut self, id: &str, title: String, heads: Vec<String>, rows: Vec<Vec<ReleaseCell>>) {
        let number = self.tables.len() + 1;
        let tab = match self.frame.language {
            Language::Zh => format!("表{number}"),
            Language::En => format!("Table_{number}"),
        };
        let size = Message::new("release.size").with("rows", rows.len()).with("columns", heads.len());
        let mut lines = vec![ReleaseCell::Words(self.composer.say(&size))];
        if rows.iter().flatten().any(|cell| *cell == ReleaseCell::Blank) {
            lines.push(ReleaseCell::Words(self.word("release.blank")));
        }
        lines.push(ReleaseCell::Link { words: self.word("release.back"), tab: self.word("ui.label.contents") });
        let table = ReleaseTable { name: self.name(id), heads: distinct(heads), rows };
        self.tables.push(ReleaseSheet { tab, title, lines, table: Some(table) });
    }

    /// A name for programs that no other table has: an id may hold hyphens and dots.
    fn name(&mut self, id: &str) -> String {
        let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        let plain = format!("table_{}", id.chars().map(letter).collect::<String>());
        let mut name = plain.clone();
        let mut number = 2;
        while !self.names.insert(name.clone()) {
            name = format!("{plain}_{number}");
            number += 1;
        }
        name
    }

    fn cover(&self) -> ReleaseSheet {
        let imprint = &self.frame.imprint;
        let labelled = |id: &'static str, words: String| {
            Some(format!("{}{}{words}", self.word(id), self.composer.colon())).filter(|_| !words.is_empty())
        };
        let lines = [
            labelled(
                "ui.label.edition",
                format!("{} {}", Run::plain(&imprint.edition_label), imprint.date).trim().into(),
            ),
            labelled("ui.label.authority", imprint.authority.as_deref().map(Run::plain).unwrap_or_default()),
            labelled("ui.label.compiled_by", Run::plain(&imprint.compiled_by)),
            labelled("ui.label.edited_by", imprint.edited_by.as_deref().map(Run::plain).unwrap_or_default()),
            Some(Run::plain(&imprint.notice)).filter(|notice| !notice.is_empty()),
            labelled("ui.label.licence", Run::plain(&imprint.licence)),
            Some(self.word("release.precision")),
        ];
        let mut lines: Vec<ReleaseCell> = lines.into_iter().flatten().map(ReleaseCell::Words).collect();
        let tabs = ["ui.label.contents", "release.shorthand"];
        lines.extend(tabs.map(|tab| self.leading(tab)));
        let title = self.composer.say(&Message::new("release.title").with("title", self.book()));
        ReleaseSheet { tab: self.word("ui.colophon.cover"), title, lines, table: None }
    }

    /// A line that leads to a sheet, in its name.
    fn leading(&self, tab: &'static str) -> ReleaseCell {
        let tab = self.word(tab);
        let words = self.composer.say(&Message::new("release.to-sheet").with("sheet", tab.clone()));
        ReleaseCell::Link { words, tab }
    }

    fn contents(&self) -> ReleaseSheet {
        let row = |sheet: &ReleaseSheet| {
            let rows = sheet.table.as_ref().map_or(0, |table| table.rows.len());
            let words = sheet.tab.clone();
            vec![
                ReleaseCell::Link { words, tab: sheet.tab.clone() },
                ReleaseCell::Words(sheet.title.clone()),
                ReleaseCell::Number(rows.into()),
            ]
        };
        ReleaseSheet {
            tab: self.word("ui.label.contents"),
            title: self.word("ui.label.contents"),
            lines: vec![self.leading("ui.colophon.cover")],
            table: Some(ReleaseTable {
                name: "contents".to_owned(),
                heads: vec![self.word("release.sheet"), self.word("ui.label.title"), self.word("release.rows")],
                rows: self.tables.iter().map(row).collect(),
            }),
        }
    }

    /// The notes to single facts; none if nothing is noted.
    fn notes_sheet(&self) -> Option<ReleaseSheet> {
        let row = |(index, note): (usize, &String)| {
            vec![ReleaseCell::Words(self.note_mark(index + 1)), ReleaseCell::Words(note.clone())]
        };
        let rows: Vec<_> = self.notes.iter().enumerate().map(row).collect();
        (!rows.is_empty()).then(|| ReleaseSheet {
            tab: self.word("release.notes"),
            title: self.word("release.notes"),
            lines: vec![self.leading("ui.label.contents")],
            table: Some(ReleaseTable {
                name: "notes".to_owned(),
                heads: vec![self.word("release.note"), self.word("release.meaning")],
                rows,
            }),
        })
    }

    /// 注1, note 1: as cells name it.
    fn note_mark(&self, number: usize) -> String {
        self.composer.say(&Message::new("release.note-mark").with("number", number.to_string()))
    }

    fn shorthand(&self) -> ReleaseSheet {
        let row = |(sign, meaning): &(String, &'static str)| {
            vec![ReleaseCell::Words(sign.clone()), ReleaseCell::Words(self.word(meaning))]
        };
        ReleaseSheet {
            tab: self.word("release.shorthand"),
            title: self.word("release.shorthand"),
            lines: vec![self.leading("ui.label.contents")],
            table: Some(ReleaseTable {
                name: "shorthand".to_owned(),
                heads: vec![self.word("release.sign"), self.word("release.meaning")],
                rows: marks::explained(self).iter().map(row).collect(),
            }),
        }
    }
}

/// Heads of which no two are the same, letter size aside: a later one gets a number.
fn distinct(heads: Vec<String>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut distinct = Vec::new();
    for head in heads {
        let mut name = head.clone();
        let mut number = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{head} {number}");
            number += 1;
        }
        distinct.push(name);
    }
    distinct
}
