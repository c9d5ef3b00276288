//! YAML's own errors in plain words, and the one that planners will meet: a text with a tie that is not quoted.

use crate::diagnostic::{Diagnostic, Message, SourceId, Span, rule};
use granit_parser::{ErrorKind, ScanError};
use std::ops::Range;

/// A syntax error at its place.
pub(super) fn fault(error: &ScanError, text: &str, base: usize, source: SourceId) -> Diagnostic {
    let at = (base + error.marker().byte_offset().unwrap_or(0)).min(text.len());
    if let Some(tie) = unquoted_tie(text, at) {
        return Diagnostic::error(rule::YAML_SYNTAX, Span::new(source, tie), Message::new("yaml-unquoted-tie"))
            .hint(Message::new("yaml-unquoted-tie-hint"));
    }
    if let Some((at, right)) = full_width(text, at) {
        let message = Message::new("yaml-full-width").with("right", right);
        return Diagnostic::error(rule::YAML_SYNTAX, Span::new(source, at), message);
    }
    if let Some((at, sign)) = unquoted_sign(text, at) {
        let message = Message::new("yaml-unquoted-sign").with("sign", sign);
        let hint = Message::new("yaml-unquoted-sign-hint").with("sign", sign);
        return Diagnostic::error(rule::YAML_SYNTAX, Span::new(source, at), message).hint(hint);
    }
    let line = text[..floor(text, at)].rfind('\n').map_or(0, |newline| newline + 1);
    if ["<<<<<<< ", "=======", ">>>>>>> "].iter().any(|mark| text[line..].starts_with(mark)) {
        return Diagnostic::error(rule::YAML_SYNTAX, Span::new(source, line..line + 7), Message::new("yaml-conflict"));
    }
    let message = words(error.kind());
    let mut start = floor(text, at);
    if message == "yaml-tab" {
        // The error stands after the tab; the author looks for the tab itself.
        start = text[..start].rfind(['\t', '\n']).filter(|before| text[*before..].starts_with('\t')).unwrap_or(start);
    }
    let end = text[start..].chars().next().map_or(start, |character| start + character.len_utf8());
    Diagnostic::error(rule::YAML_SYNTAX, Span::new(source, start..end), Message::new(message))
}

/// The nearest character border at or before an offset.
fn floor(text: &str, mut offset: usize) -> usize {
    offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The line of an error and the one before it.
struct Lines<'a> {
    /// The file up to the end of the line.
    text: &'a str,
    /// Where the line before begins.
    start: usize,
}

impl<'a> Lines<'a> {
    fn at(text: &'a str, at: usize) -> Self {
        let at = floor(text, at);
        let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let start = text[..line.saturating_sub(1)].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        Self { text: &text[..end], start }
    }

    /// The characters outside quotes, each with its offset in the file; quotes are left out.
    fn bare(&self) -> impl Iterator<Item = (usize, char)> {
        let mut quote = None;
        let outside = move |(offset, character): &(usize, char)| match (quote, character) {
            (None, '"' | '\'') if self.starts_value(*offset) => {
                quote = Some(*character);
                false
            }
            (Some(mark), _) => {
                quote = quote.filter(|_| mark != *character);
                false
            }
            _ => true,
        };
        let all = self.text[self.start..].char_indices();
        all.map(|(offset, character)| (self.start + offset, character)).filter(outside)
    }

    fn starts_value(&self, offset: usize) -> bool {
        starts_value(&self.text[self.start..offset])
    }
}

/// The first tie outside quotes on the line of the error or on the line before it.
fn unquoted_tie(text: &str, at: usize) -> Option<Range<usize>> {
    let lines = Lines::at(text, at);
    let mut open = None;
    for (offset, character) in lines.bare() {
        match character {
            '\n' => open = None,
            '[' => open = Some(offset),
            ']' if ["(=", "(?", "(!"].iter().any(|mark| text[offset + 1..].starts_with(mark)) => {
                let close = lines.text[offset..].find(')').map_or(lines.text.len(), |close| offset + close + 1);
                return Some(open.unwrap_or(offset)..close);
            }
            _ => {}
        }
    }
    None
}

/// The first value on the line of the error or the one before that begins with a sign which YAML keeps for itself, and
/// that sign: `unit: %`. None where a comment comes first.
fn unquoted_sign(text: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    let lines = Lines::at(text, at);
    let begins = |offset: usize| !text[..offset].ends_with('\n') && lines.starts_value(offset);
    for (offset, character) in lines.bare() {
        if character == '#' && text[..offset].ends_with([' ', '\n']) {
            return None;
        }
        let sign = ["%", "@", "`"].into_iter().find(|sign| sign.starts_with(character));
        if let Some(sign) = sign.filter(|_| begins(offset)) {
            return Some((offset..offset + sign.len(), sign));
        }
    }
    None
}

/// The first full-width sign outside quotes on the line of the error or the one before that stands where YAML wants its
/// own, and that one: Chinese keyboards write `：` and `，` for `:` and `,`. In a bare text such signs are in order.
fn full_width(text: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    let lines = Lines::at(text, at);
    lines.bare().find_map(|(offset, character)| {
        let behind = &lines.text[offset + character.len_utf8()..];
        let right = match character {
            '：' if text[..offset].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_') => ": ",
            '，' if behind.trim_start_matches(['，', ' ']).starts_with(|c: char| c.is_ascii()) => ",",
            '“' | '”' | '＂' if lines.starts_value(offset) => "\"",
            '｛' if lines.starts_value(offset) => "{",
            '【' | '［' if lines.starts_value(offset) => "[",
            '｝' if behind.trim().is_empty() => "}",
            _ => return None,
        };
        Some((offset..offset + character.len_utf8(), right))
    })
}

/// A quote opens only where a value starts; inside a bare text it is a character like any other.
fn starts_value(before: &str) -> bool {
    before
        .trim_end_matches(' ')
        .chars()
        .next_back()
        .is_none_or(|last| matches!(last, ':' | ',' | '{' | '[' | '-' | '\n'))
}

/// The message for a kind of error.
fn words(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => "yaml-quote-open",
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => "yaml-escape-unknown",
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => "yaml-bracket-open",
        ErrorKind::TabInIndentation
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => "yaml-tab",
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::BlockSequenceEntryNotAllowed => "yaml-indentation",
        ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement => "yaml-colon",
        ErrorKind::UnknownAnchor => "yaml-anchor",
        ErrorKind::RecursionLimitExceeded => "yaml-too-deep",
        _ => "yaml-syntax-error",
    }
}
