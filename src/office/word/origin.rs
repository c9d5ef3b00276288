//! Where words of a document stand in the text of their part, so that something can be put beside them and nothing else of
//! the part changes.

use std::ops::Range;

/// Breaks of pages before a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Breaks {
    /// Those that a word processor has set when it last saved the file.
    pub set: usize,
    /// Those that the author has asked for.
    pub asked: usize,
}

/// Where words stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Bytes of the words.
    pub length: usize,
    /// Whether they stand there once all changes are taken.
    pub stays: bool,
    /// The element that holds them and stands in a paragraph: a run, an alternative, a formula. Bytes of the part's text.
    pub unit: Range<usize>,
    /// The element in it that is these words alone, where the unit is a run that can be parted there.
    pub leaf: Option<Range<usize>>,
    /// The pages before them.
    pub breaks: Breaks,
}
