//! Text written by the author that may hold ties: chapters' paragraphs and the text fields of the data.

use super::{Inline, Language, PageId};
use crate::diagnostic::{Span, Spanned};
use rust_decimal::Decimal;

/// Index into [`super::Project::ties`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TieId(pub usize);

/// What a tie ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TieKind {
    /// `[literal](=formula)`.
    Number,
    /// `[words](?formula)` or `[words](?claim-id)`.
    Claim,
}

/// Where in the book a tie stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a chapter: page, and index of its top-level block.
    Page {
        /// The page.
        page: PageId,
        /// Index into the page's blocks.
        block: usize,
    },
    /// In a text field of a data file.
    Field,
}

/// A number or a phrase tied to the data, as written.
#[derive(Debug, Clone)]
pub struct Tie {
    /// Number or claim.
    pub kind: TieKind,
    /// What stands between the brackets.
    pub literal: Spanned<String>,
    /// What stands after `=` or `?`, without a `~` part. Its span is exact.
    pub target: Spanned<String>,
    /// `~100`: rounded to the nearest 100 on purpose, counted in the literal's unit.
    pub rounded_to: Option<Decimal>,
    /// Language of the text.
    pub language: Language,
    /// Where it stands.
    pub place: Place,
    /// The whole link.
    pub span: Span,
}

/// What the target of a tie to a number's date ends with.
pub const DATE: &str = "@date";

impl Tie {
    /// The key of the number whose date is tied: `[2021年](=people.total@date)`.
    pub fn dated(&self) -> Option<&str> {
        self.target.value.strip_suffix(DATE)
    }

    /// Whether the literal stands in its file as it reads: not where a text has escapes or folded lines.
    pub fn is_exact(&self) -> bool {
        let literal = self.literal.span;
        literal.range().len() == self.literal.value.len() && literal.start == self.span.start + 1
    }
}

/// One language of a text field: what was written, and its parts.
#[derive(Debug, Clone)]
pub struct ProseText {
    /// The text as written, without its YAML quotes.
    pub source: String,
    /// Its parts, ties among them.
    pub inlines: Vec<Inline>,
    /// Where it stands; exact for single-line text without escapes and for literal blocks.
    pub span: Span,
}

impl ProseText {
    /// Whether anything in it is tied.
    pub fn has_ties(&self) -> bool {
        let mut found = false;
        Inline::walk(&self.inlines, &mut |inline| found |= matches!(inline, Inline::Tie(..)));
        found
    }

    /// What stands for the text in a language that the book does not have: its words, with nothing tied. Only messages
    /// to an author who reads that language name things by it.
    #[must_use]
    pub fn named(&self) -> Self {
        let words = Spanned::new(self.plain(), self.span);
        Self { source: self.source.clone(), inlines: vec![Inline::Text(words)], span: self.span }
    }

    /// The text as a reader sees it: links and ties show their words.
    pub fn plain(&self) -> String {
        Inline::plain(&self.inlines)
    }
}

/// A text field in one form for both languages.
pub type Prose = super::Text<ProseText>;

impl super::Text<ProseText> {
    /// Both languages as a reader sees them.
    pub fn plain(&self) -> super::Text {
        super::Text { zh: self.zh.plain(), en: self.en.plain() }
    }
}
