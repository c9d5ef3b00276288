//! What an audience may see. Nothing else in the tool asks who reads.
//!
//! A number marked `audience: internal` stays in the book; to the public it reads as withheld, and so does whatever a
//! formula makes of it.

use crate::model::document::Audience;
use crate::model::{Key, Report};
use std::collections::BTreeSet;

/// The words for what is not shown.
pub(super) const WITHHELD: &str = "word.withheld";

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
