//! Blocks: headings, paragraphs, lists, tables, quotations, code, footnotes, and what the registers supply.

use super::Walker;
use crate::diagnostic::limits::DEEPEST_PAGE;
use crate::diagnostic::{Diagnostic, Message, Spanned, rule};
use crate::model::{self, Block, Cell, Heading, Inline, ListItem};
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, Tag};
use std::ops::Range;

impl Walker<'_> {
    /// Blocks up to the end of what is around them; its end event is taken.
    pub(super) fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.peek() {
            if depth == 0 {
                self.block = blocks.len();
            }
            match event {
                Event::End(_) => {
                    self.next += 1;
                    if depth > 0 {
                        break;
                    }
                }
                Event::Start(tag) if is_block(tag) => {
                    self.next += 1;
                    if depth >= DEEPEST_PAGE {
                        let message = Message::new("page-too-deep").with("deepest", DEEPEST_PAGE);
                        self.fault(rule::PAGE_SHAPE, range, message);
                        self.skip();
                    } else {
                        blocks.extend(self.block(tag, range, depth));
                    }
                }
                Event::Rule => {
                    self.next += 1;
                    blocks.push(Block::Rule { span: self.span(&self.trimmed(range)) });
                }
                Event::Html(_) => {
                    self.next += 1;
                    self.raw_html(range);
                }
                // The words of a tight list item stand without a paragraph.
                _ => {
                    let first = self.next;
                    let inlines = self.inlines(depth);
                    if self.next == first {
                        self.next += 1;
                        continue;
                    }
                    let end = self.events.get(self.next - 1).map_or(range.end, |(_, last)| last.end);
                    blocks.extend(self.paragraph(inlines, &(range.start..end.max(range.end)), first, depth));
                }
            }
        }
        blocks
    }

    fn block(&mut self, tag: &Tag<'_>, range: &Range<usize>, depth: usize) -> Option<Block> {
        let span = self.span(&self.trimmed(range));
        match tag {
            Tag::Paragraph => {
                let first = self.next;
                let inlines = self.inlines(depth);
                self.next += 1;
                self.paragraph(inlines, range, first, depth)
            }
            Tag::Heading { level, id, classes, attrs } => {
                if !classes.is_empty() || !attrs.is_empty() {
                    self.fault(rule::PAGE_SHAPE, &self.trimmed(range), Message::new("page-heading-attributes"));
                }
                Some(self.heading(*level, id.as_ref(), range, depth))
            }
            Tag::List(start) => Some(Block::List { start: *start, items: self.items(*start, depth), span }),
            Tag::Table(columns) => {
                let rows = self.rows(depth);
                Some(Block::Table { columns: alignments(columns, &rows), rows, span })
            }
            Tag::BlockQuote(_) => Some(Block::Quote { blocks: self.blocks(depth + 1), span }),
            Tag::CodeBlock(kind) => {
                match kind {
                    CodeBlockKind::Indented => self.indented_code(range),
                    CodeBlockKind::Fenced(info) => self.drawn_code(info, range),
                }
                self.ties_in_code(range);
                Some(Block::Code { text: self.code(), span })
            }
            Tag::FootnoteDefinition(label) => {
                let label = Spanned::new(label.to_string(), self.span(&self.label(range, label)));
                Some(Block::Footnote { label, blocks: self.blocks(depth + 1), span })
            }
            Tag::HtmlBlock => {
                self.skip();
                self.raw_html(range);
                None
            }
            _ => {
                self.skip();
                None
            }
        }
    }

    /// A paragraph, or the figure or table that stands alone in it. `first` is its first event.
    fn paragraph(
        &mut self,
        mut inlines: Vec<Inline>,
        range: &Range<usize>,
        first: usize,
        depth: usize,
    ) -> Option<Block> {
        let range = self.trimmed(range);
        let span = self.span(&range);
        if let Some(block) = self.registered(first, span) {
            return (!self.figure_inside(&block, &range, depth)).then_some(block);
        }
        self.indents(&mut inlines);
        let blank = |inline: &Inline| match inline {
            Inline::Text(piece) => piece.value.trim().is_empty(),
            Inline::SoftBreak | Inline::HardBreak => true,
            _ => false,
        };
        (!inlines.iter().all(blank)).then_some(Block::Paragraph { inlines, span })
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<&CowStr<'_>>, range: &Range<usize>, depth: usize) -> Block {
        let inlines = self.inlines(0);
        self.next += 1;
        let range = self.trimmed(range);
        if self.underlined(level, id.is_some(), &range) {
            return Block::Paragraph { inlines, span: self.span(&range) };
        }
        self.heading_shape(&inlines, &range, depth);
        self.unmarked(&inlines);
        let mut picture = false;
        Inline::walk(&inlines, &mut |inline| picture |= matches!(inline, Inline::Image { .. }));
        if picture {
            self.fault(rule::PAGE_SHAPE, &range, Message::new("page-heading-picture"));
        }
        let written = self.slice(&range);
        let id = id.map(|id| {
            let at = written.rfind(&format!("#{id}")).map_or(range.clone(), |at| {
                let start = range.start + at + 1;
                start..start + id.len()
            });
            Spanned::new(id.to_string(), self.span(&at))
        });
        Block::Heading(Heading { level: level as u8, id, inlines, span: self.span(&range) })
    }

    /// The label of a note after its `[^`.
    fn label(&self, range: &Range<usize>, label: &str) -> Range<usize> {
        let start = range.start + 2;
        let exact = start..start + label.len();
        if self.slice(&exact) == label { exact } else { self.trimmed(range) }
    }

    /// Reports the marks of footnotes in a heading.
    fn unmarked(&mut self, inlines: &[Inline]) {
        let mut marks = Vec::new();
        Inline::walk(inlines, &mut |inline| {
            if let Inline::FootnoteReference(label) = inline {
                marks.push((label.span, format!("[^{}]", label.value)));
            }
        });
        for (span, mark) in marks {
            let fault =
                Diagnostic::error(rule::PAGE_SHAPE, span, Message::new("footnote-in-heading").with("mark", mark));
            self.faults.report(fault.hint(Message::new("footnote-behind-hint")));
        }
    }

    fn items(&mut self, start: Option<u64>, depth: usize) -> Vec<ListItem> {
        let (mut items, mut places) = (Vec::new(), Vec::new());
        while let Some((event, range)) = self.peek() {
            self.next += 1;
            match event {
                Event::Start(Tag::Item) => {
                    places.push(range.clone());
                    items.push(ListItem { blocks: self.blocks(depth + 1) });
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        if let Some(start) = start {
            self.item_numbers(start, &places);
        }
        items
    }

    fn rows(&mut self, depth: usize) -> Vec<Vec<Cell>> {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut open = 1;
        while let Some((event, range)) = self.peek() {
            self.next += 1;
            match event {
                Event::Start(tag @ (Tag::TableHead | Tag::TableRow)) => {
                    open += 1;
                    if let (Tag::TableRow, Some(head)) = (tag, rows.first()) {
                        self.row_shape(range, head.len());
                    }
                    rows.push(Vec::new());
                }
                Event::Start(Tag::TableCell) => {
                    let inlines = self.inlines(depth);
                    self.next += 1;
                    if let Some(row) = rows.last_mut() {
                        row.push(Cell { inlines });
                    }
                }
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
        rows
    }

    fn code(&mut self) -> String {
        let mut text = String::new();
        while let Some((event, _)) = self.peek() {
            self.next += 1;
            match event {
                Event::Text(part) => text.push_str(part),
                Event::End(_) => break,
                _ => {}
            }
        }
        text
    }

    /// A block's bytes without the line break after it.
    pub(super) fn trimmed(&self, range: &Range<usize>) -> Range<usize> {
        range.start..range.start + self.slice(range).trim_end().len()
    }

    pub(super) fn raw_html(&mut self, range: &Range<usize>) {
        let range = self.trimmed(range);
        let tag = self.slice(&range).to_ascii_lowercase();
        let is = |names: &[&str]| names.iter().any(|name| tag.trim_start_matches(['<', '/']).starts_with(name));
        let hint = match () {
            () if tag.starts_with("<!--") => "raw-html-comment-hint",
            () if is(&["br"]) => "raw-html-break-hint",
            () if is(&["sub>", "sup>"]) => "raw-html-small-hint",
            () if is(&["img"]) => "raw-html-image-hint",
            () if is(&["table", "tr", "td", "th"]) => "raw-html-table-hint",
            () => "raw-html-hint",
        };
        self.fault_with_hint(rule::RAW_HTML, &range, Message::new("raw-html"), Message::new(hint));
    }
}

/// How the columns of a table stand: as the row of dashes says, else numbers at the end and words at the start.
fn alignments(columns: &[Alignment], rows: &[Vec<Cell>]) -> Vec<model::Alignment> {
    let of_numbers = |column: usize| {
        let cells = rows.iter().skip(1).filter_map(|row| row.get(column)).map(|cell| cell.inlines.as_slice());
        let mut filled = cells.filter(|inlines| !inlines.is_empty()).peekable();
        filled.peek().is_some() && filled.all(|inlines| matches!(inlines, [Inline::Tie(..)]))
    };
    let side = |(column, written): (usize, &Alignment)| match written {
        Alignment::Left => model::Alignment::Start,
        Alignment::Center => model::Alignment::Center,
        Alignment::Right => model::Alignment::End,
        Alignment::None if of_numbers(column) => model::Alignment::End,
        Alignment::None => model::Alignment::Start,
    };
    columns.iter().enumerate().map(side).collect()
}

pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
