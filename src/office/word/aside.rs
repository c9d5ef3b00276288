//! What stands beside the text of a Word document: its comments, and properties of its own.

use super::look::is_on;
use super::{Block, Comment, OBJECT};
use crate::diagnostic::Failure;
use crate::office::{Package, attribute, children, named, tree};
use roxmltree::Node;
use std::collections::BTreeMap;

/// The comments, with what they answer.
pub(super) fn comments(
    package: &Package<'_>,
    main: &str,
    blocks: &mut dyn FnMut(Node<'_, '_>) -> Vec<Block>,
) -> Result<Vec<Comment>, Failure> {
    let Some(path) = package.related(main, "comments")? else { return Ok(Vec::new()) };
    let Some(text) = package.text(&path)? else { return Ok(Vec::new()) };
    let written = tree(&path, &text)?;
    let (mut found, mut paragraphs) = (Vec::new(), BTreeMap::new());
    for comment in children(written.root_element(), "comment") {
        let id = attribute(comment, "id").unwrap_or_default().to_owned();
        for paragraph in comment.descendants().filter(|node| named(*node, "p")) {
            if let Some(name) = attribute(paragraph, "paraId") {
                paragraphs.insert(name.to_owned(), id.clone());
            }
        }
        let mut lines = Vec::new();
        blocks(comment).iter().for_each(|block| {
            block.for_each_paragraph(&mut |paragraph| {
                lines.push(paragraph.text().replace(OBJECT, "").trim().to_owned())
            });
        });
        let said = |name: &str| attribute(comment, name).unwrap_or_default().to_owned();
        found.push(Comment {
            id,
            author: said("author"),
            date: said("date"),
            text: lines.join("\n").trim().to_owned(),
            ..Comment::default()
        });
    }
    if let Some(path) = package.related(main, "commentsExtended")?
        && let Some(text) = package.text(&path)?
    {
        let threads = tree(&path, &text)?;
        for thread in children(threads.root_element(), "commentEx") {
            let comment = |name: &str| attribute(thread, name).and_then(|id| paragraphs.get(id)).cloned();
            let Some(own) = comment("paraId") else { continue };
            if let Some(comment) = found.iter_mut().find(|comment| comment.id == own) {
                comment.done = attribute(thread, "done").is_some_and(is_on);
            }
            let above = comment("paraIdParent");
            if let Some(comment) = found.iter_mut().find(|comment| comment.id == own) {
                comment.answers = above.filter(|above| *above != own);
            }
        }
    }
    Ok(found)
}

/// The properties of its own.
pub(super) fn properties(package: &Package<'_>) -> Result<BTreeMap<String, String>, Failure> {
    let Some(path) = package.related("", "custom-properties")? else { return Ok(BTreeMap::new()) };
    let Some(text) = package.text(&path)? else { return Ok(BTreeMap::new()) };
    let tree = tree(&path, &text)?;
    let property = |node: Node<'_, '_>| {
        let value = node.descendants().filter_map(|inner| inner.text().filter(|_| inner.is_element())).next_back();
        Some((attribute(node, "name")?.to_owned(), value.unwrap_or_default().to_owned()))
    };
    Ok(children(tree.root_element(), "property").filter_map(property).collect())
}
