//! Whether the chapters of a book run on, one after the other, or each opens on a leaf of its own.

use crate::locale::script::is_wide;
use crate::model::{Block, Inline, Language, Project};

/// From so many pages a chapter on, on average, chapters open on leaves of their own.
const FEWEST_PAGES: f64 = 3.0;

/// About how many wide characters a page holds; a narrow one takes half the room.
const PAGE: f64 = 1_100.0;

/// About which part of a page a figure takes, a table of the register, and a row of a table.
const FIGURE: f64 = 0.35;
const TABLE: f64 = 0.3;
const ROW: f64 = 0.03;

/// Whether chapters run on: those of a book in which they have few pages each.
pub(in crate::compose) fn runs_on(project: &Project, language: Language) -> bool {
    let (mut chapters, mut pages) = (0_u32, 0.0);
    for (_, page) in project.pages_of(language) {
        chapters += u32::from(page.opens_chapter());
        pages += page.blocks.iter().map(length).sum::<f64>();
    }
    pages < FEWEST_PAGES * f64::from(chapters.max(1))
}

/// About how much of a page a block takes.
fn length(block: &Block) -> f64 {
    let mut text = 0.0;
    block.for_each_inline(&mut |inline| {
        let words: &str = match inline {
            Inline::Text(words) | Inline::Waived(words, _) | Inline::Code(words) => words,
            Inline::Tie(_, words) => words,
            _ => "",
        };
        text += words.chars().map(|sign| if is_wide(sign) { 1.0 } else { 0.5 }).sum::<f64>();
    });
    let more = match block {
        Block::Figure { .. } => FIGURE,
        Block::RegisterTable { .. } | Block::Project { .. } => TABLE,
        Block::Table { rows, .. } => return ROW * rows.len() as f64,
        Block::Code { text, .. } => ROW * text.lines().count() as f64,
        _ => 0.0,
    };
    text / PAGE + more
}
