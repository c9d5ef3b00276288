//! A page exists in one language only, or is empty in the other.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{Language, Page};

const RULE: RuleId = rule::TRANSLATION_MISSING;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    if project.plan.languages.is_one() {
        return;
    }
    for page in &project.pages {
        if page.blocks.is_empty() {
            continue;
        }
        let partner = project.partner(page).map(|(_, partner)| partner);
        if partner.is_some_and(|partner| !partner.blocks.is_empty()) {
            continue;
        }
        let missing = page.language.other();
        let path = format!("content/{missing}/{}", page.path);
        let id = if partner.is_some() { "translation-missing.empty" } else { "translation-missing" };
        let message = Message::new(id)
            .with("page", format!("content/{}/{}", page.language, page.path))
            .with("path", path.as_str())
            .with("language", language(missing));
        faults.report(
            Diagnostic::error(RULE, place(page), message)
                .hint(Message::new("translation-missing.hint").with("path", path)),
        );
    }
}

fn language(language: Language) -> Message {
    match language {
        Language::Zh => Message::new("word.chinese"),
        Language::En => Message::new("word.english"),
    }
}

/// The page's first block, which is its title once the page is sound.
fn place(page: &Page) -> Span {
    page.blocks.first().map_or(Span::new(page.source, 0..0), crate::model::Block::span)
}
