//! Parts upon each other in their own unit, on a scale from 0, beside what they are compared with: whether they come to
//! it. One bar, not cut to 100 %.

use super::{Plot, stack};
use crate::draw::recording::Recording;
use crate::draw::sheet::Sheet;
use crate::model::ChartKind;

/// The kind.
pub(super) struct Sum;

impl Plot for Sum {
    fn kind(&self) -> ChartKind {
        ChartKind::Sum
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let sum: f64 = sheet.entries.iter().map(|entry| entry.amount.max(0.0)).sum();
        stack::bar(sheet, sheet.highest_reference().max(sum))
    }
}
