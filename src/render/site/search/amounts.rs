//! Numbers by value and unit: 2124 km², 21.24万公顷 and 212,401 ha lead to the same place.
//!
//! A number is looked for as a word that sorts by its size: kind of unit, power of ten, figures. What a reader may write
//! for the units is told to the script.

use crate::model::{Language, Languages, UnitDef, UnitExpr, UnitTable, to_figures};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The kinds of units that the numbers of a book have, each by its dimensions; and the units themselves.
#[derive(Default)]
pub(super) struct Measures {
    kinds: BTreeMap<Vec<(String, i8)>, usize>,
    used: BTreeMap<String, Option<UnitExpr>>,
}

/// Figures of a number that count; more would tell numbers apart that were written the same.
const FIGURES: u32 = 12;

impl Measures {
    /// The word for a number in a unit as the data write it; `None` for zero and for what is no number.
    pub(super) fn word(&mut self, units: &UnitTable, value: &str, unit: &str) -> Option<String> {
        let unit = self.used.entry(unit.to_owned()).or_insert_with(|| units.parse(unit)).clone()?;
        let value: Decimal = value.parse().ok()?;
        let base = to_figures(unit.to_base(value)?, FIGURES)?.normalize();
        if base.is_zero() {
            return None;
        }
        let dimensions = unit.dimensions.iter().map(|(name, power)| (name.clone(), *power)).collect();
        let count = self.kinds.len();
        let kind = *self.kinds.entry(dimensions).or_insert(count);
        let sign = if base.is_sign_negative() { '-' } else { '+' };
        let (power, figures) = scientific(base.abs());
        Some(format!("={kind:02}{sign}{:02}{figures}", power + 50))
    }

    /// What a reader of a book in these languages may write: word, kind, what one of it is in the base unit.
    pub(super) fn names(&self, units: &UnitTable, languages: Languages) -> Vec<(String, usize, f64)> {
        let spellings = |unit| spellings(unit, languages);
        let mut names = BTreeMap::new();
        let mut add = |written: &str, name: &str| {
            if let Some(unit) = units.parse(written)
                && let Some(kind) = self.kind(&unit)
                && let Some(factor) = unit.to_base(Decimal::ONE).and_then(|factor| factor.to_string().parse().ok())
            {
                let mut folded = String::new();
                super::tokens::fold(name, &mut folded);
                names.entry(folded).or_insert((kind, factor));
            }
        };
        for unit in units.iter() {
            spellings(unit).for_each(|name| add(&unit.id, name));
        }
        for unit in self.used.values().flatten() {
            let (Some(over), [under]) = (&unit.over, unit.under.as_slice()) else { continue };
            let (Some(over), Some(under)) = (units.get(over), units.get(under)) else { continue };
            for over_name in spellings(over) {
                spellings(under)
                    .for_each(|name| add(&format!("{}/{}", over.id, under.id), &format!("{over_name}/{name}")));
            }
        }
        names.into_iter().map(|(name, (kind, factor))| (name, kind, factor)).collect()
    }

    fn kind(&self, unit: &UnitExpr) -> Option<usize> {
        let dimensions: Vec<_> = unit.dimensions.iter().map(|(name, power)| (name.clone(), *power)).collect();
        self.kinds.get(&dimensions).copied()
    }
}

/// All that texts write for a unit: Chinese words in books that are written in Chinese, international signs in all.
fn spellings(unit: &UnitDef, languages: Languages) -> impl Iterator<Item = &str> {
    let chinese = languages.has(Language::Zh).then_some([&unit.symbol.zh].into_iter().chain(&unit.aliases.zh));
    let names = chinese.into_iter().flatten().chain([&unit.symbol.en]).chain(&unit.aliases.en);
    names.chain(&unit.plural).map(String::as_str).filter(|name| !name.is_empty())
}

/// A number as a power of ten and its figures without those zeros that say nothing: 2124010000 is 9 and 212401.
fn scientific(number: Decimal) -> (i32, String) {
    let written = number.to_string();
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    let all = format!("{whole}{part}");
    let leading = all.len() - all.trim_start_matches('0').len();
    let places = i32::try_from(whole.len()).unwrap_or(0) - 1;
    (places - i32::try_from(leading).unwrap_or(0), all.trim_matches('0').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::built_in_units;

    #[test]
    fn the_same_amount_in_other_units_is_the_same_word_and_words_sort_by_size() {
        let (units, mut measures) = (built_in_units(), Measures::default());
        let mut word = |value: &str, unit: &str| measures.word(&units, value, unit).unwrap();
        let area = word("2124.01", "km2");
        assert_eq!(area, "=00+59212401");
        assert_eq!(area, word("212401", "ha"));
        assert_eq!(area, word("21.2401", "1e4 ha"));
        assert_eq!(area, word("3186015", "mu"));
        assert_eq!(word("0.05", "km2"), "=00+545");
        assert!(word("999", "m2") < word("1000", "m2") && word("1000", "m2") < word("1001", "m2"));
        assert_eq!(word("-3", "person"), "=01-503");
        assert_eq!(measures.word(&units, "0", "km2"), None);
        assert_eq!(measures.word(&units, "x", "km2"), None);
        assert_eq!(measures.word(&units, "1", "no-such-unit"), None);
    }

    #[test]
    fn readers_may_write_any_unit_of_the_kinds_that_the_book_has() {
        let (units, mut measures) = (built_in_units(), Measures::default());
        measures.word(&units, "1", "km2");
        measures.word(&units, "3", "yuan/person");
        let names = measures.names(&units, Languages::default());
        let of = |name: &str| names.iter().find(|(other, ..)| other == name).map(|(_, kind, factor)| (*kind, *factor));
        assert_eq!(of("公顷"), Some((0, 10_000.0)));
        assert_eq!(of("km2"), Some((0, 1_000_000.0)));
        assert_eq!(of("元/人"), Some((1, 1.0)));
        assert_eq!(of("千瓦"), None);
    }
}
