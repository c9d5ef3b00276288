//! Blocks as JSON: each with its kind `k`.

use super::book::Writer;
use super::inline::text;
use crate::diagnostic::Message;
use crate::model::document::{Block, Heading};
use serde_json::{Value, json};

impl Writer<'_> {
    /// Blocks inside another one.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Vec<Value> {
        blocks.iter().filter_map(|block| self.block(block)).collect()
    }

    pub(super) fn block(&mut self, block: &Block) -> Option<Value> {
        let left = self.enter(block);
        let mut value = self.inside(block);
        value.iter_mut().for_each(|value| self.annotate(block, value));
        if let (Some(number), Some(value)) = (block.number().filter(|number| self.pointed.contains(number)), &mut value)
        {
            value["anchor"] = json!(super::volume::place(number));
        }
        self.leave(left);
        value
    }

    fn inside(&mut self, block: &Block) -> Option<Value> {
        let value = match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph { runs, pictures, number } => {
                let kind = if *pictures { "pictures" } else { "par" };
                json!({"k": kind, "n": number, "c": self.line(runs)})
            }
            Block::List { start, items } => {
                let items: Vec<Value> = items.iter().map(|item| json!(self.blocks(item))).collect();
                json!({"k": "list", "start": start, "items": items})
            }
            Block::Table(table) => {
                let mut value = self.table(table);
                value["n"] = json!(table.number);
                value
            }
            Block::Quote(blocks) => json!({"k": "quote", "c": self.blocks(blocks)}),
            Block::Code { text, number } => json!({"k": "pre", "n": number, "s": text}),
            Block::Figure(id) => self.figure(id)?,
            Block::Rule => json!({"k": "rule"}),
        };
        Some(value)
    }

    fn heading(&mut self, heading: &Heading) -> Value {
        // A level left out (a rule that a plan may switch off refuses it) would make the PDF unsound.
        let depth = heading.depth.clamp(1, self.heading_depth + 1);
        self.heading_depth = depth;
        let target = heading.id.as_ref().and_then(|id| self.place(format!("sec:{id}")));
        json!({
            "k": "heading",
            "depth": depth,
            "label": heading.label,
            "to": target,
            "c": self.line(&heading.runs),
            "notes": self.editorial_notes(&heading.findings),
        })
    }

    /// Links to the findings about the words of a section, which no tie can carry.
    fn editorial_notes(&self, findings: &[String]) -> Vec<Value> {
        let mut line = Vec::new();
        for id in findings {
            let lead = if line.is_empty() { "ui.findings-here" } else { "ui.print.comma" };
            line.push(text(&self.say(&Message::new(lead))));
            line.push(json!({"k": "to", "to": format!("finding:{id}"), "c": [text(id)]}));
        }
        line
    }
}
