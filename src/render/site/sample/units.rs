//! The sample's units: `locale` has the real ones.

use crate::model::{Text, UnitDef, UnitTable};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

pub(super) fn units() -> UnitTable {
    let mut units = UnitTable::default();
    for (id, zh, en, spaced) in [("km2", "平方千米", "km²", true), ("%", "%", "%", false)] {
        units.insert(UnitDef {
            id: id.to_owned(),
            dimensions: BTreeMap::new(),
            numerator: Decimal::ONE,
            denominator: Decimal::ONE,
            symbol: Text { zh: zh.to_owned(), en: en.to_owned() },
            aliases: Text::default(),
            plural: None,
            counting: false,
            spaced,
            prefix: false,
        });
    }
    units
}
