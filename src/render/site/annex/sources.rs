//! `register/sources.html`: where the numbers come from, each source with what rests on it.

use super::{Annex, Making};
use crate::diagnostic::Failure;
use crate::model::document::Run;
use crate::render::site::view::{Entry, Frame, Link};
use serde::Serialize;

pub(super) static ANNEX: Annex = Annex {
    name: "sources",
    path: "register/sources.html",
    title: "atlas.sources",
    stands: |tongue| !tongue.guide.sources.is_empty(),
    page,
};

/// The sources.
#[derive(Debug, Serialize)]
struct SourcesView {
    frame: Frame,
    sources: Vec<SourceView>,
}

/// A source.
#[derive(Debug, Serialize)]
struct SourceView {
    id: String,
    name_html: String,
    publisher_html: String,
    date: String,
    scope_html: String,
    note_html: String,
    facts: Vec<Link>,
}

fn page(making: &Making<'_>) -> Result<String, Failure> {
    let writer = making.writer();
    let html = |runs: &Option<Vec<Run>>| runs.as_ref().map_or_else(String::new, |runs| writer.runs(runs));
    let sources = &making.tongue().guide.sources;
    let view = |source: &crate::model::document::SourceEntry| SourceView {
        id: format!("list.{}", source.id),
        name_html: writer.runs(&source.name),
        publisher_html: html(&source.publisher),
        date: source.date.clone().unwrap_or_default(),
        scope_html: html(&source.scope),
        note_html: html(&source.note),
        facts: source.facts.iter().map(|(to, text)| Link { href: writer.href(to), text: text.clone() }).collect(),
    };
    let heading = |source: &crate::model::document::SourceEntry| Entry {
        href: format!("#list.{}", source.id),
        title: Run::plain(&source.name),
        ..Entry::default()
    };
    let headings: Vec<Entry> = sources.iter().map(heading).collect();
    making.render(&SourcesView { frame: making.frame(&headings), sources: sources.iter().map(view).collect() })
}
