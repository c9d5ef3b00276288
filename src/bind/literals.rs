//! Compares what a literal says with the value it is tied to, at the precision that the literal shows.
//!
//! A literal must equal the stated value (where none is stated, the formula's nominal value) rounded to the literal's
//! last digit, half up or half even. A fraction word must lie in the value's interval.

use super::ledger::Ledger;
use crate::diagnostic::{Diagnostic, Message};
use crate::locale::{self, Literal};
use crate::model::{BoundTie, Quantity, Tie, UnitExpr};
use rust_decimal::Decimal;

/// Reads the tie's literal; a fault names what could not be read.
pub(super) fn read(ledger: &Ledger<'_>, tie: &Tie) -> Result<Literal, Diagnostic> {
    ledger.lexicon.parse(tie.language, &tie.literal.value).map_err(|fault| {
        let empty = tie.literal.value.trim().is_empty();
        let span = if tie.literal.value.is_empty() { tie.span } else { tie.literal.span };
        Diagnostic::error("literal-broken", span, fault.message()).hint(
            Message::new(if empty { "literal-empty.hint" } else { "literal-broken.hint" })
                .with("target", tie.target.value.as_str()),
        )
    })
}

/// Fills the tie's comparison with one value.
pub(super) fn compare(
    tie: &Tie,
    literal: &Literal,
    value: &Quantity,
    bare: bool,
    bound: &mut BoundTie,
) -> Result<(), Diagnostic> {
    if literal.to_be_determined {
        bound.agrees = Some(false);
        return Ok(());
    }
    let factor = factor(tie, literal, value, bare)?;
    let (up, down) = factor;
    bound.factor = Some(factor);
    let too_large = || Diagnostic::error("number-too-large", tie.literal.span, Message::new("number-too-large"));
    let to_base = |number: Decimal| number.checked_mul(up).and_then(|product| product.checked_div(down));
    let from_base = |number: Decimal| number.checked_mul(down)?.checked_div(up)?.round_sf(24);
    if let Some((numerator, denominator)) = literal.fraction {
        let nominal = numerator.checked_div(denominator).and_then(to_base).ok_or_else(too_large)?;
        bound.agrees = Some(value.interval.contains(nominal));
        return Ok(());
    }
    bound.literal_value = Some(to_base(literal.value).ok_or_else(too_large)?);
    bound.literal_step = Some(to_base(literal.coarse_step).ok_or_else(too_large)?);
    let shown = from_base(value.nominal).ok_or_else(too_large)?;
    let step = match tie.rounded_to {
        Some(step) => step.max(literal.step),
        None => literal.step,
    };
    bound.agrees = Some(locale::agrees(shown, literal.value, step));
    Ok(())
}

/// One of the literal's unit in base units, as a fraction. Without a unit the value's own is meant, without its scale;
/// the denominator of a quotient may be left out (人均1055立方米).
fn factor(tie: &Tie, literal: &Literal, value: &Quantity, bare: bool) -> Result<(Decimal, Decimal), Diagnostic> {
    let Some(unit) = &literal.unit else {
        return Ok(unscaled(&value.unit));
    };
    if unit.same_dimension(&value.unit) {
        return Ok((unit.numerator, unit.denominator));
    }
    let own = &value.unit;
    let counts = |unit: &UnitExpr| unit.dimensions.len() == 1 && unit.dimensions.contains_key("count");
    if counts(unit) && (bare || own.is_dimensionless()) {
        return Ok((unit.numerator, unit.denominator));
    }
    if let Some(factor) = without_denominator(unit, own) {
        return Ok(factor);
    }
    let message = Message::new("unit-mismatch.literal")
        .with("literal", tie.literal.value.as_str())
        .with("unit", if own.written.is_empty() { "?" } else { &own.written });
    Err(Diagnostic::error("unit-mismatch", tie.literal.span, message).hint(Message::new("unit-mismatch.literal.hint")))
}

/// The unit's own factor with the power of ten taken off; a computed quantity is shown in base units.
fn unscaled(unit: &UnitExpr) -> (Decimal, Decimal) {
    let power = Decimal::from(10u64.pow(unit.scale.min(18)));
    (unit.numerator, unit.denominator * power)
}

/// For a value in `m3/person` and a literal in cubic metres: the literal's unit over the value's own divisor.
fn without_denominator(unit: &UnitExpr, own: &UnitExpr) -> Option<(Decimal, Decimal)> {
    if own.under.is_empty() || !unit.under.is_empty() {
        return None;
    }
    let mut rest = own.dimensions.clone();
    for (dimension, exponent) in &unit.dimensions {
        *rest.entry(dimension.clone()).or_insert(0) -= exponent;
    }
    rest.retain(|_, exponent| *exponent != 0);
    let (dimensions, up, down) = &own.divisor;
    let matches = *dimensions == rest.into_iter().map(|(name, exponent)| (name, -exponent)).collect();
    matches.then_some((unit.numerator.checked_mul(*down)?, unit.denominator.checked_mul(*up)?))
}
