//! The image files that pages and the figure register name. Paths count from `content/` and stay below it.

use super::files::{Files, is_outside};
use super::inventory::{is_authors, is_image};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, Spanned};
use crate::model::Asset;
use std::collections::BTreeMap;

/// Reads each image once, by path.
pub(super) fn assets(
    files: &dyn Files,
    named: &[Spanned<String>],
    faults: &mut Diagnostics,
) -> Result<Vec<Asset>, Failure> {
    let mut read: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for image in named {
        if read.contains_key(image.value.as_str()) {
            continue;
        }
        if let Some(bytes) = bytes(files, image, faults)? {
            read.insert(&image.value, bytes);
        }
    }
    Ok(read.into_iter().map(|(path, bytes)| Asset { path: path.to_owned(), bytes }).collect())
}

fn bytes(files: &dyn Files, image: &Spanned<String>, faults: &mut Diagnostics) -> Result<Option<Vec<u8>>, Failure> {
    let path = image.value.as_str();
    let mut refuse = |rule: &'static str, id: &'static str, hint: &'static str| {
        let fault = Diagnostic::error(rule, image.span, Message::new(id).with("path", path));
        faults.report(fault.hint(Message::new(hint)));
    };
    if leads_out(path) {
        refuse("image-outside", "image-outside", "image-path-hint");
        return Ok(None);
    }
    if !is_image(path) {
        refuse("image-missing", "image-kind", "image-kind-hint");
        return Ok(None);
    }
    match files.read(&format!("content/{path}")) {
        Ok(bytes) if holds_image(path, &bytes) => Ok(Some(bytes)),
        Ok(_) => {
            refuse("image-missing", "image-broken", "image-broken-hint");
            Ok(None)
        }
        Err(error) if is_outside(&error) => {
            refuse("image-outside", "image-outside", "image-path-hint");
            Ok(None)
        }
        Err(error) if is_authors(&error) => {
            refuse("image-missing", "image-missing", "image-path-hint");
            Ok(None)
        }
        Err(error) => Err(Failure::io("load-cannot-read", format!("content/{path}"), &error)),
    }
}

/// Whether the bytes are what the ending says, as far as their beginning tells; an SVG is a drawing and no program.
fn holds_image(path: &str, bytes: &[u8]) -> bool {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("png") => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        Some("jpg") => bytes.starts_with(b"\xff\xd8\xff"),
        _ => std::str::from_utf8(bytes).is_ok_and(|text| {
            let text = text.to_ascii_lowercase();
            text.contains("<svg") && text.trim_end().ends_with("</svg>") && !text.contains("<script")
        }),
    }
}

/// Absolute, with a scheme, with `..`, or written in a way that another system reads otherwise.
fn leads_out(path: &str) -> bool {
    path.contains([':', '\\', '%', '?', '#', '\0']) || path.split('/').any(|part| matches!(part, "" | "." | ".."))
}
