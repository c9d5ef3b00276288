//! Adds up what must come out: the members of a whole, shares that make 100 %, the rows of a table with a total row.
//!
//! Says of each total whether the true values can make it (the intervals meet), and whether the printed digits do: where
//! only rounding stands between them, one sentence says so under the table or figure, the same in site and print.

use super::directory::Directory;
use super::evaluate::Evaluator;
use super::formula::Node;
use super::grid;
use super::interval;
use super::value::{Value, YEAR, total};
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, Span, Spanned, rule};
use crate::locale;
use crate::model::{
    Fact, FactValue, FigureData, FigureKind, Interval, Key, LANGUAGES, Missing, Observation, Quantity, RelationKind,
    Table, TableKind, Total, TotalKind, Truth, UnitExpr, ValueState,
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Decimals of a part that is converted into the unit of its whole.
const FINEST: u32 = 6;

type Observations = BTreeMap<Key, Observation>;

/// Everything that must add up and whose parts are all known.
pub(super) fn evaluate(directory: &Directory<'_>, observations: &Observations, faults: &mut Diagnostics) -> Vec<Total> {
    let mut totals = Vec::new();
    for (index, fact) in directory.project.facts.iter().enumerate() {
        lacking(directory, fact, faults);
        if let Some(whole) = fact.whole.as_ref().filter(|_| fact.complete != Some(false)) {
            let pairs = super::relations::pairs(directory, observations, index, whole, RelationKind::Whole, faults);
            totals.extend(pairs.into_iter().filter_map(|pair| {
                let subject = subject(directory, index, &pair.group);
                let whole = (pair.other, pair.other_key);
                finish(
                    directory,
                    observations,
                    TotalKind::Members,
                    subject,
                    pair.parts,
                    whole,
                    fact.whole.as_ref()?.span,
                )
            }));
        } else if fact.complete == Some(true) && fact.whole.is_none() && fact.unit.value == "%" {
            totals.extend(shares(directory, observations, index));
        }
    }
    for table in &directory.project.tables {
        if table.kind == TableKind::Grid {
            totals.extend(columns(directory, observations, table));
        } else {
            totals.extend(table.total.as_ref().and_then(|key| rows(directory, observations, table, key, faults)));
        }
    }
    totals
}

/// The members of which a fact that claims to have all of them gives nothing. Parts of a whole are all of them unless the
/// fact says otherwise, or that its source lists the largest.
fn lacking(directory: &Directory<'_>, fact: &Fact, faults: &mut Diagnostics) {
    let all = fact.complete == Some(true) || fact.whole.is_some() && fact.complete.is_none() && !fact.listed_largest;
    if !all || !matches!(fact.value, FactValue::Members(_)) {
        return;
    }
    let readings = fact.readings();
    for (place, name) in fact.by.iter().enumerate().filter(|(_, name)| name.value != YEAR) {
        let Some(dimension) = directory.dimension(name) else { continue };
        let given: BTreeSet<&str> = readings
            .iter()
            .filter_map(|reading| reading.members.get(place))
            .map(|member| member.value.as_str())
            .collect();
        let absent = dimension.members.iter().map(|member| member.id.value.as_str()).filter(|id| !given.contains(id));
        let absent: Vec<&str> = absent.collect();
        if !absent.is_empty() {
            let message =
                Message::new("members-lacking").with("fact", fact.id.value.as_str()).with("members", absent.join(", "));
            let fault = Diagnostic::error(rule::MEMBER_MISSING, fact.id.span, message);
            faults.report(fault.hint(Message::new("members-lacking.hint")));
        }
    }
}

/// The fact's id, with the members that tell one group from another.
fn subject(directory: &Directory<'_>, fact: usize, group: &[String]) -> String {
    Key { fact: directory.project.facts[fact].id.value.clone(), members: group.to_vec() }.to_string()
}

/// Shares make 100 in each year; observed and planned ones apart.
fn shares(directory: &Directory<'_>, observations: &Observations, index: usize) -> Vec<Total> {
    let fact = &directory.project.facts[index];
    let year = fact.by.iter().position(|dimension| dimension.value == YEAR);
    // Of several dimensions beside the years it is not said which one makes the whole.
    if !matches!(fact.value, FactValue::Members(_)) || fact.by.len() != 1 + usize::from(year.is_some()) {
        return Vec::new();
    }
    let mut groups: BTreeMap<(bool, Option<String>), Vec<Key>> = BTreeMap::new();
    for reading in
        fact.readings().iter().filter(|reading| reading.state.value != ValueState::Missing(Missing::NotApplicable))
    {
        let member = year.and_then(|place| reading.members.get(place)).map(|member| member.value.clone());
        groups.entry((reading.target, member)).or_default().push(fact.key(reading));
    }
    let all = Quantity {
        nominal: Decimal::ONE,
        interval: Interval::exact(Decimal::ONE),
        unit: UnitExpr::clone(&directory.units[index]),
    };
    groups
        .into_iter()
        .filter_map(|((_, member), parts)| {
            let subject = subject(directory, index, &member.into_iter().collect::<Vec<_>>());
            finish(directory, observations, TotalKind::Shares, subject, parts, (all.clone(), None), fact.span)
        })
        .collect()
}

/// The rows of a table beside its total row.
fn rows(
    directory: &Directory<'_>,
    observations: &Observations,
    table: &Table,
    key: &Spanned<String>,
    faults: &mut Diagnostics,
) -> Option<Total> {
    let expression = directory.parse(key, faults)?;
    let mut evaluator = Evaluator::new(directory, observations);
    let whole = match evaluator.evaluate(&expression) {
        Ok(Value::Number { quantity, .. }) if matches!(expression.node, Node::Reference(_)) => quantity,
        Ok(Value::Pending) => return None,
        Ok(_) => {
            faults.report(Diagnostic::error(rule::FORMULA_BROKEN, key.span, Message::new("table-total-key")));
            return None;
        }
        Err(fault) => {
            faults.report(fault.within(key));
            return None;
        }
    };
    let whole_key = evaluator.keys.first().cloned();
    let parts = row_keys(table, observations).into_iter().filter(|part| Some(part) != whole_key.as_ref()).collect();
    finish(
        directory,
        observations,
        TotalKind::Rows,
        format!("tab:{}", table.id.value),
        parts,
        (whole, whole_key),
        key.span,
    )
}

/// The columns of a grid beside their total.
fn columns(directory: &Directory<'_>, observations: &Observations, table: &Table) -> Vec<Total> {
    let Some(total) = &table.total else { return Vec::new() };
    let sums = grid::sums(directory, observations, table).into_iter();
    sums.filter_map(|(member, parts, whole)| {
        let value = observations.get(&whole)?.value()?.clone();
        let subject = format!("tab:{}@{member}", table.id.value);
        finish(directory, observations, TotalKind::Rows, subject, parts, (value, Some(whole)), total.span)
    })
    .collect()
}

/// The numbers that the rows of a table print: a row names a fact or one key.
fn row_keys(table: &Table, observations: &Observations) -> Vec<Key> {
    table.rows.iter().flat_map(|row| Key::named(observations, row)).map(|(key, _)| key.clone()).collect()
}

/// A total whose parts are all known and measure the same kind of thing.
fn finish(
    directory: &Directory<'_>,
    observations: &Observations,
    kind: TotalKind,
    subject: String,
    parts: Vec<Key>,
    (whole, whole_key): (Quantity, Option<Key>),
    span: Span,
) -> Option<Total> {
    let known: Vec<&Observation> =
        parts.iter().map(|key| observations.get(key).filter(|found| found.value().is_some())).collect::<Option<_>>()?;
    let values: Vec<&Quantity> = known.iter().filter_map(|found| found.value()).collect();
    if values.iter().any(|value| !value.unit.same_dimension(&whole.unit)) {
        return None;
    }
    let sum = total(values).ok().flatten()?;
    let truth = interval::equal(sum.interval, whole.interval);
    let printed = match &whole_key {
        Some(key) => observations.get(key).filter(|found| !hedged(directory, found)).and_then(Observation::number),
        None => Some(Decimal::ONE_HUNDRED),
    };
    let rounding = printed.filter(|_| truth == Truth::Holds && !known.iter().any(|found| hedged(directory, found)));
    let rounding = rounding.and_then(|printed| rounding_note(directory, &known, &whole.unit, printed));
    Some(Total { kind, subject, parts, sum, whole, whole_key, truth, rounding, span })
}

/// A number that the plan hedges does not claim to add up.
fn hedged(directory: &Directory<'_>, observation: &Observation) -> bool {
    directory.project.facts[observation.fact].qualifier.is_some() || observation.bound.is_some()
}

/// The sentence that rounding asks for, if the printed parts do not make the printed whole.
fn rounding_note(
    directory: &Directory<'_>,
    parts: &[&Observation],
    unit: &UnitExpr,
    printed: Decimal,
) -> Option<Message> {
    let mut sum = Decimal::ZERO;
    for part in parts {
        let (number, own) = (part.number()?, &part.value()?.unit);
        let converted = || Some(unit.from_base(own.to_base(number)?)?.round_dp(FINEST).normalize());
        let number = if own == unit { number } else { converted()? };
        sum = sum.checked_add(number)?;
    }
    // A whole printed with fewer digits than its parts shows no difference that its own digits do not show.
    let comparable = sum
        .round_dp_with_strategy(printed.scale().min(sum.scale()), rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let percent = printed == Decimal::ONE_HUNDRED && unit.is_dimensionless();
    if (if percent { sum } else { comparable }) == printed {
        return None;
    }
    let shown = |number: Decimal| {
        let [zh, en] = LANGUAGES.map(|one| locale::format_quantity(one, number, unit, &directory.project.units));
        Arg::Both { zh, en }
    };
    Some(Message::new("ui.rounding-note").with("sum", shown(sum)).with("whole", shown(printed)))
}

/// The rounding sentences by what they stand under: facts in the ledger, tables and figures where all the parts and
/// the whole are to be seen.
pub(super) fn notes(
    directory: &Directory<'_>,
    totals: &[Total],
    observations: &Observations,
) -> BTreeMap<String, Message> {
    let rounded = || totals.iter().filter_map(|total| Some((total, total.rounding.as_ref()?)));
    let mut notes = BTreeMap::new();
    for (total, note) in rounded() {
        let place = match total.kind {
            TotalKind::Rows => base(&total.subject).to_owned(),
            TotalKind::Members | TotalKind::Shares => format!("fact:{}", base(&total.subject)),
        };
        notes.entry(place).or_insert_with(|| note.clone());
    }
    for table in &directory.project.tables {
        let shown = row_keys(table, observations);
        let foot = table.total.as_ref().map(|total| total.value.clone());
        let sees = |key: &Key| shown.contains(key) || foot.as_ref() == Some(&key.to_string());
        let seen = rounded().find(|(total, _)| {
            total.parts.iter().all(&sees) && total.whole_key.as_ref().is_none_or(&sees) && !total.parts.is_empty()
        });
        if let Some((_, note)) = seen {
            notes.entry(format!("tab:{}", table.id.value)).or_insert_with(|| note.clone());
        }
    }
    for figure in directory.project.figures.iter().filter(|figure| figure.rest.is_none()) {
        let (FigureKind::Chart(_), FigureData::Fact(fact)) = (&figure.kind.value, &figure.data) else { continue };
        let seen = rounded().find(|(total, _)| total.kind == TotalKind::Shares && base(&total.subject) == fact.value);
        if let Some((_, note)) = seen {
            notes.insert(format!("fig:{}", figure.id.value), note.clone());
        }
    }
    notes
}

/// The fact of a subject.
fn base(subject: &str) -> &str {
    subject.split('@').next().unwrap_or(subject)
}
