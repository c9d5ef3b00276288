//! `data/facts/*.yaml`: the facts.

use super::{DataFile, FactIds, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, Kind, NodeId};
use crate::model::{Fact, FactValue, Measures, Qualifier};
use schemars::JsonSchema;
use serde::Deserialize;

/// A number of the plan, or several by town, class or year, in its one home. 规划的一项数据，或按乡镇、类别、年份分列的一组数；只在这里写一次。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name", "unit"], "if" = by_year(), "then" = years_alone()))]
pub(super) struct FactShape {
    /// Lower-case words with `_`, joined by `.`: `land.grassland.area`; what ties name. 数据的键：小写词，用 `.` 连接，正文以它系连。
    #[schemars(with = "super::schema::FactId")]
    id: Spanned<String>,
    /// The ids that it had before, written by `tallybook rename`. 曾用的键，由 `tallybook rename` 写入。
    #[serde(default)]
    formerly: Vec<Spanned<String>>,
    /// Its name in both languages. 两种语言的名称。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
    /// One number, as the plan prints it. 一个数，照原文的位数写。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Reading>")]
    value: Field,
    /// A range: lowest and highest, as `[69, 177]`. 范围：最小值、最大值，如 `[69, 177]`。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Range>")]
    range: Field,
    /// Observed numbers by member, as `by` says. 按成员列出的现状值，成员见 `by`。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Readings>")]
    values: Field,
    /// Planned numbers by year; null is to be determined. 按年份列出的目标值，null 为待定。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Readings>")]
    targets: Field,
    /// The dimension or dimensions that the numbers run over: `town`, `year`, `[town, year]`. 分列所依据的维度。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::By>")]
    by: Field,
    /// What the number is made of, or must agree with. 计算公式；已有数值的须与之相符。
    formula: Option<Spanned<String>>,
    /// `km2`, `%`, `1e4 person`, `m3/person`; `1` for a pure number. 单位，可带倍率；没有单位的写 `1`。
    unit: Spanned<String>,
    /// When it held: a year, a day, or a period. 时点或时期。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::When>")]
    date: Field,
    /// An id of sources.yaml. 来源的标识，见 sources.yaml。
    source: Option<Spanned<String>>,
    /// How the plan hedges it: about, over, under. 原文的说法：about 约，over 多、以上，under 不足。
    #[schemars(extend("enum" = ["about", "over", "under", null]))]
    qualifier: Option<Spanned<String>>,
    /// What the numbers measure, where the name does not say it: level, change (up is positive), rise or fall (how much).
    /// 数值的性质（名称看不出时写明）：level 水平值，change 变化量（增为正），rise 增加量，fall 减少量。
    #[schemars(extend("enum" = ["level", "change", "rise", "fall", null]))]
    measures: Option<Spanned<String>>,
    /// true: these are all the parts; false: not all are known, so that they need not make the whole.
    /// true 已列全；false 未列全，各部分之和不必等于整体。
    complete: Option<bool>,
    /// largest: the source names the largest members only. largest：原文只列出居前的成员。
    #[schemars(extend("enum" = ["largest", null]))]
    listed: Option<Spanned<String>>,
    /// true: stands for itself, not for an interval of rounding. true：准确数，不按末位修约区间理解。
    exact: Option<bool>,
    /// The members are parts of this fact and make it together. 各成员是这项数据的组成部分，合计应与之相等。
    whole: Option<Spanned<String>>,
    /// Cannot exceed this fact. 不得超过这项数据。
    part_of: Option<Spanned<String>>,
    /// Another place of the plan that states the same quantity. 原文另一处写的同一个量。
    restates: Option<Spanned<String>>,
    /// A note for readers, printed beside the number. 给读者的说明，印在数的旁边。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    note: Field,
    /// internal: kept in the book, withheld from the public edition. internal：保留在书中，公开版不公布。
    #[schemars(extend("enum" = ["public", "internal", null]))]
    audience: Option<Spanned<String>>,
    /// Who is to give its next numbers: a member of the dimension `office`; `export xlsx --for` asks for it. 责任单位：由谁填报，维度 `office` 的成员。
    filled_by: Option<Spanned<String>>,
    /// Until when: 2026-12-31. 填报期限，年月日。
    #[schemars(with = "Option<super::schema::WholeDay>")]
    due: Option<Spanned<String>>,
}

/// A fact by year alone, for the schema.
fn by_year() -> serde_json::Value {
    serde_json::json!({"required": ["by"], "properties": {"by": {"const": "year"}}})
}

/// Members that are years, for the schema.
fn years_alone() -> serde_json::Value {
    let years = serde_json::json!({"propertyNames": {"pattern": "^[0-9]{4}(q[1-4]|m(0[1-9]|1[0-2]))?$"}});
    serde_json::json!({"properties": {"values": years, "targets": years}})
}

/// A theme's file of `data/facts/`, for its schema. Themes are read side by side, see [`facts`]; this list has no one file.
pub(super) const THEME: DataFile = DataFile {
    name: "facts",
    lists: &[("facts", part::<FactShape>, "The facts of this file; a file a theme. 本文件的各项数据，一类一个文件。")],
    read: |_, _| {},
};

/// The facts of one file; `ids` are those of all of them.
pub(in crate::load) fn facts(reader: &mut Reader<'_>, ids: &FactIds<'_>) -> Vec<Fact> {
    let entries = reader.entries("facts");
    entries.into_iter().filter_map(|entry| fact(reader, entry, ids)).collect()
}

fn fact(reader: &mut Reader<'_>, entry: NodeId, ids: &FactIds<'_>) -> Option<Fact> {
    let shape: FactShape = reader.typed(entry)?;
    reader.fact_id(&shape.id);
    let first = ids.declare(&shape.id, reader);
    let name = reader.text(shape.name, entry, "name");
    let by = dimensions(reader, shape.by);
    let value = value(reader, &shape, &by);
    let date = reader.date(shape.date);
    let note = reader.optional_text(shape.note).map(Box::new);
    let qualifiers = [("about", Qualifier::About), ("over", Qualifier::Over), ("under", Qualifier::Under)];
    let qualifier = shape.qualifier.as_ref().and_then(|word| reader.word(word, &qualifiers));
    let kinds =
        [("level", Measures::Level), ("change", Measures::Change), ("rise", Measures::Rise), ("fall", Measures::Fall)];
    let measures = shape.measures.as_ref().and_then(|word| reader.word(word, &kinds));
    let listed = shape.listed.as_ref().and_then(|word| reader.word(word, &[("largest", true)]));
    let internal = shape.audience.as_ref().is_some_and(|word| reader.internal(word));
    let due = shape.due.as_ref().and_then(|day| reader.whole_day(day));
    // Of two facts of one id the first one stands: ties and formulas were written for it.
    first.then_some(())?;
    Some(Fact {
        id: shape.id,
        formerly: shape.formerly,
        name: name?,
        value: value?,
        formula: shape.formula,
        unit: shape.unit,
        date,
        source: shape.source,
        by,
        qualifier,
        measures,
        complete: shape.complete,
        listed_largest: listed.unwrap_or(false),
        exact: shape.exact,
        whole: shape.whole,
        part_of: shape.part_of,
        restates: shape.restates,
        note,
        internal,
        filled_by: shape.filled_by,
        due,
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
        return reader.range(node).map(|(low, high)| FactValue::Range(Box::new([low, high])));
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
