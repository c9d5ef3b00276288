//! A line of text as its author left it: one string with gaps for what is not plain text, and the way back to the file.

use crate::diagnostic::Span;
use crate::locale::script::GAP;
use crate::model::Inline;
use std::ops::Range;

/// A paragraph's, cell's or heading's text. Each break is a line break, each escaped character a gap.
#[derive(Default)]
pub(super) struct Line {
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the text.
struct Piece {
    range: Range<usize>,
    span: Span,
    /// Whether it stands in the file as it reads.
    exact: bool,
}

impl Line {
    /// `escaped` says whether a piece begins after a backslash.
    pub(super) fn of(inlines: &[Inline], escaped: &dyn Fn(Span) -> bool) -> Self {
        let mut line = Self::default();
        Inline::walk(inlines, &mut |inline| match inline {
            Inline::Text(piece) => line.push(piece, piece.span, escaped(piece.span)),
            Inline::Emphasis(_) | Inline::Strong(_) => {}
            Inline::SoftBreak | Inline::HardBreak => line.text.push('\n'),
            _ => line.text.push(GAP),
        });
        line
    }

    fn push(&mut self, text: &str, span: Span, escaped: bool) {
        let exact = span.range().len() == text.len();
        let first = text.chars().next().map_or(0, char::len_utf8);
        // One character that is longer in the file is an entity: its author knows what is meant.
        let meant = escaped || !exact && first == text.len();
        let skipped = if meant { first } else { 0 };
        if meant {
            self.text.push(GAP);
        }
        let start = self.text.len();
        self.text.push_str(&text[skipped..]);
        let span = if exact { span.slice(skipped..text.len()) } else { span };
        self.pieces.push(Piece { range: start..self.text.len(), span, exact });
    }

    /// The place of a part of the text; none if it begins in a gap.
    pub(super) fn place(&self, part: Range<usize>) -> Option<Span> {
        let piece = |at: usize| {
            let before = self.pieces.partition_point(|piece| piece.range.start <= at).checked_sub(1)?;
            self.pieces.get(before).filter(|piece| piece.range.contains(&at))
        };
        let first = piece(part.start)?;
        if !first.exact {
            return Some(first.span);
        }
        let start = first.span.slice(part.start - first.range.start..first.range.len());
        match piece(part.end.saturating_sub(1)).filter(|last| last.exact) {
            Some(last) => {
                let end = last.span.slice(0..part.end - last.range.start).end;
                Some(Span { end: end.max(start.start), ..start })
            }
            None => Some(start),
        }
    }
}
