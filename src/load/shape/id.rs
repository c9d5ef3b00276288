//! Ids: what they may be made of, and that each stands once.

use super::Reader;
use crate::diagnostic::{Diagnostic, Message, Span, Spanned, rule};
use crate::load::yaml::{Kind, Tree};
use crate::model::{TARGET, is_word};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// The ids of one list, in small letters, and how and where each was declared.
#[derive(Debug, Default)]
pub(in crate::load) struct Ids(BTreeMap<String, Spanned<String>>);

impl Ids {
    /// Reports an id that stands twice in the list, be it in other capitals; whether it is new.
    pub(super) fn declare(&mut self, id: &Spanned<String>, reader: &mut Reader<'_>) -> bool {
        match self.0.entry(id.value.to_lowercase()) {
            Entry::Vacant(place) => {
                place.insert(id.clone());
                true
            }
            Entry::Occupied(first) => {
                let first = first.get();
                if first.value == id.value {
                    reader.faults.report(duplicate(id, first.span));
                    return false;
                }
                let message = Message::new("yaml-id-case").with("id", id.value.as_str());
                let message = message.with("other", first.value.as_str());
                let fault = Diagnostic::error(rule::DUPLICATE_ID, id.span, message);
                reader.faults.report(fault.related(first.span, Message::new("note-first")));
                true
            }
        }
    }
}

/// The ids of the facts of all files and where each stands first, known before any of them is read: so that the files
/// can be read side by side.
#[derive(Debug, Default)]
pub(in crate::load) struct FactIds<'a>(HashMap<&'a str, Span>);

impl<'a> FactIds<'a> {
    /// The ids of the entries of `facts:`, in the order of the files.
    pub(in crate::load) fn of(trees: impl Iterator<Item = &'a Tree<'a>>) -> Self {
        let mut first = HashMap::new();
        for tree in trees {
            let Some(Kind::List(entries)) = tree.get(tree.root(), "facts").map(|list| &tree.node(list).kind) else {
                continue;
            };
            for id in entries.iter().filter_map(|entry| tree.get(*entry, "id")) {
                if let Some(scalar) = tree.scalar(id) {
                    first.entry(&*scalar.text).or_insert_with(|| tree.span(id));
                }
            }
        }
        Self(first)
    }

    /// Reports an id that stands before; whether it is the first.
    pub(super) fn declare(&self, id: &Spanned<String>, reader: &mut Reader<'_>) -> bool {
        let before = self.0.get(id.value.as_str()).copied().filter(|first| *first != id.span);
        if let Some(first) = before {
            reader.faults.report(duplicate(id, first));
        }
        before.is_none()
    }
}

fn duplicate(id: &Spanned<String>, first: Span) -> Diagnostic {
    let message = Message::new("yaml-duplicate-id").with("id", id.value.as_str());
    Diagnostic::error(rule::DUPLICATE_ID, id.span, message).related(first, Message::new("note-first"))
}

impl Reader<'_> {
    /// A fact's id: words with `_`, joined by `.`, small where their script knows that.
    pub(super) fn fact_id(&mut self, id: &Spanned<String>) {
        let sound = id.value.split('.').all(is_word);
        self.check_id(id, sound && !id.value.ends_with(TARGET), "yaml-fact-id");
    }

    /// A member's or dimension's id: one such word; a hyphen would be a minus in a formula.
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
