//! A figure, a table or a project is set into the text twice.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{Block, LANGUAGES};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

const RULE: RuleId = rule::PLACED_TWICE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    for language in LANGUAGES {
        let mut first: BTreeMap<(&str, &str), Span> = BTreeMap::new();
        for block in project.pages_of(language).flat_map(|(_, page)| &page.blocks) {
            let (kind, id, span) = match block {
                Block::Figure { id, span } => ("fig", id, span),
                Block::RegisterTable { id, span } => ("tab", id, span),
                Block::Project { id, span } => ("proj", id, span),
                _ => continue,
            };
            match first.entry((kind, id.as_str())) {
                Entry::Vacant(place) => _ = place.insert(*span),
                Entry::Occupied(place) => {
                    let message = Message::new("placed-twice").with("target", format!("{kind}:{}", id.as_str()));
                    let hint = match kind {
                        "proj" => Message::new("placed-twice.hint-project"),
                        _ => {
                            Message::new("placed-twice.hint").with("reference", format!("[](#{kind}:{})", id.as_str()))
                        }
                    };
                    let fault = Diagnostic::error(RULE, *span, message).hint(hint);
                    faults.report(fault.related(*place.get(), Message::new("note-first")));
                }
            }
        }
    }
}
