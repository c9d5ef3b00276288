//! `figures/ID.html`: a page for each picture. The drawing large, what it says, what is measured, its numbers, the findings
//! about them, where it stands in the text, its files, how to cite it, and the other pictures of its chapter.

use super::notes::{FindingView, finding_view};
use super::{Shelf, size};
use crate::diagnostic::Failure;
use crate::model::document::{Figure, Picture, Run, Target};
use crate::render::site::address::{figure_file, relative};
use crate::render::site::cite;
use crate::render::site::figure::asset_path;
use crate::render::site::frame::{Framing, Subject, subject_path};
use crate::render::site::html::Writer;
use crate::render::site::view::{Frame, Link};
use crate::render::stripped::stripped;
use serde::Serialize;

/// The page of a picture.
#[derive(Debug, Serialize)]
struct PlateView {
    frame: Frame,
    /// 图1-22; empty where it stands nowhere.
    label: String,
    kind: String,
    heading_html: String,
    /// Its title, where a sentence is the heading.
    title_html: String,
    /// What is measured, when, in which unit.
    measure: String,
    picture_html: String,
    note_html: String,
    rounding: String,
    source: String,
    printed: String,
    table_html: String,
    place: Option<Link>,
    findings: Vec<FindingView>,
    files: Vec<File>,
    citation: String,
    /// The other pictures of its chapter, and what the chapter is called.
    others: Vec<Link>,
    chapter: String,
}

/// A file to take away.
#[derive(Debug, Serialize)]
struct File {
    href: String,
    name: &'static str,
    about: String,
    size: String,
}

/// The page of the picture at a place of the gallery, rendered; nothing for a place that has none.
///
/// # Errors
/// Its template is broken or missing.
pub(in crate::render::site) fn page(shelf: &Shelf<'_>, framing: &Framing, place: usize) -> Result<String, Failure> {
    let subject = Subject::Plate(place);
    let Some(figure) = framing.tongue.gallery.get(place) else { return Ok(String::new()) };
    let here = subject_path(framing.tongue, subject);
    let writer = Writer { site: framing.site, tongue: framing.tongue, here: &here };
    let mut frame = framing.frame(subject, &[]);
    frame.machine.describe(&writer.alternative(figure));
    let view = view(&writer, figure, frame);
    shelf.templates.page("plate.html", writer.language(), &view)
}

fn view(writer: &Writer, figure: &Figure, frame: Frame) -> PlateView {
    let (tongue, id) = (writer.tongue, &figure.caption.id);
    let chart = tongue.frame().charts.get(id);
    let title = format!("{}{}", writer.runs(&figure.caption.title), writer.runs(&figure.marks));
    let headline = figure.headline.as_deref();
    let place = figure_place(writer, figure);
    let chapter = tongue.chapter_of(id);
    let others = tongue.neighbours_of(id);
    let others = others.map(|(place, other)| Link {
        href: relative(writer.here, &subject_path(tongue, Subject::Plate(place))),
        text: tongue.named(other),
    });
    PlateView {
        label: figure.caption.label.clone(),
        kind: tongue.kind_of(figure),
        heading_html: headline.map_or_else(|| title.clone(), |headline| writer.runs(headline)),
        title_html: if headline.is_some() { title } else { String::new() },
        measure: chart.map_or_else(String::new, |chart| chart.measure(writer.language())),
        picture_html: match &figure.picture {
            Picture::Image(path) => writer.picture(path, &writer.alternative(figure)),
            _ => writer.chart(id),
        },
        note_html: figure.note.as_ref().map_or_else(String::new, |note| writer.runs(note)),
        rounding: figure.rounding.clone().unwrap_or_default(),
        source: figure.source.clone().unwrap_or_default(),
        printed: figure.caption.printed.clone().unwrap_or_default(),
        table_html: chart.map_or_else(String::new, |chart| writer.chart_table(chart, true)),
        place,
        findings: findings(writer, figure),
        files: files(writer, figure),
        citation: cite::figure(writer, figure),
        others: others.collect(),
        chapter: chapter.and_then(|chapter| tongue.chapter_title(chapter)).unwrap_or_default(),
        frame,
    }
}

/// The section that it stands in, leading to its place there.
fn figure_place(writer: &Writer, figure: &Figure) -> Option<Link> {
    let target = Target::Figure(figure.caption.id.clone());
    let frame = writer.tongue.frame();
    let section = frame.title(*frame.places.get(&target)?)?;
    Some(Link { href: writer.href(&target), text: section.trail.clone() })
}

/// The ids of the findings about what a figure shows.
pub(super) fn marked(figure: &Figure) -> Vec<&str> {
    let marks = figure.marks.iter();
    marks.filter_map(|run| if let Run::Mark(id) = run { Some(id.as_str()) } else { None }).collect()
}

/// The findings that its marks name.
fn findings(writer: &Writer, figure: &Figure) -> Vec<FindingView> {
    let named = marked(figure);
    if named.is_empty() {
        return Vec::new();
    }
    writer
        .tongue
        .frame()
        .all_findings()
        .filter(|finding| named.contains(&finding.id.as_str()))
        .map(|finding| finding_view(writer, finding))
        .collect()
}

fn files(writer: &Writer, figure: &Figure) -> Vec<File> {
    let (tongue, language) = (writer.tongue, writer.language());
    let file = |path: String, name: &'static str, about: &str, bytes: Option<usize>| File {
        href: relative(writer.here, &path),
        name,
        about: tongue.label(about),
        size: bytes.map_or_else(String::new, |bytes| size(language, bytes)),
    };
    let id = &figure.caption.id;
    if let Picture::Image(path) = &figure.picture {
        let asset = writer.site.project.assets.iter().find(|asset| asset.path == *path);
        return vec![file(
            asset_path(path),
            "",
            "ui.site.file_image",
            asset.map(|asset| stripped(&asset.path, &asset.bytes).len()),
        )];
    }
    let key = (id.clone(), language);
    let path = |ending: &str| figure_file(id, language, ending);
    let mut files = Vec::new();
    if let Some(drawing) = writer.site.drawings.get(&key) {
        files.push(file(path("svg"), "SVG", "ui.site.file_svg", Some(drawing.svg_web.len())));
    }
    if let Some(painting) = writer.site.paintings.get(&key) {
        files.push(file(path("png"), "PNG", "ui.site.file_png", Some(painting.len())));
    }
    files.push(file(path("csv"), "CSV", "ui.site.file_csv", None));
    files
}
