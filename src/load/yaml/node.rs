//! The tree of a YAML file: nodes by number, every key and value with its bytes.

use crate::diagnostic::{SourceId, Span};
use crate::load::mapped::{Map, Mapped};
use std::borrow::Cow;
use std::ops::Range;

/// A node of a [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) struct NodeId(pub(super) usize);

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum Style {
    /// Without quotes.
    Plain,
    /// In quotes of either kind.
    Quoted,
    /// A `|` block.
    Literal,
    /// A `>` block.
    Folded,
}

/// A scalar, after YAML has undone its quotes and escapes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) struct Scalar<'t> {
    /// The text: that of the file where it reads as it is written.
    pub(in crate::load) text: Cow<'t, str>,
    /// How it is written.
    pub(in crate::load) style: Style,
}

impl Scalar<'_> {
    /// `null`, `~` or nothing.
    pub(in crate::load) fn is_null(&self) -> bool {
        self.style == Style::Plain && matches!(&*self.text, "" | "~" | "null" | "Null" | "NULL")
    }
}

/// A key of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) struct Key<'t> {
    /// The key.
    pub(in crate::load) text: Cow<'t, str>,
    /// Its bytes, quotes included.
    pub(in crate::load) range: Range<usize>,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) enum Kind<'t> {
    /// A single value.
    Scalar(Scalar<'t>),
    /// A list.
    List(Vec<NodeId>),
    /// A mapping, in the order of the file.
    Map(Vec<(Key<'t>, NodeId)>),
}

/// A value and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) struct Node<'t> {
    /// What it is.
    pub(in crate::load) kind: Kind<'t>,
    /// Its bytes, quotes included.
    pub(in crate::load) range: Range<usize>,
}

/// One YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) struct Tree<'t> {
    pub(super) nodes: Vec<Node<'t>>,
    pub(super) root: NodeId,
    pub(super) source: SourceId,
    /// The file's text, to tell whether a scalar stands there byte for byte.
    pub(super) text: &'t str,
}

impl<'t> Tree<'t> {
    /// The outermost node.
    pub(in crate::load) fn root(&self) -> NodeId {
        self.root
    }

    /// The file.
    pub(in crate::load) fn source(&self) -> SourceId {
        self.source
    }

    /// A node.
    pub(in crate::load) fn node(&self, id: NodeId) -> &Node<'t> {
        &self.nodes[id.0]
    }

    /// The place of a node.
    pub(in crate::load) fn span(&self, id: NodeId) -> Span {
        Span::new(self.source, self.node(id).range.clone())
    }

    /// Where to point when something is missing from a node: at the first key of a mapping, else at the node.
    pub(in crate::load) fn head(&self, id: NodeId) -> Span {
        let node = self.node(id);
        let range = match &node.kind {
            Kind::Map(entries) => entries.first().map_or(&node.range, |(key, _)| &key.range),
            _ => &node.range,
        };
        Span::new(self.source, range.clone())
    }

    /// The value of a key of a mapping.
    pub(in crate::load) fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        match &self.node(id).kind {
            Kind::Map(entries) => entries.iter().find(|(known, _)| known.text == key).map(|(_, value)| *value),
            _ => None,
        }
    }

    /// The scalar of a node, if it is one.
    pub(in crate::load) fn scalar(&self, id: NodeId) -> Option<&Scalar<'t>> {
        match &self.node(id).kind {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Whether a node is `null`.
    pub(in crate::load) fn is_null(&self, id: NodeId) -> bool {
        self.scalar(id).is_some_and(Scalar::is_null)
    }

    /// A key's text with its bytes.
    pub(in crate::load) fn mapped_key(&self, key: &Key<'_>) -> Mapped {
        let inner = self.exact(&key.text, key.range.clone());
        Mapped { text: key.text.to_string(), source: self.source, map: inner.unwrap_or(Map::Whole(key.range.clone())) }
    }

    /// A scalar's text with its bytes.
    pub(in crate::load) fn mapped(&self, id: NodeId) -> Option<Mapped> {
        let scalar = self.scalar(id)?;
        let range = self.node(id).range.clone();
        let map = match scalar.style {
            Style::Plain | Style::Quoted => self.exact(&scalar.text, range.clone()),
            Style::Literal => self.lines(&scalar.text, range.clone()),
            Style::Folded => None,
        };
        Some(Mapped { text: scalar.text.to_string(), source: self.source, map: map.unwrap_or(Map::Whole(range)) })
    }

    /// Byte for byte, as it stands or between its quotes.
    fn exact(&self, text: &str, range: Range<usize>) -> Option<Map> {
        let written = self.text.get(range.clone())?;
        if written == text {
            return Some(Map::From(range.start));
        }
        let inner = written.get(1..written.len().checked_sub(1)?)?;
        (inner == text).then_some(Map::From(range.start + 1))
    }

    /// A `|` block: each line of the text is the end of a line of the file.
    fn lines(&self, text: &str, range: Range<usize>) -> Option<Map> {
        let mut map = Vec::new();
        let mut position = 0;
        // From the start of the first line that belongs to the block: the header's line is skipped, if it is in.
        let mut offset = self.text.get(..range.start)?.rfind('\n').map_or(0, |newline| newline + 1);
        if self.text.get(range.start..)?.starts_with('|') || !self.text[offset..range.start].trim().is_empty() {
            offset = self.text.get(range.start..)?.find('\n').map(|newline| range.start + newline + 1)?;
        }
        for line in text.split_inclusive('\n') {
            let rest = self.text.get(offset..)?;
            let length = rest.find('\n').unwrap_or(rest.len());
            let written = rest[..length].strip_suffix('\r').unwrap_or(&rest[..length]);
            let wanted = line.strip_suffix('\n').unwrap_or(line);
            let indent = written.strip_suffix(wanted)?;
            if !indent.chars().all(|character| character == ' ') {
                return None;
            }
            map.push((position, offset + indent.len()));
            position += line.len();
            offset += length + 1;
        }
        Some(Map::Lines(map))
    }
}
