//! English text: quotation marks, dashes, spaces, units.

use super::Slip;
use super::line::{self, Line, is_digit, is_word, number_slip};
use super::ranges::{between, is_dash};

/// Words that multiply a number and stand between it and its unit.
const SCALES: [&str; 4] = ["thousand", "million", "billion", "trillion"];

/// The slips of an English text, in order.
pub(in crate::check) fn slips(text: &str) -> Vec<Slip> {
    line::slips(text, suspicious, &[quotes, range, spaces, acre, number_slip])
}

/// The characters at which a slip may begin, by the one behind them.
fn suspicious(character: char, next: Option<char>) -> bool {
    match character {
        '"' | '\'' => true,
        '.' => is_digit(next),
        ' ' | '\u{a0}' => matches!(next, Some(' ' | '\u{a0}')),
        'a' | 'A' => matches!(next, Some('c' | 'C')),
        dash => is_dash(dash) && (is_digit(next) || next == Some(' ')),
    }
}

fn quotes(line: &Line, index: usize) -> Option<Slip> {
    let mark = line.at(index).filter(|c| matches!(c, '"' | '\''))?;
    let opens = line.before(index).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '“' | '‘'));
    let better = match (mark, opens) {
        ('"', true) => '“',
        ('"', false) => '”',
        (_, true) => '‘',
        _ => '’',
    };
    Some(line.slip(index..index + 1, "text-typography.quotes", better))
}

fn range(line: &Line, index: usize) -> Option<Slip> {
    between(line, index)?;
    (line.at(index) != Some('–')).then(|| line.slip(index..index + 1, "text-typography.dash", "–"))
}

fn spaces(line: &Line, index: usize) -> Option<Slip> {
    let blank = |c: char| matches!(c, ' ' | '\u{a0}');
    let run = line.run(index, blank);
    let inside = line.before(index).is_some_and(|c| !c.is_whitespace())
        && line.at(index + run).is_some_and(|c| !c.is_whitespace());
    (run > 1 && inside).then(|| line.slip(index..index + run, "text-typography.spaces", " "))
}

/// 亩 is no acre: a mu is a sixth of one.
fn acre(line: &Line, index: usize) -> Option<Slip> {
    if is_word(line.before(index)) {
        return None;
    }
    let run = line.run(index, |c| c.is_alphanumeric());
    let found = matches!(line.words(index..index + run).to_ascii_lowercase().as_str(), "acre" | "acres");
    found.then(|| line.slip(index..index + run, "text-typography.acre", "mu"))
}

/// The slips of a tied literal: a number and its unit are held together by a no-break space.
pub(in crate::check) fn literal_slips(text: &str) -> Vec<Slip> {
    let mut former = ' ';
    let glued = |character: char| {
        let glued = former.is_ascii_digit() && (character.is_alphabetic() || character == '°');
        former = character;
        glued
    };
    if !text.contains(' ') && !text.contains(glued) {
        return Vec::new();
    }
    let line = Line::new(text);
    (0..line.len()).filter_map(|index| unit_space(&line, index)).collect()
}

fn unit_space(line: &Line, index: usize) -> Option<Slip> {
    let before = line.before(index)?;
    let unit = |c: char| c.is_alphabetic() || c == '°';
    let here = line.at(index)?;
    let next = line.at(index + 1);
    let tied = |from: usize, left: char, right: char| {
        line.slip(
            from..index + 1 + usize::from(here == ' '),
            "text-typography.unit-space",
            format!("{left}\u{a0}{right}"),
        )
    };
    if here == ' ' {
        let right = next?;
        let word = line.words(index - line.run_back(index, char::is_alphabetic)..index);
        let wrong = before.is_ascii_digit() && unit(right)
            || SCALES.contains(&word.as_str()) && unit(right)
            || word == "CNY" && right.is_ascii_digit();
        return wrong.then(|| tied(index - 1, before, right));
    }
    if !before.is_ascii_digit() {
        return None;
    }
    let letters = line.words(index..index + line.run(index, char::is_alphabetic));
    let ordinal = matches!(letters.as_str(), "st" | "nd" | "rd" | "th");
    let glued = unit(here) && !ordinal && (here != '°' || next == Some('C'));
    (glued && !is_digit(Some(here))).then(|| tied(index - 1, before, here))
}
