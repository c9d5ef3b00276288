//! One end of a range, or a whole literal that is none; and how two ends share what one of them leaves out.

use super::LiteralFault;
use super::figures::Figure;
use super::hedge::Tone;
use super::lexicon::UnitIds;
use crate::locale::number::{power_of_ten, times_power};
use rust_decimal::Decimal;

const CONNECTORS: [&str; 7] = ["~", "–", "—", "-", "至", "到", " to "];

/// One end of a range, or the whole literal.
#[derive(Debug, Clone)]
pub(super) struct End {
    pub(super) negative: bool,
    pub(super) figure: Figure,
    /// Power of ten of the scale word behind the number.
    pub(super) scale: u32,
    pub(super) unit: UnitIds,
    pub(super) hedge: Option<Tone>,
    /// Nothing stands behind the number.
    pub(super) bare: bool,
}

impl End {
    pub(super) fn new(figure: Figure, scale: u32, unit: UnitIds, hedge: Option<Tone>) -> Self {
        let bare = scale == 0 && unit.is_empty();
        Self { negative: false, figure, scale, unit, hedge, bare }
    }

    pub(super) fn power(&self) -> u32 {
        self.figure.power + self.scale
    }

    pub(super) fn value(&self) -> Option<Decimal> {
        let value = times_power(self.figure.mantissa, self.power())?;
        Some(if self.negative { -value } else { value })
    }

    pub(super) fn step(&self) -> Option<Decimal> {
        times_power(self.figure.step, self.power())
    }

    /// The step, with trailing zeros of a whole number not counted.
    pub(super) fn coarse_step(&self) -> Option<Decimal> {
        let step = self.step()?;
        if let Some(span) = self.figure.span {
            return times_power(span, self.power());
        }
        let mut rest = self.value()?.abs();
        if self.figure.decimals > 0 || self.figure.step != Decimal::ONE || rest.is_zero() {
            return Some(step);
        }
        let mut zeros = 0;
        while (rest % Decimal::TEN).is_zero() {
            rest /= Decimal::TEN;
            zeros += 1;
        }
        power_of_ten(zeros).map(|coarse| coarse.max(step))
    }
}

/// Places where a range may be joined, from left to right; never at the very start, which would be a minus.
pub(super) fn connectors(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    text.char_indices().skip(1).filter_map(move |(at, _)| {
        CONNECTORS.iter().find(|connector| text[at..].starts_with(**connector)).map(|connector| (at, *connector))
    })
}

/// The two ends share unit and scale: what one of them leaves out, the other says.
pub(super) fn agree(mut low: End, mut high: End, text: &str) -> Result<(End, End), LiteralFault> {
    if low.figure.fraction.is_some() != high.figure.fraction.is_some() {
        return Err(LiteralFault::TwoUnits(text.to_owned()));
    }
    if low.bare {
        // 1～2万亩 is 10,000 to 20,000; in 5000～1万亩 the first end needs no 万.
        let borrowed = End { scale: high.power().saturating_sub(low.figure.power), ..low.clone() };
        if borrowed.power() == high.power() && borrowed.value() <= high.value() {
            low = borrowed;
        }
    }
    if low.unit.is_empty() {
        low.unit = high.unit.clone();
    } else if high.unit.is_empty() {
        high.unit = low.unit.clone();
    }
    if low.unit == high.unit { Ok((low, high)) } else { Err(LiteralFault::TwoUnits(text.to_owned())) }
}
