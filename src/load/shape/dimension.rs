//! `data/dimensions.yaml`: towns, zones, classes.

use super::{Ids, Reader};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Dimension, Member};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DimensionShape {
    id: Spanned<String>,
    #[serde(default)]
    name: Field,
    members: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberShape {
    id: Spanned<String>,
    #[serde(default)]
    name: Field,
    code: Option<String>,
    #[serde(default)]
    facts: Vec<Spanned<String>>,
    #[serde(default)]
    towns: Vec<Spanned<String>>,
    #[serde(default)]
    problems: Field,
    #[serde(default)]
    direction: Field,
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
    let problems = reader.optional_text(shape.problems);
    let direction = reader.optional_text(shape.direction);
    Some(Member {
        id: shape.id,
        name: name?,
        code: shape.code,
        facts: shape.facts,
        towns: shape.towns,
        problems,
        direction,
    })
}
