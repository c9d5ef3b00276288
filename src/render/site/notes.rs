//! `notes/`: the findings. The plan is printed as stated; what disagrees in it is shown here.

use super::book::notes_path;
use super::frame::{Framing, Subject, Tool};
use super::html::Writer;
use super::view::{Entry, FindingView, Link, NotesGroup, NotesView, SideView};
use crate::model::document::{Finding, Target};

/// The findings of a language, by chapter in reading order; those without a place come last.
pub(super) fn notes(framing: &Framing) -> NotesView {
    let tongue = framing.tongue;
    let here = notes_path(tongue.language());
    let writer = Writer { site: framing.site, tongue, here: &here };
    let groups: Vec<NotesGroup> = (1..)
        .zip(&tongue.frame().findings)
        .map(|(number, group)| NotesGroup {
            id: format!("list.{number}"),
            title: group.title.clone(),
            findings: group.findings.iter().map(|finding| finding_view(&writer, finding)).collect(),
        })
        .collect();
    let headings: Vec<Entry> = groups
        .iter()
        .map(|group| Entry { href: format!("#{}", group.id), title: group.title.clone(), ..Entry::default() })
        .collect();
    NotesView { frame: framing.frame(Subject::Tool(Tool::Notes), &headings), groups }
}

fn finding_view(writer: &Writer, finding: &Finding) -> FindingView {
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
