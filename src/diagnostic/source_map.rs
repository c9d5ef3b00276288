//! The files of a run, and the one function that turns bytes into lines and columns.

use super::{SourceId, Span};
use std::sync::OnceLock;

/// One file as it was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the book's root, with `/`.
    pub path: String,
    /// The file's text, byte for byte (an invalid file holds its readable form).
    pub text: String,
    /// Where its lines begin, in bytes; found when the first place is asked for.
    lines: OnceLock<Vec<usize>>,
    /// How many characters begin before each block of bytes.
    characters: OnceLock<Vec<usize>>,
}

/// Bytes of a block: so many are counted through for a column, and not a whole line, which may be long and have a fault at
/// each word.
const BLOCK: usize = 512;

impl Source {
    /// The line of an offset, from 0, and where it begins.
    fn line(&self, offset: usize) -> (usize, usize) {
        let starts = self.lines.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(newline, _)| newline + 1)).collect()
        });
        let line = starts.partition_point(|start| *start <= offset) - 1;
        (line, starts[line])
    }

    /// How many characters begin before an offset.
    fn characters(&self, offset: usize) -> usize {
        let begun = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        let bytes = self.text.as_bytes();
        let counts = self.characters.get_or_init(|| {
            let mut sum = 0;
            let mut before = |block: &[u8]| {
                let start = sum;
                sum += begun(block);
                start
            };
            bytes.chunks(BLOCK).map(&mut before).collect()
        });
        let block = (offset / BLOCK).min(counts.len().saturating_sub(1));
        counts.get(block).copied().unwrap_or(0) + bytes.get(block * BLOCK..offset).map_or(0, begun)
    }
}

/// A place as people count it: both from 1; `column` counts characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// All sources of a run.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
}

impl SourceMap {
    /// Adds a file and gives its number. Add in the order of paths: diagnostics are sorted by it.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.sources.push(Source {
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
            characters: OnceLock::new(),
        });
        SourceId(u32::try_from(self.sources.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file of a number.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// The file at a path, if it was read.
    pub fn find(&self, path: &str) -> Option<SourceId> {
        let index = self.sources.iter().position(|source| source.path == path)?;
        Some(SourceId(u32::try_from(index).ok()?))
    }

    /// All files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0u32..).map(SourceId).zip(&self.sources)
    }

    /// What stands at a span; cut at character borders, never a panic.
    pub fn text(&self, span: Span) -> &str {
        self.source(span.source).text.get(span.range()).unwrap_or("")
    }

    /// Line and column of a span's start.
    pub fn start(&self, span: Span) -> Position {
        self.position(span.source, span.start as usize)
    }

    /// Line and column just past a span's end.
    pub fn end(&self, span: Span) -> Position {
        self.position(span.source, span.end as usize)
    }

    /// A byte offset as line and column. A BOM takes no column.
    fn position(&self, source: SourceId, offset: usize) -> Position {
        let source = self.source(source);
        let text = &source.text;
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let (line, start) = source.line(offset);
        let mark = usize::from(start == 0 && offset > 0 && text.starts_with('\u{feff}'));
        let column = source.characters(offset) - source.characters(start) - mark + 1;
        Position { line: line + 1, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let mut sources = SourceMap::default();
        let id = sources.add("a.md", "\u{feff}草地\r\n全县[6%](=x)\n");
        let at = |needle: &str| {
            let start = sources.source(id).text.find(needle).unwrap();
            sources.start(Span::new(id, start..start + 1))
        };
        assert_eq!(at("草"), Position { line: 1, column: 1 });
        assert_eq!(at("地"), Position { line: 1, column: 2 });
        assert_eq!(at("6%"), Position { line: 2, column: 4 });
    }

    #[test]
    fn an_offset_inside_a_character_or_past_the_end_is_no_panic() {
        let mut sources = SourceMap::default();
        let id = sources.add("a.md", "草");
        assert_eq!(sources.start(Span::new(id, 1..2)), Position { line: 1, column: 1 });
        assert_eq!(sources.end(Span::new(id, 0..99)), Position { line: 1, column: 2 });
        assert_eq!(sources.text(Span::new(id, 1..2)), "");
    }
}
