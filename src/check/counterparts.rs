//! What answers to what in the other language.

use crate::model::{Report, TieId, TieKind};

/// What a tie is tied to, the same for every way to write it.
pub(super) fn destination(report: &Report, id: TieId) -> String {
    let (tie, bound) = report.tie(id);
    match (tie.kind, &bound.key) {
        (TieKind::Number, Some(_)) if tie.dated().is_some() => format!("={}", tie.target.value),
        (TieKind::Number, Some(key)) => format!("={key}"),
        (TieKind::Number, None) => format!("={}", tie.target.value),
        (TieKind::Claim, _) => format!("?{}", tie.target.value),
    }
}
