//! Compares what a literal says with the value it is tied to, at the precision that the literal shows.
//!
//! A literal must equal the stated value (where none is stated, the formula's nominal value) rounded to the literal's
//! last digit, half up or half even. Fraction words, ratios and hedged numbers are judged by what they promise
//! (`locale::literal`).

use super::directory::Directory;
use super::value::in_words;
use crate::diagnostic::{Diagnostic, Message, rule};
use crate::locale::Literal;
use crate::locale::literal::{Against, Beside, Given, Standing};
use crate::model::{BoundTie, Quantity, Tie};
use rust_decimal::Decimal;

/// The units of a difference of percentages: percentage points, and tenths of them.
pub(super) const POINTS: [&str; 2] = ["pp", "pm"];

/// Reads the tie's literal; a fault names what could not be read.
pub(super) fn read(directory: &Directory<'_>, tie: &Tie) -> Result<Literal, Diagnostic> {
    directory.lexicon.parse(tie.language, &tie.literal.value).map_err(|fault| {
        let empty = tie.literal.value.trim().is_empty();
        let span = if tie.literal.value.is_empty() { tie.span } else { tie.literal.span };
        Diagnostic::error(rule::LITERAL_BROKEN, span, fault.message()).hint(
            Message::new(match (empty, tie.is_exact()) {
                (true, true) => "literal-empty.hint",
                (true, false) => "literal-empty.hint-escaped",
                (false, _) => "literal-broken.hint",
            })
            .with("target", tie.target.value.as_str()),
        )
    })
}

/// What a literal is held against beside the value.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Held {
    /// The value is a number without a unit.
    pub(super) bare: bool,
    /// How the data hedge it.
    pub(super) given: Given,
    /// The hedge that stands beside the brackets.
    pub(super) beside: Option<Beside>,
    /// The value is a difference of computed numbers: percentage points may tell it.
    pub(super) points: bool,
    /// The words say that the number is for each one: 人均, per capita.
    pub(super) each: bool,
}

/// Fills the tie's comparison with one value.
pub(super) fn compare(
    directory: &Directory<'_>,
    tie: &Tie,
    literal: &Literal,
    value: &Quantity,
    held: Held,
    bound: &mut BoundTie,
) -> Result<(), Diagnostic> {
    bound.hedge = literal.hedge;
    if literal.missing.is_some() {
        bound.agrees = Some(false);
        return Ok(());
    }
    // A cell that writes a unit or a scale of its own, or words, is not under its head's.
    let is_bare = literal.unit.is_none() && literal.scale_power == 0 && literal.fraction.is_none();
    let headed = bound.head.as_ref().filter(|_| is_bare).and_then(|head| head.factor(&value.unit));
    let factor = match headed {
        Some(factor) => factor,
        None => {
            bound.head = None;
            factor(directory, tie, literal, value, held)?
        }
    };
    let (up, down) = factor;
    bound.factor = Some(factor);
    let too_large = || Diagnostic::error(rule::NUMBER_TOO_LARGE, tie.literal.span, Message::new("number-too-large"));
    let to_base = |number: Decimal| number.checked_mul(up).and_then(|product| product.checked_div(down));
    if literal.fraction.is_none() {
        bound.literal_value = Some(to_base(literal.value).ok_or_else(too_large)?);
        bound.literal_step = Some(to_base(literal.coarse_step).ok_or_else(too_large)?);
    }
    let against = Against::new(value, factor).ok_or_else(too_large)?;
    let against = Against { rounded_to: tie.rounded_to, given: held.given, ..against };
    // A hedge outside counts where none stands inside; one that may be none can make true, and never false.
    let outside = held.beside.filter(|_| literal.tone.is_none());
    let mut standing = literal.stands(outside.map(|found| found.hedge.tone), &against);
    if standing == Standing::Differs && outside.is_some_and(|found| !found.certain) {
        standing = literal.stands(None, &against);
    }
    let tone = literal.tone.or(outside.map(|found| found.hedge.tone));
    bound.own_hedge = tone.is_some_and(|tone| held.given.repeats(tone));
    bound.agrees = Some(standing != Standing::Differs);
    bound.loose = standing == Standing::Loose;
    Ok(())
}

/// What is wrong where one side is a percentage and the other a difference of percentages.
fn points(literal: &Literal, value: &Quantity, differs: bool) -> Option<Message> {
    let written = literal.unit.as_ref()?.over.as_deref()?;
    let own = value.unit.written.as_str();
    match (written, POINTS.contains(&own)) {
        ("%", true) => Some(Message::new("unit-mismatch.points")),
        // A difference of permilles keeps their unit.
        ("pm", false) if own == "permille" => None,
        (_, false) if differs && own.is_empty() => None,
        (written, false) if POINTS.contains(&written) && value.unit.is_dimensionless() => {
            Some(Message::new("unit-mismatch.percent"))
        }
        _ => None,
    }
}

/// One of the literal's unit in base units; a literal whose unit is of another kind is a fault.
fn factor(
    directory: &Directory<'_>,
    tie: &Tie,
    literal: &Literal,
    value: &Quantity,
    held: Held,
) -> Result<(Decimal, Decimal), Diagnostic> {
    if let Some(message) = points(literal, value, held.points) {
        let message = message.with("literal", tie.literal.value.as_str());
        let fault = Diagnostic::error(rule::UNIT_MISMATCH, tie.literal.span, message);
        return Err(fault.hint(Message::new("unit-mismatch.points-hint")));
    }
    let each = || held.each.then(|| literal.factor_each(&value.unit)).flatten();
    literal.factor(&value.unit, held.bare).or_else(each).ok_or_else(|| {
        let message = Message::new("unit-mismatch.literal")
            .with("literal", tie.literal.value.as_str())
            .with("unit", in_words(&value.unit, &directory.project.units));
        Diagnostic::error(rule::UNIT_MISMATCH, tie.literal.span, message)
            .hint(Message::new("unit-mismatch.literal.hint"))
    })
}
