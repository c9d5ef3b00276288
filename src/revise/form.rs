//! What a literal should say: the data's value in the literal's unit, or the language's default form.

use crate::locale::{self, Catalogue, NewValue};
use crate::model::{BoundTie, Date, Day, FactValue, Key, Language, Observation, Quantity, Report, Tie, ValueState};
use rust_decimal::Decimal;

/// A destination `=key@date` ties the date of a fact.
const DATE: &str = "@date";

/// Whether a tie ties a date.
pub(super) fn is_date(tie: &Tie) -> bool {
    tie.target.value.ends_with(DATE)
}

/// What a tie stands for.
pub(super) enum Meant<'a> {
    /// One value.
    Single(&'a Quantity),
    /// Both ends of a range fact.
    Range(&'a Observation, &'a Observation),
    /// The date of a fact.
    Date(Date),
    /// To be determined.
    Undetermined,
}

/// What a tie stands for; `None` when it could not be bound.
pub(super) fn meant<'a>(report: &'a Report, tie: &Tie, bound: &'a BoundTie) -> Option<Meant<'a>> {
    let observation = |key: &Key| report.observations.get(key);
    if is_date(tie) {
        return observation(bound.key.as_ref()?)?.date.map(Meant::Date);
    }
    if bound.undetermined {
        return Some(Meant::Undetermined);
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
pub(super) fn value(report: &Report, tie: &Tie, bound: &BoundTie, meant: &Meant<'_>) -> Option<NewValue> {
    let (up, down) = bound.factor?;
    let own = |base: Decimal| base.checked_mul(down)?.checked_div(up)?.round_sf(24);
    let (quantity, high) = match meant {
        Meant::Single(quantity) => (*quantity, None),
        Meant::Range(low, high) => (low.value()?, Some(own(high.value()?.nominal)?)),
        Meant::Date(_) | Meant::Undetermined => return None,
    };
    let stated = bound.key.as_ref().and_then(|key| report.observations.get(key));
    Some(NewValue {
        value: own(quantity.nominal)?,
        high,
        finest: stated_digit(stated, quantity)
            .and_then(own)
            .map(|digit| if digit.normalize().mantissa() == 1 { digit } else { below(digit) })
            .or_else(|| supported(stated, quantity).and_then(own).map(below)),
        rounded_to: tie.rounded_to,
        half_even: report.project.plan.half_even,
    })
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
    while step * Decimal::TEN <= width {
        step *= Decimal::TEN;
    }
    while step > width && step > Decimal::new(1, 20) {
        step /= Decimal::TEN;
    }
    step
}

/// The form that a language gives a number by default, for an empty literal.
pub(super) fn default(report: &Report, tie: &Tie, bound: &BoundTie, meant: &Meant<'_>) -> Option<String> {
    let language = tie.language;
    let units = &report.project.units;
    match meant {
        Meant::Undetermined => Some(Catalogue::of(language).label("word.to-be-determined").to_owned()),
        Meant::Date(date) => Some(locale::format_date(language, date)),
        Meant::Range(low, high) => {
            let unit = &low.value()?.unit;
            let lower = locale::format_amount(language, low.number()?, unit);
            let upper = locale::format_quantity(language, high.number()?, unit, units);
            Some(match language {
                Language::Zh => format!("{lower}～{upper}"),
                Language::En => format!("{lower}–{upper}"),
            })
        }
        Meant::Single(quantity) => {
            let stated = bound.key.as_ref().and_then(|key| report.observations.get(key)).and_then(Observation::number);
            let mut quantity = (*quantity).clone();
            if stated.is_none() && quantity.unit.is_dimensionless() && quantity.unit.written.is_empty() {
                // A part of a whole is a percentage, unless the text says otherwise.
                quantity.unit = units.parse("%")?;
            }
            let number = stated.or_else(|| quantity.number())?;
            let number = match tie.rounded_to {
                Some(step) => locale::round(number, step, report.project.plan.half_even)?,
                None => number,
            };
            Some(locale::format_quantity(language, number, &quantity.unit, units))
        }
    }
}

/// A date as exactly as the old literal names one, with the words around it (底, "the end of").
pub(super) fn date(language: Language, old: &str, date: Date) -> String {
    const HEADS: [&str; 5] = ["the end of ", "end of ", "end-", "late ", "early "];
    const TAILS: [&str; 3] = ["底", "末", "初"];
    let head = HEADS.into_iter().find(|head| old.starts_with(head)).unwrap_or("");
    let tail = TAILS.into_iter().find(|tail| old.ends_with(tail)).unwrap_or("");
    let known = match (locale::parse_date(language, old), date) {
        (Some(Date::At(written)), Date::At(day) | Date::Between(_, day)) => Date::At(Day {
            year: day.year,
            month: day.month.filter(|_| written.month.is_some()),
            day: day.day.filter(|_| written.day.is_some()),
        }),
        (_, date) => date,
    };
    format!("{head}{}{tail}", locale::format_date(language, &known))
}

#[cfg(test)]
mod tests {
    use super::{below, date};
    use crate::model::{Date, Day, Language};
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

    #[test]
    fn a_date_keeps_its_exactness_and_its_words() {
        let day = |year, month, day| Day { year, month, day };
        let at = Date::At(day(2023, Some(4), Some(30)));
        let between = Date::Between(day(2022, Some(1), Some(1)), day(2022, Some(9), Some(30)));
        for (language, old, date_now, expected) in [
            (Language::Zh, "2021年", at, "2023年"),
            (Language::Zh, "2021年10月底", between, "2022年9月底"),
            (Language::En, "the end of October 2021", between, "the end of September 2022"),
            (Language::Zh, "2021年1—10月", between, "2022年1月—9月"),
            (Language::En, "2021", at, "2023"),
        ] {
            assert_eq!(date(language, old, date_now).replace('\u{a0}', " "), expected);
        }
    }
}
