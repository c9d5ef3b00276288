//! Tables as JSON: those of the text, and those of the register.

use super::book::Writer;
use crate::model::document::{Column, Role, Row, Run, Table, TableFit, TableForm};
use crate::model::{Alignment, Language};
use serde_json::{Value, json};

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Value {
        if let TableForm::Written(fit) = &table.form {
            return self.written_table(table, fit);
        }
        let mut value = json!({
            "k": "table",
            "align": table.columns.iter().map(|column| align(&table.form, column)).collect::<Vec<_>>(),
            "head": match table.form {
                TableForm::Entry => Vec::new(),
                _ => table.columns.iter().map(|column| self.cell(&column.head)).collect(),
            },
            "rows": table.rows.iter().map(|row| self.row(row)).collect::<Vec<_>>(),
        });
        if let Some(widths) = self.widths(table) {
            value["widths"] = json!(widths);
        }
        if table.form == TableForm::Indicators {
            // A year's cell must hold 待定 / to be determined, for which English needs small type.
            value["small"] = json!(self.language() == Language::En);
        }
        let mut lines: Vec<Value> = table.notes.iter().map(|note| json!(self.line(note))).collect();
        if let Some(caption) = &table.caption {
            value["to"] = json!(self.place(format!("tab:{}", caption.id)));
            value["label"] = json!(caption.label);
            value["title"] = json!(self.line(&caption.title));
            lines.extend(caption.printed.as_ref().map(|printed| json!(self.words(printed))));
        }
        value["lines"] = json!(lines);
        value
    }

    fn row(&mut self, row: &Row) -> Value {
        match row {
            Row::Group(words) => json!({"span": self.cell(words)}),
            Row::Cells(cells) | Row::Total(cells) => {
                json!({"cells": cells.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>()})
            }
        }
    }

    /// How columns that grow share the width; `None` for one that takes the room it needs.
    fn widths(&self, table: &Table) -> Option<Vec<Option<f64>>> {
        let columns = table.columns.iter();
        match table.form {
            // Name and years share what the other columns leave.
            TableForm::Indicators => {
                let name = if self.language() == Language::En { 2.2 } else { 2.6 };
                let width = |column: &Column| match column.role {
                    Role::Name => Some(name),
                    Role::Amount => Some(1.0),
                    _ => None,
                };
                Some(columns.map(width).collect())
            }
            TableForm::Register { period } => {
                Some((0..table.columns.len()).map(|index| (Some(index) != period).then_some(1.0)).collect())
            }
            TableForm::Entry => Some(columns.map(|column| (column.role != Role::Name).then_some(1.0)).collect()),
            TableForm::Facts | TableForm::Written(_) => None,
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
        if let TableFit::Squeezed { widths, size, turned } = fit {
            value["points"] = json!(widths);
            value["size"] = json!(size);
            value["turned"] = json!(turned);
        }
        value
    }
}

/// How the cells of a column stand.
fn align(form: &TableForm, column: &Column) -> &'static str {
    let side = match (form, column.role) {
        (TableForm::Facts, Role::Amount) => Alignment::End,
        (TableForm::Facts | TableForm::Indicators, Role::Ordinal | Role::Unit | Role::Amount | Role::Date) => {
            Alignment::Center
        }
        _ => Alignment::Start,
    };
    side.word()
}
