//! A heading has no id, or its id is used twice in the book.
//!
//! Ids tie the languages to each other and keep links alive when a title is reworded. They are the same in both
//! languages and unique in the book.
//!
//! Bad:
//!
//! ```markdown
//! ## Water
//! ```
//!
//! Good:
//!
//! ```markdown
//! ## Water {#water}
//! ```
//!
//! Limits: The suggestion is taken from the other language when its page has as many headings. Whether both
//! languages use the same id is structure-differs.
//!
//! ---
//!
//! 标题没有标识，或者标识在全书中重复。
//!
//! 标识把两种语言系在一起，标题改了措辞链接也不会断。标识在两种语言里相同，在全书中唯一。
//!
//! 不好：
//!
//! ```markdown
//! ## 水文特征
//! ```
//!
//! 好：
//!
//! ```markdown
//! ## 水文特征 {#water}
//! ```
//!
//! 限度：另一种语言的页标题数相同时，按它给出建议。两种语言的标识是否一致见 structure-differs。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Span};
use crate::model::{Inline, LANGUAGES, Language, Page, Project};
use std::collections::BTreeMap;

const RULE: &str = "heading-id-missing";

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
