//! Tables of rows and columns: a cell is a number of the data, with its link, or what a formula made.

use super::Composer;
use super::audience::WITHHELD;
use super::table::{column, fitted};
use crate::locale;
use crate::model::document::{Role, Row, Run, Table, TableFit, TableForm};
use crate::model::{Grid, GridCell, GridUnit, Key, Language, Quantity};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeSet;

impl Composer<'_> {
    /// A grid, without its caption.
    pub(super) fn grid(&self, table: &crate::model::Table, grid: &Grid) -> Table {
        let units = table.unit == GridUnit::Row;
        let mut columns = vec![column(self.word("ui.label.name"), Role::Name)];
        if units {
            columns.push(column(self.word("ui.label.unit"), Role::Unit));
        }
        columns.extend(grid.heads.iter().enumerate().map(|(place, head)| {
            let mut head = head.get(self.language).clone();
            if let Some(unit) = self.column_unit(table, grid, place) {
                head.push_str(&self.bracketed(&unit));
            }
            column(head, Role::Amount)
        }));
        let rows = grid.rows.iter().map(|row| {
            let mut cells = vec![vec![Run::Words(row.name.get(self.language).clone())]];
            if units {
                let unit = row.cells.iter().find_map(|cell| self.unit_of(cell));
                cells.push(vec![self.unit_run(&unit.unwrap_or_default())]);
            }
            cells.extend(row.cells.iter().map(|cell| self.grid_cell(cell)));
            if row.total { Row::Total(cells) } else { Row::Cells(cells) }
        });
        let rows = rows.collect();
        let (number, caption, notes) = (None, None, Vec::new());
        fitted(Table {
            form: TableForm::Facts(TableFit::Plain),
            number,
            caption,
            name: String::new(),
            columns,
            rows,
            notes,
        })
    }

    /// The unit behind the title, where all numbers have one.
    pub(super) fn grid_unit(&self, table: &crate::model::Table, grid: &Grid) -> Option<Run> {
        let cells = grid.rows.iter().flat_map(|row| &row.cells);
        let units: BTreeSet<String> = cells.filter_map(|cell| self.unit_of(cell)).collect();
        match (table.unit, units.len()) {
            (GridUnit::Head, 1) => units.into_iter().next().map(|unit| Run::Words(self.bracketed(&unit))),
            _ => None,
        }
    }

    /// What a head says of the unit of its column: that of computed numbers; of the data's where the table asks for it and
    /// all have one.
    fn column_unit(&self, table: &crate::model::Table, grid: &Grid, place: usize) -> Option<String> {
        let cells = grid.rows.iter().filter_map(|row| row.cells.get(place));
        let units: BTreeSet<String> = cells
            .filter_map(|cell| match cell {
                GridCell::Computed { value, bare: true, .. } => Some(self.label_of(value)),
                cell if table.unit == GridUnit::Column => self.unit_of(cell),
                _ => None,
            })
            .collect();
        units.into_iter().next().filter(|unit| !unit.is_empty())
    }

    pub(super) fn bracketed(&self, words: &str) -> String {
        match self.language {
            Language::Zh => format!("（{words}）"),
            Language::En => format!(" ({words})"),
        }
    }

    pub(super) fn label_of(&self, value: &Quantity) -> String {
        locale::unit_label(self.language, &value.unit, &self.report.project.units)
    }

    /// The unit of a number of the data.
    fn unit_of(&self, cell: &GridCell) -> Option<String> {
        let GridCell::Number(key) = cell else { return None };
        Some(self.numbers.get(key)?.unit_label.clone())
    }

    fn grid_cell(&self, cell: &GridCell) -> Vec<Run> {
        match cell {
            GridCell::Number(key) => {
                let mut runs = vec![self.cell(key, |entry| &entry.bare)];
                runs.extend(self.mark(self.finding_on_number(key)));
                runs
            }
            GridCell::Computed { keys, .. } if keys.iter().any(|key: &Key| self.withheld.contains(key)) => {
                vec![Run::Absent(self.word(WITHHELD))]
            }
            GridCell::Computed { value, decimals, bare, .. } => {
                let shown = value.unit.from_base(value.nominal).map(|number| rounded(number, *decimals));
                let units = &self.report.project.units;
                let text = shown.map(|number| match bare {
                    true => locale::format_number(self.language, number),
                    false => locale::format_quantity(self.language, number, &value.unit, units),
                });
                vec![text.map_or_else(|| Run::Absent(self.word("ui.value.absent")), Run::Words)]
            }
            GridCell::Absent => vec![Run::Absent(self.word("ui.value.absent"))],
        }
    }
}

/// A number with so many decimals, zeros at its end kept.
pub(super) fn rounded(number: Decimal, decimals: u32) -> Decimal {
    let mut rounded = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    rounded
}
