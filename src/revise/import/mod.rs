//! `import`: a workbook or a table of numbers that comes back, read against the book.
//!
//! Rows are known by their keys, never by their places; of a row the shown digits of its new value are taken. What cannot be
//! understood, has moved in the book since, or is only computed is refused, each with its cell. Decides, and writes nothing.

mod heads;
mod value;

use super::impact::in_data;
use crate::diagnostic::{Arg, Failure, Message, did_you_mean, nearest};
use crate::model::{Key, Missing, Observation, Report, ValueState};
use crate::office::workbook::{Cell, Place, Shown, Workbook};
use heads::{Field, Heads};
use std::collections::BTreeMap;
use value::Entry;

/// What is said of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The cell as people name it: `water!G12`.
    pub cell: String,
    /// What is said.
    pub what: Message,
    /// What to do.
    pub hint: Option<Message>,
}

/// A value that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The number.
    pub key: Key,
    /// Where it stands.
    pub cell: String,
    /// What the data have, as they write it.
    pub from: String,
    /// What they get.
    pub to: String,
    /// When it held, if the row says so.
    pub date: Option<String>,
    /// Its source, if the row names one: an id of `sources.yaml`.
    pub source: Option<String>,
    /// Why, if the row says so.
    pub why: Option<String>,
}

/// What a file brings.
#[derive(Debug, Clone, Default)]
pub struct Import {
    /// The rows that were understood, changed or not.
    pub rows: usize,
    /// Values that differ from the book's, in the order of the file.
    pub taken: Vec<Taken>,
    /// Cells for which nothing of the file may be written.
    pub refused: Vec<Said>,
    /// What was taken, but should be looked at.
    pub notes: Vec<Said>,
    /// The data of the book are no longer those that the workbook was made of, though no number of a row has moved.
    pub is_older: bool,
}

/// Reads a file by its name's ending: a table of plain text, else a workbook.
///
/// # Errors
/// When it is neither.
pub fn read(name: &str, bytes: &[u8]) -> Result<Workbook, Failure> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "csv" | "tsv" | "txt" => Workbook::of_csv(bytes),
        _ => Workbook::open(bytes),
    }
}

/// Compares a file with the book. `data` is the hash of the book's data.
///
/// # Errors
/// When no sheet of it has keys and new values.
pub fn import(report: &Report, book: &Workbook, data: &str) -> Result<Import, Failure> {
    let mut desk = Desk { report, import: Import::default(), seen: BTreeMap::new() };
    let mut tables = 0;
    for sheet in &book.sheets {
        match Heads::of(sheet) {
            Some(Ok(heads)) => {
                tables += 1;
                let table = Table { sheet, heads };
                let rows = sheet.rows();
                rows.range(table.heads.row + 1..).for_each(|row| desk.row(&table, *row));
            }
            Some(Err(said)) => desk.import.refused.push(said),
            None => desk.import.refused.extend(without_heads(report, sheet)),
        }
    }
    let mut import = desk.import;
    if tables == 0 && import.refused.is_empty() {
        return Err(Failure::new(Message::new("import.no-table")).hint(Message::new("import.no-table-hint")));
    }
    if book.has_macros {
        let cell = String::new();
        import.notes.push(Said { cell, what: Message::new("import.macros"), hint: None });
    }
    let texts = book.sheets.iter().flat_map(|sheet| sheet.cells.values()).map(|cell| cell.shown.text());
    let mut hashes = texts.filter(|text| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()));
    import.is_older = hashes.next().is_some_and(|hash| hash != data);
    Ok(import)
}

/// A sheet with keys but without the heads that say which column is which.
fn without_heads(report: &Report, sheet: &crate::office::workbook::Sheet) -> Option<Said> {
    // A word alone may be the name of a sheet.
    let is_key = |cell: &Cell| match &cell.shown {
        Shown::Text(text) => text.contains(['.', '@']) && report.observed(text.trim()).is_some(),
        _ => false,
    };
    let (place, _) = sheet.cells.iter().find(|(_, cell)| is_key(cell))?;
    Some(Said {
        cell: sheet.name_of(*place),
        what: Message::new("import.no-heads"),
        hint: Some(Message::new("import.no-table-hint")),
    })
}

struct Table<'a> {
    sheet: &'a crate::office::workbook::Sheet,
    heads: Heads,
}

