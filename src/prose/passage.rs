//! The book's text as readers meet it, one run of words at a time, with the way back to the files: a heading, a
//! paragraph, a cell, the words of a picture, one language of a text field.

use super::fields::Field;
use crate::diagnostic::Span;
use crate::locale::script::GAP;
use crate::model::{Inline, Language, PageId, Tie, TieId};
use std::ops::Range;

/// What of a text is told as words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// What a reader sees: ties and numbers with a reason are their words.
    Shown,
    /// What is typed and not tied: ties and numbers with a reason are gaps.
    Untied,
}

/// Where a passage stands. Both languages of a field have the same.
#[derive(Debug, Clone, Copy)]
pub enum Home<'a> {
    /// On a page.
    Page {
        /// The page.
        page: PageId,
        /// Its path below `content/<lang>/`.
        path: &'a str,
        /// Index of its top-level block.
        block: usize,
        /// Id of the heading above it, or of itself if it is one.
        heading: Option<&'a str>,
    },
    /// In a text field of the data.
    Field(Field<'a>),
}

/// A run of words. Links and emphasis are their words; code, addresses, cross-references, notes and pictures are gaps.
#[derive(Debug, Clone)]
pub struct Passage<'a> {
    /// Its language.
    pub language: Language,
    /// Where it stands.
    pub home: Home<'a>,
    /// Its words, with [`GAP`]s.
    pub text: String,
    pieces: Vec<Piece>,
    /// All of it in the file.
    whole: Span,
}

/// A stretch of a passage.
#[derive(Debug, Clone)]
struct Piece {
    /// Its bytes in the passage.
    range: Range<usize>,
    /// Its place in the file.
    span: Span,
    kind: Kind,
}

/// Reasons of numbers of documents and laws.
const DOCUMENTS: [&str; 2] = ["doc", "law"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    /// Words of a link.
    Linked,
    /// The words of a tie, or its gap.
    Tie(TieId),
    /// The words of a number of a document or a law, which is no data and the same in every language.
    Document,
}

impl Piece {
    /// Whether it stands in the file as it reads: not where a text has escapes.
    fn is_exact(&self) -> bool {
        self.span.range().len() == self.range.len()
    }
}

/// What a reader sees on its line around a tie's literal, other ties as gaps.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// Before it.
    pub before: &'a str,
    /// After it.
    pub after: &'a str,
}

impl<'a> Passage<'a> {
    pub(super) fn new(
        (language, home): (Language, Home<'a>),
        reading: Reading,
        (inlines, whole): (&[Inline], Span),
        ties: &[Tie],
    ) -> Self {
        // Room for all of most texts at once: what stands in emphasis or a link makes its own.
        let long = |inline: &Inline| match inline {
            Inline::Text(words) => words.len(),
            Inline::Tie(_, words) => words.len(),
            _ => GAP.len_utf8(),
        };
        let (text, pieces) = (String::with_capacity(inlines.iter().map(long).sum()), Vec::with_capacity(inlines.len()));
        let passage = Self { language, home, text, pieces, whole };
        let mut reader = Reader { passage, reading, ties };
        reader.read(inlines, Kind::Words);
        reader.passage
    }

    /// Whether its numbers must be tied: on pages, and in fields that speak of numbers.
    pub fn is_counted(&self) -> bool {
        match self.home {
            Home::Page { .. } => true,
            Home::Field(field) => field.looks.counted,
        }
    }

    /// Its ties, in order, each with the bytes of its words or of its gap.
    pub fn ties(&self) -> impl Iterator<Item = (TieId, Range<usize>)> {
        self.pieces.iter().filter_map(|piece| match piece.kind {
            Kind::Tie(id) => Some((id, piece.range.clone())),
            _ => None,
        })
    }

    /// Whether a part of it is, or is in, the number of a document or a law.
    pub fn is_document(&self, part: &Range<usize>) -> bool {
        let piece = self.holding(part.start);
        piece.is_some_and(|piece| piece.kind == Kind::Document)
    }

    /// What stands before and after a part of it.
    pub fn around(&self, part: &Range<usize>) -> Surroundings<'_> {
        let (before, after) = (self.text.get(..part.start), self.text.get(part.end..));
        Surroundings { before: before.unwrap_or_default(), after: after.unwrap_or_default() }
    }

    /// Whether a place is among the words of a link, where no tie can stand: links do not nest.
    pub fn is_linked(&self, place: Span) -> bool {
        let mut linked = self.pieces.iter().filter(|piece| piece.kind == Kind::Linked).map(|piece| piece.span);
        linked.any(|words| words.start <= place.start && place.end <= words.end)
    }

    /// The place of a part of the text: exact where it stands in the file as it reads, else as near as can be told.
    pub fn place(&self, part: Range<usize>) -> Span {
        let (Some(first), Some(last)) = (self.holding(part.start), self.holding(part.end.saturating_sub(1))) else {
            return self.whole;
        };
        if !first.is_exact() || !last.is_exact() {
            return first.span;
        }
        let start = first.span.range().start + part.start - first.range.start;
        let end = last.span.range().start + part.end - last.range.start;
        if start < end { Span::new(first.span.source, start..end) } else { first.span }
    }

