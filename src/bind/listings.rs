//! Puts together the tables of registers that are more than rows of facts: projects, members of a dimension.

mod opinions;
mod upper;

use super::directory::Directory;
use crate::diagnostic::Spanned;
use crate::model::{
    Key, Listing, ListingCell, ListingPart, ListingRow, Member, Observation, ProseText, RestorationProject, TableKind,
    Text,
};
use std::collections::BTreeMap;

/// The columns of the project table.
const PROJECT_COLUMNS: [&str; 8] = [
    "listing.project",
    "listing.period",
    "listing.zone",
    "listing.place",
    "listing.measures",
    "listing.investment",
    "listing.responsible",
    "listing.funding",
];

/// The columns of a table of members.
const MEMBER_COLUMNS: [&str; 5] =
    ["ui.label.name", "listing.facts", "listing.towns", "listing.problems", "listing.direction"];

type Observations = BTreeMap<Key, Observation>;

/// The bodies of all such tables, by table id.
pub(super) fn tables(directory: &Directory<'_>, observations: &Observations) -> BTreeMap<String, Listing> {
    let mut listings = BTreeMap::new();
    for table in &directory.project.tables {
        let listing = match table.kind {
            TableKind::Projects => projects(directory, observations),
            TableKind::Members => members(directory, observations, &table.rows),
            TableKind::Opinions => opinions::table(directory, observations),
            TableKind::Upper => upper::table(directory, observations),
            TableKind::Indicators | TableKind::Facts | TableKind::Grid => continue,
        };
        listings.insert(table.id.value.clone(), listing);
    }
    listings
}

/// The entry of each project: a row for each field that the plan fills, and one that names those it leaves open.
pub(super) fn entries(directory: &Directory<'_>, observations: &Observations) -> BTreeMap<String, Listing> {
    let entry = |project: &RestorationProject| {
        let heads = PROJECT_COLUMNS.into_iter().skip(1).chain(["listing.indicators"]);
        let cells = project_cells(directory, observations, project).into_iter().skip(1);
        let cells = cells.chain([indicator_cell(directory, project)]);
        let (filled, open): (Vec<_>, Vec<_>) = heads.zip(cells).partition(|(_, cell)| !cell.is_empty());
        let mut rows: Vec<ListingRow> = filled
            .into_iter()
            .map(|(head, cell)| ListingRow::Cells(vec![vec![ListingPart::Label(head)], cell]))
            .collect();
        if !open.is_empty() {
            let names = separated(open.into_iter().map(|(head, _)| ListingPart::Label(head)));
            rows.push(ListingRow::Cells(vec![vec![ListingPart::Missing], names]));
        }
        (project.id.value.clone(), Listing { columns: Vec::new(), rows, open: Vec::new() })
    };
    directory.project.projects.iter().map(entry).collect()
}

fn projects(directory: &Directory<'_>, observations: &Observations) -> Listing {
    let mut rows = Vec::new();
    for programme in &directory.project.programmes {
        rows.push(ListingRow::Group(heading(&programme.name, programme.heading.as_ref())));
        let own = directory.project.projects.iter().filter(|project| project.programme.value == programme.id.value);
        rows.extend(own.map(|project| ListingRow::Cells(project_cells(directory, observations, project))));
    }
    let mut listing = without_empty_columns(&PROJECT_COLUMNS, rows);
    listing.rows.iter_mut().for_each(mark_gaps);
    listing
}

fn members(directory: &Directory<'_>, observations: &Observations, dimensions: &[Spanned<String>]) -> Listing {
    let mut rows = Vec::new();
    for dimension in dimensions.iter().filter_map(|id| directory.dimension(id)) {
        rows.extend(
            dimension.members.iter().map(|member| ListingRow::Cells(member_cells(directory, observations, member))),
        );
    }
    // What the plan does not say of a member is no gap: not every one has problems or a climate.
    Listing { open: Vec::new(), ..without_empty_columns(&MEMBER_COLUMNS, rows) }
}

/// A cell that the plan leaves open reads as not stated.
fn mark_gaps(row: &mut ListingRow) {
    if let ListingRow::Cells(cells) = row {
        cells.iter_mut().filter(|cell| cell.is_empty()).for_each(|cell| cell.push(ListingPart::Missing));
    }
}

