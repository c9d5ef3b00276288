//! A number as the interval that it can stand for: half a unit of its last digit to both sides, more where a hedge says so.
//! Arithmetic is exact decimal; what no decimal can hold gives nothing. Two sides agree when their intervals meet, so that
//! rounding is never blamed.

use crate::locale::Literal;
use crate::locale::literal::{Style, Tone};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// An interval, closed, and the number as written, all in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) value: Decimal,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
}

/// A count below this without zeros at its end is exact.
const EXACT_BELOW: u32 = 10_000;

impl Amount {
    pub(super) fn exact(value: Decimal) -> Self {
        Self { value, low: value, high: value }
    }

    fn around(value: Decimal, half: Decimal) -> Option<Self> {
        Some(Self { value, low: value.checked_sub(half)?, high: value.checked_add(half)? })
    }

    /// What a literal can stand for; `outside` is the hedge that stands beside it.
    pub(super) fn of(literal: &Literal, outside: Option<Tone>) -> Option<Self> {
        if literal.missing.is_some() || literal.style == Style::Ratio {
            return None;
        }
        let tone = literal.tone.or(outside);
        let own = match literal.high {
            Some(high) => Self { value: literal.value, low: literal.value, high },
            None if literal.style == Style::Fraction => Self::fraction(literal.value, tone)?,
            None => Self::hedged(literal.value, half(literal)?, zeros_unit(literal), tone)?,
        };
        let Some(unit) = &literal.unit else { return Some(own) };
        Some(Self { value: unit.to_base(own.value)?, low: unit.to_base(own.low)?, high: unit.to_base(own.high)? })
    }

    /// A fraction word: one point of a share to both sides, four where it is hedged.
    fn fraction(value: Decimal, tone: Option<Tone>) -> Option<Self> {
        let percent = |points: i64| Decimal::new(points, 2);
        match tone {
            None => Self::around(value, percent(1)),
            Some(Tone::Over | Tone::AtLeast) => Some(Self { value, low: value, high: value + percent(15) }),
            Some(Tone::Under | Tone::AtMost) => Some(Self { value, low: value - percent(15), high: value }),
            Some(_) => Self::around(value, percent(4)),
        }
    }

    /// `half`: of the last digit; `unit`: one of the last digit that is not zero.
    fn hedged(value: Decimal, half: Decimal, unit: Decimal, tone: Option<Tone>) -> Option<Self> {
        let plain = Self::around(value, half)?;
        let part = |hundredths: i64| value.abs().checked_mul(Decimal::new(hundredths, 2));
        Some(match tone {
            None => plain,
            Some(Tone::About) => Self::around(value, half.max((unit / Decimal::TWO).min(part(10)?)))?,
            Some(Tone::Nearly) => Self { low: plain.low.min(value.checked_sub(part(10)?)?), ..plain },
            Some(Tone::Odd) => Self { low: value, high: value.checked_add(unit)?, ..plain },
            Some(Tone::Over | Tone::AtLeast) => Self { low: value, high: value.checked_add(part(25)?)?, ..plain },
            Some(Tone::Under | Tone::AtMost) => Self { low: value.checked_sub(part(25)?)?, high: value, ..plain },
        })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            value: self.value.checked_add(other.value)?,
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
        })
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    pub(super) fn negated(self) -> Self {
        Self { value: -self.value, low: -self.high, high: -self.low }
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let ends = [(self.low, other.low), (self.low, other.high), (self.high, other.low), (self.high, other.high)];
        let ends = ends.map(|(one, other)| one.checked_mul(other));
        let [a, b, c, d] = ends;
        let (a, b, c, d) = (a?, b?, c?, d?);
        Some(Self {
            value: self.value.checked_mul(other.value)?,
            low: a.min(b).min(c).min(d),
            high: a.max(b).max(c).max(d),
        })
    }

    /// The quotient; `None` where the divisor may be nothing or less.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        if other.low <= Decimal::ZERO {
            return None;
        }
        let ends = [(self.low, other.low), (self.low, other.high), (self.high, other.low), (self.high, other.high)];
        let [a, b, c, d] = ends.map(|(one, other)| one.checked_div(other));
        let (a, b, c, d) = (a?, b?, c?, d?);
        Some(Self {
            value: self.value.checked_div(other.value)?,
            low: a.min(b).min(c).min(d),
            high: a.max(b).max(c).max(d),
        })
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// No value but an end is possible for both.
    pub(super) fn is_apart(self, other: Self) -> bool {
        self.low >= other.high || other.low >= self.high
    }

    /// All of it lies above all of the other.
    pub(super) fn exceeds(self, other: Self) -> bool {
        self.low > other.high
    }

    pub(super) fn is_positive(self) -> bool {
        self.low > Decimal::ZERO
    }

    pub(super) fn sum(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().try_fold(Self::exact(Decimal::ZERO), Self::plus)
    }

    /// What both can stand for.
    pub(super) fn common(self, other: Self) -> Option<Self> {
        let (low, high) = (self.low.max(other.low), self.high.min(other.high));
        (low <= high).then_some(Self { value: self.value, low, high })
    }

    /// How far apart two are, as a part of the larger: what weighs a finding.
    pub(super) fn distance(self, other: Self) -> Decimal {
        let larger = self.value.abs().max(other.value.abs());
        let gap = self.value.checked_sub(other.value).map_or(Decimal::ONE, |gap| gap.abs());
        gap.checked_div(larger).unwrap_or(Decimal::ONE)
    }
}

