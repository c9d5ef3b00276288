//! `data/units.yaml`: units beyond the built-in ones.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Text, UnitDef, UnitTable};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A unit beyond the built-in ones. 内置单位之外的单位。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name"]))]
pub(super) struct UnitShape {
    /// What `unit:` of a fact names: a word of letters, digits and `_`. 供数据的 `unit:` 引用：字母开头，由字母、数字和 `_` 组成。
    #[schemars(with = "super::schema::UnitId")]
    id: Spanned<String>,
    /// Its name in both languages, as it stands after a number. 两种语言的名称，印在数的后面。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
    /// count: counts things, so its numbers are exact; own: a quantity of its own. count 计数的单位，数为准确数；own 自成一类的量。
    #[schemars(extend("enum" = ["own", "count", null]))]
    dimension: Option<Spanned<String>>,
    /// Of which units it is made, each with a power of ten or without: `tce/1e4 yuan`. 由哪些单位构成，可带倍率：`tce/1e4 yuan`。
    of: Option<Spanned<String>>,
    /// The English plural, where the symbol is a word. 英文复数，名称是单词时才写。
    plural: Option<String>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "units",
    lists: &[("units", part::<UnitShape>, "Units beyond the built-in ones. 内置单位之外的单位。")],
    read: |reader, book| units(reader, &mut book.units),
};

/// Adds the units of the file.
fn units(reader: &mut Reader<'_>, table: &mut UnitTable) {
    let mut ids = Ids::default();
    for entry in reader.entries("units") {
        if let Some(unit) = unit(reader, entry, &mut ids, table) {
            table.insert(unit);
        }
    }
}

fn unit(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids, table: &UnitTable) -> Option<UnitDef> {
    let shape: UnitShape = reader.typed(entry)?;
    unit_id(reader, &shape.id);
    ids.declare(&shape.id, reader);
    let name = reader.text(shape.name, entry, "name");
    let (counting, (dimensions, numerator, denominator)) = kind(reader, &shape, table)?;
    let symbol = name?.plain();
    let mut aliases = Text { zh: vec![symbol.zh.clone()], en: vec![symbol.en.clone()] };
    aliases.en.extend(shape.plural.clone());
    Some(UnitDef {
        dimensions,
        id: shape.id.value,
        numerator,
        denominator,
        symbol,
        aliases,
        plural: shape.plural,
        counting,
        spaced: true,
        prefix: false,
    })
}

/// The dimensions of a unit, and one of it in base units as a fraction.
type Size = (BTreeMap<String, i8>, Decimal, Decimal);

/// Whether a unit counts, and its size: of its own, or made of units that stand above it.
fn kind(reader: &mut Reader<'_>, shape: &UnitShape, table: &UnitTable) -> Option<(bool, Size)> {
    match (&shape.dimension, &shape.of) {
        (Some(dimension), None) => {
            let counting = reader.word(dimension, &[("own", false), ("count", true)])?;
            let dimension = if counting { "count" } else { shape.id.value.as_str() };
            Some((counting, (BTreeMap::from([(dimension.to_owned(), 1)]), Decimal::ONE, Decimal::ONE)))
        }
        (None, Some(of)) => {
            let size = table.compound(&of.value);
            if size.is_none() {
                reader.fault(of.span, Message::new("unit-of").with("of", of.value.as_str()));
            }
            size.map(|size| (false, size))
        }
        _ => {
            reader.fault(shape.id.span, Message::new("unit-dimension").with("id", shape.id.value.as_str()));
            None
        }
    }
}

/// A unit's id stands in unit expressions, where `/` divides and a space follows the scale.
fn unit_id(reader: &mut Reader<'_>, id: &Spanned<String>) {
    let sound = id.value.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !sound {
        reader.fault(id.span, Message::new("yaml-word-id").with("id", id.value.as_str()));
    }
}
