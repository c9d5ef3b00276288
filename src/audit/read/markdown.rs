//! Markdown: blocks and words as readers see them; links are their words, code and raw HTML are none.

use super::builder::{Builder, Given};
use super::plain::heading_level;
use crate::audit::document::{Unread, Words};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub(super) fn read(text: &str, builder: &mut Builder) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let body = front_matter(text);
    let mut reader = Reader {
        builder,
        words: Words::default(),
        rows: Vec::new(),
        items: 0,
        notes: Vec::new(),
        code: false,
        marks: Vec::new(),
        pictures: Vec::new(),
    };
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
    /// The names of the open notes.
    notes: Vec<String>,
    code: bool,
    /// Marks of notes in the words.
    marks: Vec<(usize, String)>,
    /// Pictures in the words: address and title.
    pictures: Vec<(String, String)>,
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
            Event::FootnoteReference(name) => self.marks.push((self.words.text.len(), name.to_string())),
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
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.notes.push(name.to_string());
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::Image { dest_url, title, .. } => {
                self.builder.unread(Unread::Picture, 1);
                self.pictures.push((dest_url.to_string(), title.to_string()));
            }
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
                self.notes.pop();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.code = false,
            _ => {}
        }
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let marks = std::mem::take(&mut self.marks);
        match (self.notes.last(), self.items) {
            (None, 0) => self.builder.paragraph(&words),
            (None, _) => self.builder.item(&words),
            (Some(name), _) => self.builder.named_note(name, &words),
        }
        if !words.text.trim().is_empty() {
            let lead = words.text.len() - words.text.trim_start().len();
            self.builder.marks(marks.into_iter().map(|(at, name)| (at.saturating_sub(lead), name)).collect());
        }
        for (address, title) in std::mem::take(&mut self.pictures) {
            self.builder.picture(&address, &title);
        }
    }
}
