//! All text fields of the data that reach a reader, each with what it is. No rule lives here.

use crate::model::{FigureData, Project, Prose};

/// What a text field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Says what the book and its sources are: titles, authorities, licence.
    Imprint,
    /// Names and texts of the data.
    Data,
    /// Words of the printed plan, quoted letter by letter.
    Quote,
    /// A note about the printed plan, which may quote it.
    Note,
}

/// One text field.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// What it is for.
    pub purpose: Use,
    /// The heading under which it is printed, if it names one.
    pub heading: Option<&'a str>,
    /// Its text.
    pub prose: &'a Prose,
}

/// Calls `see` for every text field, in the order of files and entries.
pub fn each<'a>(project: &'a Project, see: &mut dyn FnMut(Field<'a>)) {
    imprint(project, &mut |prose| see(Field { purpose: Use::Imprint, heading: None, prose }));
    let mut data = |prose| see(Field { purpose: Use::Data, heading: None, prose });
    dimensions(project, &mut data);
    facts(project, &mut data);
    register(project, &mut data);
    for programme in &project.programmes {
        let heading = programme.heading.as_ref().map(|id| id.value.as_str());
        see(Field { purpose: Use::Data, heading, prose: &programme.name });
    }
    for entry in &project.projects {
        let heading = entry.heading.as_ref().map(|id| id.value.as_str());
        let optional = [&entry.place, &entry.responsible, &entry.funding].into_iter().flatten();
        for prose in [&entry.name, &entry.tasks].into_iter().chain(optional) {
            see(Field { purpose: Use::Data, heading, prose });
        }
    }
    for finding in &project.findings {
        finding.quote.iter().for_each(|prose| see(Field { purpose: Use::Quote, heading: None, prose }));
        for side in &finding.sides {
            see(Field { purpose: Use::Data, heading: None, prose: &side.name });
            see(Field { purpose: Use::Note, heading: None, prose: &side.value });
        }
        see(Field { purpose: Use::Note, heading: None, prose: &finding.note });
    }
}

fn imprint<'a>(project: &'a Project, see: &mut dyn FnMut(&'a Prose)) {
    let plan = &project.plan;
    [&plan.title, &plan.short_title, &plan.edition_label, &plan.edition_name, &plan.compiled_by]
        .into_iter()
        .chain(plan.authority_name())
        .chain(&plan.edited_by)
        .chain([&plan.notice, &plan.licence])
        .for_each(&mut *see);
    plan.rules.iter().map(|setting| &setting.reason).for_each(&mut *see);
    plan.foreign.iter().map(|foreign| &foreign.reason).for_each(&mut *see);
    for source in &project.sources {
        see(&source.name);
        source.publisher.iter().chain(&source.scope).chain(&source.note).for_each(&mut *see);
    }
}

fn dimensions<'a>(project: &'a Project, see: &mut dyn FnMut(&'a Prose)) {
    for dimension in &project.dimensions {
        see(&dimension.name);
        for member in &dimension.members {
            see(&member.name);
            member.facts.iter().map(|fact| &fact.label).for_each(&mut *see);
            member.problems.iter().chain(&member.direction).for_each(&mut *see);
        }
    }
}

fn facts<'a>(project: &'a Project, see: &mut dyn FnMut(&'a Prose)) {
    for fact in &project.facts {
        see(&fact.name);
        let notes = fact.readings().iter().filter_map(|reading| reading.note.as_deref());
        fact.note.as_deref().into_iter().chain(notes).for_each(&mut *see);
    }
}

fn register<'a>(project: &'a Project, see: &mut dyn FnMut(&'a Prose)) {
    for indicator in &project.indicators {
        indicator.name.iter().chain(&indicator.note).for_each(&mut *see);
    }
    project.claims.iter().map(|claim| &claim.text).for_each(&mut *see);
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
pub fn names(project: &Project) -> impl Iterator<Item = &Prose> {
    let dimensions = project.dimensions.iter().map(|dimension| &dimension.name);
    let members = project.dimensions.iter().flat_map(|dimension| &dimension.members).map(|member| &member.name);
    let programmes = project.programmes.iter().map(|programme| &programme.name);
    let projects = project.projects.iter().map(|project| &project.name);
    let indicators = project.indicators.iter().filter_map(|indicator| indicator.name.as_ref());
    dimensions.chain(members).chain(programmes).chain(projects).chain(indicators)
}
