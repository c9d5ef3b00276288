//! Writes another value in the form that a literal has: its unit, scale word, decimals, separators, kind of digits or
//! number words, hedges, spaces. Only the number itself changes; what comes out is read back before it is believed.

use super::token::tokens;
use super::writer::Writer;
use super::{Lexicon, Literal, Style};
use crate::locale::number::{power_of_ten, round};
use crate::model::Language;
use rust_decimal::Decimal;

/// A value for a literal, in the literal's own unit and without its scale word, as [`Literal::value`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewValue {
    /// The value, or the low end of a range.
    pub value: Decimal,
    /// The high end of a range.
    pub high: Option<Decimal>,
    /// No digit finer than this is shown; what the data support. `None`: as many as the literal has.
    pub finest: Option<Decimal>,
    /// The same for the high end of a range.
    pub high_finest: Option<Decimal>,
    /// Rounded to a multiple of this on purpose (`~100`).
    pub rounded_to: Option<Decimal>,
    /// Half to even instead of half up.
    pub half_even: bool,
    /// What stands around the literal makes it an ordinal or a part of another number: 二, never 两.
    pub ordinal: bool,
}

impl NewValue {
    /// A single value, to be shown with the literal's own digits.
    pub fn new(value: Decimal) -> Self {
        Self { value, high: None, finest: None, high_finest: None, rounded_to: None, half_even: false, ordinal: false }
    }

    pub(super) fn rounded(&self, value: Decimal, step: Decimal) -> Option<Decimal> {
        round(value, self.rounded_to.map_or(step, |coarse| coarse.max(step)), self.half_even)
    }
}

/// The decimals to write, of those that stand there: fewer where the data support nothing finer than `finest`.
pub(super) fn supported_decimals(finest: Option<Decimal>, written: u32, power: u32) -> u32 {
    let too_fine =
        |decimals: u32| matches!((finest, step(decimals, power)), (Some(finest), Some(step)) if step < finest);
    (0..=written).rev().find(|decimals| *decimals == 0 || !too_fine(*decimals)).unwrap_or(0)
}

/// The unit of the last of so many decimals before a scale word.
pub(super) fn step(decimals: u32, power: u32) -> Option<Decimal> {
    power_of_ten(power)?.checked_mul(Decimal::try_new(1, decimals).ok()?)
}

impl Lexicon {
    /// The literal `old` with another value, everything else kept. A number word stays one (六 → 七, six → seven); a
    /// word for one of something (`1 town`) gets its plural.
    ///
    /// `None` when that cannot be done: a fraction word, a ratio of which no side is one, a range in place of a single number, a sign that the
    /// literal's words contradict, or a number that its words cannot hold.
    pub fn reformat(&self, language: Language, old: &str, new: &NewValue) -> Option<String> {
        let literal = self.parse(language, old).ok()?;
        if literal.style == Style::Ratio && new.value > Decimal::ZERO {
            let text = Writer { language, old, literal: &literal, new, tokens: tokens(language, old) }.ratio()?;
            return self.parse(language, &text).ok()?.ratio_holds(new.value).then_some(text);
        }
        if literal.missing.is_some() || literal.fraction.is_some() || literal.high.is_some() != new.high.is_some() {
            return None;
        }
        let writer = Writer { language, old, literal: &literal, new, tokens: tokens(language, old) };
        let text = match new.high {
            Some(high) => writer.angles().or_else(|| writer.range(high)),
            None => writer.angles().or_else(|| writer.single()).or_else(|| writer.compound()),
        }?;
        let text = self.with_number(language, text, &literal);
        self.is_right(language, &text, &literal, new).then_some(text)
    }

    /// Whether the text says the new value and is otherwise what it was.
    fn is_right(&self, language: Language, text: &str, old: &Literal, new: &NewValue) -> bool {
        let Ok(read) = self.parse(language, text) else { return false };
        let same = |value: Decimal, read: Decimal| {
            let step = new.rounded_to.map_or(old.step, |coarse| coarse.max(old.step));
            let step = new.finest.filter(|_| old.decimals > 0).map_or(step, |finest| finest.max(step) * Decimal::TEN);
            value.checked_sub(read).is_some_and(|gap| gap.abs() <= step)
        };
        let units = |literal: &Literal| literal.unit.as_ref().map(|unit| (unit.over.clone(), unit.under.clone()));
        // Number words change their scale as they must: 九千, 两万.
        let scale = |literal: &Literal| (literal.style == Style::Digits).then_some(literal.scale_power);
        let high = match (new.high, read.high) {
            (Some(value), Some(read)) => same(value, read),
            (None, None) => true,
            _ => false,
        };
        same(new.value, read.value)
            && high
            && units(&read) == units(old)
            && (read.hedge, read.style, scale(&read)) == (old.hedge, old.style, scale(old))
    }
}
