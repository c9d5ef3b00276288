//! A figure, a table or a project is set into the text twice.
//!
//! It has one number, one place in the lists and one address. Set twice, two pictures would bear the same number, and
//! a reference to it could mean either.
//!
//! Bad:
//!
//! ```markdown
//! ![](fig:zones)
//!
//! Once more:
//!
//! ![](fig:zones)
//! ```
//!
//! Good:
//!
//! ```markdown
//! ![](fig:zones)
//!
//! Once more, see [](#fig:zones).
//! ```
//!
//! Limits: Each language is looked at for itself. The same image file under two ids is not reported.
//!
//! ---
//!
//! 同一张图、同一个表或同一个项目在正文里放了两次。
//!
//! 它只有一个编号，在图表目录里只有一条，网址也只有一个。放两次，就有两张图用同一个编号，引用它时不知道指哪一张。
//!
//! 不好：
//!
//! ```markdown
//! ![](fig:zones)
//!
//! 再看一次：
//!
//! ![](fig:zones)
//! ```
//!
//! 好：
//!
//! ```markdown
//! ![](fig:zones)
//!
//! 再看一次[](#fig:zones)。
//! ```
//!
//! 限度：两种语言分别检查。同一个图片文件用两个编号登记，不报告。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Span};
use crate::model::{Block, LANGUAGES};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

const RULE: &str = "placed-twice";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    for language in LANGUAGES {
        let mut first: BTreeMap<(&str, &str), Span> = BTreeMap::new();
        for block in project.pages_of(language).flat_map(|(_, page)| &page.blocks) {
            let (kind, id, span) = match block {
                Block::Figure { id, span } => ("fig", id, span),
                Block::RegisterTable { id, span } => ("tab", id, span),
                Block::Project { id, span } => ("proj", id, span),
                _ => continue,
            };
            match first.entry((kind, id.as_str())) {
                Entry::Vacant(place) => _ = place.insert(*span),
                Entry::Occupied(place) => {
                    let message = Message::new(RULE).with("target", format!("{kind}:{}", id.as_str()));
                    let hint = match kind {
                        "proj" => Message::new("placed-twice.hint-project"),
                        _ => {
                            Message::new("placed-twice.hint").with("reference", format!("[](#{kind}:{})", id.as_str()))
                        }
                    };
                    let fault = Diagnostic::error(RULE, *span, message).hint(hint);
                    faults.report(fault.related(*place.get(), Message::new("note-first")));
                }
            }
        }
    }
}
