//! The website: pages from the book's own templates, data files, fonts, drawings. Works from `file://`, offline, under
//! any path and without JavaScript.
//!
//! The templates are given typed views ([`view`]); the book's text becomes HTML in [`html`] alone. Nothing here computes
//! a number or formats one by hand: values come from the report, their words from `locale`.

mod address;
mod book;
mod data;
mod figure;
mod fonts;
mod footnotes;
mod frame;
mod html;
mod ledger;
mod links;
mod listing;
mod lists;
mod markup;
mod notes;
mod numbers;
mod outlines;
mod pages;
mod shifted;
mod table;
mod templates;
mod view;

pub use links::dead_links;

use crate::diagnostic::{Failure, Message};
use crate::locale::Shifting;
use crate::model::{Drawing, FigureKind, Inline, LANGUAGES, Language, OutputTree, Report};
use book::Book;
use fonts::Characters;
use frame::{Framing, Subject, Tool, subject_path};
use std::collections::{BTreeMap, BTreeSet};
use templates::Templates;

/// A printed document that the downloads page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintFile {
    /// Its path below `site/`: `print/plan.zh.pdf`.
    pub path: String,
    /// Its language.
    pub language: Language,
    /// Its size, if known.
    pub bytes_len: Option<usize>,
}

const STYLESHEET: &str = "static/site.css";
const FACES: &str = "static/fonts.css";

/// Adds the whole site to `output`. `prints` are the PDFs to link to; when there are none, the downloads page says so.
///
/// # Errors
/// A template or a font of the book is broken or missing, or two pages have one address.
pub fn render(
    report: &Report,
    drawings: &BTreeMap<(String, Language), Drawing>,
    prints: &[PrintFile],
    output: &mut OutputTree,
) -> Result<(), Failure> {
    let templates = Templates::read(&report.project.templates)?;
    let book = Book::new(report, drawings);
    let files = data_files(&book, output)?;
    let pages = all_pages(&book, &templates, prints, &files)?;
    let faces = fonts::faces(&report.project.faces, &report.project.templates, &characters(&pages))?;
    add(output, FACES, fonts::stylesheet(&faces).into_bytes())?;
    for face in faces {
        add(output, &face.path, face.bytes)?;
    }
    for (path, html) in pages {
        add(output, &path, html.into_bytes())?;
    }
    statics(&book, output)?;
    drawn(&book, output)
}

/// All pages by path, rendered.
fn all_pages(
    book: &Book,
    templates: &Templates,
    prints: &[PrintFile],
    files: &[(&'static str, usize)],
) -> Result<Vec<(String, String)>, Failure> {
    let framing = Framing { book, stylesheets: vec![FACES.to_owned(), STYLESHEET.to_owned()] };
    let choice = pages::choice(book, &framing.stylesheets);
    let mut all = vec![("index.html".to_owned(), templates.render("choice.html", &choice)?)];
    for language in LANGUAGES {
        for subject in frame::reading(book, language) {
            let html = match subject {
                Subject::Front => templates.render("front.html", &pages::front(&framing, language))?,
                Subject::Page(id) => match pages::page(&framing, id) {
                    Some(view) => templates.render("page.html", &view)?,
                    None => continue,
                },
                Subject::Tool(tool) => tool_page(&framing, templates, language, tool, prints, files)?,
            };
            all.push((subject_path(book, language, subject), html));
        }
    }
    let shifting = Shifting::new(&book.report.project.shifted);
    Ok(all.into_iter().map(|(path, html)| (path, shifted::set(html, &shifting))).collect())
}

fn tool_page(
    framing: &Framing,
    templates: &Templates,
    language: Language,
    tool: Tool,
    prints: &[PrintFile],
    files: &[(&'static str, usize)],
) -> Result<String, Failure> {
    match tool {
        Tool::Indicators => templates.render("indicators.html", &lists::indicators(framing, language)),
        Tool::Figures => templates.render("figures.html", &lists::lists(framing, language)),
        Tool::Numbers => templates.render("numbers.html", &ledger::ledger(framing, language)),
        Tool::Notes => templates.render("notes.html", &notes::notes(framing, language)),
        Tool::Downloads => templates.render("downloads.html", &lists::downloads(framing, language, prints, files)),
    }
}

fn characters(pages: &[(String, String)]) -> Characters {
    let mut characters = Characters::default();
    characters.add_usual();
    for (_, html) in pages {
        characters.add(html);
    }
    characters
}

/// The files below `data/`, with their sizes for the downloads page.
fn data_files(book: &Book, output: &mut OutputTree) -> Result<Vec<(&'static str, usize)>, Failure> {
    let files = [
        ("data/facts.csv", data::facts_csv(book)),
        ("data/facts.json", data::facts_json(book)),
        ("data/indicators.csv", data::indicators_csv(book)),
    ];
    let mut sizes = Vec::new();
    for (path, bytes) in files {
        sizes.push((path, bytes.len()));
        add(output, path, bytes)?;
    }
    Ok(sizes)
}

/// The files below `templates/site/static/`, as they are.
fn statics(book: &Book, output: &mut OutputTree) -> Result<(), Failure> {
    for (path, bytes) in &book.report.project.templates {
        if let Some(name) = path.strip_prefix("site/").filter(|name| name.starts_with("static/")) {
            add(output, name, bytes.clone())?;
        }
    }
    Ok(())
}

/// Drawings as files of their own, and the images that figures show.
fn drawn(book: &Book, output: &mut OutputTree) -> Result<(), Failure> {
    for ((id, language), drawing) in book.drawings {
        add(output, &format!("figures/{id}.{language}.svg"), drawing.svg_web.clone().into_bytes())?;
    }
    let shown = shown_images(book);
    for asset in book.report.project.assets.iter().filter(|asset| shown.contains(asset.path.as_str())) {
        add(output, &figure::asset_path(&asset.path), asset.bytes.clone())?;
    }
    Ok(())
}

/// Paths of the images that figures and text show; what lies beside them unused is not published.
fn shown_images<'a>(book: &Book<'a>) -> BTreeSet<&'a str> {
    let project = &book.report.project;
    let mut shown = BTreeSet::new();
    for page in &project.pages {
        for block in &page.blocks {
            block.for_each_inline(&mut |inline| {
                if let Inline::Image { path, .. } = inline {
                    shown.insert(path.value.as_str());
                }
            });
        }
    }
    let files = project.figures.iter().filter(|figure| figure.kind.value == FigureKind::Image);
    shown.extend(files.filter_map(|figure| figure.file.as_ref()).map(|file| file.value.as_str()));
    shown
}

fn add(output: &mut OutputTree, path: &str, bytes: Vec<u8>) -> Result<(), Failure> {
    output.insert(path, bytes).map_err(|path| Failure::new(Message::new("build.twice").with("path", path)))
}
