//! Tables of the register: their captions, the planning indicators, rows of facts.

use super::Composer;
use crate::diagnostic::Message;
use crate::locale;
use crate::model::document::{Caption, Column, Entry, Role, Row, Run, Table, TableFit, TableForm, Target};
use crate::model::{Alignment, FactValue, Key, PageId, TableKind};
use std::collections::BTreeMap;

/// A column of words that the tool names.
pub(super) fn column(head: String, role: Role) -> Column {
    Column { head: vec![Run::Words(head)], role, side: Alignment::Start }
}

/// A table of facts that knows how wide its columns want to be.
pub(super) fn fitted(table: Table) -> Table {
    let cell = |runs: &Vec<Run>| -> Vec<(String, bool)> {
        let piece = |run: &Run| {
            let words = Run::plain(std::slice::from_ref(run));
            (words, matches!(run, Run::Number(_) | Run::Joined(_)))
        };
        runs.iter().map(piece).collect()
    };
    let head = table.columns.iter().map(|column| cell(&column.head)).collect();
    let body = table.rows.iter().filter_map(|row| match row {
        Row::Cells(cells) | Row::Total(cells) => Some(cells.iter().map(cell).collect()),
        Row::Group(_) => None,
    });
    let rows: Vec<Vec<Vec<(String, bool)>>> = std::iter::once(head).chain(body).collect();
    Table { form: TableForm::Facts(locale::made_fit(&rows)), ..table }
}

