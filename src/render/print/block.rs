//! Blocks as JSON: each with its kind `k`.

use super::book::Writer;
use super::inline::text;
use crate::diagnostic::Message;
use crate::locale::{self, TableFit, table_fit};
use crate::model::{Alignment, Block, Check, Finding, Heading, Inline};
use crate::render::line::is_pictures;
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
        self.depth += 1;
        let inner = blocks.iter().filter_map(|block| self.block(block)).collect();
        self.depth -= 1;
        inner
    }

    fn block(&mut self, block: &'a Block) -> Option<Value> {
        let value = match block {
            // A heading inside a list or a quotation has no number; its words are kept.
            Block::Heading(heading) => {
                json!({"k": "par", "c": [{"k": "strong", "c": self.inlines(&heading.inlines)}]})
            }
            Block::Paragraph { inlines, .. } => {
                let kind = if is_pictures(inlines) { "pictures" } else { "par" };
                json!({"k": kind, "c": self.inlines(inlines)})
            }
            Block::List { start, items, .. } => {
                let items: Vec<Value> = items.iter().map(|item| json!(self.blocks(&item.blocks))).collect();
                json!({"k": "list", "start": start, "items": items})
            }
            Block::Table { columns, rows, .. } => {
                let fit = table_fit(rows, self.depth);
                let rows =
                    rows.iter().map(|row| row.iter().map(|cell| self.inlines(&cell.inlines)).collect()).collect();
                let mut table = written_table(columns, rows);
                if let TableFit::Squeezed { widths, size, turned } = fit {
                    table["points"] = json!(widths);
                    table["size"] = json!(size);
                    table["turned"] = json!(turned);
                }
                table
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
        // A level left out (a rule that a plan may switch off refuses it) would make the PDF unsound.
        let depth = depth.clamp(1, self.heading_depth + 1);
        self.heading_depth = depth;
        let id = heading.id.as_ref().map(|id| id.value.as_str());
        let target = id.and_then(|id| self.place(format!("sec:{id}")));
        let inlines: &'a [Inline] = &heading.inlines;
        json!({
            "k": "heading",
            "depth": depth,
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
            let lead = if line.is_empty() { "ui.findings-here" } else { "ui.print.comma" };
            line.push(text(&self.say(&Message::new(lead))));
            let id = finding.id.value.as_str();
            line.push(json!({"k": "to", "to": format!("finding:{id}"), "c": [text(id)]}));
        }
        line
    }
}

/// A table of the chapter's own text; short rows are filled up, since a table must be a rectangle.
fn written_table(columns: &[Alignment], mut rows: Vec<Vec<Vec<Value>>>) -> Value {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    rows.iter_mut().for_each(|row| row.resize(width, Vec::new()));
    let head = if rows.is_empty() { vec![Vec::new(); width] } else { rows.remove(0) };
    let rows: Vec<Value> = rows.into_iter().map(|cells| json!({"cells": cells})).collect();
    let mut align: Vec<&str> = columns.iter().map(|side| side.word()).collect();
    align.resize(width, Alignment::Start.word());
    // A head stands as its column does, as on the site.
    json!({"k": "table", "heads": align, "align": align, "head": head, "rows": rows})
}
