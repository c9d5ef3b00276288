//! `data/dimensions.yaml`: towns, zones, classes.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Bearing, Colour, Dimension, Form, Member, MemberFact};
use schemars::JsonSchema;
use serde::Deserialize;

/// What facts are broken down by: towns, zones, land classes. 数据分列所依据的维度：乡镇、分区、地类等。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name", "members"]))]
pub(super) struct DimensionShape {
    /// A lower-case word with `_`; what `by:` names. `year` is built in. 小写词，可带 `_`，供 `by:` 引用；`year` 是内置的，不必写。
    #[schemars(with = "super::schema::DimensionId")]
    id: Spanned<String>,
    /// Its name in both languages. 两种语言的名称。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
    /// ordinal: the members have an order, their colours go by steps. ordinal 表示成员有等级次序，颜色按次序深浅。
    #[schemars(extend("enum" = ["ordinal"]))]
    scale: Option<Spanned<String>>,
    /// Its members; tables and charts keep this order. 各成员，表和图按此次序排列。
    #[schemars(with = "Vec<MemberShape>")]
    members: Vec<Field>,
}

/// A member of a dimension: a town, a zone, a class. 维度的一个成员：一个乡镇、一个分区、一个类别。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name"]))]
pub(super) struct MemberShape {
    /// A lower-case word with `_`, as in `zone.area@north`; a hyphen would be a minus.
    /// 小写词，可带 `_`，如 `zone.area@north` 的 north；连字符会被当作减号。
    #[schemars(with = "super::schema::WordId")]
    id: Spanned<String>,
    /// Its name in both languages. 两种语言的名称。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
    /// Its code in official statistics. 统计用的代码。
    code: Option<String>,
    /// Numbers that describe it, for tables of members. 说明它的数，用于成员表。
    #[serde(default)]
    #[schemars(with = "Vec<MemberFactShape>")]
    facts: Vec<Field>,
    /// Ids of the towns that it covers, for zones. 所含乡镇的标识，用于分区。
    #[serde(default)]
    towns: Vec<Spanned<String>>,
    /// What is wrong there, in a sentence. 主要问题，一句话。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    problems: Field,
    /// What is to be done there, in a sentence. 修复方向，一句话。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    direction: Field,
    /// Its colour in all pictures, by what it stands for. 它在各图中的颜色，按含义选。
    #[schemars(extend("enum" = Colour::ALL.map(|(name, _)| name)))]
    colour: Option<Spanned<String>>,
    /// Its place in a tile map: column and row, from 1; no survey. 方格图中的列和行，从1起；只是示意。
    tile: Option<Spanned<(u8, u8)>>,
    /// Where it lies, for schemes and neighbours. 方位，用于示意图和邻接图。
    #[schemars(extend("enum" = Bearing::ALL.map(|(name, ..)| name)))]
    side: Option<Spanned<String>>,
    /// What it is in a scheme. 示意图中的形式：shield 屏障，belt 带，corridor 廊道。
    #[schemars(extend("enum" = Form::ALL.map(|(name, ..)| name)))]
    form: Option<Spanned<String>>,
}

/// A number that describes a member. 说明成员的一个数。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["label", "key"]))]
pub(super) struct MemberFactShape {
    /// What the number is called in the table. 表中的名目。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    label: Field,
    /// The key of the number: `zone.area@north`. 数的键，如 `zone.area@north`。
    key: Spanned<String>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "dimensions",
    lists: &[("dimensions", part::<DimensionShape>, "Towns, zones, classes. 乡镇、分区、类别等维度。")],
    read: |reader, book| book.dimensions = dimensions(reader).into(),
};

/// The dimensions of the file.
fn dimensions(reader: &mut Reader<'_>) -> Vec<Dimension> {
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
    let members: Vec<Member> =
        shape.members.iter().filter_map(|field| member(reader, field.0?, &mut members)).collect();
    let ordinal = shape.scale.is_some_and(|scale| reader.word(&scale, &[("ordinal", ())]).is_some());
    Some(Dimension { id: shape.id, name: name?, ordinal, members: members.into() })
}

fn member(reader: &mut Reader<'_>, node: NodeId, ids: &mut Ids) -> Option<Member> {
    let shape: MemberShape = reader.typed(node)?;
    reader.word_id(&shape.id);
    ids.declare(&shape.id, reader);
    let name = reader.text(shape.name, node, "name");
    let facts = shape.facts.iter().filter_map(|field| member_fact(reader, field.0?)).collect();
    let problems = reader.optional_text(shape.problems);
    let direction = reader.optional_text(shape.direction);
    let colour = shape.colour.and_then(|word| reader.word(&word, &Colour::ALL));
    let side = shape.side.and_then(|word| reader.word(&word, &Bearing::ALL.map(|(name, side, _)| (name, side))));
    let form = shape.form.and_then(|word| reader.word(&word, &Form::ALL.map(|(name, form, _)| (name, form))));
    Some(Member {
        id: shape.id,
        name: name?,
        code: shape.code,
        facts,
        towns: shape.towns,
        problems,
        direction,
        colour,
        tile: shape.tile.map(|tile| tile.value),
        side,
        form,
    })
}

fn member_fact(reader: &mut Reader<'_>, node: NodeId) -> Option<MemberFact> {
    let shape: MemberFactShape = reader.typed(node)?;
    let label = reader.text(shape.label, node, "label");
    Some(MemberFact { label: label?, key: shape.key })
}
