//! The data numbers of a line: what a book would have to tie, found by the book's own reader of numbers, each with its
//! sentence and clause.

use crate::audit::{clause, sentences};
use crate::locale::literal::beside;
use crate::locale::{Lexicon, Literal, Numeral, Numerals, Style};
use crate::model::{Language, Qualifier, UnitTable};
use rust_decimal::Decimal;
use std::ops::Range;

/// A number of a line.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// Its bytes: what a tie holds.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) literal: Literal,
    /// How it is hedged, in its own words or in those beside it.
    pub(super) hedge: Option<Qualifier>,
    /// The bytes of its sentence.
    pub(super) sentence: Range<usize>,
    /// The bytes of its clause.
    pub(super) clause: Range<usize>,
    /// The bracket that holds it.
    pub(super) bracket: Option<usize>,
    /// It classifies and is no data: 0~14周岁 before a share, 15等 before 耕地.
    pub(super) class: bool,
}

impl Said {
    /// The dimension of its unit; empty for a pure number.
    pub(super) fn unit_id(&self) -> &str {
        self.literal.unit.as_ref().map_or("", |unit| unit.written.as_str())
    }

    /// Whether it is a share: 43.55%, 三分之一.
    pub(super) fn is_share(&self) -> bool {
        matches!(self.unit_id(), "%" | "permille") || self.literal.style == Style::Fraction
    }

    /// Whether it counts things.
    pub(super) fn is_count(&self) -> bool {
        let counts = ["count", "person", "household"];
        self.literal
            .unit
            .as_ref()
            .is_some_and(|unit| unit.under.is_empty() && counts.iter().any(|kind| unit.dimensions.contains_key(*kind)))
    }

    /// The number in its unit with its scale word taken out, as the data write it: 11.86 of 11.86万人.
    pub(super) fn written(&self, value: Decimal) -> String {
        let scale = Decimal::from(10u64.checked_pow(self.literal.scale_power).unwrap_or(1));
        let own = value.checked_div(scale).unwrap_or(value);
        match self.literal.style {
            Style::Digits => {
                let mut own = own;
                // 40°42′00″ is no round number of degrees.
                if self.unit_id() == "deg" && own.normalize().scale() > self.literal.decimals {
                    return own.round_dp(6).normalize().to_string();
                }
                own.rescale(self.literal.decimals);
                own.to_string()
            }
            Style::Words => own.normalize().to_string(),
            Style::Fraction => {
                let percent = own.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(own);
                percent.round_dp(2).normalize().to_string()
            }
            Style::Ratio => own.round_dp(4).normalize().to_string(),
        }
    }

    /// The unit of the data, its scale in front: `1e4 person`.
    pub(super) fn unit(&self) -> String {
        let id = match self.literal.style {
            Style::Fraction if self.literal.unit.is_none() => "%",
            _ if self.unit_id().is_empty() => "1",
            _ => self.unit_id(),
        };
        match (self.literal.scale_power, id) {
            (0, id) => id.to_owned(),
            (power, "1") => format!("1e{power}"),
            (power, id) => format!("1e{power} {id}"),
        }
    }
}

/// Finds the numbers of lines.
pub(super) struct Finder {
    numerals: Numerals,
    lexicon: Lexicon,
}

impl Finder {
    /// By the names of these units.
    pub(super) fn new(units: &UnitTable) -> Self {
        Self { numerals: Numerals::new(units, std::iter::empty()), lexicon: Lexicon::new(units) }
    }

    /// The data numbers of a line in order. `extra` are places that a check has found besides.
    pub(super) fn find(&self, language: Language, text: &str, extra: &[Range<usize>]) -> Vec<Said> {
        let mut found: Vec<Said> = Vec::new();
        for sentence in sentences(language, text) {
            let Some(words) = text.get(sentence.clone()) else { continue };
            for numeral in self.numerals.untied(language, words) {
                if let Some(said) = self.said(language, text, &sentence, &numeral) {
                    found.push(said);
                }
            }
        }
        for range in extra {
            let overlaps = found.iter().any(|said| said.range.start < range.end && range.start < said.range.end);
            let numeral = Numeral { range: range.clone(), reading: range.clone(), exempt: None };
            if let Some(said) = self.said(language, text, &(0..text.len()), &numeral).filter(|_| !overlaps) {
                found.push(said);
            }
        }
        found.sort_by_key(|said| said.range.start);
        classify(language, text, &mut found);
        found
    }

