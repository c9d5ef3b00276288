//! Which numbers of a book stand in its figures, tables and projects' entries.

use super::{Block, Figure, FigureData, Key, Listing, ListingPart, ListingRow, Report, Table, TableKind};
use std::collections::{BTreeMap, BTreeSet};

impl Report {
    /// Ids of the tables that show one of these numbers.
    pub fn tables_with(&self, keys: &BTreeSet<Key>) -> Vec<String> {
        let shows = |table: &&Table| {
            let shown = self.in_table(table);
            keys.iter().any(|key| shown.holds(key))
        };
        self.project.tables.iter().filter(shows).map(|table| table.id.value.clone()).collect()
    }

    /// The numbers that a page shows in a figure, a table or a project's entry.
    pub fn placed(&self) -> BTreeSet<&Key> {
        let figures: BTreeMap<&str, &Figure> =
            self.project.figures.iter().map(|figure| (figure.id.value.as_str(), figure)).collect();
        let tables: BTreeMap<&str, &Table> =
            self.project.tables.iter().map(|table| (table.id.value.as_str(), table)).collect();
        let mut shown = Shown::default();
        for block in self.project.pages.iter().flat_map(|page| &page.blocks) {
            match block {
                Block::Figure { id, .. } => {
                    shown.names.extend(figures.get(id.value.as_str()).into_iter().flat_map(|figure| drawn(figure)));
                }
                Block::RegisterTable { id, .. } => {
                    tables.get(id.value.as_str()).into_iter().for_each(|table| shown.add(self.in_table(table)));
                }
                Block::Project { id, .. } => shown.list(self.project_entries.get(&id.value)),
                _ => {}
            }
        }
        self.observations.keys().filter(|key| shown.holds(key)).collect()
    }

    fn in_table<'a>(&'a self, table: &'a Table) -> Shown<'a> {
        let mut shown = Shown::default();
        match table.kind {
            TableKind::Facts => shown.names.extend(table.rows.iter().chain(&table.total).map(|row| row.value.as_str())),
            TableKind::Indicators => {
                shown.names.extend(self.project.indicators.iter().map(|indicator| indicator.fact.value.as_str()));
            }
            TableKind::Projects | TableKind::Members => shown.list(self.listings.get(&table.id.value)),
        }
        shown
    }
}

/// The names that a figure's data hold.
fn drawn(figure: &Figure) -> Vec<&str> {
    match &figure.data {
        FigureData::Fact(name) => vec![&name.value],
        // What is no name in a formula is no name of a number either.
        FigureData::Facts(formulas, _) => {
            let part = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '@' | ','));
            formulas.iter().flat_map(|formula| formula.value.split(part)).collect()
        }
        FigureData::None => Vec::new(),
    }
}

impl Listing {
    /// Whether it shows one of these numbers.
    pub fn shows(&self, keys: &BTreeSet<Key>) -> bool {
        self.keys().any(|key| keys.contains(key))
    }

    /// The numbers that it shows.
    fn keys(&self) -> impl Iterator<Item = &Key> {
        let cells = self.rows.iter().flat_map(|row| match row {
            ListingRow::Group(cell) => std::slice::from_ref(cell),
            ListingRow::Cells(cells) => cells.as_slice(),
        });
        cells.flatten().flat_map(|part| match part {
            ListingPart::Named(key) => vec![key],
            ListingPart::Period(start, end) => vec![start, end],
            ListingPart::Labelled(_, named) => named.iter().collect(),
            _ => Vec::new(),
        })
    }
}

/// What is shown somewhere: facts and numbers by name, and numbers by key.
#[derive(Default)]
struct Shown<'a> {
    names: BTreeSet<&'a str>,
    keys: BTreeSet<&'a Key>,
}

impl<'a> Shown<'a> {
    fn add(&mut self, other: Self) {
        self.names.extend(other.names);
        self.keys.extend(other.keys);
    }

    fn list(&mut self, listing: Option<&'a Listing>) {
        self.keys.extend(listing.into_iter().flat_map(Listing::keys));
    }

    /// A fact shows all its members and targets.
    fn holds(&self, key: &Key) -> bool {
        self.keys.contains(key)
            || self.names.contains(key.base())
            || self.names.contains(key.fact.as_str())
            || !key.members.is_empty() && self.names.contains(key.to_string().as_str())
    }
}
