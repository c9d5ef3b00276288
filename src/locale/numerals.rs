//! Where numbers stand in a line of prose, and which of them are no data: dates, documents, names, idioms.
//!
//! Knows the two languages, no book: a tie, a waived number and code reach it as [`GAP`]. It finds numbers of arabic
//! digits wherever they stand, and number words where a measure word or a noun follows. What it takes for no data it
//! gives with the reason ([`Exempt`]), so that each reason can be tested and a book can add patterns of its own.

mod en;
mod pattern;
mod zh;

use super::script::GAP;
use super::{Lexicon, Literal};
use crate::model::{Language, UnitTable};
use pattern::{Hold, Mask, SHORTEST_FIRST, masks, patterns};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// No stretch of a literal behind its digits is longer, in characters.
const LONGEST_TAIL: usize = 24;

/// Fractions of one character. What counts entries or notes (①, ²) and Roman figures (Ⅻ) are no data.
const VULGAR: &str = "[¼-¾⅐-⅞]";
/// Exponents: of 10⁸, not of km², where letters stand before them.
const RAISED: &str = "[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]";

/// Why a number is no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exempt {
    /// 2021年10月底, 7—8月, 2021–2035, October 2021.
    Date,
    /// 〔2016〕31号, GB/T 15835—2011, No. 31.
    Document,
    /// 第七次, 13th.
    Ordinal,
    /// 十三五, 二十大, Landsat 8, Five-Year Plan.
    Name,
    /// PM2.5, 5G, 1:50000, a telephone number.
    Code,
    /// 图1-5, Table 2-1, grade 3.
    Label,
    /// 一是, （1）, 2.
    Enumeration,
    /// 一带一路, 一个, one of, two-way.
    Idiom,
    /// A pattern of the book, by its index.
    Own(usize),
}

/// A number in a line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// What a tie would hold: the number with its scale word and unit; of a count the measure word, without the noun.
    pub range: Range<usize>,
    /// The same with the noun that is counted, if it is a unit: what says most about the number.
    pub reading: Range<usize>,
    /// Why it is no data; `None` if it should be tied.
    pub exempt: Option<Exempt>,
}

/// A number's digits or words before anything is known of it.
struct Candidate {
    /// Sign and currency included.
    start: usize,
    core: Range<usize>,
    words: bool,
}

/// How far a number reaches behind its digits or words.
struct Reach {
    range: usize,
    reading: usize,
}

/// Finds the numbers of a book's prose.
#[derive(Debug, Clone)]
pub struct Numerals {
    lexicon: Lexicon,
    own: Vec<Option<Regex>>,
}