    /// A unit as a head or a column of units writes it, as the data write it: 万亩, km².
    pub(super) fn unit(&self, language: Language, text: &str) -> Option<String> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > 20 {
            return None;
        }
        let gap = if language == Language::En { " " } else { "" };
        let literal = self.lexicon.recognise(language, &format!("1{gap}{text}"))?;
        let (power, unit) = (literal.scale_power, literal.unit);
        match (power, unit) {
            (0, None) => None,
            (0, Some(unit)) => Some(unit.written.clone()),
            (power, None) => Some(format!("1e{power}")),
            (power, Some(unit)) => Some(format!("1e{power} {}", unit.written)),
        }
    }

    /// A numeral of a sentence; its range counts from the sentence's start.
    fn said(&self, language: Language, text: &str, sentence: &Range<usize>, numeral: &Numeral) -> Option<Said> {
        let words = text.get(sentence.clone())?;
        let short = Numeral { reading: numeral.range.clone(), ..numeral.clone() };
        let mut literal = self.numerals.read(language, words, &short)?;
        // 6个镇 counts towns, though the tie holds 6个 alone.
        if let Some(whole) = self.numerals.read(language, words, numeral)
            && literal.unit.is_none()
            && language == Language::En
        {
            literal.unit = whole.unit;
        }
        let mut range = sentence.start + numeral.range.start..sentence.start + numeral.range.end;
        // "in 2019 to 9.7 million": a year, and a number.
        if language == Language::En
            && let Some((year, later)) = text.get(range.clone()).and_then(|written| written.split_once(" to "))
            && year.len() == 4
            && year.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
        {
            literal = self.lexicon.recognise(language, later)?;
            range.start = range.end - later.len();
        }
        let (clause, bracket) = clause(text, sentence, &range);
        let (before, after) = (text.get(clause.start..range.start)?, text.get(range.end..)?);
        let outside = beside(language, before, after).map(|beside| beside.hedge.qualifier);
        let hedge = literal.hedge.or(outside);
        Some(Said { range, literal, hedge, sentence: sentence.clone(), clause, bracket, class: false })
    }
}

/// Marks the numbers that name a class of something and measure nothing.
fn classify(language: Language, text: &str, found: &mut [Said]) {
    let numbers: Vec<Range<usize>> = found.iter().map(|said| said.range.clone()).collect();
    for said in found.iter_mut() {
        said.class = match language {
            Language::Zh => names_in_chinese(text, said),
            Language::En => {
                let after = text.get(said.range.end..).unwrap_or_default().trim_start();
                said.unit_id() == "age" && after.starts_with(|first: char| first.is_ascii_digit())
            }
        } || is_slogan(text, &said.range, &numbers);
    }
}

fn names_in_chinese(text: &str, said: &Said) -> bool {
    let written = text.get(said.range.clone()).unwrap_or_default();
    let digits = written.trim_start_matches(|sign: char| sign.is_ascii_digit() || "-—~～到至.".contains(sign));
    let after = format!("{}{}", digits.trim_start(), text.get(said.range.end..).unwrap_or_default().trim_start());
    let before = text.get(..said.range.start).unwrap_or_default().trim_end();
    // 15等耕地, 29号脉: a grade, a name.
    let grade = ["等耕地", "等别", "级地", "利用等", "等地", "号"].iter().any(|word| after.starts_with(word));
    if grade && digits.len() < written.len() {
        return true;
    }
    // 0~14周岁 10.77%.
    if said.unit_id() == "age" {
        let rest = text.get(said.range.end..).unwrap_or_default().trim_start();
        let open = ["及以上", "以上", "及以下", "以下", "以内"].iter().find_map(|word| rest.strip_prefix(word));
        let rest = open.unwrap_or(rest).trim_start();
        return rest.starts_with(|first: char| first.is_ascii_digit() || "人的".contains(first));
    }
    // 以女性为100: what a ratio is told by.
    let base = before.strip_suffix('为').and_then(|lead| lead.rfind('以').map(|at| lead.len() - at));
    if base.is_some_and(|length| length <= "以女性人口".len()) && said.literal.unit.is_none() {
        return true;
    }
    // 这两大问题 counts what was just named.
    said.literal.style == Style::Words && before.ends_with(['这', '该', '此', '上'])
}

/// Whether a number belongs to a short saying in quotation marks that holds several: “一屏两带双廊”.
fn is_slogan(text: &str, range: &Range<usize>, numbers: &[Range<usize>]) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let Some(open) = before.rfind(['“', '”']).filter(|at| before.get(*at..).is_some_and(|rest| rest.starts_with('“')))
    else {
        return false;
    };
    let Some(close) = text.get(range.end..).and_then(|rest| rest.find('”')).map(|at| range.end + at) else {
        return false;
    };
    let inside = text.get(open..close).unwrap_or_default();
    let several = numbers.iter().filter(|other| open < other.start && other.end <= close).count() > 1;
    let words = inside.chars().filter(|sign| "一二两双三四五六七八九十".contains(*sign)).count();
    inside.chars().count() <= 16 && (several || words > 1) && !inside.contains(|sign: char| sign.is_ascii_digit())
}
