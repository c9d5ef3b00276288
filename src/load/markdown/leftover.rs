//! What stayed in the text though it was meant as more: ties in a wrong form, emphasis beside Chinese punctuation.

use super::Walker;
use crate::diagnostic::{Diagnostic, Message, Span, rule};
use crate::locale::script::fills_a_square;
use crate::model::{Inline, Language};

const CLOSING: [char; 3] = [']', '］', '】'];
const OPENING: [char; 2] = ['(', '（'];
const MARKS: [(char, char); 6] = [('=', '='), ('?', '?'), ('!', '!'), ('＝', '='), ('？', '?'), ('！', '!')];

/// A wrong tie of more bytes is quoted by its beginning only, and its right form is not written out.
const LONGEST_QUOTE: usize = 400;

impl Walker<'_> {
    /// Looks through the finished text of a line, at any depth.
    pub(super) fn leftovers(&mut self, inlines: &[Inline]) {
        self.nested_links(inlines);
        let mut opened = false;
        for inline in inlines {
            match inline {
                Inline::Text(piece) => {
                    self.malformed_ties(piece, piece.span);
                    self.literal_emphasis(piece, piece.span, &mut opened);
                    self.undefined_footnotes(piece, piece.span);
                }
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Link { inlines: inner, .. }
                | Inline::Image { alt: inner, .. } => self.leftovers(inner),
                _ => {}
            }
        }
    }

    fn malformed_ties(&mut self, text: &str, span: Span) {
        // Most lines have none; a look for one sign is quick.
        if !CLOSING.iter().any(|sign| text.contains(*sign)) {
            return;
        }
        let mut closes = ahead(text, |sign| matches!(sign, ')' | '）'));
        let mut bracket = None;
        for (at, sign) in text.char_indices() {
            if matches!(sign, '[' | '［' | '【') {
                bracket = Some(at);
            }
            if !CLOSING.contains(&sign) {
                continue;
            }
            let mut next = text[at + sign.len_utf8()..].chars();
            let (Some(opening), Some(mark)) = (next.next(), next.next()) else { continue };
            let Some((_, meant)) = MARKS.iter().find(|(known, _)| *known == mark) else { continue };
            let start = bracket.unwrap_or(at);
            if !OPENING.contains(&opening) || start == 0 && self.escaped(span) {
                continue;
            }
            let end = closes.from(at + sign.len_utf8()).map_or(text.len(), |(close, sign)| close + sign.len_utf8());
            let written = &text[start..end];
            let long = written.len() > LONGEST_QUOTE;
            let hint = if long { Message::new("tie-forms-hint") } else { repaired(written, *meant) };
            let message = Message::new("tie-leftover").with("text", quote(written));
            self.faults
                .report(Diagnostic::error(rule::TIE_MALFORMED, part(span, text, start..end), message).hint(hint));
        }
    }

    /// Links do not nest: what holds a tie or another link stays text, brackets and all.
    fn nested_links(&mut self, inlines: &[Inline]) {
        // For each open bracket the number of links that stood before it.
        let mut open: Vec<usize> = Vec::new();
        let mut links = 0;
        for inline in inlines {
            match inline {
                Inline::Text(piece) => self.closing_brackets(piece, piece.span, &mut open, links),
                other => links += usize::from(holds_link(other)),
            }
        }
    }

    fn closing_brackets(&mut self, text: &str, span: Span, open: &mut Vec<usize>, links: usize) {
        if !text.contains('[') && !text.contains(']') {
            return;
        }
        let mut closes = ahead(text, |sign| sign == ')');
        for (at, bracket) in text.char_indices().filter(|(_, sign)| matches!(sign, '[' | ']')) {
            if at == 0 && self.escaped(span) {
                continue;
            }
            if bracket == '[' {
                open.push(links);
                continue;
            }
            let behind = &text[at + 1..];
            let ordinary =
                behind.starts_with('(') && !behind[1..].starts_with(|sign| MARKS.iter().any(|m| m.0 == sign));
            if open.pop().is_some_and(|before| before < links)
                && ordinary
                && let Some((close, _)) = closes.from(at + 1)
            {
                let left = at..close + 1;
                let message = Message::new("tie-nested").with("text", quote(&text[left.clone()]));
                let fault = Diagnostic::error(rule::TIE_MALFORMED, part(span, text, left), message);
                self.faults.report(fault.hint(Message::new("tie-nested-hint")));
            }
        }
    }

    /// Whether the author wrote a backslash in front.
    pub(super) fn escaped(&self, span: Span) -> bool {
        // Only an escape begins a piece with a bracket; its byte in the text stands before the piece's own.
        let all = self.escapes.get_or_init(|| {
            let text = &self.text.text;
            text.match_indices('\\').map(|(at, _)| self.text.span(at + 1..at + 2).start).collect()
        });
        all.contains(&span.start)
    }

    /// A footnote's mark without a note stays text.
    fn undefined_footnotes(&mut self, text: &str, span: Span) {
        if !text.contains('^') {
            return;
        }
        let mut closes = ahead(text, |sign| sign == ']');
        for (at, _) in text.match_indices("[^") {
            if at == 0 && self.escaped(span) {
                continue;
            }
            if let Some((close, _)) = closes.from(at) {
                let place = part(span, text, at..close + 1);
                let message = Message::new("footnote-undefined").with("mark", quote(&text[at..=close]));
                self.faults.report(Diagnostic::error(rule::LINK_BROKEN, place, message));
            }
        }
    }

    /// Reports each opening of a pair once.
    fn literal_emphasis(&mut self, text: &str, span: Span, opened: &mut bool) {
        if !text.contains('*') && !text.contains('~') {
            return;
        }
        let mut rest = 0;
        while let Some(at) = emphasis(text, rest) {
            let end = at + text[at..].chars().take_while(|c| matches!(c, '*' | '~')).count();
            rest = end;
            let beside = [text[..at].chars().next_back(), text[end..].chars().next()];
            let strike = text[at..].starts_with('~');
            if !strike && !beside.into_iter().flatten().any(|sign| fills_a_square(Language::Zh, sign)) && !*opened {
                continue;
            }
            *opened = !*opened;
            if *opened {
                let message = if strike { "emphasis-strike" } else { "emphasis-literal" };
                let place = part(span, text, at..end);
                let fault = Diagnostic::error(rule::EMPHASIS_LITERAL, place, Message::new(message));
                self.faults.report(fault.hint(Message::new("emphasis-literal-hint")));
            }
        }
    }
}

