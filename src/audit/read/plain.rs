//! Text files: a line is a paragraph, or a piece of one that a page or a narrow window has broken; rows of tabs or bars
//! are tables; headings are known by their numbers.

use super::builder::{Builder, Given};
use crate::audit::document::Words;
use crate::locale::is_chinese_numeral;
use crate::locale::script::is_han;

/// A heading is no longer, in characters.
const LONGEST_HEADING: usize = 40;
/// A line that is broken by its width is no shorter.
const SHORTEST_BROKEN: usize = 24;

#[derive(Debug, Clone, Copy)]
struct Row<'t> {
    text: &'t str,
    at: usize,
}

pub(super) fn read(text: &str, builder: &mut Builder) {
    let mut at = 0;
    let mut rows = Vec::new();
    for line in text.split_inclusive('\n') {
        rows.push(Row { text: line.trim_end_matches(['\n', '\r', '\u{c}', ' ']), at });
        at += line.len();
    }
    let mut next = 0;
    while let Some(row) = rows.get(next) {
        let rest = rows.get(next..).unwrap_or_default();
        let taken = bars(rest, builder).or_else(|| tabs(rest, builder));
        next += taken.unwrap_or_else(|| paragraph(*row, rest, builder));
    }
}

/// A table of bars: | a | b |.
fn bars(rows: &[Row<'_>], builder: &mut Builder) -> Option<usize> {
    let is_row = |row: &&Row<'_>| row.text.trim_start().starts_with('|') && row.text.matches('|').count() > 2;
    let taken: Vec<&Row<'_>> = rows.iter().take_while(is_row).collect();
    if taken.len() < 2 {
        return None;
    }
    let is_rule = |row: &Row<'_>| row.text.chars().all(|sign| "|-: ".contains(sign));
    let cells = |row: &Row<'_>| {
        let start = row.text.find('|').unwrap_or_default() + 1;
        let end = row.text.trim_end().strip_suffix('|').map_or(row.text.len(), str::len);
        split(row.text.get(start..end).unwrap_or_default(), '|', row.at + start)
    };
    builder.table(taken.iter().filter(|row| !is_rule(row)).map(|row| cells(row)).collect());
    Some(taken.len())
}

/// A table of tabs, of two rows at least; a list of contents has tabs before its pages and is passed over.
fn tabs(rows: &[Row<'_>], builder: &mut Builder) -> Option<usize> {
    let taken = rows.iter().take_while(|row| row.text.trim_end().contains('\t')).count();
    let rows = rows.get(..taken)?;
    if taken < 2 || rows.iter().filter(|row| is_contents(row.text)).count() * 2 > taken {
        return None;
    }
    builder.table(rows.iter().map(|row| split(row.text, '\t', row.at)).collect());
    Some(taken)
}

fn split(text: &str, mark: char, at: usize) -> Vec<Given> {
    let mut start = at;
    let cell = |cell: &str| {
        let words = Words::at(cell, start);
        start += cell.len() + mark.len_utf8();
        Given::one(words)
    };
    text.split(mark).map(cell).collect()
}

/// Whether a line of a list of contents: 第一章 总则……3.
fn is_contents(text: &str) -> bool {
    let text = text.trim();
    let head = text.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let page = text.len() - head.len();
    let dots = ["..", "…", "··", ". ."].iter().any(|dots| head.trim_end().ends_with(dots));
    let title = head.split('\t').next().unwrap_or_default();
    let tab = head.ends_with('\t')
        && head.trim_end().matches('\t').count() < 2
        && heading_level(&title.replace('\t', "")).is_some();
    (1..=4).contains(&page) && (dots || tab) && text.chars().count() < 90
}

/// A paragraph with the lines that go on with it; gives how many lines it takes.
fn paragraph(row: Row<'_>, rows: &[Row<'_>], builder: &mut Builder) -> usize {
    if row.text.trim().is_empty() || is_contents(row.text) {
        return 1;
    }
    if let Some(level) = heading_level(row.text.trim()) {
        builder.heading(level, Words::at(row.text, row.at));
        return 1;
    }
    let mut words = Words::at(row.text, row.at);
    let mut taken = 1;
    while is_broken(&words.text) {
        // A page's end may leave empty lines in the middle of a sentence.
        let blank = rows.get(taken..).unwrap_or_default().iter().take_while(|row| row.text.trim().is_empty()).count();
        let Some(next) = rows.get(taken + blank).filter(|_| blank < 4) else { break };
        let goes_on = goes_on(&words.text, next.text.trim(), blank);
        if !goes_on || is_contents(next.text) || next.text.contains(['\t', '|']) {
            break;
        }
        let end = words.text.trim_end().len();
        words.text.truncate(end);
        let start = next.text.len() - next.text.trim_start().len();
        let latin = words.text.ends_with(|last: char| last.is_ascii());
        if latin && next.text.trim_start().starts_with(|first: char| first.is_ascii()) {
            words.push(" ", row.at);
        }
        words.push(next.text.trim_start(), next.at + start);
        taken += blank + 1;
    }
    let text = words.text.trim_start();
    let marked = text.strip_prefix(['-', '*', '•', '·', '●']).is_some_and(|rest| rest.starts_with([' ', '\u{3000}']));
    if marked {
        builder.item(&words)
    } else {
        builder.paragraph(&words)
    }
    taken
}

