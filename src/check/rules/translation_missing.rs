//! A page exists in one language only, or is empty in the other.
//!
//! Chinese and English are equals in the book: each chapter is published in both, with the same numbers.
//!
//! Bad:
//!
//! ```text
//! content/zh/01-status/02-society.md
//! (no content/en/01-status/02-society.md)
//! ```
//!
//! Good:
//!
//! ```text
//! content/zh/01-status/02-society.md
//! content/en/01-status/02-society.md
//! ```
//!
//! Limits: Looks at whole pages. What a page lacks inside is structure-differs.
//!
//! ---
//!
//! 某一页只有一种语言，或者另一种语言的文件是空的。
//!
//! 中英文在书中地位相同：每一章都以两种语言发布，数也相同。
//!
//! 不好：
//!
//! ```text
//! content/zh/01-status/02-society.md
//! （没有 content/en/01-status/02-society.md）
//! ```
//!
//! 好：
//!
//! ```text
//! content/zh/01-status/02-society.md
//! content/en/01-status/02-society.md
//! ```
//!
//! 限度：只看整页。页内的缺失见 structure-differs。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Span};
use crate::model::{Language, Page};

const RULE: &str = "translation-missing";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
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