impl Numerals {
    /// Prepares the unit names and the book's own patterns (see [`pattern_fault`]).
    pub fn new<'a>(units: &UnitTable, own: impl Iterator<Item = &'a str>) -> Self {
        Self { lexicon: Lexicon::new(units), own: own.map(|pattern| Regex::new(pattern).ok()).collect() }
    }

    /// All numbers of a line, those that are no data included, in order.
    pub fn scan(&self, language: Language, text: &str) -> Vec<Numeral> {
        let candidates = candidates(language, text);
        let mut masks = masks(patterns(language), text, &candidates);
        if !candidates.is_empty() {
            masks.extend(self.own_masks(text));
        }
        self.judged(language, text, &candidates, &masks)
    }

    fn judged(&self, language: Language, text: &str, candidates: &[Candidate], masks: &[Mask]) -> Vec<Numeral> {
        let mut found: Vec<Numeral> = Vec::new();
        for candidate in candidates {
            let behind = found.last().is_none_or(|last| last.reading.end <= candidate.start);
            if behind && let Some(numeral) = self.judge(language, text, candidate, masks) {
                found.push(numeral);
            }
        }
        found
    }

    /// The numbers that should be tied.
    pub fn untied(&self, language: Language, text: &str) -> Vec<Numeral> {
        self.untied_of(language, text, |_| true)
    }

    /// The same of those that are asked for by the bytes of their digits or words: what nobody asks for costs nothing.
    pub fn untied_of(&self, language: Language, text: &str, asked: impl Fn(&Range<usize>) -> bool) -> Vec<Numeral> {
        let mut open = candidates(language, text);
        open.retain(|candidate| asked(&candidate.core));
        // Nobody asks here which of the reasons it is. Of a sound book most are years, words that count nothing, and what
        // the book excepts; what is left meets the patterns that cost least to compile first.
        open.retain(|candidate| !self.is_plainly_exempt(language, text, candidate));
        if !open.is_empty() {
            let own = self.own_masks(text);
            open.retain(|candidate| !own.iter().any(|mask| mask.covers(candidate)));
        }
        let mut known = Vec::new();
        for pattern in SHORTEST_FIRST.get(language) {
            if open.is_empty() {
                break;
            }
            let before = known.len();
            known.extend(pattern.masks(text));
            let covered = |candidate: &Candidate| known[before..].iter().any(|mask: &Mask| mask.covers(candidate));
            let exempt = |candidate: &Candidate| {
                self.judge(language, text, candidate, &known).is_none_or(|numeral| numeral.exempt.is_some())
            };
            open.retain(|candidate| !covered(candidate) || !exempt(candidate));
        }
        let mut found = self.judged(language, text, &open, &known);
        found.retain(|numeral| numeral.exempt.is_none());
        found
    }

    /// Whether a candidate is no data whatever the patterns say: a year of the calendar, or what its own words tell.
    fn is_plainly_exempt(&self, language: Language, text: &str, candidate: &Candidate) -> bool {
        match language {
            Language::Zh if zh::is_plain(text, candidate) => true,
            Language::Zh => zh::reach(&self.lexicon, text, candidate).is_none_or(|reach| {
                zh::exempt(text, candidate, &reach).is_some() || zh::is_labelled(text, candidate, &reach)
            }),
            Language::En if en::is_plain(text, candidate) => true,
            Language::En => en::reach(&self.lexicon, text, candidate).is_none_or(|reach| {
                en::exempt(text, candidate, &reach).is_some() || en::is_labelled(text, candidate, &reach)
            }),
        }
    }

    /// What a number says, with the noun it counts if that can be read.
    pub fn read(&self, language: Language, text: &str, numeral: &Numeral) -> Option<Literal> {
        let read = |range: &Range<usize>| self.lexicon.recognise(language, text.get(range.clone())?);
        read(&numeral.reading).or_else(|| read(&numeral.range))
    }

    /// What the book itself excepts.
    fn own_masks(&self, text: &str) -> Vec<Mask> {
        let mut masks = Vec::new();
        for (index, pattern) in self.own.iter().enumerate() {
            let own = pattern.iter().flat_map(|pattern| pattern.find_iter(text));
            masks.extend(own.map(|hit| Mask { range: hit.range(), exempt: Exempt::Own(index), hold: Hold::Firm }));
        }
        masks
    }

    fn judge(&self, language: Language, text: &str, candidate: &Candidate, masks: &[Mask]) -> Option<Numeral> {
        let core = &candidate.core;
        let inside: Vec<&Mask> = masks.iter().filter(|mask| mask.covers(candidate)).collect();
        if let Some(mask) = inside.iter().find(|mask| mask.holds(text, candidate)) {
            return Some(Numeral::exempt(candidate, mask.exempt));
        }
        let reach = match language {
            Language::Zh => zh::reach(&self.lexicon, text, candidate)?,
            Language::En => en::reach(&self.lexicon, text, candidate)?,
        };
        let holds = |mask: &&&Mask| {
            let ends = mask.range.end.max(core.end);
            let apart = text[mask.range.end..].starts_with(' ')
                && match language {
                    // 图3 幅 is a label, 图 3 幅 a number set with spaces.
                    Language::Zh => !text[..core.start].ends_with(' '),
                    // "Table 3 villages" is a label, "the table 12 cm high" none.
                    Language::En => reach.range <= ends,
                };
            mask.hold == Hold::UnlessMeasured && (apart || reach.reading <= ends)
        };
        let exempt = inside.iter().find(holds).map(|mask| mask.exempt).or_else(|| match language {
            Language::Zh => zh::exempt(text, candidate, &reach),
            Language::En => en::exempt(text, candidate, &reach),
        });
        // A pattern that begins before a time may have taken half of it: 2016-16 of 2016-16:30.
        let plain = || match language {
            Language::Zh => zh::is_plain(text, candidate),
            Language::En => en::is_plain(text, candidate),
        };
        let exempt = exempt.or_else(|| plain().then_some(Exempt::Date));
        Some(match exempt {
            Some(exempt) => Numeral::exempt(candidate, exempt),
            None => {
                let start = candidate.start;
                Numeral { range: start..reach.range, reading: start..reach.reading, exempt: None }
            }
        })
    }
}

impl Numeral {
    /// What is no data ends with its digits: 2021 of 2021年 hides nothing behind it.
    fn exempt(candidate: &Candidate, exempt: Exempt) -> Self {
        let range = candidate.start..candidate.core.end;
        Self { range: range.clone(), reading: range, exempt: Some(exempt) }
    }
}

fn candidates(language: Language, text: &str) -> Vec<Candidate> {
    match language {
        Language::Zh => zh::candidates(text),
        Language::En => en::candidates(text),
    }
}

/// Compiles what every text is looked through with, for which the first look would wait: reading a book leaves a core
/// idle at times.
pub fn prepare() {
    for core in [&zh::CORE, &en::CORE] {
        LazyLock::force(core);
    }
}

/// Whether a text holds a number, in digits or in words, be it data or not.
pub fn names_a_number(language: Language, text: &str) -> bool {
    match language {
        Language::Zh => zh::CORE.is_match(text),
        Language::En => en::CORE.is_match(text),
    }
}

