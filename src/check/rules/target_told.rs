//! A planned value is told as one that is reached.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{TieId, TieKind};
use crate::prose::setting::{Line, Stage};

const RULE: RuleId = rule::TARGET_TOLD;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            if let Some(fault) = under_head(context, line, id) {
                faults.report(fault);
                continue;
            }
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

/// A planned number below a head that says 现状, or an observed one below 目标 where the fact has targets.
fn under_head(context: &Context<'_>, line: &Line, id: TieId) -> Option<Diagnostic> {
    let stage = line.stage?;
    let (tie, bound) = context.report.tie(id);
    let key = bound.key.as_ref().filter(|_| tie.kind == TieKind::Number && bound.missing.is_none())?;
    let planned = bound.sense.as_ref()?.planned;
    let fact = context.report.project.facts.get(bound.fact?)?;
    let (wrong, id) = match stage {
        Stage::Reached => (planned, "target-told.head-reached"),
        Stage::Planned => {
            (!planned && fact.readings().iter().any(|reading| reading.target), "target-told.head-planned")
        }
    };
    let message = Message::new(id).with("literal", tie.literal.value.as_str()).with("key", key.to_string());
    let fault = Diagnostic::warning(RULE, tie.literal.span, message).hint(Message::new("target-told.head-hint"));
    let all = context.lines(&bound.keys).into_iter();
    wrong.then(|| all.fold(fault, |fault, (place, note)| fault.related(place, note)))
}
