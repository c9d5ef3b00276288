//! What the literal of a tie should say, for `sync`, which writes it, and for the rules, whose hints quote it: the
//! data's value in the form that the literal has, or for an empty one in the language's default form.

mod default;
mod meant;
mod unit;

pub use meant::{Meant, meant};

use super::Surroundings;
use crate::locale::literal::{Against, Lexicon, Literal, NewValue, Standing, Style, Tone, beside};
use crate::locale::{self, DateText, reformat_date};
use crate::model::{BoundTie, Language, Report, Tie};
use rust_decimal::Decimal;

/// Numbers that count nothing: the 三 of 第三, of 百分之三, of 零下三度.
const ORDINAL_BEFORE: [&str; 5] = ["第", "分之", "负", "零下", "初"];
/// Behind a bare number: 三月 is March, 三级 the third grade.
const ORDINAL_AFTER: [&str; 8] = ["月", "日", "号", "级", "等", "期", "季度", "分之"];

/// The literal that agrees with the data; `None` when it cannot be written in the form that stands there, or when the
/// tie could not be bound.
pub fn literal_text(
    lexicon: &Lexicon,
    report: &Report,
    (tie, bound): (&Tie, &BoundTie),
    around: Surroundings<'_>,
) -> Option<String> {
    let old = tie.literal.value.as_str();
    let meant = meant(report, tie, bound)?;
    let by_default = || default::text(lexicon, report, (tie, bound), &meant, around);
    if old.trim().is_empty() {
        return by_default();
    }
    match &meant {
        Meant::Date(_) => date_text(report, tie, bound).map(|date| date.text),
        Meant::Missing(_) => by_default(),
        Meant::Single(_) | Meant::Range(..) => {
            let literal = lexicon.parse(tie.language, old).ok()?;
            let is_range = matches!(meant, Meant::Range(..));
            if literal.missing.is_some() || literal.high.is_some() != is_range {
                return by_default();
            }
            let mut value = meant::new_value(report, tie, bound, &meant)?;
            let bare = literal.unit.is_none() && literal.style == Style::Words;
            value.ordinal = tie.language == Language::Zh && is_ordinal(around, bare);
            match hedge_of(&literal, tie, bound, around) {
                Some(tone) if value.high.is_none() => tone_kept(lexicon, tie, &literal, (tone, bound), &value),
                _ => lexicon.reformat(tie.language, old, &value),
            }
        }
    }
}

fn hedge_beside(language: Language, around: Surroundings<'_>) -> Option<Tone> {
    beside(language, around.before, around.after).filter(|found| found.certain).map(|found| found.hedge.tone)
}

/// The literal with the value rounded to the side that its hedge promises, as coarsely as it was written, else one digit
/// finer: of 666, 超过600 becomes 超过660. `None` where no such number makes the hedge both true and close.
fn tone_kept(
    lexicon: &Lexicon,
    tie: &Tie,
    literal: &Literal,
    (tone, bound): (Tone, &BoundTie),
    value: &NewValue,
) -> Option<String> {
    let (quantity, factor) = (bound.value.as_ref()?, bound.factor?);
    let against = Against { rounded_to: tie.rounded_to, ..Against::new(quantity, factor)? };
    let coarse = tie.rounded_to.unwrap_or_else(|| literal.last_digit());
    let mut steps = vec![coarse];
    if tie.rounded_to.is_none() && coarse > literal.step {
        steps.push(coarse / Decimal::TEN);
    }
    let written = |step: &Decimal| {
        let count = value.value.checked_div(*step)?;
        let rounded = match tone {
            Tone::About => locale::round(count, Decimal::ONE, value.half_even)?,
            Tone::Over | Tone::Odd => count.ceil() - Decimal::ONE,
            Tone::AtLeast => count.floor(),
            Tone::Nearly | Tone::Under => count.floor() + Decimal::ONE,
            Tone::AtMost => count.ceil(),
        };
        if rounded.is_zero() {
            return None;
        }
        let new = NewValue { value: rounded.checked_mul(*step)?.normalize(), ..*value };
        let text = lexicon.reformat(tie.language, &tie.literal.value, &new)?;
        let read = lexicon.parse(tie.language, &text).ok()?;
        let gap = (new.value - value.value).abs();
        let close = tone == Tone::Odd || gap * Decimal::TEN <= value.value.abs();
        (read.stands(Some(tone), &against) == Standing::Holds).then_some((close, text))
    };
    // 超过500 is true of 598, and 超过590 says more.
    let found: Vec<(bool, String)> = steps.iter().filter_map(written).collect();
    let exact = || lexicon.reformat(tie.language, &tie.literal.value, value).filter(|_| tone == Tone::About);
    let close = found.iter().find(|(close, _)| *close).or(found.first());
    close.map(|(_, text)| text.clone()).or_else(exact)
}

/// The hedge that keeps a literal from being rewritten: its own or that beside it, where the data do not hedge likewise.
pub fn hedge_of(literal: &Literal, tie: &Tie, bound: &BoundTie, around: Surroundings<'_>) -> Option<Tone> {
    literal.tone.or_else(|| hedge_beside(tie.language, around)).filter(|_| !bound.own_hedge)
}

/// The date that a tie's literal should say, in the form that it has; `None` when it is no date.
pub fn date_text(report: &Report, tie: &Tie, bound: &BoundTie) -> Option<DateText> {
    match meant(report, tie, bound)? {
        Meant::Date(date) => reformat_date(tie.language, &tie.literal.value, &date),
        _ => None,
    }
}

/// The value that a literal should say, as [`crate::locale::Literal::value`] counts.
pub fn value_of(report: &Report, tie: &Tie, bound: &BoundTie) -> Option<crate::locale::NewValue> {
    meant::new_value(report, tie, bound, &meant(report, tie, bound)?)
}

/// Whether a unit's name or a measure word follows a literal.
pub fn unit_follows(report: &Report, tie: &Tie, bound: &BoundTie, around: Surroundings<'_>) -> bool {
    let observed = bound.keys.first().and_then(|key| report.observations.get(key));
    observed.is_some_and(|one| unit::stands_outside(tie.language, &one.unit, around, &report.project.units))
}

fn is_ordinal(around: Surroundings<'_>, bare: bool) -> bool {
    ORDINAL_BEFORE.iter().any(|word| around.before.ends_with(word))
        || bare && ORDINAL_AFTER.iter().any(|word| around.after.starts_with(word))
}
