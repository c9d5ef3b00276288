//! The list of units for `explain units`: by kind, each with its names in both languages and its size.

use super::topics::padded;
use crate::diagnostic::{Message, Phrases};
use crate::locale::{self, Catalogue, built_in_units};
use crate::model::{Language, UnitDef, UnitTable};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// What a unit measures, in the order in which kinds are listed: dimensions, and the words for them.
const KINDS: [(&[(&str, i8)], &str); 17] = [
    (&[("length", 1)], "explain.units.length"),
    (&[("length", 2)], "explain.units.area"),
    (&[("length", 3)], "explain.units.volume"),
    (&[("mass", 1)], "explain.units.mass"),
    (&[("time", 1)], "explain.units.time"),
    (&[("month", 1)], "explain.units.months"),
    (&[("year", 1)], "explain.units.years"),
    (&[("angle", 1)], "explain.units.angle"),
    (&[("temperature", 1)], "explain.units.temperature"),
    (&[("length", 2), ("mass", 1), ("time", -3)], "explain.units.power"),
    (&[("length", 2), ("mass", 1), ("time", -2)], "explain.units.energy"),
    (&[("loudness", 1)], "explain.units.loudness"),
    (&[("yuan", 1)], "explain.units.money"),
    (&[("person", 1)], "explain.units.people"),
    (&[("household", 1)], "explain.units.households"),
    (&[], "explain.units.pure"),
    (&[("count", 1)], "explain.units.count"),
];

/// All units by kind, the book's own last.
pub(super) fn list(book: Option<&UnitTable>, catalogue: &Catalogue) -> String {
    let built_in = built_in_units();
    let units = book.unwrap_or(&built_in);
    let mut text = String::new();
    let place = |unit: &UnitDef| KINDS.iter().position(|(kind, _)| is_of(unit, kind)).unwrap_or(KINDS.len());
    let mut kinds: BTreeMap<(usize, &BTreeMap<String, i8>), Vec<&UnitDef>> = BTreeMap::new();
    for unit in units.iter() {
        kinds.entry((place(unit), &unit.dimensions)).or_default().push(unit);
    }
    for ((place, dimensions), mut own) in kinds {
        own.sort_by(|one, other| size(one).cmp(&size(other)).then_with(|| one.id.cmp(&other.id)));
        let named = KINDS.get(place).map(|(_, id)| catalogue.label(id).to_owned());
        let heading = named.unwrap_or_else(|| {
            let names: Vec<&str> = dimensions.keys().map(String::as_str).collect();
            catalogue.phrase(&Message::new("explain.units.own").with("dimension", names.join(", ")))
        });
        text += &format!("{}{heading}\n", if text.is_empty() { "" } else { "\n" });
        let id = own.iter().map(|unit| unit.id.width()).max().unwrap_or(0);
        let first = catalogue.language();
        let names = own.iter().map(|unit| joined(unit, first).width()).max().unwrap_or(0).min(40);
        for unit in &own {
            let mark = if built_in.get(&unit.id) == Some(*unit) { "" } else { "  (data/units.yaml)" };
            let second = joined(unit, first.other());
            let line = format!("    {}  {}  {second}", padded(&unit.id, id), padded(&joined(unit, first), names));
            text += &format!("{line}{}{mark}\n", worth(unit, &own, units, first));
        }
    }
    text.trim_end().to_owned()
}

fn is_of(unit: &UnitDef, kind: &[(&str, i8)]) -> bool {
    unit.dimensions.len() == kind.len()
        && kind.iter().all(|(name, exponent)| unit.dimensions.get(*name) == Some(exponent))
}

fn size(unit: &UnitDef) -> Decimal {
    unit.numerator.checked_div(unit.denominator).unwrap_or_default()
}

fn joined(unit: &UnitDef, language: Language) -> String {
    let mut names: Vec<&str> = vec![unit.symbol.get(language)];
    let more = unit.aliases.get(language).iter().chain(unit.plural.as_ref().filter(|_| language == Language::En));
    for name in more.map(String::as_str) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(if language == Language::Zh { "、" } else { ", " })
}

/// How many of the unit that the others are counted in: ` = 10000 m2`.
fn worth(unit: &UnitDef, kind: &[&UnitDef], units: &UnitTable, language: Language) -> String {
    let one = |unit: &&&UnitDef| unit.numerator == unit.denominator;
    let Some(base) = kind.iter().find(one).or(kind.first()) else { return String::new() };
    if unit.counting || unit.id == base.id || size(unit) == size(base) {
        return String::new();
    }
    let numerator = unit.numerator.checked_mul(base.denominator);
    let denominator = unit.denominator.checked_mul(base.numerator);
    let Some((numerator, denominator)) = numerator.zip(denominator) else { return String::new() };
    // An endless quotient is not a size that anybody could check: 2000/3.
    let exact = numerator.checked_div(denominator).filter(|value| value.normalize().scale() <= 12);
    let number = |value: Decimal| locale::format_number(language, value.normalize());
    let amount = exact.map_or_else(|| format!("{}/{}", number(numerator), number(denominator)), number);
    let symbol = units.get(&base.id).map_or(base.id.as_str(), |base| base.symbol.get(language));
    if base.dimensions.is_empty() { String::new() } else { format!("  = {amount} {symbol}") }
}
