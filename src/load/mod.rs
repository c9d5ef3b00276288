//! From files to a [`crate::model::Project`]: typed, every value with its place, nothing resolved.
//!
//! Reads only, and only through [`Files`]. Repairs nothing, skips nothing in silence, computes nothing.
//!
//! [`project`] reads all files first (`inventory`), then the data (`yaml` for places and form, `shape` for meaning),
//! then the pages (`pages`, `markdown`), then the images they name.

mod files;
mod images;
mod inventory;
mod mapped;
mod markdown;
mod pages;
mod shape;
mod yaml;

#[cfg(test)]
mod tests;

pub use files::{Disk, Files, Memory, Overlay};

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, SourceMap, Span, Spanned, nearest};
use crate::model::{
    Claim, Confirmation, DataSource, Dimension, Fact, Figure, Finding, Indicator, Plan, Programme, Project,
    RestorationProject, Table, Term, UnitTable,
};
use inventory::TextFile;
use shape::{Ids, Reader};
use std::collections::BTreeMap;

/// The files of `data/` that have a meaning.
const DATA_FILES: [&str; 12] = [
    "claims.yaml",
    "dimensions.yaml",
    "figures.yaml",
    "findings.yaml",
    "indicators.yaml",
    "plan.yaml",
    "projects.yaml",
    "sources.yaml",
    "tables.yaml",
    "terms.yaml",
    "translations.yaml",
    "units.yaml",
];

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
    let mut ties = Vec::new();
    let mut data = Data { units, ..Data::default() };
    let mut fact_ids = Ids::default();
    for file in &inventory.data {
        if let Some(tree) = yaml::read(&sources.source(file.source).text, file.source, faults) {
            let reader = Reader { tree: &tree, faults: &mut *faults, ties: &mut ties };
            data.take(file, reader, &mut fact_ids);
        }
    }
    data.check_county_area(faults);
    if sources.find("data/plan.yaml").is_none() {
        let message = Message::new("file-missing").with("path", "data/plan.yaml");
        faults.report(Diagnostic::placeless("file-missing", message));
    }
    let (pages, mut images) = pages::pages(&inventory, sources, faults, &mut ties);
    images.extend(data.figures.iter().filter_map(|figure| figure.file.clone()));
    let assets = images::assets(files, &images, faults)?;
    Ok(data.plan.map(|plan| Project {
        plan,
        units: data.units,
        dimensions: data.dimensions,
        sources: data.sources,
        facts: data.facts,
        indicators: data.indicators,
        programmes: data.programmes,
        projects: data.projects,
        claims: data.claims,
        findings: data.findings,
        figures: data.figures,
        tables: data.tables,
        terms: data.terms,
        confirmations: data.confirmations,
        pages,
        ties,
        assets,
        templates: inventory.templates,
    }))
}

/// The JSON Schemas (2020-12) of the files of `data/`, by file name: `facts.schema.json` and its kin.
pub fn schemas() -> BTreeMap<String, String> {
    shape::schemas()
}

/// What `data/` gave so far.
#[derive(Default)]
struct Data {
    plan: Option<Plan>,
    /// The fact that `plan.yaml` names as the county's area.
    county_area: Option<Option<Spanned<String>>>,
    units: UnitTable,
    dimensions: Vec<Dimension>,
    sources: Vec<DataSource>,
    facts: Vec<Fact>,
    indicators: Vec<Indicator>,
    programmes: Vec<Programme>,
    projects: Vec<RestorationProject>,
    claims: Vec<Claim>,
    findings: Vec<Finding>,
    figures: Vec<Figure>,
    tables: Vec<Table>,
    terms: Vec<Term>,
    confirmations: Option<Vec<Confirmation>>,
}

impl Data {
    /// Reports a county area in `plan.yaml` that is no fact: no later stage looks at it.
    fn check_county_area(&self, faults: &mut Diagnostics) {
        if let Some(name) = self.county_area.iter().flatten().next()
            && !self.facts.iter().any(|fact| fact.id.value == name.value)
        {
            let message = Message::new("unknown-fact").with("name", name.value.as_str());
            let fault = Diagnostic::error("unknown-name", name.span, message);
            let near = nearest(name, self.facts.iter().map(|fact| fact.id.value.as_str()));
            faults.report(match near {
                Some(near) => fault.hint(Message::new("did-you-mean").with("name", near)),
                None => fault,
            });
        }
    }

    fn take(&mut self, file: &TextFile, mut reader: Reader<'_>, fact_ids: &mut Ids) {
        let name = file.path.strip_prefix("data/").unwrap_or(&file.path);
        match name {
            "plan.yaml" => (self.plan, self.county_area) = shape::plan(&mut reader).unzip(),
            "units.yaml" => shape::units(&mut reader, &mut self.units),
            "dimensions.yaml" => self.dimensions = shape::dimensions(&mut reader),
            "sources.yaml" => self.sources = shape::sources(&mut reader),
            "indicators.yaml" => self.indicators = shape::indicators(&mut reader),
            "claims.yaml" => self.claims = shape::claims(&mut reader),
            "findings.yaml" => self.findings = shape::findings(&mut reader),
            "figures.yaml" => self.figures = shape::figures(&mut reader),
            "projects.yaml" => (self.programmes, self.projects) = shape::projects(&mut reader),
            "tables.yaml" => self.tables = shape::tables(&mut reader),
            "terms.yaml" => self.terms = shape::terms(&mut reader),
            "translations.yaml" => self.confirmations = Some(shape::translations(&mut reader)),
            _ if name.starts_with("facts/") && name.ends_with(".yaml") => {
                self.facts.extend(shape::facts(&mut reader, fact_ids));
            }
            _ => {
                let place = Span::new(file.source, 0..0);
                let fault =
                    Diagnostic::error("yaml-shape", place, Message::new("data-file-unknown").with("name", name));
                let hint = match name.strip_prefix("facts/").and_then(|below| below.split_once(".y")) {
                    Some((stem, _)) => Message::new("hint-rename").with("name", format!("facts/{stem}.yaml")),
                    None => yaml::suggestion(name, &DATA_FILES),
                };
                reader.faults.report(fault.hint(hint));
            }
        }
    }
}
