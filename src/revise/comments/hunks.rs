//! What differs between the text of a line and what a reviewer has left of it, and what of it can be written back.

use super::lines::{Line, Part, Written};
use crate::diagnostic::{Message, SourceMap, Span};
use crate::locale::{align, script::is_han};
use crate::model::Edit;
use crate::office::copy::Stretched;
use std::ops::Range;

/// A difference: bytes of the line's text, and of the reviewer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// The differences between two texts: word by word, Chinese by characters. Kinds of spaces do not differ.
pub(super) fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let (one, other) = (tokens(old), tokens(new));
    let word = |text: &str, range: &Range<usize>| {
        let word = &text[range.clone()];
        if word.trim().is_empty() { " ".to_owned() } else { word.to_owned() }
    };
    let left: Vec<String> = one.iter().map(|range| word(old, range)).collect();
    let right: Vec<String> = other.iter().map(|range| word(new, range)).collect();
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    let end = (one.len(), other.len());
    for (to_i, to_j) in align(&left, &right).into_iter().chain([end]) {
        if to_i > i || to_j > j {
            let bytes = |tokens: &[Range<usize>], from: usize, to: usize, whole: usize| {
                let start = tokens.get(from).map_or(whole, |token| token.start);
                let end = if to > from { tokens[to - 1].end } else { start };
                start..end
            };
            found.push(Hunk { old: bytes(&one, i, to_i, old.len()), new: bytes(&other, j, to_j, new.len()) });
        }
        (i, j) = (to_i + 1, to_j + 1);
    }
    found
}

/// Differences that only one character parts are one: they were made in one go. A number is told by itself.
pub(super) fn joined(old: &str, hunks: Vec<Hunk>, is_number: &dyn Fn(&Hunk) -> bool) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        if let Some(last) = joined.last_mut() {
            let between = old.get(last.old.end..hunk.old.start).unwrap_or_default();
            if between.chars().count() <= 1 && !is_number(last) && !is_number(&hunk) {
                (last.old.end, last.new.end) = (hunk.old.end, hunk.new.end);
                continue;
            }
        }
        joined.push(hunk);
    }
    joined
}

/// The bytes of the words of a text: runs of letters and digits, other characters one by one.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let is_letter = character.is_alphanumeric() && !is_han(character);
        let is_space = character.is_whitespace();
        match found.last_mut() {
            Some(last) if is_letter && goes_on => last.end = end,
            Some(last) if is_space && text[last.clone()].trim().is_empty() => last.end = end,
            _ => found.push(at..end),
        }
        goes_on = is_letter;
    }
    found
}

/// What is to be done about a difference.
pub(super) enum Verdict {
    /// The words are rewritten.
    Write(Vec<Edit>),
    /// A number of the data was changed: its key, its words, and the new ones.
    Number(String, String, String),
    /// It is for a person.
    ByHand(Message),
}

/// Grows differences that reach into a number over all of it, so that it is told as a whole.
pub(super) fn whole_numbers(line: &Line, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let Some(written) = &line.written else { return joined(&line.text, hunks, &|_| false) };
    let mut grown: Vec<Hunk> = Vec::new();
    let numbers: Vec<Range<usize>> = placed(written, &line.text)
        .filter(|(part, _)| matches!(part.stretch.kind, Stretched::Number(_)))
        .map(|(_, range)| range)
        .collect();
    for mut hunk in hunks {
        for number in &numbers {
            let reaches = hunk.old.start < number.end && number.start < hunk.old.end;
            let inside = hunk.old.is_empty() && number.start < hunk.old.start && hunk.old.start < number.end;
            if reaches || inside {
                let (before, after) =
                    (hunk.old.start.saturating_sub(number.start), number.end.saturating_sub(hunk.old.end));
                hunk.old = hunk.old.start - before..hunk.old.end + after;
                hunk.new = hunk.new.start.saturating_sub(before)..hunk.new.end + after;
            }
        }
        match grown.last_mut() {
            Some(last) if hunk.old.start < last.old.end => {
                (last.old.end, last.new.end) = (last.old.end.max(hunk.old.end), last.new.end.max(hunk.new.end));
            }
            _ => grown.push(hunk),
        }
    }
    let is_number =
        |hunk: &Hunk| numbers.iter().any(|number| hunk.old.start < number.end && number.start < hunk.old.end);
    joined(&line.text, grown, &is_number)
}

