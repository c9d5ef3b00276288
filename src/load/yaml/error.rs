//! What serde found wrong, as a message at a place; it becomes a diagnostic once the file is known.

use crate::diagnostic::{Diagnostic, Message, SourceId, Span, did_you_mean, nearest, rule};
use serde::de;
use std::fmt;
use std::ops::Range;

/// A value that does not have the shape it should.
#[derive(Debug, Clone)]
pub(in crate::load) struct ShapeError {
    /// Its bytes; filled in by the innermost place that knows.
    pub(super) at: Option<Range<usize>>,
    message: Message,
    hint: Option<Message>,
}

impl ShapeError {
    /// An error at a place.
    pub(super) fn new(at: Range<usize>, message: Message) -> Self {
        Self { at: Some(at), message, hint: None }
    }

    /// Gives the place, unless a more exact one is known.
    #[must_use]
    pub(super) fn or_at(mut self, at: &Range<usize>) -> Self {
        self.at.get_or_insert_with(|| at.clone());
        self
    }

    /// The diagnostic.
    pub(in crate::load) fn diagnostic(self, source: SourceId) -> Diagnostic {
        let place = Span::new(source, self.at.unwrap_or(0..0));
        let diagnostic = Diagnostic::error(rule::YAML_SHAPE, place, self.message);
        match self.hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        }
    }
}

impl fmt::Display for ShapeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.message.id)
    }
}

impl std::error::Error for ShapeError {}

/// "did you mean", or the list of what may stand there.
pub(in crate::load) fn suggestion(typed: &str, known: &[&str]) -> Message {
    match nearest(typed, known.iter().copied()) {
        Some(name) => did_you_mean(name),
        None => Message::new("hint-known-words").with("words", known.join(" ")),
    }
}

impl de::Error for ShapeError {
    /// Serde's own wording reaches nobody: every expectation of the shapes is met by the deserializer's messages.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self { at: None, message: Message::new("yaml-unexpected"), hint: None }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let message = Message::new("unknown-key").with("key", field);
        Self { at: None, message, hint: Some(suggestion(field, expected)) }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { at: None, message: Message::new("yaml-missing-key").with("key", field), hint: None }
    }
}
