//! The text says all or none of what is only nearly so.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::literal;
use crate::model::{BoundTie, TieKind};
use rust_decimal::Decimal;

const RULE: RuleId = rule::NUMBER_ABSOLUTE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            let (tie, bound) = context.report.tie(id);
            let is_number = tie.kind == TieKind::Number && tie.rounded_to.is_none();
            let Some(all) = is_number.then(|| is_absolute(bound)).flatten() else { continue };
            let around = line.beside(at);
            // Nearly all is no more than it says.
            if bound.hedge.is_some() || literal::beside(line.language, around.before, around.after).is_some() {
                continue;
            }
            let Some(value) = &bound.value else { continue };
            let message = Message::new(if all { "number-absolute.all" } else { "number-absolute.none" })
                .with("literal", tie.literal.value.as_str())
                .with("value", context.nominal(&context.like_literal(value, tie)));
            let fault = Diagnostic::warning(RULE, tie.literal.span, message).hint(Message::new("number-absolute.hint"));
            faults.report(
                context.lines(&bound.keys).into_iter().fold(fault, |fault, (place, note)| fault.related(place, note)),
            );
        }
    }
}

/// Whether a literal says all (`true`) or nothing, and the value is only rounded to it.
fn is_absolute(bound: &BoundTie) -> Option<bool> {
    let value = bound.value.as_ref().filter(|_| bound.agrees == Some(true))?;
    let shown = bound.literal_value?;
    let whole = value.unit.is_dimensionless() && shown == Decimal::ONE && value.unit.written.contains(['%', 'p']);
    ((whole || shown.is_zero()) && value.nominal != shown).then_some(whole)
}
