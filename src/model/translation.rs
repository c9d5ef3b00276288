//! What of the translation was confirmed (`data/translations.yaml`), and what has changed since.

use crate::diagnostic::{Span, Spanned};

/// One entry of `data/translations.yaml`: the blocks under one heading whose translation was confirmed.
#[derive(Debug, Clone)]
pub struct Confirmation {
    /// Page path below `content/<lang>/`.
    pub page: Spanned<String>,
    /// Heading id; empty before the first heading, or for one without an id.
    pub heading: String,
    /// The hashes of the source blocks, the heading's first, in their order.
    pub blocks: Vec<Spanned<String>>,
}

/// How a source block stands to its translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TranslationState {
    /// Confirmed, and unchanged since, though it may have been moved.
    Done,
    /// Confirmed once; the source has changed since.
    Changed,
    /// Not there when the page was confirmed.
    New,
    /// The other language has no such block.
    Missing,
    /// Nothing of the page was ever confirmed.
    Unconfirmed,
}

/// A source block with words to translate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceBlock {
    /// Id of the heading that it is, or stands under.
    pub heading: String,
    /// Its hash: 12 hexadecimal digits over its words, with keys in place of tied literals.
    pub hash: String,
    /// Where it stands.
    pub span: Span,
    /// Where its translation stands.
    pub partner: Option<Span>,
    /// How the two stand to each other.
    pub state: TranslationState,
}

/// A page of the source language and what is known of its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageTranslation {
    /// Page path below `content/<lang>/`.
    pub page: String,
    /// The page under whose name it was confirmed, if it has been renamed since.
    pub formerly: Option<String>,
    /// Its blocks with words, in order.
    pub blocks: Vec<SourceBlock>,
}

impl PageTranslation {
    /// How many of its blocks are in a state.
    pub fn count(&self, state: TranslationState) -> usize {
        self.blocks.iter().filter(|block| block.state == state).count()
    }
}
