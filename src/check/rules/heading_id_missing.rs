//! A heading has no id, or its id is used twice in the book.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{Inline, LANGUAGES, Language, Page, Project};
use std::collections::BTreeMap;

const RULE: RuleId = rule::HEADING_ID_MISSING;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    for language in LANGUAGES {
        check_language(project, language, faults);
    }
}

fn check_language(project: &Project, language: Language, faults: &mut Diagnostics) {
    let mut seen: BTreeMap<String, (&str, Span)> = BTreeMap::new();
    for (_, page) in project.pages_of(language) {
        for (index, heading) in page.headings().enumerate() {
            let Some(id) = &heading.id else {
                let message = Message::new("heading-id-missing").with("heading", Inline::plain(&heading.inlines));
                let fault = Diagnostic::error(RULE, heading.span, message);
                faults.report(fault.hint(match suggestion(project, page, index) {
                    Some(id) => Message::new("heading-id-missing.hint-partner").with("mark", format!("{{#{id}}}")),
                    None => Message::new("heading-id-missing.hint"),
                }));
                continue;
            };
            let (first, place) = *seen.entry(id.to_lowercase()).or_insert((id.as_str(), id.span));
            if place != id.span {
                let message = match first == id.as_str() {
                    true => Message::new("heading-id-missing.twice"),
                    false => Message::new("heading-id-missing.case").with("other", first),
                };
                faults.report(
                    Diagnostic::error(RULE, id.span, message.with("id", id.as_str()))
                        .related(place, Message::new("heading-id-missing.first"))
                        .hint(Message::new("heading-id-missing.hint-twice")),
                );
            }
        }
    }
}

/// The id of the same heading in the other language.
fn suggestion<'a>(project: &'a Project, page: &Page, index: usize) -> Option<&'a str> {
    let (_, partner) = project.partner(page)?;
    if partner.headings().count() != page.headings().count() {
        return None;
    }
    partner.headings().nth(index)?.id.as_ref().map(|id| id.value.as_str())
}
