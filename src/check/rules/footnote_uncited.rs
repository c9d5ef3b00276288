//! A footnote is written and no mark in the text leads to it.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Note, PageId};
use std::collections::BTreeSet;

const RULE: RuleId = rule::FOOTNOTE_UNCITED;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let report = context.report;
    for (index, page) in report.project.pages.iter().enumerate() {
        let cited = report.outline.notes.get(&PageId(index)).map(Vec::as_slice).unwrap_or_default();
        let cited: BTreeSet<&str> = cited.iter().map(|note| note.key.as_str()).collect();
        for (label, _) in page.notes() {
            if !cited.contains(Note::key(label).as_str()) {
                let mark = format!("[^{}]", label.value);
                let message = Message::new("footnote-uncited").with("mark", mark.as_str());
                let hint = Message::new("footnote-uncited.hint").with("mark", mark);
                faults.report(Diagnostic::warning(RULE, label.span, message).hint(hint));
            }
        }
    }
}
