//! What all files of `data/` share: the frame (`format: 1` and one list), typed entries, words of a fixed set.

use crate::diagnostic::{Diagnostic, Diagnostics, Message, Span, Spanned, rule};
use crate::load::yaml::{Key, Kind, NodeId, Tree, suggestion};
use crate::model::{Languages, Tie};
use serde::Deserialize;

/// One file being read, and where its faults and ties go.
pub(in crate::load) struct Reader<'a> {
    /// The file.
    pub(in crate::load) tree: &'a Tree<'a>,
    /// What the book is written in.
    pub(in crate::load) languages: Languages,
    /// Faults go here.
    pub(in crate::load) faults: &'a mut Diagnostics,
    /// Ties of text fields go here.
    pub(in crate::load) ties: &'a mut Vec<Tie>,
}

impl<'a> Reader<'a> {
    /// Reports a fault of shape.
    pub(super) fn fault(&mut self, place: Span, message: Message) {
        self.faults.report(Diagnostic::error(rule::YAML_SHAPE, place, message));
    }

    /// The entries of the file's list, after a look at the frame. An absent or broken list has no entries.
    pub(super) fn entries(&mut self, list: &'static str) -> Vec<NodeId> {
        match self.frame(&["format", list]) {
            Some(found) => self.list(&found, list),
            None => Vec::new(),
        }
    }

    /// One list among the outermost keys.
    pub(super) fn list(&mut self, found: &[(Key<'_>, NodeId)], list: &'static str) -> Vec<NodeId> {
        let root = self.tree.root();
        let Some((_, node)) = found.iter().find(|(key, _)| key.text == list) else {
            let message = Message::new("yaml-list-missing").with("key", list);
            self.fault(self.tree.head(root), message);
            return Vec::new();
        };
        match &self.tree.node(*node).kind {
            Kind::List(items) => items.clone(),
            Kind::Scalar(scalar) if scalar.is_null() => Vec::new(),
            _ => {
                self.fault(self.tree.span(*node), Message::new("yaml-list-expected"));
                Vec::new()
            }
        }
    }

    /// The outermost mapping: `format: 1` and keys of which all are known. An empty `known` allows any.
    pub(super) fn frame(&mut self, known: &[&'static str]) -> Option<Vec<(Key<'a>, NodeId)>> {
        let root = self.tree.root();
        let Kind::Map(entries) = &self.tree.node(root).kind else {
            self.fault(self.tree.span(root), Message::new("yaml-mapping-expected"));
            return None;
        };
        self.format(root);
        for (key, _) in entries.iter().filter(|(key, _)| !known.is_empty() && !known.contains(&&*key.text)) {
            let place = Span::new(self.tree.source(), key.range.clone());
            let message = Message::new("unknown-key").with("key", &*key.text);
            self.faults.report(Diagnostic::error(rule::YAML_SHAPE, place, message).hint(suggestion(&key.text, known)));
        }
        Some(entries.clone())
    }

    fn format(&mut self, root: NodeId) {
        match self.tree.get(root, "format") {
            None => self.fault(self.tree.head(root), Message::new("yaml-format-missing")),
            Some(node) if self.tree.scalar(node).is_none_or(|scalar| scalar.text != "1") => {
                self.fault(self.tree.span(node), Message::new("yaml-format-unknown"));
            }
            Some(_) => {}
        }
    }

    /// Reads one entry as a shape.
    pub(super) fn typed<T: Deserialize<'a>>(&mut self, node: NodeId) -> Option<T> {
        match self.tree.typed(node) {
            Ok(shape) => Some(shape),
            Err(error) => {
                self.faults.report(error.diagnostic(self.tree.source()));
                None
            }
        }
    }

    /// The meaning of a word of a fixed set.
    pub(super) fn word<T: Copy>(&mut self, word: &Spanned<String>, known: &[(&str, T)]) -> Option<T> {
        let meaning = known.iter().find(|(name, _)| *name == word.value).map(|(_, meaning)| *meaning);
        if meaning.is_none() {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let message = Message::new("yaml-unknown-word").with("word", word.value.as_str());
            self.faults
                .report(Diagnostic::error(rule::YAML_SHAPE, word.span, message).hint(suggestion(&word.value, &names)));
        }
        meaning
    }
}
