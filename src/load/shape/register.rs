//! `data/figures.yaml` and `data/tables.yaml`: the registers.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{
    ChartKind, Figure, FigureData, FigureKind, FigureReference, GridUnit, Listed, ProseText, Sorting, Table, TableKind,
    Text,
};
use schemars::JsonSchema;
use serde::Deserialize;

/// A figure: a chart drawn from facts, an image, or one that is still wanted. 图：由数据绘成的图、图片，或待补的图。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "kind", "title"]))]
pub(super) struct FigureShape {
    /// What `![](fig:id)` shows and `[](#fig:id)` refers to: letters, digits, `-`, `_`, `.`.
    /// 正文以 `![](fig:标识)` 插图，以 `[](#fig:标识)` 引用。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// A kind of chart; image: a file; wanted: still to be supplied. 图的种类；image 图片，wanted 待补。
    #[schemars(extend("enum" = FigureKind::ALL.map(|(name, _)| name)))]
    kind: Spanned<String>,
    /// Its number in the printed plan: `"1-12"`. 在印本中的图号。
    printed: Option<String>,
    /// Its title, without a number. 图名，不写图号。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    title: Field,
    /// What the picture says: one sentence over it, its numbers tied as in the chapters. 图说：图上方的一句话，其中的数与正文一样系连。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    headline: Field,
    /// A note under the title. 图名下的附注。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    caption: Field,
    /// What the figure shows, for readers who cannot see it; a chart makes its own. 替代文字，供看不见图的读者；由数据绘成的图可以不写。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    alt: Field,
    /// What a chart draws. 图所用的数据。
    #[serde(default)]
    #[schemars(with = "Option<DataShape>")]
    data: Field,
    /// Numbers that the values are compared with. 用来比较的数，画成参照线。
    #[serde(default)]
    #[schemars(with = "Vec<ReferenceShape>")]
    reference: Vec<Field>,
    /// The order of the parts: ascending, descending; by default that of the data. 各部分的次序：升序、降序；不写则按数据的次序。
    #[schemars(extend("enum" = ["ascending", "descending"]))]
    sort: Option<Spanned<String>>,
    /// The member, or the entry of `facts`, that the picture points at. 图中突出的成员，或 `facts` 中的一项。
    highlight: Option<Spanned<String>>,
    /// log: the scale goes by powers of ten, for dots. log 表示刻度按十的幂，用于点图。
    #[schemars(extend("enum" = ["log"]))]
    scale: Option<Spanned<String>>,
    /// What a map is drawn on: geometry of maps.yaml. 地图的底图，见 maps.yaml。
    #[serde(default)]
    #[schemars(with = "Option<super::map::GroundShape>")]
    map: Field,
    /// Words in the picture itself, below the drawing. 写在图中的说明。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    note: Field,
    /// An id of sources.yaml. 来源的标识，见 sources.yaml。
    source: Option<Spanned<String>>,
    /// What must be supplied, for a wanted figure. 待补的图需要什么资料。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    needs: Field,
    /// The image file, below content/: `images/photo.jpg`. 图片文件，从 content/ 之下写起。
    file: Option<Spanned<String>>,
}

/// A number that others are compared with. 用来比较的数。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["key"]))]
pub(super) struct ReferenceShape {
    /// Its key, or a formula. 数的键或公式。
    key: Spanned<String>,
    /// What it is called; by default by the fact's name. 名称，不写则用数据的名称。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    label: Field,
}

/// What a chart draws: one fact with its members, several numbers, the members of a dimension, or a register.
/// 图的数据：一项数据的各成员，若干个数，一个维度的成员，或一个登记册。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DataShape {
    /// A fact with members, each of them a part. 有成员的一项数据，每个成员是一部分。
    fact: Option<Spanned<String>>,
    /// Keys or formulas, each of them a part. 若干个键或公式，每个是一部分。
    facts: Option<Vec<Spanned<String>>>,
    /// A label for each of `facts`, in their order. 与 `facts` 逐一对应的标签。
    #[schemars(with = "Option<Vec<super::schema::Wording>>")]
    labels: Option<Spanned<Vec<Field>>>,
    /// Keys of what is aimed at, one for each of `facts`. 与 `facts` 逐一对应的目标值的键。
    targets: Option<Vec<Spanned<String>>>,
    /// A dimension whose members are drawn. 画出成员的维度。
    members: Option<Spanned<String>>,
    /// A register whose entries are drawn. 画出条目的登记册：projects 项目，indicators 指标。
    #[schemars(extend("enum" = ["projects", "indicators"]))]
    register: Option<Spanned<String>>,
    /// What the part is called that is left of 100%. 余下部分的名称。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    rest: Field,
}

