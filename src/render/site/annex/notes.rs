//! `notes/`: the findings. The plan is printed as stated; what disagrees in it is shown here.

use super::{Annex, Making};
use crate::diagnostic::Failure;
use crate::model::document::{self, Finding, Target};
use crate::render::site::html::Writer;
use crate::render::site::view::{Entry, Frame, Link};
use serde::Serialize;

pub(super) static ANNEX: Annex = Annex {
    name: "notes",
    path: "notes/index.html",
    title: "ui.label.findings",
    stands: |tongue| !tongue.frame().findings.is_empty(),
    page,
};

/// The findings.
#[derive(Debug, Serialize)]
struct NotesView {
    frame: Frame,
    /// The kinds of the findings, heads of the columns of counts.
    kinds: Vec<String>,
    groups: Vec<NotesGroup>,
}

/// The findings of a chapter.
#[derive(Debug, Serialize)]
struct NotesGroup {
    id: String,
    title: String,
    /// How many there are of each kind.
    counts: Vec<usize>,
    findings: Vec<FindingView>,
}

/// One finding.
#[derive(Debug, Serialize)]
pub(super) struct FindingView {
    id: String,
    kind: Option<String>,
    severity: String,
    /// `contradiction`, `doubt`, `note`: a class.
    severity_class: String,
    state: String,
    quote_html: Option<String>,
    sides: Vec<SideView>,
    subject: Option<Link>,
    note_html: String,
    place: Option<Link>,
}

/// One of the statements that disagree.
#[derive(Debug, Serialize)]
struct SideView {
    name_html: String,
    value_html: String,
}

/// The findings of a language, by chapter in reading order; those without a place come last.
fn page(making: &Making<'_>) -> Result<String, Failure> {
    let writer = making.writer();
    let mut kinds: Vec<String> = Vec::new();
    for kind in making.tongue().frame().all_findings().filter_map(|finding| finding.kind.as_ref()) {
        if !kinds.contains(kind) {
            kinds.push(kind.clone());
        }
    }
    let of_kind = |group: &document::FindingGroup, kind: &String| {
        group.findings.iter().filter(|finding| finding.kind.as_ref() == Some(kind)).count()
    };
    let groups: Vec<NotesGroup> = (1..)
        .zip(&making.tongue().frame().findings)
        .map(|(number, group)| NotesGroup {
            id: format!("list.{number}"),
            title: group.title.clone(),
            counts: kinds.iter().map(|kind| of_kind(group, kind)).collect(),
            findings: group.findings.iter().map(|finding| finding_view(&writer, finding)).collect(),
        })
        .collect();
    let headings: Vec<Entry> = groups
        .iter()
        .map(|group| Entry { href: format!("#{}", group.id), title: group.title.clone(), ..Entry::default() })
        .collect();
    making.render(&NotesView { frame: making.frame(&headings), kinds, groups })
}

pub(super) fn finding_view(writer: &Writer, finding: &Finding) -> FindingView {
    let sides = finding.sides.iter();
    let link = |(target, text): &(Target, String)| Link { href: writer.href(target), text: text.clone() };
    FindingView {
        id: finding.id.clone(),
        kind: finding.kind.clone(),
        severity: finding.severity.clone(),
        severity_class: finding.weight.to_owned(),
        state: finding.state.clone(),
        quote_html: finding.quote.as_ref().map(|quote| writer.runs(quote)),
        sides: sides
            .map(|side| SideView { name_html: writer.runs(&side.name), value_html: writer.runs(&side.value) })
            .collect(),
        subject: finding.subject.as_ref().map(link),
        note_html: writer.runs(&finding.note),
        place: finding.place.as_ref().map(link),
    }
}
