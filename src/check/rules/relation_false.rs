//! Two facts do not stand in the relation that the data declare: parts and whole, part of, the same quantity.
//!
//! Areas that do not add up to the county's are the first thing a reviewer looks for. `whole:` says that the
//! members make up another fact, `part_of:` that a fact cannot exceed another, `restates:` that both state one
//! quantity. Sums are compared as intervals, so rounding alone never fails.
//!
//! Bad:
//!
//! ```yaml
//! - id: zone.area
//!   by: zone
//!   unit: km2
//!   whole: county.area        # 4877.10
//!   values: {north: 1619.28, south: 3157.82}
//! ```
//!
//! Good:
//!
//! ```yaml
//! - id: zone.area
//!   by: zone
//!   unit: km2
//!   whole: county.area        # 4877.10
//!   values: {north: 1619.28, south: 3257.82}
//! ```
//!
//! Limits: With `complete: false` the parts may leave a rest but not exceed the whole. When a member is still to
//! be determined, nothing is compared.
//!
//! ---
//!
//! 两项数据不符合所声明的关系：部分与整体、从属、同一数量。
//!
//! 分项加起来不等于全县面积，是评审最先查的问题。`whole:` 表示各成员合成另一项，`part_of:` 表示不得超过另一项，`restates:` 表示两处说的是同一个量。求和按区间比较，仅由修约造成的差不会报错。
//!
//! 不好：
//!
//! ```yaml
//! - id: zone.area
//!   by: zone
//!   unit: km2
//!   whole: county.area        # 4877.10
//!   values: {north: 1619.28, south: 3157.82}
//! ```
//!
//! 好：
//!
//! ```yaml
//! - id: zone.area
//!   by: zone
//!   unit: km2
//!   whole: county.area        # 4877.10
//!   values: {north: 1619.28, south: 3257.82}
//! ```
//!
//! 限度：写了 `complete: false` 时，各部分可以有剩余，但不得超过整体。有成员待定时不作比较。

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message};
use crate::model::{Key, Quantity, Relation, RelationKind};

const RULE: &str = "relation-false";

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
    let found = observations.values().find(|found| found.key.to_string() == key && found.value() == Some(quantity));
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
    let wanted = |key: &Key| key.to_string() == relation.other_key;
    observations
        .filter(|(key, found)| (found.fact == relation.fact && !found.target) || wanted(key))
        .map(|(key, _)| key.clone())
        .collect()
}
