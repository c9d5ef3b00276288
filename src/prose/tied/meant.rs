//! What a tie stands for, and how exactly the data know it.

use crate::locale::NewValue;
use crate::model::{
    BoundTie, Date, FactValue, Key, Missing, Observation, Quantity, Report, Tie, ValueState, to_figures,
};
use rust_decimal::Decimal;

/// What a tie stands for.
#[derive(Debug, Clone, Copy)]
pub enum Meant<'a> {
    /// One value.
    Single(&'a Quantity),
    /// Both ends of a range fact.
    Range(&'a Observation, &'a Observation),
    /// The date of a fact.
    Date(Date),
    /// There is none, and why.
    Missing(Missing),
}

/// What a tie stands for; `None` when it could not be bound.
pub fn meant<'a>(report: &'a Report, tie: &Tie, bound: &'a BoundTie) -> Option<Meant<'a>> {
    let observation = |key: &Key| report.observations.get(key);
    if tie.dated().is_some() {
        return observation(bound.key.as_ref()?)?.date.map(Meant::Date);
    }
    if let Some(missing) = bound.missing {
        return Some(Meant::Missing(missing));
    }
    if let (None, [low, high]) = (&bound.key, bound.keys.as_slice())
        && let (Some(low), Some(high)) = (observation(low), observation(high))
        && tie.target.value == low.key.fact
        && matches!(report.project.facts.get(low.fact)?.value, FactValue::Range(..))
    {
        return Some(Meant::Range(low, high));
    }
    bound.value.as_ref().map(Meant::Single)
}

/// The value that a literal should say, in the literal's own unit. `None` when its unit does not fit.
pub(super) fn new_value(report: &Report, tie: &Tie, bound: &BoundTie, meant: &Meant<'_>) -> Option<NewValue> {
    let (up, down) = bound.factor?;
    let own = |base: Decimal| to_figures(base.checked_mul(down)?.checked_div(up)?, 24);
    let stated = bound.key.as_ref().and_then(|key| report.observations.get(key));
    let (quantity, stated, high) = match meant {
        Meant::Single(quantity) => (*quantity, stated, None),
        Meant::Range(low, high) => (low.value()?, Some(*low), Some((high.value()?, *high))),
        Meant::Date(_) | Meant::Missing(_) => return None,
    };
    let new = NewValue {
        finest: finest(stated, quantity, own),
        rounded_to: tie.rounded_to,
        half_even: report.project.plan.half_even,
        ..NewValue::new(own(if bound.magnitude { quantity.nominal.abs() } else { quantity.nominal })?)
    };
    let Some((quantity, stated)) = high else { return Some(new) };
    Some(NewValue { high: Some(own(quantity.nominal)?), high_finest: finest(Some(stated), quantity, own), ..new })
}

/// The finest digit worth writing: the last one stated, or the last that a computed value's interval supports.
fn finest(
    stated: Option<&Observation>,
    quantity: &Quantity,
    own: impl Fn(Decimal) -> Option<Decimal>,
) -> Option<Decimal> {
    let last = stated_digit(stated, quantity).and_then(&own);
    let last = last.map(|digit| if digit.normalize().mantissa() == 1 { digit } else { below(digit) });
    last.or_else(|| supported(stated, quantity).and_then(own).map(below))
}

/// The last digit of a stated value, in base units; `None` for an exact one and for one that is only computed.
fn stated_digit(stated: Option<&Observation>, quantity: &Quantity) -> Option<Decimal> {
    let ValueState::Given(number) = stated?.stated else { return None };
    let exact = quantity.interval.width() == Some(Decimal::ZERO);
    quantity.unit.to_base(Decimal::new(1, number.scale())).filter(|_| !exact)
}

/// The width of a computed value's interval, in base units.
fn supported(stated: Option<&Observation>, quantity: &Quantity) -> Option<Decimal> {
    let computed = stated.is_none_or(|one| !matches!(one.stated, ValueState::Given(_)));
    quantity.interval.width().filter(|width| computed && !width.is_zero())
}

/// The smallest power of ten of which ten make more than `width`, which is the largest that is not above it: a finer
/// digit would be `number-overprecise`.
fn below(width: Decimal) -> Decimal {
    let mut step = Decimal::ONE;
    while step.checked_mul(Decimal::TEN).is_some_and(|next| next <= width) {
        step *= Decimal::TEN;
    }
    while step > width && step > Decimal::new(1, 20) {
        step /= Decimal::TEN;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::below;
    use rust_decimal::Decimal;

    #[test]
    fn the_finest_step_is_just_not_overprecise() {
        for (width, step) in [("1", "1"), ("6.7", "1"), ("10", "10"), ("0.5", "0.1"), ("0.1", "0.1"), ("666", "100")] {
            let (width, step): (Decimal, Decimal) = (width.parse().unwrap(), step.parse().unwrap());
            let found = below(width);
            assert!(found * Decimal::TEN > width, "{width}: {found}");
            assert_eq!(found.normalize(), step.normalize(), "{width}");
        }
    }
}
