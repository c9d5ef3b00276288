//! `downloads/`: the PDFs and the files of data.

use super::{Annex, Making, size};
use crate::diagnostic::Failure;
use crate::render::site::PrintFile;
use crate::render::site::address::relative;
use crate::render::site::view::Frame;
use serde::Serialize;

pub(super) static ANNEX: Annex = Annex { name: "downloads", title: "ui.site.annex_downloads", page };

/// The downloads.
#[derive(Debug, Serialize)]
struct DownloadsView {
    frame: Frame,
    prints: Vec<Download>,
    files: Vec<Download>,
}

/// One file to take away.
#[derive(Debug, Serialize)]
struct Download {
    href: String,
    name: String,
    about: String,
    size: Option<String>,
}

/// What was printed, and the data files with their sizes.
fn page(making: &Making<'_>) -> Result<String, Failure> {
    let (tongue, here) = (making.tongue(), making.here.as_str());
    let language = tongue.language();
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let prints = making.shelf.prints.iter().map(|print| Download {
        href: relative(here, &print.path),
        name: name(&print.path),
        about: print_about(making, print),
        size: print.bytes_len.map(|bytes| size(language, bytes)),
    });
    let files = making.shelf.files.iter().map(|(path, bytes)| Download {
        href: relative(here, path),
        name: name(path),
        about: tongue.label(&format!("ui.site.file_{}", name(path).replace('.', "_"))),
        size: Some(size(language, *bytes)),
    });
    making.render(&DownloadsView { prints: prints.collect(), files: files.collect(), frame: making.frame(&[]) })
}

/// What a printed file is, and in which language.
fn print_about(making: &Making<'_>, print: &PrintFile) -> String {
    let kind = making.tongue().label(&format!("ui.site.print_{}", print.work));
    let tongues = &making.framing.site.tongues;
    let tongue = tongues.iter().find(|tongue| tongue.language() == print.language);
    let tongue = tongue.map_or_else(String::new, |tongue| tongue.label("ui.site.language_name"));
    if kind.is_empty() { tongue } else { format!("{kind} · {tongue}") }
}
