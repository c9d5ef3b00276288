//! The targets of an indicator go against its direction, or back past the value of the base year.

use crate::check::Context;
use crate::check::written::round_half_up;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Bound, Counts, Direction, Indicator, Key, Observation, ValueState};

const RULE: RuleId = rule::SERIES_ORDER;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for indicator in &context.report.project.indicators {
        let falls = match (indicator.counts, indicator.direction) {
            (Counts::Cumulative, _) | (Counts::Level, Some(Direction::Up)) => false,
            (Counts::Level, Some(Direction::Down)) => true,
            (Counts::Level, None) => continue,
        };
        let (base, targets) = series(context, indicator);
        let base = base.filter(|_| indicator.counts == Counts::Level);
        let line: Vec<&Observation> = base.into_iter().chain(targets).collect();
        for (place, later) in line.iter().enumerate() {
            let broken = |earlier: &&&Observation| comparable(falls, earlier, later) && against(falls, earlier, later);
            if let Some(earlier) = line[..place].iter().rev().find(broken) {
                faults.report(fault(context, indicator, earlier, later));
            }
        }
    }
}

/// The base year's value and the targets that are given, by year.
fn series<'a>(context: &Context<'a>, indicator: &Indicator) -> (Option<&'a Observation>, Vec<&'a Observation>) {
    let report = context.report;
    let year = report.project.plan.years.first().map(ToString::to_string).unwrap_or_default();
    let base = report.observations.get(&Key { fact: indicator.fact.value.clone(), members: vec![year] });
    let first = Key::new(&indicator.fact.value, true, Vec::new());
    let planned = report.observations.range::<Key, _>(&first..).take_while(|(key, _)| key.fact == first.fact);
    let planned = planned.filter(|(key, found)| key.members.len() == 1 && found.value().is_some());
    (base, planned.map(|(_, found)| found).collect())
}

/// A floor under what should rise and a ceiling over what should fall leave room on the side of the base year.
fn slack(falls: bool, target: &Observation) -> bool {
    target.bound == Some(if falls { Bound::AtMost } else { Bound::AtLeast })
}

/// A floor is compared with floors, a ceiling with ceilings, and neither with a base that it leaves room for.
fn comparable(falls: bool, earlier: &Observation, later: &Observation) -> bool {
    match (earlier.bound, later.bound) {
        (Some(earlier), Some(later)) => earlier == later,
        _ => earlier.target || !slack(falls, later),
    }
}

/// Lower though it should rise, or higher though it should fall, at the digits of the coarser of the two.
fn against(falls: bool, earlier: &Observation, later: &Observation) -> bool {
    let (ValueState::Given(from), ValueState::Given(to)) = (&earlier.stated, &later.stated) else { return false };
    let digits = from.scale().min(to.scale());
    let (from, to) = (round_half_up(*from, digits), round_half_up(*to, digits));
    if falls { to > from } else { to < from }
}

fn fault(context: &Context<'_>, indicator: &Indicator, earlier: &Observation, later: &Observation) -> Diagnostic {
    let id = match (indicator.counts, indicator.direction) {
        (Counts::Cumulative, _) => "series-order.cumulative",
        (_, Some(Direction::Down)) => "series-order.down",
        _ => "series-order.up",
    };
    let year = |found: &Observation| found.key.members.first().cloned().unwrap_or_default();
    let message = Message::new(id)
        .with("number", indicator.number.to_string())
        .with("key", later.key.to_string())
        .with("later", year(later))
        .with("value", context.value(later))
        .with("earlier", year(earlier))
        .with("before", context.value(earlier));
    let (span, note) = context.line(earlier);
    Diagnostic::error(RULE, later.span, message).related(span, note).hint(Message::new("series-order.hint"))
}
