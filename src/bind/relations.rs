//! Evaluates the declared relations between facts: `whole` of parts not all known, `part_of`, `restates`.
//!
//! Facts over the same dimension are compared member by member; parts of a whole that has members are added up for each
//! of them. Complete parts of a whole are `totals`' business.

use super::directory::Directory;
use super::evaluate::Evaluator;
use super::interval;
use super::value::{Value, YEAR, in_words, total};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned, rule};
use crate::model::{Key, Missing, Observation, Quantity, Relation, RelationKind, Truth, ValueState};
use std::collections::BTreeMap;

/// Numbers of one fact beside the number of another that they belong to.
pub(super) struct Pair {
    /// The members of the other fact, where it has any.
    pub(super) group: Vec<String>,
    /// The keys on the declaring side; one, but for the parts of a whole.
    pub(super) parts: Vec<Key>,
    /// Their value or sum; none while one of them is to be determined.
    pub(super) own: Option<Quantity>,
    /// The other's value.
    pub(super) other: Quantity,
    /// The other's key, if it is one number of the book.
    pub(super) other_key: Option<Key>,
}

/// All relations whose two sides are known.
pub(super) fn evaluate(
    directory: &Directory<'_>,
    observations: &BTreeMap<Key, Observation>,
    faults: &mut Diagnostics,
) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (index, fact) in directory.project.facts.iter().enumerate() {
        let declared = [
            (RelationKind::Whole, fact.whole.as_ref().filter(|_| fact.complete == Some(false))),
            (RelationKind::PartOf, fact.part_of.as_ref()),
            (RelationKind::Restates, fact.restates.as_ref()),
        ];
        for (kind, target) in declared {
            let Some(target) = target else { continue };
            for pair in pairs(directory, observations, index, target, kind, faults) {
                let Some(own) = pair.own else { continue };
                let own_key = Some(&pair.parts).filter(|_| kind != RelationKind::Whole).and_then(|parts| parts.first());
                relations.push(Relation {
                    kind,
                    fact: index,
                    own_key: own_key.cloned(),
                    truth: judge(kind, &own, &pair.other),
                    own,
                    other: pair.other,
                    other_key: pair.other_key.map_or_else(|| target.value.clone(), |key| key.to_string()),
                    span: target.span,
                });
            }
        }
    }
    relations
}

/// The numbers of a fact beside those of `target`; units that do not fit are reported.
pub(super) fn pairs(
    directory: &Directory<'_>,
    observations: &BTreeMap<Key, Observation>,
    fact: usize,
    target: &Spanned<String>,
    kind: RelationKind,
    faults: &mut Diagnostics,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for Other { group, planned, quantity: other, key: other_key } in
        others(directory, observations, fact, target, faults)
    {
        let keys = own_keys(directory, fact, &group, kind, planned);
        let sides: Vec<(Option<String>, Vec<Key>)> = match kind {
            RelationKind::Whole => by_year(directory, fact, keys),
            RelationKind::PartOf | RelationKind::Restates => keys.into_iter().map(|key| (None, vec![key])).collect(),
        };
        let members: Vec<String> = group.into_iter().map(|(_, member)| member).collect();
        for (year, parts) in sides.into_iter().filter(|(_, parts)| !parts.is_empty()) {
            let members: Vec<String> = members.iter().cloned().chain(year.filter(|_| members.is_empty())).collect();
            let values: Option<Vec<&Quantity>> =
                parts.iter().map(|key| observations.get(key).and_then(Observation::value)).collect();
            let stranger =
                values.iter().flatten().find(|value| !value.unit.same_dimension(&other.unit)).map(|value| &value.unit);
            if let Some(unit) = stranger {
                let message = Message::new("unit-mismatch.relation")
                    .with("left", in_words(unit, &directory.project.units))
                    .with("right", in_words(&other.unit, &directory.project.units));
                faults.report(Diagnostic::error(rule::UNIT_MISMATCH, target.span, message));
                continue;
            }
            let own = values.and_then(|values| total(values).ok().flatten());
            let (group, other, other_key) = (members, other.clone(), other_key.clone());
            pairs.push(Pair { group, parts, own, other, other_key });
        }
    }
    pairs
}

/// A member and its place among the dimensions of the declaring fact.
type Group = Vec<(usize, String)>;

