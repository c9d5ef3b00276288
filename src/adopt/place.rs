//! Where the words of a draft came from: what a fault of its check points at in the document.

use super::line::Piece;
use std::ops::Range;

/// A stretch of a page and the line that it came from.
#[derive(Debug, Clone)]
pub struct Place {
    pub(super) path: String,
    pub(super) range: Range<usize>,
    pub(super) from: From,
}

/// What a stretch of a page came from.
#[derive(Debug, Clone)]
pub(super) enum From {
    Line { line: usize, pieces: Vec<Piece>, heading: bool },
    Table(usize),
}

/// A place of the document that a fault of the draft points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// A heading.
    Heading(usize),
    /// A tie: its line, and the byte at which its number begins.
    Tie(usize, usize),
    /// Words of a line.
    Words(usize, Range<usize>),
    /// A table as a whole.
    Table(usize),
}

impl Spot {
    /// What a place in a file of the draft came from.
    pub(super) fn of(places: &[Place], path: &str, range: Range<usize>) -> Option<Self> {
        let holds =
            |place: &&Place| place.path == path && place.range.start <= range.start && range.start < place.range.end;
        // A cell lies inside of its table: the smaller stretch says more.
        let place = places.iter().filter(holds).min_by_key(|place| place.range.len())?;
        let (line, pieces, heading) = match &place.from {
            From::Table(table) => return Some(Self::Table(*table)),
            From::Line { line, pieces, heading } => (*line, pieces, *heading),
        };
        if heading {
            return Some(Self::Heading(line));
        }
        let start = range.start - place.range.start;
        let piece = pieces.iter().find(|piece| piece.written.contains(&start))?;
        if piece.tie {
            return Some(Self::Tie(line, piece.read.start));
        }
        let length = range.len().max(1);
        // Escapes move what follows them: such a stretch is told whole.
        let exact = piece.written.len() == piece.read.len();
        let at = piece.read.start + (start - piece.written.start);
        let read = if exact { at..(at + length).min(piece.read.end) } else { piece.read.clone() };
        Some(Self::Words(line, read))
    }
}
