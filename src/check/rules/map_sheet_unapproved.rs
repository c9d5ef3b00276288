//! A map sheet of the owner's has a file and no approval number.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::SheetStatus;

const RULE: RuleId = rule::MAP_SHEET_UNAPPROVED;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let sheets = context.report.project.map_sheets.iter();
    for sheet in sheets.filter(|sheet| sheet.status() == SheetStatus::Unreviewed && !sheet.internal) {
        let message = Message::new("map-sheet-unapproved").with("sheet", sheet.id.as_str());
        let hint = Message::new("map-sheet-unapproved.hint");
        faults.report(Diagnostic::warning(RULE, sheet.id.span, message).hint(hint));
    }
}
