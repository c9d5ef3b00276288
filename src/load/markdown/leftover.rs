//! What stayed in the text though it was meant as more: ties in a wrong form, emphasis beside Chinese punctuation.

use super::Walker;
use crate::diagnostic::{Diagnostic, Message, Span};
use crate::model::Inline;

const CLOSING: [char; 3] = [']', '］', '】'];
const OPENING: [char; 2] = ['(', '（'];
const MARKS: [(char, char); 6] = [('=', '='), ('?', '?'), ('!', '!'), ('＝', '='), ('？', '?'), ('！', '!')];

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
        for (at, closing) in text.char_indices().filter(|(_, character)| CLOSING.contains(character)) {
            let behind = &text[at + closing.len_utf8()..];
            let mut next = behind.chars();
            let (Some(opening), Some(mark)) = (next.next(), next.next()) else { continue };
            let Some((_, meant)) = MARKS.iter().find(|(known, _)| *known == mark) else { continue };
            let start = text[..at].rfind(['[', '［', '【']).unwrap_or(at);
            if !OPENING.contains(&opening) || start == 0 && self.escaped(span) {
                continue;
            }
            let end = behind.find([')', '）']).map_or(text.len(), |close| {
                let character = behind[close..].chars().next().map_or(1, char::len_utf8);
                at + closing.len_utf8() + close + character
            });
            let right = repaired(&text[start..end], *meant);
            let place = part(span, text, start..end);
            let message = Message::new("tie-leftover").with("text", &text[start..end]);
            self.faults.report(Diagnostic::error("tie-malformed", place, message).hint(right));
        }
    }

    /// Links do not nest: what holds a tie or another link stays text, brackets and all.
    fn nested_links(&mut self, inlines: &[Inline]) {
        // The open brackets, each with whether a link stands behind it.
        let mut open: Vec<bool> = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Text(piece) => self.closing_brackets(piece, piece.span, &mut open),
                other if holds_link(other) => open.fill(true),
                _ => {}
            }
        }
    }

    fn closing_brackets(&mut self, text: &str, span: Span, open: &mut Vec<bool>) {
        for (at, bracket) in text.char_indices().filter(|(_, sign)| matches!(sign, '[' | ']')) {
            if at == 0 && self.escaped(span) {
                continue;
            }
            if bracket == '[' {
                open.push(false);
                continue;
            }
            let behind = &text[at + 1..];
            let ordinary =
                behind.starts_with('(') && !behind[1..].starts_with(|sign| MARKS.iter().any(|m| m.0 == sign));
            if open.pop() == Some(true)
                && ordinary
                && let Some(close) = behind.find(')')
            {
                let left = at..at + 1 + close + 1;
                let message = Message::new("tie-nested").with("text", &text[left.clone()]);
                let fault = Diagnostic::error("tie-malformed", part(span, text, left), message);
                self.faults.report(fault.hint(Message::new("tie-nested-hint")));
            }
        }
    }

    /// Whether the author wrote a backslash in front.
    fn escaped(&self, span: Span) -> bool {
        let text = &self.text.text;
        // Only an escape begins a piece with a bracket; its byte in the text stands before the piece's own.
        text.match_indices('\\').any(|(at, _)| self.text.span(at + 1..at + 2).start == span.start)
    }

    /// A footnote's mark without a note stays text.
    fn undefined_footnotes(&mut self, text: &str, span: Span) {
        for (at, _) in text.match_indices("[^") {
            if at == 0 && self.escaped(span) {
                continue;
            }
            if let Some(length) = text[at..].find(']') {
                let place = part(span, text, at..at + length + 1);
                let message = Message::new("footnote-undefined").with("mark", &text[at..=at + length]);
                self.faults.report(Diagnostic::error("link-broken", place, message));
            }
        }
    }

    /// Reports each opening of a pair once.
    fn literal_emphasis(&mut self, text: &str, span: Span, opened: &mut bool) {
        let mut rest = 0;
        while let Some(found) = text[rest..].find("**").or_else(|| text[rest..].find("~~")) {
            let at = rest + found;
            let end = at + text[at..].chars().take_while(|c| matches!(c, '*' | '~')).count();
            rest = end;
            let beside = [text[..at].chars().next_back(), text[end..].chars().next()];
            let strike = text[at..].starts_with('~');
            if !strike && !beside.into_iter().flatten().any(is_wide) && !*opened {
                continue;
            }
            *opened = !*opened;
            if *opened {
                let message = if strike { "emphasis-strike" } else { "emphasis-literal" };
                let place = part(span, text, at..end);
                let fault = Diagnostic::error("emphasis-literal", place, Message::new(message));
                self.faults.report(fault.hint(Message::new("emphasis-literal-hint")));
            }
        }
    }
}

fn holds_link(inline: &Inline) -> bool {
    let mut found = false;
    Inline::walk(std::slice::from_ref(inline), &mut |inner| {
        let is_link = matches!(inner, Inline::Tie(..) | Inline::Waived(..) | Inline::Link { .. });
        found |= is_link || matches!(inner, Inline::CrossReference { .. });
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

/// Chinese characters and full-width punctuation.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{3000}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{323af}')
}
