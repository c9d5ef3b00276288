//! A fact has a number and does not say where it comes from.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Reading, ValueState};

const RULE: RuleId = rule::SOURCE_MISSING;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for fact in &context.report.project.facts {
        if fact.source.is_some() || fact.formula.is_some() || !fact.readings().iter().any(bare) {
            continue;
        }
        let message = Message::new("source-missing").with("fact", fact.id.as_str());
        faults.report(Diagnostic::error(RULE, fact.id.span, message).hint(Message::new("source-missing.hint")));
    }
}

/// A number that names no source of its own.
fn bare(reading: &Reading) -> bool {
    matches!(reading.state.value, ValueState::Given(_)) && reading.source.is_none()
}
