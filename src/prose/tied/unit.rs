//! Which unit a computed value is shown in, and whether the text around a literal names its unit already.

use crate::model::{BoundTie, Language, Quantity, Report, UnitDef, UnitExpr, UnitTable};
use crate::prose::Surroundings;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The unit of a computed value: its own; that of one of the numbers that it rests on, or a quotient of two such; else one of
/// the table that suits its size. `None` if there is none of its kind.
pub(super) fn named(report: &Report, bound: &BoundTie, quantity: &Quantity) -> Option<UnitExpr> {
    let (own, units) = (&quantity.unit, &report.project.units);
    if !own.written.is_empty() || own.over.is_some() {
        return Some(own.clone());
    }
    if own.is_dimensionless() {
        // A part of a whole is a percentage, unless the text says otherwise.
        return units.parse("%");
    }
    let behind = bound.keys.iter().filter_map(|key| report.observations.get(key)?.value());
    let behind: Vec<&UnitExpr> = behind.map(|value| &value.unit).collect();
    if let Some(same) = behind.iter().find(|unit| unit.same_dimension(own)) {
        return Some((*same).clone());
    }
    let ids = || behind.iter().filter_map(|unit| unit.over.as_deref());
    let quotients = ids().flat_map(|over| ids().map(move |under| format!("{over}/{under}")));
    let quotient = quotients.filter_map(|written| units.parse(&written)).find(|unit| unit.same_dimension(own));
    quotient.or_else(|| of_size(units, &own.dimensions, quantity.nominal)).or_else(|| counted(units, &own.dimensions))
}

/// The largest metric unit of a kind of which the value holds one or more; the smallest if it holds none.
fn of_size(units: &UnitTable, dimensions: &BTreeMap<String, i8>, value: Decimal) -> Option<UnitExpr> {
    let metric = |unit: &&UnitDef| !unit.counting && unit.denominator == Decimal::ONE && unit.dimensions == *dimensions;
    let mut fitting: Vec<&UnitDef> = units.iter().filter(metric).collect();
    fitting.sort_by_key(|unit| unit.numerator);
    let largest = fitting.iter().rev().find(|unit| unit.numerator <= value.abs());
    units.parse(&largest.or(fitting.first())?.id)
}

/// The unit of what is counted by a name of its own: m³ by m³ a person leaves persons.
fn counted(units: &UnitTable, dimensions: &BTreeMap<String, i8>) -> Option<UnitExpr> {
    let mut named = dimensions.iter().filter(|(name, power)| **power == 1 && *name != "count");
    let unit = units.parse(named.next()?.0)?;
    (unit.dimensions == *dimensions).then_some(unit)
}

/// Whether the text after a literal, or before it for units that stand there, names its unit or counts it: 座 after
/// a number of mines.
pub(super) fn stands_outside(language: Language, unit: &UnitExpr, around: Surroundings<'_>, units: &UnitTable) -> bool {
    let Some(own) = unit.over.as_deref().and_then(|id| units.get(id)) else { return false };
    let same_kind = |other: &&UnitDef| other.id == own.id || own.counting && other.counting && same(other, own);
    let mut names = units.iter().filter(same_kind).flat_map(|unit| {
        let symbol = std::iter::once(unit.symbol.get(language));
        symbol.chain(unit.aliases.get(language)).chain(unit.plural.as_ref().filter(|_| language == Language::En))
    });
    let after = around.after.trim_start_matches([' ', '\u{a0}', '-']);
    match language {
        Language::Zh => names.any(|name| !name.is_empty() && around.after.trim_start().starts_with(name.as_str())),
        Language::En if own.prefix => {
            let before = around.before.trim_end();
            names.any(|name| ends_with_word(before, name) || starts_with_word(after, name))
        }
        Language::En => names.any(|name| starts_with_word(after, name)),
    }
}

fn same(one: &UnitDef, other: &UnitDef) -> bool {
    one.dimensions == other.dimensions
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let rest = text.strip_prefix(word);
    !word.is_empty() && rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let rest = text.strip_suffix(word);
    !word.is_empty() && rest.is_some_and(|rest| !rest.ends_with(|next: char| next.is_alphanumeric()))
}
