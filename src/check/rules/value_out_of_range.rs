//! A number cannot be right: a share below 0% or above 100%, a negative area or count, a target outside the plan's
//! period, or an observation after the edition.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Sought, rule};
use crate::model::{Date, Fact, FactValue, Observation, Reading, ValueState};
use rust_decimal::Decimal;

const RULE: RuleId = rule::VALUE_OUT_OF_RANGE;

/// Words in a fact's id or English name that make its percentage a part of a whole.
const SHARE: [&str; 5] = ["share", "proportion", "cover", "coverage", "portion"];
/// Words that make a number a difference, which may be negative.
const DIFFERENCE: [&str; 8] = ["change", "growth", "increase", "decrease", "net", "balance", "difference", "trend"];
/// The same in Chinese names.
const DIFFERENCE_ZH: [&str; 5] = ["增长", "变化", "增减", "净", "差"];

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for observation in context.report.observations.values() {
        let Some(fact) = context.fact(observation) else { continue };
        amount(context, fact, observation, faults);
    }
    for fact in &context.report.project.facts {
        years(context, fact, faults);
    }
}

/// A share beyond 0-100 %, or an amount below nothing.
fn amount(context: &Context<'_>, fact: &Fact, observation: &Observation, faults: &mut Diagnostics) {
    let Some(quantity) = observation.value() else { return };
    let whole = (Decimal::ZERO..=Decimal::ONE).contains(&quantity.nominal);
    let message = if quantity.unit.written == "%" {
        (!whole && is_share(fact)).then(|| Message::new("value-out-of-range.share"))
    } else {
        let below = quantity.nominal < Decimal::ZERO && cannot_be_negative(context, observation);
        below.then(|| Message::new("value-out-of-range.negative"))
    };
    if let Some(message) = message.filter(|_| !is_difference(fact)) {
        let message = message.with("key", observation.key.to_string()).with("value", context.value(observation));
        let hint = Message::new("value-out-of-range.hint-difference");
        faults.report(Diagnostic::error(RULE, observation.span, message).hint(hint));
    }
}

/// Years outside the plan: targets outside its period, observations after its edition.
fn years(context: &Context<'_>, fact: &Fact, faults: &mut Diagnostics) {
    let plan = &context.report.project.plan;
    let Some(position) = fact.by.iter().position(|dimension| dimension.value == "year") else { return };
    let FactValue::Members(readings) = &fact.value else { return };
    for reading in readings {
        let Some(member) = reading.members.get(position) else { continue };
        let Some(year) = Date::of_period(&member.value).map(Date::last_year) else { continue };
        let outside = plan.period.filter(|(first, last)| reading.target && !(*first..=*last).contains(&year));
        let message = if let Some((first, last)) = outside {
            Message::new("value-out-of-range.target").with("first", first.to_string()).with("last", last.to_string())
        } else if !reading.target && given(reading).is_some() && year > plan.edition_date.year {
            Message::new("value-out-of-range.future").with("edition", plan.edition_date.year.to_string())
        } else {
            continue;
        };
        let message = message.with("fact", fact.id.as_str()).with("year", year.to_string());
        let fault = Diagnostic::error(RULE, member.span, message).hint(Message::new("value-out-of-range.hint-year"));
        faults.report(if reading.target { fault.seeking(Sought::Period) } else { fault });
    }
}

fn given(reading: &Reading) -> Option<Decimal> {
    match reading.state.value {
        ValueState::Given(value) => Some(value),
        ValueState::Missing(_) => None,
    }
}

fn is_share(fact: &Fact) -> bool {
    let related = fact.whole.is_some() || fact.part_of.is_some();
    related
        || SHARE.iter().any(|word| says(fact, word))
        || ["比重", "占比", "覆盖"].iter().any(|word| fact.name.zh.source.contains(word))
}

fn is_difference(fact: &Fact) -> bool {
    DIFFERENCE.iter().any(|word| says(fact, word))
        || DIFFERENCE_ZH.iter().any(|word| fact.name.zh.source.contains(word))
}

/// Whether a word stands in the fact's id or English name.
fn says(fact: &Fact, word: &str) -> bool {
    let id = fact.id.value.split(['.', '_']).any(|part| part == word);
    id || fact
        .name
        .en
        .source
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|part| part.eq_ignore_ascii_case(word))
}

/// Areas, volumes, masses, people and counts; a temperature or an altitude may be negative.
fn cannot_be_negative(context: &Context<'_>, observation: &Observation) -> bool {
    let Some(unit) = observation.quantity.as_ref().map(|quantity| &quantity.unit) else { return false };
    let counts =
        unit.over.as_deref().and_then(|id| context.report.project.units.get(id)).is_some_and(|unit| unit.counting);
    let kind = |name: &str, exponent: i8| unit.dimensions.len() == 1 && unit.dimensions.get(name) == Some(&exponent);
    let amounts = [("length", 2), ("length", 3), ("mass", 1), ("person", 1), ("household", 1)];
    counts || amounts.iter().any(|(name, exponent)| kind(name, *exponent))
}
