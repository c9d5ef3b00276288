//! What an audience may see. Nothing else in the tool asks who reads.
//!
//! A number marked `audience: internal` stays in the book; to the public it reads as withheld, and so does whatever a
//! formula makes of it. A map without an approval number is not drawn for it either.

use crate::model::document::Audience;
use crate::model::{Ground, Key, Report};
use std::collections::BTreeSet;

/// The words for what is not shown.
pub(super) const WITHHELD: &str = "word.withheld";

/// Whether an audience must not see a map: to the public only geometry with an approval number is shown.
pub(super) fn withholds_map(ground: &Ground, audience: Audience) -> bool {
    match audience {
        Audience::Public => !ground.public,
        Audience::Internal | Audience::Review => false,
    }
}

/// The numbers that an audience must not see.
pub(super) fn withheld(report: &Report, audience: Audience) -> BTreeSet<&Key> {
    match audience {
        Audience::Public => {
            let internal = report.observations.iter().filter(|(_, observation)| observation.internal);
            internal.map(|(key, _)| key).collect()
        }
        Audience::Internal | Audience::Review => BTreeSet::new(),
    }
}
