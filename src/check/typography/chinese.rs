//! Chinese text: full-width marks, ranges, 〇, spaces.

use super::Slip;
use super::line::{self, Line, is_chinese, is_digit, number_slip};
use super::ranges::{Between, between, is_dash};
use crate::locale::chinese_digit;
use crate::locale::script::{GAP, is_han};

/// The slips of a Chinese text, in order.
pub(in crate::check) fn slips(text: &str) -> Vec<Slip> {
    line::slips(text, &BEGINS, may_be, suspicious, &[half_width, range, zero, space, ellipsis, quotes, number_slip])
}

/// The bytes of which `may_be` says anything.
pub(super) const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        begins[byte] = matches!(byte as u8, 0x09..=0x0d | 0x20..=0x2f | 0x3a..=0x40 | 0x5b..=0x60 | 0x7b..=0x7e | 0xc2 | 0xe1..=0xe4 | 0xe9 | 0xef);
        byte += 1;
    }
    begins
};

/// The bytes with which a slip may begin: marks and blanks of ASCII; of others the first two bytes of `suspicious` ones.
pub(super) fn may_be(first: u8, second: u8) -> bool {
    match first {
        0x09..=0x0d | b' ' => true,
        0xe1 => second == 0x9a,
        0xe2 => matches!(second, 0x80 | 0x81 | 0x88),
        0xe3 => second == 0x80,
        0xe4 => matches!(second, 0xb8 | 0xba),
        0xe9 => second == 0x9b,
        0xef => matches!(second, 0xbc | 0xbd),
        first => first == 0xc2 || first.is_ascii_punctuation(),
    }
}

/// The characters at which a slip may begin, by the one after them.
pub(super) fn suspicious(character: char, next: Option<char>) -> bool {
    match character {
        '…' => true,
        '。' => next == Some('。'),
        '零' | '〇' | '一' | '二' => next.is_some_and(numeral),
        other => other.is_ascii_punctuation() || other.is_whitespace() || is_dash(other),
    }
}

fn numeral(character: char) -> bool {
    chinese_digit(character).is_some()
}

fn half_width(line: &Line, index: usize) -> Option<Slip> {
    let character = line.at(index)?;
    let full = match character {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '.' => '。',
        '(' => '（',
        ')' => '）',
        _ => return None,
    };
    let (before, next) = (line.before(index), line.at(index + 1));
    let wrong = match character {
        '.' => before.is_some_and(is_han) && !is_digit(next) && next != Some('.'),
        '(' | ')' => {
            let partner = if character == '(' { closing(line, index) } else { opening(line, index) };
            let beside = |at: Option<usize>| at.is_some_and(|at| touches(line, at));
            touches(line, index) || beside(partner)
        }
        // Between two digits it parts thousands, hours or a scale.
        _ if is_digit(before) && is_digit(next) => false,
        _ => is_chinese(line.last_inked(index)) || is_chinese(line.next_inked(index + 1)),
    };
    wrong.then(|| line.slip(index..index + 1, "text-typography.half-width", full))
}

fn touches(line: &Line, index: usize) -> bool {
    is_chinese(line.before(index)) || is_chinese(line.at(index + 1))
}

/// The bracket that closes the one at `index`, brackets not nested.
fn closing(line: &Line, index: usize) -> Option<usize> {
    Some(index + 1 + line.run(index + 1, |c| c != ')')).filter(|at| line.at(*at) == Some(')'))
}

fn opening(line: &Line, index: usize) -> Option<usize> {
    (index - line.run_back(index, |c| c != '(')).checked_sub(1)
}

fn range(line: &Line, index: usize) -> Option<Slip> {
    let dash = line.at(index)?;
    let (message, better) = match between(line, index)? {
        // Months and days may take either; years take the dash.
        Between::Time => ("text-typography.range-of-time", '—'),
        Between::Quantities => ("text-typography.range", '～'),
    };
    (dash != better).then(|| line.slip(index..index + 1, message, better))
}

/// 二零二二年: numbers that are read digit by digit take 〇 (GB/T 15835—2011, 5.2.5).
fn zero(line: &Line, index: usize) -> Option<Slip> {
    let starts = !line.before(index).is_some_and(numeral);
    let year = line.words(index..index + 4);
    let whole = starts && line.run(index, numeral) == 4 && line.at(index + 4) == Some('年');
    (whole && year.contains('零'))
        .then(|| line.slip(index..index + 4, "text-typography.zero", year.replace('零', "〇")))
}

fn space(line: &Line, index: usize) -> Option<Slip> {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}');
    if !line.at(index).is_some_and(blank) || line.before(index).is_some_and(blank) {
        return None;
    }
    let end = index + line.run(index, blank);
    let (left, right) = (line.before(index), line.at(end));
    let number = |c: Option<char>| is_digit(c) || matches!(c, Some('%' | '％'));
    let wrong = is_chinese(left) && (is_chinese(right) || number(right)) || number(left) && is_chinese(right);
    wrong.then(|| line.slip(index..end, "text-typography.space", ""))
}

fn ellipsis(line: &Line, index: usize) -> Option<Slip> {
    let dot = line.at(index).filter(|c| matches!(c, '.' | '。' | '…'))?;
    if line.before(index) == Some(dot) {
        return None;
    }
    let run = line.run(index, |c| c == dot);
    let wrong = if dot == '…' { run == 1 } else { run >= 3 };
    wrong.then(|| line.slip(index..index + run, "text-typography.ellipsis", "……"))
}

fn quotes(line: &Line, index: usize) -> Option<Slip> {
    let mark = line.at(index).filter(|c| matches!(c, '"' | '\''))?;
    let (before, next) = (line.before(index), line.at(index + 1));
    // The mark of inches, and the apostrophe of a foreign word.
    let foreign = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == GAP);
    if mark == '\'' && foreign(before) && foreign(next) || is_digit(before) && !is_chinese(next) && next.is_some() {
        return None;
    }
    let earlier = line.quotes_before(index, mark);
    let better = match (mark, earlier % 2) {
        ('"', 0) => '“',
        ('"', _) => '”',
        (_, 0) => '‘',
        _ => '’',
    };
    Some(line.slip(index..index + 1, "text-typography.quotes", better))
}
