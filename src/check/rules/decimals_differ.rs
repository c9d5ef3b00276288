//! Two numbers of one series that are compared show different numbers of decimals, though the data have as many.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::literal::beside;
use crate::model::{BoundTie, Report, Tie, TieId, TieKind, ValueState};
use crate::prose::setting::{Line, Mark};
use rust_decimal::Decimal;

const RULE: RuleId = rule::DECIMALS_DIFFER;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter().filter(|line| !line.cell) {
        let mut last: Option<(usize, TieId)> = None;
        for (at, id) in line.ties() {
            if let Some((before, first)) = last.replace((at, id)) {
                pair(context, line, [(before, first), (at, id)], faults);
            }
        }
    }
}

/// Two numbers that follow one another.
fn pair(context: &Context<'_>, line: &Line, places: [(usize, TieId); 2], faults: &mut Diagnostics) {
    let report = context.report;
    let [one, other] = places.map(|(_, id)| report.tie(id));
    let kind = |(tie, bound): (&Tie, &BoundTie)| tie.kind == TieKind::Number && bound.hedge.is_none();
    if one.1.fact.is_none() || one.1.fact != other.1.fact || !kind(one) || !kind(other) {
        return;
    }
    let between = line.tokens.get(places[0].0..places[1].0).unwrap_or_default();
    let hedged = |at: usize| {
        let around = line.beside(at);
        beside(line.language, around.before, around.after).is_some()
    };
    if between.iter().any(|token| token.mark == Mark::Stop) || places.iter().any(|(at, _)| hedged(*at)) {
        return;
    }
    let [Some(first), Some(second)] = [one, other].map(|(tie, bound)| Shown::of(report, tie, bound)) else { return };
    let (coarse, fine, tie) =
        if first.decimals < second.decimals { (first, second, one.0) } else { (second, first, other.0) };
    // 12.5、13.25和14公顷: what a bare number of a row is in, its last one says.
    let alike = coarse.unit == fine.unit || coarse.unit.is_empty() || fine.unit.is_empty();
    if coarse.decimals == fine.decimals || coarse.stated < fine.decimals || !alike {
        return;
    }
    let message = Message::new("decimals-differ")
        .with("literal", tie.literal.value.as_str())
        .with("other", (if std::ptr::eq(tie, one.0) { other.0 } else { one.0 }).literal.value.as_str());
    faults.report(Diagnostic::warning(RULE, tie.literal.span, message).hint(Message::new("decimals-differ.hint")));
}

/// A number in digits as a sentence shows it.
struct Shown<'t> {
    decimals: u32,
    /// Decimals of the data, in the same unit.
    stated: u32,
    unit: &'t str,
}

impl<'t> Shown<'t> {
    /// `None` for what is no plain number of the data in the unit of the data.
    fn of(report: &Report, tie: &'t Tie, bound: &BoundTie) -> Option<Self> {
        let literal = tie.literal.value.as_str();
        let start = literal.find(|letter: char| letter.is_ascii_digit()).filter(|_| tie.rounded_to.is_none())?;
        let end = literal.rfind(|letter: char| letter.is_ascii_digit())? + 1;
        let number: Decimal = literal.get(start..end)?.replace(',', "").parse().ok()?;
        let ValueState::Given(stated) = report.observations.get(bound.key.as_ref()?)?.stated else { return None };
        let decimals = number.scale();
        let same = |rounded: Decimal| rounded == number;
        let shown =
            same(stated.abs().round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
                || same(stated.abs().round_dp(decimals));
        shown.then(|| Self { decimals, stated: stated.scale(), unit: literal.get(end..).unwrap_or_default() })
    }
}
