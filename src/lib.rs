//! Tallybook (合符) publishes a bilingual plan only when its words and its numbers match.
//!
//! The rooms, in the order the data passes them:
//!
//! - [`load`]: files to a [`model::Project`], typed, nothing resolved
//! - [`bind`]: names to things, formulas to intervals, literals to facts: a [`model::Report`]
//! - [`check`]: the rules, one file each
//! - [`draw`]: charts to SVG
//! - [`render`]: the site (Tera) and the PDFs (Typst): a [`model::OutputTree`]
//! - [`revise`]: a report to edits of the book's own files
//! - [`write`]: staging, exchange, manifest
//!
//! Below them the kernel: [`diagnostic`], [`model`], [`locale`]. Above them [`cli`]. Only this file knows the order:
//! [`check_book`] goes as far as the rules, [`build_book`] draws and renders, [`publish_book`] writes. Nothing is drawn
//! while an error stands.

pub mod bind;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod draw;
pub mod load;
pub mod locale;
pub mod model;
pub mod render;
pub mod revise;
pub mod write;

pub use check::rules;
pub use load::{Disk, Files, Memory};
pub use render::print::Typst;
pub use revise::{Candidate, Edit, Proposal, TieRequest};
pub use write::Published;

use diagnostic::{Diagnostics, Failure, Message, SourceMap};
use model::{LANGUAGES, OutputTree, Report};
use render::site::PrintFile;
use std::collections::BTreeMap;
use std::path::Path;
use write::{Folder, Stamp};

/// A book, read and checked.
#[derive(Debug)]
pub struct Outcome {
    /// Its files.
    pub sources: SourceMap,
    /// What is wrong with it.
    pub faults: Diagnostics,
    /// The book with everything resolved; `None` if its files are too broken for that.
    pub report: Option<Report>,
}

/// One half of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// The pages and the data files.
    Site,
    /// The PDFs.
    Print,
}

/// What to build.
#[derive(Debug, Clone, Default)]
pub struct Build {
    /// One half, or both.
    pub only: Option<Only>,
    /// The typst program; needed unless `only` is the site.
    pub typst: Option<Typst>,
    /// Files of the former publication that are taken over: the other half.
    pub kept: OutputTree,
}

/// Why nothing was published.
#[derive(Debug)]
pub enum Stop {
    /// The book has errors: they are in [`Outcome::faults`]. Exit status 1.
    Rejected,
    /// The tool could not do its work. Exit status 2.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Outcome {
    /// The report, unless an error stands.
    ///
    /// # Errors
    /// [`Stop::Rejected`] if one does.
    pub fn gate(&self) -> Result<&Report, Stop> {
        self.report.as_ref().filter(|_| self.faults.errors() == 0).ok_or(Stop::Rejected)
    }

    /// One hash over all that the PDFs are made of, and the tool's version.
    fn print_inputs(&self, report: &Report) -> String {
        let sources = self.sources.iter().map(|(_, source)| (source.path.as_str(), source.text.as_bytes()));
        let images = report.project.assets.iter().map(|asset| (asset.path.as_str(), asset.bytes.as_slice()));
        let templates = report.project.templates.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        let templates = templates.filter(|(path, _)| !path.starts_with("site/"));
        let version = std::iter::once(("version", env!("CARGO_PKG_VERSION").as_bytes()));
        write::fingerprint(version.chain(sources).chain(images).chain(templates))
    }
}

/// Reads a book and applies the rules.
///
/// # Errors
/// When a file cannot be read. What is wrong with the book itself is in [`Outcome::faults`].
pub fn check_book(files: &dyn Files) -> Result<Outcome, Failure> {
    let (mut sources, mut faults) = (SourceMap::default(), Diagnostics::new());
    let project = load::project(files, &mut sources, &mut faults, locale::built_in_units())?;
    let report = project.map(|project| {
        let report = bind::report(project, &mut faults);
        check::report(&report, &mut faults);
        check::weigh(&report.project.plan, &mut faults);
        report
    });
    Ok(Outcome { sources, faults, report })
}

