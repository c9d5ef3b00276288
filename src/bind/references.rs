//! Checks that every id written in the data names something: sources, dimensions, members, indicators' facts.

use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned, nearest};
use crate::model::{Fact, FactValue, Project};

/// Reports every unknown id, each with a "did you mean".
pub(super) fn check(project: &Project, faults: &mut Diagnostics) {
    let sources: Vec<&str> = project.sources.iter().map(|source| source.id.value.as_str()).collect();
    let facts: Vec<&str> = project.facts.iter().map(|fact| fact.id.value.as_str()).collect();
    for fact in &project.facts {
        dimensions(project, fact, faults);
        let own = fact.source.iter();
        let readings = super::ledger::readings(fact);
        let more = readings.iter().filter_map(|reading| reading.source.as_ref());
        own.chain(more).for_each(|source| known("unknown-source", source, &sources, faults));
    }
    for indicator in &project.indicators {
        known("unknown-fact", &indicator.fact, &facts, faults);
        let classes: Vec<&str> = project
            .dimensions
            .iter()
            .filter(|dimension| dimension.id.value == "indicator_class")
            .flat_map(|dimension| dimension.members.iter().map(|member| member.id.value.as_str()))
            .collect();
        known("unknown-member", &indicator.class, &classes, faults);
    }
    for source in project.figures.iter().filter_map(|figure| figure.source.as_ref()) {
        known("unknown-source", source, &sources, faults);
    }
    for row in project.tables.iter().flat_map(|table| &table.rows) {
        known("unknown-fact", row, &facts, faults);
    }
    finding_places(project, faults);
}

fn dimensions(project: &Project, fact: &Fact, faults: &mut Diagnostics) {
    let mut ids: Vec<&str> = project.dimensions.iter().map(|dimension| dimension.id.value.as_str()).collect();
    ids.push("year");
    for by in &fact.by {
        known("unknown-dimension", by, &ids, faults);
    }
    let FactValue::Members(readings) = &fact.value else { return };
    for reading in readings {
        if reading.members.len() != fact.by.len() {
            let Some(first) = reading.members.first() else { continue };
            let message =
                Message::new("member-count").with("fact", fact.id.value.as_str()).with("wanted", fact.by.len());
            faults.report(Diagnostic::error("member-missing", first.span, message));
            continue;
        }
        for (member, by) in reading.members.iter().zip(&fact.by) {
            let Some(dimension) = project.dimensions.iter().find(|dimension| dimension.id.value == by.value) else {
                continue;
            };
            let members: Vec<&str> = dimension.members.iter().map(|member| member.id.value.as_str()).collect();
            known("unknown-member", member, &members, faults);
        }
    }
}

/// The pages and headings that findings name must exist.
fn finding_places(project: &Project, faults: &mut Diagnostics) {
    let pages: Vec<&str> = project.pages.iter().map(|page| page.path.as_str()).collect();
    for finding in &project.findings {
        let Some(path) = &finding.page else { continue };
        known("unknown-page", path, &pages, faults);
        let Some(section) = &finding.section else { continue };
        let ids: Vec<&str> = project
            .pages
            .iter()
            .filter(|page| page.path == path.value)
            .flat_map(|page| page.headings().filter_map(|heading| heading.id.as_ref().map(|id| id.value.as_str())))
            .collect();
        if !ids.is_empty() {
            known("unknown-heading", section, &ids, faults);
        }
    }
}

fn known(id: &'static str, name: &Spanned<String>, candidates: &[&str], faults: &mut Diagnostics) {
    if candidates.contains(&name.value.as_str()) {
        return;
    }
    let message = Message::new(id).with("name", name.value.as_str());
    let mut fault = Diagnostic::error("unknown-name", name.span, message);
    if let Some(near) = nearest(name, candidates.iter().copied()) {
        fault = fault.hint(Message::new("did-you-mean").with("name", near));
    }
    faults.report(fault);
}
