//! Words or a named relation say something that the data do not bear out.

use crate::check::Context;
use crate::check::context::in_unit;
use crate::check::disagreement::What;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{ClaimResult, TieId};

const RULE: RuleId = rule::CLAIM_FALSE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        match found.what {
            What::Words(id) => faults.report(words(context, id)),
            What::Claim(result) => faults.report(named(context, result, &found.subject, found.place)),
            _ => {}
        }
    }
}

/// Words in the text whose claim does not hold.
fn words(context: &Context<'_>, id: TieId) -> Diagnostic {
    let (tie, bound) = context.report.tie(id);
    let words = tie.literal.value.as_str();
    let claim = tie.target.value.as_str();
    let message = match (&bound.explanation, &bound.comparison) {
        (Some(found), Some(sides)) => Message::new("claim-false.found-compared")
            .with("computed", context.computed(&in_unit(&sides.computed, &sides.stated.unit)))
            .with("stated", context.nominal(&sides.stated))
            .with("found", found.clone()),
        (Some(found), None) => Message::new("claim-false.found").with("found", found.clone()),
        (None, _) => Message::new("claim-false"),
    };
    let mut fault = Diagnostic::error(RULE, tie.literal.span, message.with("words", words).with("claim", claim));
    if let Some(formula) = bound.claim.as_ref().and_then(|id| context.report.claims.get(id)) {
        let claim = context.report.project.claims.get(formula.claim).and_then(|claim| claim.formula.as_ref());
        fault = claim.into_iter().fold(fault, |fault, text| fault.related(text.span, Message::new("claim-false.here")));
    }
    for (span, note) in context.lines(&bound.keys) {
        fault = fault.related(span, note);
    }
    fault.hint(Message::new("claim-false.hint-words"))
}

/// An entry of `claims.yaml` that does not hold.
fn named(context: &Context<'_>, result: &ClaimResult, id: &str, place: crate::diagnostic::Span) -> Diagnostic {
    let text = context.report.project.claims.get(result.claim).map(|claim| claim.text.plain()).unwrap_or_default();
    let text = Arg::Both { zh: text.zh, en: text.en };
    let message = match &result.comparison {
        Some(sides) => Message::new("claim-false.compared")
            .with("computed", context.computed(&in_unit(&sides.computed, &sides.stated.unit)))
            .with("stated", context.nominal(&sides.stated))
            .with("gap", context.gap(&sides.stated, &sides.computed)),
        None => Message::new("claim-false.named"),
    };
    let found =
        result.explanation.clone().unwrap_or_else(|| Message::new("values-are").with_list("values", Vec::new()));
    let message = message.with("found", found);
    let fault = Diagnostic::error(RULE, place, message.with("claim", id).with("text", text));
    let lines = context.lines(&result.keys);
    let fault = lines.into_iter().fold(fault, |fault, (span, note)| fault.related(span, note));
    fault.hint(Message::new("claim-false.hint").with("claim", id))
}