/// Draws and renders a checked book.
///
/// # Errors
/// [`Stop::Rejected`] while an error stands, those that the PDFs bring to light included; [`Stop::Failed`] when typst
/// or a template fails.
pub fn build_book(outcome: &mut Outcome, request: &Build) -> Result<OutputTree, Stop> {
    outcome.gate()?;
    let Outcome { faults, report: Some(report), .. } = outcome else { return Err(Stop::Rejected) };
    let mut drawings = BTreeMap::new();
    for (id, chart) in &report.figure_data {
        for language in LANGUAGES {
            drawings.insert((id.clone(), language), draw::draw(chart, language));
        }
    }
    let mut output = request.kept.clone();
    if request.only != Some(Only::Site) {
        let typst = request.typst.as_ref().ok_or_else(|| Failure::new(Message::new("build.no-typst")))?;
        let prints = render::print::render(report, &drawings, typst, faults)?;
        check::weigh(&report.project.plan, faults);
        if faults.errors() > 0 {
            return Err(Stop::Rejected);
        }
        for (path, bytes) in prints {
            output.insert(path, bytes).map_err(twice)?;
        }
    }
    if request.only != Some(Only::Print) {
        let prints = print_files(&output);
        render::site::render(report, &drawings, &prints, &mut output)?;
    }
    Ok(output)
}

/// Builds a checked book and publishes it to a folder, all of it or nothing.
///
/// # Errors
/// As [`build_book`]; also when the folder is not ours, is in use, or cannot be written. The former site then stays.
pub fn publish_book(outcome: &mut Outcome, request: Build, folder: &Path) -> Result<Published, Stop> {
    let report = outcome.gate()?;
    let day = report.project.plan.edition_date;
    let edition = [Some(day.year.to_string()), day.month.map(two_digits), day.day.map(two_digits)];
    let edition = edition.into_iter().flatten().collect::<Vec<_>>().join("-");
    let inputs = outcome.print_inputs(report);
    let folder = Folder::open(folder)?;
    let kept = kept(&folder, request.only, &inputs)?;
    let output = build_book(outcome, &Build { kept, ..request })?;
    let inputs = print_files(&output).into_iter().map(|file| (file.path, inputs.clone())).collect();
    Ok(folder.publish(&output, &Stamp { edition, inputs })?)
}

/// The facts that the untied numbers of a book may stand for; nothing if its files are too broken.
pub fn propose_ties(outcome: &Outcome, request: &TieRequest) -> Vec<Proposal> {
    let report = outcome.report.as_ref();
    report.map(|report| revise::proposals(report, &outcome.sources, request)).unwrap_or_default()
}

/// The edits that write the proposals with one candidate.
pub fn unique_ties(outcome: &Outcome, request: &TieRequest, proposals: &[Proposal]) -> Vec<Edit> {
    let report = outcome.report.as_ref();
    report.map(|report| revise::edits(report, &outcome.sources, request, proposals)).unwrap_or_default()
}

/// Makes edits in the files of the book at `root`, or with `dry_run` only says how many files they would change.
///
/// # Errors
/// When a file was changed since it was read, or cannot be written.
pub fn apply_edits(root: &Path, outcome: &Outcome, edits: &[Edit], dry_run: bool) -> Result<usize, Failure> {
    let files = revise::rewrite(&outcome.sources, edits);
    if !dry_run {
        let changed = files.iter().map(|file| (file.path.as_str(), file.before.as_str(), file.after.as_str()));
        write::apply(root, &changed.collect::<Vec<_>>())?;
    }
    Ok(files.len())
}

/// What stays of the former publication when one half is built: of the PDFs those that still fit the book, of the
/// site all.
fn kept(folder: &Folder, only: Option<Only>, inputs: &str) -> Result<OutputTree, Failure> {
    let mut kept = OutputTree::default();
    let (Some(only), Some(former)) = (only, folder.former()) else { return Ok(kept) };
    for path in former.files.keys() {
        let print = path.starts_with("print/");
        let bytes = match only {
            Only::Site if print && former.inputs.get(path).is_some_and(|made_of| made_of == inputs) => {
                folder.published(path)
            }
            Only::Print if !print => {
                let altered = || Failure::new(Message::new("build.altered").with("path", path.clone()));
                Some(folder.published(path).ok_or_else(altered)?)
            }
            _ => None,
        };
        if let Some(bytes) = bytes {
            kept.insert(path.clone(), bytes).map_err(twice)?;
        }
    }
    Ok(kept)
}

/// The PDFs among the output, for the download page.
fn print_files(output: &OutputTree) -> Vec<PrintFile> {
    let language = |path: &str| LANGUAGES.into_iter().find(|language| path.ends_with(&format!(".{language}.pdf")));
    let files = output.iter().filter(|(path, _)| path.starts_with("print/"));
    files
        .filter_map(|(path, bytes)| {
            Some(PrintFile { path: path.to_owned(), language: language(path)?, bytes_len: Some(bytes.len()) })
        })
        .collect()
}

fn two_digits(number: u8) -> String {
    format!("{number:02}")
}

fn twice(path: String) -> Failure {
    Failure::new(Message::new("build.twice").with("path", path))
}
