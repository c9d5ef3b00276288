//! The website: pages from the book's own templates, data files, fonts, drawings. Works from `file://`, offline, under
//! any path and without JavaScript.
//!
//! The templates are given typed views ([`view`]); the book's text becomes HTML in [`html`] alone. What the book says
//! comes from its documents: nothing here computes a number, words one or names a heading.

mod address;
mod annex;
mod book;
mod cards;
mod cite;
mod data;
mod figure;
mod fonts;
mod footnotes;
mod frame;
mod html;
mod ledger;
mod links;
mod machine;
mod markup;
mod numbers;
mod outlines;
mod pages;
mod redirects;
mod search;
mod shifted;
mod table;
mod templates;
mod tightened;
mod view;

pub use links::dead_links;

use crate::diagnostic::{Failure, Message};
use crate::locale::Shifting;
use crate::model::document::{Block, Document, Figure, Picture, Revision, Run};
use crate::model::{Drawing, Language, Outlet, OutputTree, Paintings, Project, Work};
use crate::render::stripped::stripped;
use crate::render::tables::Workbook;
use address::figure_file;
use annex::Shelf;
use book::{Site, Tongue};
use data::Data;
use fonts::Characters;
use frame::{Framing, Subject, subject_path};
use html::Writer;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use search::Found;
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
    /// How many pages it has, if it is a PDF that says so.
    pub pages: Option<usize>,
}

impl PrintFile {
    /// The PDFs among the output.
    pub fn among(output: &OutputTree) -> Vec<Self> {
        output.iter().filter_map(|(path, bytes)| Self::of(path, bytes)).collect()
    }

    /// Its path and its size.
    pub fn size(&self) -> (&str, usize) {
        (&self.path, self.bytes_len.unwrap_or_default())
    }

    /// A file of the output, if it is a PDF.
    pub fn of(path: &str, bytes: &[u8]) -> Option<Self> {
        let (work, language) = Work::of(path)?;
        Some(Self {
            path: path.to_owned(),
            work: work.name,
            language,
            bytes_len: Some(bytes.len()),
            pages: pages_of(bytes),
        })
    }
}

/// How many pages a PDF has: the largest count of its trees of pages, the root's.
fn pages_of(pdf: &[u8]) -> Option<usize> {
    const TREE: &[u8] = b"/Type/Pages";
    const COUNT: &[u8] = b"/Count ";
    let find = |text: &[u8], sought: &[u8]| text.windows(sought.len()).position(|part| part == sought);
    let mut most = None;
    let mut rest = pdf.strip_prefix(b"%PDF")?;
    while let Some(at) = find(rest, TREE) {
        rest = &rest[at + TREE.len()..];
        let object = &rest[..find(rest, b"endobj").unwrap_or(rest.len())];
        let digits = find(object, COUNT).map(|at| &object[at + COUNT.len()..]);
        let digits =
            digits.map(|text| text.iter().take_while(|byte| byte.is_ascii_digit()).copied().collect::<Vec<u8>>());
        let count = digits.and_then(|digits| String::from_utf8(digits).ok()?.parse::<usize>().ok());
        most = most.max(count);
    }
    most
}

/// What the site shows beside the words of the book: the charts, drawn and painted, and what has changed.
#[derive(Debug)]
pub struct Pictures<'a> {
    /// By figure id and language.
    pub drawings: &'a BTreeMap<(String, Language), Drawing>,
    /// As files of pixels.
    pub paintings: Paintings,
    /// What each language says otherwise than in the latest edition; empty where none was cut.
    pub history: BTreeMap<Language, Revision>,
}

const STYLESHEET: &str = "static/site.css";
const FACES: &str = "static/fonts.css";

/// A file of data.
#[derive(Debug)]
struct DataFile {
    /// Its path below `site/`.
    path: String,
    /// The id of what is said of it.
    about: &'static str,
    /// The language that it is in, if it is in one.
    language: Option<Language>,
    /// Its size.
    bytes_len: usize,
}