impl Composer<'_> {
    /// A table with its caption; none if the register has no such table (refused before).
    pub(super) fn register_table(&self, id: &str) -> Option<Table> {
        let report = self.report;
        let table = report.project.tables.get(id)?;
        let mut body = match table.kind {
            TableKind::Indicators => self.indicator_table_with_notes(),
            TableKind::Facts => self.facts_table(table),
            TableKind::Grid => self.grid(table, report.grids.get(id)?),
            TableKind::Projects | TableKind::Members | TableKind::Opinions | TableKind::Upper => {
                self.listing(report.listings.get(id)?)
            }
        };
        body.notes.extend(self.rounding(&format!("tab:{id}")).map(|note| vec![Run::Words(note)]));
        let mut caption = self.table_caption(table, 0);
        caption.title.extend(report.grids.get(id).and_then(|grid| self.grid_unit(table, grid)));
        body.caption = Some(caption);
        Some(body)
    }

    fn table_caption(&self, table: &crate::model::Table, place: usize) -> Caption {
        Caption {
            id: table.id.value.clone(),
            label: self.table_label(&table.id.value).unwrap_or_default(),
            title: self.field(&table.title),
            printed: self.printed_as(table.printed.as_deref(), "tab"),
            printed_number: table.printed.clone(),
            order: order(self.report.outline.tables.get(&table.id.value), place),
        }
    }

    /// The captions of all tables, with the word for what each is.
    pub(super) fn captions(&self) -> BTreeMap<String, (Caption, String)> {
        let word = |kind| match kind {
            TableKind::Indicators => "ui.kind.indicators",
            TableKind::Facts | TableKind::Grid => "ui.kind.facts",
            TableKind::Projects | TableKind::Members | TableKind::Opinions | TableKind::Upper => "ui.kind.listing",
        };
        let tables = self.report.project.tables.iter().enumerate();
        let caption = |(place, table): (usize, &crate::model::Table)| {
            (table.id.value.clone(), (self.table_caption(table, place), self.word(word(table.kind))))
        };
        tables.map(caption).collect()
    }

    /// 表1-2, Table 1-2; none for a table that stands nowhere.
    pub(super) fn table_label(&self, id: &str) -> Option<String> {
        let (chapter, number) = self.report.outline.tables.get(id)?;
        Some(locale::table_label(self.language, *chapter, *number))
    }

    /// The number that a figure (`fig`) or table (`tab`) has in the printed plan, in a sentence.
    pub(super) fn printed_as(&self, printed: Option<&str>, kind: &str) -> Option<String> {
        let label = locale::printed_label(self.language, kind, printed?);
        Some(self.say(&Message::new("ui.printed-as").with("label", label)))
    }

    /// The pages of all figures and tables that stand in the text.
    pub(super) fn places(&self) -> BTreeMap<Target, PageId> {
        let places = self.report.outline.pages.iter().filter(|((language, _), _)| *language == self.language);
        let target = |name: &str| match name.split_once(':')? {
            ("fig", id) => Some(Target::Figure(id.to_owned())),
            ("tab", id) => Some(Target::Table(id.to_owned())),
            _ => None,
        };
        places.filter_map(|((_, name), page)| Some((target(name)?, *page))).collect()
    }

    fn facts_table(&self, table: &crate::model::Table) -> Table {
        let mut rows = Vec::new();
        for row in &table.rows {
            rows.extend(self.fact_rows(&row.value).into_iter().map(Row::Cells));
        }
        let total = table.total.as_ref().and_then(|total| Key::find(&self.numbers, &total.value));
        rows.extend(total.map(|(_, entry)| Row::Total(self.fact_row(entry))));
        let mut columns = vec![
            column(self.word("ui.label.name"), Role::Name),
            column(self.word("ui.label.value"), Role::Amount),
            column(self.word("ui.label.unit"), Role::Unit),
            column(self.word("ui.label.date"), Role::Date),
        ];
        if !self.report.is_dated(table) {
            columns.pop();
            for row in &mut rows {
                if let Row::Cells(cells) | Row::Total(cells) = row {
                    cells.truncate(columns.len());
                }
            }
        }
        fitted(Table {
            form: TableForm::Facts(TableFit::Plain),
            number: None,
            caption: None,
            name: String::new(),
            columns,
            rows,
            notes: Vec::new(),
        })
    }

    /// The rows that a name stands for: all numbers of a fact, or the one of a key. A range is one row.
    fn fact_rows(&self, wanted: &str) -> Vec<Vec<Vec<Run>>> {
        if let Some(row) = self.range_row(wanted) {
            return vec![row];
        }
        let mut entries: Vec<&Entry> = match Key::find(&self.numbers, wanted) {
            Some((_, entry)) => vec![entry],
            // The numbers of a fact follow each other.
            None => {
                let first = Key::new(wanted, false, Vec::new());
                let own = self.numbers.range(first..).take_while(|(key, _)| key.fact == wanted);
                own.map(|(_, entry)| entry).collect()
            }
        };
        entries.sort_by_cached_key(|entry| self.key_order(&entry.key));
        entries.into_iter().map(|entry| self.fact_row(entry)).collect()
    }

    fn range_row(&self, wanted: &str) -> Option<Vec<Vec<Run>>> {
        let fact = self.fact(wanted).filter(|fact| matches!(fact.value, FactValue::Range(..)))?;
        let end = |member: &str| self.numbers.get(&Key::new(wanted, false, vec![member.to_owned()]));
        let (low, high) = (end("min")?, end("max")?);
        let mut row = self.fact_row(low);
        row[0].splice(0..1, self.field(&fact.name));
        row[1] = vec![Run::Joined(vec![
            self.cell(&low.key, |entry| &entry.bare),
            Run::Words(self.range_sign().to_owned()),
            self.cell(&high.key, |entry| &entry.bare),
        ])];
        row[2] = vec![self.unit_run(&low.unit_label)];
        Some(row)
    }

    /// A number's row: its name with the mark of its finding, the number in the scale that suits it, its unit, its date.
    fn fact_row(&self, entry: &Entry) -> Vec<Vec<Run>> {
        let mut name = vec![Run::Words(entry.name.clone())];
        name.extend(self.mark(self.finding_on_number(&entry.key)));
        let fact = self.report.project.facts.get(entry.fact);
        let date = entry.date.clone().or_else(|| {
            let date = fact?.date.as_ref()?;
            Some(locale::format_date(self.language, date))
        });
        vec![
            name,
            vec![self.cell(&entry.key, |entry| &entry.row.0)],
            vec![self.unit_run(&entry.row.1)],
            vec![Run::Words(date.unwrap_or_default())],
        ]
    }

    /// A unit, or the sign that there is none.
    pub(super) fn unit_run(&self, unit: &str) -> Run {
        Run::Words(if unit.is_empty() { self.word("ui.value.absent") } else { unit.to_owned() })
    }
}

/// The place of a figure or table among its like.
pub(super) fn order(number: Option<&(u32, u32)>, place: usize) -> (u32, u32, usize) {
    // The edition's own series comes after the printed one, what stands nowhere comes last.
    let (chapter, number) = match number {
        Some((0, number)) => (u32::MAX - 1, *number),
        Some(number) => *number,
        None => (u32::MAX, u32::MAX),
    };
    (chapter, number, place)
}
