//! A line of characters that can be looked at from any of them.

use super::Slip;
use crate::locale::script::is_han;
use std::cell::OnceCell;
use std::ops::Range;

/// The characters of a text and where their bytes are.
pub(super) struct Line {
    characters: Vec<(usize, char)>,
    length: usize,
    /// For each character how many marks of each kind stand before it, once one asked.
    quotes: OnceCell<Vec<[usize; 2]>>,
}

/// No bracket is looked for further away than this, in characters.
const FAR: usize = 300;

impl Line {
    pub(super) fn new(text: &str) -> Self {
        Self { characters: text.char_indices().collect(), length: text.len(), quotes: OnceCell::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.characters.len()
    }

    /// The character at an index.
    pub(super) fn at(&self, index: usize) -> Option<char> {
        self.characters.get(index).map(|(_, character)| *character)
    }

    /// The one before an index.
    pub(super) fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|index| self.at(index))
    }

    /// How many of the same quotation marks, `"` or `'`, stand before an index.
    pub(super) fn quotes_before(&self, index: usize, mark: char) -> usize {
        let counts = self.quotes.get_or_init(|| {
            let mut counts = [0, 0];
            let count = |(_, character): &(usize, char)| {
                let before = counts;
                counts[0] += usize::from(*character == '"');
                counts[1] += usize::from(*character == '\'');
                before
            };
            self.characters.iter().map(count).collect()
        });
        counts.get(index).map_or(0, |[double, single]| if mark == '"' { *double } else { *single })
    }

    /// The first from `index` on that is no space.
    pub(super) fn next_inked(&self, index: usize) -> Option<char> {
        (index..self.len().min(index + FAR)).filter_map(|at| self.at(at)).find(|character| !character.is_whitespace())
    }

    /// The last before `index` that is no space.
    pub(super) fn last_inked(&self, index: usize) -> Option<char> {
        (index.saturating_sub(FAR)..index)
            .rev()
            .filter_map(|at| self.at(at))
            .find(|character| !character.is_whitespace())
    }

    /// How many characters from `index` on are of a kind, as far as one looks.
    pub(super) fn run(&self, index: usize, kind: impl Fn(char) -> bool) -> usize {
        (index..self.len().min(index + FAR)).take_while(|at| self.at(*at).is_some_and(&kind)).count()
    }

    /// How many characters just before `index` are of a kind, as far as one looks.
    pub(super) fn run_back(&self, index: usize, kind: impl Fn(char) -> bool) -> usize {
        (index.saturating_sub(FAR)..index).rev().take_while(|at| self.at(*at).is_some_and(&kind)).count()
    }

    /// The characters of a range of indices.
    pub(super) fn words(&self, range: Range<usize>) -> String {
        range.filter_map(|index| self.at(index)).collect()
    }

    /// A slip at a range of indices.
    pub(super) fn slip(&self, range: Range<usize>, message: &'static str, better: impl Into<String>) -> Slip {
        let byte = |index: usize| self.characters.get(index).map_or(self.length, |(byte, _)| *byte);
        Slip { part: byte(range.start)..byte(range.end), message, better: better.into() }
    }
}

/// A look at one character of a line and those around it.
pub(super) type Look = fn(&Line, usize) -> Option<Slip>;

/// Of each suspicious character of a text its place among the characters. `suspicious` is asked of characters and the one
/// after each; before that a byte is told by `begins`, and by `may_be` whether two neighbouring ones may be the first of
/// such a character and what follows: most texts have few.
pub(super) fn places(
    text: &str,
    begins: &[bool; 256],
    may_be: impl Fn(u8, u8) -> bool,
    suspicious: impl Fn(char, Option<char>) -> bool,
) -> Vec<usize> {
    let bytes = text.as_bytes();
    let (mut counted, mut index, mut places) = (0, 0, Vec::new());
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| begins[usize::from(**byte)]) {
        // Nothing after the text is like a space, at which nothing begins.
        if !may_be(*byte, bytes.get(at + 1).copied().unwrap_or(b' ')) {
            continue;
        }
        let mut rest = text.get(at..).unwrap_or_default().chars();
        if rest.next().is_some_and(|character| suspicious(character, rest.next())) {
            index += text[counted..at].chars().count();
            counted = at;
            places.push(index);
        }
    }
    places
}

/// What the looks find, in order, at the suspicious characters; at each the first that finds something.
pub(super) fn slips(
    text: &str,
    begins: &[bool; 256],
    may_be: impl Fn(u8, u8) -> bool,
    suspicious: impl Fn(char, Option<char>) -> bool,
    looks: &[Look],
) -> Vec<Slip> {
    let places = places(text, begins, may_be, suspicious);
    if places.is_empty() {
        return Vec::new();
    }
    let line = Line::new(text);
    places.into_iter().filter_map(|index| looks.iter().find_map(|look| look(&line, index))).collect()
}

pub(super) fn is_digit(character: Option<char>) -> bool {
    character.is_some_and(|character| character.is_ascii_digit())
}

/// A letter or a digit.
pub(super) fn is_word(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

/// A Chinese character or a mark that only Chinese has; quotation marks and dashes belong to both languages.
pub(super) fn is_chinese(character: Option<char>) -> bool {
    character.is_some_and(|character| {
        is_han(character)
            || matches!(character, '\u{3001}'..='\u{3011}' | '，' | '；' | '：' | '？' | '！' | '（' | '）')
    })
}

/// `.597` and `-36.1`: what both languages write alike.
pub(super) fn number_slip(line: &Line, index: usize) -> Option<Slip> {
    let (before, next) = (line.before(index), line.at(index + 1));
    match line.at(index)? {
        '.' if is_digit(next) && before != Some('.') && (!is_word(before) || is_chinese(before)) => {
            Some(line.slip(index..index + 1, "text-typography.decimal", "0."))
        }
        '-' if is_digit(next)
            && before.is_none_or(|it| it.is_whitespace() || matches!(it, '(' | '（') || is_han(it)) =>
        {
            (!super::ranges::labels(line, index)).then(|| line.slip(index..index + 1, "text-typography.minus", "−"))
        }
        _ => None,
    }
}