    /// The place of a part of the text if it stands there byte for byte and with nothing in between.
    pub fn exact_place(&self, part: Range<usize>) -> Option<Span> {
        let piece = self.holding(part.start).filter(|piece| piece.is_exact() && part.end <= piece.range.end)?;
        Some(piece.span.slice(part.start - piece.range.start..part.end - piece.range.start))
    }

    /// The piece that holds a byte.
    fn holding(&self, at: usize) -> Option<&Piece> {
        let index = self.pieces.partition_point(|piece| piece.range.end <= at);
        self.pieces.get(index).filter(|piece| piece.range.contains(&at))
    }
}

/// Writes a passage.
struct Reader<'a, 't> {
    passage: Passage<'a>,
    reading: Reading,
    ties: &'t [Tie],
}

impl Reader<'_, '_> {
    fn read(&mut self, inlines: &[Inline], kind: Kind) {
        let whole = self.passage.whole;
        for inline in inlines {
            match inline {
                Inline::Text(piece) => self.push(piece, piece.span, kind),
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.read(inner, kind),
                Inline::Link { target, inlines } if Inline::shows_address(target, inlines) => self.gap(),
                Inline::Link { inlines, .. } => self.read(inlines, Kind::Linked),
                Inline::Tie(id, words) => {
                    let place = self.ties.get(id.0).map_or(whole, |tie| tie.literal.span);
                    self.push_unless_untied(words, place, Kind::Tie(*id));
                }
                Inline::Waived(words, reason) if self.reading == Reading::Shown => {
                    let document = DOCUMENTS.contains(&reason.as_str());
                    self.push(words, words.span, if document { Kind::Document } else { kind });
                }
                Inline::SoftBreak => self.passage.text.push(' '),
                Inline::HardBreak => self.passage.text.push('\n'),
                Inline::Waived(..)
                | Inline::Code(_)
                | Inline::CrossReference { .. }
                | Inline::Image { .. }
                | Inline::FootnoteReference(_) => self.gap(),
            }
        }
    }

    fn push_unless_untied(&mut self, words: &str, span: Span, kind: Kind) {
        match self.reading {
            Reading::Shown => self.push(words, span, kind),
            Reading::Untied => self.push(GAP.encode_utf8(&mut [0; 4]), span, kind),
        }
    }

    fn push(&mut self, words: &str, span: Span, kind: Kind) {
        let start = self.passage.text.len();
        self.passage.text.push_str(words);
        self.passage.pieces.push(Piece { range: start..self.passage.text.len(), span, kind });
    }

    fn gap(&mut self) {
        self.passage.text.push(GAP);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceId, Spanned};

    fn span(range: Range<usize>) -> Span {
        Span::new(SourceId(0), range)
    }

    fn piece(text: &str, start: usize, length: usize) -> Inline {
        Inline::Text(Spanned::new(text.to_owned(), span(start..start + length)))
    }

    fn read(language: Language, reading: Reading, inlines: &[Inline]) -> Passage<'static> {
        let home = Home::Page { page: PageId(0), path: "", block: 0, heading: None };
        Passage::new((language, home), reading, (inlines, span(0..99)), &[])
    }

    #[test]
    fn places_are_exact_where_the_file_reads_as_the_text() {
        let strong = Inline::Strong(vec![piece("6个", 10, 4)]);
        let inlines = [piece("共", 5, 3), strong, Inline::Tie(TieId(0), "x".to_owned()), piece("a*b", 40, 4)];
        let passage = read(Language::Zh, Reading::Untied, &inlines);
        assert_eq!(passage.text, "共6个\u{fffc}a*b");
        let at = |range: Range<usize>| (passage.place(range.clone()).range(), passage.exact_place(range).is_some());
        assert_eq!(at(3..7), (10..14, true));
        assert_eq!(at(4..7), (11..14, true));
        assert_eq!(at(10..11), (40..44, false));
        assert_eq!(at(0..4), (5..11, false));
        assert_eq!(passage.ties().collect::<Vec<_>>(), [(TieId(0), 7..10)]);
        let around = passage.around(&(7..10));
        assert_eq!((around.before, around.after), ("共6个", "a*b"));
        assert_eq!(read(Language::Zh, Reading::Shown, &inlines).text, "共6个xa*b");
    }

    #[test]
    fn a_number_goes_on_after_a_line_end() {
        let passage = read(Language::Zh, Reading::Untied, &[piece("共六", 5, 6), piece("十处", 12, 6)]);
        assert_eq!(passage.text, "共六十处");
        assert_eq!((passage.place(3..12).range(), passage.exact_place(3..12)), (8..18, None));
        let english = [piece("covers 5", 5, 8), Inline::SoftBreak, piece("km", 14, 2)];
        assert_eq!(read(Language::En, Reading::Untied, &english).text, "covers 5 km");
    }

    #[test]
    fn the_words_of_a_link_are_no_place_for_a_tie() {
        let target = Spanned::new("a.md".to_owned(), span(20..24));
        let link = Inline::Link { target, inlines: vec![Inline::Strong(vec![piece("6个", 10, 4)])] };
        let passage = read(Language::Zh, Reading::Untied, &[piece("共", 5, 3), link]);
        assert!(passage.is_linked(span(10..12)) && !passage.is_linked(span(5..8)));
        assert_eq!(passage.text, "共6个");
    }
}
