//! A file of the data as it is written, for commands that change one scalar of it.

use super::yaml::{self, Kind, NodeId, Tree};
use crate::diagnostic::{Diagnostics, SourceId, Span, Spanned};
use crate::model::{DataKind, DataNode};

/// The keys and values of a YAML file with their places; `None` if it is not sound YAML.
pub fn places(text: &str, source: SourceId) -> Option<DataNode> {
    let tree = yaml::read(text, source, &mut Diagnostics::new())?;
    Some(node(&tree, tree.root()))
}

fn node(tree: &Tree<'_>, id: NodeId) -> DataNode {
    let span = tree.span(id);
    let kind = match &tree.node(id).kind {
        Kind::Scalar(scalar) => {
            let exact = tree.mapped(id).and_then(|mapped| mapped.exact());
            DataKind::Scalar { text: scalar.text.to_string(), exact }
        }
        Kind::List(items) => DataKind::List(items.iter().map(|item| node(tree, *item)).collect()),
        Kind::Map(entries) => DataKind::Map(
            entries
                .iter()
                .map(|(key, value)| {
                    let place = Span::new(tree.source(), key.range.clone());
                    (Spanned::new(key.text.to_string(), place), node(tree, *value))
                })
                .collect(),
        ),
    };
    DataNode { span, kind }
}
