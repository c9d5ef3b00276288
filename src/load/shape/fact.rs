//! `data/facts/*.yaml`: the facts.

use super::{Ids, Reader};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, Kind, NodeId};
use crate::model::{Fact, FactValue, Qualifier};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactShape {
    id: Spanned<String>,
    #[serde(default)]
    name: Field,
    #[serde(default)]
    value: Field,
    #[serde(default)]
    range: Field,
    #[serde(default)]
    values: Field,
    #[serde(default)]
    targets: Field,
    #[serde(default)]
    by: Field,
    formula: Option<Spanned<String>>,
    unit: Spanned<String>,
    #[serde(default)]
    date: Field,
    source: Option<Spanned<String>>,
    qualifier: Option<Spanned<String>>,
    complete: Option<bool>,
    listed: Option<Spanned<String>>,
    exact: Option<bool>,
    whole: Option<Spanned<String>>,
    part_of: Option<Spanned<String>>,
    restates: Option<Spanned<String>>,
    #[serde(default)]
    note: Field,
}

/// The facts of one file; `ids` goes over all of them.
pub(in crate::load) fn facts(reader: &mut Reader<'_>, ids: &mut Ids) -> Vec<Fact> {
    let entries = reader.entries("facts");
    entries.into_iter().filter_map(|entry| fact(reader, entry, ids)).collect()
}

fn fact(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Fact> {
    let shape: FactShape = reader.typed(entry)?;
    reader.fact_id(&shape.id);
    if !ids.declare(&shape.id, reader) {
        // The first one stands: ties and formulas were written for it.
        return None;
    }
    let name = reader.text(shape.name, entry, "name");
    let by = dimensions(reader, shape.by);
    let value = value(reader, &shape, &by);
    let date = reader.date(shape.date);
    let note = reader.optional_text(shape.note);
    let qualifiers = [("about", Qualifier::About), ("over", Qualifier::Over), ("under", Qualifier::Under)];
    let qualifier = shape.qualifier.as_ref().and_then(|word| reader.word(word, &qualifiers));
    let listed = shape.listed.as_ref().and_then(|word| reader.word(word, &[("largest", true)]));
    Some(Fact {
        id: shape.id,
        name: name?,
        value: value?,
        formula: shape.formula,
        unit: shape.unit,
        date,
        source: shape.source,
        by,
        qualifier,
        complete: shape.complete,
        listed_largest: listed.unwrap_or(false),
        exact: shape.exact,
        whole: shape.whole,
        part_of: shape.part_of,
        restates: shape.restates,
        note,
        span: reader.tree.span(entry),
    })
}

/// `by:` a word or a list of words.
fn dimensions(reader: &mut Reader<'_>, by: Field) -> Vec<Spanned<String>> {
    let Some(node) = by.given(reader.tree) else { return Vec::new() };
    let words: Vec<Spanned<String>> = match &reader.tree.node(node).kind {
        Kind::List(_) => reader.typed(node).unwrap_or_default(),
        _ => reader.typed(node).into_iter().collect(),
    };
    for word in &words {
        reader.word_id(word);
    }
    words
}

/// One of `value`, `range`, `values` with `targets`; none of them only beside a formula.
fn value(reader: &mut Reader<'_>, shape: &FactShape, by: &[Spanned<String>]) -> Option<FactValue> {
    let members = shape.values.0.or(shape.targets.0);
    let ways = [shape.value.0, shape.range.0, members];
    if let Some(second) = ways.into_iter().flatten().nth(1) {
        reader.fault(reader.tree.span(second), Message::new("fact-two-values"));
        return None;
    }
    if let Some(node) = members {
        if by.is_empty() {
            reader.fault(reader.tree.head(node), Message::new("fact-by-missing"));
            return None;
        }
        if let Some(node) = shape.targets.0
            && !by.iter().any(|dimension| dimension.value == "year")
        {
            reader.fault(reader.tree.head(node), Message::new("fact-targets-by-year"));
        }
        let mut readings = reader.readings(shape.values, by, false);
        readings.extend(reader.readings(shape.targets, by, true));
        return Some(FactValue::Members(readings));
    }
    if let Some(dimension) = by.first() {
        if ways.iter().any(Option::is_some) || shape.formula.is_none() {
            reader.fault(dimension.span, Message::new("fact-values-missing"));
            return None;
        }
        return Some(FactValue::Members(Vec::new()));
    }
    if let Some(node) = shape.range.0 {
        return reader.range(node).map(|(low, high)| FactValue::Range(low, high));
    }
    match shape.value.0 {
        Some(node) => reader.reading(node, Vec::new(), false).map(|reading| FactValue::Single(Some(reading))),
        None if shape.formula.is_some() => Some(FactValue::Single(None)),
        None => {
            reader.fault(shape.id.span, Message::new("fact-value-missing"));
            None
        }
    }
}
