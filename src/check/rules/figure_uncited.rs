//! A figure or table stands in the text and no sentence refers to it, or a sentence refers to one that stands nowhere.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{Block, Inline, LANGUAGES, Language, Project};
use std::collections::BTreeMap;

const RULE: RuleId = rule::FIGURE_UNCITED;

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
    if kind == "fig" { project.figures.has(id) } else { project.tables.has(id) }
}
