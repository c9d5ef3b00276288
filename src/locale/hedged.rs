//! The one text of a number of the data: with its unit, and hedged as the plan hedges it. Pages, tables, exports, editions
//! and the terminal all take it from here.

use super::catalogue::Catalogue;
use super::number::format_number;
use super::quantity::format_quantity;
use crate::diagnostic::{Message, Phrases};
use crate::model::{Bound, Qualifier, UnitTable};
use rust_decimal::Decimal;

/// A number in a unit as the data write it, without its hedge. A unit that nobody knows stands as written.
pub fn number_text(catalogue: &Catalogue, number: Decimal, unit: &str, units: &UnitTable) -> String {
    match units.parse(unit) {
        Some(unit) => format_quantity(catalogue.language(), number, &unit, units),
        None => format!("{} {unit}", format_number(catalogue.language(), number)),
    }
}

/// A number's words with its hedge: a floor or a ceiling says so, another number is hedged as the plan hedges it.
pub fn hedged(catalogue: &Catalogue, number: String, bound: Option<Bound>, qualifier: Option<Qualifier>) -> String {
    let hedge = match (bound, qualifier) {
        (Some(Bound::AtLeast), _) => "ui.value.at-least",
        (Some(Bound::AtMost), _) => "ui.value.at-most",
        (None, Some(Qualifier::About)) => "ui.value.about",
        (None, Some(Qualifier::Over)) => "ui.value.over",
        (None, Some(Qualifier::Under)) => "ui.value.under",
        (None, None) => return number,
    };
    catalogue.phrase(&Message::new(hedge).with("number", number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::built_in_units;
    use crate::model::Language;

    #[test]
    fn a_number_has_its_unit_and_its_hedge() {
        let units = built_in_units();
        let text = |language, bound, qualifier| {
            let catalogue = Catalogue::of(language);
            let number = number_text(&catalogue, Decimal::new(212_401, 2), "km2", &units);
            hedged(&catalogue, number, bound, qualifier)
        };
        assert_eq!(text(Language::Zh, None, Some(Qualifier::About)), "约2124.01平方千米");
        assert_eq!(text(Language::Zh, None, Some(Qualifier::Over)), "2124.01平方千米以上");
        assert_eq!(text(Language::En, Some(Bound::AtLeast), Some(Qualifier::About)), "at least 2,124.01\u{a0}km²");
        assert_eq!(text(Language::En, None, None), "2,124.01\u{a0}km²");
        let unknown = number_text(&Catalogue::of(Language::En), Decimal::ONE, "furlong", &units);
        assert_eq!(unknown, "1 furlong");
    }
}
