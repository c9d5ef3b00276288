//! The words of a block or a text field in one language, each with its place, ties among them.

use crate::diagnostic::Span;
use crate::model::{Block, Inline, ProseText, Tie, TieId};
use std::ops::Range;

/// A text as a reader sees it, and where its parts stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Wording {
    /// The text. Cells and items are parted by line breaks.
    pub(super) text: String,
    /// Its parts in order.
    pub(super) pieces: Vec<Piece>,
}

/// A part of a text.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// Its place in the file.
    pub(super) span: Span,
    /// The tie whose words it is.
    pub(super) tie: Option<TieId>,
}

impl Wording {
    /// The words of a block; a heading's too.
    pub(super) fn of_block(block: &Block, ties: &[Tie]) -> Self {
        let mut wording = Self::default();
        wording.block(block, ties);
        wording
    }

    /// The words of a text field.
    pub(super) fn of_field(field: &ProseText, ties: &[Tie]) -> Self {
        let mut wording = Self::default();
        wording.inlines(&field.inlines, ties, field.span);
        wording
    }

    /// The place of a part of the text; exact where the text stands in the file as it reads.
    pub(super) fn place(&self, range: &Range<usize>) -> Option<Span> {
        let piece = self.pieces.iter().find(|piece| piece.range.contains(&range.start))?;
        let exact = piece.span.range().len() == piece.range.len();
        let start = range.start - piece.range.start;
        let end = range.end.min(piece.range.end) - piece.range.start;
        Some(if exact { piece.span.slice(start..end) } else { piece.span })
    }

    fn block(&mut self, block: &Block, ties: &[Tie]) {
        let whole = block.span();
        match block {
            Block::Heading(heading) => self.inlines(&heading.inlines, ties, whole),
            Block::Paragraph { inlines, .. } => self.inlines(inlines, ties, whole),
            Block::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| self.block(block, ties));
            }
            Block::Table { rows, .. } => {
                for cell in rows.iter().flatten() {
                    self.inlines(&cell.inlines, ties, whole);
                    self.text.push('\n');
                }
            }
            Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
                blocks.iter().for_each(|block| self.block(block, ties));
            }
            _ => {}
        }
        self.text.push('\n');
    }

    fn inlines(&mut self, inlines: &[Inline], ties: &[Tie], whole: Span) {
        Inline::walk(inlines, &mut |inline| match inline {
            Inline::Text(piece) | Inline::Code(piece) => self.piece(piece, piece.span, None),
            Inline::Tie(id, words) => {
                let span = ties.get(id.0).map_or(whole, |tie| tie.literal.span);
                self.piece(words, span, Some(*id));
            }
            Inline::Waived(words, _) => self.piece(words, whole, None),
            Inline::SoftBreak | Inline::HardBreak => self.text.push(' '),
            _ => {}
        });
    }

    fn piece(&mut self, words: &str, span: Span, tie: Option<TieId>) {
        let start = self.text.len();
        self.text.push_str(words);
        self.pieces.push(Piece { range: start..self.text.len(), span, tie });
    }
}
