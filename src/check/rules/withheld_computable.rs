//! A number that the public edition withholds follows from numbers that it prints.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Key, Observation, RelationKind, ValueState, in_word};
use std::collections::BTreeSet;

const RULE: RuleId = rule::WITHHELD_COMPUTABLE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let observations = &context.report.observations;
    if !observations.values().any(|observation| observation.internal) {
        return;
    }
    let mut told = BTreeSet::new();
    let mut tell = |keys: &[&Key], subject: String| {
        let known: Vec<&Observation> = keys.iter().filter_map(|key| observations.get(*key)).collect();
        let mut withheld = known.iter().filter(|observation| observation.internal);
        // With two unknowns one relation gives neither.
        let (Some(one), None) = (withheld.next(), withheld.next()) else { return };
        if !matches!(one.stated, ValueState::Given(_)) || !told.insert(one.key.clone()) {
            return;
        }
        let message = Message::new("withheld-computable").with("key", one.key.to_string()).with("subject", subject);
        let mut fault = Diagnostic::error(RULE, one.span, message).hint(Message::new("withheld-computable.hint"));
        for other in known.iter().filter(|other| other.key != one.key).take(MOST_SHOWN) {
            let note = Message::new("withheld-computable.public").with("key", other.key.to_string());
            fault = fault.related(other.span, note);
        }
        faults.report(fault);
    };
    for total in &context.report.totals {
        let keys: Vec<&Key> = total.parts.iter().chain(&total.whole_key).collect();
        tell(&keys, total.subject.clone());
    }
    for relation in context.report.relations.iter().filter(|relation| relation.kind == RelationKind::Restates) {
        let other = observations.keys().find(|key| key.to_string() == relation.other_key);
        let keys: Vec<&Key> = relation.own_key.iter().chain(other).collect();
        tell(&keys, relation.other_key.clone());
    }
    for observation in observations.values() {
        let Some(formula) = context.fact(observation).and_then(|fact| fact.formula.as_ref()) else { continue };
        let stated = matches!(observation.stated, ValueState::Given(_));
        let gives = observation.internal || is_invertible(&formula.value);
        if stated && gives && !observation.inputs.is_empty() {
            let keys: Vec<&Key> = observation.inputs.iter().chain([&observation.key]).collect();
            tell(&keys, formula.value.clone());
        }
    }
}

/// So many of the public numbers are shown.
const MOST_SHOWN: usize = 5;

/// Whether each part of a formula follows from its result and the other parts: sums, differences, products, quotients. Of
/// the largest of several it does not.
fn is_invertible(formula: &str) -> bool {
    let words = formula.split(|c: char| !(in_word(c) || ".@*,".contains(c)));
    let calls = words.filter(|word| formula.contains(&format!("{word}(")) && !word.is_empty());
    calls.into_iter().all(|word| matches!(word, "sum" | "change" | "growth" | "cagr" | "share"))
        && !formula.contains(['<', '>', '='])
}

#[cfg(test)]
mod tests {
    use super::is_invertible;

    #[test]
    fn only_arithmetic_can_be_turned_round() {
        for (formula, turned) in [
            ("land.a + land.b", true),
            ("sum(land.area)", true),
            ("growth(gdp, 2019, 2020)", true),
            ("max(land.a, land.b)", false),
            ("count(zone.area)", false),
            ("land.a > land.b", false),
        ] {
            assert_eq!(is_invertible(formula), turned, "{formula}");
        }
    }
}
