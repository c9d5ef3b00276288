//! `data/dimensions.yaml`: towns, zones, classes.

use super::{Ids, Reader};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Dimension, Member, MemberFact};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name", "members"]))]
pub(super) struct DimensionShape {
    id: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    name: Field,
    #[schemars(with = "Vec<MemberShape>")]
    members: Vec<Field>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name"]))]
pub(super) struct MemberShape {
    id: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    name: Field,
    code: Option<String>,
    #[serde(default)]
    #[schemars(with = "Vec<MemberFactShape>")]
    facts: Vec<Field>,
    #[serde(default)]
    towns: Vec<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    problems: Field,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    direction: Field,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["label", "key"]))]
pub(super) struct MemberFactShape {
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    label: Field,
    key: Spanned<String>,
}

/// The dimensions of the file.
pub(in crate::load) fn dimensions(reader: &mut Reader<'_>) -> Vec<Dimension> {
    let mut ids = Ids::default();
    let entries = reader.entries("dimensions");
    entries.into_iter().filter_map(|entry| dimension(reader, entry, &mut ids)).collect()
}

fn dimension(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Dimension> {
    let shape: DimensionShape = reader.typed(entry)?;
    reader.word_id(&shape.id);
    if shape.id.value == "year" {
        reader.fault(shape.id.span, Message::new("dimension-year"));
    }
    ids.declare(&shape.id, reader);
    let name = reader.text(shape.name, entry, "name");
    let mut members = Ids::default();
    let members = shape.members.iter().filter_map(|field| member(reader, field.0?, &mut members)).collect();
    Some(Dimension { id: shape.id, name: name?, members })
}

fn member(reader: &mut Reader<'_>, node: NodeId, ids: &mut Ids) -> Option<Member> {
    let shape: MemberShape = reader.typed(node)?;
    reader.word_id(&shape.id);
    ids.declare(&shape.id, reader);
    let name = reader.text(shape.name, node, "name");
    let facts = shape.facts.iter().filter_map(|field| member_fact(reader, field.0?)).collect();
    let problems = reader.optional_text(shape.problems);
    let direction = reader.optional_text(shape.direction);
    Some(Member { id: shape.id, name: name?, code: shape.code, facts, towns: shape.towns, problems, direction })
}

fn member_fact(reader: &mut Reader<'_>, node: NodeId) -> Option<MemberFact> {
    let shape: MemberFactShape = reader.typed(node)?;
    let label = reader.text(shape.label, node, "label");
    Some(MemberFact { label: label?, key: shape.key })
}
