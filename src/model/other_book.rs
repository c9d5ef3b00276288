//! Other books whose numbers this one ties (`data/books.yaml`): `=baotou:forest.cover@2025`.

use super::keyed::entry;
use super::{ProseText, Text};
use crate::diagnostic::{Span, Spanned};

/// What stands between the id of another book and a key of it.
pub const OF_BOOK: char = ':';

/// One other book.
#[derive(Debug, Clone)]
pub struct OtherBook {
    /// Its id, a word as in formulas.
    pub id: Spanned<String>,
    /// What it is called.
    pub name: Text<ProseText>,
    /// Its `facts.json`, below `data/`.
    pub file: Spanned<String>,
    /// The hash of the file (SHA-256, or BLAKE3 as in a site's `manifest.json`), in hexadecimal digits.
    pub hash: Spanned<String>,
    /// The whole entry.
    pub span: Span,
}

entry!(OtherBook);

impl super::Fact {
    /// The id of the other book whose number it is; none for the book's own.
    pub fn other_book(&self) -> Option<&str> {
        self.id.value.split_once(OF_BOOK).map(|(book, _)| book)
    }
}
