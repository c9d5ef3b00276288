//! Two facts do not stand in the relation that the data declare: part of, the same quantity, parts within a whole.
//!
//! A subset larger than its set is a slip that any reader can see. `part_of:` says that a fact cannot exceed another,
//! `restates:` that both state one quantity; parts of a `whole:` that are not all known (`complete: false`) cannot
//! exceed it together. Values are compared as intervals, so rounding alone never fails.
//!
//! Bad:
//!
//! ```yaml
//! - {id: land.building, value: 45.79, unit: km2}
//! - {id: land.mining, value: 99.04, unit: km2, part_of: land.building}
//! ```
//!
//! Good:
//!
//! ```yaml
//! - {id: land.building, value: 145.79, unit: km2}
//! - {id: land.mining, value: 99.04, unit: km2, part_of: land.building}
//! ```
//!
//! Limits: Where both facts run over the same dimension they are compared member by member. When a member is still to
//! be determined, nothing is compared. Parts that are all known must make their whole: see total-differs.
//!
//! ---
//!
//! 两项数据不符合所声明的关系：从属、同一数量、部分不超过整体。
//!
//! 子集比全集大，谁都看得出是写错了。`part_of:` 表示不得超过另一项，`restates:` 表示两处说的是同一个量；没有列全的各部分（`complete: false`）加起来不得超过 `whole:` 所指的整体。比较按区间进行，仅由修约造成的差不会报错。
//!
//! 不好：
//!
//! ```yaml
//! - {id: land.building, value: 45.79, unit: km2}
//! - {id: land.mining, value: 99.04, unit: km2, part_of: land.building}
//! ```
//!
//! 好：
//!
//! ```yaml
//! - {id: land.building, value: 145.79, unit: km2}
//! - {id: land.mining, value: 99.04, unit: km2, part_of: land.building}
//! ```
//!
//! 限度：两项数据按同一维度列出的，逐个成员比较。有成员待定时不作比较。已列全的各部分须等于整体，见 total-differs。

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
