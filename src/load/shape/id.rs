//! Ids: what they may be made of, and that each stands once.

use super::Reader;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned};
use std::collections::BTreeMap;

/// The ids of one list and where each was declared; one list may go over several files (facts).
#[derive(Debug, Default)]
pub(in crate::load) struct Ids(BTreeMap<String, Span>);

impl Ids {
    /// Reports an id that stands twice in the list; whether it is new.
    pub(super) fn declare(&mut self, id: &Spanned<String>, reader: &mut Reader<'_>) -> bool {
        let first = self.0.get(&id.value).copied();
        if let Some(first) = first {
            let message = Message::new("yaml-duplicate-id").with("id", id.value.as_str());
            let fault = Diagnostic::error("duplicate-id", id.span, message).related(first, Message::new("note-first"));
            reader.faults.report(fault);
        } else {
            self.0.insert(id.value.clone(), id.span);
        }
        first.is_none()
    }
}

impl Reader<'_> {
    /// A fact's id: lower-case words with `_`, joined by `.`.
    pub(super) fn fact_id(&mut self, id: &Spanned<String>) {
        let sound = id.value.split('.').all(is_word);
        self.check_id(id, sound && !id.value.ends_with(".target"), "yaml-fact-id");
    }

    /// A member's or dimension's id: a lower-case word with `_`; a hyphen would be a minus in a formula.
    pub(super) fn word_id(&mut self, id: &Spanned<String>) {
        self.check_id(id, is_word(&id.value), "yaml-word-id");
    }

    /// Any other id: letters, digits, `-`, `_` and `.`.
    pub(super) fn plain_id(&mut self, id: &Spanned<String>) {
        let sound = id.value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
            && id.value.starts_with(|c: char| c.is_ascii_alphanumeric());
        self.check_id(id, sound, "yaml-plain-id");
    }

    fn check_id(&mut self, id: &Spanned<String>, sound: bool, message: &'static str) {
        if !sound {
            self.fault(id.span, Message::new(message).with("id", id.value.as_str()));
        }
    }
}

/// A lower-case word: a letter, then letters, digits and `_`.
pub(super) fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
