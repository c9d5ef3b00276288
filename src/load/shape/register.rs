//! `data/figures.yaml` and `data/tables.yaml`: the registers.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Figure, FigureData, FigureKind, ProseText, Table, TableKind, Text};
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
    /// bar, column, stack, donut: a chart; image: a file; wanted: still to be supplied.
    /// bar 条形图，column 柱形图，stack 百分比条形图，donut 环形图，image 图片，wanted 待补。
    #[schemars(extend("enum" = FigureKind::ALL.map(|(name, _)| name)))]
    kind: Spanned<String>,
    /// Its number in the printed plan: `"1-12"`. 在印本中的图号。
    printed: Option<String>,
    /// Its title, without a number. 图名，不写图号。
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    title: Field,
    /// A note under the title. 图名下的附注。
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    caption: Field,
    /// What the figure shows, for readers who cannot see it; a chart makes its own. 替代文字，供看不见图的读者；由数据绘成的图可以不写。
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    alt: Field,
    /// What a chart draws. 图所用的数据。
    #[serde(default)]
    #[schemars(with = "Option<DataShape>")]
    data: Field,
    /// An id of sources.yaml. 来源的标识，见 sources.yaml。
    source: Option<Spanned<String>>,
    /// What must be supplied, for a wanted figure. 待补的图需要什么资料。
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    needs: Field,
    /// The image file, below content/: `images/photo.jpg`. 图片文件，从 content/ 之下写起。
    file: Option<Spanned<String>>,
}

/// What a chart draws: one fact with its members, or several numbers. 图的数据：一项数据的各成员，或若干个数。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DataShape {
    /// A fact with members, each of them a part. 有成员的一项数据，每个成员是一部分。
    fact: Option<Spanned<String>>,
    /// Keys or formulas, each of them a part. 若干个键或公式，每个是一部分。
    facts: Option<Vec<Spanned<String>>>,
    /// A label for each of `facts`, in their order. 与 `facts` 逐一对应的标签。
    #[schemars(with = "Option<Vec<super::text::TextShape>>")]
    labels: Option<Spanned<Vec<Field>>>,
    /// What the part is called that is left of 100%. 余下部分的名称。
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
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
    /// indicators, projects: all of them; facts: the facts of `rows`; members: those of a dimension.
    /// indicators 指标表，projects 项目表，facts 列出 `rows` 的数据，members 列出维度的成员。
    #[schemars(extend("enum" = ["indicators", "facts", "projects", "members"]))]
    kind: Spanned<String>,
    /// Its number in the printed plan: `"2-1"`. 在印本中的表号。
    printed: Option<String>,
    /// Its title, without a number. 表名，不写表号。
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    title: Field,
    /// Facts, or the dimension whose members are shown. 表的各行：数据的键，或维度的标识。
    rows: Option<Vec<Spanned<String>>>,
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
    let caption = reader.optional_text(shape.caption);
    let alt = reader.optional_text(shape.alt);
    let needs = reader.optional_text(shape.needs);
    let kind = reader.word(&shape.kind, &FigureKind::ALL);
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
