//! The words give a number to each person, household or mu, and the data have it for all. What a literal's own unit is
//! held against, `bind` reports.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{BoundTie, LANGUAGES, Measure, TieKind};
use crate::prose::setting::Each;

const RULE: RuleId = rule::UNIT_MISMATCH;
/// Words in a fact's name by which its number is one for each already.
const NAMES: [&str; 9] =
    ["人均", "户均", "亩均", "地均", "每人", "per head", "per capita", "per person", "each person"];

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            let (tie, bound) = context.report.tie(id);
            if tie.kind != TieKind::Number || !is_for_all(bound) {
                continue;
            }
            let Some(each) = line.each(at).filter(|each| wants(bound, *each) && !is_named(context, bound)) else {
                continue;
            };
            let message = Message::new(match each {
                Each::Person => "unit-mismatch.each-person",
                Each::Household => "unit-mismatch.each-household",
                Each::Area => "unit-mismatch.each-area",
            });
            let message = message.with("literal", tie.literal.value.as_str());
            let fault =
                Diagnostic::error(RULE, tie.literal.span, message).hint(Message::new("unit-mismatch.each-hint"));
            faults.report(
                context.lines(&bound.keys).into_iter().fold(fault, |fault, (place, note)| fault.related(place, note)),
            );
        }
    }
}

/// Whether a number measures something that is divided by nothing. Ranks, shares and dates are no such numbers.
fn is_for_all(bound: &BoundTie) -> bool {
    // An area by an area is a length: what stands under the line is asked, not the dimensions alone.
    let undivided = |measure: Measure| measure != Measure::Quotient;
    let Some(value) = bound.value.as_ref().filter(|value| value.unit.under.is_empty()) else { return false };
    if !bound.sense.as_ref().is_some_and(|sense| undivided(sense.measure)) {
        return false;
    }
    let mut dimensions = value.unit.dimensions.iter();
    let measured = ["yuan", "mass", "length", "person"];
    dimensions.all(|(name, exponent)| *exponent > 0 && measured.contains(&name.as_str()))
        && !value.unit.is_dimensionless()
}

/// Whether a number could be divided so: people not by people, an area not by areas.
fn wants(bound: &BoundTie, each: Each) -> bool {
    let own = match each {
        Each::Person => "person",
        Each::Household => "household",
        Each::Area => return true,
    };
    bound.value.as_ref().is_some_and(|value| !value.unit.dimensions.contains_key(own))
}

fn is_named(context: &Context<'_>, bound: &BoundTie) -> bool {
    let facts = bound.keys.iter().filter_map(|key| context.report.observations.get(key));
    let mut facts = facts.filter_map(|found| context.fact(found));
    facts.any(|fact| {
        LANGUAGES.iter().any(|language| {
            let name = fact.name.get(*language).source.to_lowercase();
            NAMES.iter().any(|word| name.contains(word))
        })
    })
}