/// The first mark of emphasis from a place on.
fn emphasis(text: &str, from: usize) -> Option<usize> {
    let pairs = text.as_bytes().get(from..)?.windows(2);
    pairs.into_iter().position(|pair| matches!(pair, b"**" | b"~~")).map(|found| from + found)
}

/// The next of some signs after places that only move forward: asked at each bracket of a line, the line is still
/// walked through once.
struct Ahead<'a, F> {
    signs: std::iter::Filter<std::str::CharIndices<'a>, F>,
    next: Option<(usize, char)>,
}

impl<'a, F: FnMut(&(usize, char)) -> bool> Ahead<'a, F> {
    fn from(&mut self, place: usize) -> Option<(usize, char)> {
        while self.next.is_some_and(|(at, _)| at < place) {
            self.next = self.signs.next();
        }
        self.next
    }
}

fn ahead<'a>(text: &'a str, wanted: impl Fn(char) -> bool + 'a) -> Ahead<'a, impl FnMut(&(usize, char)) -> bool + 'a> {
    let mut signs = text.char_indices().filter(move |(_, sign)| wanted(*sign));
    let next = signs.next();
    Ahead { signs, next }
}

/// What is long is quoted by its beginning.
fn quote(written: &str) -> String {
    if written.len() <= LONGEST_QUOTE {
        return written.to_owned();
    }
    written.chars().take(LONGEST_QUOTE / 4).chain(['…']).collect()
}

fn holds_link(inline: &Inline) -> bool {
    let mut found = false;
    Inline::walk(std::slice::from_ref(inline), &mut |inner| {
        let is_link = matches!(inner, Inline::Tie(..) | Inline::Waived(..) | Inline::Link { .. });
        found |= is_link || matches!(inner, Inline::CrossReference { .. } | Inline::FootnoteReference(_));
    });
    found
}

/// A part of a piece of text; the whole piece where it is not byte for byte.
fn part(span: Span, text: &str, range: std::ops::Range<usize>) -> Span {
    if span.range().len() == text.len() { span.slice(range) } else { span }
}

/// The right form of a tie in a wrong one, as a hint.
fn repaired(written: &str, mark: char) -> Message {
    let inner = written.trim_start_matches(['[', '［', '【']);
    let Some((words, target)) = CLOSING.iter().find_map(|closing| inner.split_once(*closing)) else {
        return Message::new("tie-forms-hint");
    };
    let target: String = target.chars().skip(2).filter(|c| !c.is_whitespace()).collect();
    let target = target.trim_end_matches([')', '）']);
    if words.is_empty() || target.is_empty() || target.contains('|') || !inner.ends_with([')', '）']) {
        return Message::new("tie-forms-hint");
    }
    Message::new("tie-leftover-hint").with("form", format!("[{words}]({mark}{target})"))
}
