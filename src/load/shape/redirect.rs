//! `data/redirects.yaml`: former names, written by `tallybook rename`.

use super::{DataFile, Reader, part};
use crate::diagnostic::Spanned;
use crate::model::Redirect;
use schemars::JsonSchema;
use serde::Deserialize;

/// A former name. 一个旧名。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["what", "from", "to"]))]
pub(super) struct RedirectShape {
    /// What had it. 什么的名字。
    #[schemars(extend("enum" = ["figure", "table", "section", "project", "claim", "page"]))]
    what: Spanned<String>,
    /// The name that it had. 旧名。
    from: Spanned<String>,
    /// The name that it has. 今名。
    to: Spanned<String>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "redirects",
    lists: &[("redirects", part::<RedirectShape>, "Former names that readers may have kept. 读者可能留存的旧名。")],
    read: |reader, book| book.redirects = redirects(reader),
};

fn redirects(reader: &mut Reader<'_>) -> Vec<Redirect> {
    let kinds = ["figure", "table", "section", "project", "claim", "page"].map(|kind| (kind, ()));
    let entries = reader.entries("redirects");
    let read = |entry| {
        let RedirectShape { what, from, to } = reader.typed(entry)?;
        reader.word(&what, &kinds)?;
        Some(Redirect { what: what.value, from: from.value, to })
    };
    entries.into_iter().filter_map(read).collect()
}
