//! A number of the book falls short of what an upper plan sets.

use crate::check::Context;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, Sought, Spanned, rule};
use crate::model::{Observation, Standing, Text, UpperTarget};

const RULE: RuleId = rule::UPPER_TARGET;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let report = context.report;
    let project = &report.project;
    for target in &project.upper {
        if !project.sources.has(&target.source.value) {
            let names = project.sources.iter().map(|source| source.id.value.as_str());
            unknown(&target.source, ("unknown-source", Sought::Source), names, faults);
        }
        if project.units.parse(&target.unit.value).is_none() {
            let message = Message::new("unit-unknown").with("unit", target.unit.value.as_str());
            faults.report(Diagnostic::error(rule::UNIT_UNKNOWN, target.unit.span, message));
            continue;
        }
        let Some(own) = target.own(&project.registers, &report.observations) else {
            missing(context, target, faults);
            continue;
        };
        match target.standing(&project.registers, own) {
            Standing::Met => {}
            Standing::Unlike => {
                let message = Message::new("upper-target.unlike").with("key", own.key.to_string());
                faults.report(Diagnostic::error(RULE, target.unit.span, message));
            }
            Standing::Open => {
                let message = Message::new("upper-target.open").with("what", what(context, target, own));
                let message = message.with("year", target.year.to_string()).with("asked", asked(context, target));
                faults.report(Diagnostic::warning(RULE, own.span, message).related(target.span, target.place()));
            }
            Standing::Short => faults.report(short(context, target, own)),
        }
    }
}

/// What is compared, as people call it.
fn what(context: &Context<'_>, target: &UpperTarget, own: &Observation) -> Arg {
    let project = &context.report.project;
    let indicator = target.indicator.as_ref().and_then(|id| project.indicators.get(id));
    match indicator {
        Some(indicator) => {
            let name = project.indicator_name(indicator).map(|name| name.plain()).unwrap_or_default();
            Message::new("upper-target.indicator")
                .with("number", indicator.number.to_string())
                .with("name", Arg::Both { zh: name.zh, en: name.en })
                .into()
        }
        None => {
            let Text { zh, en } = own.name.clone();
            Arg::Both { zh, en }
        }
    }
}

/// The upper value, as both languages write it.
fn asked(context: &Context<'_>, target: &UpperTarget) -> Arg {
    let unit = context.report.project.units.parse(&target.unit.value);
    unit.map_or_else(|| target.value.to_string().into(), |unit| context.written(target.value, &unit))
}

/// The fault of a number, with every sentence that says it.
fn short(context: &Context<'_>, target: &UpperTarget, own: &Observation) -> Diagnostic {
    let report = context.report;
    let source = report.project.sources.get(&target.source).map(|source| source.name.plain()).unwrap_or_default();
    let message = Message::new("upper-target")
        .with("what", what(context, target, own))
        .with("year", target.year.to_string())
        .with("value", context.value(own))
        .with("sign", target.demand.sign())
        .with("asked", asked(context, target))
        .with("source", Arg::Both { zh: source.zh, en: source.en })
        .with("place", target.place());
    let fault = Diagnostic::error(RULE, own.span, message).related(target.span, Message::new("upper-target.asked"));
    let uses = report.uses.get(&own.key).into_iter().flatten();
    uses.fold(fault, |fault, tie| {
        let (tie, _) = report.tie(*tie);
        let note = Message::new("upper-target.said").with("literal", tie.literal.value.as_str());
        fault.related(tie.span, note)
    })
}

/// There is no number for it: an unknown name, or a year that the book does not have.
fn missing(context: &Context<'_>, target: &UpperTarget, faults: &mut Diagnostics) {
    let project = &context.report.project;
    match (&target.indicator, &target.key) {
        (Some(indicator), _) if !project.indicators.has(&indicator.value) => {
            let names = project.indicators.iter().map(|one| one.id.value.as_str());
            unknown(indicator, ("unknown-indicator", Sought::Indicator), names, faults);
        }
        (_, Some(key)) if !project.facts.has(key.value.split('@').next().unwrap_or_default()) => {
            let names = project.facts.iter().map(|one| one.id.value.as_str());
            unknown(key, ("unknown-fact", Sought::Fact), names, faults);
        }
        _ => {
            let fact = target.fact(&project.registers).unwrap_or_default();
            let message = Message::new("upper-target.no-year").with("fact", fact).with("year", target.year.to_string());
            faults.report(Diagnostic::error(RULE, target.span, message));
        }
    }
}

fn unknown<'a>(
    name: &Spanned<String>,
    (id, sought): (&'static str, Sought),
    names: impl Iterator<Item = &'a str>,
    faults: &mut Diagnostics,
) {
    let message = Message::new(id).with("name", name.value.as_str());
    faults.report(Diagnostic::error(rule::UNKNOWN_NAME, name.span, message).seeking(sought).near(name, names));
}
