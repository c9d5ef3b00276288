//! Where in a GeoJSON file a thing stands: the crate that reads it keeps no places, so they are looked up when a fault
//! is told. Understands nothing.

use crate::diagnostic::{SourceId, Span};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A part of the file's text.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    /// The whole file.
    pub(super) file: &'a str,
    /// The part.
    pub(super) text: &'a str,
    /// The file.
    pub(super) source: SourceId,
}

/// A place is marked so far at most: it says where, not how much.
const LONGEST: usize = 60;

impl<'a> Part<'a> {
    /// Where it begins in the file.
    fn start(self) -> usize {
        (self.text.as_ptr() as usize).saturating_sub(self.file.as_ptr() as usize)
    }

    /// Its place, cut short where it is long.
    pub(super) fn span(self) -> Span {
        let mut length = self.text.len().min(LONGEST);
        while !self.text.is_char_boundary(length) {
            length -= 1;
        }
        Span::new(self.source, self.start()..self.start() + length)
    }

    /// The place that a fault of its JSON names.
    pub(super) fn fault(self, error: &serde_json::Error) -> Span {
        let line = self.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let mut at = (line + error.column().saturating_sub(1)).min(self.text.len().saturating_sub(1));
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let from = self.start() + at;
        let length = self.text[at..].chars().next().map_or(0, char::len_utf8);
        Span::new(self.source, from..from + length)
    }

    /// The value of a key of an object.
    pub(super) fn key(self, key: &str) -> Option<Self> {
        let object: BTreeMap<String, &'a RawValue> = serde_json::from_str(self.text).ok()?;
        Some(Self { text: object.get(key)?.get(), ..self })
    }

    /// An item of a list.
    pub(super) fn item(self, index: usize) -> Option<Self> {
        let list: Vec<&'a RawValue> = serde_json::from_str(self.text).ok()?;
        Some(Self { text: list.get(index)?.get(), ..self })
    }

    /// What lies so deep in lists; the last that there is.
    pub(super) fn within(self, path: &[usize]) -> Self {
        path.iter().fold(self, |part, index| part.item(*index).unwrap_or(part))
    }
}
