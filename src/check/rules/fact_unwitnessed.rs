//! A given value is shown nowhere with all its digits: in no sentence, table or figure.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{BoundTie, Key, Observation, TieKind, ValueState};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;

const RULE: RuleId = rule::FACT_UNWITNESSED;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let untied = |(key, one)| untied(context, key, one);
    let found: Vec<(&Key, Diagnostic)> = context.report.observations.par_iter().filter_map(untied).collect();
    if found.is_empty() {
        return;
    }
    // What else shows a number is looked for only where a sentence does not.
    let shown = shown(context);
    let unseen = found.into_iter().filter(|(key, _)| !shown.contains(*key));
    unseen.for_each(|(_, fault)| faults.report(fault));
}

/// A given value that no tie shows with all its digits.
fn untied<'a>(context: &Context<'a>, key: &'a Key, one: &Observation) -> Option<(&'a Key, Diagnostic)> {
    let ValueState::Given(value) = one.stated else { return None };
    let quantity = one.quantity.as_ref()?;
    let ties = context.report.uses.get(key).into_iter().flatten().map(|id| context.report.tie(*id));
    let mut uses = ties.filter(|(tie, bound)| tie.kind == TieKind::Number && is_whole(context, bound)).peekable();
    let used = uses.peek().is_some();
    if uses.any(|(_, bound)| shows(one, bound)) {
        return None;
    }
    let id = if used { "fact-unwitnessed.rounded" } else { "fact-unwitnessed" };
    let message = Message::new(id).with("key", key.to_string()).with("value", context.written(value, &quantity.unit));
    let ties = context.report.project.plan.languages.iter();
    let ties = ties.map(|language| format!("[{}](={key})", context.literal(language, value, &quantity.unit)));
    let hint = Message::new("fact-unwitnessed.hint").with("ties", ties.collect::<Vec<_>>().join(" "));
    Some((key, Diagnostic::warning(RULE, one.span, message).hint(hint)))
}

/// Whether a tie shows a number itself. A formula shows what it makes of one.
fn is_whole(context: &Context<'_>, bound: &BoundTie) -> bool {
    bound.key.is_some() || bound.opposite.is_some() || bound.keys.len() == 2 && is_range(context, bound)
}

/// The numbers of placed figures and tables, those that a formula of the text is made of, and what they in turn are
/// computed from.
fn shown<'a>(context: &Context<'a>) -> BTreeSet<&'a Key> {
    let report = context.report;
    let mut shown = report.placed();
    for (tie, bound) in report.project.ties.iter().zip(&report.ties) {
        let stated = |key: &Key| report.observations.get(key).is_some_and(|one| one.quantity.is_some());
        let rounded = is_whole(context, bound) && bound.keys.iter().all(stated);
        if tie.kind == TieKind::Number && tie.dated().is_none() && !rounded {
            shown.extend(&bound.keys);
        }
    }
    // A stated value that a sentence shows is looked at as well: what its formula is made of stands after it.
    let tied = report.observations.iter().filter(|(key, one)| {
        let ties = report.uses.get(*key).into_iter().flatten().map(|id| report.tie(*id));
        let mut whole = ties.filter(|(tie, bound)| tie.kind == TieKind::Number && is_whole(context, bound));
        !one.inputs.is_empty() && whole.any(|(_, bound)| shows(one, bound))
    });
    shown.extend(tied.map(|(key, _)| key));
    let mut open: Vec<&Key> = shown.iter().copied().collect();
    while let Some(key) = open.pop() {
        let inputs = report.observations.get(key).map_or(&[][..], |one| &one.inputs);
        open.extend(inputs.iter().filter(|input| shown.insert(input)));
    }
    shown
}

/// Whether the tie shows the observation with all its digits. A literal that disagrees is number-differs; what it is
/// tied to is watched all the same.
fn shows(one: &Observation, bound: &BoundTie) -> bool {
    let (ValueState::Given(value), Some(quantity)) = (&one.stated, &one.quantity) else { return false };
    if bound.agrees == Some(false) {
        return true;
    }
    let range = bound.key.is_none() && bound.opposite.is_none();
    let last_digit = quantity.unit.to_base(rust_decimal::Decimal::new(1, value.scale()));
    let fine_enough = matches!((bound.literal_step, last_digit), (Some(step), Some(digit)) if step <= digit);
    let nominal = if bound.opposite.is_some() { -quantity.nominal } else { quantity.nominal };
    bound.literal_value == Some(nominal) || fine_enough || range && bound.agrees == Some(true)
}

/// `=climate.frost_free`: both ends of a range in one literal.
fn is_range(context: &Context<'_>, bound: &BoundTie) -> bool {
    let [low, high] = bound.keys.as_slice() else { return false };
    let one = context.report.observations.get(low);
    let fact = one.and_then(|one| context.fact(one));
    low.fact == high.fact && fact.is_some_and(|fact| matches!(fact.value, crate::model::FactValue::Range(..)))
}
