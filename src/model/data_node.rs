//! A file of the data as it is written: which key and value stands where. For commands that change one scalar and
//! leave every other byte as it is.

use crate::diagnostic::{Span, Spanned};

/// A value of a data file and its place.
#[derive(Debug, Clone)]
pub struct DataNode {
    /// Its bytes, quotes included.
    pub span: Span,
    /// What it is.
    pub kind: DataKind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub enum DataKind {
    /// One value: its text, after YAML has undone quotes and escapes; `exact` if that is how it stands in the file, from
    /// this byte on.
    Scalar {
        /// The text.
        text: String,
        /// Where the text begins, if it stands there letter by letter.
        exact: Option<usize>,
    },
    /// A list.
    List(Vec<DataNode>),
    /// A mapping, in the order of the file.
    Map(Vec<(Spanned<String>, DataNode)>),
}

impl DataNode {
    /// The value of a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(known, _)| known.value == key).map(|(_, node)| node)
    }

    /// The entries of a mapping; none of anything else.
    pub fn entries(&self) -> &[(Spanned<String>, Self)] {
        match &self.kind {
            DataKind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            DataKind::List(items) => items,
            _ => &[],
        }
    }

    /// The text of a single value.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            DataKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether it is a mapping.
    pub fn is_map(&self) -> bool {
        matches!(self.kind, DataKind::Map(_))
    }

    /// The entry of a list under a key of the file by its `id`.
    pub fn entry(&self, list: &str, id: &str) -> Option<&Self> {
        self.get(list)?.items().iter().find(|item| item.get("id").and_then(Self::text) == Some(id))
    }
}