/// Takes the columns away that no row fills.
fn without_empty_columns(columns: &[&'static str], rows: Vec<ListingRow>) -> Listing {
    let filled =
        |column: usize| rows.iter().any(|row| matches!(row, ListingRow::Cells(cells) if !cells[column].is_empty()));
    let kept: Vec<bool> = (0..columns.len()).map(filled).collect();
    let pick = |wanted: bool| {
        columns.iter().zip(&kept).filter(|(_, kept)| **kept == wanted).map(|(column, _)| *column).collect()
    };
    let (shown, open) = (pick(true), pick(false));
    let keep = |cells: Vec<ListingCell>| {
        let cells = cells.into_iter().zip(&kept).filter(|(_, kept)| **kept);
        cells.map(|(cell, _)| cell).collect()
    };
    let rows = rows
        .into_iter()
        .map(|row| match row {
            ListingRow::Cells(cells) => ListingRow::Cells(keep(cells)),
            group @ ListingRow::Group(_) => group,
        })
        .collect();
    Listing { columns: shown, rows, open }
}

/// One cell a column of [`PROJECT_COLUMNS`]; empty where the plan is silent.
fn project_cells(
    directory: &Directory<'_>,
    observations: &Observations,
    project: &RestorationProject,
) -> Vec<ListingCell> {
    let period = known(observations, &project.start).zip(known(observations, &project.end));
    let period = period.map(|(start, end)| ListingPart::Period(start, end)).into_iter().collect();
    let zone = project.zone.iter().filter_map(|zone| member_name(directory, "zone", zone)).map(ListingPart::Prose);
    let towns = project.towns.iter().filter_map(|town| member_name(directory, "town", town));
    let mut place = separated(towns.map(ListingPart::Prose));
    if let Some(words) = &project.place {
        // Towns and the words after them name one place.
        let between = ListingPart::Text(Text { zh: "；".into(), en: "; ".into() });
        place.extend((!place.is_empty()).then_some(between));
        place.push(ListingPart::Prose(words.clone()));
    }
    let measures = project.measures.iter().filter_map(|key| known(observations, key)).map(ListingPart::Named);
    let investment = project.investment.iter().filter_map(|key| known(observations, key)).map(ListingPart::Named);
    let words = |text: &Option<Text<ProseText>>| text.iter().cloned().map(ListingPart::Prose).collect();
    vec![
        heading(&project.name, project.heading.as_ref()),
        period,
        zone.collect(),
        place,
        lines(measures),
        investment.collect(),
        words(&project.responsible),
        words(&project.funding),
    ]
}

fn indicator_cell(directory: &Directory<'_>, project: &RestorationProject) -> ListingCell {
    let name = |id: &Spanned<String>| directory.project.indicator_name(directory.project.indicators.get(id)?).cloned();
    lines(project.indicators.iter().filter_map(name).map(ListingPart::Prose))
}

fn member_cells(directory: &Directory<'_>, observations: &Observations, member: &Member) -> Vec<ListingCell> {
    let facts = member.facts.iter().map(|fact| {
        let mut keys = all(observations, &fact.key);
        // Both ends of a range, the lower one first: `max` sorts before `min`.
        keys.reverse();
        ListingPart::Labelled(fact.label.clone(), keys)
    });
    let towns = member.towns.iter().filter_map(|town| member_name(directory, "town", town)).map(ListingPart::Prose);
    let words = |text: &Option<Text<ProseText>>| text.iter().cloned().map(ListingPart::Prose).collect();
    vec![
        vec![ListingPart::Prose(member.name.clone())],
        lines(facts),
        separated(towns),
        words(&member.problems),
        words(&member.direction),
    ]
}

fn heading(name: &Text<ProseText>, heading: Option<&Spanned<String>>) -> ListingCell {
    vec![match heading {
        Some(id) => ListingPart::Heading(name.clone(), id.value.clone()),
        None => ListingPart::Prose(name.clone()),
    }]
}

fn lines(parts: impl Iterator<Item = ListingPart>) -> ListingCell {
    joined(parts, &ListingPart::Break)
}

fn separated(parts: impl Iterator<Item = ListingPart>) -> ListingCell {
    joined(parts, &ListingPart::Text(Text { zh: "、".into(), en: ", ".into() }))
}

fn joined(parts: impl Iterator<Item = ListingPart>, between: &ListingPart) -> ListingCell {
    let mut cell = Vec::new();
    for part in parts {
        if !cell.is_empty() {
            cell.push(between.clone());
        }
        cell.push(part);
    }
    cell
}

/// The key written, if such an observation exists.
fn known(observations: &Observations, written: &Spanned<String>) -> Option<Key> {
    Key::find(observations, written).map(|(key, _)| key.clone())
}

/// The key written, or all keys of the fact written.
fn all(observations: &Observations, written: &Spanned<String>) -> Vec<Key> {
    Key::named(observations, written).map(|(key, _)| key.clone()).collect()
}

fn member_name(directory: &Directory<'_>, dimension: &str, id: &str) -> Option<Text<ProseText>> {
    let member = directory.dimension(dimension)?.members.get(id)?;
    Some(member.name.clone())
}
