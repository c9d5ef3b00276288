//! Two facts do not stand in the relation that the data declare: part of, the same quantity, parts within a whole.

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Key, Quantity, Relation, RelationKind};

const RULE: RuleId = rule::RELATION_FALSE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        let What::Relation(relation) = found.what else { continue };
        let message = message(context, relation, &found.subject);
        let fault = Diagnostic::error(RULE, found.place, message).hint(hint(relation.kind));
        let lines = context.lines(&sides(context, relation));
        faults.report(lines.into_iter().fold(fault, |fault, (span, note)| fault.related(span, note)));
    }
}

fn message(context: &Context<'_>, relation: &Relation, subject: &str) -> Message {
    let id = match relation.kind {
        RelationKind::Whole => "relation-false.whole",
        RelationKind::PartOf => "relation-false.part",
        RelationKind::Restates => "relation-false.restates",
    };
    Message::new(id)
        .with("fact", subject)
        .with("own", as_written(context, subject, &relation.own))
        .with("other", relation.other_key.as_str())
        .with("value", as_written(context, &relation.other_key, &relation.other))
        .with("gap", context.gap(&relation.own, &relation.other))
}

/// A side with the digits it has in the data, where it is one number of them.
fn as_written(context: &Context<'_>, key: &str, quantity: &Quantity) -> Arg {
    let observations = &context.report.observations;
    let found = Key::find(observations, key).map(|(_, found)| found).filter(|found| found.value() == Some(quantity));
    found.map_or_else(|| context.nominal(quantity), |found| context.value(found))
}

fn hint(kind: RelationKind) -> Message {
    match kind {
        RelationKind::Whole => Message::new("relation-false.hint-whole"),
        RelationKind::PartOf | RelationKind::Restates => Message::new("relation-false.hint"),
    }
}

/// The keys on both sides: every number of the declaring fact, and the other where it is one key.
fn sides(context: &Context<'_>, relation: &Relation) -> Vec<Key> {
    let observations = context.report.observations.iter();
    let wanted = |key: &Key| key.reads(&relation.other_key);
    observations
        .filter(|(key, found)| (found.fact == relation.fact && !found.target) || wanted(key))
        .map(|(key, _)| key.clone())
        .collect()
}
