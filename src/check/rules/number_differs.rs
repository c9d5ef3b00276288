//! A number in the text says something else than the data it is tied to.

use crate::check::disagreement::What;
use crate::check::{Context, outside};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::Lexicon;
use crate::model::{BoundTie, Missing, Tie, TieId};
use crate::prose::tied;

const RULE: RuleId = rule::NUMBER_DIFFERS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    outside::beside(context, faults);
    let literals = context.standing(RULE).filter_map(|found| match found.what {
        What::Literal(id) => Some(id),
        _ => None,
    });
    let literals: Vec<TieId> = literals.collect();
    if literals.is_empty() {
        return;
    }
    let lexicon = Lexicon::new(&context.report.project.units);
    for id in literals {
        faults.report(fault(context, &lexicon, id));
    }
}

/// The literal that `sync` writes; `None` where it refuses.
fn rewritten(context: &Context<'_>, lexicon: &Lexicon, id: TieId) -> Option<String> {
    let (tie, bound) = context.report.tie(id);
    let around = context.untied.around(id);
    tied::literal_text(lexicon, context.report, (tie, bound), around).filter(|_| tie.is_exact())
}

fn fault(context: &Context<'_>, lexicon: &Lexicon, id: TieId) -> Diagnostic {
    let (tie, bound) = context.report.tie(id);
    let mut fault = Diagnostic::error(RULE, tie.literal.span, message(context, tie, bound));
    for (span, note) in context.lines(&bound.keys) {
        fault = fault.related(span, note);
    }
    if let Some(head) = &bound.head {
        let hint = if head.beside { "number-differs.beside" } else { "number-differs.head" };
        fault = fault.hint(Message::new(hint).with("head", head.words.as_str()));
    }
    match rewritten(context, lexicon, id) {
        _ if let Some(missing) = bound.missing => {
            fault.hint(Message::new("number-differs.hint-missing").with("words", missing.words()))
        }
        Some(literal) => fault.hint(Message::new("number-differs.hint").with("literal", literal)),
        None => fault.hint(Message::new("number-differs.hint-other")),
    }
}

fn message(context: &Context<'_>, tie: &Tie, bound: &BoundTie) -> Message {
    let literal = tie.literal.value.as_str();
    let stated = bound.key.as_ref().and_then(|key| context.report.observations.get(key));
    match (stated, &bound.value) {
        (_, None) => {
            let missing = bound.missing.unwrap_or(Missing::Undetermined);
            Message::new("number-differs.missing")
                .with("literal", literal)
                .with("key", tie.target.value.as_str())
                .with("words", missing.words())
        }
        (Some(observation), Some(_)) if observation.quantity.is_some() => Message::new("number-differs")
            .with("literal", literal)
            .with("key", observation.key.to_string())
            .with("value", context.value(observation)),
        (_, Some(value)) => Message::new("number-differs.computed")
            .with("literal", literal)
            .with("formula", tie.target.value.as_str())
            .with("value", context.computed(&context.like_literal(value, tie))),
    }
}
