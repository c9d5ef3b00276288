//! The units of documents: the built-in ones, and those that reports of other countries use. A book has none of these: it
//! would have to say which mile and which acre it means. Factors: the international yard and pound (1959).

use crate::locale::built_in_units;
use crate::model::{Text, UnitDef, UnitTable};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Id, base dimension and its power, factor as numerator and decimals, names in Chinese and in English.
type Row = (&'static str, &'static str, i8, (i64, u32), &'static [&'static str], &'static [&'static str]);

const FOREIGN: [Row; 16] = [
    ("mi", "length", 1, (1_609_344, 3), &["英里"], &["mi", "mile", "miles"]),
    ("ft", "length", 1, (3048, 4), &["英尺"], &["ft", "foot", "feet"]),
    ("in", "length", 1, (254, 4), &["英寸"], &["inch", "inches"]),
    (
        "sqmi",
        "length",
        2,
        (2_589_988_110_336, 6),
        &["平方英里"],
        &["sq mi", "square mile", "square miles", "mi2", "sq. mi", "sq mile", "sq miles"],
    ),
    ("acre", "length", 2, (40_468_564_224, 7), &["英亩"], &["acre", "acres"]),
    ("sqft", "length", 2, (9_290_304, 8), &["平方英尺"], &["sq ft", "square foot", "square feet"]),
    ("lb", "mass", 1, (45_359_237, 8), &["磅"], &["lb", "lbs", "pound weight"]),
    ("qt", "mass", 1, (100, 0), &["公担"], &["quintal", "quintals"]),
    ("usd", "usd", 1, (1, 0), &["美元"], &["US$", "USD", "US dollars", "dollars", "$"]),
    ("eur", "eur", 1, (1, 0), &["欧元"], &["EUR", "€", "euro", "euros"]),
    ("gbp", "gbp", 1, (1, 0), &["英镑"], &["GBP", "£", "pounds", "pounds sterling"]),
    ("jpy", "jpy", 1, (1, 0), &["日元"], &["JPY", "yen"]),
    ("hkd", "hkd", 1, (1, 0), &["港元", "港币"], &["HKD", "HK$"]),
    ("passenger", "person", 1, (1, 0), &["人次"], &["passengers", "visitors"]),
    ("pkm", "pkm", 1, (1, 0), &["人公里"], &["passenger kilometres"]),
    ("tkm", "tkm", 1, (1, 0), &["吨公里", "吨海里"], &["tonne kilometres"]),
];

/// All of them.
pub(super) fn known() -> UnitTable {
    let mut table = built_in_units();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
    for (id, dimension, power, (factor, decimals), zh, en) in FOREIGN {
        let money = ["usd", "eur", "gbp", "jpy", "hkd"].contains(&id);
        table.insert(UnitDef {
            id: id.to_owned(),
            dimensions: BTreeMap::from([(dimension.to_owned(), power)]),
            numerator: Decimal::new(factor, decimals).normalize(),
            denominator: Decimal::ONE,
            symbol: Text {
                zh: zh.first().copied().unwrap_or(id).to_owned(),
                en: en.first().copied().unwrap_or(id).to_owned(),
            },
            aliases: Text { zh: names(zh), en: names(en) },
            plural: None,
            counting: false,
            spaced: true,
            prefix: money,
        });
    }
    table
}

#[cfg(test)]
mod tests {
    use super::known;
    use rust_decimal::Decimal;

    #[test]
    fn foreign_units_have_their_size() {
        let table = known();
        let base = |unit: &str| table.parse(unit).unwrap().to_base(Decimal::ONE).unwrap().normalize().to_string();
        assert_eq!(
            (base("sqmi").as_str(), base("acre").as_str(), base("lb").as_str()),
            ("2589988.110336", "4046.8564224", "0.45359237")
        );
    }
}
