//! A claim is said to rest on the printed plan alone, and the data decide it.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::Truth;

const RULE: RuleId = rule::CLAIM_STATED;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let report = context.report;
    for result in report.claims.values() {
        let id = match result.unasked {
            Some(Truth::Holds) => "claim-stated.holds",
            Some(Truth::Fails) => "claim-stated.fails",
            Some(Truth::Undecided) | None => continue,
        };
        let Some(claim) = report.project.claims.get(result.claim) else { continue };
        let place = claim.formula.as_ref().map_or(claim.id.span, |formula| formula.span);
        let message = Message::new(id).with("claim", claim.id.value.as_str());
        faults.report(Diagnostic::warning(RULE, place, message).hint(Message::new("claim-stated.hint")));
    }
}
