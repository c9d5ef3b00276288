//! Evaluates the declared relations between facts: `whole`, `part_of`, `restates`.

use super::evaluate::{Evaluator, Value, total};
use super::interval;
use super::ledger::{Ledger, readings, within};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned};
use crate::model::{Key, Observation, Quantity, Relation, RelationKind, Truth};
use std::collections::BTreeMap;

/// All relations whose two sides are known.
pub(super) fn evaluate(
    ledger: &Ledger<'_>,
    observations: &BTreeMap<Key, Observation>,
    faults: &mut Diagnostics,
) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (index, fact) in ledger.project.facts.iter().enumerate() {
        let declared = [
            (RelationKind::Whole, &fact.whole),
            (RelationKind::PartOf, &fact.part_of),
            (RelationKind::Restates, &fact.restates),
        ];
        for (kind, target) in declared {
            let Some(target) = target else { continue };
            let Some(other) = value(ledger, observations, target, faults) else { continue };
            for own in own_values(ledger, observations, index, kind) {
                if !own.unit.same_dimension(&other.unit) {
                    let message = Message::new("unit-mismatch.relation")
                        .with("left", own.unit.written.as_str())
                        .with("right", other.unit.written.as_str());
                    faults.report(Diagnostic::error("unit-mismatch", target.span, message));
                    continue;
                }
                let truth = judge(kind, &own, &other, fact.complete == Some(false));
                relations.push(Relation {
                    kind,
                    fact: index,
                    own,
                    other: other.clone(),
                    other_key: target.value.clone(),
                    truth,
                    span: target.span,
                });
            }
        }
    }
    relations
}

fn value(
    ledger: &Ledger<'_>,
    observations: &BTreeMap<Key, Observation>,
    target: &Spanned<String>,
    faults: &mut Diagnostics,
) -> Option<Quantity> {
    let expression = ledger.parse(target, faults)?;
    match Evaluator::new(ledger, observations).evaluate(&expression) {
        Ok(Value::Number { quantity, .. }) => Some(quantity),
        Ok(_) => None,
        Err(fault) => {
            faults.report(Diagnostic::error(
                super::rule_of(&fault.message),
                within(target, &fault.range),
                fault.message,
            ));
            None
        }
    }
}

/// For `whole` the sum of the members, for the others each value of the fact.
fn own_values(
    ledger: &Ledger<'_>,
    observations: &BTreeMap<Key, Observation>,
    index: usize,
    kind: RelationKind,
) -> Vec<Quantity> {
    let fact = &ledger.project.facts[index];
    let mut keys: Vec<Key> = readings(fact)
        .into_iter()
        .filter(|reading| !reading.target || kind == RelationKind::PartOf)
        .map(|reading| ledger.key(index, reading))
        .collect();
    if keys.is_empty() {
        keys.push(Key { fact: fact.id.value.clone(), members: Vec::new() });
    }
    let values: Vec<Quantity> =
        keys.iter().filter_map(|key| observations.get(key).and_then(Observation::value).cloned()).collect();
    if kind != RelationKind::Whole {
        return values;
    }
    if values.len() < keys.len() {
        return Vec::new();
    }
    total(&values).ok().flatten().into_iter().collect()
}

/// Parts that are not all known need only not exceed the whole.
fn judge(kind: RelationKind, own: &Quantity, other: &Quantity, incomplete: bool) -> Truth {
    let at_most = match interval::less(other.interval, own.interval) {
        Truth::Holds => Truth::Fails,
        _ => Truth::Holds,
    };
    match kind {
        RelationKind::Whole if incomplete => at_most,
        RelationKind::Whole | RelationKind::Restates => interval::equal(own.interval, other.interval),
        RelationKind::PartOf => at_most,
    }
}
