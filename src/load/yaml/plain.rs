//! The plain form in which nearly all data is written, read with one look at each byte: blocks of keys and items, and
//! lists, mappings, quoted and plain values that end on their line.
//!
//! It knows no fault. What it does not know for certain (escapes, texts of several lines, tabs, tags, anchors, anything
//! left out) it leaves to the parser, and with it the whole file. What it does read is what the parser reads, byte for
//! byte: its tests compare the two.

use super::index::Builder;
use super::node::Kind;
use granit_parser::{ScalarStyle, StructureStyle};
use std::ops::Range;

/// The parser takes longer keys for something else.
const LONGEST_KEY: usize = 256;

/// Reads a whole file into a builder; `None` if any of it is not in plain form, and then the builder holds only a part.
pub(super) fn read<'t>(text: &'t str, builder: &mut Builder<'t, '_>) -> Option<()> {
    // Line ends of other systems and characters that steer something; also the mark at the beginning of a file.
    let foreign =
        |sign: char| sign.is_control() && sign != '\n' || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{feff}');
    if text.contains(foreign) {
        return None;
    }
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, column: 0, builder };
    reader.pass_to_content();
    reader.block()?;
    reader.is_over().then_some(())
}

/// A key or a value of one word or a few.
struct Word<'t> {
    text: &'t str,
    style: ScalarStyle,
    /// Its bytes, quotes included.
    range: Range<usize>,
}

struct Reader<'b, 't, 'f> {
    text: &'t str,
    bytes: &'t [u8],
    /// What is read next. Between lines: where the next content begins.
    at: usize,
    /// The column of that content.
    column: usize,
    builder: &'b mut Builder<'t, 'f>,
}

impl<'t> Reader<'_, 't, '_> {
    fn next(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn is_over(&self) -> bool {
        self.at == self.bytes.len()
    }

    fn stands_at(&self, column: usize) -> bool {
        !self.is_over() && self.column == column
    }

    fn is_item(&self) -> bool {
        self.bytes[self.at..].starts_with(b"- ")
    }

    fn pass_spaces(&mut self) {
        self.at += self.bytes[self.at..].iter().take_while(|byte| **byte == b' ').count();
    }

    /// Passes what is left of a line.
    fn pass_line(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
    }

    /// From the beginning of a line to the next content: past what is empty, and past comments.
    fn pass_to_content(&mut self) {
        loop {
            let line = self.at;
            self.pass_spaces();
            match self.next() {
                Some(b'\n' | b'#') => self.pass_line(),
                _ => {
                    self.column = self.at - line;
                    return;
                }
            }
        }
    }

    /// Past the end of a line on which nothing but a comment is left.
    fn end_line(&mut self) -> Option<()> {
        let end = self.at;
        self.pass_spaces();
        match self.next() {
            None | Some(b'\n') => {}
            Some(b'#') if self.at > end => {}
            Some(_) => return None,
        }
        self.pass_line();
        self.pass_to_content();
        Some(())
    }

    /// A list or a mapping, from its first line on.
    fn block(&mut self) -> Option<()> {
        let column = self.column;
        if self.is_item() {
            return self.list(column);
        }
        let key = self.key()?;
        self.mapping(column, key)
    }

    fn list(&mut self, column: usize) -> Option<()> {
        self.builder.start(Kind::List(Vec::new()), StructureStyle::Block, self.at..self.at)?;
        while self.stands_at(column) && self.is_item() {
            self.at += 2;
            self.item(column + 2)?;
        }
        self.end_block(column)
    }

    /// What stands after a dash: a value, or the first key of a mapping.
    fn item(&mut self, column: usize) -> Option<()> {
        if matches!(self.next(), Some(b'[' | b'{')) {
            self.flow()?;
            return self.end_line();
        }
        let word = self.word(false)?;
        if self.next() == Some(b':') {
            self.at = word.range.start;
            let key = self.key()?;
            return self.mapping(column, key);
        }
        self.scalar(word)?;
        self.end_line()
    }

    fn mapping(&mut self, column: usize, first: Word<'t>) -> Option<()> {
        self.builder.start(Kind::Map(Vec::new()), StructureStyle::Block, first.range.clone())?;
        let mut key = first;
        loop {
            self.scalar(key)?;
            self.value(column)?;
            if !self.stands_at(column) || self.is_item() {
                return self.end_block(column);
            }
            key = self.key()?;
        }
    }

    /// Ends a block, after which nothing may be indented any further.
    fn end_block(&mut self, column: usize) -> Option<()> {
        self.builder.end(self.at);
        (self.is_over() || self.column <= column).then_some(())
    }

    /// A key and its colon.
    fn key(&mut self) -> Option<Word<'t>> {
        let key = self.word(false)?;
        let sound = key.range.len() <= LONGEST_KEY && self.next() == Some(b':');
        self.at += 1;
        (sound && matches!(self.next(), Some(b' ' | b'\n'))).then_some(key)
    }

