//! How a literal's unit stands to a value's unit, and whether the literal shows the value.

use super::{Against, Given, Literal, Standing, Style};
use crate::model::{Interval, Quantity, UnitExpr, to_figures};
use rust_decimal::Decimal;

impl Literal {
    /// One of the literal's unit in base units, as a fraction. Without a unit the value's own is meant, without its
    /// scale; the denominator of a quotient may be left out (人均1055立方米); a count may show a pure number, and
    /// whatever is `bare`. `None` when the units are of different kinds.
    pub fn factor(&self, own: &UnitExpr, bare: bool) -> Option<(Decimal, Decimal)> {
        let Some(unit) = &self.unit else {
            // 三成 and 2:1 say the same of 30% as of 0.3.
            let pure = self.fraction.is_some() && own.is_dimensionless();
            return Some(if pure { (Decimal::ONE, Decimal::ONE) } else { unscaled(own) });
        };
        if unit.same_dimension(own) {
            return self.answers(unit, own).then_some((unit.numerator, unit.denominator));
        }
        if let Some(factor) = of_degrees(unit, own) {
            return Some(factor);
        }
        // "629 a year" leaves out what is counted.
        if unit.over.is_none() && !unit.under.is_empty() && unit.under == own.under {
            return Some(unscaled(own));
        }
        let counts = unit.dimensions.len() == 1 && unit.dimensions.contains_key("count");
        if counts && (bare || own.is_dimensionless()) {
            return Some((unit.numerator, unit.denominator));
        }
        without_denominator(unit, own)
    }

    /// The same of a number for each person, household or thing, of which the words around it say so: 人均\[45939元\] of
    /// what is yuan by person.
    pub fn factor_each(&self, own: &UnitExpr) -> Option<(Decimal, Decimal)> {
        const EACH: [&str; 3] = ["person", "household", "count"];
        let unit = self.unit.as_ref().filter(|unit| unit.under.is_empty())?;
        let mut rest = own.dimensions.clone();
        for (dimension, exponent) in &unit.dimensions {
            *rest.entry(dimension.clone()).or_insert(0) -= exponent;
        }
        rest.retain(|_, exponent| *exponent != 0);
        let one = rest.len() == 1 && rest.iter().all(|(name, power)| *power == -1 && EACH.contains(&name.as_str()));
        one.then_some((unit.numerator, unit.denominator))
    }

    /// Whether the counting word of the literal may stand for the one of the data: towns are no villages, 个 and 处 may
    /// be either.
    fn answers(&self, unit: &UnitExpr, own: &UnitExpr) -> bool {
        const ANYTHING: [&str; 4] = ["item", "site", "place", "point"];
        let counted = |unit: &UnitExpr| unit.dimensions.get("count") == Some(&1);
        let open = own.over.as_deref().is_none_or(|own| ANYTHING.contains(&own));
        self.counts_anything || open || !counted(unit) || unit.over == own.over
    }

    /// Whether the literal is true of a value; of a range the low end. `None` when the units are of different kinds or a
    /// number is too large.
    pub fn shows(&self, value: &Quantity) -> Option<bool> {
        let factor = self.factor(&value.unit, false)?;
        let against = Against::new(value, factor)?;
        let ends = self.style != Style::Ratio || self.terms.len() == 2;
        Some(ends && self.stands(None, &against) != Standing::Differs)
    }
}

impl Against {
    /// A value in the unit of a literal, of which one is `factor` base units.
    pub fn new(value: &Quantity, factor: (Decimal, Decimal)) -> Option<Self> {
        let (up, down) = factor;
        let own = |base: Decimal| to_figures(base.checked_mul(down)?.checked_div(up)?, 24);
        let ends = [value.interval.low, value.interval.high].map(|end| end.and_then(own));
        Some(Self {
            value: own(value.nominal)?,
            interval: Interval { low: ends[0], high: ends[1] },
            share: value.unit.is_dimensionless(),
            rounded_to: None,
            given: Given::Flat,
        })
    }
}

/// 度 is an angle by itself, of a temperature a degree and of electricity a kilowatt-hour.
fn of_degrees(unit: &UnitExpr, own: &UnitExpr) -> Option<(Decimal, Decimal)> {
    let energy = [("length", 2), ("mass", 1), ("time", -2)];
    let is_energy = own.dimensions.iter().map(|(name, power)| (name.as_str(), *power)).eq(energy);
    let warmth = own.dimensions.len() == 1 && own.dimensions.get("temperature") == Some(&1);
    match unit.over.as_deref() {
        Some("deg") if unit.under.is_empty() && warmth => Some((Decimal::ONE, Decimal::ONE)),
        Some("deg") if unit.under.is_empty() && is_energy => Some((Decimal::from(3_600_000), Decimal::ONE)),
        _ => None,
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
