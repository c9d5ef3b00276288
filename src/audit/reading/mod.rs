//! What a document's sentences say in numbers: each number with its unit, what it is of, and how it stands in its sentence.
//! Built on the kernel's own readers of numbers, hedges and words of up and down; no grammar, no model.

pub(super) mod noun;
mod number;
mod split;

pub use noun::head;
pub use number::years;
pub(super) use number::{Kind, Number, Role};
pub use split::{clause, sentences};

use super::document::{Document, Role as Line};
use super::units;
use crate::locale::script::is_han;
use crate::locale::{Lexicon, Literal, Numerals};
use crate::model::Language;
use number::{Found, Home};
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

/// A sentence of a document.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Its line.
    pub(super) line: usize,
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Its numbers.
    pub(super) numbers: Range<usize>,
}

/// A document with its numbers.
pub(super) struct Reading<'d> {
    pub(super) document: &'d Document,
    pub(super) sentences: Vec<Sentence>,
    /// In the order of the text.
    pub(super) numbers: Vec<Number>,
    pub(super) lexicon: Lexicon,
    /// The numbers of each bare name.
    by_core: BTreeMap<String, Vec<usize>>,
    /// The place that the document is about: 固原县. Empty if none stands out.
    place: String,
}

/// What one line holds, before it is numbered among all.
struct Part {
    sentences: Vec<(Range<usize>, Vec<Found>)>,
}

impl<'d> Reading<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let units = units::known();
        let numerals = Numerals::new(&units, std::iter::empty());
        let lexicon = Lexicon::new(&units);
        let parts: Vec<Part> = document
            .lines
            .par_iter()
            .enumerate()
            .map(|(_, line)| {
                let text = line.words.text.as_str();
                // Cells are read by their columns; what a heading counts is no data.
                if matches!(line.role, Line::Cell { .. } | Line::Caption) {
                    return Part { sentences: Vec::new() };
                }
                let found = |range: &Range<usize>| numbers(&numerals, &lexicon, line.language, text, range);
                Part {
                    sentences: sentences(line.language, text)
                        .into_iter()
                        .map(|range| (range.clone(), found(&range)))
                        .collect(),
                }
            })
            .collect();
        let mut reading = Self {
            document,
            sentences: Vec::new(),
            numbers: Vec::new(),
            lexicon,
            by_core: BTreeMap::new(),
            place: place(document),
        };
        let mut part = 0;
        for (line, found) in parts.into_iter().enumerate() {
            for (range, found) in found.sentences {
                part = reading.sentence(line, range, found, part);
            }
        }
        for (index, number) in reading.numbers.iter().enumerate() {
            reading.by_core.entry(number.core.clone()).or_default().push(index);
        }
        reading
    }

    /// The numbers of a bare name, in the order of the text.
    pub(super) fn called(&self, core: &str) -> impl Iterator<Item = &Number> {
        self.by_core.get(core).into_iter().flatten().filter_map(|index| self.numbers.get(*index))
    }

    /// All bare names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_core.keys().map(String::as_str)
    }

    /// Takes a sentence; gives the number of the next part.
    fn sentence(&mut self, line: usize, range: Range<usize>, found: Vec<Found>, part: usize) -> usize {
        let Some(words) = self.document.lines.get(line) else { return part };
        let text = words.words.text.as_str();
        let home =
            Home { line, text, language: words.language, sentence: range.clone(), index: self.sentences.len(), part };
        let start = self.numbers.len();
        let ranges: Vec<Range<usize>> = found.iter().map(|found| found.range.clone()).collect();
        for (index, found) in found.into_iter().enumerate() {
            if let Some(number) =
                home.number(found, self.numbers.get(start..).unwrap_or_default(), ranges.get(index + 1))
            {
                self.numbers.push(number);
            }
        }
        let parts = text.get(range.clone()).unwrap_or_default().matches(split::is_semicolon).count();
        self.sentences.push(Sentence { line, range, numbers: start..self.numbers.len() });
        part + parts + 1
    }

    /// A bare name without the place that the document is about.
    pub(super) fn placeless<'n>(&self, core: &'n str) -> &'n str {
        if self.place.is_empty() {
            return core;
        }
        let at = core.find(&self.place).filter(|at| *at <= "石家".len());
        at.and_then(|at| core.get(at + self.place.len()..)).unwrap_or(core)
    }

    /// The words of a sentence.
    pub(super) fn words(&self, sentence: usize) -> &'d str {
        let document: &'d Document = self.document;
        self.sentences.get(sentence).and_then(|found| document.text(found.line).get(found.range.clone())).unwrap_or("")
    }

    /// The language of a sentence.
    pub(super) fn language(&self, sentence: usize) -> Language {
        let line = self.sentences.get(sentence).and_then(|found| self.document.lines.get(found.line));
        line.map_or(Language::Zh, |line| line.language)
    }

    /// The numbers of a sentence.
    pub(super) fn of_sentence(&self, sentence: usize) -> &[Number] {
        self.sentences.get(sentence).and_then(|found| self.numbers.get(found.numbers.clone())).unwrap_or_default()
    }

    /// The sentence before another under the same heading, if there is one; notes and items follow their paragraph.
    pub(super) fn before(&self, sentence: usize) -> Option<usize> {
        let before = sentence.checked_sub(1)?;
        let line = |sentence: usize| self.sentences.get(sentence).and_then(|found| self.document.lines.get(found.line));
        let (one, other) = (line(before)?, line(sentence)?);
        let heading = matches!(other.role, Line::Heading(_)) || matches!(one.role, Line::Heading(_));
        (one.under == other.under && !heading).then_some(before)
    }

    /// The text of a number.
    pub(super) fn text(&self, number: &Number) -> &'d str {
        let document: &'d Document = self.document;
        document.text(number.line).get(number.range.clone()).unwrap_or("")
    }
}

