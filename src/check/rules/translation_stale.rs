//! A paragraph was changed after its translation was confirmed.
//!
//! Two languages drift apart by small edits: a clause is added here, a reservation dropped there, and nobody reads
//! both. The tool keeps a hash of each paragraph of the source language whose translation a person has confirmed;
//! when the words change, the translation has to be looked at again. Numbers are left out of the hash: an update of
//! the data, written into both languages by `sync`, makes nothing stale.
//!
//! Bad:
//!
//! ```markdown
//! 草地集中在北部，近年有所退化。      <!-- confirmed without the second clause -->
//! Grassland lies in the north.
//! ```
//!
//! Good:
//!
//! ```markdown
//! 草地集中在北部，近年有所退化。
//! Grassland lies in the north; it has degraded in recent years.      <!-- then: tallybook translated PAGE -->
//! ```
//!
//! Limits: A warning. Sees that the source changed, not whether the translation is good: `tallybook translated PAGE`
//! is a person's word that it is. Without data/translations.yaml nothing was ever confirmed, and nothing is stale.
//! Paragraphs are aligned by what they have in common: one that is inserted makes no other stale, and one that is moved,
//! or whose page is renamed, stays confirmed. Not seen: a changed translation of an unchanged paragraph, and a paragraph
//! that was moved in one language only, unless its numbers or the kinds of blocks tell.
//!
//! ---
//!
//! 一段文字在其译文确认之后又改动过。
//!
//! 两种语言是被零星的改动拉开的：这里添一句，那里删一个限定，而没有人两边都读。对译文已由人确认的每一段源文，工具都记下它的散列值；文字一变，译文就要再看。数不计入散列：由 `sync` 写入两种语言的数据更新，不会使任何一段过时。
//!
//! 不好：
//!
//! ```markdown
//! 草地集中在北部，近年有所退化。      <!-- 确认时没有后半句 -->
//! Grassland lies in the north.
//! ```
//!
//! 好：
//!
//! ```markdown
//! 草地集中在北部，近年有所退化。
//! Grassland lies in the north; it has degraded in recent years.      <!-- 然后：tallybook translated PAGE -->
//! ```
//!
//! 限度：属于警告。只看源文是否变了，不看译得好不好：`tallybook translated PAGE` 是由人担保译文无误。没有 data/translations.yaml 就等于从未确认过，也就无所谓过时。段落按相同的部分对齐：插入一段不会使别的段过时；移动一段或给页改名，确认仍然有效。看不出的有：源文未变而译文改动的；只在一种语言里移动了的段落（数或块的种类对不上时，另有规则报告）。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Span};
use crate::model::{PageTranslation, SourceBlock, TranslationState};

const RULE: &str = "translation-stale";

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
