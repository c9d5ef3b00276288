//! From files to a [`crate::model::Project`]: typed, every value with its place, nothing resolved.
//!
//! Reads only, and only through [`Files`]. Repairs nothing, skips nothing in silence, computes nothing.
//!
//! [`project`] reads all files first (`inventory`), then the data (`data`; `yaml` for places and form, `shape` for meaning),
//! then the pages (`pages`, `markdown`), then the images they name.

mod books;
mod built_in;
mod characters;
mod data;
mod files;
mod fonts;
mod images;
mod inventory;
mod mapped;
mod maps;
mod markdown;
mod pages;
mod places;
mod shape;
mod yaml;

#[cfg(test)]
mod tests;

pub use built_in::notices;
pub use files::{Disk, Draft, Files, Memory, Overlay, document};
pub use fonts::{carried, fonts};
pub use places::places;

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, SourceMap, rule};
use crate::model::{Project, UnitTable};
use data::Data;
use std::collections::BTreeMap;

/// Why a waived number is not data: `!date`.
pub fn reasons() -> [String; 6] {
    markdown::REASONS.map(|reason| format!("!{reason}"))
}

/// Reads a book. `units` are the built-in ones, to which `data/units.yaml` adds. All faults of all files are reported
/// in one go; `None` if there is no usable `data/plan.yaml`, otherwise everything that is sound.
///
/// # Errors
/// When a file or folder cannot be read for a reason that is not the author's.
pub fn project(
    files: &dyn Files,
    sources: &mut SourceMap,
    faults: &mut Diagnostics,
    units: UnitTable,
) -> Result<Option<Project>, Failure> {
    let inventory = inventory::gather(files, sources, faults)?;
    let (mut ties, mut found) = (Vec::new(), Diagnostics::new());
    let texts = &*sources;
    let trees = data::trees(&inventory, texts);
    let languages = trees.languages(&inventory);
    // The data and the pages know nothing of one another yet. The registers are understood one after another, the pages
    // side by side: kept for now, they leave no core idle.
    let (mut data, written) = rayon::join(
        || Data::read(&inventory, (trees, languages), units, faults, &mut ties),
        || pages::read(&inventory, languages, texts, &mut found),
    );
    faults.merge(found);
    let (pages, mut images) = pages::joined(written, faults, &mut ties);
    books::read(files, &mut data.registers, sources, faults)?;
    data.check_county_area(faults);
    if sources.find("data/plan.yaml").is_none() {
        let message = Message::new("file-missing").with("path", "data/plan.yaml");
        faults.report(Diagnostic::placeless(rule::FILE_MISSING, message));
    }
    images.extend(data.registers.figures.iter().filter_map(|figure| figure.file.clone()));
    images.extend(data.registers.map_sheets.iter().filter_map(|sheet| sheet.file.clone()));
    maps::read(files, &mut data.registers.maps, sources, faults)?;
    let assets = images::assets(files, &images, sources, faults)?;
    let Some(plan) = data.plan else { return Ok(None) };
    let faces = fonts::faces(files, &inventory.fonts, &plan.fonts, faults)?;
    Ok(Some(Project {
        plan,
        registers: data.registers,
        pages,
        ties,
        assets,
        templates: inventory.templates,
        shifted: fonts::lacking(&faces),
        faces,
    }))
}

/// The JSON Schemas (2020-12) of the files of `data/`, by file name: `facts.schema.json` and its kin.
pub fn schemas() -> BTreeMap<String, String> {
    shape::schemas()
}
