//! Blocks as JSON: each with its kind `k`.

use super::book::Writer;
use super::inline::text;
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{Block, Check, Finding, Heading, Inline};
use serde_json::{Value, json};

impl<'a> Writer<'a> {
    /// A block that stands directly on a page; `index` is its place there.
    pub(super) fn top_block(&mut self, index: usize, block: &'a Block) -> Option<Value> {
        match block {
            Block::Heading(heading) => Some(self.heading(index, heading)),
            other => self.block(other),
        }
    }

    /// Blocks inside another one.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Value> {
        blocks.iter().filter_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'a Block) -> Option<Value> {
        let value = match block {
            // A heading inside a list or a quotation has no number; its words are kept.
            Block::Heading(heading) => {
                json!({"k": "par", "c": [{"k": "strong", "c": self.inlines(&heading.inlines)}]})
            }
            Block::Paragraph { inlines, .. } => json!({"k": "par", "c": self.inlines(inlines)}),
            Block::List { start, items, .. } => {
                let items: Vec<Value> = items.iter().map(|item| json!(self.blocks(&item.blocks))).collect();
                json!({"k": "list", "start": start, "items": items})
            }
            Block::Table { rows, .. } => {
                let rows =
                    rows.iter().map(|row| row.iter().map(|cell| self.inlines(&cell.inlines)).collect()).collect();
                written_table(rows)
            }
            Block::Quote { blocks, .. } => json!({"k": "quote", "c": self.blocks(blocks)}),
            Block::Code { text: code, .. } => json!({"k": "pre", "s": code}),
            Block::Figure { id, .. } => self.figure(&id.value)?,
            Block::RegisterTable { id, .. } => self.register_table(&id.value)?,
            Block::Project { id, .. } => self.project_entry(&id.value)?,
            Block::Footnote { .. } => return None,
            Block::Rule { .. } => json!({"k": "rule"}),
        };
        Some(value)
    }

    fn heading(&mut self, index: usize, heading: &'a Heading) -> Value {
        let entry = self.page.and_then(|page| self.numbered.get(&(page, index)).copied());
        let opens = self.current_page().is_some_and(crate::model::Page::opens_chapter);
        let depth = entry.map_or(heading.level + u8::from(!opens), |entry| entry.depth);
        let label = entry.map_or(String::new(), |entry| locale::heading_label(self.language, depth, &entry.numbers));
        let id = heading.id.as_ref().map(|id| id.value.as_str());
        let target = id.and_then(|id| self.place(format!("sec:{id}")));
        let inlines: &'a [Inline] = &heading.inlines;
        json!({
            "k": "heading",
            "depth": depth.max(1),
            "label": label,
            "to": target,
            "c": self.inlines(inlines),
            "notes": id.map_or_else(Vec::new, |id| self.editorial_notes(id)),
        })
    }

    /// Links to the findings about the words of a section, which no tie can carry.
    fn editorial_notes(&self, section: &str) -> Vec<Value> {
        let page = self.current_page().map(|page| page.path.as_str());
        let stands_here = |finding: &&Finding| {
            matches!(finding.check, Check::Editorial)
                && finding.page.as_ref().map(|page| page.value.as_str()) == page
                && finding.section.as_ref().is_some_and(|named| named.value == section)
        };
        let mut line = Vec::new();
        for finding in self.report.project.findings.iter().filter(stands_here) {
            let lead = if line.is_empty() { "ui.print.notes-here" } else { "ui.print.comma" };
            line.push(text(&self.say(&Message::new(lead))));
            let id = finding.id.value.as_str();
            line.push(json!({"k": "to", "to": format!("finding:{id}"), "c": [text(id)]}));
        }
        line
    }
}

/// A table of the chapter's own text; short rows are filled up, since a table must be a rectangle.
fn written_table(mut rows: Vec<Vec<Vec<Value>>>) -> Value {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    rows.iter_mut().for_each(|row| row.resize(width, Vec::new()));
    let head = if rows.is_empty() { vec![Vec::new(); width] } else { rows.remove(0) };
    let rows: Vec<Value> = rows.into_iter().map(|cells| json!({"cells": cells})).collect();
    json!({"k": "table", "align": vec!["start"; width], "head": head, "rows": rows})
}