/// What is wrong with a pattern of `plan.yaml`; `None` if nothing is.
pub fn pattern_fault(pattern: &str) -> Option<String> {
    match Regex::new(pattern) {
        Ok(pattern) if pattern.is_match("") => Some("matches nothing at all".to_owned()),
        Ok(_) => None,
        // The last line says what is wrong; those before it draw the place.
        Err(fault) => Some(fault.to_string().lines().last().unwrap_or_default().trim().replace("error: ", "")),
    }
}

/// A fixed pattern of this file's languages.
fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is part of the tool and tested with it")
}

/// Where a number begins: a sign or a currency before the digits belongs to it, a hyphen between two words does not.
fn start(text: &str, core: usize, heads: &[&str]) -> usize {
    let before = &text[..core];
    if let Some(rest) = heads.iter().find_map(|head| before.strip_suffix(head)) {
        return rest.len();
    }
    let Some(rest) = before.strip_suffix(['-', '−', '－']) else { return core };
    if rest.ends_with(|sign: char| sign.is_ascii_alphanumeric() || sign == GAP) { core } else { rest.len() }
}

/// Quantities whose names run into their values: pH7.5, NDVI0.35, MODIS250米.
const QUANTITIES: [&str; 17] = [
    "GDP", "CPI", "pH", "PH", "NDVI", "NDWI", "EVI", "NPP", "FVC", "LAI", "AQI", "COD", "TN", "TP", "R&D", "MODIS",
    "DEM",
];

/// Whether letters before the digits are a currency or a quantity, or the digits a percentage: no code then.
fn is_quantity(text: &str, candidate: &Candidate) -> bool {
    let (before, behind) = (&text[..candidate.core.start], &text[candidate.core.end..]);
    let named = QUANTITIES.iter().filter_map(|name| before.strip_suffix(name));
    candidate.start + 1 < candidate.core.start
        || behind.starts_with(['%', '％', '‰'])
        || named.into_iter().any(|rest| !rest.ends_with(|sign: char| sign.is_ascii_alphabetic()))
}

/// Whether an end would cut a Latin word or a code in two: 55d of 55dB.
fn cuts_a_word(text: &str, end: usize) -> bool {
    text[..end].ends_with(|last: char| last.is_ascii_alphanumeric())
        && text[end..].starts_with(|next: char| next.is_ascii_alphanumeric())
}

/// Two numbers parted by a word are one range only while the unit stands at its end (30至50米) and no 从 or "from"
/// tells them apart: 23%至28% is two numbers. Gives where the first ends.
fn cut(text: &str, candidate: &Candidate, longest: usize, words: &[&str], apart: &[&str]) -> usize {
    let tail = &text[candidate.core.end..longest];
    let Some(at) = words.iter().filter_map(|word| tail.find(word)).min() else { return longest };
    let has_unit = !tail[..at].trim().is_empty();
    let told_apart = apart.iter().any(|word| text[..candidate.start].trim_end().ends_with(word));
    if has_unit || told_apart { candidate.core.end + at } else { longest }
}

/// Ends of the text behind `from`, character by character, as long as a literal may go on.
fn ends(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let tail = text.get(from..).unwrap_or("");
    let stops = |sign: char| matches!(sign, '，' | '。' | '；' | '：' | '！' | '？' | '、' | '“' | '”' | '\n' | GAP);
    tail.char_indices()
        .take(LONGEST_TAIL)
        .take_while(move |(_, sign)| !stops(*sign))
        .map(move |(at, sign)| from + at + sign.len_utf8())
}

/// A year written as a bare number: four digits, from 1800 to 2099.
fn is_year(digits: &str) -> bool {
    let plain: String = digits.chars().map(|sign| full_width(sign).unwrap_or(sign)).collect();
    plain.len() == 4 && plain.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year))
}

/// A time of day: 00:00, 16:30, but not the slope 1:10.
fn is_clock(core: &str) -> bool {
    let Some((hour, minutes)) = core.split_once([':', '：']) else { return false };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let minute = minutes.len() == 2 && digits(minutes);
    let hour =
        Some(hour).filter(|hour| (1..=2).contains(&hour.len()) && digits(hour)).and_then(|hour| hour.parse().ok());
    minute && hour.is_some_and(|hour: u32| (6..=24).contains(&hour) && minutes < "60" || hour == 0 && minutes == "00")
}

/// Whether a text begins with a year and no longer number.
fn begins_with_year(text: &str) -> bool {
    let digits = text.split(|sign: char| !sign.is_numeric()).next().unwrap_or_default();
    is_year(digits)
}

/// The plain digit of a full-width one.
fn full_width(sign: char) -> Option<char> {
    let place = u32::from(sign).checked_sub(0xff10).filter(|place| *place < 10)?;
    char::from_digit(place, 10)
}

#[cfg(test)]
mod tests;
