//! A stated value and its own formula do not agree, even when rounding is allowed for.

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::Observation;

const RULE: RuleId = rule::FORMULA_DIFFERS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        if let What::Formula(observation) = found.what
            && let Some(fault) = fault(context, observation)
        {
            faults.report(fault);
        }
    }
}

fn fault(context: &Context<'_>, observation: &Observation) -> Option<Diagnostic> {
    let (stated, computed) = (observation.quantity.as_ref()?, observation.computed.as_ref()?);
    let formula = context.fact(observation)?.formula.as_ref()?;
    let message = Message::new("formula-differs")
        .with("key", observation.key.to_string())
        .with("stated", context.value(observation))
        .with("computed", context.computed(computed))
        .with("gap", context.gap(stated, computed));
    let mut fault = Diagnostic::error(RULE, observation.span, message)
        .related(formula.span, Message::new("formula-differs.formula"));
    for (span, note) in context.lines(&observation.inputs) {
        fault = fault.related(span, note);
    }
    Some(fault.hint(Message::new("formula-differs.hint").with("key", observation.key.to_string())))
}
