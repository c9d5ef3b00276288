//! Finds facts that state one quantity: the same name, unit, date and source.

use super::written::round_half_up;
use crate::model::{Date, LANGUAGES, Observation, Report, ValueState};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What makes two numbers one quantity; the name is that of one language.
type Identity<'a> = (&'a str, &'a str, Option<Date>, Option<usize>, bool);

/// Pairs of one quantity whose stated values differ, each with the first statement of it.
pub(super) fn all(report: &Report) -> Vec<(&Observation, &Observation)> {
    let mut pairs: BTreeMap<&crate::model::Key, (&Observation, &Observation)> = BTreeMap::new();
    for language in LANGUAGES {
        let mut groups: Vec<Vec<&Observation>> = Vec::new();
        let mut places: HashMap<Identity<'_>, usize> = HashMap::with_capacity(report.observations.len());
        for found in report.observations.values().filter(|found| matches!(found.stated, ValueState::Given(_))) {
            let Some(fact) = report.project.facts.get(found.fact) else { continue };
            let name = found.name.get(language).as_str();
            let identity = (name, fact.unit.value.as_str(), found.date, found.source, found.target);
            let place = *places.entry(identity).or_insert(groups.len());
            match groups.get_mut(place) {
                Some(group) => group.push(found),
                None => groups.push(vec![found]),
            }
        }
        for group in groups.iter_mut().filter(|group| group.len() > 1) {
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
    }
    pairs.into_values().collect()
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
