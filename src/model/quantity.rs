//! Exact decimals, the intervals they stand for, and three-valued truth.
//!
//! A given value stands for the interval of half a unit in its last digit (XBRL Calculations 1.1); an exact count for
//! itself. All numbers here are in base units (see [`super::UnitExpr`]).

use super::UnitExpr;
use rust_decimal::Decimal;

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