    /// The value of a key: on its line, or a block on the lines below it.
    fn value(&mut self, column: usize) -> Option<()> {
        self.pass_spaces();
        match self.next()? {
            b'\n' => {
                self.pass_line();
                self.pass_to_content();
                // A list may stand as far to the left as its key.
                let below = self.column > column || self.column == column && self.is_item();
                if self.is_over() || !below {
                    return None;
                }
                self.block()
            }
            _ => {
                self.flow_or_word(false)?;
                self.end_line()
            }
        }
    }

    fn scalar(&mut self, word: Word<'t>) -> Option<()> {
        self.builder.scalar(word.text.into(), word.style, word.range)
    }

    fn flow_or_word(&mut self, in_flow: bool) -> Option<()> {
        if matches!(self.next(), Some(b'[' | b'{')) {
            return self.flow();
        }
        let word = self.word(in_flow)?;
        self.scalar(word)
    }

    /// A list or a mapping between brackets. How deep they stand in one another is the builder's to limit.
    fn flow(&mut self) -> Option<()> {
        let is_map = self.next()? == b'{';
        let (kind, close) = if is_map { (Kind::Map(Vec::new()), b'}') } else { (Kind::List(Vec::new()), b']') };
        self.builder.start(kind, StructureStyle::Flow, self.at..self.at + 1)?;
        self.at += 1;
        self.pass_spaces();
        if self.next()? != close {
            loop {
                self.pass_spaces();
                if is_map {
                    let key = self.word(true).filter(|key| key.range.len() <= LONGEST_KEY)?;
                    if !self.bytes[self.at..].starts_with(b": ") {
                        return None;
                    }
                    self.at += 1;
                    self.pass_spaces();
                    self.scalar(key)?;
                }
                self.flow_or_word(true)?;
                self.pass_spaces();
                match self.next()? {
                    b',' => self.at += 1,
                    next if next == close => break,
                    _ => return None,
                }
            }
        }
        self.at += 1;
        self.builder.end(self.at);
        Some(())
    }

    fn word(&mut self, in_flow: bool) -> Option<Word<'t>> {
        match self.next()? {
            b'"' => self.quoted(ScalarStyle::DoubleQuoted, b'"'),
            b'\'' => self.quoted(ScalarStyle::SingleQuoted, b'\''),
            _ => self.bare(in_flow),
        }
    }

    /// Words in quotes without an escape.
    fn quoted(&mut self, style: ScalarStyle, quote: u8) -> Option<Word<'t>> {
        let (start, inner) = (self.at, self.at + 1);
        let rest = &self.bytes[inner..];
        let end = inner + rest.iter().position(|byte| *byte == quote || matches!(byte, b'\n' | b'\\'))?;
        self.at = end + 1;
        // Two single quotes are one that does not end the words.
        let ends = self.bytes[end] == quote && self.next() != Some(quote);
        ends.then_some(Word { text: &self.text[inner..end], style, range: start..end + 1 })
    }

    /// Words without quotes.
    fn bare(&mut self, in_flow: bool) -> Option<Word<'t>> {
        let start = self.at;
        let rest = &self.bytes[start..];
        let begins = match *rest {
            [b'-', next, ..] => next.is_ascii_alphanumeric(),
            [b'.', b'.', ..] => false,
            [first, ..] => !b" \n-?:,[]{}#&*!|>'\"%@`".contains(&first),
            [] => false,
        };
        if !begins {
            return None;
        }
        let mut length = 0;
        while let Some(byte) = rest.get(length) {
            match byte {
                b'\n' => break,
                b':' => match rest.get(length + 1) {
                    None | Some(b' ' | b'\n') => break,
                    Some(b',' | b'[' | b']' | b'{' | b'}') if in_flow => return None,
                    Some(_) => {}
                },
                b'#' if rest[length - 1] == b' ' => break,
                b',' | b']' | b'}' if in_flow => break,
                b'[' | b'{' if in_flow => return None,
                _ => {}
            }
            length += 1;
        }
        let text = self.text[start..start + length].trim_end_matches(' ');
        self.at = start + text.len();
        Some(Word { text, style: ScalarStyle::Plain, range: start..self.at })
    }
}
