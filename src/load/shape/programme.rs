//! `data/projects.yaml`: programmes and their projects.

use super::{Ids, Reader};
use crate::diagnostic::Spanned;
use crate::load::yaml::{Field, NodeId};
use crate::model::{Programme, RestorationProject};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name"]))]
pub(super) struct ProgrammeShape {
    id: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    name: Field,
    zones: Option<Vec<Spanned<String>>>,
    heading: Option<Spanned<String>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "programme", "name", "start", "end", "tasks"]))]
pub(super) struct ProjectShape {
    id: Spanned<String>,
    programme: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    name: Field,
    start: Spanned<String>,
    end: Spanned<String>,
    zone: Option<Spanned<String>>,
    towns: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    place: Field,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    tasks: Field,
    measures: Option<Vec<Spanned<String>>>,
    indicators: Option<Vec<Spanned<String>>>,
    investment: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    responsible: Field,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    funding: Field,
    heading: Option<Spanned<String>>,
}

/// The programmes and the projects of the file.
pub(in crate::load) fn projects(reader: &mut Reader<'_>) -> (Vec<Programme>, Vec<RestorationProject>) {
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
