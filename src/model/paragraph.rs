//! The number of a paragraph, by which reviewers point at it. It is the same in both languages, on the site, on paper and
//! in Word.

use crate::diagnostic::Span;
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// What the anchors of paragraphs begin with; no id of a heading may.
pub const PARAGRAPH_ANCHOR: &str = "p-";

/// `3.2-07`: the seventh paragraph of the second section of the third chapter. Whatever the headings of a book look like,
/// chapters and sections are counted from 1; what stands before the first section of a chapter, or in a chapter without
/// sections, is in section 0.
///
/// What counts is a paragraph, in a list or a quotation too, so that every item of a list has a number; a table; a block
/// of code. Headings, figures and footnotes have numbers of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParagraphNumber {
    /// The chapter, from 1; 0 before the first.
    pub chapter: u32,
    /// The section of the chapter, from 1; 0 before the first.
    pub section: u32,
    /// Its place in the section, from 1.
    pub running: u32,
}

impl ParagraphNumber {
    /// The anchor of its place on a page of the site: `p-3.2-07`.
    pub fn anchor(self) -> String {
        format!("{PARAGRAPH_ANCHOR}{self}")
    }
}

impl fmt::Display for ParagraphNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}-{:02}", self.chapter, self.section, self.running)
    }
}

impl FromStr for ParagraphNumber {
    type Err = ();

    /// Reads `3.2-07`, also with fewer or more zeros.
    fn from_str(text: &str) -> Result<Self, ()> {
        let number = |text: &str| match text.bytes().all(|byte| byte.is_ascii_digit()) {
            true => text.parse::<u32>().map_err(drop),
            false => Err(()),
        };
        let (place, running) = text.split_once('-').ok_or(())?;
        let (chapter, section) = place.split_once('.').ok_or(())?;
        Ok(Self { chapter: number(chapter)?, section: number(section)?, running: number(running)? })
    }
}

impl Serialize for ParagraphNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl super::Outline {
    /// The paragraph in which a place of the text stands; none for headings, figures, footnotes and data.
    pub fn paragraph_at(&self, place: Span) -> Option<ParagraphNumber> {
        let end = Span { start: place.start.saturating_add(1), end: 0, ..place };
        // Paragraphs do not hold each other: the last that begins before the place is the only one that can hold it.
        let (span, number) = self.paragraphs.range(..end).next_back()?;
        (span.source == place.source && place.end <= span.end).then_some(*number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_written() {
        for (text, chapter, section, running) in [("3.2-07", 3, 2, 7), ("1.0-123", 1, 0, 123), ("10.11-01", 10, 11, 1)]
        {
            let number = ParagraphNumber { chapter, section, running };
            assert_eq!(number.to_string(), text);
            assert_eq!(text.parse(), Ok(number));
        }
        for text in ["", "3.2", "3-2", "3.2-", "3.-1", "a.2-1", "3.2-07.1", "3.2-+7", "3.2-99999999999"] {
            assert_eq!(text.parse::<ParagraphNumber>(), Err(()), "{text}");
        }
    }
}
