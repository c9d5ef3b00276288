//! A table of the text is too wide for any page.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::table_fit;
use crate::model::Block;
use crate::model::document::TableFit;

const RULE: RuleId = rule::TABLE_TOO_WIDE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for page in &context.report.project.pages {
        page.blocks.iter().for_each(|block| block_of(block, 0, faults));
    }
}

fn block_of(block: &Block, depth: usize, faults: &mut Diagnostics) {
    match block {
        Block::Table { rows, span, .. } if table_fit(rows, depth) == TableFit::TooWide => {
            let columns = rows.first().map_or(0, Vec::len);
            let id = if depth == 0 { "table-too-wide" } else { "table-too-wide.inside" };
            let fault = Diagnostic::error(RULE, *span, Message::new(id).with("columns", columns));
            faults.report(fault.hint(Message::new("table-too-wide.hint")));
        }
        Block::List { items, .. } => {
            let inner = items.iter().flat_map(|item| &item.blocks);
            inner.for_each(|block| block_of(block, depth + 1, faults));
        }
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            blocks.iter().for_each(|block| block_of(block, depth + 1, faults));
        }
        _ => {}
    }
}
