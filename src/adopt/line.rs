//! A line of the document as Markdown: its words unchanged for a reader, its numbers tied, its marks of notes and its
//! references to figures in place, and which byte came from where.

use super::yaml::{plain, strict};
use std::ops::Range;

/// What stands in place of a part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Put {
    /// A tie or a reason: the words stay, the destination follows.
    Link(String),
    /// A reference that writes itself.
    Reference(String),
    /// A mark of a note; it replaces nothing.
    Note(usize),
}

/// A part of a line and what is put there.
#[derive(Debug, Clone)]
pub(super) struct Insert {
    pub(super) range: Range<usize>,
    pub(super) put: Put,
}

/// A stretch of what was written.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its bytes in the Markdown.
    pub(super) written: Range<usize>,
    /// Its bytes in the line.
    pub(super) read: Range<usize>,
    /// Whether it is a tie.
    pub(super) tie: bool,
}

/// How the marks of a line are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Only what Markdown would take for a mark is escaped.
    Plain,
    /// Every sign of ASCII is.
    Strict,
    /// Signs of ASCII go.
    Bare,
}

/// A line as Markdown.
pub(super) fn written(text: &str, mut inserts: Vec<Insert>, care: Care) -> (String, Vec<Piece>) {
    inserts.sort_by_key(|insert| (insert.range.start, insert.range.end));
    let mut out = String::new();
    let mut pieces = Vec::new();
    let mut at = 0;
    let words = |out: &mut String, pieces: &mut Vec<Piece>, range: Range<usize>| {
        let start = out.len();
        out.push_str(&careful(text.get(range.clone()).unwrap_or_default(), care));
        if out.len() > start {
            pieces.push(Piece { written: start..out.len(), read: range, tie: false });
        }
    };
    for insert in inserts {
        if insert.range.start < at || text.get(insert.range.clone()).is_none() {
            continue;
        }
        words(&mut out, &mut pieces, at..insert.range.start);
        at = insert.range.end;
        let start = out.len();
        match &insert.put {
            Put::Link(destination) => {
                let literal = text.get(insert.range.clone()).unwrap_or_default();
                out.push_str(&format!("[{}]({destination})", careful(literal, Care::Plain)));
            }
            Put::Reference(destination) => out.push_str(&format!("[]({destination})")),
            Put::Note(number) => out.push_str(&format!("[^{number}]")),
        }
        pieces.push(Piece { written: start..out.len(), read: insert.range, tie: true });
    }
    words(&mut out, &mut pieces, at..text.len());
    (out, pieces)
}

fn careful(text: &str, care: Care) -> String {
    match care {
        Care::Plain => plain(text),
        Care::Strict => strict(text),
        Care::Bare => {
            let kept = |sign: &char| !sign.is_ascii_punctuation() || matches!(sign, '.' | ',' | '%' | '-');
            plain(&text.chars().filter(kept).collect::<String>())
        }
    }
}
