//! `register/KIND-ID.html`: a page for each zone, town, programme, project and indicator: its numbers, what the book says
//! of it, what belongs to it, what is open. And the lists that lead to them.

use super::notes::{FindingView, finding_view};
use super::{Annex, Making, Shelf};
use crate::diagnostic::Failure;
use crate::model::document::{SheetLine, SheetPart, Topic, TopicKind};
use crate::render::site::address::relative;
use crate::render::site::book::Tongue;
use crate::render::site::figure::inline_svg;
use crate::render::site::frame::{Framing, Subject, subject_path};
use crate::render::site::html::Writer;
use crate::render::site::view::{Entry, Frame, Link};
use serde::Serialize;

pub(super) static PLACES: Annex = Annex {
    name: "places",
    path: "register/places.html",
    title: "ui.site.annex_places",
    stands: |tongue| has(tongue, &[TopicKind::Zone, TopicKind::Town]),
    page: |making| list(making, &[TopicKind::Zone, TopicKind::Town]),
};

pub(super) static WORKS: Annex = Annex {
    name: "works",
    path: "register/works.html",
    title: "atlas.group.projects",
    stands: |tongue| has(tongue, &[TopicKind::Programme, TopicKind::Project]),
    page: |making| list(making, &[TopicKind::Programme, TopicKind::Project]),
};

/// The page of a topic.
#[derive(Debug, Serialize)]
struct TopicView {
    frame: Frame,
    kind: String,
    /// A class.
    kind_class: &'static str,
    title_html: String,
    parts: Vec<PartView>,
    findings: Vec<FindingView>,
    /// The others of its kind.
    others: Vec<Link>,
}

/// A part of the page; one of its fields has something.
#[derive(Debug, Default, Serialize)]
struct PartView {
    /// Its anchor.
    id: String,
    head: String,
    numbers: Vec<NumberView>,
    table_html: String,
    lines: Vec<LineView>,
    picture: Option<PictureView>,
}

/// A number in large type.
#[derive(Debug, Serialize)]
struct NumberView {
    amount_html: String,
    name_html: String,
}

/// A line under a head.
#[derive(Debug, Serialize)]
struct LineView {
    lead_html: String,
    text_html: String,
    href: String,
}

/// A picture, small; it leads to its page.
#[derive(Debug, Serialize)]
struct PictureView {
    href: String,
    label: String,
    words: String,
    picture_html: String,
}

/// A list of topics.
#[derive(Debug, Serialize)]
struct ListView {
    frame: Frame,
    groups: Vec<GroupView>,
}

/// Topics of one kind, or of one programme.
#[derive(Debug, Serialize)]
struct GroupView {
    id: String,
    title_html: String,
    href: String,
    brief_html: String,
    entries: Vec<EntryView>,
}

/// A topic in a list.
#[derive(Debug, Serialize)]
struct EntryView {
    href: String,
    title_html: String,
    brief_html: String,
}

fn has(tongue: &Tongue, kinds: &[TopicKind]) -> bool {
    tongue.guide.topics.iter().any(|topic| kinds.contains(&topic.kind))
}

/// The page of the topic at a place, rendered; nothing for a place that has none.
///
/// # Errors
/// Its template is broken or missing.
pub(in crate::render::site) fn page(shelf: &Shelf<'_>, framing: &Framing, place: usize) -> Result<String, Failure> {
    let (tongue, subject) = (framing.tongue, Subject::Topic(place));
    let Some(topic) = tongue.guide.topics.get(place) else { return Ok(String::new()) };
    let here = subject_path(tongue, subject);
    let writer = Writer { site: framing.site, tongue, here: &here };
    let parts = parts(&writer, topic);
    let headings: Vec<Entry> = parts
        .iter()
        .filter(|part| !part.head.is_empty())
        .map(|part| Entry { href: format!("#{}", part.id), title: part.head.clone(), ..Entry::default() })
        .collect();
    let findings = topic.parts.iter().filter_map(|part| match part {
        SheetPart::Finding(finding) => Some(finding_view(&writer, finding)),
        _ => None,
    });
    let like = tongue.guide.topics.iter().enumerate().filter(|(other, one)| one.kind == topic.kind && *other != place);
    let others = like.map(|(place, other)| topic_link(&writer, place, other)).collect();
    let view = TopicView {
        kind: topic.kind_name.clone(),
        kind_class: topic.kind.word(),
        title_html: writer.runs(&topic.title),
        findings: findings.collect(),
        parts,
        others,
        frame: framing.frame(subject, &headings),
    };
    shelf.templates.page("topic.html", tongue.language(), &view)
}

