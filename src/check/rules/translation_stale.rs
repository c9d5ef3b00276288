//! A paragraph was changed after its translation was confirmed.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{PageTranslation, SourceBlock, TranslationState};

const RULE: RuleId = rule::TRANSLATION_STALE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    if context.report.project.confirmations.is_none() {
        return;
    }
    for page in &context.report.translations {
        // One line for a page that is all new, not one for each of its blocks.
        if let Some(first) = page.blocks.first().filter(|_| page.count(TranslationState::Unconfirmed) > 0) {
            faults.report(fault(page, first, "translation-stale.page"));
            continue;
        }
        for block in &page.blocks {
            match block.state {
                TranslationState::Changed => faults.report(fault(page, block, "translation-stale")),
                TranslationState::New => faults.report(fault(page, block, "translation-stale.new")),
                // What has no translation at all is structure-differs or translation-missing.
                TranslationState::Done | TranslationState::Missing | TranslationState::Unconfirmed => {}
            }
        }
    }
}

/// Points at the translation, which is what is to be looked at.
fn fault(page: &PageTranslation, block: &SourceBlock, id: &'static str) -> Diagnostic {
    let place: Span = block.partner.unwrap_or(block.span);
    let hint = Message::new("translation-stale.hint").with("page", page.page.as_str());
    Diagnostic::warning(RULE, place, Message::new(id).with("page", page.page.as_str()))
        .related(block.span, Message::new("translation-stale.source"))
        .hint(hint)
}
