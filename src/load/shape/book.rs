//! `data/books.yaml`: other books whose numbers this one ties.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::Spanned;
use crate::load::yaml::{Field, NodeId};
use crate::model::OtherBook;
use schemars::JsonSchema;
use serde::Deserialize;

/// Another book, by the facts.json of its site. 另一本书，以其网站的 facts.json 为据。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name", "file", "hash"]))]
pub(super) struct BookShape {
    /// What stands before `:` in ties: `=baotou:forest.cover@2025`. 绑定时写在 `:` 之前，如 `=baotou:forest.cover@2025`。
    #[schemars(with = "super::schema::WordId")]
    id: Spanned<String>,
    /// What it is called, with its edition; shown as the source of its numbers. 书名和版次，作为其数的来源列出。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
    /// Its facts.json, below data/: `books/baotou.json`. 它的 facts.json，从 data/ 之下写起。
    file: Spanned<String>,
    /// The hash of the file: SHA-256, or BLAKE3 as manifest.json has it. 文件的哈希值：SHA-256，或 manifest.json 所用的 BLAKE3。
    #[schemars(regex(pattern = "^[0-9a-fA-F]{64}$"))]
    hash: Spanned<String>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "books",
    lists: &[("books", part::<BookShape>, "Other books whose numbers this one ties. 本书引用其数的其他书。")],
    read: |reader, book| {
        let mut ids = Ids::default();
        let entries = reader.entries("books");
        let read = |entry| other(reader, entry, &mut ids);
        book.books = entries.into_iter().filter_map(read).collect::<Vec<_>>().into();
    },
};

fn other(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<OtherBook> {
    let shape: BookShape = reader.typed(entry)?;
    reader.word_id(&shape.id);
    ids.declare(&shape.id, reader);
    let name = reader.text(shape.name, entry, "name");
    let span = reader.tree.span(entry);
    Some(OtherBook { id: shape.id, name: name?, file: shape.file, hash: shape.hash, span })
}
