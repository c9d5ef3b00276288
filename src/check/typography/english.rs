//! English text: quotation marks, dashes, spaces, units.

use super::Slip;
use super::line::{self, Line, is_digit, is_word, number_slip};
use super::ranges::{between, is_dash};

/// The slips of an English text, in order.
pub(in crate::check) fn slips(text: &str) -> Vec<Slip> {
    line::slips(text, &BEGINS, may_be, suspicious, &[quotes, range, spaces, acre, number_slip])
}

/// The bytes of which `may_be` says anything.
pub(super) const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        begins[byte] =
            matches!(byte as u8, b'"' | b'\'' | b'.' | b' ' | b'a' | b'A' | b'-' | b'~' | 0xc2 | 0xe2 | 0xe3 | 0xef);
        byte += 1;
    }
    begins
};

/// The bytes with which a slip may begin: what `suspicious` says of ASCII; of other characters the first two bytes.
pub(super) fn may_be(first: u8, second: u8) -> bool {
    match first {
        b'"' | b'\'' | 0xc2 => true,
        b'.' => second.is_ascii_digit(),
        b' ' => matches!(second, b' ' | 0xc2),
        b'a' | b'A' => matches!(second, b'c' | b'C'),
        b'-' | b'~' => second.is_ascii_digit() || second == b' ',
        0xe2 => matches!(second, 0x80 | 0x88),
        0xe3 => second == 0x80,
        0xef => matches!(second, 0xbc | 0xbd),
        _ => false,
    }
}

/// The characters at which a slip may begin, by the one after them.
pub(super) fn suspicious(character: char, next: Option<char>) -> bool {
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
