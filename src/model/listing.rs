//! A table put together from a register (projects, zones): the same rows for site and print.

use super::{Day, Key, ProseText, Text};

/// A part of a cell.
#[derive(Debug, Clone)]
pub enum ListingPart {
    /// Words that need no marking up.
    Text(Text),
    /// Words of the author, ties among them.
    Prose(Text<ProseText>),
    /// The name of a number, then the number with its unit.
    Named(Key),
    /// A first and a last year: 2021—2035.
    Period(Key, Key),
    /// A label, then a number with its unit, or both ends of a range.
    Labelled(Text<ProseText>, Vec<Key>),
    /// Words that lead to a heading of the book.
    Heading(Text<ProseText>, String),
    /// A message of the catalogue, such as a field's name.
    Label(&'static str),
    /// That an office has answered.
    Replied {
        /// When.
        day: Day,
        /// Whether it had nothing to say.
        silent: bool,
    },
    /// A person, whom the public edition does not name.
    Person(String),
    /// To be determined.
    Missing,
    /// A new line in the cell.
    Break,
}

/// A cell: its parts in order.
pub type ListingCell = Vec<ListingPart>;

/// A row of a listing.
#[derive(Debug, Clone)]
pub enum ListingRow {
    /// A line across the table that names what follows.
    Group(ListingCell),
    /// One cell a column; the first names the row.
    Cells(Vec<ListingCell>),
}

/// A table of a register.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Message ids of the column heads (`listing.name`); a column without any content is left out.
    pub columns: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<ListingRow>,
    /// Message ids of the columns that were left out because no row has anything to say.
    pub open: Vec<&'static str>,
}