/// A table that is made from the data. 由数据生成的表。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "kind", "title"]))]
pub(super) struct TableShape {
    /// What `![](tab:id)` shows and `[](#tab:id)` refers to: letters, digits, `-`, `_`, `.`.
    /// 正文以 `![](tab:标识)` 插表，以 `[](#tab:标识)` 引用。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// indicators, projects, opinions: all of them; facts: the facts of `rows`; grid: `rows` by `columns`; members: those of a
    /// dimension; upper: the book's targets beside those of upper plans.
    /// indicators 指标表，projects 项目表，opinions 意见采纳情况表，facts 列出 `rows` 的数据，grid 为 `rows` 行 `columns` 列，members
    /// 列出维度的成员，upper 与上位规划目标对照。
    #[schemars(extend("enum" = ["indicators", "facts", "grid", "projects", "members", "opinions", "upper"]))]
    kind: Spanned<String>,
    /// Its number in the printed plan: `"2-1"`. 在印本中的表号。
    printed: Option<String>,
    /// Its title, without a number. 表名，不写表号。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    title: Field,
    /// Facts, or the dimension whose members are shown. 表的各行：数据的键，或维度的标识。
    rows: Option<Vec<Spanned<String>>>,
    /// Columns of a grid: a year (`latest`, 2024), a member, or `{head, formula}`. 表的各列（grid）：年份、成员，或 `{head, formula}`。
    #[serde(default)]
    #[schemars(with = "Option<Vec<super::schema::GridColumn>>")]
    columns: Vec<Field>,
    /// Where the units of a grid stand: row in a column of their own (by default), head behind the title, column in the
    /// heads of the columns. grid 的单位写在哪里：row 自成一列（默认），head 表名后，column 各列列名后。
    #[schemars(extend("enum" = ["row", "head", "column", null]))]
    unit: Option<Spanned<String>>,
    /// The key of the number that the rows make: the last row. 各行合计的键，印为末行。
    total: Option<Spanned<String>>,
}

/// `data/figures.yaml`.
pub(super) const FIGURES: DataFile = DataFile {
    name: "figures",
    lists: &[("figures", part::<FigureShape>, "The register of figures. 图的登记册。")],
    read: |reader, book| book.figures = figures(reader).into(),
};

/// The figures of the file.
fn figures(reader: &mut Reader<'_>) -> Vec<Figure> {
    let mut ids = Ids::default();
    let entries = reader.entries("figures");
    entries.into_iter().filter_map(|entry| figure(reader, entry, &mut ids)).collect()
}

