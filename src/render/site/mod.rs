//! The website: pages from the book's own templates, data files, fonts, drawings. Works from `file://`, offline, under
//! any path and without JavaScript.
//!
//! The templates are given typed views ([`view`]); the book's text becomes HTML in [`html`] alone. What the book says
//! comes from its documents: nothing here computes a number, words one or names a heading.

mod address;
mod annex;
mod book;
mod data;
mod figure;
mod fonts;
mod footnotes;
mod frame;
mod html;
mod links;
mod markup;
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
use crate::model::document::{Block, Document, Figure, Picture, Run};
use crate::model::{Drawing, Language, OutputTree, Paintings, Project, Work};
use address::figure_file;
use annex::Shelf;
use book::{Site, Tongue};
use data::Data;
use fonts::Characters;
use frame::{Framing, Subject, subject_path};
use std::collections::{BTreeMap, BTreeSet};
use templates::Templates;

/// A printed document that the downloads page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintFile {
    /// Its path below `site/`: `print/plan.zh.pdf`.
    pub path: String,
    /// The work that it is of.
    pub work: &'static str,
    /// Its language.
    pub language: Language,
    /// Its size, if known.
    pub bytes_len: Option<usize>,
}

impl PrintFile {
    /// The PDFs among the output.
    pub fn among(output: &OutputTree) -> Vec<Self> {
        let file = |(path, bytes): (&str, &[u8])| {
            let (work, language) = Work::of(path)?;
            Some(Self { path: path.to_owned(), work: work.name, language, bytes_len: Some(bytes.len()) })
        };
        output.iter().filter_map(file).collect()
    }
}

/// The charts, drawn and painted.
#[derive(Debug)]
pub struct Pictures<'a> {
    /// By figure id and language.
    pub drawings: &'a BTreeMap<(String, Language), Drawing>,
    /// As files of pixels.
    pub paintings: Paintings,
}

const STYLESHEET: &str = "static/site.css";
const FACES: &str = "static/fonts.css";

