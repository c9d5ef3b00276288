//! A figure or table stands in the text and no sentence refers to it, or a sentence refers to one that stands
//! nowhere.
//!
//! Readers find figures by their references, and printed plans are reviewed for figures that nothing mentions. A
//! reference to a figure that is not placed has no number to print, which is an error.
//!
//! Bad:
//!
//! ```markdown
//! ![](fig:land-cover)
//! ```
//!
//! Good:
//!
//! ```markdown
//! Land cover is shown in [](#fig:land-cover).
//!
//! ![](fig:land-cover)
//! ```
//!
//! Limits: Each language is looked at on its own. A figure of the register that is neither placed nor cited is no
//! fault. References to unknown ids are link-broken.
//!
//! ---
//!
//! 图或表放在文中而没有一句话提到它，或者提到了却没有放在任何地方。
//!
//! 读者靠引用找图，评审也会查没有引用的图。引用了而没有放置的图没有编号可印，属于错误。
//!
//! 不好：
//!
//! ```markdown
//! ![](fig:land-cover)
//! ```
//!
//! 好：
//!
//! ```markdown
//! 土地利用现状见[](#fig:land-cover)。
//!
//! ![](fig:land-cover)
//! ```
//!
//! 限度：两种语言分别检查。登记了但既未放置也未引用的图不算问题。引用未登记的标识见 link-broken。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Span};
use crate::model::{Block, Inline, LANGUAGES, Language, Project};
use std::collections::BTreeMap;

const RULE: &str = "figure-uncited";

/// A figure or table: `("fig", id)` or `("tab", id)`.
type Entry<'a> = (&'static str, &'a str);

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for language in LANGUAGES {
        let places = Places::of(&context.report.project, language);
        for ((kind, id), span) in &places.placed {
            if registered(&context.report.project, kind, id) && !places.cited.contains_key(&(*kind, *id)) {
                let message = Message::new("figure-uncited").with("id", *id).with("kind", word(kind));
                let hint = Message::new("figure-uncited.hint").with("reference", format!("[](#{kind}:{id})"));
                faults.report(Diagnostic::warning(RULE, *span, message).hint(hint));
            }
        }
        for ((kind, id), span) in &places.cited {
            if registered(&context.report.project, kind, id) && !places.placed.contains_key(&(*kind, *id)) {
                let message = Message::new("figure-uncited.unplaced").with("id", *id).with("kind", word(kind));
                let hint = Message::new("figure-uncited.hint-unplaced").with("block", format!("![]({kind}:{id})"));
                faults.report(Diagnostic::error(RULE, *span, message).hint(hint));
            }
        }
    }
}

/// Where each figure and table of a language stands, and where it is first cited.
#[derive(Default)]
struct Places<'a> {
    placed: BTreeMap<Entry<'a>, Span>,
    cited: BTreeMap<Entry<'a>, Span>,
}

impl<'a> Places<'a> {
    fn of(project: &'a Project, language: Language) -> Self {
        let mut places = Self::default();
        for block in project.pages_of(language).flat_map(|(_, page)| &page.blocks) {
            places.see(block);
        }
        places
    }

    fn see(&mut self, block: &'a Block) {
        match block {
            Block::Figure { id, span } => {
                self.placed.entry(("fig", id.as_str())).or_insert(*span);
            }
            Block::RegisterTable { id, span } => {
                self.placed.entry(("tab", id.as_str())).or_insert(*span);
            }
            Block::List { items, .. } => items.iter().flat_map(|item| &item.blocks).for_each(|inner| self.see(inner)),
            Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
                blocks.iter().for_each(|inner| self.see(inner));
            }
            _ => block.for_each_inline(&mut |inline| self.cite(inline)),
        }
    }

    fn cite(&mut self, inline: &'a Inline) {
        if let Inline::CrossReference { kind: kind @ ("fig" | "tab"), id } = inline {
            self.cited.entry((*kind, id.as_str())).or_insert(id.span);
        }
    }
}

fn word(kind: &str) -> Message {
    if kind == "fig" { Message::new("word.figure") } else { Message::new("word.table") }
}

/// References to ids that no register holds are `link-broken`.
fn registered(project: &Project, kind: &str, id: &str) -> bool {
    if kind == "fig" {
        project.figures.iter().any(|figure| figure.id.value == id)
    } else {
        project.tables.iter().any(|table| table.id.value == id)
    }
}
