//! The lines of a book's copy as they are written, and where of each the words stand in the Markdown.

use crate::diagnostic::{SourceMap, Span};
use crate::model::document::{self, Document, Run};
use crate::model::{Block, Inline, Note, Page, Report};
use crate::office::copy::{self, Bookmark, Spot, Stretch, Stretched};
use crate::office::word::{Manuscript, Paragraph};
use std::collections::{BTreeMap, BTreeSet};

/// A line of the copy.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Its bookmark.
    pub(super) spot: String,
    /// What names its words.
    pub(super) words: String,
    /// Its text.
    pub(super) text: String,
    /// What it is of the Markdown; `None` for what the data say.
    pub(super) written: Option<Written>,
}

/// A line as it is written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// The number of its paragraph, and of its cell; empty for what has none.
    pub(super) number: String,
    /// The block that holds it.
    pub(super) span: Span,
    /// The stretches of its text, each with its source.
    pub(super) parts: Vec<Part>,
    /// Bytes that the tool puts before them.
    pub(super) lead: usize,
    /// Whether a paragraph can be put after its block, or it can be moved: it stands alone on its page.
    pub(super) stands_alone: bool,
    /// Whether it is a paragraph.
    pub(super) is_paragraph: bool,
    /// Whether it stands in a table, where a line is no line of the file.
    pub(super) in_table: bool,
}

/// A stretch of a line.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) stretch: Stretch,
    /// Its bytes in the file, if it stands there character for character.
    pub(super) source: Option<Span>,
    /// All of a tie, with its brackets.
    pub(super) whole: Option<Span>,
    /// What holds it: emphasis, a link; 0 the line itself.
    pub(super) holder: usize,
}

/// All of a copy.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// In its order.
    pub(super) lines: Vec<Line>,
    /// What its paragraphs without a bookmark say.
    pub(super) made: BTreeSet<String>,
    /// The bookmark that tells all that it reads.
    pub(super) state: Option<String>,
}

/// All lines of a copy, in its order: `written` is the copy as it would be made now.
pub(super) fn lines(
    written: &Manuscript,
    document: &dyn Document,
    report: &Report,
    sources: &SourceMap,
    mark: &dyn Fn(&str) -> String,
) -> Lines {
    let mut reader =
        Reader { report, sources, mark, found: BTreeMap::new(), audience: document.frame().audience, in_note: false };
    for entry in &document.frame().pages {
        let page = document.page(entry.id);
        if let Some(model) = report.project.pages.get(entry.id.0) {
            reader.page(model, entry.id, &page, &Spot::of(&entry.path));
        }
    }
    let mut lines = Lines::default();
    let mut see = |paragraph: &Paragraph| {
        let before = lines.lines.len();
        lines.state =
            lines.state.take().or_else(|| paragraph.bookmarks.iter().find(|name| copy::is_state(name)).cloned());
        for bookmark in paragraph.bookmarks.iter().filter_map(|name| Bookmark::read(name)) {
            let text = paragraph.text();
            // What cannot be told stretch by stretch is for a person.
            let as_told = |own: &Written| {
                text.ends_with(&own.parts.iter().map(|part| part.stretch.text.as_str()).collect::<String>())
            };
            let written = reader.found.remove(&bookmark.spot).map(|mut own| {
                if !as_told(&own) {
                    own.parts.clear();
                }
                own
            });
            lines.lines.push(Line { spot: bookmark.spot, words: bookmark.words, text, written });
        }
        if lines.lines.len() == before {
            lines.made.insert(copy::folded(&paragraph.text()));
        }
    };
    let notes = written.notes.iter().flat_map(|(_, blocks)| blocks);
    written.body.iter().chain(notes).for_each(|block| block.for_each_paragraph(&mut see));
    lines
}

struct Reader<'a> {
    report: &'a Report,
    sources: &'a SourceMap,
    mark: &'a dyn Fn(&str) -> String,
    found: BTreeMap<String, Written>,
    audience: document::Audience,
    in_note: bool,
}

