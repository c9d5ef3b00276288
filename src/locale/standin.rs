//! Stand-in for number formatting until the real one is merged.

use crate::model::{Language, UnitExpr, UnitTable};
use rust_decimal::Decimal;

/// A quantity as text.
pub fn format_quantity(_language: Language, number: Decimal, unit: &UnitExpr, _units: &UnitTable) -> String {
    format!("{number} {}", unit.written)
}

/// A number as text.
pub fn format_number(_language: Language, number: Decimal) -> String {
    number.to_string()
}
