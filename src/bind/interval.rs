//! Interval arithmetic on exact decimals.
//!
//! The bounds of sums and differences are exact as far as 28 digits reach. A quotient, a very long product or sum may
//! not be; its bounds are then moved outward, so that the true value is never left out.

use crate::model::{Interval, Truth, UnitExpr};
use rust_decimal::Decimal;

/// An operation left the range of 28 digits, or divided by zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    Overflow,
    ZeroDivisor,
}

/// The interval between two ends given in a unit, in base units. Where the factor of the unit does not divide (a mu has
/// 2000/3 m²) the ends are moved outward: exact numbers that add up must not seem to miss by a rounding of the tool's.
pub(super) fn in_base(unit: &UnitExpr, low: Option<Decimal>, high: Option<Decimal>) -> Result<Interval, Trouble> {
    let base = |end: Option<Decimal>| {
        let over = |end: Decimal| quotient(end.checked_mul(unit.numerator).ok_or(Trouble::Overflow)?, unit.denominator);
        end.map(over).transpose()
    };
    Ok(Interval { low: base(low)?.map(|(low, _)| low), high: base(high)?.map(|(_, high)| high) })
}

pub(super) fn add(left: Interval, right: Interval) -> Result<Interval, Trouble> {
    Ok(Interval {
        low: both(left.low, right.low, |left, right| total(left, right, false))?,
        high: both(left.high, right.high, |left, right| total(left, right, true))?,
    })
}

/// A sum; one that has no room for all digits is moved outward, upward or downward, by its last one.
fn total(left: Decimal, right: Decimal, upward: bool) -> Option<Decimal> {
    let sum = left.checked_add(right)?;
    if sum.scale() >= left.scale().max(right.scale()) {
        return Some(sum);
    }
    let step = Decimal::new(1, sum.scale());
    if upward { sum.checked_add(step) } else { sum.checked_sub(step) }
}

pub(super) fn negate(value: Interval) -> Interval {
    Interval { low: value.high.map(|high| -high), high: value.low.map(|low| -low) }
}

pub(super) fn multiply(left: Interval, right: Interval) -> Result<Interval, Trouble> {
    let (a, b) = ends(left);
    let (c, d) = ends(right);
    hull([times(a, c)?, times(a, d)?, times(b, c)?, times(b, d)?])
}

pub(super) fn divide(left: Interval, right: Interval) -> Result<Interval, Trouble> {
    let zero = Some(Decimal::ZERO);
    if right.low == zero && right.high == zero {
        return Err(Trouble::ZeroDivisor);
    }
    // A divisor that may be on either side of zero leaves nothing to say.
    if right.low.is_none_or(|low| low < Decimal::ZERO) && right.high.is_none_or(|high| high > Decimal::ZERO) {
        return Ok(Interval { low: None, high: None });
    }
    let positive = right.high.is_none_or(|high| high > Decimal::ZERO);
    let (a, b) = ends(left);
    let (c, d) = ends(right);
    hull([over(a, c, positive)?, over(a, d, positive)?, over(b, c, positive)?, over(b, d, positive)?])
}

/// The larger or the smaller of two quantities; an open side of the one that does not count drops out.
pub(super) fn extreme(one: Interval, other: Interval, highest: bool) -> Interval {
    if !highest {
        return negate(extreme(negate(one), negate(other), true));
    }
    let low = match (one.low, other.low) {
        (Some(one), Some(other)) => Some(one.max(other)),
        (one, other) => one.or(other),
    };
    Interval { low, high: one.high.zip(other.high).map(|(one, other)| one.max(other)) }
}

/// An end of an interval that may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Finite(Decimal),
    /// Beyond every number; `true` for the upper side.
    Open(bool),
}

impl End {
    /// Below, at or above zero.
    fn sign(self) -> i8 {
        match self {
            Self::Finite(value) if value.is_zero() => 0,
            Self::Finite(value) if value < Decimal::ZERO => -1,
            Self::Finite(_) | Self::Open(true) => 1,
            Self::Open(false) => -1,
        }
    }
}

fn ends(interval: Interval) -> (End, End) {
    (interval.low.map_or(End::Open(false), End::Finite), interval.high.map_or(End::Open(true), End::Finite))
}

/// Bounds of the product of two ends. Nothing of something endless is nothing.
fn times(a: End, b: End) -> Result<(End, End), Trouble> {
    if let (End::Finite(a), End::Finite(b)) = (a, b) {
        return product(a, b).map(|(low, high)| (End::Finite(low), End::Finite(high)));
    }
    let end = match a.sign() * b.sign() {
        0 => End::Finite(Decimal::ZERO),
        sign => End::Open(sign > 0),
    };
    Ok((end, end))
}

