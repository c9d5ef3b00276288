//! The columns of tables of rows and columns, in `data/tables.yaml`.

use super::Reader;
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, Kind, NodeId};
use crate::model::{GridColumn, GridContent, TableKind};
use schemars::JsonSchema;
use serde::Deserialize;

/// More decimals than this say nothing.
const MOST_DECIMALS: u32 = 6;

/// A column that is computed, or has a head of its own. 计算的列，或自写列名的列。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GridColumnShape {
    /// What stands over it. 列名。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    head: Field,
    /// A year or a member. 年份或成员。
    #[schemars(with = "Option<super::schema::Words>")]
    member: Option<Spanned<String>>,
    /// What it makes of each row: `growth(row, prior, latest)`. 由每行算出的数，行写作 row。
    formula: Option<Spanned<String>>,
    /// The unit of what is computed: `%`, `pp`. 计算结果的单位。
    unit: Option<Spanned<String>>,
    /// Decimals of what is computed; by default 1. 计算结果的小数位数，默认1位。
    #[schemars(range(max = 6))]
    decimals: Option<Spanned<u32>>,
}

/// The columns of a table; only a grid has some, and it must.
pub(super) fn columns(
    reader: &mut Reader<'_>,
    (kind, entry): (TableKind, NodeId),
    columns: Vec<Field>,
) -> Vec<GridColumn> {
    if kind == TableKind::Grid && columns.is_empty() {
        reader.fault(reader.tree.head(entry), Message::new("yaml-missing-key").with("key", "columns"));
    }
    if kind != TableKind::Grid
        && let Some(first) = columns.first().and_then(|column| column.0)
    {
        reader.fault(reader.tree.span(first), Message::new("table-columns-of-grid"));
        return Vec::new();
    }
    columns.into_iter().filter_map(|column| self::column(reader, column.0?)).collect()
}

fn column(reader: &mut Reader<'_>, node: NodeId) -> Option<GridColumn> {
    let span = reader.tree.span(node);
    if let Kind::Scalar(scalar) = &reader.tree.node(node).kind {
        let content = GridContent::Member(Spanned::new(scalar.text.to_string(), span));
        return Some(GridColumn { head: None, content, unit: None, decimals: None, span });
    }
    let shape: GridColumnShape = reader.typed(node)?;
    let content = match (shape.member, shape.formula) {
        (Some(member), None) => GridContent::Member(member),
        (None, Some(formula)) => GridContent::Formula(formula),
        _ => {
            reader.fault(span, Message::new("grid-column"));
            return None;
        }
    };
    let head = reader.optional_text(shape.head);
    if head.is_none() && matches!(content, GridContent::Formula(_)) {
        reader.fault(span, Message::new("yaml-missing-key").with("key", "head"));
    }
    let decimals = shape.decimals.map(|decimals| {
        if decimals.value > MOST_DECIMALS {
            reader.fault(decimals.span, Message::new("grid-decimals").with("most", MOST_DECIMALS.to_string()));
        }
        decimals.value.min(MOST_DECIMALS)
    });
    Some(GridColumn { head, content, unit: shape.unit, decimals, span })
}