/// One number that `target` stands for.
struct Other {
    group: Group,
    /// Whether it is a planned one, to which only planned ones belong; none where all do.
    planned: Option<bool>,
    quantity: Quantity,
    key: Option<Key>,
}

/// The parts of each year, which make the whole anew.
fn by_year(directory: &Directory<'_>, fact: usize, keys: Vec<Key>) -> Vec<(Option<String>, Vec<Key>)> {
    let year = directory.project.facts[fact].by.iter().position(|dimension| dimension.value == YEAR);
    let mut groups: BTreeMap<Option<String>, Vec<Key>> = BTreeMap::new();
    for key in keys {
        groups.entry(year.and_then(|place| key.members.get(place).cloned())).or_default().push(key);
    }
    groups.into_iter().collect()
}

/// What `target` stands for: one number, or one for each of its members, planned ones too.
fn others(
    directory: &Directory<'_>,
    observations: &BTreeMap<Key, Observation>,
    fact: usize,
    target: &Spanned<String>,
    faults: &mut Diagnostics,
) -> Vec<Other> {
    let Some(expression) = directory.parse(target, faults) else { return Vec::new() };
    let mut evaluator = Evaluator::new(directory, observations);
    match evaluator.any(&expression) {
        Ok(Value::Number { quantity, .. }) => {
            let key = evaluator.keys.first().filter(|key| key.reads(target)).cloned();
            vec![Other { group: Vec::new(), planned: None, quantity, key }]
        }
        Ok(Value::Series(series)) => {
            let (own, other) = (&directory.project.facts[fact].by, &directory.project.facts[series.fact].by);
            let places: Option<Vec<usize>> =
                other.iter().map(|one| own.iter().position(|known| known.value == one.value)).collect();
            let Some(places) = places.filter(|places| !places.is_empty()) else {
                let message = Message::new("relation-members").with("other", target.value.as_str());
                faults.report(Diagnostic::error(rule::MEMBER_MISSING, target.span, message));
                return Vec::new();
            };
            let mut entries: Vec<_> = series.entries.into_iter().map(|entry| (false, entry)).collect();
            if let Ok(Value::Series(targets)) = evaluator.fact(series.fact, true, &[], 0..0) {
                entries.extend(targets.entries.into_iter().map(|entry| (true, entry)));
            }
            let other = |(planned, (key, _, quantity)): (bool, (Key, String, Option<Quantity>))| {
                let group = places.iter().copied().zip(key.members.iter().cloned()).collect();
                Some(Other { group, planned: Some(planned), quantity: quantity?, key: Some(key) })
            };
            entries.into_iter().filter_map(other).collect()
        }
        Ok(Value::Pending) => Vec::new(),
        Ok(_) => {
            let message = Message::new("relation-no-number").with("text", target.value.as_str());
            faults.report(Diagnostic::error(rule::FORMULA_BROKEN, target.span, message));
            Vec::new()
        }
        Err(fault) => {
            faults.report(fault.within(target));
            Vec::new()
        }
    }
}

/// The keys of a fact that belong to a group: planned ones to a planned one; to a single number all, but as parts that
/// make a whole only those observed. What is not applicable is no part.
fn own_keys(
    directory: &Directory<'_>,
    index: usize,
    group: &Group,
    kind: RelationKind,
    planned: Option<bool>,
) -> Vec<Key> {
    let fact = &directory.project.facts[index];
    let mut keys: Vec<Key> = fact
        .readings()
        .iter()
        .filter(|reading| match planned {
            Some(planned) => reading.target == planned,
            None => !reading.target || kind == RelationKind::PartOf,
        })
        .filter(|reading| reading.state.value != ValueState::Missing(Missing::NotApplicable))
        .map(|reading| fact.key(reading))
        .collect();
    if keys.is_empty() && planned != Some(true) {
        keys.push(Key { fact: fact.id.value.clone(), members: Vec::new() });
    }
    keys.retain(|key| group.iter().all(|(place, member)| key.members.get(*place) == Some(member)));
    keys
}

/// Parts that are not all known need only not exceed the whole.
fn judge(kind: RelationKind, own: &Quantity, other: &Quantity) -> Truth {
    match kind {
        RelationKind::Whole | RelationKind::PartOf => match interval::less(other.interval, own.interval) {
            Truth::Holds => Truth::Fails,
            _ => Truth::Holds,
        },
        RelationKind::Restates => interval::equal(own.interval, other.interval),
    }
}
