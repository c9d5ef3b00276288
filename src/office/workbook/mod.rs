//! Spreadsheets (.xlsx) as people see them: each cell with what it shows, what it holds, its format code and formula, and
//! whether it is merged or hidden.
//!
//! Reads what Excel, WPS and LibreOffice write. Computes nothing: of a formula the result that the file has is taken. Knows
//! no book and no meaning of a table.

mod format;
mod part;
mod place;
mod plain;

#[cfg(test)]
mod tests;

pub use format::{Figure, Shown};
pub use place::{Area, Place};

use super::{Package, attribute, child, children, named, tree};
use crate::diagnostic::{Failure, Message};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A spreadsheet.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    /// Its sheets, in the order of their tabs; what is no sheet of cells (a chart) is left out.
    pub sheets: Vec<Sheet>,
    /// It brings programs of its own (.xlsm); they are not read.
    pub has_macros: bool,
}

/// A sheet.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its tab is hidden.
    pub is_hidden: bool,
    /// What its cells hold, by place; a cell that holds nothing is not listed.
    pub cells: BTreeMap<Place, Cell>,
    /// Areas that are one cell; what they hold stands at their first place.
    pub merged: Vec<Area>,
    /// Hidden rows, those that a filter has put away among them.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns.
    pub hidden_columns: BTreeSet<u32>,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What a person sees in it.
    pub shown: Shown,
    /// Its format code, `General` where it has none.
    pub format: Arc<str>,
    /// Its formula, without the equals sign; empty where it follows that of a neighbour.
    pub formula: Option<String>,
}

impl Workbook {
    /// Reads a file.
    ///
    /// # Errors
    /// When it is no spreadsheet of this form, has a password, is damaged or exceeds a limit.
    pub fn open(bytes: &[u8]) -> Result<Self, Failure> {
        let package = Package::open(bytes).map_err(of_sheets)?;
        let foreign = || of_sheets(Failure::new(Message::new("office.foreign")));
        let main = package.related("", "officeDocument")?.ok_or_else(foreign)?;
        let text = package.text(&main)?.ok_or_else(foreign)?;
        let book = tree(&main, &text)?;
        if !named(book.root_element(), "workbook") {
            return Err(foreign());
        }
        let properties = child(book.root_element(), "workbookPr");
        let reader = part::Reader {
            strings: part::strings(&package, &main)?,
            formats: part::formats(&package, &main)?,
            from_1904: properties.is_some_and(|node| part::is_true(node, "date1904")),
        };
        let parts: BTreeMap<String, String> = package.relations(&main, "worksheet")?.into_iter().collect();
        let mut sheets = Vec::new();
        let list = child(book.root_element(), "sheets");
        for sheet in list.iter().flat_map(|list| children(*list, "sheet")) {
            // The sheet's id of its own is `sheetId`; the relation's is `r:id`.
            let Some(part) = attribute(sheet, "id").and_then(|id| parts.get(id)) else { continue };
            let Some(text) = package.text(part)? else { continue };
            let mut read = reader.sheet(part, &tree(part, &text)?)?;
            read.name = attribute(sheet, "name").unwrap_or_default().to_owned();
            read.is_hidden = attribute(sheet, "state").is_some_and(|state| state != "visible");
            sheets.push(read);
        }
        let has_macros = package.paths().any(|path| path.ends_with("vbaProject.bin"));
        Ok(Self { sheets, has_macros })
    }
}

/// What is said of a file that is no spreadsheet, where the archive speaks of Word documents.
fn of_sheets(failure: Failure) -> Failure {
    let id = match failure.message.id {
        "office.old" => "sheet.old",
        "office.foreign" => "sheet.foreign",
        "office.odf" => "sheet.odf",
        _ => return failure,
    };
    Failure::new(Message::new(id)).hint(Message::new("sheet.save-as"))
}

impl Sheet {
    /// What a cell shows; of a merged area all places show what its first one holds.
    pub fn at(&self, place: Place) -> Option<&Cell> {
        self.cells.get(&place).or_else(|| self.cells.get(&self.area(place)?.from))
    }

    /// The merged area that a place belongs to.
    pub fn area(&self, place: Place) -> Option<&Area> {
        self.merged.iter().find(|area| area.holds(place))
    }

    /// Whether a place is out of sight.
    pub fn hides(&self, place: Place) -> bool {
        self.hidden_rows.contains(&place.row) || self.hidden_columns.contains(&place.column)
    }

    /// How people name a cell: `Water!B12`.
    pub fn name_of(&self, place: Place) -> String {
        match self.name.is_empty() {
            true => place.to_string(),
            false => format!("{}!{place}", self.name),
        }
    }

    /// The rows that hold something, in order.
    pub fn rows(&self) -> BTreeSet<u32> {
        self.cells.keys().map(|place| place.row).collect()
    }

    /// The cells of a row that hold something, from the left.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (Place, &Cell)> {
        let ends = Place { row, column: 0 }..=Place { row, column: u32::MAX };
        self.cells.range(ends).map(|(place, cell)| (*place, cell))
    }
}