fn topic_link(writer: &Writer, place: usize, topic: &Topic) -> Link {
    Link {
        href: relative(writer.here, &subject_path(writer.tongue, Subject::Topic(place))),
        text: crate::model::document::Run::plain(&topic.title),
    }
}

/// The parts that are no findings; those that follow under one head are one.
fn parts(writer: &Writer, topic: &Topic) -> Vec<PartView> {
    let mut views: Vec<PartView> = Vec::new();
    for part in &topic.parts {
        let view = match part {
            SheetPart::Numbers(numbers) => PartView {
                numbers: numbers
                    .iter()
                    .map(|(amount, name)| NumberView {
                        amount_html: writer.cell_runs(amount),
                        name_html: writer.runs(name),
                    })
                    .collect(),
                ..PartView::default()
            },
            SheetPart::Table(head, table) => {
                PartView { head: head.clone(), table_html: writer.topic_table(table), ..PartView::default() }
            }
            SheetPart::Lines(head, lines) => PartView {
                head: head.clone(),
                lines: lines.iter().map(|line| line_view(writer, line)).collect(),
                ..PartView::default()
            },
            SheetPart::Picture(picture) => {
                PartView { picture: picture_view(writer, &picture.figure), ..PartView::default() }
            }
            SheetPart::Finding(_) => continue,
        };
        views.push(PartView { id: format!("list.{}", views.len() + 1), ..view });
    }
    views
}

fn line_view(writer: &Writer, line: &SheetLine) -> LineView {
    let href = line.sheets.iter().find_map(|id| writer.tongue.topic_place(id));
    LineView {
        lead_html: writer.cell_runs(&line.lead),
        text_html: writer.runs(&line.runs),
        href: href
            .map(|place| relative(writer.here, &subject_path(writer.tongue, Subject::Topic(place))))
            .unwrap_or_default(),
    }
}

fn picture_view(writer: &Writer, id: &str) -> Option<PictureView> {
    let tongue = writer.tongue;
    let figure = tongue.frame().figures.get(id)?;
    let drawing = writer.site.drawings.get(&(id.to_owned(), writer.language()));
    Some(PictureView {
        href: relative(writer.here, &tongue.plate_path(id)?),
        label: figure.caption.label.clone(),
        words: crate::model::document::Run::plain(figure.headline.as_ref().unwrap_or(&figure.caption.title)),
        picture_html: match (&figure.picture, drawing) {
            (crate::model::document::Picture::Image(path), _) => writer.picture(path, ""),
            (_, Some(drawing)) => inline_svg(&drawing.svg_narrow).to_owned(),
            _ => return None,
        },
    })
}

/// The list of topics of some kinds: those that belong under another one stand there.
fn list(making: &Making<'_>, kinds: &[TopicKind]) -> Result<String, Failure> {
    let (tongue, writer) = (making.tongue(), making.writer());
    let path = |place: usize| relative(&making.here, &subject_path(tongue, Subject::Topic(place)));
    let entry = |(place, topic): (usize, &Topic)| EntryView {
        href: path(place),
        title_html: writer.runs(&topic.title),
        brief_html: writer.runs(&topic.brief),
    };
    let all = || tongue.guide.topics.iter().enumerate().filter(|(_, topic)| kinds.contains(&topic.kind));
    let mut groups: Vec<GroupView> = Vec::new();
    for kind in kinds {
        let own: Vec<(usize, &Topic)> = all().filter(|(_, topic)| topic.kind == *kind).collect();
        let heads = own.iter().any(|(_, topic)| all().any(|(_, other)| other.under.as_ref() == Some(&topic.id())));
        if heads {
            groups.extend(own.into_iter().map(|(place, topic)| GroupView {
                id: String::new(),
                title_html: writer.runs(&topic.title),
                href: path(place),
                brief_html: writer.runs(&topic.brief),
                entries: all().filter(|(_, other)| other.under.as_ref() == Some(&topic.id())).map(entry).collect(),
            }));
            continue;
        }
        let free =
            own.into_iter().filter(|(_, topic)| topic.under.as_ref().is_none_or(|id| tongue.topic_place(id).is_none()));
        let entries: Vec<EntryView> = free.map(entry).collect();
        if let Some(first) = all().find(|(_, topic)| topic.kind == *kind).filter(|_| !entries.is_empty()) {
            let title_html = super::super::markup::escape(&first.1.kind_name);
            groups.push(GroupView {
                id: String::new(),
                title_html,
                href: String::new(),
                brief_html: String::new(),
                entries,
            });
        }
    }
    for (number, group) in (1..).zip(&mut groups) {
        group.id = format!("list.{number}");
    }
    making.render_as("topics.html", &ListView { frame: making.frame(&[]), groups })
}
