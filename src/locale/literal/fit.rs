//! How a literal's unit stands to a value's unit, and whether the literal shows the value.

use super::Literal;
use crate::locale;
use crate::model::{Quantity, UnitExpr, to_figures};
use rust_decimal::Decimal;

impl Literal {
    /// One of the literal's unit in base units, as a fraction. Without a unit the value's own is meant, without its
    /// scale; the denominator of a quotient may be left out (人均1055立方米); a count may show a pure number, and
    /// whatever is `bare`. `None` when the units are of different kinds.
    pub fn factor(&self, own: &UnitExpr, bare: bool) -> Option<(Decimal, Decimal)> {
        let Some(unit) = &self.unit else { return Some(unscaled(own)) };
        if unit.same_dimension(own) {
            return Some((unit.numerator, unit.denominator));
        }
        let counts = unit.dimensions.len() == 1 && unit.dimensions.contains_key("count");
        if counts && (bare || own.is_dimensionless()) {
            return Some((unit.numerator, unit.denominator));
        }
        without_denominator(unit, own)
    }

    /// Whether the literal's number is the value rounded to its last digit, or lies in it for a fraction; the low end
    /// of a range. `None` when the units are of different kinds or a number is too large.
    pub fn shows(&self, value: &Quantity) -> Option<bool> {
        let (up, down) = self.factor(&value.unit, false)?;
        if let Some((numerator, denominator)) = self.fraction {
            let nominal = numerator.checked_div(denominator)?.checked_mul(up)?.checked_div(down)?;
            return Some(value.interval.contains(nominal));
        }
        let shown = to_figures(value.nominal.checked_mul(down)?.checked_div(up)?, 24)?;
        Some(locale::agrees(shown, self.value, self.step))
    }
}

/// The unit's own factor with the power of ten taken off; a computed quantity is shown in base units.
fn unscaled(unit: &UnitExpr) -> (Decimal, Decimal) {
    let power = Decimal::from(10u64.pow(unit.scale.min(18)));
    (unit.numerator, unit.denominator * power)
}

/// For a value in `m3/person` and a literal in cubic metres: the literal's unit over the value's own divisor.
fn without_denominator(unit: &UnitExpr, own: &UnitExpr) -> Option<(Decimal, Decimal)> {
    if own.under.is_empty() || !unit.under.is_empty() {
        return None;
    }
    let mut rest = own.dimensions.clone();
    for (dimension, exponent) in &unit.dimensions {
        *rest.entry(dimension.clone()).or_insert(0) -= exponent;
    }
    rest.retain(|_, exponent| *exponent != 0);
    let (dimensions, up, down) = &own.divisor;
    let matches = *dimensions == rest.into_iter().map(|(name, exponent)| (name, -exponent)).collect();
    matches.then_some((unit.numerator.checked_mul(*down)?, unit.denominator.checked_mul(*up)?))
}
