//! A planning indicator lacks a value for one of the plan's years, or does not say whether it is binding.

use crate::check::Context;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Indicator, Key, Missing, ValueState};

const RULE: RuleId = rule::INDICATOR_EMPTY;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for indicator in &context.report.project.indicators {
        let mut empty: Vec<Arg> = empty_years(context, indicator);
        if indicator.attribute.is_none() {
            empty.push(Message::new("indicator-empty.attribute").into());
        }
        if empty.is_empty() {
            continue;
        }
        let message = Message::new("indicator-empty")
            .with("number", indicator.number.to_string())
            .with("indicator", name(context, indicator))
            .with("cells", Arg::List(empty));
        let hint = Message::new("indicator-empty.hint").with("fact", indicator.fact.as_str());
        faults.report(Diagnostic::warning(RULE, indicator.id.span, message).hint(hint));
    }
}

/// The plan's years without a number, neither observed nor planned; `na` is an answer.
fn empty_years(context: &Context<'_>, indicator: &Indicator) -> Vec<Arg> {
    let filled = |target: bool, year: i32| {
        let key = Key::new(&indicator.fact.value, target, vec![year.to_string()]);
        let found = context.report.observations.get(&key);
        found
            .is_some_and(|found| found.stated == ValueState::Missing(Missing::NotApplicable) || found.value().is_some())
    };
    let empty = |year: &&i32| !filled(false, **year) && !filled(true, **year);
    context.report.project.plan.years.iter().filter(empty).map(|year| Arg::Text(year.to_string())).collect()
}

fn name(context: &Context<'_>, indicator: &Indicator) -> Arg {
    match context.report.project.indicator_name(indicator) {
        Some(name) => Arg::Both { zh: name.zh.plain(), en: name.en.plain() },
        None => Arg::Text(indicator.id.value.clone()),
    }
}