/// Half a unit of the last digit, that of a whole number up to two zeros further left; nothing for a plain count.
fn half(literal: &Literal) -> Option<Decimal> {
    let unit = literal.unit.as_ref();
    let whole = literal.decimals == 0;
    let counts = unit.is_some_and(|unit| {
        ["count", "person", "household", "year", "month"].iter().any(|kind| unit.dimensions.contains_key(*kind))
    });
    let no_zeros = literal.coarse_step == literal.step;
    if whole && counts && literal.scale_power == 0 && (no_zeros || literal.value < Decimal::ONE_HUNDRED) {
        let exact = literal.value.abs() < Decimal::from(EXACT_BELOW);
        return Some(if exact { Decimal::ZERO } else { literal.step / Decimal::TWO });
    }
    // A share of 20% is no rounded one of 21.
    let share = unit.is_some_and(|unit| unit.is_dimensionless());
    if share || !whole {
        return Some(literal.step / Decimal::TWO);
    }
    // Two figures at least are meant: 300 is no 260.
    let figures = literal.value.abs().checked_div(literal.step)?.to_u128()?.checked_ilog10().unwrap_or(0);
    let zeros = Decimal::from(10u32.checked_pow(figures.saturating_sub(1).min(2))?);
    Some(zeros_unit(literal).min(literal.step.checked_mul(zeros)?) / Decimal::TWO)
}

fn zeros_unit(literal: &Literal) -> Decimal {
    if literal.coarse_step.is_zero() { literal.step } else { literal.coarse_step }
}

#[cfg(test)]
mod tests {
    use super::Amount;
    use crate::locale::{Lexicon, built_in_units};
    use crate::model::Language;

    #[test]
    fn a_number_stands_for_what_rounds_to_it() {
        let lexicon = Lexicon::new(&built_in_units());
        let ends = |text: &str| {
            let literal = lexicon.recognise(Language::Zh, text).unwrap();
            let found = Amount::of(&literal, None).unwrap();
            format!("{} {}", found.low.normalize(), found.high.normalize())
        };
        assert_eq!(ends("14.9%"), "0.1485 0.1495");
        assert_eq!(ends("20%"), "0.195 0.205");
        assert_eq!(ends("66个"), "66 66");
        assert_eq!(ends("7000米"), "6950 7050");
        assert_eq!(ends("1.5万亩"), "9666666.666666666666666666667 10333333.333333333333333333333");
        assert_eq!(ends("约1100公顷"), "10500000 11500000");
        assert_eq!(ends("三分之一"), "0.3233333333333333333333333333 0.3433333333333333333333333333");
    }
}
