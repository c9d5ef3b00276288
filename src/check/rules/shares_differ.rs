//! Shares that are all known do not make 100%.

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};

const RULE: RuleId = rule::SHARES_DIFFER;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        let What::Total(total) = found.what else { continue };
        let message = Message::new("shares-differ")
            .with("subject", found.subject.as_str())
            .with("sum", context.computed(&total.sum))
            .with("gap", context.gap(&total.whole, &total.sum));
        let fault = Diagnostic::error(RULE, found.place, message).hint(Message::new("shares-differ.hint"));
        let lines = context.lines(&total.parts);
        faults.report(lines.into_iter().fold(fault, |fault, (span, note)| fault.related(span, note)));
    }
}
