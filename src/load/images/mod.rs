//! The image files that pages, the figure register and the atlas name. Paths count from `content/` and stay below it.
//!
//! Each file is read to its end, as print and browsers will read it (`picture` for pixels, `drawing` for SVG, what may
//! stand in one is in `lists` and `css`), so that what is wrong with it is told here and not by typst.

mod css;
mod drawing;
mod lists;
mod picture;
#[cfg(test)]
mod tests;

use super::characters;
use super::files::{Files, is_outside};
use super::inventory::{is_authors, is_image, megabytes};
use crate::diagnostic::limits::{LARGEST_DRAWING, LARGEST_PICTURE};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, RuleId, SourceMap, Span, Spanned, rule};
use crate::model::Asset;
use drawing::Drawing;
use picture::Refused;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, HashSet};
use std::sync::{LazyLock, Mutex, PoisonError};

/// Reads each image once, by path.
pub(super) fn assets(
    files: &dyn Files,
    named: &[Spanned<String>],
    sources: &mut SourceMap,
    faults: &mut Diagnostics,
) -> Result<Vec<Asset>, Failure> {
    let mut images: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for image in named {
        images.entry(image.value.as_str()).or_default().push(image.span);
    }
    let images: Vec<(&str, Vec<Span>)> = images.into_iter().collect();
    let read: Vec<Result<Read, Failure>> = images.par_iter().map(|(path, _)| read(files, path)).collect();
    let mut assets = Vec::new();
    for ((path, places), read) in images.into_iter().zip(read) {
        let (bytes, words) = match read? {
            Read::Refused(refused) => {
                let message = refused.message.with("path", path);
                for place in places {
                    let fault = Diagnostic::error(refused.rule, place, message.clone());
                    faults.report(fault.hint(refused.hint.clone()));
                }
                continue;
            }
            Read::Picture(bytes) => (bytes, Vec::new()),
            Read::Drawing(text, drawing) => {
                let words = told((path, &places), &text, drawing, sources, faults);
                (text.into_bytes(), words)
            }
        };
        assets.push(Asset { path: path.to_owned(), bytes, words });
    }
    Ok(assets)
}

/// What reading an image gave.
enum Read {
    Refused(Refused),
    Picture(Vec<u8>),
    Drawing(String, Drawing),
}

fn read(files: &dyn Files, path: &str) -> Result<Read, Failure> {
    let refuse = |rule: RuleId, id: &'static str, hint: &'static str| {
        Ok(Read::Refused(Refused { rule, message: Message::new(id), hint: Message::new(hint) }))
    };
    if let Some((id, hint)) = unsound(path) {
        return refuse(rule::IMAGE_OUTSIDE, id, hint);
    }
    if !is_image(path) {
        return refuse(rule::IMAGE_MISSING, "image-kind", "image-kind-hint");
    }
    let drawn = path.ends_with(".svg");
    let largest = if drawn { LARGEST_DRAWING } else { LARGEST_PICTURE };
    match files.read_part(&format!("content/{path}"), 0..largest + 1) {
        Ok(bytes) if bytes.len() as u64 > largest => {
            let message = Message::new("limit-picture").with("limit", megabytes(largest));
            Ok(Read::Refused(Refused { rule: rule::LIMIT_EXCEEDED, message, hint: Message::new("limit-picture-hint") }))
        }
        Ok(bytes) => Ok(understood(path, bytes)),
        Err(error) if is_outside(&error) => refuse(rule::IMAGE_OUTSIDE, "image-outside", "image-path-hint"),
        Err(error) if is_authors(&error) => refuse(rule::IMAGE_MISSING, "image-missing", "image-path-hint"),
        Err(error) => Err(Failure::io("load-cannot-read", format!("content/{path}"), &error)),
    }
}

/// Pictures that were read to their end once: commands that look at the book twice need not do so again.
static SOUND: LazyLock<Mutex<HashSet<blake3::Hash>>> = LazyLock::new(Mutex::default);

