//! The dash between two numbers: what kind of range it makes, and what is no range at all.

use super::line::{Line, is_digit};
use crate::locale::script::is_han;

/// What two numbers with a dash between them are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// Years, months, days or hours.
    Time,
    /// Quantities.
    Quantities,
}

/// The signs that are set, rightly or not, between the ends of a range.
pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '~' | '～' | '〜' | '∼' | '–' | '—' | '－')
}

/// What the dash at `index` makes; `None` where it makes no range (dates, numbers of figures, standards, codes).
pub(super) fn between(line: &Line, index: usize) -> Option<Between> {
    let dash = line.at(index).filter(|dash| is_dash(*dash))?;
    let gap = line.run_back(index, |c| c == ' ');
    let unit = line.run_back(index - gap, |c| is_han(c) || matches!(c, '%' | '％' | '℃' | '°' | '‰'));
    let end = index - gap - unit;
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let left = line.run_back(end, number);
    let start = index + 1 + line.run(index + 1, |c| c == ' ');
    let right = line.run(start, number);
    if unit > 2 || !is_digit(line.before(end)) || !is_digit(line.at(start)) || left == 0 {
        return None;
    }
    let is_code =
        matches!(dash, '-' | '–' | '—' | '－') && (chained(line, end - left, start + right) || labels(line, index));
    if is_code {
        return None;
    }
    let (first, second) = (line.words(end - left..end), line.words(start..start + right));
    let behind = line.at(start + right);
    let timely = |c: Option<char>| matches!(c, Some('年' | '月' | '日' | '时'));
    let years = is_year(&first) && is_year(&second) && !behind.is_some_and(|c| is_han(c) || matches!(c, '%' | '％'));
    let time = years || timely(behind) || unit == 1 && timely(line.at(end));
    Some(if time { Between::Time } else { Between::Quantities })
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// More hyphens on either side: a date, a telephone number.
fn chained(line: &Line, start: usize, end: usize) -> bool {
    let hyphen = |c: Option<char>| c == Some('-');
    hyphen(line.before(start)) || hyphen(line.at(end)) && is_digit(line.at(end + 1))
}

/// Whether the number with a dash at `index` is a label: of a figure, a standard, an article, alone or in a list.
pub(super) fn labels(line: &Line, index: usize) -> bool {
    let listed = |c: char| {
        c.is_ascii_digit() || is_dash(c) || c.is_whitespace() || matches!(c, '.' | ',' | '、' | '，' | '和' | '至')
    };
    let own = line.run_back(index, |c| c.is_ascii_digit() || c == '.');
    if line.before(index - own).is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '_')) {
        return true;
    }
    let mut head = index - line.run_back(index, listed);
    let word = |head: usize| line.words(head - line.run_back(head, |c| c.is_ascii_alphabetic() || c == '/')..head);
    // Figures 1-4 and 1-16 to 1-18
    while matches!(word(head).as_str(), "and" | "or" | "to") {
        head -= word(head).chars().count();
        head -= line.run_back(head, listed);
    }
    let name = word(head);
    let standard = name.contains('/') || matches!(name.as_str(), "T" | "GB" | "ISO" | "Z");
    standard
        || matches!(name.as_str(), "Figure" | "Figures" | "Fig" | "Table" | "Tables" | "No" | "Nos" | "Map" | "Maps")
        || line.before(head).is_some_and(|c| matches!(c, '图' | '表' | '式' | '附' | '第' | '号' | '款'))
}
