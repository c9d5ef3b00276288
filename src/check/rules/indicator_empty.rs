//! A planning indicator lacks a value for one of the plan's years, or does not say whether it is binding.
//!
//! An indicator without a base value or a target cannot be monitored. The plan's indicator table is what the
//! higher authority checks first.
//!
//! Bad:
//!
//! ```yaml
//! values: {2020: 23}
//! targets: {2025: 28, 2030: null, 2035: null}
//! ```
//!
//! Good:
//!
//! ```yaml
//! values: {2020: 23}
//! targets: {2025: 28, 2030: 30, 2035: 32}
//! ```
//!
//! Limits: A warning, one for each indicator; it names the empty years. `na` (not applicable) is an answer,
//! `null` (to be determined) is not.
//!
//! ---
//!
//! 规划指标缺少某一规划年份的值，或者没有注明约束性还是预期性。
//!
//! 没有基期值或目标值的指标无法监测；指标表又是上级最先核对的内容。
//!
//! 不好：
//!
//! ```yaml
//! values: {2020: 23}
//! targets: {2025: 28, 2030: null, 2035: null}
//! ```
//!
//! 好：
//!
//! ```yaml
//! values: {2020: 23}
//! targets: {2025: 28, 2030: 30, 2035: 32}
//! ```
//!
//! 限度：属于警告，每项指标一条，列出空缺的年份。`na`（不适用）算已填，`null`（待定）算空缺。

use crate::check::Context;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message};
use crate::model::{Indicator, Key, Missing, ValueState};

const RULE: &str = "indicator-empty";

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
    let fact = context.report.project.facts.iter().find(|fact| fact.id.value == indicator.fact.value);
    match indicator.name.as_ref().or(fact.map(|fact| &fact.name)) {
        Some(name) => Arg::Both { zh: name.zh.plain(), en: name.en.plain() },
        None => Arg::Text(indicator.id.value.clone()),
    }
}