impl Table<'_> {
    fn place(&self, row: u32, field: Field) -> Option<Place> {
        Some(Place { row, column: self.heads.column(field)? })
    }

    fn cell(&self, row: u32, field: Field) -> Option<&Cell> {
        // Of merged cells only the first one says something.
        self.sheet.cells.get(&self.place(row, field)?)
    }

    fn said(&self, row: u32, field: Field, what: Message) -> Said {
        let cell = self.place(row, field).map_or_else(|| self.sheet.name.clone(), |place| self.sheet.name_of(place));
        Said { cell, what, hint: None }
    }
}

struct Desk<'a> {
    report: &'a Report,
    import: Import,
    /// Where each key was met first.
    seen: BTreeMap<Key, String>,
}

impl Desk<'_> {
    fn refuse(&mut self, said: Said) {
        self.import.refused.push(said);
    }

    fn row(&mut self, table: &Table<'_>, row: u32) {
        let key = table.cell(row, Field::Key).map(|cell| value::plain(&cell.shown.text())).unwrap_or_default();
        if heads::is_head(&key, Field::Key) {
            return;
        }
        let filled = [Field::New, Field::State].into_iter().find(|field| table.cell(row, *field).is_some());
        if key.is_empty() {
            if let Some(field) = filled {
                self.refuse(table.said(row, field, Message::new("import.no-key")));
            }
            return;
        }
        let Some((found, one)) = Key::find(&self.report.observations, &key) else {
            if filled.is_some() {
                let near = nearest(&key, self.names().iter().map(String::as_str)).map(did_you_mean);
                let what = Message::new("import.unknown").with("key", key.as_str());
                self.refuse(Said { hint: near, ..table.said(row, Field::Key, what) });
            }
            return;
        };
        self.import.rows += 1;
        if let Some(book) = self.report.fact(one).and_then(|fact| fact.other_book()) {
            let what = Message::new("set.other-book").with("key", key.as_str()).with("book", book);
            if let Some(field) = filled {
                self.refuse(table.said(row, field, what));
            }
            return;
        }
        if self.is_computed(one) {
            self.computed(table, row, one);
            return;
        }
        match self.entry(table, row, one) {
            Ok(None) => {}
            Ok(Some(to)) => self.take(table, row, (found, one), to),
            Err(said) => self.refuse(said),
        }
    }

    fn names(&self) -> Vec<String> {
        self.report.observations.keys().map(ToString::to_string).collect()
    }

    fn is_computed(&self, one: &Observation) -> bool {
        let formula = self.report.fact(one).and_then(|fact| fact.formula.as_ref());
        formula.is_some_and(|formula| formula.span == one.span)
    }

    /// A computed number is never written: its formula in the workbook is ours. A number that somebody has put in its place
    /// is refused.
    fn computed(&mut self, table: &Table<'_>, row: u32, one: &Observation) {
        let Some(cell) = table.cell(row, Field::New).filter(|cell| cell.formula.is_none()) else { return };
        let same = match (&cell.shown, one.number()) {
            (Shown::Number(figure), Some(number)) => value::nearly(figure, number),
            (shown, _) => value::plain(&shown.text()).is_empty(),
        };
        if !same {
            let formula = self.report.fact(one).and_then(|fact| fact.formula.as_ref());
            let formula = formula.map_or("", |formula| formula.value.as_str());
            let what = Message::new("impact.computed").with("key", one.key.to_string()).with("formula", formula);
            self.refuse(table.said(row, Field::New, what));
        }
    }

    /// What a row says that its number shall be, as the data write it; nothing where it says nothing new.
    fn entry(&mut self, table: &Table<'_>, row: u32, one: &Observation) -> Result<Option<String>, Said> {
        let area = table.place(row, Field::New).and_then(|place| table.sheet.area(place));
        if area.is_some_and(|area| area.from.row != area.to.row) && table.cell(row, Field::New).is_some() {
            return Err(table.said(row, Field::New, Message::new("import.merged")));
        }
        let state = table.cell(row, Field::State).map(|cell| value::plain(&cell.shown.text())).unwrap_or_default();
        let state = value::state(&state)
            .ok_or_else(|| table.said(row, Field::State, Message::new("import.state").with("state", state.as_str())))?;
        let cell = table.cell(row, Field::New);
        let entry = cell.map_or(Ok(Entry::Nothing), |cell| value::entry(&cell.shown));
        let entry = entry.map_err(|what| table.said(row, Field::New, what))?;
        let (text, explicit) = match (entry, state) {
            (Entry::Nothing, None) => return Ok(None),
            (Entry::Nothing, Some(missing)) => (missing.keyword().to_owned(), false),
            (_, Some(_)) => return Err(table.said(row, Field::State, Message::new("import.state-and-value"))),
            (Entry::Missing(missing), None) => (missing.keyword().to_owned(), false),
            (Entry::Number(number), None) => (number.to_string(), false),
            (Entry::Words(words), None) => (words, true),
        };
        let to = in_data(self.report, one, &text).map_err(|failure| {
            let hint = failure.hints.into_iter().next();
            Said { hint, ..table.said(row, Field::New, failure.message) }
        })?;
        let same = match &one.stated {
            ValueState::Missing(missing) => to == missing.keyword(),
            ValueState::Given(number) if explicit => to == number.to_string(),
            ValueState::Given(number) => to.parse().is_ok_and(|to: rust_decimal::Decimal| to == *number),
        };
        if same {
            return Ok(None);
        }
        if let Some(what) = self.moved(table, row, one) {
            return Err(table.said(row, Field::Old, what));
        }
        if let Some(cell) = cell {
            self.look_at(table, row, cell);
        }
        Ok(Some(to))
    }

    /// Whether the book has another number by now than the workbook was made with.
    fn moved(&self, table: &Table<'_>, row: u32, one: &Observation) -> Option<Message> {
        table.heads.column(Field::Old)?;
        let cell = table.cell(row, Field::Old);
        let same = match (&one.stated, cell.map(|cell| &cell.shown)) {
            (ValueState::Given(number), Some(shown)) => match (shown, value::entry(shown)) {
                (Shown::Number(figure), _) => value::nearly(figure, *number),
                (_, Ok(Entry::Words(words))) => words.parse().is_ok_and(|old: rust_decimal::Decimal| old == *number),
                _ => false,
            },
            (ValueState::Given(_), None) => false,
            (ValueState::Missing(missing), Some(shown)) => {
                matches!(value::entry(shown), Ok(Entry::Missing(old)) if old == *missing)
            }
            (ValueState::Missing(_), None) => true,
        };
        let now = match &one.stated {
            ValueState::Given(number) => Arg::Text(number.to_string()),
            ValueState::Missing(missing) => missing.words().into(),
        };
        let old = cell.map(|cell| cell.shown.text()).unwrap_or_default();
        let message = Message::new("import.moved").with("key", one.key.to_string()).with("old", old).with("now", now);
        (!same).then_some(message)
    }

    /// What is taken, but should be looked at.
    fn look_at(&mut self, table: &Table<'_>, row: u32, cell: &Cell) {
        let mut notes = Vec::new();
        if let Shown::Number(figure) = &cell.shown
            && figure.number != figure.held
        {
            let held = figure.held.to_string();
            notes.push(Message::new("import.rounded").with("shown", figure.number.to_string()).with("held", held));
        }
        if cell.formula.is_some() {
            notes.push(Message::new("import.formula").with("value", cell.shown.text()));
        }
        let hidden = table.place(row, Field::New).is_some_and(|place| table.sheet.hides(place));
        if hidden || table.sheet.is_hidden {
            notes.push(Message::new("import.hidden"));
        }
        let said = notes.into_iter().map(|what| table.said(row, Field::New, what));
        self.import.notes.extend(said.collect::<Vec<_>>());
    }

    fn take(&mut self, table: &Table<'_>, row: u32, (key, one): (&Key, &Observation), to: String) {
        let cell = table.said(row, Field::New, Message::new("import.twice")).cell;
        if let Some(first) = self.seen.get(key) {
            let what = Message::new("import.twice").with("key", key.to_string()).with("first", first.as_str());
            self.refuse(table.said(row, Field::New, what));
            return;
        }
        self.seen.insert(key.clone(), cell.clone());
        let text = |field| table.cell(row, field).map(|cell| &cell.shown);
        let date = match text(Field::Date).map_or(Ok(None), value::date) {
            Ok(date) => date,
            Err(what) => return self.refuse(table.said(row, Field::Date, what)),
        };
        let source = match text(Field::Source).map_or(Ok(None), |shown| value::source(self.report, &shown.text())) {
            Ok(source) => source,
            Err((what, hint)) => return self.refuse(Said { hint, ..table.said(row, Field::Source, what) }),
        };
        let why = text(Field::Note).map(|shown| shown.text().trim().to_owned()).filter(|why| !why.is_empty());
        let from = match &one.stated {
            ValueState::Given(number) => number.to_string(),
            ValueState::Missing(missing) => missing.keyword().to_owned(),
        };
        self.import.taken.push(Taken { key: key.clone(), cell, from, to, date, source, why });
    }
}

/// The states of a missing number, for those who read a column of them.
const STATES: [Missing; 3] = Missing::ALL;
