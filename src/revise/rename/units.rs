//! A unit's name in unit expressions: `1e4 unit/person`.

use super::Desk;
use crate::diagnostic::SourceId;

impl Desk<'_> {
    pub(super) fn unit(&mut self, id: SourceId, text: &str, start: usize) {
        let old = self.request.old.clone();
        let is_part = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
        for (at, _) in text.match_indices(old.as_str()) {
            let before = text[..at].chars().next_back().is_some_and(is_part);
            let after = text[at + old.len()..].chars().next().is_some_and(is_part);
            if !before && !after {
                self.replace(id, start + at..start + at + old.len());
            }
        }
    }
}
