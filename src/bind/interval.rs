//! Interval arithmetic on exact decimals.
//!
//! The bounds of sums and differences are exact. A quotient or a very long product may not be a finite decimal; its
//! bounds are then moved outward by one unit of the 26th significant digit, so that the true value is never left out.

use crate::model::{Interval, Truth};
use rust_decimal::Decimal;

/// An operation left the range of 28 digits, or divided by zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    Overflow,
    ZeroDivisor,
}

pub(super) fn add(left: Interval, right: Interval) -> Result<Interval, Trouble> {
    Ok(Interval {
        low: both(left.low, right.low, Decimal::checked_add)?,
        high: both(left.high, right.high, Decimal::checked_add)?,
    })
}

pub(super) fn negate(value: Interval) -> Interval {
    Interval { low: value.high.map(|high| -high), high: value.low.map(|low| -low) }
}

pub(super) fn multiply(left: Interval, right: Interval) -> Result<Interval, Trouble> {
    let (Some(a), Some(b), Some(c), Some(d)) = (left.low, left.high, right.low, right.high) else {
        return half_open_product(left, right);
    };
    let corners = [product(a, c)?, product(a, d)?, product(b, c)?, product(b, d)?];
    Ok(hull(corners))
}

/// With an open side only the product of two quantities that cannot be negative is still bounded below.
fn half_open_product(left: Interval, right: Interval) -> Result<Interval, Trouble> {
    match (left.low, right.low) {
        (Some(a), Some(c)) if a >= Decimal::ZERO && c >= Decimal::ZERO => {
            let high = both(left.high, right.high, |b, d| product(b, d).ok().map(|(_, high)| high))?;
            Ok(Interval { low: Some(product(a, c)?.0), high })
        }
        _ => Ok(Interval { low: None, high: None }),
    }
}

pub(super) fn divide(left: Interval, right: Interval) -> Result<Interval, Trouble> {
    let zero = Decimal::ZERO;
    let (Some(c), Some(d)) = (right.low, right.high) else {
        // Divided by "more than c": between nothing and the quotient by c, where neither can be negative.
        return match (left.low, left.high, right.low) {
            (Some(a), high, Some(c)) if a >= zero && c > zero => {
                let high = high.map(|b| quotient(b, c).map(|(_, high)| high)).transpose()?;
                Ok(Interval { low: Some(zero), high })
            }
            _ => Ok(Interval { low: None, high: None }),
        };
    };
    if c == zero && d == zero {
        return Err(Trouble::ZeroDivisor);
    }
    if c <= zero && d >= zero {
        return Ok(Interval { low: None, high: None });
    }
    let (Some(a), Some(b)) = (left.low, left.high) else {
        let low = left.low.filter(|a| *a >= zero && c > zero).map(|a| quotient(a, d)).transpose()?;
        return Ok(Interval { low: low.map(|(low, _)| low), high: None });
    };
    Ok(hull([quotient(a, c)?, quotient(a, d)?, quotient(b, c)?, quotient(b, d)?]))
}

pub(super) fn absolute(value: Interval) -> Interval {
    let zero = Decimal::ZERO;
    match (value.low, value.high) {
        (Some(low), _) if low >= zero => value,
        (_, Some(high)) if high <= zero => negate(value),
        (Some(low), Some(high)) => Interval { low: Some(zero), high: Some(high.max(-low)) },
        _ => Interval { low: Some(zero), high: None },
    }
}

/// `left < right`, whatever the true values are?
pub(super) fn less(left: Interval, right: Interval) -> Truth {
    if matches!((left.high, right.low), (Some(high), Some(low)) if high < low) {
        Truth::Holds
    } else if matches!((left.low, right.high), (Some(low), Some(high)) if low >= high) {
        Truth::Fails
    } else {
        Truth::Undecided
    }
}

/// `left == right`: two statements of one thing agree when their intervals meet.
pub(super) fn equal(left: Interval, right: Interval) -> Truth {
    if left.meets(right) { Truth::Holds } else { Truth::Fails }
}

