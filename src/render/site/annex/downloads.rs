//! `downloads/`: the PDFs and the files of data.

use super::{Annex, Making, always, size};
use crate::diagnostic::{Failure, Message};
use crate::model::document::Run;
use crate::model::{Language, WORKS};
use crate::render::site::PrintFile;
use crate::render::site::address::relative;
use crate::render::site::book::Tongue;
use crate::render::site::view::Frame;
use serde::Serialize;

pub(super) static ANNEX: Annex =
    Annex { name: "downloads", path: "downloads/index.html", title: "ui.site.annex_downloads", stands: always, page };

/// The downloads.
#[derive(Debug, Serialize)]
struct DownloadsView {
    frame: Frame,
    /// The edition's date in words, which is that of all files.
    date: String,
    prints: Vec<Download>,
    files: Vec<Download>,
}

/// One file to take away.
#[derive(Debug, Serialize)]
struct Download {
    href: String,
    name: String,
    /// The name that a browser keeps it under, if not the file's own.
    save_as: Option<String>,
    about: String,
    size: Option<String>,
}

/// What was printed, and the data files with their sizes.
fn page(making: &Making<'_>) -> Result<String, Failure> {
    let (tongue, here) = (making.tongue(), making.here.as_str());
    let language = tongue.language();
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    // Those of the language come first.
    let mut prints: Vec<&PrintFile> = making.shelf.prints.iter().collect();
    prints.sort_by_key(|print| print.language != language);
    let prints = prints.into_iter().map(|print| Download {
        href: relative(here, &print.path),
        name: name(&print.path),
        save_as: Some(proper_name(making, print)),
        about: print_about(making, print),
        size: Some(print_size(tongue, print)),
    });
    let language_of = |language: Language| {
        let tongue = making.framing.site.tongues.iter().find(|tongue| tongue.language() == language);
        tongue.map(|tongue| format!(" · {}", tongue.label("ui.site.language_name")))
    };
    let files = making.shelf.files.iter().map(|file| Download {
        href: relative(here, &file.path),
        name: name(&file.path),
        save_as: None,
        about: tongue.label(file.about) + &file.language.and_then(language_of).unwrap_or_default(),
        size: Some(size(language, file.bytes_len)),
    });
    making.render(&DownloadsView {
        date: tongue.frame().imprint.date.clone(),
        prints: prints.collect(),
        files: files.collect(),
        frame: making.frame(&[]),
    })
}

/// What a printed file is called in an office: …规划（征求意见稿）.pdf, the Word copy …规划（征求意见稿）.docx. Its address stays what it is.
pub(super) fn proper_name(making: &Making<'_>, print: &PrintFile) -> String {
    let tongues = &making.framing.site.tongues;
    let Some(tongue) = tongues.iter().find(|tongue| tongue.language() == print.language) else { return String::new() };
    let imprint = &tongue.frame().imprint;
    let mut title = Run::plain(&imprint.title);
    let work = WORKS.iter().find(|work| work.name == print.work);
    if WORKS.first().is_some_and(|book| work.is_none_or(|work| work.file != book.file)) {
        let kind = tongue.label(&format!("ui.site.print_{}", print.work));
        title = tongue.say(&Message::new("ui.site.file_title").with("title", title).with("kind", kind));
    }
    let label = Run::plain(&imprint.edition_label);
    let ending = print.path.rsplit('.').next().unwrap_or_default();
    let name = Message::new("ui.site.file_name").with("title", title).with("label", label).with("ending", ending);
    let name = tongue.say(&name);
    // Windows has no file names with these signs.
    name.replace(['\\', '/', ':', '*', '?', '"', '<', '>', '|'], " ")
}

/// What kind of file a printed one is, how many pages it has, and how large it is.
pub(in crate::render::site) fn print_size(tongue: &Tongue, print: &PrintFile) -> String {
    let ending = match print.path.rsplit('.').next() {
        Some("docx") => "Word".to_owned(),
        ending => ending.unwrap_or_default().to_uppercase(),
    };
    let pages = print.pages.map(|pages| tongue.say(&Message::new("ui.site.file_pages").with("pages", pages)));
    let bytes = print.bytes_len.map(|bytes| size(tongue.language(), bytes));
    std::iter::once(ending).chain(pages).chain(bytes).collect::<Vec<_>>().join(" · ")
}

/// What a printed file is, and in which language.
pub(super) fn print_about(making: &Making<'_>, print: &PrintFile) -> String {
    let kind = making.tongue().label(&format!("ui.site.print_{}", print.work));
    let tongues = &making.framing.site.tongues;
    let tongue = tongues.iter().find(|tongue| tongue.language() == print.language);
    let tongue = tongue.map_or_else(String::new, |tongue| tongue.label("ui.site.language_name"));
    if kind.is_empty() { tongue } else { format!("{kind} · {tongue}") }
}
