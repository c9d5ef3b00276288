//! What reviewers have done to a stretch of a document, as its elements say it.

use super::{Change, ChangeKind};
use crate::office::attribute;
use roxmltree::Node;

/// What a change is that stands in another: deleted is who deleted what was inserted; else the inner one.
pub(super) fn outer(around: Option<&Change>, own: Change) -> Change {
    match around {
        Some(outer) if !outer.kind.stays() => outer.clone(),
        _ => own,
    }
}

/// The change that an element stands for.
pub(super) fn changed(node: Node<'_, '_>) -> Option<Change> {
    let kind = match node.tag_name().name() {
        "ins" => ChangeKind::Inserted,
        "del" => ChangeKind::Deleted,
        "moveFrom" => ChangeKind::MovedFrom,
        "moveTo" => ChangeKind::MovedTo,
        _ => return None,
    };
    let said = |name: &str| attribute(node, name).unwrap_or_default().to_owned();
    Some(Change { kind, author: said("author"), date: said("date") })
}
