//! The built-in units, read from `units.yaml`; a book's own units are added to the table by `load`.

use crate::model::{Language, Text, UnitDef, UnitTable};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

const BUILT_IN: &str = include_str!("units.yaml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile {
    #[serde(rename = "format")]
    _format: u32,
    units: Vec<UnitEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    id: String,
    #[serde(default)]
    dimensions: BTreeMap<String, i8>,
    #[serde(default)]
    factor: Factor,
    zh: Vec<String>,
    en: Vec<String>,
    plural: Option<String>,
    #[serde(default)]
    counting: bool,
    #[serde(default = "yes")]
    spaced: bool,
    #[serde(default)]
    prefix: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Factor {
    Whole(i64),
    Fraction(i64, i64),
}

impl Default for Factor {
    fn default() -> Self {
        Self::Whole(1)
    }
}

fn yes() -> bool {
    true
}

/// The built-in units with their names in both languages.
///
/// # Panics
/// Never: the file is part of the program, and a test reads it.
pub fn built_in_units() -> UnitTable {
    let file: UnitFile = serde_yaml::from_str(BUILT_IN).expect("the built-in units are sound YAML; a test reads them");
    let mut table = UnitTable::default();
    for entry in file.units {
        table.insert(entry.raise());
    }
    table
}

/// The unit in which quantities of a dimension are counted, to a power: 平方米 of length, 人 of person.
pub(super) fn base_unit(language: Language, dimension: &str, power: u8, units: &UnitTable) -> String {
    let counts_one = |unit: &&UnitDef, power: i8| {
        let own = unit.dimensions.len() == 1 && unit.dimensions.get(dimension) == Some(&power);
        own && unit.numerator == Decimal::ONE && unit.denominator == Decimal::ONE
    };
    let of_power = |power: i8| {
        let named = ["item", dimension].into_iter().filter_map(|id| units.get(id));
        named
            .into_iter()
            .find(|unit| counts_one(unit, power))
            .or_else(|| units.iter().find(|unit| counts_one(unit, power)))
    };
    if let Some(unit) = i8::try_from(power).ok().and_then(of_power) {
        return unit.symbol.get(language).clone();
    }
    let single = of_power(1).map_or_else(|| dimension.to_owned(), |unit| symbol_of(unit, language));
    let raised = |digit: char| digit.to_digit(10).and_then(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize));
    format!("{single}{}", power.to_string().chars().filter_map(raised).collect::<String>())
}

/// Behind it an exponent stands: m⁴ in Chinese too.
fn symbol_of(unit: &UnitDef, language: Language) -> String {
    let latin = unit.aliases.get(language).iter().find(|name| name.is_ascii());
    latin.unwrap_or_else(|| unit.symbol.get(language)).clone()
}

impl UnitEntry {
    fn raise(self) -> UnitDef {
        let (numerator, denominator) = match self.factor {
            Factor::Whole(whole) => (whole, 1),
            Factor::Fraction(numerator, denominator) => (numerator, denominator),
        };
        let first = |names: &[String]| names.first().cloned().unwrap_or_default();
        let mut aliases = Text { zh: self.zh, en: self.en };
        let symbol = Text { zh: first(&aliases.zh), en: first(&aliases.en) };
        aliases.en.extend(self.plural.clone());
        UnitDef {
            id: self.id,
            dimensions: self.dimensions,
            numerator: Decimal::from(numerator),
            denominator: Decimal::from(denominator),
            symbol,
            aliases,
            plural: self.plural,
            counting: self.counting,
            spaced: self.spaced,
            prefix: self.prefix,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LANGUAGES;

    #[test]
    fn every_unit_has_names_and_no_name_belongs_to_two() {
        let table = built_in_units();
        for language in LANGUAGES {
            let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
            for unit in table.iter() {
                assert!(!unit.symbol.get(language).is_empty(), "{}", unit.id);
                for alias in unit.aliases.get(language) {
                    let former = owners.insert(alias, &unit.id);
                    assert!(former.is_none_or(|id| id == unit.id), "{alias}: {former:?} and {}", unit.id);
                }
            }
        }
    }

    #[test]
    fn factors_are_exact() {
        let table = built_in_units();
        let base = |written: &str, number: i64| {
            let unit = table.parse(written).expect(written);
            unit.to_base(Decimal::from(number)).expect("small").normalize().to_string()
        };
        assert_eq!(base("mu", 15), "10000"); // 1 ha
        assert_eq!(base("ha", 1), "10000");
        assert_eq!(base("1e4 mu", 15), "100000000");
        assert_eq!(base("km2", 2), "2000000");
        assert_eq!(base("%", 50), "0.5");
        assert_eq!(base("pp", 50), "0.5");
        assert_eq!(base("permille", 50), "0.05");
        assert_eq!(base("mm", 300), "0.3");
        assert_eq!(base("d", 1), "86400");
        assert_eq!(base("m3/mu", 2000), "3");
        assert_eq!(base("jin", 3), "1.5");
        assert_eq!(base("kWh", 1), "3600000"); // J
        assert_eq!(base("GW", 2), "2000000000"); // W
        assert_eq!(base("mg/L", 1000), "1"); // kg/m³
        assert_eq!(base("ug/m3", 1), "0.000000001");
        assert_eq!(base("g/kg", 12), "0.012");
        assert!(table.parse("mine").expect("known").same_dimension(&table.parse("site").expect("known")));
        assert!(!table.parse("person").expect("known").same_dimension(&table.parse("household").expect("known")));
        assert!(table.parse("acre").is_none(), "a mu is no acre");
    }
}
