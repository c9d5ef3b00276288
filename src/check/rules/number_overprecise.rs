//! A number in the text shows more digits than the data can support.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{BoundTie, Tie, TieId, TieKind};
use rust_decimal::Decimal;

const RULE: RuleId = rule::NUMBER_OVERPRECISE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for index in 0..context.report.ties.len() {
        let (tie, bound) = context.report.tie(TieId(index));
        if tie.kind != TieKind::Number || tie.rounded_to.is_some() || bound.agrees != Some(true) {
            continue;
        }
        let (Some(value), Some(step)) = (&bound.value, shown_step(tie, bound)) else { continue };
        let Some(width) = value.interval.width() else { continue };
        if step.checked_mul(Decimal::TEN).is_none_or(|limit| width < limit) {
            continue;
        }
        // A finding tells what the printed digits come to, whatever they support.
        let literal = tie.literal.span;
        let holds =
            |span: Span| span.source == literal.source && span.start <= literal.start && literal.end <= span.end;
        if context.report.project.findings.iter().any(|finding| holds(finding.span)) {
            continue;
        }
        let message = Message::new("number-overprecise")
            .with("literal", tie.literal.value.as_str())
            .with("interval", context.interval(&context.like_literal(value, tie)));
        let fault = Diagnostic::warning(RULE, tie.literal.span, message).hint(Message::new("number-overprecise.hint"));
        faults.report(
            context.lines(&bound.keys).into_iter().fold(fault, |fault, (span, note)| fault.related(span, note)),
        );
    }
}

/// The unit of the last digit that counts, in base units: trailing zeros of a whole number do not.
fn shown_step(tie: &Tie, bound: &BoundTie) -> Option<Decimal> {
    let step = bound.literal_step.filter(|step| !step.is_zero())?;
    Some(significant_step(bound.literal_value?, step, &tie.literal))
}

fn significant_step(value: Decimal, step: Decimal, literal: &str) -> Decimal {
    let mut step = step;
    if value.is_zero() || literal.contains(['.', '．', '点']) {
        return step;
    }
    while let Some(next) = step.checked_mul(Decimal::TEN) {
        if value.checked_rem(next).is_none_or(|rest| !rest.is_zero()) {
            break;
        }
        step = next;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::significant_step;
    use rust_decimal::Decimal;

    #[test]
    fn zeros_at_the_end_of_a_whole_number_do_not_count() {
        for (literal, value, step, expected) in
            [("230,000 mu", 230_000, 1, 10_000), ("23", 23, 1, 1), ("0", 0, 1, 1), ("2963.30", 2000, 1, 1)]
        {
            let found = significant_step(Decimal::from(value), Decimal::from(step), literal);
            assert_eq!(found, Decimal::from(expected), "{literal}");
        }
    }
}
