//! `data/indicators.yaml`: the planning indicators.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::Spanned;
use crate::load::yaml::{Field, NodeId};
use crate::model::{Attribute, Counts, Direction, Indicator};
use schemars::JsonSchema;
use serde::Deserialize;

/// A planning indicator. It repeats no number: it names its fact. 规划指标；不重复写数，只指明存放数值的数据。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IndicatorShape {
    /// Its id: letters, digits, `-`, `_` and `.`; stands once in this list. 标识：字母、数字、`-`、`_` 和 `.`，同一列表内不重复。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// Its row in the table of indicators. 在指标表中的序号。
    number: u32,
    /// A member of the dimension `indicator_class`. 指标类型，维度 `indicator_class` 的成员。
    class: Spanned<String>,
    /// binding or anticipatory; leave it out where the plan leaves it open. binding 约束性，anticipatory 预期性；原文未写的不填。
    #[schemars(extend("enum" = ["binding", "anticipatory", null]))]
    attribute: Option<Spanned<String>>,
    /// up: more is better; down: less is better. up 越高越好，down 越低越好。
    #[schemars(extend("enum" = ["up", "down", null]))]
    direction: Option<Spanned<String>>,
    /// level: the state in the year; cumulative: done since the plan began. level 当年水平，cumulative 规划期内累计。
    #[schemars(extend("enum" = ["level", "cumulative", null]))]
    counts: Option<Spanned<String>>,
    /// The fact by year that holds its values and targets. 存放现状值和目标值的数据。
    fact: Spanned<String>,
    /// Its name, where it differs from the fact’s. 名称，与数据的名称不同时才写。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    name: Field,
    /// A note for readers. 给读者的说明。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    note: Field,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "indicators",
    lists: &[("indicators", part::<IndicatorShape>, "The planning indicators. 规划指标。")],
    read: |reader, book| book.indicators = indicators(reader).into(),
};

/// The indicators of the file.
fn indicators(reader: &mut Reader<'_>) -> Vec<Indicator> {
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
