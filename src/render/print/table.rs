//! Tables as JSON: those of the text, and those of the register.

use super::book::Writer;
use super::shares::shares;
use crate::model::document::{Column, Role, Row, Run, Table, TableFit, TableForm};
use crate::model::{Alignment, Language, Missing};
use serde_json::{Value, json};

/// What stands for a number that is open, where most are.
const DASH: &str = "–";

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Value {
        if let TableForm::Written(fit) = &table.form {
            return self.written_table(table, fit);
        }
        let dash = self.often_open(table);
        let mut value = json!({
            "k": "table",
            "align": table.columns.iter().map(|column| align(&table.form, column)).collect::<Vec<_>>(),
            "head": match table.form {
                TableForm::Entry => Vec::new(),
                _ => table.columns.iter().map(|column| self.cell(&column.head)).collect(),
            },
            "rows": table.rows.iter().map(|row| self.row(row, dash.as_deref())).collect::<Vec<_>>(),
        });
        if let Some(widths) = self.widths(table, dash.is_some()) {
            value["widths"] = json!(widths);
        }
        if let TableForm::Facts(fit) = &table.form {
            squeeze(&mut value, fit);
        }
        if table.form == TableForm::Indicators {
            // A year's cell must hold 待定 / to be determined, for which English needs small type.
            value["small"] = json!(self.language() == Language::En);
        }
        let legend = dash.map(|words| json!(self.words(&format!("{DASH}\u{2002}{words}"))));
        let mut lines: Vec<Value> = legend.into_iter().collect();
        lines.extend(table.notes.iter().map(|note| json!(self.line(note))));
        if let Some(caption) = &table.caption {
            value["to"] = json!(self.place(format!("tab:{}", caption.id)));
            value["label"] = json!(caption.label);
            value["title"] = json!(self.line(&caption.title));
            lines.extend(caption.printed.as_ref().map(|printed| json!(self.words(printed))));
        }
        value["lines"] = json!(lines);
        value
    }

    /// The words for what is open, where most numbers of the indicators are: said once, below the table, and a dash in its
    /// cells.
    fn often_open(&self, table: &Table) -> Option<String> {
        let words = self.say(&Missing::Undetermined.words());
        let is_open = |cell: &Vec<Run>| matches!(cell.as_slice(), [Run::Absent(own)] if *own == words);
        let amounts = table.columns.iter().filter(|column| column.role == Role::Amount).count();
        let rows = table.rows.iter().filter_map(|row| match row {
            Row::Cells(cells) => Some(cells),
            Row::Group(_) | Row::Total(_) => None,
        });
        let (count, open) = rows.fold((0, 0), |(count, open), cells| {
            (count + amounts, open + cells.iter().filter(|cell| is_open(cell)).count())
        });
        (table.form == TableForm::Indicators && open * 2 > count).then_some(words)
    }

    fn row(&mut self, row: &Row, dash: Option<&str>) -> Value {
        let is_open = |cell: &[Run]| matches!((cell, dash), ([Run::Absent(own)], Some(words)) if own == words);
        match row {
            Row::Group(words) => json!({"span": self.cell(words)}),
            Row::Cells(cells) | Row::Total(cells) => {
                let cell = |cell: &Vec<Run>| match is_open(cell) {
                    true => self.cell(&[Run::Absent(DASH.to_owned())]),
                    false => self.cell(cell),
                };
                json!({"cells": cells.iter().map(cell).collect::<Vec<_>>()})
            }
        }
    }

    /// How columns that grow share the width; `None` for one that takes the room it needs.
    fn widths(&self, table: &Table, dashes: bool) -> Option<Vec<Option<f64>>> {
        let columns = table.columns.iter();
        match table.form {
            // Name and years share what the other columns leave.
            TableForm::Indicators => {
                let name = match self.language() {
                    _ if dashes => 5.0,
                    Language::En => 2.2,
                    Language::Zh => 2.6,
                };
                let width = |column: &Column| match column.role {
                    Role::Name => Some(name),
                    Role::Amount => Some(1.0),
                    _ => None,
                };
                Some(columns.map(width).collect())
            }
            TableForm::Register { period } => Some(shares(table, period)),
            TableForm::Entry => Some(columns.map(|column| (column.role != Role::Name).then_some(1.0)).collect()),
            TableForm::Facts(_) | TableForm::Written(_) => None,
        }
    }

    /// A table of the chapter's own text; a wide one in the columns that fit the page.
    fn written_table(&mut self, table: &Table, fit: &TableFit) -> Value {
        let align: Vec<&str> = table.columns.iter().map(|column| column.side.word()).collect();
        let row = |writer: &mut Self, cells: &[Vec<Run>]| -> Vec<Value> {
            cells.iter().map(|cell| json!(writer.line(cell))).collect()
        };
        let head: Vec<Value> = table.columns.iter().map(|column| json!(self.line(&column.head))).collect();
        let rows = table.rows.iter().filter_map(|one| match one {
            Row::Cells(cells) | Row::Total(cells) => Some(json!({"cells": row(self, cells)})),
            Row::Group(_) => None,
        });
        let rows: Vec<Value> = rows.collect();
        // A head stands as its column does, as on the site.
        let mut value = json!({"k": "table", "heads": align, "align": align, "head": head, "rows": rows});
        squeeze(&mut value, fit);
        value
    }
}

/// A wide table in the columns that fit the page.
fn squeeze(table: &mut Value, fit: &TableFit) {
    if let TableFit::Squeezed { widths, size, turned } = fit {
        table["points"] = json!(widths);
        table["size"] = json!(size);
        table["turned"] = json!(turned);
    }
}

/// How the cells of a column stand.
fn align(form: &TableForm, column: &Column) -> &'static str {
    let side = match (form, column.role) {
        (TableForm::Facts(_), Role::Amount) => Alignment::End,
        (TableForm::Facts(_) | TableForm::Indicators, Role::Ordinal | Role::Unit | Role::Amount | Role::Date) => {
            Alignment::Center
        }
        _ => Alignment::Start,
    };
    side.word()
}
