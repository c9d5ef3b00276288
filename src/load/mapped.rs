//! Text cut out of a file that still knows where each byte of it stood.
//!
//! A page is its file's text after the byte order mark; a text field is a YAML scalar, maybe with its indentation
//! taken away; where a scalar's escapes make that impossible, everything points at the scalar as a whole.

use crate::diagnostic::{SourceId, Span};
use std::ops::Range;

/// How the bytes of a text lie in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Map {
    /// Byte for byte, from this offset of the file on.
    From(usize),
    /// Line for line: where each line starts in the text, and where in the file.
    Lines(Vec<(usize, usize)>),
    /// Not byte for byte: every part stands for the whole range.
    Whole(Range<usize>),
}

/// A text and its place in a file.
#[derive(Debug, Clone)]
pub(super) struct Mapped {
    /// The text as the author meant it.
    pub(super) text: String,
    /// The file.
    pub(super) source: SourceId,
    /// Where the bytes stood.
    pub(super) map: Map,
}

impl Mapped {
    /// The offset of the file where the text stands byte for byte; `None` if it does not.
    pub(super) fn exact(&self) -> Option<usize> {
        match self.map {
            Map::From(start) => Some(start),
            _ => None,
        }
    }

    /// The place of a part of the text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match &self.map {
            Map::Whole(whole) => Span::new(self.source, whole.clone()),
            _ => {
                let start = self.offset(range.start);
                // The end belongs to the last byte of the part: a line's break may be followed by indentation.
                let end = if range.end > range.start { self.offset(range.end - 1) + 1 } else { start };
                Span::new(self.source, start..end.max(start))
            }
        }
    }

    fn offset(&self, position: usize) -> usize {
        match &self.map {
            Map::From(base) => base + position,
            Map::Lines(lines) => {
                let after = lines.partition_point(|(text, _)| *text <= position);
                after.checked_sub(1).and_then(|line| lines.get(line)).map_or(0, |(text, file)| file + position - text)
            }
            Map::Whole(whole) => whole.start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_the_lines_of_a_block() {
        // In the file: "  草地\n  湿地\n" from byte 10; the text has lost the indentation.
        let mapped =
            Mapped {
                text: "草地\n湿地\n".to_owned(), source: SourceId(0), map: Map::Lines(vec![(0, 12), (7, 21)])
            };
        assert_eq!(mapped.span(3..6).range(), 15..18);
        assert_eq!(mapped.span(7..13).range(), 21..27);
        assert_eq!(mapped.span(0..6).range(), 12..18);
    }

    #[test]
    fn an_escaped_text_points_at_the_whole() {
        let mapped = Mapped { text: "a\"b".to_owned(), source: SourceId(0), map: Map::Whole(4..10) };
        assert_eq!(mapped.span(1..2).range(), 4..10);
    }
}