/// Bounds of the quotient of two ends; a divisor of zero is the limit from its side.
fn over(a: End, b: End, positive: bool) -> Result<(End, End), Trouble> {
    let end = match (a, b) {
        (End::Finite(a), End::Finite(b)) if !b.is_zero() => {
            return quotient(a, b).map(|(low, high)| (End::Finite(low), End::Finite(high)));
        }
        // Whatever is divided by something endless may come as near to zero as one likes.
        (_, End::Open(_)) => End::Finite(Decimal::ZERO),
        _ if a.sign() == 0 => End::Finite(Decimal::ZERO),
        _ => End::Open((a.sign() > 0) == positive),
    };
    Ok((end, end))
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

/// `left < right`, whatever the true values are? What no more than the last digits of a quotient part is equal: a third
/// is not less than a third.
pub(super) fn less(left: Interval, right: Interval) -> Truth {
    if matches!((left.high, right.low), (Some(high), Some(low)) if high < low) {
        Truth::Holds
    } else if matches!((left.low, right.high), (Some(low), Some(high)) if low >= high)
        || is_one_number(left) && is_one_number(right)
    {
        Truth::Fails
    } else {
        Truth::Undecided
    }
}

/// Whether an interval is no wider than the rounding of an endless quotient makes it.
fn is_one_number(interval: Interval) -> bool {
    let (Some(low), Some(high)) = (interval.low, interval.high) else { return false };
    let residue = low.abs().max(Decimal::ONE).checked_mul(Decimal::new(1, 22));
    high.checked_sub(low).zip(residue).is_some_and(|(width, residue)| width <= residue)
}

/// `left == right`: two statements of one thing agree when their intervals meet. What is open on a side meets almost
/// anything there, which proves nothing: it does not decide.
pub(super) fn equal(left: Interval, right: Interval) -> Truth {
    let open = [left.low, left.high, right.low, right.high].contains(&None);
    match left.meets(right) {
        false => Truth::Fails,
        true if open => Truth::Undecided,
        true => Truth::Holds,
    }
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

fn hull(corners: [(End, End); 4]) -> Result<Interval, Trouble> {
    let finite = |end: End| if let End::Finite(value) = end { Some(value) } else { None };
    let lowest = corners.iter().all(|(low, _)| *low != End::Open(false));
    let highest = corners.iter().all(|(_, high)| *high != End::Open(true));
    let low = corners.iter().filter_map(|(low, _)| finite(*low)).min();
    let high = corners.iter().filter_map(|(_, high)| finite(*high)).max();
    Ok(Interval { low: low.filter(|_| lowest), high: high.filter(|_| highest) })
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
    Ok(if is_exact(value, b, a) { (value, value) } else { widen(value) })
}

/// Whether a quotient times its divisor is the dividend to the last digit. In whole numbers: a product of decimals may be
/// rounded to it.
fn is_exact(value: Decimal, divisor: Decimal, dividend: Decimal) -> bool {
    let value = value.normalize();
    let dividend = dividend.normalize();
    let scale = (value.scale() + divisor.scale()).checked_sub(dividend.scale());
    let power = scale.and_then(|scale| 10_i128.checked_pow(scale));
    let product = value.mantissa().checked_mul(divisor.mantissa());
    product.is_some() && product == power.and_then(|power| dividend.mantissa().checked_mul(power))
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

    /// A mu has 2000/3 m²: 3 × 310 mu are 930 mu, whatever becomes of the 28th digit.
    #[test]
    fn a_unit_that_does_not_divide_leaves_exact_sums_alone() {
        let mu = crate::locale::built_in_units().parse("mu").unwrap();
        let of = |number: i64| in_base(&mu, Some(number.into()), Some(number.into())).unwrap();
        let three = add(add(of(310), of(310)).unwrap(), of(310)).unwrap();
        let rest = add(add(of(1152), negate(of(1145))).unwrap(), negate(of(7))).unwrap();
        let back = add(add(of(4_371_336), of(10)).unwrap(), negate(of(4_371_336))).unwrap();
        for (one, other) in [(three, of(930)), (rest, Interval::exact(Decimal::ZERO)), (back, of(10))] {
            assert!(one.low <= other.high && other.low <= one.high, "{one:?} {other:?}");
        }
        assert!(three.high < of(931).low);
    }

    #[test]
    fn bounds_of_the_four_operations() {
        let cases = [
            ("+", ("1", "2"), ("3", "5"), ("4", "7")),
            ("+", ("1", "-"), ("3", "5"), ("4", "-")),
            ("*", ("-1", "2"), ("3", "5"), ("-5", "10")),
            ("*", ("1", "-"), ("3", "5"), ("3", "-")),
            ("*", ("-1", "-"), ("3", "5"), ("-5", "-")),
            ("*", ("-", "2"), ("3", "5"), ("-", "10")),
            ("*", ("0", "0"), ("1", "-"), ("0", "0")),
            ("/", ("1", "-"), ("4", "5"), ("0.2", "-")),
            ("/", ("-", "2"), ("4", "5"), ("-", "0.5")),
            ("/", ("1", "2"), ("-", "-4"), ("-0.5", "0")),
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
        assert_eq!(divide(interval("1", "1"), interval("0", "1")), Ok(interval("1", "-")));
        assert_eq!(divide(interval("1", "1"), interval("-1", "0")), Ok(interval("-", "-1")));
    }

    #[test]
    fn comparisons_are_three_valued() {
        assert_eq!(less(interval("1", "2"), interval("3", "4")), Truth::Holds);
        assert_eq!(less(interval("3", "4"), interval("1", "3")), Truth::Fails);
        assert_eq!(extreme(interval("1", "-"), interval("2", "4"), false), interval("1", "4"));
        assert_eq!(extreme(interval("-", "3"), interval("2", "4"), true), interval("2", "4"));
        assert_eq!(less(interval("1", "3"), interval("2", "4")), Truth::Undecided);
        assert_eq!(less(interval("1", "-"), interval("2", "4")), Truth::Undecided);
        assert_eq!(equal(interval("1", "3"), interval("3", "4")), Truth::Holds);
        assert_eq!(equal(interval("1", "2"), interval("3", "-")), Truth::Fails);
        assert_eq!(equal(interval("1", "2"), interval("2", "-")), Truth::Undecided);
        assert_eq!(equal(interval("-", "-"), interval("2", "2")), Truth::Undecided);
    }
}