/// Hands over the whole site: the documents of all languages, the source language first, with the files of their
/// book. `prints` are the PDFs to link to; when there are none, the downloads page says so.
///
/// Pages are composed, rendered and handed over side by side; nobody holds all of them.
///
/// # Errors
/// A template or a font of the book is broken or missing, or two pages have one address.
pub fn render(
    documents: &[&dyn Document],
    project: &Project,
    pictures: Pictures<'_>,
    prints: &[PrintFile],
    outlet: &dyn Outlet,
) -> Result<(), Failure> {
    let site = Site::new(project, documents, &pictures);
    let templates =
        Templates::read(&project.templates, site.tongues.iter().map(|tongue| (tongue.language(), tongue.labels())))?;
    let subjects: Vec<(&Tongue, Subject)> = site
        .tongues
        .iter()
        .flat_map(|tongue| frame::all(tongue).into_iter().map(move |subject| (tongue, subject)))
        .collect();
    let mut expected = statics(&site).map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
    expected.extend(subjects.iter().map(|(tongue, subject)| subject_path(tongue, *subject)));
    expected.extend(drawn_paths(&site));
    let redirects = redirects::all(&site, &expected);
    expected.extend(redirects.iter().map(|(path, _)| path.clone()));
    outlet.expect(expected)?;
    redirects.into_iter().try_for_each(|(path, html)| outlet.put(path, html.into_bytes()))?;
    let files = data_files(&site, outlet)?;
    let pages = Pages {
        shelf: Shelf { templates: &templates, prints, files: &files },
        stylesheets: &[FACES.to_owned(), STYLESHEET.to_owned()],
        shifting: Shifting::new(&project.shifted),
        site: &site,
        outlet,
    };
    let mut seen = pages.choice()?;
    let rest = subjects.par_iter().enumerate();
    let rest = rest.try_fold(Seen::default, |mut seen, (place, (tongue, subject))| {
        seen.place = place;
        pages.publish(tongue, *subject, seen)
    });
    seen.add(rest.try_reduce(Seen::default, |mut one, other| {
        one.add(other);
        Ok(one)
    })?);
    site.tongues.iter().for_each(|tongue| seen.characters.append(&Characters::of(&search::said(tongue))));
    let known = machine::files(&site, &subjects, &templates)?;
    outlet.expect(known.iter().map(|(path, _)| path.clone()).collect())?;
    known.into_iter().try_for_each(|(path, text)| outlet.put(path, text.into_bytes()))?;
    search::publish(&site, std::mem::take(&mut seen.found), outlet)?;
    let faces = fonts::faces(&project.faces, &project.templates, &seen.characters)?;
    outlet.expect(faces.iter().map(|face| face.path.clone()).collect())?;
    outlet.put(FACES.to_owned(), fonts::stylesheet(&faces).into_bytes())?;
    faces.into_iter().try_for_each(|face| outlet.put(face.path, face.bytes))?;
    statics(&site).try_for_each(|(name, bytes)| outlet.put(name.to_owned(), tightened::tightened(name, bytes)))?;
    drawn(&site, &seen.images, outlet)?;
    let paintings = pictures.paintings.into_iter();
    paintings
        .map(|((id, language), bytes)| (figure_file(&id, language, "png"), bytes))
        .try_for_each(|(path, bytes)| outlet.put(path, bytes))
}

/// What pages show, as far as other files are made for it.
#[derive(Default)]
struct Seen {
    characters: Characters,
    /// Paths of images.
    images: BTreeSet<String>,
    /// What pages say, each with its place among all pages.
    found: Found,
    /// The place of the page at hand.
    place: usize,
}

impl Seen {
    fn add(&mut self, mut other: Self) {
        self.characters.append(&other.characters);
        self.images.append(&mut other.images);
        self.found.append(&mut other.found);
    }
}

/// What all pages are made with, and where they go.
struct Pages<'a> {
    site: &'a Site<'a>,
    shelf: Shelf<'a>,
    stylesheets: &'a [String],
    shifting: Shifting,
    outlet: &'a dyn Outlet,
}