/// A file of data: its path below `site/` and its size.
type DataFile = (&'static str, usize);

/// Adds the whole site to `output`: the documents of all languages, the source language first, with the files of their
/// book. `prints` are the PDFs to link to; when there are none, the downloads page says so.
///
/// # Errors
/// A template or a font of the book is broken or missing, or two pages have one address.
pub fn render(
    documents: &[&dyn Document],
    project: &Project,
    pictures: Pictures<'_>,
    prints: &[PrintFile],
    output: &mut OutputTree,
) -> Result<(), Failure> {
    let templates = Templates::read(&project.templates)?;
    let site = Site::new(project, documents, &pictures);
    let files = data_files(&site, output)?;
    let mut shown = BTreeSet::new();
    let pages = all_pages(&site, &templates, prints, &files, &mut shown)?;
    let faces = fonts::faces(&project.faces, &project.templates, &characters(&pages))?;
    add(output, FACES, fonts::stylesheet(&faces).into_bytes())?;
    for face in faces {
        add(output, &face.path, face.bytes)?;
    }
    for (path, html) in pages {
        add(output, &path, html.into_bytes())?;
    }
    statics(&site, output)?;
    drawn(&site, &shown, output)?;
    for ((id, language), bytes) in pictures.paintings {
        add(output, &figure_file(&id, language, "png"), bytes)?;
    }
    Ok(())
}

/// All pages by path, rendered; `shown` takes the images that they show.
fn all_pages(
    site: &Site,
    templates: &Templates,
    prints: &[PrintFile],
    files: &[DataFile],
    shown: &mut BTreeSet<String>,
) -> Result<Vec<(String, String)>, Failure> {
    let stylesheets = [FACES.to_owned(), STYLESHEET.to_owned()];
    let mut all = vec![("index.html".to_owned(), templates.render("choice.html", &pages::choice(site, &stylesheets))?)];
    let shelf = Shelf { templates, prints, files };
    for tongue in &site.tongues {
        let framing = Framing { site, tongue, stylesheets: &stylesheets };
        for figure in &tongue.gallery {
            shown_picture(figure, shown);
        }
        for subject in frame::reading(tongue).into_iter().chain(frame::plates(tongue)) {
            let html = match subject {
                Subject::Front => templates.render("front.html", &pages::front(&framing))?,
                Subject::Page(id) => match tongue.page(id) {
                    Some(entry) => {
                        let page = tongue.document.page(id);
                        shown_images(&page.blocks, shown);
                        page.notes.iter().for_each(|note| shown_images(&note.blocks, shown));
                        templates.render("page.html", &pages::page(&framing, entry, &page))?
                    }
                    None => continue,
                },
                Subject::Annex(annex) => annex.page(&shelf, &framing)?,
                Subject::Plate(place) => annex::plate::page(&shelf, &framing, place)?,
            };
            all.push((subject_path(tongue, subject), html));
        }
    }
    let shifting = Shifting::new(&site.project.shifted);
    Ok(all.into_iter().map(|(path, html)| (path, shifted::set(html, &shifting))).collect())
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
fn data_files(site: &Site, output: &mut OutputTree) -> Result<Vec<DataFile>, Failure> {
    let data = Data::new(site.tongues.iter().map(Tongue::frame).collect());
    let files = [
        ("data/facts.csv", data.facts_csv()),
        ("data/facts.json", data.facts_json()),
        ("data/indicators.csv", data.indicators_csv(&site.project.plan.years)),
    ];
    let mut sizes = Vec::new();
    for (path, bytes) in files {
        sizes.push((path, bytes.len()));
        add(output, path, bytes)?;
    }
    Ok(sizes)
}

/// The files below `templates/site/static/`, as they are.
fn statics(site: &Site, output: &mut OutputTree) -> Result<(), Failure> {
    for (path, bytes) in &site.project.templates {
        if let Some(name) = path.strip_prefix("site/").filter(|name| name.starts_with("static/")) {
            add(output, name, bytes.clone())?;
        }
    }
    Ok(())
}

/// Drawings as files of their own, and the images that the pages show.
fn drawn(site: &Site, shown: &BTreeSet<String>, output: &mut OutputTree) -> Result<(), Failure> {
    for ((id, language), drawing) in site.drawings {
        add(output, &figure_file(id, *language, "svg"), drawing.svg_web.clone().into_bytes())?;
        let tongue = site.tongues.iter().find(|tongue| tongue.frame().language == *language);
        let chart = tongue.and_then(|tongue| Some((tongue, tongue.frame().charts.get(id)?)));
        if let Some((tongue, chart)) = chart {
            let rows = figure::chart_rows(chart, *language, &tongue.heads(chart));
            add(output, &figure_file(id, *language, "csv"), data::rows_csv(&rows))?;
        }
    }
    for asset in site.project.assets.iter().filter(|asset| shown.contains(&asset.path)) {
        add(output, &figure::asset_path(&asset.path), asset.bytes.clone())?;
    }
    Ok(())
}

/// Paths of the images that blocks show; what lies beside them unused is not published.
fn shown_images(blocks: &[Block], shown: &mut BTreeSet<String>) {
    for block in blocks {
        block.for_each_line(&mut |runs| {
            Run::walk(runs, &mut |run| {
                if let Run::Picture { path: Some(path), .. } = run {
                    shown.insert(path.clone());
                }
            });
        });
    }
}

/// The path of the image that a figure is.
fn shown_picture(figure: &Figure, shown: &mut BTreeSet<String>) {
    if let Picture::Image(path) = &figure.picture {
        shown.insert(path.clone());
    }
}

fn add(output: &mut OutputTree, path: &str, bytes: Vec<u8>) -> Result<(), Failure> {
    output.insert(path, bytes).map_err(|path| Failure::new(Message::new("build.twice").with("path", path)))
}
