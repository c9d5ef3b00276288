//! What the lines said in an edition that a copy makes from the data: numbers by their keys, words by what they were.

use super::changes::Change;
use super::forms::{Form, Stretch};
use super::record::Edition;
use super::texts::{self, is_data};
use super::wording::{Wording, bare, value};
use super::{Bilingual, Changes};
use crate::locale::Catalogue;
use crate::model::{Language, Report};
use std::collections::{BTreeMap, BTreeSet};

/// A number as it was and is: with its unit and without.
struct Number {
    was: [String; 2],
    is: [String; 2],
}

/// What the data said.
pub(super) struct Made {
    numbers: BTreeMap<String, Number>,
    /// Keys of numbers that are new.
    new: BTreeSet<String>,
    /// Words that stand otherwise: those that are, and those that were.
    words: BTreeMap<String, String>,
    /// Words that are new.
    come: BTreeSet<String>,
    /// Of the edition its label and its date in words: as they are, and as they were.
    edition: Vec<(String, String)>,
}

impl Made {
    pub(super) fn of(before: &Edition, now: &Edition, report: &Report, language: Language) -> Self {
        let catalogue = Catalogue::of(language);
        let changes = Changes::between(before, now, &report.project);
        let units = &report.project.units;
        let (mut numbers, mut new) = (BTreeMap::new(), BTreeSet::new());
        for fact in changes.facts.iter().filter(|fact| fact.is_number()) {
            match (&fact.before, &fact.after) {
                (Some(was), Some(is)) => {
                    let both = |fact| [value(fact, units, &catalogue), bare(fact, units, &catalogue)];
                    numbers.insert(fact.key.clone(), Number { was: both(was), is: both(is) });
                }
                (None, Some(_)) => drop(new.insert(fact.key.clone())),
                _ => {}
            }
        }
        let (words, come) = words(before, now, &changes, language);
        let date = |date: &str| Wording::new(&report.project).date(date).get(language).to_owned();
        let label = |label: &Bilingual| label.get(language).to_owned();
        let edition = vec![(label(&now.label), label(&before.label)), (date(&now.date), date(&before.date))];
        Self { numbers, new, words, come, edition }
    }

    /// Whether a line is new: its words, or all of its numbers.
    pub(super) fn is_new(&self, form: &Form, stretches: &[Stretch]) -> bool {
        let mut keys = stretches.iter().filter_map(|(key, _)| key.as_ref()).peekable();
        self.come.contains(form.text.trim()) || keys.peek().is_some() && keys.all(|key| self.new.contains(key))
    }

    /// What a line said; `None` where it says the same. `front`: it stands before the chapters.
    pub(super) fn former(&self, form: &Form, stretches: &[Stretch], front: bool) -> Option<Form> {
        let mut old = form.clone();
        if let Some(words) = self.words.get(form.text.trim()) {
            old.replaced(0..form.text.len(), words);
            return Some(old);
        }
        // From the end, so that the places before stay where they are.
        for (key, range) in stretches.iter().rev() {
            let shown = form.text.get(range.clone()).unwrap_or_default();
            let number = key.as_ref().and_then(|key| self.numbers.get(key));
            let stood = match number {
                Some(number) if same(&number.is[0], shown) => Some(&number.was[0]),
                Some(number) => Some(&number.was[1]),
                None => self.words.get(shown.trim()),
            };
            stood.into_iter().for_each(|stood| old.replaced(range.clone(), stood));
        }
        for (is, was) in self.edition.iter().filter(|(is, was)| front && is != was && !is.is_empty()) {
            if let Some(at) = old.text.find(is.as_str()) {
                old.replaced(at..at + is.len(), was);
            }
        }
        Some(old).filter(|old| old.text != form.text)
    }
}

fn same(one: &str, other: &str) -> bool {
    one.replace('\u{a0}', " ") == other
}

/// Words of the data that were others, by those that they are; and those that are new. What stands in several entries, not
/// all of them changed alike, is not told by its words.
fn words(
    before: &Edition,
    now: &Edition,
    changes: &Changes,
    language: Language,
) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let mut stayed: BTreeSet<&str> = BTreeSet::new();
    let fields = |edition: &'_ Edition| -> Vec<super::BlockRecord> {
        edition.blocks.iter().filter(|block| is_data(&block.page)).cloned().collect()
    };
    let (old, new) = (fields(before), fields(now));
    stayed.extend(old.iter().map(|block| block.text(language)));
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut come = BTreeSet::new();
    for change in &texts::changes(&old, &new).0 {
        let side = |block: &Option<super::BlockRecord>| block.as_ref().map(|block| block.text(language).to_owned());
        match (side(&change.was), side(&change.is)) {
            (Some(was), Some(is)) => pairs.push((is, was)),
            (None, Some(is)) => drop(come.insert(is)),
            _ => {}
        }
    }
    let records = [&changes.indicators, &changes.figures, &changes.claims];
    let facts = changes.facts.iter().map(|fact| (fact.change, &fact.name, &fact.details));
    let records = records.into_iter().flatten().map(|record| (record.change, &record.name, &record.details));
    for (change, name, details) in facts.chain(records) {
        if change == Change::Added {
            come.insert(name.get(language).to_owned());
        }
        let named = details.iter().filter(|detail| matches!(detail.field, "name" | "title"));
        for (was, is) in named.filter_map(|detail| detail.before.as_ref().zip(detail.after.as_ref())) {
            pairs.push((is.get(language).to_owned(), was.get(language).to_owned()));
        }
    }
    let names = |edition: &'_ Edition| -> BTreeSet<String> {
        edition.facts.iter().map(|fact| fact.name.get(language).to_owned()).collect()
    };
    let unchanged: BTreeSet<String> = names(before).intersection(&names(now)).cloned().collect();
    let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (is, was) in pairs.into_iter().filter(|(is, was)| is != was && !is.is_empty()) {
        found.entry(is).and_modify(|known| *known = known.take().filter(|known| *known == was)).or_insert(Some(was));
    }
    let is_told = |words: &str| !stayed.contains(words) && !unchanged.contains(words);
    come.retain(|words| is_told(words) && !found.contains_key(words));
    let found = found.into_iter().filter(|(is, _)| is_told(is)).filter_map(|(is, was)| Some((is, was?)));
    (found.collect(), come)
}
