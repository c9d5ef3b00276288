//! How the ledger is divided into pages. A small book has it on one page, where a reader can search it as a whole; a
//! large one has a page a theme, which is a file of `data/facts/`, and its first page lists them.

use super::address;
use crate::model::TARGET;
use crate::model::document::{FactEntry, LedgerGroup};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// With more facts than these the ledger is divided: the page would grow beyond a megabyte.
pub(super) const FACTS_OF_A_PAGE: usize = 600;

/// Names that the ledger's own pages have.
const TAKEN: [&str; 1] = ["index"];

/// The themes of a divided ledger; none of one that is whole.
#[derive(Debug, Default)]
pub(super) struct Themes<'a> {
    pub(super) all: Vec<Theme<'a>>,
    /// The theme of each fact. Never walked: it has no order.
    homes: HashMap<&'a str, usize>,
}

/// A page of a divided ledger.
#[derive(Debug)]
pub(super) struct Theme<'a> {
    /// As its file is called.
    pub(super) name: &'a str,
    /// The same as part of an address.
    pub(super) address: String,
    /// Its facts, grouped as those of the whole ledger.
    pub(super) groups: Vec<(&'a LedgerGroup, Vec<&'a FactEntry>)>,
}

impl Theme<'_> {
    /// How many facts it has.
    pub(super) fn count(&self) -> usize {
        self.groups.iter().map(|(_, facts)| facts.len()).sum()
    }
}

impl<'a> Themes<'a> {
    /// The themes of a ledger, in the order of their files.
    pub(super) fn of(ledger: &'a [LedgerGroup]) -> Self {
        if ledger.iter().map(|group| group.facts.len()).sum::<usize>() <= FACTS_OF_A_PAGE {
            return Self::default();
        }
        let mut by_name: BTreeMap<&str, Vec<(&LedgerGroup, Vec<&FactEntry>)>> = BTreeMap::new();
        for group in ledger {
            for fact in &group.facts {
                let groups = by_name.entry(&fact.theme).or_default();
                match groups.last_mut() {
                    Some((known, facts)) if std::ptr::eq(*known, group) => facts.push(fact),
                    _ => groups.push((group, vec![fact])),
                }
            }
        }
        let mut taken: BTreeSet<String> = TAKEN.map(str::to_owned).into();
        let mut themes = Self::default();
        for (place, (name, groups)) in by_name.into_iter().enumerate() {
            let facts = groups.iter().flat_map(|(_, facts)| facts);
            themes.homes.extend(facts.map(|fact| (fact.id.as_str(), place)));
            themes.all.push(Theme { name, address: address::free_name(name, &mut taken), groups });
        }
        themes
    }

    /// The theme that holds a number or a fact, by its anchor.
    pub(super) fn home(&self, anchor: &str) -> Option<&Theme<'a>> {
        let fact = anchor.split('@').next().unwrap_or(anchor);
        let known = |fact: &str| self.homes.get(fact).copied();
        self.all.get(known(fact).or_else(|| known(fact.strip_suffix(TARGET)?))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(facts: usize) -> Vec<LedgerGroup> {
        let fact = |number: usize| FactEntry {
            id: format!("plot.n{number}"),
            theme: ["land", "water", "index"][number % 3].into(),
            name: Vec::new(),
            unit_label: String::new(),
            date: None,
            source: None,
            formula: None,
            reckoning: None,
            note: None,
            finding: None,
            keys: Vec::new(),
        };
        let facts: Vec<FactEntry> = (0..facts).map(fact).collect();
        let (one, two) = facts.split_at(facts.len() / 2);
        [one, two]
            .map(|facts| LedgerGroup { page: None, title: String::new(), facts: facts.to_vec() })
            .into_iter()
            .collect()
    }

    #[test]
    fn a_ledger_is_divided_where_it_has_more_facts_than_a_page_takes() {
        let whole = ledger(FACTS_OF_A_PAGE);
        assert!(Themes::of(&whole).all.is_empty());
        assert!(Themes::of(&whole).home("plot.n0").is_none());
        let divided = ledger(FACTS_OF_A_PAGE + 1);
        let themes = Themes::of(&divided);
        let named: Vec<(&str, &str)> = themes.all.iter().map(|theme| (theme.name, theme.address.as_str())).collect();
        assert_eq!(named, [("index", "index-2"), ("land", "land"), ("water", "water")]);
        assert_eq!(themes.all.iter().map(Theme::count).sum::<usize>(), FACTS_OF_A_PAGE + 1);
        assert!(themes.all.iter().all(|theme| theme.groups.len() == 2));
    }

    #[test]
    fn a_number_is_found_by_its_anchor() {
        let divided = ledger(FACTS_OF_A_PAGE + 1);
        let themes = Themes::of(&divided);
        let home = |anchor: &str| themes.home(anchor).map(|theme| theme.name);
        assert_eq!(home("plot.n1"), Some("water"));
        assert_eq!(home("plot.n1@north,2020"), Some("water"));
        assert_eq!(home("plot.n0.target@2035"), Some("land"));
        assert_eq!(home("plot.unknown"), None);
    }
}