/// The numbers of a sentence that may be data.
fn numbers(numerals: &Numerals, lexicon: &Lexicon, language: Language, text: &str, range: &Range<usize>) -> Vec<Found> {
    let Some(sentence) = text.get(range.clone()) else { return Vec::new() };
    let mut found = Vec::new();
    for numeral in numerals.scan(language, sentence) {
        if numeral.exempt.is_some() {
            continue;
        }
        let Some(literal) = numerals.read(language, sentence, &numeral) else { continue };
        let end =
            if reads(lexicon, language, sentence, &numeral.reading) { numeral.reading.end } else { numeral.range.end };
        let start = numeral.range.start;
        if language == Language::En && is_broken(sentence, start..end) {
            continue;
        }
        // "in 2019 to 9.7 million": a year, and a number.
        let after = sentence.get(start..end).and_then(|text| dated(language, text));
        let late = after
            .and_then(|after| Some((start + after, lexicon.recognise(language, sentence.get(start + after..end)?)?)));
        let (start, literal) = late.filter(|_| literal.high.is_some()).unwrap_or((start, literal));
        if !is_year(&literal) {
            found.push(Found { range: range.start + start..range.start + end, literal });
        }
    }
    found
}

/// Whether an English number is only a piece of one: "3 3/4", "three millions of acres", "15,ooo" as machines read print.
fn is_broken(text: &str, range: Range<usize>) -> bool {
    let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
    let mut next = after.chars();
    let stuck = matches!((next.next(), next.next()), (Some(',' | '.'), Some('o' | 'O')));
    let scale = ["hundreds", "thousands", "millions", "billions", "trillions"];
    let scaled = scale.iter().any(|scale| after.trim_start_matches([' ', '-']).starts_with(scale));
    let is_part = |text: &str| {
        let (digits, slashed) = text.split_once('/').unwrap_or((text, ""));
        digits.len() < 3 && digits.parse::<u8>().is_ok() && slashed.starts_with(|sign: char| sign.is_ascii_digit())
    };
    let follows = after.strip_prefix([' ', '-']).is_some_and(is_part);
    let whole =
        before.strip_suffix([' ', '-']).is_some_and(|before| before.ends_with(|sign: char| sign.is_ascii_digit()));
    stuck || scaled || follows || whole && text.get(range).is_some_and(is_part)
}

/// The county or town that a document names far more often than any other, by its last two characters and 县.
fn place(document: &Document) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for line in &document.lines {
        let signs: Vec<char> = line.words.text.chars().collect();
        for window in signs.windows(3) {
            if let [first, second, last] = window
                && "省市县区旗州".contains(*last)
                && is_han(*first)
                && is_han(*second)
                && !"全各本该等个乡城郊辖市县省区镇".contains(*second)
            {
                *counts.entry(window.iter().collect()).or_default() += 1;
            }
        }
    }
    let mut all: Vec<(usize, String)> = counts.into_iter().map(|(name, count)| (count, name)).collect();
    all.sort_unstable_by(|one, other| other.cmp(one));
    match all.as_slice() {
        [(most, name), rest @ ..] if *most > 4 && rest.first().is_none_or(|(next, _)| next * 2 <= *most) => {
            name.clone()
        }
        _ => String::new(),
    }
}

/// Where a number begins after a year and "to".
fn dated(language: Language, text: &str) -> Option<usize> {
    let joint = if language == Language::En { " to " } else { "年至" };
    let at = text.find(joint).filter(|at| *at == 4)?;
    let year = text.get(..at)?.parse::<u32>().ok()?;
    (1900..2100).contains(&year).then_some(at + joint.len())
}

/// 2005 of "the December 2005 year".
fn is_year(literal: &Literal) -> bool {
    let unit = literal.unit.as_ref().is_some_and(|unit| unit.dimensions.contains_key("year"));
    unit && literal.decimals == 0 && (Decimal::from(1900)..Decimal::from(2100)).contains(&literal.value)
}

fn reads(lexicon: &Lexicon, language: Language, text: &str, range: &Range<usize>) -> bool {
    text.get(range.clone()).is_some_and(|text| lexicon.recognise(language, text).is_some())
}
