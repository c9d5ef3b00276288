//! A table of the text is too wide for any page.
//!
//! A wide table is set in smaller type, then along the long side of the page. Where its longest words still do not stand
//! side by side, they would run into each other and the last columns would lie outside the paper.
//!
//! Bad:
//!
//! ```markdown
//! | Town | January | February | March | April | May | … | November | December | Total | Remarks |
//! ```
//!
//! Good:
//!
//! ```markdown
//! | Town | Q1 | Q2 | Q3 | Q4 | Total |
//! ```
//!
//! Limits: Widths are estimated from the longest words, a little on the large side. A table inside a list, a quotation or
//! a footnote cannot have a page of its own. Tables of the register are set by the tool.
//!
//! ---
//!
//! 正文里的表太宽，任何一页都放不下。
//!
//! 宽表会改用小字，再不行就横排在页面的长边上。如果最长的词仍然排不开，文字就会互相重叠，最后几列会落到纸外。
//!
//! 不好：
//!
//! ```markdown
//! | 乡镇 | 一月 | 二月 | 三月 | 四月 | 五月 | …… | 十一月 | 十二月 | 合计 | 备注 |
//! ```
//!
//! 好：
//!
//! ```markdown
//! | 乡镇 | 一季度 | 二季度 | 三季度 | 四季度 | 合计 |
//! ```
//!
//! 限度：宽度按最长的词估算，略偏大。列表、引文、脚注里的表不能单独占一页。登记表由工具排版。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::locale::{TableFit, table_fit};
use crate::model::Block;

const RULE: &str = "table-too-wide";

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