/// The parts of a line with their bytes in its text. The lead of a heading is what its parts leave of the text.
fn placed<'w>(written: &'w Written, text: &str) -> impl Iterator<Item = (&'w Part, Range<usize>)> {
    let all: usize = written.parts.iter().map(|part| part.stretch.text.len()).sum();
    let mut at = if written.lead == usize::MAX { text.len().saturating_sub(all) } else { written.lead };
    written.parts.iter().map(move |part| {
        let range = at..at + part.stretch.text.len();
        at = range.end;
        (part, range)
    })
}

/// What a difference comes to.
pub(super) fn verdict(line: &Line, hunk: &Hunk, new: &str, sources: &SourceMap) -> Verdict {
    let by_hand = |id: &'static str| Verdict::ByHand(Message::new(id));
    let Some(written) = &line.written else { return by_hand("comments.of-data") };
    let text = new.get(hunk.new.clone()).unwrap_or_default();
    let parts: Vec<(&Part, Range<usize>)> = placed(written, &line.text).collect();
    let touched = |range: &Range<usize>| match hunk.old.is_empty() {
        true => range.start <= hunk.old.start && hunk.old.start <= range.end,
        false => range.start < hunk.old.end && hunk.old.start < range.end,
    };
    let own: Vec<&(&Part, Range<usize>)> = parts.iter().filter(|(_, range)| touched(range)).collect();
    if hunk.old.is_empty() {
        return inserted(written, &own, hunk.old.start, text, sources);
    }
    let numbers: Vec<&&(&Part, Range<usize>)> =
        own.iter().filter(|(part, _)| matches!(part.stretch.kind, Stretched::Number(_))).collect();
    let is_deletion = !text.chars().any(char::is_numeric);
    if let [(part, range)] = numbers.as_slice()
        && let Stretched::Number(key) = &part.stretch.kind
        && *range == hunk.old
        && !text.is_empty()
    {
        return Verdict::Number(key.clone(), part.stretch.text.clone(), text.to_owned());
    }
    if !numbers.is_empty() && !is_deletion {
        return by_hand("comments.number-among-words");
    }
    let covered: usize =
        own.iter().map(|(_, range)| range.end.min(hunk.old.end) - range.start.max(hunk.old.start)).sum();
    if own.is_empty() || covered < hunk.old.len() {
        return by_hand("comments.of-tool");
    }
    replaced(written, &own, hunk, text, sources)
}

/// Words put in where nothing was.
fn inserted(written: &Written, own: &[&(&Part, Range<usize>)], at: usize, text: &str, sources: &SourceMap) -> Verdict {
    // Among the words themselves, else beside a tie, never inside one that the words only touch.
    let plain =
        own.iter().find(|(part, _)| part.stretch.kind == Stretched::Words && part.source.is_some() && part.holder == 0);
    let among = plain.or_else(|| {
        own.iter().find(|(part, range)| {
            part.source.is_some()
                && !matches!(part.stretch.kind, Stretched::Number(_))
                && range.start < at
                && at < range.end
        })
    });
    let place = among.and_then(|(part, range)| {
        let span = part.source?;
        Some(point(span, offset(&part.stretch.text, at - range.start, span, sources)))
    });
    let beside = || {
        own.iter().find_map(|(part, range)| {
            let whole = part.whole?;
            if at == range.end {
                Some(point(whole, whole.range().len()))
            } else if at == range.start {
                Some(point(whole, 0))
            } else {
                None
            }
        })
    };
    match place.or_else(beside) {
        Some(span) => Verdict::Write(vec![Edit { span, text: escaped(text, written.in_table) }]),
        None => Verdict::ByHand(Message::new("comments.of-tool")),
    }
}