impl Pages<'_> {
    /// The first page of the site.
    fn choice(&self) -> Result<Seen, Failure> {
        let mut seen = Seen::default();
        seen.characters.add_usual();
        let html = self.shelf.templates.render("choice.html", &pages::choice(self.site, self.stylesheets))?;
        self.hand_over("index.html".to_owned(), html, seen)
    }

    /// Composes, renders and hands over a page.
    fn publish(&self, tongue: &Tongue, subject: Subject, mut seen: Seen) -> Result<Seen, Failure> {
        let framing = Framing { site: self.site, tongue, stylesheets: self.stylesheets };
        let html = match subject {
            Subject::Front => self.shelf.templates.page(
                "front.html",
                tongue.language(),
                &pages::front(&framing, self.shelf.prints),
            )?,
            Subject::Page(id) => {
                let Some(entry) = tongue.page(id) else { return Ok(seen) };
                let page = tongue.document.page(id);
                shown_images(&page.blocks, &mut seen.images);
                page.notes.iter().for_each(|note| shown_images(&note.blocks, &mut seen.images));
                self.shelf.templates.page("page.html", tongue.language(), &pages::page(&framing, entry, &page))?
            }
            Subject::Annex(annex) => annex.page(&self.shelf, &framing)?,
            Subject::Theme(place) => annex::numbers::theme(&self.shelf, &framing, place)?,
            Subject::Topic(place) => annex::topic::page(&self.shelf, &framing, place)?,
            Subject::Plate(place) => {
                tongue.gallery.get(place).into_iter().for_each(|figure| shown_picture(figure, &mut seen.images));
                annex::plate::page(&self.shelf, &framing, place)?
            }
        };
        let path = subject_path(tongue, subject);
        let manner = (frame::weight(subject), matches!(subject, Subject::Plate(_)));
        seen.found.push((seen.place, tongue.language(), search::extract(&path, manner, &html)));
        // The ledger itself says all that its cards would say.
        let is_ledger = matches!(subject, Subject::Theme(_)) || subject == Subject::Annex(annex::LEDGER);
        let html = match is_ledger {
            true => html,
            false => cards::with_cards(html, &Writer { site: self.site, tongue, here: &path }),
        };
        self.hand_over(path, html, seen)
    }

    fn hand_over(&self, path: String, html: String, mut seen: Seen) -> Result<Seen, Failure> {
        let mut shown = Characters::of(&html);
        let html = if shown.has_any(&self.site.project.shifted) {
            let html = shifted::set(html, &self.shifting);
            shown = Characters::of(&html);
            html
        } else {
            html
        };
        seen.characters.append(&shown);
        self.outlet.put(path, machine::sealed(html).into_bytes())?;
        Ok(seen)
    }
}

/// A file of data that is still to be made.
fn file<'a>(path: String, about: &'static str, language: Option<Language>, made: Made<'a>) -> (DataFile, Made<'a>) {
    (DataFile { path, about, language, bytes_len: 0 }, made)
}

/// How a file of data is made.
type Made<'a> = Box<dyn Fn() -> Result<Vec<u8>, Failure> + Send + Sync + 'a>;

