//! A word of change governs a number of which the data do not say that it is a change.

use super::direction_differs::Governed;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::Measure;
use crate::prose::setting::Way;
use std::cmp::Ordering::Greater;

const RULE: RuleId = rule::MEASURE_MISSING;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            let Some(one) = Governed::of(context, line, at, id) else { continue };
            let fact = one.bound.fact.and_then(|fact| context.report.project.facts.get(fact));
            let Some(fact) = fact.filter(|_| one.sense.measure == Measure::Level) else { continue };
            // Percentage points are a difference already.
            let points = ["pp", "pm"].contains(&fact.unit.value.as_str());
            if one.word.way != Way::By || !one.word.sure || fact.measures.is_some() || points {
                continue;
            }
            let measures = if one.word.points == Greater { "rise" } else { "fall" };
            let message = Message::new("measure-missing")
                .with("literal", one.tie.literal.value.as_str())
                .with("fact", fact.id.value.as_str());
            let hint = Message::new("measure-missing.hint").with("measures", measures);
            let fault = Diagnostic::warning(RULE, one.tie.literal.span, message).hint(hint);
            faults.report(fault.related(fact.id.span, Message::new("hedge-differs.data")));
        }
    }
}
