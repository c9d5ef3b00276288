//! The data can neither prove nor refute a claim.

use crate::check::Context;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{Key, TieId, TieKind, Truth};

const RULE: RuleId = rule::CLAIM_UNDECIDED;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let report = context.report;
    for result in report.claims.values().filter(|result| result.truth == Some(Truth::Undecided)) {
        if let Some(claim) = report.project.claims.get(result.claim) {
            let place = claim.formula.as_ref().map_or(claim.id.span, |formula| formula.span);
            faults.report(fault(context, place, claim.id.as_str(), &result.keys, result.explanation.as_ref()));
        }
    }
    for index in 0..report.ties.len() {
        let (tie, bound) = report.tie(TieId(index));
        if tie.kind == TieKind::Claim && bound.claim.is_none() && bound.truth == Some(Truth::Undecided) {
            let found = bound.explanation.as_ref();
            faults.report(fault(context, tie.literal.span, tie.target.as_str(), &bound.keys, found));
        }
    }
}

fn fault(context: &Context<'_>, place: Span, claim: &str, keys: &[Key], found: Option<&Message>) -> Diagnostic {
    let unknown: Vec<Arg> =
        keys.iter().filter(|key| undetermined(context, key)).map(|key| Arg::Text(format!("`{key}`"))).collect();
    if unknown.is_empty() {
        let message = match found {
            Some(found) => Message::new("claim-undecided.found").with("found", found.clone()),
            None => Message::new("claim-undecided"),
        };
        let message = message.with("claim", claim);
        let fault = Diagnostic::warning(RULE, place, message).hint(Message::new("claim-undecided.hint"));
        return context.lines(keys).into_iter().fold(fault, |fault, (span, note)| fault.related(span, note));
    }
    let message = Message::new("claim-undecided.open").with("claim", claim).with("keys", Arg::List(unknown));
    Diagnostic::warning(RULE, place, message).hint(Message::new("claim-undecided.hint-open"))
}

fn undetermined(context: &Context<'_>, key: &Key) -> bool {
    context.report.observations.get(key).is_some_and(|found| found.value().is_none())
}
