//! `data/projects.yaml`: programmes and their projects.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::Spanned;
use crate::load::yaml::{Field, NodeId};
use crate::model::{Programme, RestorationProject};
use schemars::JsonSchema;
use serde::Deserialize;

/// A programme: projects that serve one purpose. 重大工程：目的相同的一组项目。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name"]))]
pub(super) struct ProgrammeShape {
    /// Its id: letters, digits, `-`, `_` and `.`; stands once in this list. 标识：字母、数字、`-`、`_` 和 `.`，同一列表内不重复。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// Its name in both languages. 两种语言的名称。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
    /// Ids of the zones that it serves. 所在分区的标识。
    zones: Option<Vec<Spanned<String>>>,
    /// The id of the heading of its text. 正文中相应标题的标识。
    heading: Option<Spanned<String>>,
}

/// A project. What the plan leaves open is left out, or null, and shown as to be determined. 项目；原文未写的不填或写 null，显示为待定。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "programme", "name", "start", "end", "tasks"]))]
pub(super) struct ProjectShape {
    /// Its id: letters, digits, `-`, `_` and `.`; stands once in this list. 标识：字母、数字、`-`、`_` 和 `.`，同一列表内不重复。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// The id of its programme. 所属重大工程的标识。
    programme: Spanned<String>,
    /// Its name in both languages. 两种语言的名称。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
    /// The key of the year it begins: `legacy_mines.start`. 起始年的键。
    start: Spanned<String>,
    /// The key of the year it ends. 截止年的键。
    end: Spanned<String>,
    /// The id of its zone. 所在分区的标识。
    zone: Option<Spanned<String>>,
    /// Ids of the towns where it lies. 所在乡镇的标识。
    towns: Option<Vec<Spanned<String>>>,
    /// The place in words. 地点，用文字写。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    place: Field,
    /// Its main tasks in a sentence; numbers in it are tied. 主要任务，一句话；其中的数要系连。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    tasks: Field,
    /// Keys of what is to be done in numbers. 建设规模各数的键。
    measures: Option<Vec<Spanned<String>>>,
    /// Ids of the indicators that it serves. 所服务的指标的标识。
    indicators: Option<Vec<Spanned<String>>>,
    /// The key of the estimated investment. 估算投资的键。
    investment: Option<Spanned<String>>,
    /// Who is responsible. 责任单位。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    responsible: Field,
    /// Where the money comes from. 资金来源。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    funding: Field,
    /// The id of the heading of its text. 正文中相应标题的标识。
    heading: Option<Spanned<String>>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "projects",
    lists: &[
        ("programmes", part::<ProgrammeShape>, "The programmes. 重大工程。"),
        ("projects", part::<ProjectShape>, "Their projects. 各项目。"),
    ],
    read: |reader, book| {
        let (programmes, projects) = projects(reader);
        (book.programmes, book.projects) = (programmes.into(), projects.into());
    },
};

/// The programmes and the projects of the file.
fn projects(reader: &mut Reader<'_>) -> (Vec<Programme>, Vec<RestorationProject>) {
    let Some(found) = reader.frame(&["format", "programmes", "projects"]) else { return Default::default() };
    let mut ids = Ids::default();
    let programmes = reader.list(&found, "programmes");
    let programmes = programmes.into_iter().filter_map(|entry| programme(reader, entry, &mut ids)).collect();
    let mut ids = Ids::default();
    let projects = reader.list(&found, "projects");
    let projects = projects.into_iter().filter_map(|entry| project(reader, entry, &mut ids)).collect();
    (programmes, projects)
}

fn programme(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Programme> {
    let shape: ProgrammeShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let name = reader.text(shape.name, entry, "name");
    Some(Programme { id: shape.id, name: name?, zones: shape.zones.unwrap_or_default(), heading: shape.heading })
}

fn project(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<RestorationProject> {
    let shape: ProjectShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let name = reader.text(shape.name, entry, "name");
    let tasks = reader.text(shape.tasks, entry, "tasks");
    let place = reader.optional_text(shape.place);
    let responsible = reader.optional_text(shape.responsible);
    let funding = reader.optional_text(shape.funding);
    Some(RestorationProject {
        id: shape.id,
        programme: shape.programme,
        name: name?,
        start: shape.start,
        end: shape.end,
        zone: shape.zone,
        towns: shape.towns.unwrap_or_default(),
        place,
        tasks: tasks?,
        measures: shape.measures.unwrap_or_default(),
        indicators: shape.indicators.unwrap_or_default(),
        investment: shape.investment,
        responsible,
        funding,
        heading: shape.heading,
        span: reader.tree.span(entry),
    })
}
