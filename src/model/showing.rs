//! What shows a number beside the sentences: formulas, indicators, figures, tables, projects' entries. Asked here alone, by
//! the ledger, by `where`, by `impact` and by the rules.

use super::{
    Block, Chart, Figure, FigureData, Grid, Indicator, Key, Listing, ListingPart, ListingRow, Report, Table, TableKind,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Something that shows a number or is made of it.
#[derive(Debug, Clone, Copy)]
pub enum Shower<'a> {
    /// The formula of this number.
    Formula(&'a Key),
    /// An indicator.
    Indicator(&'a Indicator),
    /// A figure.
    Figure(&'a Figure),
    /// A table of the register.
    Table(&'a Table),
    /// The entry of a project, by id.
    Project(&'a str),
}

impl<'a> Shower<'a> {
    /// Its place in lists and its id.
    fn order(self) -> (u8, &'a str, Option<&'a Key>) {
        match self {
            Self::Formula(key) => (0, "", Some(key)),
            Self::Indicator(indicator) => (1, &indicator.id.value, None),
            Self::Figure(figure) => (2, &figure.id.value, None),
            Self::Table(table) => (3, &table.id.value, None),
            Self::Project(id) => (4, id, None),
        }
    }
}

/// Who shows which number. Made once, asked for many keys.
#[derive(Debug, Default)]
pub struct Showing<'a> {
    /// By the name that they use: a fact, which stands for all its numbers, or a key. Never walked.
    named: HashMap<&'a str, Vec<Shower<'a>>>,
    /// By the key itself.
    keyed: BTreeMap<&'a Key, Vec<Shower<'a>>>,
}

impl<'a> Showing<'a> {
    /// All that show a number: formulas, indicators, figures, tables, projects.
    pub fn of(&self, key: &Key) -> Vec<Shower<'a>> {
        let text = key.to_string();
        let names = [key.base(), key.fact.as_str(), text.as_str()];
        let named = names.into_iter().filter_map(|name| self.named.get(name)).flatten();
        let mut all: Vec<Shower<'a>> = named.chain(self.keyed.get(key).into_iter().flatten()).copied().collect();
        // The names of a number without members are one and the same.
        all.sort_by_key(|shower| shower.order());
        all.dedup_by_key(|shower| shower.order());
        all
    }

    fn name(&mut self, names: impl IntoIterator<Item = &'a str>, shower: Shower<'a>) {
        for name in names {
            self.named.entry(name).or_default().push(shower);
        }
    }

    fn key(&mut self, keys: impl IntoIterator<Item = &'a Key>, shower: Shower<'a>) {
        for key in keys {
            self.keyed.entry(key).or_default().push(shower);
        }
    }
}

impl Report {
    /// Who shows which number.
    pub fn showing(&self) -> Showing<'_> {
        let mut showing = Showing::default();
        for observation in self.observations.values() {
            showing.key(&observation.inputs, Shower::Formula(&observation.key));
        }
        for indicator in &self.project.indicators {
            showing.name([indicator.fact.value.as_str()], Shower::Indicator(indicator));
        }
        for figure in &self.project.figures {
            showing.name(drawn(figure), Shower::Figure(figure));
            // A register names its numbers by its entries.
            let chart = self.figure_data.get(&figure.id.value).filter(|_| matches!(figure.data, FigureData::Listed(_)));
            showing.key(chart.into_iter().flat_map(Chart::keys), Shower::Figure(figure));
        }
        for table in &self.project.tables {
            let shower = Shower::Table(table);
            match table.kind {
                TableKind::Facts => {
                    showing.name(table.rows.iter().chain(&table.total).map(|row| row.value.as_str()), shower);
                }
                TableKind::Indicators => {
                    let facts = self.project.indicators.iter().map(|indicator| indicator.fact.value.as_str());
                    showing.name(facts, shower);
                }
                TableKind::Grid => {
                    showing.key(self.grids.get(&table.id.value).into_iter().flat_map(Grid::keys), shower);
                }
                TableKind::Projects | TableKind::Members | TableKind::Opinions | TableKind::Upper => {
                    let listing = self.listings.get(&table.id.value);
                    showing.key(listing.into_iter().flat_map(Listing::keys), shower);
                }
            }
        }
        for (id, entry) in &self.project_entries {
            showing.key(entry.keys(), Shower::Project(id));
        }
        showing
    }

    /// The numbers that a page shows in a figure, a table or a project's entry.
    pub fn placed(&self) -> BTreeSet<&Key> {
        let mut placed: BTreeSet<(u8, &str)> = BTreeSet::new();
        for block in self.project.pages.iter().flat_map(|page| &page.blocks) {
            match block {
                Block::Figure { id, .. } => drop(placed.insert((2, id.value.as_str()))),
                Block::RegisterTable { id, .. } => drop(placed.insert((3, id.value.as_str()))),
                Block::Project { id, .. } => drop(placed.insert((4, id.value.as_str()))),
                _ => {}
            }
        }
        let showing = self.showing();
        let is_placed = |shower: &Shower<'_>| {
            let (kind, id, _) = shower.order();
            placed.contains(&(kind, id))
        };
        self.observations.keys().filter(|key| showing.of(key).iter().any(is_placed)).collect()
    }
}

/// The names that a figure's data hold.
fn drawn(figure: &Figure) -> Vec<&str> {
    let aims = figure.targets.iter().chain(figure.references.iter().map(|reference| &reference.key));
    let mut names: Vec<&str> = aims.map(|key| key.value.as_str()).collect();
    names.extend(of_data(figure));
    names
}

fn of_data(figure: &Figure) -> Vec<&str> {
    match &figure.data {
        FigureData::Fact(name) => vec![&name.value],
        // What is not a name in a formula is not a name of a number either.
        FigureData::Facts(formulas, _) => {
            let part = |c: char| !(super::in_word(c) || matches!(c, '.' | '@' | ','));
            formulas.iter().flat_map(|formula| formula.value.split(part)).collect()
        }
        FigureData::Members(_) | FigureData::Listed(_) | FigureData::None => Vec::new(),
    }
}

impl Listing {
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
