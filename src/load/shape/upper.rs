//! `data/upper.yaml`: targets that plans above this one set.

use super::{DataFile, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Demand, UpperTarget, ValueState};
use schemars::JsonSchema;
use serde::Deserialize;

/// A target of an upper plan. 上位规划下达的一项目标。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["year", "value", "unit", "source"]))]
pub(super) struct UpperShape {
    /// The indicator of this book that it is set for, an id of indicators.yaml. 对应本书的指标，见 indicators.yaml。
    indicator: Option<Spanned<String>>,
    /// A number of this book, where it is no indicator: `forest.cover`. 不是指标的，写数据的键。
    key: Option<Spanned<String>>,
    /// The year. 年份。
    year: Spanned<i32>,
    /// The value, as the upper plan prints it. 目标值，照上位规划的位数写。
    #[schemars(with = "super::schema::Number")]
    value: Field,
    /// Its unit there. 上位规划所用的单位。
    unit: Spanned<String>,
    /// at_least (by default), at_most or equal: what the book's value must be. at_least 不低于（默认），at_most 不高于，equal 相等。
    #[schemars(extend("enum" = ["at_least", "at_most", "equal", null]))]
    bound: Option<Spanned<String>>,
    /// The upper plan, an id of sources.yaml. 上位规划，见 sources.yaml。
    source: Spanned<String>,
    /// The number of the document. 文号。
    document: Option<String>,
    /// The page. 页码。
    page: Option<String>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "upper",
    lists: &[("targets", part::<UpperShape>, "Targets set by upper plans. 上位规划下达的目标。")],
    read: |reader, book| {
        let entries = reader.entries("targets");
        book.upper = entries.into_iter().filter_map(|entry| upper(reader, entry)).collect();
    },
};

fn upper(reader: &mut Reader<'_>, entry: NodeId) -> Option<UpperTarget> {
    let shape: UpperShape = reader.typed(entry)?;
    let span = reader.tree.span(entry);
    if shape.indicator.is_some() == shape.key.is_some() {
        reader.fault(reader.tree.head(entry), Message::new("upper-which"));
        return None;
    }
    let demand = shape.bound.as_ref().and_then(|word| reader.word(word, &Demand::ALL));
    let state = reader.value_state(shape.value.0?)?;
    let ValueState::Given(value) = state.value else {
        reader.fault(state.span, Message::new("yaml-number-expected"));
        return None;
    };
    let UpperShape { indicator, key, year, unit, source, document, page, .. } = shape;
    let (year, demand) = (year.value, demand.unwrap_or_default());
    Some(UpperTarget { indicator, key, year, value, unit, demand, source, document, page, span })
}
