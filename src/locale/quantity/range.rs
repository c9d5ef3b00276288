//! Both ends of a range in print.

use super::{NO_BREAK, ZH_SCALES, chosen, format_quantity, scaled, special};
use crate::model::{Language, UnitExpr, UnitTable};
use rust_decimal::Decimal;

/// Both ends of a range, in the scale that suits the high one: 1.5万～2.5万亩, 15,000–25,000 mu.
pub fn format_range(language: Language, (low, high): (Decimal, Decimal), unit: &UnitExpr, units: &UnitTable) -> String {
    let upper = format_quantity(language, high, unit, units);
    let lower = match (special(low, unit), special(high, unit)) {
        (Some(low), Some(_)) => low.print(),
        _ => {
            let power = chosen(language, high, unit);
            scaled(language, low, power, unit.scale) + own_sign(language, low, power, unit)
        }
    };
    // A minus sign beside a dash cannot be read.
    let joint = match language {
        Language::Zh => "～",
        Language::En if low.is_sign_negative() || high.is_sign_negative() => " to ",
        Language::En => "–",
    };
    let prefix = unit.over.as_deref().and_then(|id| units.get(id)).filter(|def| def.prefix);
    match (language, prefix) {
        (Language::En, Some(def)) => {
            let ahead = format!("{}{NO_BREAK}", def.symbol.en);
            let upper = upper.strip_prefix(&ahead).unwrap_or(&upper);
            format!("{ahead}{lower}{joint}{upper}")
        }
        _ => format!("{lower}{joint}{upper}"),
    }
}

/// What the low end of a range repeats of the high one, lest it be read without: 10%～20%, 5万～10万亩 (GB/T 15835—2011).
fn own_sign(language: Language, low: Decimal, power: u32, unit: &UnitExpr) -> &'static str {
    if language != Language::Zh || low.is_zero() {
        return "";
    }
    match (unit.over.as_deref(), unit.under.is_empty()) {
        (Some("%"), true) => "%",
        (Some("permille"), true) => "‰",
        _ => ZH_SCALES.iter().find(|(known, _)| *known == power).map_or("", |(_, word)| *word),
    }
}
