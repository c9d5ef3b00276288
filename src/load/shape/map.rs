//! `data/maps.yaml`: the ledger of the owner's geometry; and what a map of `figures.yaml` names.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{MapFile, MapSetting, Projection, decimal};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Deserialize;

/// A file of `data/maps/` and where it is from. Nothing of it is published without `publish: true` and its number.
/// `data/maps/` 中的一个文件及其来历。没有写明 `publish: true` 和审图号的，一律不进公开版。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "file", "title", "source", "crs", "sha256"]))]
pub(super) struct MapShape {
    /// Its id: letters, digits, `-`, `_` and `.`; stands once in this list. 标识：字母、数字、`-`、`_` 和 `.`，同一列表内不重复。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// A GeoJSON file below data/maps/: `county.geojson`. GeoJSON 文件，从 data/maps/ 之下写起。
    file: Spanned<String>,
    /// What it shows, for legends: towns, rivers. 图上是什么，用于图例，如乡镇、河流。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    title: Field,
    /// An id of sources.yaml. 来源的标识，见 sources.yaml。
    source: Spanned<String>,
    /// Of when it is. 资料的时间。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::When>")]
    date: Field,
    /// Its coordinates: cgcs2000 or wgs84, in degrees. 坐标系：cgcs2000 或 wgs84，经纬度。
    #[schemars(extend("enum" = ["cgcs2000", "wgs84"]))]
    crs: Spanned<String>,
    /// The number under which it was approved for the public. 审图号。
    approval: Option<Spanned<String>>,
    /// public or internal. public 可公开，internal 内部使用。
    #[schemars(extend("enum" = ["public", "internal", null]))]
    classification: Option<Spanned<String>>,
    /// Whether the public edition may show it; wants a number. 公开版能否刊登；要有审图号。
    #[serde(default)]
    publish: bool,
    /// The SHA-256 of the file that was approved; an error of the tool tells the file's own. 送审文件的 SHA-256；工具报错时会写出文件现在的值。
    sha256: Option<Spanned<String>>,
    /// The dimension whose members its features are. 各图形所对应的维度。
    members: Option<Spanned<String>>,
    /// The property of a feature that holds its member's id or code. 图形的哪个属性写着成员的标识或代码。
    property: Option<Spanned<String>>,
    /// Members of which it has no feature. 没有图形的成员。
    #[serde(default)]
    without: Vec<Spanned<String>>,
    /// Whether its areas must have their borders in common. 各面的边界是否必须重合、不留缝隙。
    #[serde(default)]
    shared: bool,
}

/// What a map is drawn on. 地图的底图。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["areas"]))]
pub(super) struct GroundShape {
    /// An id of maps.yaml: the areas that are coloured. 着色的面，maps.yaml 中的标识。
    areas: Spanned<String>,
    /// Ids of maps.yaml: lines and points over them. 面上的线和点，maps.yaml 中的标识。
    #[serde(default)]
    over: Vec<Spanned<String>>,
    /// The borders between classes, ascending, in the fact's unit. 分级界线，由小到大，单位同数据。
    #[serde(default)]
    #[schemars(with = "Vec<super::schema::Number>")]
    breaks: Vec<Spanned<String>>,
    /// gauss_kruger or albers; by default by how wide the data are. 投影：gauss_kruger 高斯—克吕格，albers 阿尔伯斯；不写则按数据的宽度选。
    #[schemars(extend("enum" = ["gauss_kruger", "albers", null]))]
    projection: Option<Spanned<String>>,
    /// The central meridian in degrees. 中央经线，度。
    #[schemars(with = "Option<super::schema::Number>")]
    meridian: Option<Spanned<String>>,
    /// The two standard parallels in degrees, for albers. 两条标准纬线，度，用于 albers。
    #[serde(default)]
    #[schemars(with = "Vec<super::schema::Number>")]
    parallels: Vec<Spanned<String>>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "maps",
    lists: &[("maps", part::<MapShape>, "The ledger of geometry: data/maps/. 底图台账，文件在 data/maps/。")],
    read: |reader, book| book.maps = maps(reader).into(),
};

/// Coordinates that are refused: shifted on purpose, or of another datum. Each with what to do.
const REFUSED: [(&str, &str); 7] = [
    ("gcj02", "map-crs.shifted"),
    ("gcj-02", "map-crs.shifted"),
    ("bd09", "map-crs.shifted"),
    ("bd-09", "map-crs.shifted"),
    ("xian80", "map-crs.datum"),
    ("beijing54", "map-crs.datum"),
    ("gauss_kruger", "map-crs.projected"),
];

/// Words of what must not be in a book at all.
const SECRET: [&str; 7] = ["secret", "confidential", "top_secret", "秘密", "机密", "绝密", "涉密"];

/// The maps of the file.
fn maps(reader: &mut Reader<'_>) -> Vec<MapFile> {
    let mut ids = Ids::default();
    let entries = reader.entries("maps");
    entries.into_iter().filter_map(|entry| map(reader, entry, &mut ids)).collect()
}

