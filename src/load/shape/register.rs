//! `data/figures.yaml` and `data/tables.yaml`: the registers.

use super::{Ids, Reader};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Figure, FigureData, FigureKind, ProseText, Table, TableKind, Text};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "kind", "title"]))]
pub(super) struct FigureShape {
    id: Spanned<String>,
    #[schemars(extend("enum" = ["bar", "column", "stack", "donut", "wanted", "image"]))]
    kind: Spanned<String>,
    printed: Option<String>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    title: Field,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    caption: Field,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    alt: Field,
    #[serde(default)]
    #[schemars(with = "Option<DataShape>")]
    data: Field,
    source: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    needs: Field,
    file: Option<Spanned<String>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DataShape {
    fact: Option<Spanned<String>>,
    facts: Option<Vec<Spanned<String>>>,
    #[schemars(with = "Option<Vec<super::text::TextShape>>")]
    labels: Option<Spanned<Vec<Field>>>,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    rest: Field,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "kind", "title"]))]
pub(super) struct TableShape {
    id: Spanned<String>,
    #[schemars(extend("enum" = ["indicators", "facts", "projects", "members"]))]
    kind: Spanned<String>,
    printed: Option<String>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    title: Field,
    /// Facts, or dimensions for members. 表的各行。
    rows: Option<Vec<Spanned<String>>>,
    /// The key of the number that the rows make: the last row. 各行合计的键，印为末行。
    total: Option<Spanned<String>>,
}

/// The figures of the file.
pub(in crate::load) fn figures(reader: &mut Reader<'_>) -> Vec<Figure> {
    let mut ids = Ids::default();
    let entries = reader.entries("figures");
    entries.into_iter().filter_map(|entry| figure(reader, entry, &mut ids)).collect()
}

fn figure(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Figure> {
    let shape: FigureShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let title = reader.text(shape.title, entry, "title");
    let caption = reader.optional_text(shape.caption);
    let alt = reader.optional_text(shape.alt);
    let needs = reader.optional_text(shape.needs);
    let kind = figure_kind(reader, &shape.kind);
    let (data, rest) = match shape.data.given(reader.tree) {
        Some(node) => figure_data(reader, node)?,
        None => (FigureData::None, None),
    };
    let kind = Spanned::new(kind?, shape.kind.span);
    let missing = match kind.value {
        FigureKind::Chart(_) if matches!(data, FigureData::None) => Some("data"),
        FigureKind::Wanted if needs.is_none() && shape.needs.0.is_none() => Some("needs"),
        FigureKind::Image if shape.file.is_none() => Some("file"),
        _ => None,
    };
    if let Some(key) = missing {
        reader.fault(reader.tree.head(entry), Message::new("yaml-missing-key").with("key", key));
    }
    Some(Figure {
        id: shape.id,
        kind,
        printed: shape.printed,
        title: title?,
        caption,
        alt,
        data,
        rest,
        source: shape.source,
        needs,
        file: shape.file,
        span: reader.tree.span(entry),
    })
}

fn figure_kind(reader: &mut Reader<'_>, word: &Spanned<String>) -> Option<FigureKind> {
    let known = [("bar", 'c'), ("column", 'c'), ("stack", 'c'), ("donut", 'c'), ("wanted", 'w'), ("image", 'i')];
    reader.word(word, &known).map(|kind| match kind {
        'w' => FigureKind::Wanted,
        'i' => FigureKind::Image,
        _ => FigureKind::Chart(word.value.clone()),
    })
}

/// What a chart draws, and the label of what is left of the whole.
fn figure_data(reader: &mut Reader<'_>, node: NodeId) -> Option<(FigureData, Option<Text<ProseText>>)> {
    let shape: DataShape = reader.typed(node)?;
    let rest = reader.optional_text(shape.rest);
    let labels = shape.labels.map(|labels| {
        let texts: Vec<Text<ProseText>> =
            labels.value.iter().filter_map(|field| reader.text(*field, node, "labels")).collect();
        (labels.value.len(), labels.span, texts)
    });
    let data = match (shape.fact, shape.facts) {
        (Some(fact), None) => {
            if let Some((_, place, _)) = labels {
                reader.fault(place, Message::new("figure-labels-without-facts"));
            }
            FigureData::Fact(fact)
        }
        (None, Some(facts)) => {
            let labels = labels.map(|(count, place, texts)| {
                if count != facts.len() {
                    reader.fault(place, Message::new("figure-labels-count").with("count", facts.len()));
                }
                texts
            });
            // Labels that do not fit would name the wrong parts.
            let fitting = labels.filter(|texts| texts.len() == facts.len());
            FigureData::Facts(facts, fitting)
        }
        _ => {
            reader.fault(reader.tree.head(node), Message::new("figure-data-form"));
            return None;
        }
    };
    Some((data, rest))
}

/// The tables of the file.
pub(in crate::load) fn tables(reader: &mut Reader<'_>) -> Vec<Table> {
    let mut ids = Ids::default();
    let entries = reader.entries("tables");
    entries.into_iter().filter_map(|entry| table(reader, entry, &mut ids)).collect()
}

fn table(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Table> {
    let shape: TableShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let title = reader.text(shape.title, entry, "title");
    let kinds = [
        ("indicators", TableKind::Indicators),
        ("facts", TableKind::Facts),
        ("projects", TableKind::Projects),
        ("members", TableKind::Members),
    ];
    let kind = reader.word(&shape.kind, &kinds)?;
    let rows = match (kind, shape.rows) {
        (TableKind::Facts | TableKind::Members, None) => {
            reader.fault(reader.tree.head(entry), Message::new("yaml-missing-key").with("key", "rows"));
            Vec::new()
        }
        (TableKind::Indicators | TableKind::Projects, Some(rows)) => {
            if let Some(row) = rows.first() {
                reader.fault(row.span, Message::new("table-rows-of-indicators"));
            }
            Vec::new()
        }
        (_, rows) => rows.unwrap_or_default(),
    };
    if let Some(total) = shape.total.as_ref().filter(|_| kind != TableKind::Facts) {
        reader.fault(total.span, Message::new("table-total-of-facts"));
    }
    let total = shape.total.filter(|_| kind == TableKind::Facts);
    let span = reader.tree.span(entry);
    Some(Table { id: shape.id, kind, printed: shape.printed, title: title?, rows, total, span })
}
