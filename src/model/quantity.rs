//! Exact decimals, the intervals they stand for, and three-valued truth.
//!
//! A given value stands for the interval of half a unit in its last digit (XBRL Calculations 1.1); an exact count for
//! itself. All numbers here are in base units (see [`super::UnitExpr`]).

use super::UnitExpr;
use crate::diagnostic::Message;
use rust_decimal::{Decimal, RoundingStrategy};

/// A closed interval; `None` means open on that side (`over`, `under`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// Lowest possible value.
    pub low: Option<Decimal>,
    /// Highest possible value.
    pub high: Option<Decimal>,
}

impl Interval {
    /// The interval of one exact value.
    pub fn exact(value: Decimal) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// `low..=high`, put in order.
    pub fn between(low: Decimal, high: Decimal) -> Self {
        Self { low: Some(low.min(high)), high: Some(low.max(high)) }
    }

    /// Whether two closed intervals share a point.
    pub fn meets(self, other: Self) -> bool {
        let below = |low: Option<Decimal>, high: Option<Decimal>| match (low, high) {
            (Some(low), Some(high)) => low <= high,
            _ => true,
        };
        below(self.low, other.high) && below(other.low, self.high)
    }

    /// Whether the value lies in the interval.
    pub fn contains(self, value: Decimal) -> bool {
        self.meets(Self::exact(value))
    }

    /// `high - low`, if closed on both sides.
    pub fn width(self) -> Option<Decimal> {
        self.high?.checked_sub(self.low?)
    }
}

/// A number with what is known of its precision, and its unit. `nominal` is the value as printed or computed from
/// printed values; both it and the interval are in base units, `unit` says how to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The best single value, in base units.
    pub nominal: Decimal,
    /// Where the true value lies, in base units.
    pub interval: Interval,
    /// The unit it is shown in; its dimension is the quantity's dimension.
    pub unit: UnitExpr,
}

impl Quantity {
    /// A computed number in its unit, with the digits that its interval supports.
    pub fn number(&self) -> Option<Decimal> {
        let width = self.interval.width().and_then(|width| self.unit.from_base(width));
        let number = self.rounded(supported_digits(width))?;
        // The zeros of an exact value are the division's, not the data's: a rank of 2 is not 2.0000.
        Some(if real(width).is_none() { number.normalize() } else { number })
    }

    /// The number in its unit with so many decimals, half away from zero.
    pub fn rounded(&self, decimals: u32) -> Option<Decimal> {
        let number = self.unit.from_base(self.nominal)?;
        Some(number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }
}

/// Decimals that an interval of this width supports: the last digit is uncertain by no more than one of its units, up or
/// down. So the sum of two numbers of two decimals is printed with two, as a reader who adds them up expects, and a
/// quotient is not printed with digits that its parts do not carry. Exact values, and those that only the division
/// widens, get at most four.
fn supported_digits(width: Option<Decimal>) -> u32 {
    let Some(width) = real(width) else { return 4 };
    let supports = |digits: &u32| Decimal::new(2, *digits) >= width;
    (0..=10).take_while(supports).last().unwrap_or(0)
}

/// A width that the data have, not the division alone.
fn real(width: Option<Decimal>) -> Option<Decimal> {
    width.filter(|width| *width > Decimal::new(1, 10))
}

/// The truth of a statement about intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// Holds whatever the true values are.
    Holds,
    /// Fails whatever the true values are.
    Fails,
    /// The intervals do not decide, or a value is still to be determined.
    Undecided,
}

/// The words that readers see for a claim's outcome, the same everywhere; none if no formula decides it.
pub fn truth_words(truth: Option<Truth>) -> Message {
    Message::new(match truth {
        Some(Truth::Holds) => "truth.holds",
        Some(Truth::Fails) => "truth.fails",
        Some(Truth::Undecided) => "truth.undecided",
        None => "truth.stated",
    })
}

impl Truth {
    /// The truth of the opposite.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::Holds => Self::Fails,
            Self::Fails => Self::Holds,
            Self::Undecided => Self::Undecided,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Interval, Quantity, UnitExpr, supported_digits};

    #[test]
    fn the_digits_shown_follow_the_width_of_the_interval() {
        let rows = [
            ("0", 4),
            ("0.00000000000000000002", 4),
            // One number of two decimals; the sum of two; the sum of three.
            ("0.01", 2),
            ("0.02", 2),
            ("0.03", 1),
            ("0.0009", 3),
            ("1", 0),
            ("250", 0),
        ];
        for (width, digits) in rows {
            assert_eq!(supported_digits(width.parse::<Decimal>().ok()), digits, "{width}");
        }
        assert_eq!(supported_digits(None), 4);
    }

    #[test]
    fn what_division_widens_has_no_zeros_and_what_the_data_widen_keeps_them() {
        let number = |width: Decimal| {
            let interval = Interval::between(Decimal::TWO, Decimal::TWO + width);
            Quantity { nominal: Decimal::TWO, interval, unit: UnitExpr::one() }
                .number()
                .map(|number| number.to_string())
        };
        assert_eq!(number(Decimal::new(1, 20)).as_deref(), Some("2"));
        assert_eq!(number(Decimal::new(1, 2)).as_deref(), Some("2.00"));
    }
}
