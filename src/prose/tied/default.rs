//! The form that a language gives a number by default, for an empty literal.

use super::meant::Meant;
use super::unit;
use crate::diagnostic::Phrases;
use crate::locale::{self, Catalogue, Lexicon};
use crate::model::{BoundTie, Observation, Quantity, Report, Tie, UnitExpr, UnitTable};
use crate::prose::Surroundings;
use rust_decimal::Decimal;

/// What an empty literal should say. A unit that follows it in the text is left out. `None` when a computed value has
/// a unit without a name.
pub(super) fn text(
    lexicon: &Lexicon,
    report: &Report,
    (tie, bound): (&Tie, &BoundTie),
    meant: &Meant<'_>,
    around: Surroundings<'_>,
) -> Option<String> {
    let (language, units) = (tie.language, &report.project.units);
    let said = |unit: &UnitExpr| unit::stands_outside(language, unit, around, units);
    let text = match meant {
        Meant::Missing(missing) => return Some(Catalogue::of(language).phrase(&missing.words())),
        Meant::Date(date) => return Some(locale::format_date(language, date)),
        Meant::Range(low, high) => {
            let unit = &low.value()?.unit;
            let ends = (low.number()?, high.number()?);
            let unit = if said(unit) { scale_alone(unit, units)? } else { unit.clone() };
            locale::format_range(language, ends, &unit, units)
        }
        Meant::Single(quantity) if let Some(unit) = under_head(units, bound, quantity) => {
            let number = Quantity { unit: unit.clone(), ..(*quantity).clone() }.number()?;
            locale::format_amount(language, number, &unit)
        }
        Meant::Single(quantity) => {
            let (number, unit) = amount(report, tie, bound, quantity)?;
            match said(&unit) {
                true if unit.scale == 0 => locale::format_amount(language, number, &unit),
                true => locale::format_quantity(language, number, &scale_alone(&unit, units)?, units),
                false => locale::format_quantity(language, number, &unit, units),
            }
        }
    };
    lexicon.parse(language, &text).is_ok().then_some(text)
}

/// The unit that a cell's column names, which the cell leaves out.
fn under_head(units: &UnitTable, bound: &BoundTie, quantity: &Quantity) -> Option<UnitExpr> {
    let head = bound.head.as_ref()?;
    let own = head.unit.as_ref().unwrap_or(&quantity.unit);
    let id = own.over.as_deref().filter(|_| own.same_dimension(&quantity.unit))?;
    units.parse(&format!("1e{} {id}", head.power)).or_else(|| units.parse(id))
}

/// The unit's power of ten without the unit.
fn scale_alone(unit: &UnitExpr, units: &UnitTable) -> Option<UnitExpr> {
    units.parse(&format!("1e{} 1", unit.scale))
}

/// The number and the unit it is counted in.
fn amount(report: &Report, tie: &Tie, bound: &BoundTie, quantity: &Quantity) -> Option<(Decimal, UnitExpr)> {
    let stated = bound.key.as_ref().and_then(|key| report.observations.get(key)).and_then(Observation::number);
    let unit = match stated {
        Some(_) => quantity.unit.clone(),
        None => unit::named(report, bound, quantity)?,
    };
    let Some(step) = tie.rounded_to else {
        let number = stated.or_else(|| Quantity { unit: unit.clone(), ..quantity.clone() }.number())?;
        // What is not nothing must not be written as nothing: 0.03 of ten thousand, of data that bear no decimals.
        let vanished = number.is_zero() && !quantity.nominal.is_zero();
        let number = if vanished { unit.from_base(quantity.nominal)?.round_sf(1)? } else { number };
        return Some((number, unit));
    };
    // Rounded once, to the step: 604.9 to 605 and then to 610 would be further off than 600.
    let number = stated.or_else(|| unit.from_base(quantity.nominal))?;
    // The step counts the unit without its scale, as a literal does.
    let size = Decimal::from(10u64.checked_pow(unit.scale)?);
    let rounded = locale::round(number.checked_mul(size)?, step, report.project.plan.half_even)?;
    Some((rounded.checked_div(size)?.normalize(), unit))
}
