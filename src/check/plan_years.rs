//! The years of the plan as pages name them in type, against those of `plan.yaml`.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, rule};
use crate::prose::{NamedYears, plan_years};

/// Reports every typed period, base year and year after the plan's own title that is another one in `plan.yaml`.
pub(super) fn against_plan(context: &Context<'_>, faults: &mut Diagnostics) {
    let plan = &context.report.project.plan;
    let (own, last_year) = (plan.period, plan.period.map(|(_, last)| last));
    let period = own.map_or_else(String::new, |(first, last)| format!("{first}–{last}"));
    for passage in context.passages.iter().filter(|passage| passage.is_counted()) {
        let titles = [&plan.title, &plan.short_title].map(|title| title.get(passage.language).source.as_str());
        for years in plan_years(passage.language, &passage.text, &titles) {
            let period = period.clone();
            let (id, known, tie) = match years.named {
                NamedYears::Period(first, last) if own.is_some_and(|own| (first, last) != own) => {
                    ("date-differs.period", period, "plan.start")
                }
                NamedYears::Title(first, last) if own.is_some_and(|own| (first, last) != own) => {
                    ("date-differs.title", period, "")
                }
                NamedYears::End(last) if last_year.is_some_and(|own| last != own) => {
                    ("date-differs.period", period, "plan.end")
                }
                NamedYears::Base(year) => match plan.years.first() {
                    Some(base) if *base != year => ("date-differs.base", base.to_string(), "plan.base"),
                    _ => continue,
                },
                _ => continue,
            };
            // What is tied answers to its tie.
            let within = |part: &std::ops::Range<usize>| part.start < years.range.end && years.range.start < part.end;
            if passage.ties().any(|(_, part)| within(&part)) {
                continue;
            }
            let named = passage.text.get(years.range.clone()).unwrap_or_default();
            let message = Message::new(id).with("named", named).with("known", known);
            let fault = Diagnostic::error(rule::DATE_DIFFERS, passage.place(years.range), message);
            faults.report(match tie {
                "" => fault.hint(Message::new("date-differs.title-hint")),
                tie => fault.hint(Message::new("date-differs.plan-hint").with("tie", tie)),
            });
        }
    }
}
