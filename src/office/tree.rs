//! A part as a tree of elements, and looks into it by local names: strict and transitional files differ in namespaces
//! alone.

use super::package::damaged;
use crate::diagnostic::limits::{DEEPEST_OFFICE_PART, MOST_OFFICE_ATTRIBUTES, MOST_OFFICE_NODES};
use crate::diagnostic::{Failure, Message};
use roxmltree::{Document, Error, Node, ParsingOptions};

/// The tree of a part's text. A document type, and so any entity of its own, is refused.
///
/// # Errors
/// When it is not sound XML, has a document type, or exceeds a limit.
pub fn tree<'t>(part: &str, text: &'t str) -> Result<Document<'t>, Failure> {
    let too_much = || Failure::new(Message::new("office.too-much").with("part", part));
    if most_attributes(text) > MOST_OFFICE_ATTRIBUTES {
        return Err(too_much());
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_OFFICE_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|cause| match cause {
        Error::DtdDetected => Failure::new(Message::new("office.entities").with("part", part)),
        Error::NodesLimitReached => too_much(),
        _ => damaged(part),
    })?;
    if is_too_deep(document.root()) { Err(too_much()) } else { Ok(document) }
}

/// The most that look like attributes of one element: the parser compares each of them with all others.
fn most_attributes(text: &str) -> usize {
    let tags = text.split('<');
    let count = |tag: &str| tag.as_bytes().windows(2).filter(|pair| matches!(*pair, [b'=', b'"' | b'\''])).count();
    tags.map(count).max().unwrap_or(0)
}

/// Whether elements stand in each other deeper than those may go who walk the tree.
fn is_too_deep(root: Node<'_, '_>) -> bool {
    let (mut node, mut depth) = (root, 0_usize);
    loop {
        if let Some(first) = node.first_child() {
            (node, depth) = (first, depth + 1);
            if depth > DEEPEST_OFFICE_PART {
                return true;
            }
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => (node, depth) = (parent, depth.saturating_sub(1)),
                None => return false,
            }
        }
    }
}

/// Whether an element has this local name.
pub fn named(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// Its child elements of a local name.
pub fn children<'a, 't: 'a>(node: Node<'a, 't>, name: &'a str) -> impl Iterator<Item = Node<'a, 't>> {
    node.children().filter(move |child| named(*child, name))
}

/// The first of them.
pub fn child<'a, 't: 'a>(node: Node<'a, 't>, name: &str) -> Option<Node<'a, 't>> {
    node.children().find(|child| named(*child, name))
}

/// An attribute by its local name.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}
