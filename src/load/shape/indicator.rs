//! `data/indicators.yaml`: the planning indicators.

use super::{Ids, Reader};
use crate::diagnostic::Spanned;
use crate::load::yaml::{Field, NodeId};
use crate::model::{Attribute, Counts, Direction, Indicator};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorShape {
    id: Spanned<String>,
    number: u32,
    class: Spanned<String>,
    attribute: Option<Spanned<String>>,
    direction: Option<Spanned<String>>,
    counts: Option<Spanned<String>>,
    fact: Spanned<String>,
    #[serde(default)]
    name: Field,
    #[serde(default)]
    note: Field,
}

/// The indicators of the file.
pub(in crate::load) fn indicators(reader: &mut Reader<'_>) -> Vec<Indicator> {
    let mut ids = Ids::default();
    let entries = reader.entries("indicators");
    entries.into_iter().filter_map(|entry| indicator(reader, entry, &mut ids)).collect()
}

fn indicator(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Indicator> {
    let shape: IndicatorShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let attributes = [("binding", Attribute::Binding), ("anticipatory", Attribute::Anticipatory)];
    let attribute = shape.attribute.as_ref().and_then(|word| reader.word(word, &attributes));
    let directions = [("up", Direction::Up), ("down", Direction::Down)];
    let direction = shape.direction.as_ref().and_then(|word| reader.word(word, &directions));
    let counted = [("level", Counts::Level), ("cumulative", Counts::Cumulative)];
    let counts = shape.counts.as_ref().and_then(|word| reader.word(word, &counted)).unwrap_or_default();
    let name = reader.optional_text(shape.name);
    let note = reader.optional_text(shape.note);
    Some(Indicator {
        id: shape.id,
        number: shape.number,
        class: shape.class,
        attribute,
        direction,
        counts,
        fact: shape.fact,
        name,
        note,
        span: reader.tree.span(entry),
    })
}
