//! Whether a literal is true of a value: rounding for a plain number, a tolerance for fraction words, a promise for a
//! hedge.
//!
//! X is what the literal says, v the value, u the unit of the last digit of X that is not zero. 600多 wants X < v < X+u,
//! 超过600 v > X, 近600 0.9 X <= v < X, 约600 v within half of u and within a tenth of X, 600以上 v >= X.

use super::hedge::Tone;
use super::{Literal, Style};
use crate::locale::number::agrees;
use crate::model::{Interval, Qualifier};
use rust_decimal::Decimal;

/// What a literal is held against, in the literal's own unit.
#[derive(Debug, Clone, Copy)]
pub struct Against {
    /// The value.
    pub value: Decimal,
    /// Where its true value lies.
    pub interval: Interval,
    /// It is a pure number: a share, a multiple.
    pub share: bool,
    /// It is rounded to a multiple of this on purpose.
    pub rounded_to: Option<Decimal>,
    /// How the data themselves hedge it: equality is right then.
    pub given: Option<Qualifier>,
}

/// How a literal stands to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is true.
    Holds,
    /// It is true, and the hedge says much less than the value does.
    Loose,
    /// It is false.
    Differs,
}

impl Standing {
    fn of(holds: bool, loose: bool) -> Self {
        match (holds, loose) {
            (false, _) => Self::Differs,
            (true, true) => Self::Loose,
            (true, false) => Self::Holds,
        }
    }
}

impl Literal {
    /// The unit of the last digit that is not zero.
    pub fn last_digit(&self) -> Decimal {
        let plain = self.value.normalize();
        if plain.scale() > 0 && self.coarse_step <= Decimal::ONE {
            return Decimal::new(1, plain.scale());
        }
        self.coarse_step
    }

    /// Whether the literal, hedged by its own words or by `tone`, is true of a value. The low end of a range.
    pub fn stands(&self, tone: Option<Tone>, against: &Against) -> Standing {
        let tone = tone.or(self.tone);
        if self.style == Style::Ratio {
            return Standing::of(self.ratio_holds(against.value), false);
        }
        if let Some((over, under)) = self.fraction {
            return over.checked_div(under).map_or(Standing::Differs, |part| self.part(part, tone, against));
        }
        let step = against.rounded_to.map_or(self.step, |coarse| coarse.max(self.step));
        let equal = agrees(against.value, self.value, step);
        match tone {
            None => Standing::of(equal, false),
            Some(tone) if equal && against.given == Some(tone.qualifier()) => Standing::Holds,
            Some(tone) => self.hedged(tone, equal, against),
        }
    }

    fn hedged(&self, tone: Tone, equal: bool, against: &Against) -> Standing {
        let (x, v) = (self.value, against.value);
        let u = against.rounded_to.unwrap_or_else(|| self.last_digit());
        let counted = x.fract().is_zero() && x.abs() < Decimal::TEN && self.unit.is_none();
        let [up, down] = [Decimal::new(125, 2), Decimal::new(75, 2)].map(|factor| x.checked_mul(factor));
        match tone {
            Tone::About => {
                let gap = (v - x).abs();
                let near = (u / Decimal::TWO).min(x.abs() / Decimal::TEN).max(self.step / Decimal::TWO);
                let coarse = against.rounded_to.is_some_and(|step| step > v.abs() / Decimal::TEN);
                Standing::of(equal || gap <= near, coarse && !counted)
            }
            Tone::Nearly => {
                let (x, v) = (x.abs(), v.abs());
                Standing::of(v < x && v >= x * Decimal::new(9, 1), false)
            }
            Tone::Odd => {
                let (x, v) = (x.abs(), v.abs());
                Standing::of(v > x && x.checked_add(u).is_some_and(|end| v < end), false)
            }
            Tone::Over => Standing::of(v > x, !counted && up.is_some_and(|up| x > Decimal::ZERO && v >= up)),
            Tone::Under => Standing::of(v < x, !counted && down.is_some_and(|down| x > Decimal::ZERO && v <= down)),
            Tone::AtLeast => Standing::of(equal || v >= x, false),
            Tone::AtMost => Standing::of(equal || v <= x, false),
        }
    }

    /// Fraction words: a third, 三成.
    fn part(&self, part: Decimal, tone: Option<Tone>, against: &Against) -> Standing {
        let v = against.value;
        let gap = (v - part).abs();
        // A point of a share; where more is not known, what the data know.
        let within = |points: i64| against.share && gap <= Decimal::new(points, 2) || against.interval.contains(part);
        let half = self.fraction.is_some_and(|(over, under)| over * Decimal::TWO == under);
        let Some(tone) = tone else { return Standing::of(within(1), false) };
        if within(1) && against.given == Some(tone.qualifier()) {
            return Standing::Holds;
        }
        let tenth = self.fraction.map_or(Decimal::ONE, |(_, under)| Decimal::ONE / under);
        match tone {
            Tone::About => Standing::of(within(2), false),
            Tone::Nearly => Standing::of(v < part && (v >= part * Decimal::new(9, 1) || within(2)), false),
            Tone::Odd => Standing::of(v > part && v < part + tenth, false),
            Tone::Over => Standing::of(v > part, !half && v >= part * Decimal::new(125, 2)),
            Tone::AtLeast => Standing::of(v >= part, false),
            Tone::Under => Standing::of(v < part, v <= part * Decimal::new(75, 2)),
            Tone::AtMost => Standing::of(v <= part, false),
        }
    }

    /// 2.51:1 is true of what its sides, each to its last digit, can come to. A one without decimals is exact.
    fn ratio_holds(&self, value: Decimal) -> bool {
        let [first, second] = self.terms.as_slice() else { return false };
        let ends = |(term, step): &(Decimal, Decimal)| {
            let half =
                if *term == Decimal::ONE && *step == Decimal::ONE { Decimal::ZERO } else { *step / Decimal::TWO };
            (*term - half, *term + half)
        };
        let ((low, high), (least, most)) = (ends(first), ends(second));
        let bounds = low.checked_div(most).zip(high.checked_div(least));
        least > Decimal::ZERO && bounds.is_some_and(|(low, high)| low <= value && value <= high)
    }
}
