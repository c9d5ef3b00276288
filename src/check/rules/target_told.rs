//! A planned value is told as one that is reached.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::TieKind;

const RULE: RuleId = rule::TARGET_TOLD;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            let (tie, bound) = context.report.tie(id);
            let planned = bound.sense.as_ref().is_some_and(|sense| sense.planned);
            let alone = bound.key.as_ref().filter(|_| planned && tie.kind == TieKind::Number);
            let Some(key) = alone.filter(|_| bound.missing.is_none() && line.is_told(at)) else { continue };
            let message =
                Message::new("target-told").with("literal", tie.literal.value.as_str()).with("key", key.to_string());
            let fault = Diagnostic::warning(RULE, tie.literal.span, message).hint(Message::new("target-told.hint"));
            faults.report(
                context.lines(&bound.keys).into_iter().fold(fault, |fault, (place, note)| fault.related(place, note)),
            );
        }
    }
}
