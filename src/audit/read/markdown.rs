//! Markdown: blocks and words as readers see them; links are their words, code and raw HTML are none.

use super::builder::{Builder, Given};
use super::plain::heading_level;
use crate::audit::document::{Unread, Words};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub(super) fn read(text: &str, builder: &mut Builder) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let body = front_matter(text);
    let mut reader = Reader { builder, words: Words::default(), rows: Vec::new(), items: 0, notes: 0, code: false };
    let rest = text.get(body..).unwrap_or_default();
    for (event, range) in Parser::new_ext(rest, options).into_offset_iter() {
        reader.take(event, body + range.start);
    }
    reader.flush();
}

/// Where the text begins behind the front matter.
fn front_matter(text: &str) -> usize {
    for mark in ["---", "+++"] {
        let Some(rest) = text.strip_prefix(mark).and_then(|rest| rest.strip_prefix(['\n', '\r'])) else { continue };
        if let Some(end) = rest.find(&format!("\n{mark}")) {
            let after = text.len() - rest.len() + end + 1 + mark.len();
            return text.get(after..).and_then(|rest| rest.find('\n')).map_or(text.len(), |line| after + line + 1);
        }
    }
    0
}

struct Reader<'b> {
    builder: &'b mut Builder,
    words: Words,
    rows: Vec<Vec<Given>>,
    items: usize,
    notes: usize,
    code: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if !self.code => self.words.push(&text, at),
            Event::SoftBreak => {
                // A broken line of Chinese goes on without a space.
                let latin = self.words.text.ends_with(|last: char| last.is_ascii());
                self.words.push(if latin { " " } else { "" }, at);
            }
            Event::HardBreak => self.words.push("\n", at),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.builder.unread(Unread::Object, 1),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => self.flush(),
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::FootnoteDefinition(_) => {
                self.flush();
                self.notes += 1;
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::Image { .. } => self.builder.unread(Unread::Picture, 1),
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.code = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let words = std::mem::take(&mut self.words);
                // What is typed before its words says more than the number of its marks.
                let level = heading_level(words.text.trim()).unwrap_or(level as u8);
                self.builder.heading(level, words);
            }
            TagEnd::TableCell => {
                let words = std::mem::take(&mut self.words);
                if let Some(row) = self.rows.last_mut() {
                    row.push(Given::one(words));
                }
            }
            TagEnd::Table => self.builder.table(std::mem::take(&mut self.rows)),
            TagEnd::Paragraph => self.flush(),
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.notes = self.notes.saturating_sub(1);
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.code = false,
            _ => {}
        }
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        match (self.notes, self.items) {
            (0, 0) => self.builder.paragraph(&words),
            (0, _) => self.builder.item(&words),
            _ => self.builder.note(&words),
        }
    }
}
