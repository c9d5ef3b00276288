//! `figures/`: the gallery, then the lists of figures and tables, and of what is still missing.

use super::{Annex, Making, plate};
use crate::diagnostic::Failure;
use crate::model::document::{Caption, Figure, Picture, Run, Target};
use crate::render::site::address::{figure_file, relative};
use crate::render::site::figure::inline_svg;
use crate::render::site::frame::{Subject, subject_path};
use crate::render::site::html::Writer;
use crate::render::site::markup::{anchor, escape};
use crate::render::site::view::{Entry, Frame};
use serde::Serialize;

pub(super) static ANNEX: Annex = Annex {
    name: "figures",
    path: "figures/index.html",
    title: "ui.site.annex_figures",
    stands: |tongue| !tongue.frame().figures.is_empty(),
    page,
};

/// The gallery and the lists.
#[derive(Debug, Serialize)]
struct ListsView {
    frame: Frame,
    gallery: Vec<Hall>,
    figures: Vec<ListRow>,
    tables: Vec<ListRow>,
    missing: Vec<MissingRow>,
}

/// The pictures of a chapter.
#[derive(Debug, Serialize)]
struct Hall {
    id: String,
    title: String,
    cards: Vec<Card>,
}

/// A picture, small; it leads to its page.
#[derive(Debug, Serialize)]
struct Card {
    href: String,
    label: String,
    /// What it says, or its title.
    words: String,
    kind: String,
    /// The findings about it, by id.
    marks: String,
    picture_html: String,
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
    /// Its pixels.
    painting: Option<String>,
    /// Its data.
    data: Option<String>,
}

/// All figures and tables, those of the text first, in the order of their numbers.
fn page(making: &Making<'_>) -> Result<String, Failure> {
    let (writer, frame) = (making.writer(), making.tongue().frame());
    let language = frame.language;
    let row = |caption: &Caption, target: Target, kind: &str| ListRow {
        label_html: label_link(&writer, &caption.label, &target),
        title_html: writer.runs(&caption.title),
        printed: caption.printed_number.clone().unwrap_or_default(),
        kind: kind.to_owned(),
        painting: None,
        data: None,
        file: None,
    };
    let mut figures: Vec<_> = frame.figures.values().collect();
    figures.sort_by_key(|figure| figure.caption.order);
    let missing: Vec<MissingRow> = figures.iter().filter_map(|figure| missing(&writer, figure)).collect();
    let figures = figures.into_iter().map(|figure| {
        let id = figure.caption.id.clone();
        let link = |ending: &str| relative(writer.here, &figure_file(&id, language, ending));
        let drawn = writer.site.drawings.contains_key(&(id.clone(), language));
        let (file, data) = (drawn.then(|| link("svg")), drawn.then(|| link("csv")));
        let painted = writer.site.paintings.contains_key(&(id.clone(), language));
        let painting = painted.then(|| link("png"));
        ListRow { file, data, painting, ..row(&figure.caption, Target::Figure(id), &figure.kind_word) }
    });
    let mut tables: Vec<_> = frame.tables.values().collect();
    tables.sort_by_key(|(caption, _)| caption.order);
    let tables = tables.into_iter().map(|(caption, kind)| row(caption, Target::Table(caption.id.clone()), kind));
    let gallery = gallery(&writer);
    let headings: Vec<Entry> = gallery
        .iter()
        .map(|hall| Entry { href: format!("#{}", hall.id), title: hall.title.clone(), ..Entry::default() })
        .collect();
    making.render(&ListsView {
        gallery,
        figures: figures.collect(),
        tables: tables.collect(),
        missing,
        frame: making.frame(&headings),
    })
}

/// All pictures by chapter, in the order of the text; those that stand nowhere in it come last.
fn gallery(writer: &Writer) -> Vec<Hall> {
    let tongue = writer.tongue;
    let mut halls: Vec<(Option<&str>, Hall)> = Vec::new();
    for (place, figure) in tongue.gallery.iter().enumerate() {
        let chapter = tongue.chapter_of(&figure.caption.id);
        let card = card(writer, place, figure);
        match halls.last_mut().filter(|(known, _)| *known == chapter) {
            Some((_, hall)) => hall.cards.push(card),
            None => {
                let title = chapter.and_then(|chapter| tongue.chapter_title(chapter));
                let title = title.unwrap_or_else(|| tongue.label("ui.site.gallery_elsewhere"));
                let id = format!("list.chapter-{}", halls.len() + 1);
                halls.push((chapter, Hall { id, title, cards: vec![card] }));
            }
        }
    }
    halls.into_iter().map(|(_, hall)| hall).collect()
}

fn card(writer: &Writer, place: usize, figure: &Figure) -> Card {
    let (tongue, id) = (writer.tongue, &figure.caption.id);
    let drawing = writer.site.drawings.get(&(id.clone(), writer.language()));
    Card {
        href: relative(writer.here, &subject_path(tongue, Subject::Plate(place))),
        label: figure.caption.label.clone(),
        words: Run::plain(figure.headline.as_ref().unwrap_or(&figure.caption.title)),
        kind: tongue.kind_of(figure),
        marks: plate::marked(figure).join(" "),
        picture_html: match (&figure.picture, drawing) {
            (Picture::Image(path), _) => writer.picture(path, ""),
            (_, Some(drawing)) => inline_svg(&drawing.svg_narrow).to_owned(),
            _ => String::new(),
        },
    }
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