/// Whether a line ends in the middle of a sentence.
fn is_broken(text: &str) -> bool {
    let text = text.trim_end();
    let long = text.chars().count() >= SHORTEST_BROKEN;
    long && super::label_of(text.trim_start()).is_none()
        && !text.ends_with(['。', '！', '？', '；', '：', '.', '!', '?', ':', ';', '|'])
}

/// Whether the next line may be the rest of a sentence.
fn goes_on(text: &str, next: &str, blank: usize) -> bool {
    if next.is_empty() || heading_level(next).is_some() || super::label_of(next).is_some() {
        return false;
    }
    let chinese = text.ends_with(|last: char| is_han(last) || "，、“”）》%".contains(last) || last.is_ascii_digit());
    let first = next.chars().next().unwrap_or(' ');
    let latin = text.trim_end().ends_with(|last: char| last.is_ascii_alphanumeric() || ",-".contains(last));
    let lower = first.is_ascii_lowercase() || first.is_ascii_digit() && blank == 0;
    text.chars().any(is_han) && chinese && !"-*•·●|(（".contains(first) || latin && lower
}

/// The level of a heading of a text file, by its number: 第一章 1, 第一节 2, 一、 3, （一） 4, 1.1 5.
pub(super) fn heading_level(text: &str) -> Option<u8> {
    let is_number = |sign: char| is_chinese_numeral(sign) || sign.is_ascii_digit();
    if text.chars().count() > LONGEST_HEADING || text.ends_with(['。', '；', '，', '.', ';', ',', '：', ':']) {
        return None;
    }
    let numbered = |text: &str| text.trim_start_matches(is_number).len() < text.len();
    let after = |text: &str| text.trim_start_matches(is_number).to_owned();
    if let Some(rest) = text.strip_prefix('第').filter(|rest| numbered(rest)) {
        let rest = after(rest);
        let level = [("章", 1), ("篇", 1), ("部分", 1), ("节", 2)];
        return level.iter().find(|(word, _)| rest.trim_start().starts_with(word)).map(|(_, level)| *level);
    }
    if let Some(rest) = text.strip_prefix(['（', '(']).filter(|rest| numbered(rest)) {
        let inner = after(rest);
        let chinese = rest.starts_with(|first: char| !first.is_ascii_digit());
        return inner.starts_with(['）', ')']).then_some(if chinese { 4 } else { 6 });
    }
    let chinese = text.starts_with(is_chinese_numeral) && !text.starts_with(['零', '〇', '百']);
    if chinese && after(text).starts_with('、') {
        return Some(3);
    }
    let digits = text.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
    let number = text.get(..text.len() - digits.len()).unwrap_or_default();
    let words = digits.trim_start_matches(['、', ' ', '\t', '．']);
    let spaced = words.len() < digits.len() || number.ends_with('.');
    let speaks = words.chars().next().is_some_and(|first| is_han(first) || first.is_uppercase());
    let numbered = number.starts_with(|first: char| first.is_ascii_digit()) && number.len() <= 8;
    let counts = number.trim_end_matches('.').parse::<u32>().is_ok_and(|number| number > 60);
    // 3 个 is a number, 3. 水利 a heading.
    let dotted = number.contains('.') || digits.starts_with('、');
    (numbered && spaced && speaks && dotted && !counts).then_some(5)
}