fn map(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<MapFile> {
    let shape: MapShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let title = reader.text(shape.title, entry, "title");
    let date = reader.date(shape.date);
    coordinates(reader, &shape.crs);
    let internal = shape.classification.as_ref().is_some_and(|word| is_internal(reader, word));
    let approval = shape.approval.filter(|number| !number.value.trim().is_empty());
    if shape.publish && approval.is_none() {
        reader.fault(reader.tree.head(entry), Message::new("map-publish-without-number"));
    }
    if shape.publish && internal {
        reader.fault(reader.tree.head(entry), Message::new("map-publish-internal"));
    }
    if let (Some(members), None) = (&shape.members, &shape.property) {
        reader.fault(members.span, Message::new("yaml-missing-key").with("key", "property"));
    }
    if let (None, Some(property)) = (&shape.members, &shape.property) {
        reader.fault(property.span, Message::new("yaml-missing-key").with("key", "members"));
    }
    Some(MapFile {
        id: shape.id,
        file: shape.file,
        title: title?,
        source: shape.source,
        date,
        approval,
        internal,
        publish: shape.publish,
        sha256: shape.sha256,
        members: shape.members,
        property: shape.property,
        without: shape.without,
        shared: shape.shared,
        features: Vec::new(),
        span: reader.tree.span(entry),
    })
}

/// Reports coordinates that cannot be drawn as what they say that they are.
fn coordinates(reader: &mut Reader<'_>, crs: &Spanned<String>) {
    let lower = crs.value.to_lowercase();
    match REFUSED.iter().find(|(word, _)| *word == lower) {
        Some((_, message)) => reader.fault(crs.span, Message::new(message).with("crs", crs.value.as_str())),
        None => drop(reader.word(crs, &[("cgcs2000", ()), ("wgs84", ())])),
    }
}

fn is_internal(reader: &mut Reader<'_>, word: &Spanned<String>) -> bool {
    if SECRET.contains(&word.value.to_lowercase().as_str()) {
        reader.fault(word.span, Message::new("map-secret"));
        return true;
    }
    reader.word(word, &[("public", false), ("internal", true)]).unwrap_or(true)
}

/// What a figure's `map:` says.
pub(super) fn ground(reader: &mut Reader<'_>, node: NodeId) -> Option<MapSetting> {
    let shape: GroundShape = reader.typed(node)?;
    let breaks: Vec<Spanned<Decimal>> = shape.breaks.iter().filter_map(|number| amount(reader, number)).collect();
    if let Some(pair) = breaks.windows(2).find(|pair| pair[0].value >= pair[1].value) {
        reader.fault(pair[1].span, Message::new("map-breaks-order"));
    }
    if let Some(number) = breaks.get(MOST_BREAKS) {
        reader.fault(number.span, Message::new("map-breaks-many").with("count", MOST_BREAKS));
    }
    let meridian = shape.meridian.as_ref().and_then(|number| degrees(reader, number, 180));
    let parallels: Vec<f64> = shape.parallels.iter().filter_map(|number| degrees(reader, number, 89)).collect();
    let parallels = match (shape.parallels.first(), parallels.as_slice()) {
        (None, _) => None,
        (Some(_), [one, other]) if one + other != 0.0 => Some((*one, *other)),
        (Some(first), _) => {
            reader.fault(first.span, Message::new("map-parallels"));
            None
        }
    };
    let projection = match &shape.projection {
        None => {
            if let Some(first) = shape.meridian.iter().chain(&shape.parallels).next() {
                reader.fault(first.span, Message::new("yaml-missing-key").with("key", "projection"));
            }
            None
        }
        Some(word) => reader.word(
            word,
            &[("gauss_kruger", Projection::GaussKruger(meridian)), ("albers", Projection::Albers(meridian, parallels))],
        ),
    };
    if let (Some(Projection::GaussKruger(_)), Some(first)) = (projection, shape.parallels.first()) {
        reader.fault(first.span, Message::new("map-parallels-idle"));
    }
    Some(MapSetting { areas: shape.areas, over: shape.over, breaks, projection })
}

/// So many borders make as many classes as there are steps of colour.
const MOST_BREAKS: usize = 6;

fn amount(reader: &mut Reader<'_>, number: &Spanned<String>) -> Option<Spanned<Decimal>> {
    match decimal(&number.value) {
        Ok(amount) => Some(Spanned::new(amount, number.span)),
        Err(message) => {
            reader.fault(number.span, message);
            None
        }
    }
}

/// Degrees between minus and plus `most`.
fn degrees(reader: &mut Reader<'_>, number: &Spanned<String>, most: u32) -> Option<f64> {
    let amount = amount(reader, number)?.value;
    if amount.abs() > Decimal::from(most) {
        reader.fault(number.span, Message::new("map-degrees").with("most", most.to_string()));
        return None;
    }
    amount.to_f64()
}
