//! Checks that every id written in the data names something: sources, dimensions, members, indicators' facts.

use crate::diagnostic::{Diagnostic, Diagnostics, Message, Sought, Spanned, did_you_mean, nearest, rule};
use crate::model::{Fact, FactValue, OFFICE, Project, TableKind};

/// So many members of a dimension are listed in a hint.
const MOST_MEMBERS: usize = 20;

/// Reports every unknown id, each with a "did you mean".
pub(super) fn check(project: &Project, faults: &mut Diagnostics) {
    let sources: Vec<&str> = project.sources.iter().map(|source| source.id.value.as_str()).collect();
    let facts: Vec<&str> = project.facts.iter().map(|fact| fact.id.value.as_str()).collect();
    for fact in &project.facts {
        dimensions(project, fact, faults);
        fact.filled_by.iter().for_each(|office| member(project, OFFICE, office, faults));
        let own = fact.source.iter();
        let readings = fact.readings();
        let more = readings.iter().filter_map(|reading| reading.source.as_ref());
        own.chain(more).for_each(|source| known(Sought::Source, source, &sources, faults));
    }
    for indicator in &project.indicators {
        known(Sought::Fact, &indicator.fact, &facts, faults);
        member(project, "indicator_class", &indicator.class, faults);
    }
    for source in project.figures.iter().filter_map(|figure| figure.source.as_ref()) {
        known(Sought::Source, source, &sources, faults);
    }
    let dimensions: Vec<&str> = project.dimensions.iter().map(|dimension| dimension.id.value.as_str()).collect();
    for table in &project.tables {
        let (sought, names) = match table.kind {
            TableKind::Members => (Sought::Dimension, &dimensions),
            // Its rows are read with their members.
            TableKind::Grid => continue,
            _ => (Sought::Fact, &facts),
        };
        table.rows.iter().for_each(|row| known(sought, row, names, faults));
    }
    for map in &project.maps {
        known(Sought::Source, &map.source, &sources, faults);
        map.members.iter().for_each(|name| known(Sought::Dimension, name, &dimensions, faults));
    }
    registers(project, faults);
    finding_places(project, faults);
}

/// What programmes, projects, members of dimensions and the atlas name.
fn registers(project: &Project, faults: &mut Diagnostics) {
    let keys: Vec<String> = project.facts.iter().flat_map(keys).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let programmes: Vec<&str> = project.programmes.iter().map(|programme| programme.id.value.as_str()).collect();
    let indicators: Vec<&str> = project.indicators.iter().map(|indicator| indicator.id.value.as_str()).collect();
    let headings: Vec<&str> = project
        .pages
        .iter()
        .flat_map(|page| page.headings().filter_map(|heading| heading.id.as_ref().map(|id| id.value.as_str())))
        .collect();
    let members = |dimension: &str, names: &mut dyn Iterator<Item = &Spanned<String>>, faults: &mut Diagnostics| {
        names.for_each(|name| member(project, dimension, name, faults));
    };
    for programme in &project.programmes {
        members("zone", &mut programme.zones.iter(), faults);
    }
    for entry in &project.projects {
        members("zone", &mut entry.zone.iter(), faults);
        members("town", &mut entry.towns.iter(), faults);
    }
    for one in project.dimensions.iter().flat_map(|dimension| &dimension.members) {
        members("town", &mut one.towns.iter(), faults);
    }
    let figures: Vec<&str> = project.figures.iter().map(|figure| figure.id.value.as_str()).collect();
    project.plan.front.figure.iter().for_each(|figure| known(Sought::Figure, figure, &figures, faults));
    for sheet in &project.map_sheets {
        sheet.figure.iter().for_each(|figure| known(Sought::Figure, figure, &figures, faults));
    }
    let offices: Vec<&str> = project.offices.iter().map(|office| office.id.value.as_str()).collect();
    for opinion in &project.opinions {
        opinion.office.iter().for_each(|office| known(Sought::Office, office, &offices, faults));
    }
    for number in &project.key_numbers {
        known(Sought::Fact, &number.key, &keys, faults);
    }
    let mut each = |sought: Sought, names: &mut dyn Iterator<Item = &Spanned<String>>, candidates: &[&str]| {
        names.for_each(|name| known(sought, name, candidates, faults));
    };
    for programme in &project.programmes {
        each(Sought::Heading, &mut programme.heading.iter(), &headings);
    }
    for entry in &project.projects {
        each(Sought::Programme, &mut [&entry.programme].into_iter(), &programmes);
        each(Sought::Fact, &mut [&entry.start, &entry.end].into_iter().chain(&entry.measures), &keys);
        each(Sought::Fact, &mut entry.investment.iter(), &keys);
        each(Sought::Indicator, &mut entry.indicators.iter(), &indicators);
        each(Sought::Heading, &mut entry.heading.iter(), &headings);
    }
    for member in project.dimensions.iter().flat_map(|dimension| &dimension.members) {
        each(Sought::Fact, &mut member.facts.iter().map(|fact| &fact.key), &keys);
    }
}