/// What a line stands in.
#[derive(Clone, Copy)]
struct Inside {
    span: Span,
    stands_alone: bool,
    in_table: bool,
}

impl Reader<'_> {
    fn page(&mut self, model: &Page, id: crate::model::PageId, page: &document::Page, spot: &Spot) {
        let kept: Vec<&Block> = model.blocks.iter().filter(|block| !matches!(block, Block::Footnote { .. })).collect();
        if kept.len() == page.blocks.len() {
            for (index, (block, composed)) in kept.iter().zip(&page.blocks).enumerate() {
                let inside = Inside { span: block.span(), stands_alone: true, in_table: false };
                self.block(block, composed, &spot.at(index), inside);
            }
        }
        let mut notes: BTreeMap<String, &[Block]> = BTreeMap::new();
        for (label, blocks) in model.notes() {
            notes.entry(Note::key(label)).or_insert(blocks);
        }
        let cited = self.report.outline.notes.get(&id).into_iter().flatten();
        for (note, composed) in cited.zip(&page.notes) {
            let blocks = notes.get(&note.key).copied().unwrap_or_default();
            for (index, (block, composed)) in blocks.iter().zip(&composed.blocks).enumerate() {
                let inside = Inside { span: block.span(), stands_alone: false, in_table: false };
                let spot = spot.note(note.number, index);
                if let (Block::Paragraph { inlines, .. }, document::Block::Paragraph { runs, .. }) = (block, composed) {
                    self.in_note = true;
                    self.line(&spot, "", (inlines, runs), usize::MAX, inside, false);
                    self.in_note = false;
                }
            }
        }
    }

    fn block(&mut self, block: &Block, composed: &document::Block, spot: &Spot, inside: Inside) {
        use document::Block as Composed;
        match (block, composed) {
            (Block::Heading(written), Composed::Heading(heading)) => {
                // The label's length is told by the text itself.
                self.line(spot, "", (&written.inlines, &heading.runs), usize::MAX, inside, false);
            }
            (Block::Paragraph { inlines, .. }, Composed::Paragraph { runs, number, .. }) => {
                let lead = copy::lead(self.audience, *number).len();
                let name = number.map(|number| number.to_string()).unwrap_or_default();
                self.line(&spot.numbered(*number), &name, (inlines, runs), lead, inside, true);
            }
            (Block::List { items, .. }, Composed::List { items: made, .. }) => {
                for (index, (item, made)) in items.iter().zip(made).enumerate() {
                    for (place, (block, made)) in item.blocks.iter().zip(made).enumerate() {
                        let inside = Inside { span: block.span(), stands_alone: false, ..inside };
                        self.block(block, made, &spot.at(index).at(place), inside);
                    }
                }
            }
            (Block::Quote { blocks, .. }, Composed::Quote(made)) => {
                for (index, (block, made)) in blocks.iter().zip(made).enumerate() {
                    let inside = Inside { span: block.span(), stands_alone: false, ..inside };
                    self.block(block, made, &spot.at(index), inside);
                }
            }
            (Block::Table { rows, .. }, Composed::Table(table)) => self.table(rows, table, spot, inside),
            _ => {}
        }
    }

    fn table(&mut self, rows: &[Vec<crate::model::Cell>], table: &document::Table, spot: &Spot, inside: Inside) {
        let spot = spot.numbered(table.number);
        let inside = Inside { stands_alone: false, in_table: true, ..inside };
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let made = match row.checked_sub(1) {
                    None => table.columns.get(column).map(|column| column.head.as_slice()),
                    Some(index) => match table.rows.get(index) {
                        Some(document::Row::Cells(cells) | document::Row::Total(cells)) => {
                            cells.get(column).map(Vec::as_slice)
                        }
                        _ => None,
                    },
                };
                let Some(made) = made else { continue };
                let name = table.number.map(|number| format!("{number}/r{row}c{}", column + 1)).unwrap_or_default();
                self.line(&spot.cell(row, column), &name, (&cell.inlines, made), 0, inside, false);
            }
        }
    }

    fn line(
        &mut self,
        spot: &Spot,
        number: &str,
        (inlines, runs): (&[Inline], &[Run]),
        lead: usize,
        inside: Inside,
        is_paragraph: bool,
    ) {
        let stretches = match self.in_note {
            true => copy::note_stretches(runs, self.mark),
            false => copy::stretches(runs, self.mark),
        };
        let mut parts = Vec::new();
        let mut matching =
            Matching { report: self.report, sources: self.sources, left: stretches.iter().peekable(), holders: 0 };
        if matching.read(inlines, 0, &mut parts).is_none() || matching.left.next().is_some() {
            parts = stretches.iter().map(|stretch| Part::made(stretch, 0)).collect();
        }
        let written = Written {
            number: number.to_owned(),
            span: inside.span,
            parts,
            lead,
            stands_alone: inside.stands_alone,
            is_paragraph,
            in_table: inside.in_table,
        };
        self.found.insert(Bookmark::of(spot, "").spot, written);
    }
}

