//! A number announces a list, and the list names more or fewer.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{BoundTie, TieKind};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const RULE: RuleId = rule::COUNT_DIFFERS;
/// Longer lists are not written into a sentence.
const MOST: usize = 40;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            let (tie, bound) = context.report.tie(id);
            let counted = (tie.kind == TieKind::Number).then(|| counted(context, bound)).flatten();
            let Some((count, listed)) = counted.and_then(|count| Some((count, line.listed(at)?))) else { continue };
            let fits = (listed.least..=listed.most).contains(&count) || listed.open && listed.least <= count;
            if fits {
                continue;
            }
            let shown = if count > listed.most { listed.most } else { listed.least };
            let message = Message::new("count-differs")
                .with("literal", tie.literal.value.as_str())
                .with("count", count.to_string())
                .with("listed", shown.to_string());
            let fault = Diagnostic::error(RULE, tie.literal.span, message).hint(Message::new("count-differs.hint"));
            faults.report(
                context.lines(&bound.keys).into_iter().fold(fault, |fault, (place, note)| fault.related(place, note)),
            );
        }
    }
}

/// How many things a number counts; `None` if it measures something, or is hedged.
fn counted(context: &Context<'_>, bound: &BoundTie) -> Option<usize> {
    let value = bound.value.as_ref().filter(|_| bound.agrees == Some(true) && bound.hedge.is_none())?;
    let unit = value.unit.over.as_deref().and_then(|id| context.report.project.units.get(id));
    let counts = match unit {
        Some(unit) => unit.counting && value.unit.under.is_empty(),
        None => value.unit.dimensions.keys().all(|dimension| dimension == "count"),
    };
    let count = bound.literal_value.filter(|count| counts && count.fract() == Decimal::ZERO)?.to_usize()?;
    (2..=MOST).contains(&count).then_some(count)
}