/// Words in the place of others: what is gone goes part by part, and the new words stand where the first of it was.
fn replaced(
    written: &Written,
    own: &[&(&Part, Range<usize>)],
    hunk: &Hunk,
    text: &str,
    sources: &SourceMap,
) -> Verdict {
    let by_hand = |id: &'static str| Verdict::ByHand(Message::new(id));
    let mut edits: Vec<Edit> = Vec::new();
    let mut put = Some(escaped(text, written.in_table));
    let mut last_holder = None;
    for (part, range) in own {
        let from = hunk.old.start.max(range.start) - range.start;
        let to = hunk.old.end.min(range.end) - range.start;
        let is_whole = from == 0 && to == range.len();
        let span = match (&part.stretch.kind, part.source, part.whole) {
            // A tie that goes as a whole goes with its brackets.
            (Stretched::Number(_), _, Some(whole)) if is_whole => whole,
            (Stretched::Claim, _, Some(whole)) if is_whole && text.is_empty() => whole,
            (Stretched::Words, None, _) if part.stretch.text.trim().is_empty() => {
                // A break of the source among words that go: it goes with what is around it.
                continue;
            }
            // The mark of a finding goes with its number.
            (Stretched::Mark, ..) if is_whole => continue,
            // Words that emphasis or a link holds leave nothing behind that holds nothing.
            (Stretched::Words, Some(_), _) if part.holder != 0 && is_whole && own.len() > 1 => {
                return by_hand("comments.held");
            }
            (Stretched::Words | Stretched::Claim, Some(source), _) => {
                let start = offset(&part.stretch.text, from, source, sources);
                let end = offset(&part.stretch.text, to, source, sources);
                source.slice(start..end)
            }
            _ => return by_hand("comments.of-tool"),
        };
        // What stands in one holder, with nothing but breaks of the source between, is one stretch of the file.
        match edits.last_mut() {
            Some(last) if last_holder == Some(part.holder) && last.span.end <= span.start => last.span.end = span.end,
            _ => edits.push(Edit { span, text: put.take().unwrap_or_default() }),
        }
        last_holder = Some(part.holder);
    }
    if edits.is_empty() { by_hand("comments.of-tool") } else { Verdict::Write(edits) }
}

/// Where in the file the character of a stretch stands that begins at a byte of it.
fn offset(text: &str, at: usize, span: Span, sources: &SourceMap) -> usize {
    let characters = text.get(..at).map_or(0, |before| before.chars().count());
    let written = sources.text(span);
    written.char_indices().nth(characters).map_or(written.len(), |(at, _)| at)
}

/// The place between two characters of the file.
fn point(span: Span, at: usize) -> Span {
    span.slice(at..at)
}

/// Words as Markdown writes them: none of them marks anything.
pub(super) fn escaped(text: &str, in_table: bool) -> String {
    let mut written = String::new();
    for character in text.chars() {
        match character {
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' => written.extend(['\\', character]),
            '|' if in_table => written.push_str("\\|"),
            '\n' | '\t' | '\u{a0}' => written.push(' '),
            crate::office::word::OBJECT => {}
            other => written.push(other),
        }
    }
    written
}

/// A paragraph as Markdown writes it: what it begins with makes no heading, list or quotation of it.
pub(super) fn paragraph(text: &str) -> String {
    let words = escaped(text.trim(), false);
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let listed = digits > 0 && words[digits..].starts_with(['.', ')']);
    match words.chars().next() {
        Some('#' | '+' | '-' | '=' | '~' | ':') => format!("\\{words}"),
        _ if listed => format!("{}\\{}", &words[..digits], &words[digits..]),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> Vec<(String, String)> {
        let told = |hunk: Hunk| (old[hunk.old].to_owned(), new[hunk.new].to_owned());
        joined(old, hunks(old, new), &|_| false).into_iter().map(told).collect()
    }

    #[test]
    fn words_differ_as_a_reader_would_say() {
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(told("草地面积大", "草地面积很大"), [pair("", "很")]);
        assert_eq!(told("the old town", "the new city"), [pair("old town", "new city")]);
        assert_eq!(told("约12.5公顷，见图", "约13公顷，见图"), [pair("12.5", "13")]);
        assert_eq!(told("a\u{a0}b", "a b"), []);
        assert_eq!(told("", "新"), [pair("", "新")]);
        assert_eq!(told("旧", ""), [pair("旧", "")]);
        assert_eq!(told("甲乙丙", "甲丙"), [pair("乙", "")]);
    }

    #[test]
    fn what_is_typed_marks_nothing() {
        assert_eq!(escaped("a*b_c[d]|\u{a0}x", false), "a\\*b\\_c\\[d\\]| x");
        assert_eq!(escaped("a|b", true), "a\\|b");
        assert_eq!(paragraph("1. 一"), "1\\. 一");
        assert_eq!(paragraph("# 一"), "\\# 一");
        assert_eq!(paragraph("- 一"), "\\- 一");
        assert_eq!(paragraph("2024年"), "2024年");
    }
}