/// The ids under which a fact's numbers can be named: the fact itself, and each member.
fn keys(fact: &Fact) -> Vec<String> {
    let id = &fact.id.value;
    let readings = fact.readings();
    let named =
        readings.iter().filter(|reading| !reading.members.is_empty()).map(|reading| fact.key(reading).to_string());
    std::iter::once(id.clone()).chain(named).collect()
}

fn dimensions(project: &Project, fact: &Fact, faults: &mut Diagnostics) {
    let mut ids: Vec<&str> = project.dimensions.iter().map(|dimension| dimension.id.value.as_str()).collect();
    ids.push("year");
    for by in &fact.by {
        known(Sought::Dimension, by, &ids, faults);
    }
    let FactValue::Members(readings) = &fact.value else { return };
    for reading in readings {
        if reading.members.len() != fact.by.len() {
            let Some(first) = reading.members.first() else { continue };
            let message =
                Message::new("member-count").with("fact", fact.id.value.as_str()).with("wanted", fact.by.len());
            faults.report(Diagnostic::error(rule::MEMBER_MISSING, first.span, message));
            continue;
        }
        for (name, by) in reading.members.iter().zip(&fact.by) {
            // An unknown dimension is reported once, where the fact names it.
            if project.dimensions.has(by) {
                member(project, &by.value, name, faults);
            }
        }
    }
}

/// The pages and headings that findings name must exist.
fn finding_places(project: &Project, faults: &mut Diagnostics) {
    let pages: Vec<&str> = project.pages.iter().map(|page| page.path.as_str()).collect();
    for finding in &project.findings {
        let Some(path) = &finding.page else { continue };
        known(Sought::Page, path, &pages, faults);
        let Some(section) = &finding.section else { continue };
        let ids: Vec<&str> = project
            .pages
            .iter()
            .filter(|page| page.path == path.value)
            .flat_map(|page| page.headings().filter_map(|heading| heading.id.as_ref().map(|id| id.value.as_str())))
            .collect();
        if !ids.is_empty() {
            known(Sought::Heading, section, &ids, faults);
        }
    }
}

/// A name that must be a member of a dimension. Where the book declares no such dimension, that is the fault.
pub(super) fn member(project: &Project, dimension: &str, name: &Spanned<String>, faults: &mut Diagnostics) {
    let Some(declared) = project.dimensions.get(dimension) else {
        let message = Message::new("unknown-dimension.of-member").with("name", name.value.as_str());
        let names = "name: {zh: …, en: …}";
        let entry = format!("- {{id: {dimension}, {names}, members: [{{id: {}, {names}}}]}}", name.value);
        let hint = Message::new("unknown-dimension.of-member-hint").with("entry", entry);
        let fault = Diagnostic::error(rule::UNKNOWN_NAME, name.span, message.with("dimension", dimension));
        faults.report(fault.seeking(Sought::Dimension).hint(hint));
        return;
    };
    let mut names = declared.members.iter().map(|member| member.id.value.as_str());
    if names.clone().any(|known| known == name.value) {
        return;
    }
    let message = Message::new("unknown-member").with("name", name.value.as_str()).with("dimension", dimension);
    let hint = match nearest(name, names.clone()) {
        Some(near) => did_you_mean(near),
        None => {
            let first: Vec<&str> = names.by_ref().take(MOST_MEMBERS).collect();
            let more = if names.next().is_some() { " …" } else { "" };
            Message::new("hint-known-words").with("words", first.join(" ") + more)
        }
    };
    faults.report(Diagnostic::error(rule::UNKNOWN_NAME, name.span, message).seeking(Sought::Member).hint(hint));
}

fn known(sought: Sought, name: &Spanned<String>, candidates: &[&str], faults: &mut Diagnostics) {
    if candidates.contains(&name.value.as_str()) {
        return;
    }
    let message = match sought {
        Sought::Dimension => Message::new("unknown-dimension"),
        Sought::Figure => Message::new("unknown-figure"),
        Sought::Heading => Message::new("unknown-heading"),
        Sought::Indicator => Message::new("unknown-indicator"),
        Sought::Office => Message::new("unknown-office"),
        Sought::Page => Message::new("unknown-page"),
        Sought::Programme => Message::new("unknown-programme"),
        Sought::Source => Message::new("unknown-source"),
        _ => Message::new("unknown-fact"),
    };
    let fault = Diagnostic::error(rule::UNKNOWN_NAME, name.span, message.with("name", name.value.as_str()));
    faults.report(fault.seeking(sought).near(name, candidates.iter().copied()));
}
