//! `data/sources.yaml`: where the numbers come from.

use super::{Ids, Reader};
use crate::diagnostic::Spanned;
use crate::load::yaml::{Field, NodeId};
use crate::model::DataSource;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name"]))]
pub(super) struct SourceShape {
    id: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    name: Field,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    publisher: Field,
    #[serde(default)]
    #[schemars(with = "Option<super::schema::When>")]
    date: Field,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    scope: Field,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    note: Field,
}

/// The sources of the file.
pub(in crate::load) fn sources(reader: &mut Reader<'_>) -> Vec<DataSource> {
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
