//! The geometry of `data/maps/`: read to its end, held to what the ledger says of it, and refused where it is unsound.
//!
//! The crate `geojson` reads the form (`features`); what a planner's file may still have wrong is told at its place
//! (`borders` for rings and what they enclose). The only thing mended is the direction of rings, which says nothing.

mod borders;
mod features;
mod place;
mod sweep;
#[cfg(test)]
mod tests;

use super::files::{Files, is_outside};
use super::inventory::{is_authors, megabytes};
use crate::diagnostic::limits::LARGEST_GEOMETRY;
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, SourceMap, Span, Spanned, rule};
use crate::model::{Feature, MapFile, Register};
use sha2::{Digest, Sha256};

/// Reads the geometry of every entry of the ledger into it.
pub(super) fn read(
    files: &dyn Files,
    maps: &mut Register<MapFile>,
    sources: &mut SourceMap,
    faults: &mut Diagnostics,
) -> Result<(), Failure> {
    for map in maps.iter_mut() {
        if let Some(features) = geometry(files, map, sources, faults)? {
            map.features = features;
        }
    }
    strangers(files, maps, faults)
}

/// One file; `None` after a fault.
fn geometry(
    files: &dyn Files,
    map: &MapFile,
    sources: &mut SourceMap,
    faults: &mut Diagnostics,
) -> Result<Option<Vec<Feature>>, Failure> {
    let path = format!("data/maps/{}", map.file.value);
    let parts = map.file.value.split('/');
    let unsound =
        map.file.value.contains(['\\', ':', '\0']) || parts.clone().any(|part| matches!(part, "" | "." | ".."));
    if unsound || !map.file.value.to_lowercase().ends_with("json") {
        return Ok(refuse(faults, &map.file, "map-file-name"));
    }
    let bytes = match files.read_part(&path, 0..LARGEST_GEOMETRY + 1) {
        Ok(bytes) => bytes,
        Err(error) if is_outside(&error) => return Ok(refuse(faults, &map.file, "map-file-outside")),
        Err(error) if is_authors(&error) => return Ok(refuse(faults, &map.file, "map-file-missing")),
        Err(error) => return Err(Failure::io("load-cannot-read", path, &error)),
    };
    if bytes.len() as u64 > LARGEST_GEOMETRY {
        let message = Message::new("limit-file").with("path", path).with("limit", megabytes(LARGEST_GEOMETRY));
        let fault = Diagnostic::error(rule::LIMIT_EXCEEDED, map.file.span, message);
        faults.report(fault.hint(Message::new("map-limit-hint")));
        return Ok(None);
    }
    check_hash(&bytes, map, faults);
    let Ok(text) = String::from_utf8(bytes) else { return Ok(refuse(faults, &map.file, "map-not-text")) };
    // Two entries may name one file.
    let source = sources.find(&path).unwrap_or_else(|| sources.add(path, text));
    let mut found = Diagnostics::new();
    let features = features::read(&sources.source(source).text, source, map, &mut found);
    let sound = found.errors() == 0;
    faults.merge(found);
    Ok(features.filter(|_| sound))
}

fn refuse(faults: &mut Diagnostics, file: &Spanned<String>, id: &'static str) -> Option<Vec<Feature>> {
    let message = Message::new(id).with("file", file.value.as_str());
    faults.report(Diagnostic::error(rule::MAP_BROKEN, file.span, message).hint(Message::new("map-file-hint")));
    None
}

/// A number of approval is for a drawing as it was: the file must be that one.
fn check_hash(bytes: &[u8], map: &MapFile, faults: &mut Diagnostics) {
    let own: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let (message, place) = match &map.sha256 {
        Some(written) if written.value.trim().eq_ignore_ascii_case(&own) => return,
        Some(written) => (Message::new("map-changed"), written.span),
        None => (Message::new("map-changed.unwritten"), map.file.span),
    };
    let message = message.with("file", map.file.value.as_str());
    let hint = Message::new(if map.approval.is_some() { "map-changed.hint-approved" } else { "map-changed.hint" });
    faults.report(Diagnostic::error(rule::MAP_CHANGED, place, message).hint(hint.with("sha256", own)));
}

/// A file of `data/maps/` that the ledger does not name is an error: nobody says where it is from.
fn strangers(files: &dyn Files, maps: &Register<MapFile>, faults: &mut Diagnostics) -> Result<(), Failure> {
    let folder = "data/maps";
    let listed = files.list(folder).map_err(|cause| Failure::io("load-cannot-list", folder, &cause))?;
    for path in listed {
        let name = path.strip_prefix("data/maps/").unwrap_or(&path);
        if !maps.iter().any(|map| map.file.value == name) {
            let message = Message::new("map-not-in-ledger").with("path", path.as_str());
            let fault = Diagnostic::placeless(rule::MAP_BROKEN, message);
            faults.report(fault.hint(Message::new("map-not-in-ledger.hint")));
        }
    }
    Ok(())
}

/// A fault of a geometry at a place of its file, with the entry that names it.
fn broken(place: Span, message: Message, map: &MapFile) -> Diagnostic {
    let fault = Diagnostic::error(rule::MAP_BROKEN, place, message);
    fault.related(map.file.span, Message::new("note-map-named"))
}
