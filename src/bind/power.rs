//! Powers and roots of decimals: `x^2`, and the yearly rate of a growth. Exact as far as 28 digits reach; no floating point.

use super::evaluate::Evaluator;
use super::formula::{Expression, Fault};
use super::interval::Trouble;
use super::value::{Value, combine, trouble, warmth};
use crate::model::{Interval, Quantity};
use rust_decimal::Decimal;
use std::ops::Range;

/// So often is the room halved in which a root lies: more often than 28 digits can tell apart.
const HALVINGS: usize = 96;

impl Evaluator<'_> {
    /// A number multiplied with itself.
    pub(super) fn power(&mut self, base: &Expression, exponent: u32, range: Range<usize>) -> Result<Value, Fault> {
        let Some((base, bare)) = self.number(base)? else { return Ok(Value::Pending) };
        warmth(&base, &range)?;
        let mut quantity = base.clone();
        for _ in 1..exponent {
            quantity = combine(&quantity, &base, false).map_err(|cause| trouble(cause, range.clone()))?;
        }
        if exponent.is_multiple_of(2) {
            // A square is never below zero, on whichever side of it its root may lie.
            quantity.interval.low = quantity.interval.low.map(|low| low.max(Decimal::ZERO));
        }
        Ok(Value::Number { quantity, bare })
    }
}

/// The rate that in so many years makes a growth: `(1 + growth)^(1/years) - 1`.
pub(super) fn yearly(growth: &Quantity, years: u32) -> Result<Quantity, Trouble> {
    let rate = |growth: Decimal| {
        let ratio = growth.checked_add(Decimal::ONE).ok_or(Trouble::Overflow)?.max(Decimal::ZERO);
        Ok(root(ratio, years) - Decimal::ONE)
    };
    let end = |end: Option<Decimal>| end.map(rate).transpose();
    let interval = Interval { low: end(growth.interval.low)?, high: end(growth.interval.high)? };
    Ok(Quantity { nominal: rate(growth.nominal)?, interval, unit: growth.unit.clone() })
}

/// The root of a number that is not below zero.
fn root(number: Decimal, degree: u32) -> Decimal {
    if number.is_zero() {
        return number;
    }
    let (mut low, mut high) = (Decimal::ZERO, number.max(Decimal::ONE));
    for _ in 0..HALVINGS {
        let middle = low.checked_add(high).map_or(high, |sum| sum / Decimal::TWO);
        // What is too large to be written is too large.
        let power = (0..degree).try_fold(Decimal::ONE, |power, _| power.checked_mul(middle));
        if power.is_none_or(|power| power > number) { high = middle } else { low = middle }
    }
    // The last digits are those of the halving.
    high.round_dp(24)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UnitExpr;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn roots_are_found_to_the_last_digits_that_count() {
        assert_eq!(root(decimal("9"), 2).round_dp(20), decimal("3"));
        assert_eq!(root(decimal("0.001"), 3).round_dp(20), decimal("0.1"));
        assert_eq!(root(decimal("1"), 200).round_dp(20), Decimal::ONE);
        assert_eq!(root(Decimal::ZERO, 5).round_dp(20), Decimal::ZERO);
        assert_eq!(root(decimal("1.61051"), 5).round_dp(20), decimal("1.1"));
        assert_eq!(root(Decimal::MAX, 2).round_dp(0), decimal("281474976710656"));
    }

    #[test]
    fn a_yearly_rate_keeps_the_interval() {
        let growth = Quantity {
            nominal: decimal("0.61051"),
            interval: Interval { low: Some(decimal("0.4641")), high: None },
            unit: UnitExpr::one(),
        };
        let rate = yearly(&growth, 5).unwrap();
        assert_eq!(rate.nominal.round_dp(20), decimal("0.1"));
        assert_eq!(rate.interval.low.map(|low| low.round_dp(4)), Some(decimal("0.0792")));
        assert_eq!(rate.interval.high, None);
        let lost = Quantity { nominal: decimal("-1"), ..growth };
        assert_eq!(yearly(&lost, 2).unwrap().nominal.round_dp(20), decimal("-1"));
    }
}