/// The files below `data/`, with their sizes for the downloads page.
fn data_files(site: &Site, outlet: &dyn Outlet) -> Result<Vec<DataFile>, Failure> {
    let data = &Data::new(site.tongues.iter().map(Tongue::frame).collect());
    let years: Vec<i32> = site.project.plan.years.to_vec();
    let years = &years;
    let labels = &|language: Language, what: &Message| {
        let tongue = site.tongues.iter().find(|tongue| tongue.language() == language);
        tongue.map_or_else(String::new, |tongue| tongue.say(what))
    };
    let sure = |bytes: Vec<u8>| -> Result<Vec<u8>, Failure> { Ok(bytes) };
    let mut files: Vec<(DataFile, Made<'_>)> = Vec::new();
    files.push(file("data/facts.csv".into(), "ui.site.file_facts_csv", None, Box::new(move || sure(data.facts_csv()))));
    if !site.project.indicators.is_empty() {
        let made: Made<'_> = Box::new(move || sure(data.indicators_csv(years)));
        files.push(file("data/indicators.csv".into(), "ui.site.file_indicators_csv", None, made));
    }
    for tongue in &site.tongues {
        let path = format!("data/tables.{}.xlsx", tongue.language());
        let made: Made<'_> = Box::new(move || Workbook::Xlsx.write(&tongue.document.release()));
        files.push(file(path, "ui.site.file_tables_xlsx", Some(tongue.language()), made));
    }
    files.push(file(
        "data/facts.json".into(),
        "ui.site.file_facts_json",
        None,
        Box::new(move || sure(data.facts_json(site.project))),
    ));
    let schema: Made<'_> = Box::new(move || sure(data::facts_schema()));
    files.push(file("data/facts.schema.json".into(), "ui.site.file_facts_schema", None, schema));
    let of_facts: Made<'_> = Box::new(move || sure(data.facts_metadata(labels)));
    files.push(file("data/facts.csv-metadata.json".into(), "ui.site.file_csvw", None, of_facts));
    if !site.project.indicators.is_empty() {
        let made: Made<'_> = Box::new(move || sure(data.indicators_metadata(years, labels)));
        files.push(file("data/indicators.csv-metadata.json".into(), "ui.site.file_csvw", None, made));
    }
    let all: Vec<(String, &'static str)> = files.iter().map(|(file, _)| (file.path.clone(), file.about)).collect();
    let package: Made<'_> = Box::new(move || sure(data.package(site.project, &all, labels)));
    let file =
        DataFile { path: "data/datapackage.json".into(), about: "ui.site.file_package", language: None, bytes_len: 0 };
    files.push((file, package));
    outlet.expect(files.iter().map(|(file, _)| file.path.clone()).collect())?;
    let hand_over = |(file, made): (DataFile, Made<'_>)| {
        let bytes = made()?;
        let file = DataFile { bytes_len: bytes.len(), ..file };
        outlet.put(file.path.clone(), bytes).map(|()| file)
    };
    files.into_par_iter().map(hand_over).collect()
}

/// The files below `templates/site/static/`.
fn statics<'a>(site: &'a Site) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    let files = site.project.templates.iter();
    let files = files.filter_map(|(path, bytes)| Some((path.strip_prefix("site/")?, bytes.as_slice())));
    files.filter(|(name, _)| name.starts_with("static/"))
}

/// The paths of drawings, of their data and pictures, and of the images of the book.
fn drawn_paths(site: &Site) -> Vec<String> {
    let drawings = site.drawings.keys();
    let drawings = drawings.flat_map(|(id, language)| ["svg", "csv"].map(|end| figure_file(id, *language, end)));
    let paintings = site.paintings.keys().map(|(id, language)| figure_file(id, *language, "png"));
    let images = site.project.assets.iter().map(|asset| figure::asset_path(&asset.path));
    drawings.chain(paintings).chain(images).collect()
}

/// Drawings as files of their own, and the images that the pages show.
fn drawn(site: &Site, shown: &BTreeSet<String>, outlet: &dyn Outlet) -> Result<(), Failure> {
    for ((id, language), drawing) in site.drawings {
        outlet.put(figure_file(id, *language, "svg"), drawing.svg_web.clone().into_bytes())?;
        let tongue = site.tongues.iter().find(|tongue| tongue.frame().language == *language);
        let chart = tongue.and_then(|tongue| Some((tongue, tongue.frame().charts.get(id)?)));
        if let Some((tongue, chart)) = chart {
            let rows = figure::chart_rows(chart, *language, &tongue.heads(chart));
            outlet.put(figure_file(id, *language, "csv"), data::rows_csv(&rows))?;
        }
    }
    let images = site.project.assets.iter().filter(|asset| shown.contains(&asset.path));
    images
        .map(|asset| (figure::asset_path(&asset.path), stripped(&asset.path, &asset.bytes).into_owned()))
        .try_for_each(|(path, bytes)| outlet.put(path, bytes))
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