fn figure(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Figure> {
    let shape: FigureShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let title = reader.text(shape.title, entry, "title");
    let headline = reader.optional_text(shape.headline);
    let caption = reader.optional_text(shape.caption);
    let alt = reader.optional_text(shape.alt);
    let needs = reader.optional_text(shape.needs);
    let note = reader.optional_text(shape.note);
    let references = shape.reference.iter().filter_map(|field| reference(reader, field.0?)).collect();
    let sorts = [("ascending", Sorting::Ascending), ("descending", Sorting::Descending)];
    let sort = shape.sort.and_then(|word| reader.word(&word, &sorts));
    let logarithmic = shape.scale.and_then(|word| reader.word(&word, &[("log", ())]).map(|()| word.span));
    let kind = reader.word(&shape.kind, &FigureKind::ALL);
    let map = shape.map.given(reader.tree).and_then(|node| super::map::ground(reader, node));
    let (data, targets, rest) = match shape.data.given(reader.tree) {
        Some(node) => figure_data(reader, node)?,
        None => (FigureData::None, Vec::new(), None),
    };
    let kind = Spanned::new(kind?, shape.kind.span);
    let missing = match kind.value {
        FigureKind::Chart(_) if matches!(data, FigureData::None) => Some("data"),
        FigureKind::Chart(ChartKind::Map) if shape.map.0.is_none() => Some("map"),
        FigureKind::Wanted if needs.is_none() && shape.needs.0.is_none() => Some("needs"),
        FigureKind::Image if shape.file.is_none() => Some("file"),
        _ => None,
    };
    if let Some(key) = missing {
        reader.fault(reader.tree.head(entry), Message::new("yaml-missing-key").with("key", key));
    }
    if let Some(node) = shape.map.0.filter(|_| kind.value != FigureKind::Chart(ChartKind::Map)) {
        reader.fault(reader.tree.span(node), Message::new("map-of-other-kind"));
    }
    Some(Figure {
        id: shape.id,
        kind,
        printed: shape.printed,
        title: title?,
        headline,
        caption,
        alt,
        data,
        targets,
        references,
        sort,
        highlight: shape.highlight,
        logarithmic,
        note,
        map,
        rest,
        source: shape.source,
        needs,
        file: shape.file,
        span: reader.tree.span(entry),
    })
}

fn reference(reader: &mut Reader<'_>, node: NodeId) -> Option<FigureReference> {
    let shape: ReferenceShape = reader.typed(node)?;
    let label = reader.optional_text(shape.label);
    Some(FigureReference { key: shape.key, label })
}

/// What a chart draws, what it aims at, and the label of what is left of the whole.
type Drawn = (FigureData, Vec<Spanned<String>>, Option<Text<ProseText>>);

fn figure_data(reader: &mut Reader<'_>, node: NodeId) -> Option<Drawn> {
    let shape: DataShape = reader.typed(node)?;
    let rest = reader.optional_text(shape.rest);
    let labels = shape.labels.map(|labels| {
        let texts: Vec<Text<ProseText>> =
            labels.value.iter().filter_map(|field| reader.text(*field, node, "labels")).collect();
        (labels.value.len(), labels.span, texts)
    });
    if let Some((_, place, _)) = labels.as_ref().filter(|_| shape.facts.is_none()) {
        reader.fault(*place, Message::new("figure-labels-without-facts"));
    }
    let count = shape.facts.as_ref().map_or(0, Vec::len);
    let mut targets = shape.targets.unwrap_or_default();
    if let Some(target) = targets.first().filter(|_| targets.len() != count) {
        reader.fault(target.span, Message::new("figure-targets-count").with("count", count));
        targets.clear();
    }
    let register = shape
        .register
        .map(|word| reader.word(&word, &[("projects", Listed::Projects), ("indicators", Listed::Indicators)]));
    let data = match (shape.fact, shape.facts, shape.members, register) {
        (Some(fact), None, None, None) => FigureData::Fact(fact),
        (None, Some(facts), None, None) => {
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
        (None, None, Some(dimension), None) => FigureData::Members(dimension),
        (None, None, None, Some(listed)) => FigureData::Listed(listed?),
        _ => {
            reader.fault(reader.tree.head(node), Message::new("figure-data-form"));
            return None;
        }
    };
    Some((data, targets, rest))
}

/// `data/tables.yaml`.
pub(super) const TABLES: DataFile = DataFile {
    name: "tables",
    lists: &[("tables", part::<TableShape>, "The register of tables. 表的登记册。")],
    read: |reader, book| book.tables = tables(reader).into(),
};

/// The tables of the file.
fn tables(reader: &mut Reader<'_>) -> Vec<Table> {
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
        ("grid", TableKind::Grid),
        ("projects", TableKind::Projects),
        ("members", TableKind::Members),
        ("opinions", TableKind::Opinions),
        ("upper", TableKind::Upper),
    ];
    let kind = reader.word(&shape.kind, &kinds)?;
    let rows = match (kind, shape.rows) {
        (TableKind::Facts | TableKind::Grid | TableKind::Members, None) => {
            reader.fault(reader.tree.head(entry), Message::new("yaml-missing-key").with("key", "rows"));
            Vec::new()
        }
        (TableKind::Indicators | TableKind::Projects | TableKind::Opinions | TableKind::Upper, Some(rows)) => {
            if let Some(row) = rows.first() {
                reader.fault(row.span, Message::new("table-rows-of-indicators"));
            }
            Vec::new()
        }
        (_, rows) => rows.unwrap_or_default(),
    };
    if let Some(total) = shape.total.as_ref().filter(|_| !matches!(kind, TableKind::Facts | TableKind::Grid)) {
        reader.fault(total.span, Message::new("table-total-of-facts"));
    }
    let total = shape.total.filter(|_| matches!(kind, TableKind::Facts | TableKind::Grid));
    let columns = super::grid::columns(reader, (kind, entry), shape.columns);
    let unit = shape.unit.as_ref().and_then(|word| reader.word(word, &GridUnit::ALL)).unwrap_or_default();
    let span = reader.tree.span(entry);
    Some(Table { id: shape.id, kind, printed: shape.printed, title: title?, rows, total, columns, unit, span })
}
