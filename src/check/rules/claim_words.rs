//! The words of a claim point the other way than its formula.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Kind, Sense, Statement, TieId, TieKind, Truth};
use crate::prose::setting::Line;
use std::cmp::Ordering;

const RULE: RuleId = rule::CLAIM_WORDS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            if let Some(fault) = judge(context, line, at, id) {
                faults.report(fault);
            }
        }
    }
}

fn judge(context: &Context<'_>, line: &Line, at: usize, id: TieId) -> Option<Diagnostic> {
    let (tie, bound) = context.report.tie(id);
    // A claim that does not hold is claim-false.
    if tie.kind != TieKind::Claim || bound.truth == Some(Truth::Fails) {
        return None;
    }
    let known = bound.sense.as_deref().and_then(|sense| Some((sense, sense.statement?)));
    let known = known.and_then(|(sense, statement)| Some((sense, statement, line.polarity(at, statement.kind)?)));
    let Some((sense, Statement { kind, points }, said)) = known else {
        // What the words say is not known; that somebody denies what the formula says is.
        let words = tie.literal.value.as_str();
        let message = Message::new("claim-words.denied").with("words", words).with("target", tie.target.value.as_str());
        let fault = Diagnostic::warning(RULE, tie.literal.span, message);
        return line.is_denied(at).then(|| fault.hint(Message::new("claim-words.denied-hint")));
    };
    let points = if is_turned(line, at, sense, kind) { points.reverse() } else { points };
    if said == points {
        return None;
    }
    let message = Message::new(match (kind, said) {
        (Kind::Extreme, Ordering::Greater) => "claim-words.largest",
        (Kind::Extreme, _) => "claim-words.smallest",
        (Kind::Trend, Ordering::Greater) => "claim-words.up",
        (Kind::Trend, _) => "claim-words.down",
        (Kind::Comparison, Ordering::Greater) => "claim-words.over",
        (Kind::Comparison, _) => "claim-words.under",
    });
    let message = message.with("words", tie.literal.value.as_str()).with("target", tie.target.value.as_str());
    let mut fault = Diagnostic::error(RULE, tie.literal.span, message).hint(Message::new("claim-words.hint"));
    let named = bound.claim.as_ref().and_then(|claim| context.report.project.claims.get(claim));
    if let Some(formula) = named.and_then(|claim| claim.formula.as_ref()) {
        fault = fault.related(formula.span, Message::new("formula-differs.formula"));
    }
    Some(fault)
}

/// Whether the words begin with the member that the formula names last: 工业低于服务业, of services > industry.
fn is_turned(line: &Line, at: usize, sense: &Sense, kind: Kind) -> bool {
    let [first, last] = sense.members.as_slice() else { return false };
    if kind != Kind::Comparison || first.dimension != last.dimension {
        return false;
    }
    line.before(at, last.dimension).is_some_and(|said| said.members == [last.member])
}
