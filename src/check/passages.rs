//! The book's text as a reader meets it, one run of words at a time, with the way back to the files.
//!
//! A passage is a heading, a paragraph, a cell or one language of a text field, its links and ties told as their words.

use crate::diagnostic::Span;
use crate::locale::script::GAP;
use crate::model::{Block, Inline, LANGUAGES, Language, Page, Project};
use crate::prose::fields::{self, Use};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::ops::Range;

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home<'a> {
    /// On a page, under the heading of this id.
    Page { path: &'a str, heading: Option<&'a str> },
    /// In a text field, which may be printed under a heading.
    Field { purpose: Use, heading: Option<&'a str> },
}

/// A run of words.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    pub(super) language: Language,
    pub(super) home: Home<'a>,
    /// The words.
    pub(super) text: String,
    pieces: Vec<(Range<usize>, Span)>,
    whole: Span,
}

impl<'a> Passage<'a> {
    fn new(language: Language, home: Home<'a>, inlines: &[Inline], whole: Span, project: &Project) -> Self {
        let mut passage = Self { language, home, text: String::new(), pieces: Vec::new(), whole };
        passage.read(inlines, project);
        passage
    }

    fn read(&mut self, inlines: &[Inline], project: &Project) {
        for inline in inlines {
            match inline {
                Inline::Link { target, inlines } if Inline::shows_address(target, inlines) => self.text.push(GAP),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { inlines: inner, .. } => {
                    self.read(inner, project);
                }
                _ => self.take(inline, project),
            }
        }
    }

    fn take(&mut self, inline: &Inline, project: &Project) {
        match inline {
            Inline::Text(piece) => self.push(&piece.value, piece.span),
            Inline::Tie(id, words) => {
                let place = project.ties.get(id.0).map_or(self.whole, |tie| tie.literal.span);
                self.push(words, place);
            }
            Inline::Waived(words, _) => self.push(words, self.whole),
            Inline::Code(_) | Inline::CrossReference { .. } | Inline::Image { .. } | Inline::FootnoteReference(_) => {
                self.text.push(GAP);
            }
            Inline::SoftBreak => self.text.push(' '),
            Inline::HardBreak => self.text.push('\n'),
            // Their words come by themselves.
            Inline::Emphasis(_) | Inline::Strong(_) | Inline::Link { .. } => {}
        }
    }

    fn push(&mut self, words: &str, span: Span) {
        let start = self.text.len();
        self.text.push_str(words);
        self.pieces.push((start..self.text.len(), span));
    }

    /// The place of a part of the text: exact where the text is written as it reads, else as near as can be told.
    pub(super) fn place(&self, part: Range<usize>) -> Span {
        let holds = |at: usize| {
            let behind = self.pieces.partition_point(|(range, _)| range.end <= at);
            self.pieces.get(behind).filter(|(range, _)| range.contains(&at))
        };
        let (Some((first, head)), Some((last, tail))) = (holds(part.start), holds(part.end.saturating_sub(1))) else {
            return self.whole;
        };
        let exact = |range: &Range<usize>, span: Span| range.len() == span.range().len();
        if !exact(first, *head) || !exact(last, *tail) {
            return *head;
        }
        let start = head.range().start + part.start - first.start;
        let end = tail.range().start + part.end - last.start;
        if start < end { Span::new(head.source, start..end) } else { *head }
    }
}

/// All passages of the pages and of the text fields, in order.
pub(super) fn all(project: &Project) -> Vec<Passage<'_>> {
    let of_pages: Vec<Vec<Passage<'_>>> = project.pages.par_iter().map(|page| of_page(page, project)).collect();
    let mut passages: Vec<Passage<'_>> = of_pages.into_iter().flatten().collect();
    fields::each(project, &mut |field| {
        let home = Home::Field { purpose: field.purpose, heading: field.heading };
        for language in LANGUAGES {
            let prose = field.prose.get(language);
            passages.push(Passage::new(language, home, &prose.inlines, prose.span, project));
        }
    });
    passages
}

fn of_page<'a>(page: &'a Page, project: &Project) -> Vec<Passage<'a>> {
    let mut passages = Vec::new();
    let mut heading = None;
    for block in &page.blocks {
        if let Block::Heading(found) = block {
            heading = found.id.as_ref().map(|id| id.value.as_str());
        }
        let home = Home::Page { path: &page.path, heading };
        runs(block, &mut |inlines, whole| {
            passages.push(Passage::new(page.language, home, inlines, whole, project));
        });
    }
    passages
}

/// The runs of words of a block, each with the place of what holds it.
fn runs<'a>(block: &'a Block, see: &mut dyn FnMut(&'a [Inline], Span)) {
    match block {
        Block::Heading(heading) => see(&heading.inlines, heading.span),
        Block::Paragraph { inlines, span } => see(inlines, *span),
        Block::List { items, .. } => items.iter().flat_map(|item| &item.blocks).for_each(|inner| runs(inner, see)),
        Block::Table { rows, span, .. } => rows.iter().flatten().for_each(|cell| see(&cell.inlines, *span)),
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            blocks.iter().for_each(|inner| runs(inner, see));
        }
        Block::Code { .. }
        | Block::Figure { .. }
        | Block::RegisterTable { .. }
        | Block::Project { .. }
        | Block::Rule { .. } => {}
    }
}