fn both(
    left: Option<Decimal>,
    right: Option<Decimal>,
    operation: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Result<Option<Decimal>, Trouble> {
    match (left, right) {
        (Some(left), Some(right)) => operation(left, right).map(Some).ok_or(Trouble::Overflow),
        _ => Ok(None),
    }
}

fn hull(corners: [(Decimal, Decimal); 4]) -> Interval {
    let low = corners.iter().map(|(low, _)| *low).min();
    let high = corners.iter().map(|(_, high)| *high).max();
    Interval { low, high }
}

/// Bounds of `a * b`.
fn product(a: Decimal, b: Decimal) -> Result<(Decimal, Decimal), Trouble> {
    let value = a.checked_mul(b).ok_or(Trouble::Overflow)?;
    let exact = a.scale() + b.scale() <= 28 && value.scale() == a.scale() + b.scale();
    Ok(if exact || value.is_zero() && (a.is_zero() || b.is_zero()) { (value, value) } else { widen(value) })
}

/// Bounds of `a / b`.
fn quotient(a: Decimal, b: Decimal) -> Result<(Decimal, Decimal), Trouble> {
    if b.is_zero() {
        return Err(Trouble::ZeroDivisor);
    }
    let value = a.checked_div(b).ok_or(Trouble::Overflow)?;
    let exact = value.scale() + b.scale() <= 28 && value.checked_mul(b) == Some(a);
    Ok(if exact { (value, value) } else { widen(value) })
}

fn widen(value: Decimal) -> (Decimal, Decimal) {
    let least = Decimal::new(1, 27);
    let margin = value.abs().checked_mul(Decimal::new(1, 26)).map_or(least, |margin| margin.max(least));
    (value - margin, value + margin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(low: &str, high: &str) -> Interval {
        let bound = |text: &str| (text != "-").then(|| Decimal::from_str_exact(text).unwrap());
        Interval { low: bound(low), high: bound(high) }
    }

    #[test]
    fn bounds_of_the_four_operations() {
        let cases = [
            ("+", ("1", "2"), ("3", "5"), ("4", "7")),
            ("+", ("1", "-"), ("3", "5"), ("4", "-")),
            ("*", ("-1", "2"), ("3", "5"), ("-5", "10")),
            ("*", ("1", "-"), ("3", "5"), ("3", "-")),
            ("*", ("-1", "-"), ("3", "5"), ("-", "-")),
            ("/", ("1", "2"), ("4", "5"), ("0.2", "0.5")),
            ("/", ("1", "2"), ("-1", "5"), ("-", "-")),
            ("/", ("1", "2"), ("4", "-"), ("0", "0.5")),
        ];
        for (operation, left, right, wanted) in cases {
            let (a, b) = (interval(left.0, left.1), interval(right.0, right.1));
            let result = match operation {
                "+" => add(a, b),
                "*" => multiply(a, b),
                _ => divide(a, b),
            };
            assert_eq!(result, Ok(interval(wanted.0, wanted.1)), "{left:?} {operation} {right:?}");
        }
    }

    #[test]
    fn a_third_lies_inside_its_bounds() {
        let third = divide(interval("1", "1"), interval("3", "3")).unwrap();
        let back = multiply(third, interval("3", "3")).unwrap();
        assert!(back.contains(Decimal::ONE));
        assert!(third.width().unwrap() > Decimal::ZERO);
    }

    #[test]
    fn division_by_zero_is_told_apart_from_division_by_a_maybe() {
        assert_eq!(divide(interval("1", "1"), interval("0", "0")), Err(Trouble::ZeroDivisor));
        assert_eq!(divide(interval("1", "1"), interval("0", "1")), Ok(interval("-", "-")));
    }

    #[test]
    fn comparisons_are_three_valued() {
        assert_eq!(less(interval("1", "2"), interval("3", "4")), Truth::Holds);
        assert_eq!(less(interval("3", "4"), interval("1", "3")), Truth::Fails);
        assert_eq!(less(interval("1", "3"), interval("2", "4")), Truth::Undecided);
        assert_eq!(less(interval("1", "-"), interval("2", "4")), Truth::Undecided);
        assert_eq!(equal(interval("1", "3"), interval("3", "4")), Truth::Holds);
        assert_eq!(equal(interval("1", "2"), interval("3", "-")), Truth::Fails);
    }
}
