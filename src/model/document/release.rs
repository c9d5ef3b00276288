//! The release tables: the numbers of a book as a workbook for people and for programs, sheet by sheet, as government
//! statisticians publish them. Knows no format of files.

use crate::model::Language;
use rust_decimal::Decimal;

/// A workbook of release tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    /// The language that everything here is said in.
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// The day of the edition by ISO 8601, as far as it is known.
    pub iso_date: String,
    /// Its sheets: the cover first, which opens.
    pub sheets: Vec<ReleaseSheet>,
}

/// One sheet: a title in its first cell, lines below it, then at most one table, and nothing after that.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleaseSheet {
    /// The name of its tab: at most 31 signs, none of them a blank.
    pub tab: String,
    /// What stands in its first cell.
    pub title: String,
    /// One line a row, in the first column.
    pub lines: Vec<ReleaseCell>,
    /// Its table.
    pub table: Option<ReleaseTable>,
}

/// A marked-up table with one row of heads.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleaseTable {
    /// Its name for programs: letters, digits and `_`; each in the workbook has another.
    pub name: String,
    /// What stands over each column, with the unit where the column has one; no two are the same.
    pub heads: Vec<String>,
    /// Its rows, each with one cell a column.
    pub rows: Vec<Vec<ReleaseCell>>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum ReleaseCell {
    /// Words.
    Words(String),
    /// A number with the decimals that are stated.
    Number(Decimal),
    /// Words that lead to the first cell of a sheet.
    Link {
        /// The words.
        words: String,
        /// The tab of the sheet.
        tab: String,
    },
    /// There is no number, and the row's notes say why. Only Chinese tables have such cells, as yearbooks do.
    Blank,
}

impl ReleaseCell {
    /// What it shows.
    pub fn shown(&self) -> String {
        match self {
            Self::Words(words) | Self::Link { words, .. } => words.clone(),
            Self::Number(number) => number.to_string(),
            Self::Blank => String::new(),
        }
    }
}
