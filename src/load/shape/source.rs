//! `data/sources.yaml`: where the numbers come from.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::Spanned;
use crate::load::yaml::{Field, NodeId};
use crate::model::DataSource;
use schemars::JsonSchema;
use serde::Deserialize;

/// Where numbers come from. 数据的来源。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name"]))]
pub(super) struct SourceShape {
    /// Its id: letters, digits, `-`, `_` and `.`; stands once in this list. 标识：字母、数字、`-`、`_` 和 `.`，同一列表内不重复。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// Its name in both languages. 两种语言的名称。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
    /// Who published it. 发布单位。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    publisher: Field,
    /// When it was made, or the time it is of. 形成的时间，或数据所属的时点、时期。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::When>")]
    date: Field,
    /// What it covers. 范围。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    scope: Field,
    /// A note for readers. 给读者的说明。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    note: Field,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "sources",
    lists: &[("sources", part::<SourceShape>, "Where the numbers come from. 数据的来源。")],
    read: |reader, book| book.sources = sources(reader).into(),
};

/// The sources of the file.
fn sources(reader: &mut Reader<'_>) -> Vec<DataSource> {
    let mut ids = Ids::default();
    let entries = reader.entries("sources");
    entries.into_iter().filter_map(|entry| source(reader, entry, &mut ids)).collect()
}

fn source(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<DataSource> {
    let shape: SourceShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let name = reader.text(shape.name, entry, "name");
    let publisher = reader.optional_text(shape.publisher);
    let date = reader.date(shape.date);
    let scope = reader.optional_text(shape.scope);
    let note = reader.optional_text(shape.note);
    Some(DataSource { id: shape.id, name: name?, publisher, date, scope, note })
}
