//! The release tables as files: workbooks of Excel ([`xlsx`]) and of OpenDocument ([`ods`]). What they say is decided in
//! the [`Release`]; here stands how a sheet of it becomes cells, and nothing is added.
//!
//! No merged cell, no filter, no frozen pane, no fill, no name of a person; the same tables give the same bytes.

mod ods;
mod xlsx;

use crate::diagnostic::Failure;
use crate::model::document::{Release, ReleaseCell, ReleaseSheet};
use unicode_width::UnicodeWidthStr;

/// A format of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workbook {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
}

impl Workbook {
    /// All of them, with the ending of their files.
    pub const ALL: [(&str, Self); 2] = [("xlsx", Self::Xlsx), ("ods", Self::Ods)];

    /// The bytes of a workbook.
    ///
    /// # Errors
    /// When the tables do not fit into the format: more than 1,048,576 rows.
    pub fn write(self, release: &Release) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Xlsx => xlsx::workbook(release),
            Self::Ods => Ok(ods::workbook(release)),
        }
    }
}

/// The widest and the narrowest column, in signs of half width; longer words are broken over lines.
const WIDEST: usize = 60;
const NARROWEST: usize = 10;

/// The widths of the columns of a sheet, in signs of half width. The lines above the table run over its columns.
fn widths(sheet: &ReleaseSheet) -> Vec<usize> {
    let Some(table) = &sheet.table else { return vec![WIDEST * 2] };
    let width = |column: usize| {
        let shown = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.shown().width());
        let head = table.heads.get(column).map_or(0, |head| head.width());
        (shown.max().unwrap_or(0).max(head) + 2).clamp(NARROWEST, WIDEST)
    };
    (0..table.heads.len()).map(width).collect()
}

/// How many lines the cells of a row take at these widths.
fn lines(row: &[ReleaseCell], widths: &[usize]) -> usize {
    let lines = |(cell, width): (&ReleaseCell, &usize)| cell.shown().width().div_ceil(width.saturating_sub(1).max(1));
    row.iter().zip(widths).map(lines).max().unwrap_or(1).max(1)
}

/// The row of the heads, from 0: after the title and the lines.
fn head_row(sheet: &ReleaseSheet) -> usize {
    1 + sheet.lines.len()
}
