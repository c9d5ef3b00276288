//! Prepares the data of every chart of the figure register: labels, values, the undeclared rest.

use super::directory::Directory;
use super::evaluate::Evaluator;
use super::formula::Node;
use super::value::{Value, total};
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, Phrases, Spanned, rule};
use crate::locale::{self, Catalogue};
use crate::model::{
    Chart, ChartKind, ChartPart, Figure, FigureData, FigureKind, Key, Language, Missing, Observation, Quantity, Text,
    UnitExpr,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// A part before it is formatted: its label and its value.
struct Part {
    label: Text,
    value: Option<Quantity>,
    /// Why there is no value.
    missing: Missing,
    /// The number to print, in the unit of the chart.
    number: Option<Decimal>,
    /// The numbers that it rests on.
    keys: Vec<Key>,
}

/// The charts of a book by figure id. One whose kind cannot show its numbers is left out and reported.
pub(super) fn prepare(
    directory: &Directory<'_>,
    observations: &BTreeMap<Key, Observation>,
    faults: &mut Diagnostics,
) -> BTreeMap<String, Chart> {
    let mut charts = BTreeMap::new();
    for figure in &directory.project.figures {
        let FigureKind::Chart(kind) = figure.kind.value else { continue };
        match chart(directory, observations, figure, kind, faults) {
            Ok(Some(chart)) => {
                charts.insert(figure.id.value.clone(), chart);
            }
            Ok(None) => {}
            Err(fault) => faults.report(fault),
        }
    }
    charts
}

fn chart(
    directory: &Directory<'_>,
    observations: &BTreeMap<Key, Observation>,
    figure: &Figure,
    kind: ChartKind,
    faults: &mut Diagnostics,
) -> Result<Option<Chart>, Diagnostic> {
    let (mut parts, name) = match &figure.data {
        FigureData::Fact(fact) => (members(directory, observations, fact)?, fact_name(directory, fact)),
        FigureData::Facts(facts, labels) => {
            let mut parts = Vec::new();
            for (index, formula) in facts.iter().enumerate() {
                let label = labels.as_ref().and_then(|labels| labels.get(index)).map(Text::plain);
                let Some(part) = single(directory, observations, formula, label, faults) else { return Ok(None) };
                parts.push(part);
            }
            (parts, None)
        }
        FigureData::None => {
            return Err(Diagnostic::error(rule::YAML_SHAPE, figure.span, Message::new("figure-without-data")));
        }
    };
    let Some(unit) = parts.iter().find_map(|part| part.value.as_ref()).map(|value| value.unit.clone()) else {
        return Err(Diagnostic::error(rule::YAML_SHAPE, figure.span, Message::new("figure-without-data")));
    };
    if parts.iter().filter_map(|part| part.value.as_ref()).any(|value| !value.unit.same_dimension(&unit)) {
        return Err(Diagnostic::error(rule::UNIT_MISMATCH, figure.span, Message::new("unit-mismatch.members")));
    }
    if figure.rest.is_some() {
        // The rest is what the known parts leave: those to be determined are in it.
        parts.retain(|part| part.value.is_some());
    }
    if let Some(message) = unfit(directory, figure, kind, &parts) {
        let fault = Diagnostic::error(rule::CHART_UNFIT, figure.kind.span, message);
        return Err(fault.hint(Message::new("chart-unfit.hint")));
    }
    let rest = rest(directory, observations, figure, &parts, &unit)?;
    let units = &directory.project.units;
    let name = name.unwrap_or_else(|| figure.title.plain());
    let axis = Text::build(|language| {
        let label = locale::unit_label(language, &unit, units);
        match language {
            _ if label.is_empty() => name.get(language).clone(),
            Language::Zh => format!("{}（{label}）", name.zh),
            Language::En => format!("{} ({label})", name.en),
        }
    });
    let all = parts.iter().map(|part| (part, false)).chain(rest.iter().map(|part| (part, true)));
    Ok(Some(Chart {
        id: figure.id.value.clone(),
        kind,
        title: figure.title.plain(),
        axis,
        unit: Text::build(|language| suffix(language, &unit, directory)),
        parts: all.map(|(part, rest)| shown(part, rest, &unit)).collect::<Option<_>>().unwrap_or_default(),
    }))
}

/// Why parts of a whole cannot be cut out of it: one is below zero, or one is not known and would be cut away in silence.
fn unfit(directory: &Directory<'_>, figure: &Figure, kind: ChartKind, parts: &[Part]) -> Option<Message> {
    if !kind.cuts_a_whole() {
        return None;
    }
    let named = |id: &'static str, part: &Part| {
        Some(Message::new(id).with("part", Arg::Both { zh: part.label.zh.clone(), en: part.label.en.clone() }))
    };
    let below = |part: &&Part| part.value.as_ref().is_some_and(|value| value.nominal < Decimal::ZERO);
    if let Some(part) = parts.iter().find(below) {
        return named("chart-unfit.negative", part);
    }
    if let Some(part) = parts.iter().find(|part| part.value.is_none()) {
        return named("chart-unfit.missing", part).map(|message| message.with("why", part.missing.words()));
    }
    let FigureData::Fact(fact) = &figure.data else { return None };
    let fact = directory.project.facts.get(directory.fact_index(fact)?)?;
    (fact.complete == Some(false) && figure.rest.is_none()).then(|| Message::new("chart-unfit.incomplete"))
}

/// The unit as it stands after a value in a label.
fn suffix(language: Language, unit: &UnitExpr, directory: &Directory<'_>) -> String {
    let label = locale::unit_label(language, unit, &directory.project.units);
    let glued = label.is_empty() || language == Language::Zh || label.starts_with('%');
    if glued { label } else { format!("\u{a0}{label}") }
}