impl Part {
    fn made(stretch: &Stretch, holder: usize) -> Self {
        Self { stretch: stretch.clone(), source: None, whole: None, holder }
    }
}

/// Brings inlines and the stretches made of them together, in their common order.
struct Matching<'a> {
    report: &'a Report,
    sources: &'a SourceMap,
    left: std::iter::Peekable<std::slice::Iter<'a, Stretch>>,
    holders: usize,
}

impl Matching<'_> {
    /// `None` where they do not agree.
    fn read(&mut self, inlines: &[Inline], holder: usize, parts: &mut Vec<Part>) -> Option<()> {
        for inline in inlines {
            match inline {
                Inline::Text(piece) => {
                    let stretch = self.left.next().filter(|stretch| stretch.kind == Stretched::Words)?;
                    let source = self.exact(stretch, piece.span);
                    parts.push(Part { source, ..Part::made(stretch, holder) });
                }
                Inline::Waived(words, _) => {
                    let stretch = self.left.next()?;
                    self.holders += 1;
                    let source = self.exact(stretch, words.span);
                    parts.push(Part { source, ..Part::made(stretch, self.holders) });
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { inlines: inner, .. } => {
                    self.holders += 1;
                    let own = self.holders;
                    self.read(inner, own, parts)?;
                }
                Inline::Tie(id, _) => {
                    let tie = self.report.project.ties.get(id.0)?;
                    let stretch = self.left.next()?;
                    self.holders += 1;
                    let source = self.exact(stretch, tie.literal.span).filter(|_| tie.is_exact());
                    parts.push(Part { source, whole: Some(tie.span), ..Part::made(stretch, self.holders) });
                    while let Some(mark) = self.left.next_if(|next| next.kind == Stretched::Mark) {
                        parts.push(Part::made(mark, self.holders));
                    }
                }
                Inline::Code(_)
                | Inline::CrossReference { .. }
                | Inline::Image { .. }
                | Inline::FootnoteReference(_)
                | Inline::SoftBreak
                | Inline::HardBreak => {
                    let stretch = self.left.next()?;
                    self.holders += 1;
                    // A break of the source is a space of the line itself.
                    let own = if matches!(inline, Inline::SoftBreak) { holder } else { self.holders };
                    parts.push(Part::made(stretch, own));
                }
            }
        }
        Some(())
    }

    /// The place of a stretch whose characters stand in the file one by one.
    fn exact(&self, stretch: &Stretch, span: Span) -> Option<Span> {
        let written = self.sources.text(span);
        let is_same = |(shown, typed): (char, char)| {
            shown == typed || shown == '\u{a0}' && typed == ' ' || matches!(typed, '"' | '\'' | '“' | '”' | '‘' | '’')
        };
        let as_many = written.chars().count() == stretch.text.chars().count();
        (as_many && stretch.text.chars().zip(written.chars()).all(is_same)).then_some(span)
    }
}
