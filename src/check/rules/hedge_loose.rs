//! A hedge that is true says much less than the data do.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{TieId, TieKind};

const RULE: RuleId = rule::HEDGE_LOOSE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for index in 0..context.report.ties.len() {
        let (tie, bound) = context.report.tie(TieId(index));
        let (TieKind::Number, true, Some(value)) = (tie.kind, bound.loose, &bound.value) else { continue };
        let message = Message::new("hedge-loose")
            .with("literal", tie.literal.value.as_str())
            .with("value", context.nominal(&context.like_literal(value, tie)));
        let fault = Diagnostic::warning(RULE, tie.literal.span, message).hint(Message::new("hedge-loose.hint"));
        faults.report(
            context.lines(&bound.keys).into_iter().fold(fault, |fault, (span, note)| fault.related(span, note)),
        );
    }
}
