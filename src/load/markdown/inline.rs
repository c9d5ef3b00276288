//! The parts of a line of text.

use super::{DEEPEST, Walker, block};
use crate::diagnostic::{Message, Spanned};
use crate::model::Inline;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

impl Walker<'_> {
    /// Inlines up to the end event of what is around them or the start of a block; neither is taken.
    pub(super) fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let inlines = self.run(depth);
        self.leftovers(&inlines);
        inlines
    }

    fn run(&mut self, depth: usize) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.peek() {
            match event {
                Event::End(_) | Event::Rule | Event::Html(_) => break,
                Event::Start(tag) if block::is_block(tag) => break,
                _ => self.next += 1,
            }
            match event {
                Event::Text(text) => self.push_text(&mut inlines, text, range),
                Event::Code(text) => inlines.push(Inline::Code(text.to_string())),
                Event::SoftBreak => inlines.push(Inline::SoftBreak),
                Event::HardBreak => inlines.push(Inline::HardBreak),
                Event::InlineHtml(_) => self.raw_html(range),
                Event::FootnoteReference(label) => {
                    inlines.push(Inline::FootnoteReference(Spanned::new(label.to_string(), self.span(range))));
                }
                Event::Start(_) if depth >= DEEPEST => {
                    self.fault("page-shape", range, Message::new("page-too-deep"));
                    self.skip();
                }
                Event::Start(tag) => inlines.extend(self.element(tag, range, depth)),
                _ => {}
            }
        }
        inlines
    }

    fn element(&mut self, tag: &Tag<'_>, range: &Range<usize>, depth: usize) -> Option<Inline> {
        match tag {
            Tag::Emphasis => Some(Inline::Emphasis(self.inner(depth))),
            Tag::Strong => Some(Inline::Strong(self.inner(depth))),
            Tag::Link { link_type, dest_url, title, id } => {
                let first = self.next;
                let inlines = self.inner(depth);
                let link = super::link::Link {
                    kind: *link_type,
                    destination: dest_url,
                    titled: !title.is_empty(),
                    label: id,
                    words: self.words(first, range),
                    whole: range.clone(),
                };
                self.link(&link, inlines)
            }
            Tag::Image { dest_url, .. } => {
                let first = self.next;
                let inlines = self.inner(depth);
                let words = self.words(first, range);
                self.image(dest_url, words, range, inlines)
            }
            _ => {
                self.skip();
                None
            }
        }
    }

    /// The inside of an element, its end event taken.
    fn inner(&mut self, depth: usize) -> Vec<Inline> {
        let inlines = self.run(depth + 1);
        self.next += 1;
        inlines
    }

    /// The bytes between the brackets of a link, from its first event to its last.
    fn words(&self, first: usize, whole: &Range<usize>) -> Range<usize> {
        let bracket = if self.slice(whole).starts_with('!') { 2 } else { 1 };
        let start = (whole.start + bracket).min(whole.end);
        let inside = self.events.get(first..self.next.saturating_sub(1)).unwrap_or_default();
        let end = inside.iter().map(|(_, range)| range.end).max().unwrap_or(start);
        // An autolink's brackets are `<` and `>`, and a literal address has none.
        if self.slice(whole).starts_with(['[', '!']) { start..end.max(start) } else { whole.clone() }
    }

    /// Joins text that stands byte for byte beside the text before it; an escape begins a new piece, so that places
    /// inside a piece are exact.
    fn push_text(&self, inlines: &mut Vec<Inline>, text: &str, range: &Range<usize>) {
        let span = self.span(range);
        if let Some(Inline::Text(last)) = inlines.last_mut()
            && last.span.end == span.start
            && last.span.range().len() == last.value.len()
            && span.range().len() == text.len()
        {
            last.value.push_str(text);
            last.span.end = span.end;
            return;
        }
        inlines.push(Inline::Text(Spanned::new(text.to_owned(), span)));
    }
}
