//! Numbers the paragraphs of a book by chapter and section; see [`ParagraphNumber`]. Both languages have the same ones in
//! the same places (rule structure-differs), so each counts its own.

use crate::diagnostic::Span;
use crate::model::{Block, LANGUAGES, Outline, ParagraphNumber, Project};
use std::collections::BTreeMap;

/// Numbers the paragraphs; the headings are numbered already.
pub(super) fn number(project: &Project, outline: &mut Outline) {
    for language in LANGUAGES {
        let mut headings = outline.sections.get(&language).into_iter().flatten().peekable();
        let mut last = ParagraphNumber { chapter: 0, section: 0, running: 0 };
        for (id, page) in project.pages_of(language) {
            for (index, block) in page.blocks.iter().enumerate() {
                let Some(heading) = headings.next_if(|heading| heading.page == id && heading.block == index) else {
                    visit(block, &mut last, &mut outline.paragraphs);
                    continue;
                };
                let at = |depth: usize| heading.numbers.get(depth).copied().unwrap_or(0);
                if (last.chapter, last.section) != (at(0), at(1)) {
                    last = ParagraphNumber { chapter: at(0), section: at(1), running: 0 };
                }
            }
        }
    }
}

/// Numbers what of a block counts, at any depth.
fn visit(block: &Block, last: &mut ParagraphNumber, numbers: &mut BTreeMap<Span, ParagraphNumber>) {
    match block {
        // A heading inside a list or a quotation is a paragraph to readers.
        Block::Heading(_)
        | Block::Paragraph { .. }
        | Block::Table { .. }
        | Block::RegisterTable { .. }
        | Block::Project { .. }
        | Block::Code { .. } => {
            last.running += 1;
            numbers.insert(block.span(), *last);
        }
        Block::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|block| visit(block, last, numbers));
        }
        Block::Quote { blocks, .. } => blocks.iter().for_each(|block| visit(block, last, numbers)),
        Block::Figure { .. } | Block::Footnote { .. } | Block::Rule { .. } => {}
    }
}