fn understood(path: &str, bytes: Vec<u8>) -> Read {
    let form = picture::form(&bytes);
    let wanted = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("png") => "PNG",
        Some("jpg") => "JPG",
        _ => "SVG",
    };
    if let Some(form) = form.filter(|form| *form != wanted) {
        let refused = Refused::new("image-broken.other", "image-broken.hint-other");
        let message = refused.message.with("form", form);
        let hint = refused.hint.with("form", wanted);
        return Read::Refused(Refused { message, hint, ..refused });
    }
    if wanted == "SVG" {
        return match String::from_utf8(bytes) {
            Ok(text) if text.contains("<svg") || text.contains(":svg") => {
                let start = text.len() - text.trim_start_matches('\u{feff}').len();
                let mut drawing = Drawing::read(&text[start..]);
                drawing.shift(start);
                Read::Drawing(text, drawing)
            }
            _ => Read::Refused(Refused::new("image-broken", "image-broken-hint")),
        };
    }
    if form.is_none() {
        return Read::Refused(Refused::new("image-broken", "image-broken-hint"));
    }
    let hash = blake3::hash(&bytes);
    let known =
        |sound: &Mutex<HashSet<blake3::Hash>>| sound.lock().unwrap_or_else(PoisonError::into_inner).contains(&hash);
    if !known(&SOUND) {
        let checked = if wanted == "PNG" { picture::png(&bytes) } else { picture::jpeg(&bytes) };
        if let Err(refused) = checked {
            return Read::Refused(refused);
        }
        SOUND.lock().unwrap_or_else(PoisonError::into_inner).insert(hash);
    }
    Read::Picture(bytes)
}

/// Reports the faults of a drawing at their places in its own file, with the places that use it; gives its words.
fn told(
    (path, places): (&str, &[Span]),
    text: &str,
    drawing: Drawing,
    sources: &mut SourceMap,
    faults: &mut Diagnostics,
) -> Vec<Spanned<String>> {
    let strays = characters::any(text) || drawing.words.iter().any(|(_, words)| characters::any(words));
    if drawing.faults.is_empty() && drawing.words.is_empty() && !strays {
        return Vec::new();
    }
    let source = sources.add(format!("content/{path}"), text);
    characters::check(text, source, faults);
    for fault in drawing.faults {
        let place = Span::new(source, fault.range);
        let message = fault.refused.message.with("path", path);
        let fault = Diagnostic::error(fault.refused.rule, place, message).hint(fault.refused.hint);
        let note = |fault: Diagnostic, place: &Span| fault.related(*place, Message::new("note-image-named"));
        faults.report(places.iter().fold(fault, note));
    }
    let mut shown = Vec::new();
    for (range, words) in drawing.words {
        let place = Span::new(source, range.clone());
        characters::check_value(&words, text.get(range).unwrap_or_default(), place, faults);
        shown.push(Spanned::new(words, place));
    }
    shown
}

/// What is wrong with a path, and what to do: it is on the web, written with the separator of another system, holds a
/// sign that an address cannot hold, or leaves `content/`.
fn unsound(path: &str) -> Option<(&'static str, &'static str)> {
    let lower = path.to_ascii_lowercase();
    if ["http:", "https:", "data:", "//"].iter().any(|scheme| lower.starts_with(scheme)) {
        return Some(("image-remote", "image-path-hint"));
    }
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.contains('\\') && !drive && !path.starts_with('\\') {
        return Some(("image-backslash", "image-backslash-hint"));
    }
    if drive || path.contains(':') || path.contains('\\') || path.split('/').any(|part| matches!(part, "" | "." | ".."))
    {
        return Some(("image-outside", "image-path-hint"));
    }
    path.contains(['%', '?', '#', '\0']).then_some(("image-sign", "image-sign-hint"))
}
