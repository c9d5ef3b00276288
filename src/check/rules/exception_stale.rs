//! An entry of `exceptions:` meets no text any more. A waiver around words without a number is `tie-malformed`.

use crate::check::Context;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};
use regex::Regex;

const RULE: RuleId = rule::EXCEPTION_STALE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for exception in &context.report.project.plan.exceptions {
        // A pattern that is none is a fault of plan.yaml already.
        let Ok(pattern) = Regex::new(&exception.pattern.value) else { continue };
        if !context.untied.iter().any(|passage| pattern.is_match(&passage.text)) {
            let reason = exception.reason.plain();
            let message = Message::new("exception-stale")
                .with("pattern", exception.pattern.value.as_str())
                .with("reason", Arg::Both { zh: reason.zh, en: reason.en });
            let fault = Diagnostic::warning(RULE, exception.pattern.span, message);
            faults.report(fault.hint(Message::new("exception-stale.hint")));
        }
    }
}
