//! Units in messages: what the data write for one, and words for what a formula gives and no unit of the data names.

use super::units::base_unit;
use crate::model::{Language, Text, UnitExpr, UnitTable};

/// A unit for a message: `km2` as the data write it, `元/人` for a quotient that has no name, "a plain number".
pub fn unit_in_words(unit: &UnitExpr, units: &UnitTable) -> Text {
    if unit.is_dimensionless() && matches!(unit.written.as_str(), "" | "1") {
        return Text { zh: "不带单位的数".to_owned(), en: "a plain number".to_owned() };
    }
    Text::build(|language| format!("`{}`", as_written(language, unit, units)))
}

/// A unit as the data write it; one that only a formula makes as a product of base units.
pub(super) fn as_written(language: Language, unit: &UnitExpr, units: &UnitTable) -> String {
    match unit.written.as_str() {
        "" => product(language, unit, units),
        written => written.to_owned(),
    }
}

/// A product of base units: what stands over the line, then what stands under it.
fn product(language: Language, unit: &UnitExpr, units: &UnitTable) -> String {
    let part = |(dimension, exponent): (&String, i8)| base_unit(language, dimension, exponent.unsigned_abs(), units);
    let side = |over: bool| unit.dimensions.iter().filter(move |(_, exponent)| (**exponent > 0) == over);
    let over: Vec<String> = side(true).map(|(dimension, exponent)| part((dimension, *exponent))).collect();
    let over = if over.is_empty() { "1".to_owned() } else { over.join("·") };
    side(false).fold(over, |text, (dimension, exponent)| format!("{text}/{}", part((dimension, *exponent))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::built_in_units;

    #[test]
    fn every_unit_has_words() {
        let units = built_in_units();
        let unit = |written: &str| units.parse(written).expect(written);
        for (found, zh, en) in [
            (unit("km2"), "`km2`", "`km2`"),
            (unit("1e4 person"), "`1e4 person`", "`1e4 person`"),
            (unit("1"), "不带单位的数", "a plain number"),
            (unit("km2").combined(&unit("ha"), true), "不带单位的数", "a plain number"),
            (unit("yuan").combined(&unit("person"), true), "`元/人`", "`CNY/person`"),
            (unit("m3").combined(&unit("km"), false), "`m⁴`", "`m⁴`"),
            (unit("mine").combined(&unit("km2"), true), "`个/平方米`", "`item/m²`"),
            (UnitExpr::one().combined(&unit("person"), true), "`1/人`", "`1/person`"),
            (unit("kWh").combined(&unit("t"), false), "`平方米·kg²/s²`", "`m²·kg²/s²`"),
        ] {
            let Text { zh: chinese, en: english } = unit_in_words(&found, &units);
            assert_eq!((chinese.as_str(), english.as_str()), (zh, en), "{found:?}");
        }
    }
}
