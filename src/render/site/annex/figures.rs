//! `figures/`: the lists of figures and tables.

use super::{Annex, Making};
use crate::diagnostic::Failure;
use crate::model::document::{Caption, Figure, Picture, Run, Target};
use crate::render::site::address::relative;
use crate::render::site::html::Writer;
use crate::render::site::markup::{anchor, escape};
use crate::render::site::view::Frame;
use serde::Serialize;

pub(super) static ANNEX: Annex = Annex { name: "figures", title: "ui.site.annex_figures", page };

/// The lists of figures and tables.
#[derive(Debug, Serialize)]
struct ListsView {
    frame: Frame,
    figures: Vec<ListRow>,
    tables: Vec<ListRow>,
    missing: Vec<MissingRow>,
}

/// A figure that is still to be supplied.
#[derive(Debug, Serialize)]
struct MissingRow {
    id: String,
    label_html: String,
    title_html: String,
    note_html: String,
    needs_html: String,
}

/// One figure or table of a list.
#[derive(Debug, Serialize)]
struct ListRow {
    label_html: String,
    title_html: String,
    printed: String,
    kind: String,
    file: Option<String>,
    /// Its data.
    data: Option<String>,
}

/// All figures and tables, those of the text first, in the order of their numbers.
fn page(making: &Making<'_>) -> Result<String, Failure> {
    let (writer, frame) = (making.writer(), making.tongue().frame());
    let language = frame.language;
    let row = |caption: &Caption, target: Target, kind: &str, file: Option<String>| ListRow {
        label_html: label_link(&writer, &caption.label, &target),
        title_html: writer.runs(&caption.title),
        printed: caption.printed_number.clone().unwrap_or_default(),
        kind: kind.to_owned(),
        data: file.as_deref().and_then(|file| Some(format!("{}.csv", file.strip_suffix(".svg")?))),
        file,
    };
    let mut figures: Vec<_> = frame.figures.values().collect();
    figures.sort_by_key(|figure| figure.caption.order);
    let missing: Vec<MissingRow> = figures.iter().filter_map(|figure| missing(&writer, figure)).collect();
    let figures = figures.into_iter().map(|figure| {
        let id = figure.caption.id.clone();
        let drawn = writer.site.drawings.contains_key(&(id.clone(), language));
        let file = drawn.then(|| relative(writer.here, &format!("figures/{id}.{language}.svg")));
        row(&figure.caption, Target::Figure(id), &figure.kind_word, file)
    });
    let mut tables: Vec<_> = frame.tables.values().collect();
    tables.sort_by_key(|(caption, _)| caption.order);
    let tables = tables.into_iter().map(|(caption, kind)| row(caption, Target::Table(caption.id.clone()), kind, None));
    making.render(&ListsView {
        figures: figures.collect(),
        tables: tables.collect(),
        missing,
        frame: making.frame(&[]),
    })
}

/// What is known of a figure that is still to be supplied; none of another.
fn missing(writer: &Writer, figure: &Figure) -> Option<MissingRow> {
    let Picture::Missing { needs, .. } = &figure.picture else { return None };
    let runs = |runs: &Option<Vec<Run>>| runs.as_ref().map_or_else(String::new, |runs| writer.runs(runs));
    Some(MissingRow {
        id: escape(&figure.caption.id),
        label_html: label_link(writer, &figure.caption.label, &Target::Figure(figure.caption.id.clone())),
        title_html: writer.runs(&figure.caption.title),
        note_html: runs(&figure.note),
        needs_html: runs(needs),
    })
}

/// The label of a figure or table, leading to its place in the text.
fn label_link(writer: &Writer, label: &str, target: &Target) -> String {
    match (label, writer.href(target).as_str()) {
        ("", _) => "—".to_owned(),
        (label, "") => escape(label),
        (label, href) => anchor(href, &escape(label)),
    }
}
