//! A document as its readers see it: headings, paragraphs, items, tables, notes and captions in their order, each run of
//! words with the way back to the file. What a form can hold and nobody can read here is counted.

use crate::diagnostic::{Message, SourceId, Span};
use crate::model::Language;
use crate::office::word::Origin;
use std::ops::Range;

/// A run of words, and where its bytes stand in the source.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// What a reader sees.
    pub text: String,
    /// Of pieces that stand in the source as they read: where they begin in the text and in the source.
    pieces: Vec<(usize, usize)>,
}

impl Words {
    /// Words that stand in the source from a byte on.
    pub fn at(text: &str, source: usize) -> Self {
        let mut words = Self::default();
        words.push(text, source);
        words
    }

    /// Adds words that stand in the source from a byte on.
    pub fn push(&mut self, text: &str, source: usize) {
        if text.is_empty() {
            return;
        }
        let goes_on = self.pieces.last().is_some_and(|(at, start)| start + (self.text.len() - at) == source);
        if !goes_on {
            self.pieces.push((self.text.len(), source));
        }
        self.text.push_str(text);
    }

    /// Adds all of other words.
    pub fn append(&mut self, other: &Self) {
        let start = self.text.len();
        self.pieces.extend(other.pieces.iter().map(|(at, source)| (start + at, *source)));
        self.text.push_str(&other.text);
    }

    /// Without white space at both ends.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let kept = self.text.trim();
        let mut words = Self::default();
        for (index, (at, source)) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.0);
            let (from, to) = ((*at).max(start), end.min(start + kept.len()));
            if from < to {
                words.push(self.text.get(from..to).unwrap_or_default(), source + (from - at));
            }
        }
        words
    }

    /// Where a part of the words stands in the source.
    pub fn source(&self, part: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let index = self.pieces.partition_point(|piece| piece.0 <= at).saturating_sub(1);
            self.pieces.get(index).map_or(0, |(start, source)| source + (at - start.min(&at)))
        };
        let start = place(part.start);
        let end = if part.is_empty() { start } else { place(part.end - 1) + 1 };
        start..end.max(start)
    }
}

/// What a run of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A heading of a level, 1 the highest.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An entry of a list.
    Item,
    /// What a figure or a table is called.
    Caption,
    /// A footnote.
    Note,
    /// A cell of a table.
    Cell {
        /// Index into [`Document::tables`].
        table: usize,
        /// Row, from 0.
        row: usize,
        /// Column, from 0.
        column: usize,
    },
}

/// A run of words of a document.
#[derive(Debug, Clone)]
pub struct Line {
    /// The words.
    pub words: Words,
    /// What they are.
    pub role: Role,
    /// Their language.
    pub language: Language,
    /// The headings above, from the highest; indexes into [`Document::lines`].
    pub under: Vec<usize>,
}

/// A place of a table's grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its words, an index into [`Document::lines`].
    pub line: usize,
    /// It belongs to a merged cell that begins further left or above.
    pub copy: bool,
}

/// A table: rows of cells, merged ones repeated.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its rows; a place that the source left out is `None`.
    pub rows: Vec<Vec<Option<Cell>>>,
    /// Its caption or the line above it, an index into [`Document::lines`].
    pub caption: Option<usize>,
    /// Its number among the tables, from 1.
    pub number: usize,
}

/// What of a document was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unread {
    /// Pictures, of tables too.
    Picture,
    /// Text boxes and drawings.
    TextBox,
    /// Embedded objects: sheets, formulas, charts.
    Object,
    /// Characters that are none of the encoding.
    Character,
}

impl Unread {
    /// So many of it, in words.
    pub fn told(self, count: usize) -> Message {
        match self {
            Self::Picture => Message::new("audit.unread.picture").with("count", count),
            Self::TextBox => Message::new("audit.unread.text-box").with("count", count),
            Self::Object => Message::new("audit.unread.object").with("count", count),
            Self::Character => Message::new("audit.unread.character").with("count", count),
        }
    }
}

