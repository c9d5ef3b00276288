//! Numbers as a finding writes them (`2.4`, `106.0%`, `45.79 km2`), compared with computed ones.

use crate::model::{Quantity, UnitExpr, UnitTable};
use rust_decimal::{Decimal, RoundingStrategy};
use std::str::FromStr;

/// A decimal with the unit that stands after it, if one does.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Written {
    number: Decimal,
    unit: Option<UnitExpr>,
    /// What stands after the number, as written.
    tail: String,
}

impl Written {
    /// Reads a decimal with an optional `%` or unit; `None` when it is neither.
    pub(super) fn read(text: &str, units: &UnitTable) -> Option<Self> {
        let text = text.trim().replace('−', "-").replace([',', '\u{a0}'], "");
        let end = text.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | '-' | '+'));
        let (number, tail) = text.split_at(end.unwrap_or(text.len()));
        let number = Decimal::from_str(number).ok()?;
        let unit = match tail.trim() {
            "" => None,
            name => Some(units.parse(name)?),
        };
        Some(Self { number, unit, tail: tail.to_owned() })
    }

    /// Whether `quantity`, rounded to the digits written (half up or half even), is this number. Without a unit of
    /// its own the number is meant in the quantity's unit, or in base units.
    pub(super) fn fits(&self, quantity: &Quantity) -> bool {
        let shown = match &self.unit {
            Some(unit) => vec![unit.from_base(quantity.nominal)],
            None => vec![quantity.unit.from_base(quantity.nominal), Some(quantity.nominal)],
        };
        shown.into_iter().flatten().any(|value| {
            let digits = self.number.scale();
            round_half_up(value, digits) == self.number || value.round_dp(digits) == self.number
        })
    }

    /// How `quantity` would be written in the same form: the same unit, the same digits.
    pub(super) fn rewrite(&self, quantity: &Quantity) -> String {
        let unit = self.unit.as_ref().unwrap_or(&quantity.unit);
        let value = unit.from_base(quantity.nominal).unwrap_or(quantity.nominal);
        let digits = self.number.scale();
        let mut value = round_half_up(value, digits);
        value.rescale(digits);
        format!("{value}{}", self.tail)
    }
}

/// How a quantity is written in a finding that does not name it yet.
pub(super) fn suggest(quantity: &Quantity) -> String {
    let value = quantity.unit.from_base(quantity.nominal).unwrap_or(quantity.nominal);
    round_half_up(value, 4).normalize().to_string()
}

/// Rounds half away from zero, as the plan's tables do.
pub(super) fn round_half_up(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::Written;
    use crate::model::{Interval, Quantity, Text, UnitDef, UnitExpr, UnitTable};
    use rust_decimal::Decimal;
    use std::collections::BTreeMap;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn units() -> UnitTable {
        let mut table = UnitTable::default();
        for (id, dimension, numerator, denominator) in [("%", None, 1, 100), ("km2", Some("length"), 1_000_000, 1)] {
            table.insert(UnitDef {
                id: id.to_owned(),
                dimensions: dimension.map(|name| (name.to_owned(), 2)).into_iter().collect::<BTreeMap<_, _>>(),
                numerator: Decimal::from(numerator),
                denominator: Decimal::from(denominator),
                symbol: Text::default(),
                aliases: Text::default(),
                plural: None,
                counting: false,
                spaced: false,
                prefix: false,
            });
        }
        table
    }

    fn quantity(nominal: &str, unit: UnitExpr) -> Quantity {
        let nominal = decimal(nominal);
        Quantity { nominal, interval: Interval::exact(nominal), unit }
    }

    #[test]
    fn a_finding_fits_the_number_it_was_written_for_and_no_other() {
        let units = units();
        let percent = units.parse("%").unwrap();
        let area = units.parse("km2").unwrap();
        for (text, nominal, unit, fits) in [
            ("2.27", "0.022727", &percent, true),
            ("2.3", "0.022727", &percent, true),
            ("2.4", "0.022727", &percent, false),
            ("106.0%", "1.060056", &UnitExpr::one(), true),
            ("106.0%", "1.070056", &UnitExpr::one(), false),
            ("1.06", "1.060056", &UnitExpr::one(), true),
            ("45.79", "45794770", &area, true),
            ("45.79 km2", "45794770", &UnitExpr::one(), true),
            ("2.5", "2.45", &UnitExpr::one(), true),
            ("2.4", "2.45", &UnitExpr::one(), true),
            ("−53.25", "-53250000", &area, true),
        ] {
            let written = Written::read(text, &units).unwrap();
            assert_eq!(written.fits(&quantity(nominal, unit.clone())), fits, "{text} and {nominal}");
        }
    }

    #[test]
    fn what_to_write_keeps_unit_and_digits() {
        let units = units();
        let written = Written::read("106.0%", &units).unwrap();
        assert_eq!(written.rewrite(&quantity("1.1", UnitExpr::one())), "110.0%");
        assert_eq!(Written::read("about 5", &units), None);
        assert_eq!(Written::read("5 furlongs", &units), None);
    }
}
