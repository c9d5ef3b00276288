//! Which files a book has, and their text. Everything is read before anything is understood, so that sources are
//! numbered by path and one run reports the faults of all files.

use super::characters;
use super::data::is_register;
use super::files::{Files, is_outside, is_special};
use super::fonts::is_font;
use crate::diagnostic::limits::{LARGEST_DATA, LARGEST_PAGE};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, SourceId, SourceMap, Span, rule};
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::io;

/// A file of `content/` or `data/` whose text is sound.
#[derive(Debug, Clone)]
pub(super) struct TextFile {
    /// Path from the book's root.
    pub(super) path: String,
    /// Its number in the source map.
    pub(super) source: SourceId,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Inventory {
    /// Pages, by path; also those whose name will be refused.
    pub(super) pages: Vec<TextFile>,
    /// Files of `content/` that are neither pages nor images.
    pub(super) strangers: Vec<TextFile>,
    /// YAML files of `data/` and `data/facts/`, by path.
    pub(super) data: Vec<TextFile>,
    /// Files of `templates/` but the fonts, by path below it.
    pub(super) templates: BTreeMap<String, Vec<u8>>,
    /// The paths of the files in `templates/fonts/`, none of them read.
    pub(super) fonts: Vec<String>,
}

/// Reads all files.
pub(super) fn gather(
    files: &dyn Files,
    sources: &mut SourceMap,
    faults: &mut Diagnostics,
) -> Result<Inventory, Failure> {
    let mut inventory = Inventory::default();
    let content = list(files, "content")?.into_iter().filter(|path| !is_image(path)).collect();
    for (path, read) in read_all(files, content, |path| path.ends_with(".md"), LARGEST_PAGE) {
        match read {
            Some(read) => inventory.pages.extend(text(path, read, LARGEST_PAGE, sources, faults)?),
            None => {
                let source = sources.add(path.clone(), "");
                inventory.strangers.push(TextFile { path, source });
            }
        }
    }
    let data = list(files, "data")?.into_iter().filter(|path| is_data(path)).collect();
    for (path, read) in read_all(files, data, |_| true, LARGEST_DATA) {
        if let Some(read) = read {
            inventory.data.extend(text(path, read, LARGEST_DATA, sources, faults)?);
        }
    }
    stray_characters(&inventory, sources, faults);
    let (fonts, templates): (Vec<String>, Vec<String>) =
        list(files, "templates")?.into_iter().partition(|path| is_font(path));
    let below = |path: &str| path.strip_prefix("templates/").unwrap_or(path).to_owned();
    for (path, read) in read_all(files, templates, |_| true, u64::MAX) {
        if let Some(bytes) = read.map(|read| bytes(&path, read, faults)).transpose()?.flatten() {
            inventory.templates.insert(below(&path), bytes);
        }
    }
    inventory.fonts = fonts;
    Ok(inventory)
}

/// Reports what no text may hold, in the texts and in their names.
fn stray_characters(inventory: &Inventory, sources: &SourceMap, faults: &mut Diagnostics) {
    let all: Vec<&TextFile> = inventory.pages.iter().chain(&inventory.data).collect();
    let look = |file: &&TextFile| {
        let mut found = Diagnostics::new();
        characters::check(&sources.source(file.source).text, file.source, &mut found);
        characters::check_value(&file.path, "", Span::new(file.source, 0..0), &mut found);
        found
    };
    let found: Vec<Diagnostics> = all.par_iter().map(look).collect();
    found.into_iter().for_each(|found| faults.merge(found));
}

/// The wanted ones of some files, read side by side; all of them in their order. Of a file larger than `largest` one
/// byte more than that.
fn read_all(
    files: &dyn Files,
    paths: Vec<String>,
    wanted: fn(&str) -> bool,
    largest: u64,
) -> Vec<(String, Option<Bytes>)> {
    let read = |path: String| {
        let bytes = wanted(&path).then(|| files.read_part(&path, 0..largest.saturating_add(1)));
        (path, bytes)
    };
    paths.into_par_iter().map(read).collect()
}

/// What reading a file gave.
type Bytes = io::Result<Vec<u8>>;

/// Whether a file may be used as an image.
pub(super) fn is_image(path: &str) -> bool {
    [".png", ".jpg", ".svg"].iter().any(|ending| path.ends_with(ending))
}

/// `data/*.yaml`, `data/revisions/*.yaml` and `data/facts/**/*.yaml`; `.yml`, `.YAML` and what Windows makes of them (`.yaml.txt`, `.txt`) are read
/// too, so that they can be refused, and so is a link in place of the folder `facts`.
fn is_data(path: &str) -> bool {
    let below = path.strip_prefix("data/").unwrap_or(path).to_lowercase();
    let placed = !below.contains('/') || below.starts_with("facts/") || below.starts_with("revisions/");
    let name = below.strip_suffix(".txt").unwrap_or(&below);
    let bare = name.len() < below.len() && (below.starts_with("facts/") || is_register(name));
    placed && (below == "facts" || bare || name.ends_with(".yaml") || name.ends_with(".yml"))
}

fn list(files: &dyn Files, folder: &str) -> Result<Vec<String>, Failure> {
    files.list(folder).map_err(|cause| Failure::io("load-cannot-list", folder, &cause))
}

/// A file's text. A file that is not UTF-8 stands in the source map in its readable form, and is not read on.
fn text(
    path: String,
    read: Bytes,
    largest: u64,
    sources: &mut SourceMap,
    faults: &mut Diagnostics,
) -> Result<Option<TextFile>, Failure> {
    let Some(bytes) = bytes(&path, read, faults)? else { return Ok(None) };
    if bytes.len() as u64 > largest {
        let message = Message::new("limit-file").with("path", path.as_str()).with("limit", megabytes(largest));
        let source = sources.add(path, "");
        let fault = Diagnostic::error(rule::LIMIT_EXCEEDED, Span::new(source, 0..0), message);
        faults.report(fault.hint(Message::new("limit-file-hint")));
        return Ok(None);
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let source = sources.add(path.clone(), text);
            Ok(Some(TextFile { path, source }))
        }
        Err(error) => {
            let first = error.utf8_error().valid_up_to();
            let readable = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let source = sources.add(path, readable);
            let place = Span::new(source, first..first + char::REPLACEMENT_CHARACTER.len_utf8());
            let fault = Diagnostic::error(rule::NOT_UTF8, place, Message::new("not-utf8"));
            faults.report(fault.hint(Message::new("not-utf8-hint")));
            Ok(None)
        }
    }
}

/// A limit as people read it.
pub(super) fn megabytes(bytes: u64) -> String {
    (bytes >> 20).to_string()
}

/// A file's bytes; `None` after a fault of the author's.
pub(super) fn bytes(path: &str, read: Bytes, faults: &mut Diagnostics) -> Result<Option<Vec<u8>>, Failure> {
    match read {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_authors(&error) => {
            let id = match &error {
                error if is_outside(error) => "file-outside",
                error if is_special(error) => "file-special",
                _ => "file-missing",
            };
            faults.report(Diagnostic::placeless(rule::FILE_MISSING, Message::new(id).with("path", path)));
            Ok(None)
        }
        Err(error) => Err(Failure::io("load-cannot-read", path, &error)),
    }
}

/// Whether a failed read is for the author to mend: a dangling link, a folder with a file's name, a link out.
pub(super) fn is_authors(error: &io::Error) -> bool {
    is_outside(error)
        || is_special(error)
        || matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory)
}
