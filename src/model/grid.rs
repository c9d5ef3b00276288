//! Tables of rows and columns (`kind: grid`): as `data/tables.yaml` writes them, and with every cell found.

use super::{Key, ProseText, Quantity, Text};
use crate::diagnostic::{Span, Spanned};

/// A column as written.
#[derive(Debug, Clone)]
pub struct GridColumn {
    /// What stands over it; of a member its own name.
    pub head: Option<Text<ProseText>>,
    /// What stands in it.
    pub content: GridContent,
    /// The unit that computed numbers are told in.
    pub unit: Option<Spanned<String>>,
    /// Decimals of computed numbers.
    pub decimals: Option<u32>,
    /// The whole entry.
    pub span: Span,
}

/// What stands in a column.
#[derive(Debug, Clone)]
pub enum GridContent {
    /// The number of this member: a year, the name of one, or a member of a dimension.
    Member(Spanned<String>),
    /// What this formula makes of the row, which it calls `row`.
    Formula(Spanned<String>),
}

/// Where the units of a grid stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GridUnit {
    /// In a column of their own.
    #[default]
    Row,
    /// Behind the title: all numbers have one.
    Head,
    /// In the head of each column.
    Column,
}

impl GridUnit {
    /// All of them with their words.
    pub const ALL: [(&str, Self); 3] = [("row", Self::Row), ("head", Self::Head), ("column", Self::Column)];
}

/// A table with every cell found.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// What stands over each column.
    pub heads: Vec<Text>,
    /// Its rows.
    pub rows: Vec<GridRow>,
}

/// A row of a grid.
#[derive(Debug, Clone)]
pub struct GridRow {
    /// What it is called.
    pub name: Text,
    /// One a column.
    pub cells: Vec<GridCell>,
    /// It is what the others add up to.
    pub total: bool,
}

/// A cell of a grid.
#[derive(Debug, Clone)]
pub enum GridCell {
    /// A number of the data.
    Number(Key),
    /// What a formula makes of some.
    Computed {
        /// What it makes; its nominal value is shown.
        value: Box<Quantity>,
        /// So many decimals of it.
        decimals: u32,
        /// The numbers that it rests on.
        keys: Vec<Key>,
        /// The column's head names the unit.
        bare: bool,
    },
    /// The data have none, or what it would rest on is to be determined.
    Absent,
}

impl Grid {
    /// The numbers of the data that it shows.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match cell {
            GridCell::Number(key) => Some(key),
            GridCell::Computed { .. } | GridCell::Absent => None,
        })
    }
}