fn shown(part: &Part, rest: bool, unit: &UnitExpr) -> Option<ChartPart> {
    let Some(value) = &part.value else {
        let words = |language| Catalogue::of(language).phrase(&part.missing.words());
        let (label, shown) = (part.label.clone(), Text::build(words));
        return Some(ChartPart { label, value: 0.0, shown, rest, missing: true, keys: part.keys.clone() });
    };
    // A part that is computed, or stated in another unit than the chart's, has the digits that the data support.
    let stated = part.number.filter(|_| value.unit == *unit);
    let number = stated.or_else(|| Quantity { unit: unit.clone(), ..value.clone() }.number())?;
    Some(ChartPart {
        missing: false,
        label: part.label.clone(),
        value: stated.or_else(|| unit.from_base(value.nominal))?.to_f64()?,
        shown: Text::build(|language| locale::format_number(language, number)),
        rest,
        keys: part.keys.clone(),
    })
}

fn fact_name(directory: &Directory<'_>, fact: &Spanned<String>) -> Option<Text> {
    directory.fact_index(fact).map(|index| directory.project.facts[index].name.plain())
}

/// All members of a fact; one to which it does not apply is left out.
fn members(
    directory: &Directory<'_>,
    observations: &BTreeMap<Key, Observation>,
    fact: &Spanned<String>,
) -> Result<Vec<Part>, Diagnostic> {
    let Some(index) = directory.fact_index(fact) else {
        let message = Message::new("unknown-fact").with("name", fact.value.as_str());
        return Err(Diagnostic::error(rule::UNKNOWN_NAME, fact.span, message));
    };
    let entry = &directory.project.facts[index];
    let mut parts = Vec::new();
    for reading in entry.readings() {
        let key = entry.key(reading);
        let Some(observation) = observations.get(&key) else { continue };
        let value = observation.value();
        if value.is_none() && observation.missing() == Some(Missing::NotApplicable) {
            continue;
        }
        let label = reading.members.last().and_then(|member| {
            let dimension = directory.dimension(entry.by.last()?)?;
            let known = dimension.members.get(member)?;
            Some(known.name.plain())
        });
        let label = label.unwrap_or_else(|| observation.name.clone());
        let missing = observation.missing().unwrap_or(Missing::Undetermined);
        let (value, number) = (value.cloned(), observation.number());
        parts.push(Part { label, value, missing, number, keys: vec![key] });
    }
    Ok(parts)
}

fn single(
    directory: &Directory<'_>,
    observations: &BTreeMap<Key, Observation>,
    formula: &Spanned<String>,
    label: Option<Text>,
    faults: &mut Diagnostics,
) -> Option<Part> {
    let expression = directory.parse(formula, faults)?;
    let mut evaluator = Evaluator::new(directory, observations);
    let fault = match evaluator.evaluate(&expression) {
        Ok(Value::Number { quantity, .. }) => {
            let known = evaluator.keys.first().and_then(|key| observations.get(key));
            let whole = matches!(expression.node, Node::Reference(_));
            let number = known.filter(|_| whole).and_then(Observation::number);
            let label = label.or_else(|| known.map(|known| known.name.clone())).unwrap_or_default();
            let keys = evaluator.keys;
            return Some(Part { label, value: Some(quantity), missing: Missing::Undetermined, number, keys });
        }
        Ok(Value::Pending) => {
            let known = evaluator.keys.first().and_then(|key| observations.get(key));
            let label = label.or_else(|| known.map(|known| known.name.clone())).unwrap_or_default();
            let missing = known.and_then(Observation::missing).unwrap_or(Missing::Undetermined);
            return Some(Part { label, value: None, missing, number: None, keys: evaluator.keys });
        }
        Ok(_) => Diagnostic::error(rule::FORMULA_BROKEN, formula.span, Message::new("formula-wants-number")),
        Err(fault) => fault.within(formula),
    };
    faults.report(fault);
    None
}

/// What the parts leave of the whole: of 100 % for shares, else of the fact named by `whole`.
fn rest(
    directory: &Directory<'_>,
    observations: &BTreeMap<Key, Observation>,
    figure: &Figure,
    parts: &[Part],
    unit: &UnitExpr,
) -> Result<Option<Part>, Diagnostic> {
    let Some(label) = &figure.rest else { return Ok(None) };
    let whole = match &figure.data {
        _ if unit.is_dimensionless() => Some(Decimal::ONE),
        FigureData::Fact(fact) => directory
            .fact_index(fact)
            .and_then(|index| directory.project.facts[index].whole.as_ref())
            .and_then(|whole| observations.get(&Key { fact: whole.value.clone(), members: Vec::new() }))
            .and_then(Observation::value)
            .map(|value| value.nominal),
        _ => None,
    };
    let sum = total(parts.iter().filter_map(|part| part.value.as_ref())).ok().flatten();
    let (Some(whole), Some(sum)) = (whole, sum) else {
        return Err(Diagnostic::error(rule::YAML_SHAPE, figure.span, Message::new("figure-rest")));
    };
    let left = (whole - sum.nominal).max(Decimal::ZERO);
    let digits = parts.iter().filter_map(|part| part.number).map(|number| number.scale()).max();
    let number = unit.from_base(left).unwrap_or_default().round_dp(digits.unwrap_or(0));
    let value = Quantity { nominal: left, unit: unit.clone(), ..sum };
    let (label, missing, number) = (label.plain(), Missing::Undetermined, Some(number));
    Ok(Some(Part { label, value: Some(value), missing, number, keys: Vec::new() }))
}
