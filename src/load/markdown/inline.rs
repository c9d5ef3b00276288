//! The parts of a line of text.

use super::{Walker, block};
use crate::diagnostic::limits::{DEEPEST_PAGE, LARGEST_PARAGRAPH, MOST_TIES_OF_A_PARAGRAPH};
use crate::diagnostic::{Message, Spanned, rule};
use crate::load::characters::check_value;
use crate::model::Inline;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

impl Walker<'_> {
    /// Inlines up to the end event of what is around them or the start of a block; neither is taken.
    pub(super) fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let (first, ties) = (self.next, self.ties.len());
        let inlines = self.run(depth);
        if self.too_much(first, ties) {
            // Its ties would keep every later stage busy for nothing.
            self.ties.truncate(ties);
            return Vec::new();
        }
        self.leftovers(&inlines);
        self.foreign_marks(&inlines);
        inlines
    }

    /// Whether a run of words, from its first event and its first tie on, is more than a paragraph may hold.
    fn too_much(&mut self, first: usize, ties: usize) -> bool {
        let mut events = self.events.get(first..self.next).unwrap_or_default().iter();
        let Some((_, head)) = events.next() else { return false };
        let end = events.next_back().map_or(head.end, |(_, last)| last.end.max(head.end));
        let (length, ties) = (end - head.start, self.ties.len() - ties);
        let message = if length > LARGEST_PARAGRAPH {
            let size = Message::new("limit-paragraph").with("size", kilobytes(length));
            size.with("limit", kilobytes(LARGEST_PARAGRAPH))
        } else if ties > MOST_TIES_OF_A_PARAGRAPH {
            let count = Message::new("limit-ties").with("count", ties);
            count.with("limit", MOST_TIES_OF_A_PARAGRAPH)
        } else {
            return false;
        };
        self.fault_with_hint(rule::LIMIT_EXCEEDED, head, message, Message::new("limit-paragraph-hint"));
        true
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
                Event::Text(text) => {
                    self.entities(text, range);
                    self.push_text(&mut inlines, text, range);
                }
                Event::Code(text) => {
                    self.ties_in_code(range);
                    let code = Spanned::new(text.to_string(), self.span(range));
                    inlines.push(Inline::Code(code));
                }
                Event::SoftBreak => inlines.push(Inline::SoftBreak),
                Event::HardBreak => inlines.push(Inline::HardBreak),
                Event::InlineHtml(_) => self.raw_html(range),
                Event::FootnoteReference(label) => {
                    inlines.push(Inline::FootnoteReference(Spanned::new(label.to_string(), self.span(range))));
                }
                Event::Start(_) if depth >= DEEPEST_PAGE => {
                    let message = Message::new("page-too-deep").with("deepest", DEEPEST_PAGE);
                    self.fault(rule::PAGE_SHAPE, range, message);
                    self.skip();
                }
                Event::Start(tag) => inlines.extend(self.element(tag, range, depth)),
                _ => {}
            }
        }
        inlines
    }

    /// Looks at a text that is not written as it reads: an entity may stand for a character that no text may hold.
    fn entities(&mut self, text: &str, range: &Range<usize>) {
        if self.slice(range) != text {
            check_value(text, self.slice(range), self.span(range), self.faults);
        }
    }

    fn element(&mut self, tag: &Tag<'_>, range: &Range<usize>, depth: usize) -> Option<Inline> {
        match tag {
            Tag::Emphasis => Some(Inline::Emphasis(self.inner(depth))),
            Tag::Strong => Some(Inline::Strong(self.inner(depth))),
            Tag::Link { link_type, dest_url, title, id } => {
                self.used.insert(id.to_lowercase());
                self.entities(dest_url, range);
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
            Tag::Image { dest_url, title, id, .. } => {
                self.used.insert(id.to_lowercase());
                self.title(!title.is_empty(), range);
                self.entities(dest_url, range);
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

fn kilobytes(bytes: usize) -> usize {
    bytes.div_ceil(1024)
}
