//! The tables of rows and columns as they are printed: their numbers are those of the other sheets.

use super::Desk;
use super::rows::{column, tab};
use super::styles::held;
use crate::model::{Grid, GridCell, Table};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

impl Desk<'_> {
    /// The tables that have a number in the workbook, with the names of their tabs.
    fn shown(&self) -> Vec<(String, &Table, &Grid)> {
        let mut taken = self.layout.names();
        for name in ["workbook.cover", "workbook.contents"] {
            taken.insert(self.word(name).to_lowercase());
        }
        taken.insert(super::theme::LISTS.to_owned());
        let mut shown = Vec::new();
        for (id, grid) in &self.report.grids {
            let Some(table) = self.report.project.tables.get(id.as_str()) else { continue };
            if grid.keys().any(|key| self.layout.cell(key, column::IN_FORCE).is_some()) {
                let (name, small) = tab(id, &taken);
                taken.insert(small);
                shown.push((name, table, grid));
            }
        }
        shown
    }

    /// The names of the tabs and the titles of the tables.
    pub(super) fn grid_titles(&self) -> Vec<(String, String)> {
        self.shown().into_iter().map(|(name, table, _)| (name, self.own(&table.title))).collect()
    }

    pub(super) fn grids(&self) -> Result<Vec<Worksheet>, XlsxError> {
        self.shown().into_iter().map(|(name, table, grid)| self.grid(&name, table, grid)).collect()
    }

    fn grid(&self, name: &str, table: &Table, grid: &Grid) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        self.set_up(&mut sheet, Some(2))?;
        sheet.write_string_with_format(0, 0, self.own(&table.title), &self.styles.title)?;
        sheet.write_string(1, 0, self.word("workbook.grid-note"))?;
        sheet.set_column_width(0, 30)?;
        sheet.write_string_with_format(2, 0, self.word("workbook.name"), &self.styles.head)?;
        for (place, head) in (1_u16..).zip(&grid.heads) {
            sheet.set_column_width(place, 16)?;
            sheet.write_string_with_format(2, place, head.get(self.request.language), &self.styles.head)?;
        }
        for (at, row) in (3..).zip(&grid.rows) {
            let style = if row.total { &self.styles.label } else { &self.styles.text };
            sheet.write_string_with_format(at, 0, row.name.get(self.request.language), style)?;
            for (place, cell) in (1_u16..).zip(&row.cells) {
                self.grid_cell(&mut sheet, (at, place), cell)?;
            }
        }
        Ok(sheet)
    }

    fn grid_cell(&self, sheet: &mut Worksheet, (at, place): (u32, u16), cell: &GridCell) -> Result<(), XlsxError> {
        let hidden = |key| self.report.observations.get(key).is_none_or(|one| one.internal) && !self.request.internal;
        match cell {
            GridCell::Number(key) if !hidden(key) => {
                let Some(one) = self.report.observations.get(key) else { return Ok(()) };
                let number = one.number();
                match (self.layout.cell(key, column::IN_FORCE), number) {
                    (Some(own), number) => {
                        let result = number.map_or_else(String::new, |number| number.normalize().to_string());
                        let style = self.styles.number(number.map_or(0, |number| number.scale()));
                        sheet.write_formula_with_format(
                            at,
                            place,
                            Formula::new(format!("={own}")).set_result(result),
                            &style,
                        )?;
                    }
                    (None, Some(number)) => {
                        sheet.write_number_with_format(at, place, held(number), &self.styles.number(number.scale()))?;
                    }
                    (None, None) => {
                        let words = one.missing().map_or_else(String::new, |missing| self.phrase(&missing.words()));
                        sheet.write_string_with_format(at, place, words, &self.styles.text)?;
                    }
                }
            }
            GridCell::Computed { value, decimals, keys, .. } if !keys.iter().any(hidden) => {
                let Some(number) = value.rounded(*decimals) else { return Ok(()) };
                sheet.write_number_with_format(at, place, held(number), &self.styles.computed(*decimals))?;
            }
            GridCell::Absent => {
                sheet.write_string_with_format(at, place, "…", &self.styles.text)?;
            }
            _ => {
                sheet.write_string_with_format(at, place, self.word("word.withheld"), &self.styles.text)?;
            }
        }
        Ok(())
    }
}
