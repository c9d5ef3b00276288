//! Finds facts that state one quantity: the same name, unit, date and source.

use super::written::round_half_up;
use crate::model::{Date, Language, Observation, Report, ValueState};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, RandomState};

/// What makes two numbers one quantity; the name is that of one language.
type Identity<'a> = (&'a str, &'a str, Option<Date>, Option<usize>, bool);

/// Pairs of one quantity whose stated values differ, each with the first statement of it.
pub(super) fn all(report: &Report) -> Vec<(&Observation, &Observation)> {
    let (zh, en) = rayon::join(|| alike(report, Language::Zh), || alike(report, Language::En));
    let mut pairs: BTreeMap<&crate::model::Key, (&Observation, &Observation)> = BTreeMap::new();
    for mut group in zh.into_iter().chain(en) {
        group.sort_by_key(|found| found.span);
        for (place, second) in group.iter().enumerate() {
            let other = |first: &&&Observation| {
                first.fact != second.fact && differ(first, second) && !linked(report, first, second)
            };
            if let Some(first) = group[..place].iter().find(other) {
                pairs.entry(&second.key).or_insert((first, second));
            }
        }
    }
    pairs.into_values().collect()
}

/// The stated numbers that by their names in a language are one quantity, where there are several. Nearly all are
/// alone, so they are told apart by a hash first: a group for each would be most of the work.
fn alike(report: &Report, language: Language) -> Vec<Vec<&Observation>> {
    let hasher = RandomState::new();
    let stated = report.observations.values().filter(|found| matches!(found.stated, ValueState::Given(_)));
    let mut hashed: Vec<(u64, Identity<'_>, &Observation)> = stated
        .filter_map(|found| {
            let unit = report.project.facts.get(found.fact)?.unit.value.as_str();
            let identity = (found.name.get(language).as_str(), unit, found.date, found.source, found.target);
            Some((hasher.hash_one(identity), identity, found))
        })
        .collect();
    hashed.sort_unstable_by_key(|(hash, ..)| *hash);
    let mut groups: BTreeMap<Identity<'_>, Vec<&Observation>> = BTreeMap::new();
    for alike in hashed.chunk_by(|(one, ..), (other, ..)| one == other).filter(|alike| alike.len() > 1) {
        for (_, identity, found) in alike {
            groups.entry(*identity).or_default().push(found);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// Whether the finer value, rounded to the digits of the coarser, is another number; either way of rounding may be meant.
fn differ(first: &Observation, second: &Observation) -> bool {
    let (ValueState::Given(one), ValueState::Given(other)) = (&first.stated, &second.stated) else { return false };
    let digits = one.scale().min(other.scale());
    let rounded = |value: Decimal| BTreeSet::from([round_half_up(value, digits), value.round_dp(digits)]);
    rounded(*one).is_disjoint(&rounded(*other))
}

/// `restates` says that both are meant to be one; relation-false compares them.
fn linked(report: &Report, first: &Observation, second: &Observation) -> bool {
    let restates = |fact: &Observation, other: &Observation| {
        let declared = report.project.facts.get(fact.fact).and_then(|fact| fact.restates.as_ref());
        declared.is_some_and(|target| target.value == other.key.fact || other.key.reads(target))
    };
    restates(first, second) || restates(second, first)
}
