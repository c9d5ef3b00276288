//! The text fields of the data, for rules that look at every word of a book.

use crate::model::{FigureData, Project, Prose};

/// Calls `see` for all text fields of the data that reach a reader, each in both languages.
pub(super) fn each<'a>(project: &'a Project, see: &mut dyn FnMut(&'a Prose)) {
    let plan = &project.plan;
    [&plan.title, &plan.short_title, &plan.edition_label, &plan.edition_name, &plan.authority, &plan.compiled_by]
        .into_iter()
        .chain([&plan.notice, &plan.licence])
        .for_each(&mut *see);
    plan.rules.iter().map(|setting| &setting.reason).for_each(&mut *see);
    for dimension in &project.dimensions {
        see(&dimension.name);
        for member in &dimension.members {
            [Some(&member.name), member.problems.as_ref(), member.direction.as_ref()]
                .into_iter()
                .flatten()
                .for_each(&mut *see);
        }
    }
    for source in &project.sources {
        see(&source.name);
        source.publisher.iter().chain(&source.scope).chain(&source.note).for_each(&mut *see);
    }
    for fact in &project.facts {
        see(&fact.name);
        fact.note.iter().for_each(&mut *see);
    }
    for indicator in &project.indicators {
        indicator.name.iter().chain(&indicator.note).for_each(&mut *see);
    }
    project.programmes.iter().map(|programme| &programme.name).for_each(&mut *see);
    for entry in &project.projects {
        let optional = [&entry.place, &entry.responsible, &entry.funding];
        optional.into_iter().flatten().chain([&entry.name, &entry.tasks]).for_each(&mut *see);
    }
    project.claims.iter().map(|claim| &claim.text).for_each(&mut *see);
    for finding in &project.findings {
        finding.quote.iter().chain([&finding.note]).for_each(&mut *see);
    }
    for figure in &project.figures {
        let optional = [&figure.caption, &figure.alt, &figure.rest, &figure.needs];
        optional.into_iter().flatten().chain([&figure.title]).for_each(&mut *see);
        if let FigureData::Facts(_, Some(labels)) = &figure.data {
            labels.iter().for_each(&mut *see);
        }
    }
    project.tables.iter().map(|table| &table.title).for_each(&mut *see);
}

/// The names of what the plan speaks of: dimensions and their members, programmes, projects, indicators.
pub(super) fn names(project: &Project) -> impl Iterator<Item = &Prose> {
    let dimensions = project.dimensions.iter().map(|dimension| &dimension.name);
    let members = project.dimensions.iter().flat_map(|dimension| &dimension.members).map(|member| &member.name);
    let programmes = project.programmes.iter().map(|programme| &programme.name);
    let projects = project.projects.iter().map(|project| &project.name);
    let indicators = project.indicators.iter().filter_map(|indicator| indicator.name.as_ref());
    dimensions.chain(members).chain(programmes).chain(projects).chain(indicators)
}