/// Words of a Word file, and where they stand in it.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// Their first byte in the source's text.
    pub at: usize,
    /// How many bytes they have.
    pub length: usize,
    /// What they belong to in the file.
    pub origin: Origin,
    /// Bytes of the origin's words before them.
    pub from: usize,
}

/// The page on which something stands, counted from the first sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// As a word processor has set the file when it last saved it; other fonts set it otherwise.
    About(usize),
    /// No earlier, by the breaks that the author has asked for.
    From(usize),
}

/// A document, read.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its file.
    pub source: SourceId,
    /// Its words in order; the cells of a table stand in the order of its rows.
    pub lines: Vec<Line>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What was not read, and how often.
    pub unread: Vec<(Unread, usize)>,
    /// Of a Word file: where its words stand in it, in the order of the source's text. Its notes stand at their marks.
    pub stretches: Vec<Stretch>,
    /// The marks of its notes, where a form tells them.
    pub marks: Vec<Mark>,
    /// Its pictures in order: seen, not read.
    pub pictures: Vec<Picture>,
}

/// A mark of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The line that has it.
    pub line: usize,
    /// Before which byte of its words.
    pub at: usize,
    /// The line of the note.
    pub note: usize,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The line before which it stands; the number of lines if it is the last.
    pub before: usize,
    /// Where its bytes are: a part of the Word file, or an address as Markdown and HTML write it.
    pub name: String,
    /// What stands in its place for readers who cannot see it.
    pub words: String,
}

impl Document {
    /// The stretches that hold a part of the source's text; if it stands nowhere in the file, such as the number of a list, the
    /// next one.
    pub fn stretches(&self, part: &Range<usize>) -> &[Stretch] {
        let start = self.stretches.partition_point(|stretch| stretch.at + stretch.length <= part.start);
        let end = self.stretches.partition_point(|stretch| stretch.at < part.end).max(start + 1);
        self.stretches.get(start..end.min(self.stretches.len())).unwrap_or_default()
    }

    /// The page of a part of a line, as far as its file tells.
    pub fn page(&self, line: usize, part: Range<usize>) -> Option<Page> {
        let breaks = |stretch: &Stretch| stretch.origin.breaks;
        let last = self.stretches.iter().map(breaks).max_by_key(|breaks| breaks.set)?;
        let source = self.lines.get(line)?.words.source(part);
        let own = breaks(self.stretches(&source).first()?);
        let asked = self.stretches.iter().any(|stretch| stretch.origin.breaks.asked > 0);
        match (last.set > 0, asked) {
            (true, _) => Some(Page::About(own.set + 1)),
            (false, true) => Some(Page::From(own.asked + 1)),
            (false, false) => None,
        }
    }

    /// The place of a part of a line.
    pub fn span(&self, line: usize, part: Range<usize>) -> Span {
        let range = self.lines.get(line).map_or(0..0, |line| line.words.source(part));
        Span::new(self.source, range)
    }

    /// The words of a line.
    pub fn text(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", |line| line.words.text.as_str())
    }

    /// The words of a place of a table.
    pub fn cell(&self, table: usize, row: usize, column: usize) -> Option<&str> {
        let cell = (*self.tables.get(table)?.rows.get(row)?.get(column)?)?;
        Some(self.text(cell.line))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_know_where_they_stand() {
        let mut words = Words::at("占", 10);
        words.push("全县", 20);
        assert_eq!((words.source(0..3), words.source(3..9), words.source(0..9)), (10..13, 20..26, 10..26));
        let mut spaced = Words::at("  a ", 5);
        spaced.push(" b ", 30);
        let trimmed = spaced.trimmed();
        assert_eq!((trimmed.text.as_str(), trimmed.source(0..1), trimmed.source(3..4)), ("a  b", 7..8, 31..32));
    }
}
