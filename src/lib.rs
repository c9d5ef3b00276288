//! Tallybook (合符) publishes plans and bulletins, in one language or two, only when their words and their numbers match.
//!
//! The rooms, in the order the data passes them:
//!
//! - [`load`]: files to a [`model::Project`], typed, nothing resolved
//! - [`bind`]: names to things, formulas to intervals, literals to facts: a [`model::Report`]
//! - [`check`]: the rules, one file each
//! - [`compose`]: what the book says, decided once a language and audience: a [`model::document::Document`]
//! - [`draw`]: charts to SVG
//! - [`render`]: the site (Tera), the PDFs (Typst) and the Word copy: a [`model::OutputTree`]
//! - [`revise`]: what commands write into the book itself: literals that follow the data, confirmed translations,
//!   editions
//! - [`write`](mod@write): staging, exchange, manifest
//!
//! Beside them, for documents that are no books: [`audit`].
//!
//! Below them the kernel: [`diagnostic`], [`model`], [`locale`], [`prose`], [`office`]. Above them [`cli`]. Only this file
//! knows the order:
//! [`check_book`] goes as far as the rules, [`sync_book`] and [`impact_book`] ask from there what a change of data
//! brings, [`build_book`] composes, draws and renders, [`publish_book`] writes. Nothing is drawn
//! while an error stands.

pub mod audit;
pub mod bind;
pub mod check;
pub mod cli;
pub mod compose;
pub mod diagnostic;
pub mod draw;
pub mod load;
pub mod locale;
pub mod model;
pub mod office;
pub mod prose;
pub mod render;
pub mod revise;
pub mod write;

pub use audit::{Audit, Certainty, Told, output, settled};
pub use bind::functions;
pub use check::rules;
pub use diagnostic::Stop;
pub use load::{Disk, Files, Memory, document, notices, reasons, schemas};
pub use model::{Only, Outcome, Review};
pub use render::print::{KEEPER, Typst, enter};
pub use render::word;
pub use revise::begin::{Kind, files as first_files};
pub use revise::impact::{Amount, Change};
pub use revise::{Candidate, Proposal, TieRequest, comments, edition, translated};
pub use write::{Book, Published, new_book, plain_file, real_path, same_folder, tidy};

use diagnostic::{Diagnostics, Failure, Message, SourceMap};
use edition::{Changes, Edition};
use load::Overlay;
use model::document::{Audience, Document};
use model::{Edit, Gathered, Language, Outlet, OutputTree, Project, Report, WORKS, Work};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use render::print::{Prints, ReviewCopy};
use render::site::{Pictures, PrintFile};
use revise::impact::Impact;
use revise::{LeftAlone, Sync};
use std::collections::BTreeMap;
use std::path::Path;
use write::{Folder, Inputs};

/// What to build.
#[derive(Debug, Clone, Default)]
pub struct Build {
    /// A part, or all.
    pub only: Option<Only>,
    /// Whom it is for.
    pub audience: Audience,
    /// The typst program; needed unless `only` is the site.
    pub typst: Option<Typst>,
    /// What is asked of the review copy, for that audience.
    pub review: Review,
    /// A house's Word document, whose styles and page the Word copy takes.
    pub reference: Option<Vec<u8>>,
    /// Files of the former publication that are taken over: what is not built.
    pub kept: OutputTree,
}

/// Adds the fonts to the templates of a sound book: a check left them alone.
fn take_fonts(outcome: &mut Outcome, files: &dyn Files) -> Result<(), Stop> {
    outcome.gate()?;
    let report = &mut outcome.report;
    report.iter_mut().try_for_each(|report| load::fonts(files, &mut report.project, &mut outcome.faults))?;
    outcome.gate().map(|_| ())
}

/// Reads a book and applies the rules.
///
/// # Errors
/// When a file cannot be read. What is wrong with the book itself is in [`Outcome::faults`].
pub fn check_book(files: &dyn Files) -> Result<Outcome, Failure> {
    let (mut sources, mut faults) = (SourceMap::default(), Diagnostics::new());
    let read = || load::project(files, &mut sources, &mut faults, locale::built_in_units());
    let (project, ()) = rayon::join(read, locale::prepare);
    let report = project?.map(|project| {
        let report = bind::report(project, &mut faults);
        check::report(&report, &mut faults);
        revise::opinions::judge(&report, &cited_editions(files, &report.project), &mut faults);
        report
    });
    let held_back = check::hold_back(&sources, &mut faults);
    if let Some(report) = &report {
        check::weigh(&report.project.plan, &mut faults);
    }
    Ok(Outcome { sources, faults, held_back, report })
}

/// The editions that opinions on the book speak of.
fn cited_editions(files: &dyn Files, project: &Project) -> Editions {
    let read = |name: &str| {
        let path = edition::path_of(name)?;
        Edition::read(&path, files.read(&path))
    };
    revise::opinions::editions(project).into_iter().map(|name| (name.to_owned(), read(name))).collect()
}

/// Reads a document, which need not belong to any book, and compares its numbers. Its file is added to the sources.
///
/// # Errors
/// When the file cannot be read, or nothing of its form can.
pub fn audit_document(path: &Path, sources: &mut SourceMap) -> Result<Audit, Failure> {
    let (name, bytes) = document(path)?;
    audit::audit(&name, &bytes, sources)
}

/// Writes the JSON Schemas of the data files into a folder, perhaps one of a book; gives their number.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_schemas(folder: &Path, book: Option<&Path>) -> Result<usize, Failure> {
    let schemas = load::schemas();
    write::plain_files(folder, &schemas, book)?;
    Ok(schemas.len())
}

/// A book whose literals are brought into line with its data.
#[derive(Debug)]
pub struct Synced {
    /// The book as it was found.
    pub before: Outcome,
    /// What is to be rewritten in it.
    pub sync: Sync,
    /// The book as it will be; `None` if nothing changes.
    pub after: Option<Outcome>,
}

impl Synced {
    /// What is wrong with the book once the literals are rewritten.
    pub fn outcome(&self) -> &Outcome {
        self.after.as_ref().unwrap_or(&self.before)
    }
}

/// Finds the literals that no longer agree with the data, and what the book is like once they are rewritten. Writes
/// nothing; see [`Book::apply`].
///
/// # Errors
/// As [`check_book`].
pub fn sync_book(files: &dyn Files) -> Result<Synced, Failure> {
    let before = check_book(files)?;
    let sync = before.report.as_ref().map_or_else(Sync::default, |report| {
        let unsound = check::unsound_files(&before.sources, &before.faults);
        revise::sync(report, &before.sources, &LeftAlone { kept: check::kept_literals(report), unsound })
    });
    let after = match sync.edits.as_slice() {
        [] => None,
        edits => Some(check_book(&Overlay::edited(files, &before.sources, edits))?),
    };
    Ok(Synced { before, sync, after })
}

/// What would follow from other values in the data.
#[derive(Debug)]
pub struct Foreseen {
    /// The book as it is.
    pub before: Outcome,
    /// The book with the other values, and with its literals rewritten.
    pub then: Synced,
    /// What they reach.
    pub impact: Impact,
}

impl Foreseen {
    /// What would be wrong then and is not now.
    pub fn broken(&self) -> impl Iterator<Item = &diagnostic::Diagnostic> {
        revise::impact::broken(&self.before.faults, &self.then.outcome().faults)
    }
}

/// Evaluates the book with other values, each a key and a number. Writes nothing.
///
/// # Errors
/// When a file cannot be read, a key is unknown or a value is not a number. A book too broken to tell comes back as it is.
pub fn impact_book(files: &dyn Files, changes: &[(String, String)]) -> Result<Result<Foreseen, Outcome>, Failure> {
    let before = check_book(files)?;
    let Some(report) = &before.report else { return Ok(Err(before)) };
    let edits = revise::impact::edits(report, changes)?;
    let then = sync_book(&Overlay::edited(files, &before.sources, &edits))?;
    let impact = match &then.before.report {
        Some(after) => revise::impact::compare(report, after, changes, &then.sync.edits),
        None => Impact::default(),
    };
    Ok(Ok(Foreseen { before, then, impact }))
}

/// Draws and renders a checked book.
///
/// # Errors
/// [`Stop::Rejected`] while an error stands, also one that the PDFs bring to light; [`Stop::Failed`] from typst or a template.
pub fn build_book(outcome: &mut Outcome, files: &dyn Files, request: &Build) -> Result<OutputTree, Stop> {
    take_fonts(outcome, files)?;
    let output = Gathered::default();
    let copy = review_copy(outcome.gate()?, files, request)?;
    build_into(outcome, request, copy.as_ref(), &output)?;
    Ok(output.into_tree())
}

/// Draws and renders a checked book that has its fonts, file by file; gives the PDFs among them.
fn build_into(
    outcome: &mut Outcome,
    request: &Build,
    review: Option<&Reviewed>,
    outlet: &dyn Outlet,
) -> Result<Vec<PrintFile>, Stop> {
    let Outcome { faults, report: Some(report), .. } = outcome else { return Err(Stop::Rejected) };
    let compose = |language: &Language| compose::compose(report, *language, request.audience);
    let languages: Vec<Language> = report.project.plan.languages.iter().collect();
    let composed: Vec<_> = languages.par_iter().map(compose).collect();
    let documents: Vec<&dyn Document> = composed.iter().map(|document| document as &dyn Document).collect();
    let frames = || documents.iter().map(|document| document.frame());
    let letters = draw::Lettering::of(&report.project);
    let mut printed = PrintFile::among(&request.kept);
    outlet.expect(request.kept.iter().map(|(path, _)| path.to_owned()).collect())?;
    request.kept.iter().try_for_each(|(path, bytes)| outlet.put(path.to_owned(), bytes.to_vec()))?;
    let works = WORKS.iter().filter(|work| request.only.is_none_or(|only| only.prints(work)));
    let (works, copies): (Vec<&Work>, Vec<&Work>) = works.partition(|work| work.is_set());
    let site = request.only.is_none_or(|only| only == Only::Site);
    let (drawings, paintings) = draw::all(frames(), &letters, site || !copies.is_empty());
    let mut made = Vec::new();
    if !works.is_empty() {
        let typst = request.typst.as_ref().ok_or_else(|| Failure::new(Message::new("build.no-typst")))?;
        let (plates, copy) = (&|sheets: &_| draw::plates(sheets, &letters), review.map(|(copy, _)| copy));
        let prints = Prints { documents: &documents, report, drawings: &drawings, plates, copy };
        made = prints.render(&works, typst, faults)?;
        check::weigh(&report.project.plan, faults);
        if faults.errors() > 0 {
            return Err(Stop::Rejected);
        }
    }
    for work in copies {
        let house = request.reference.as_deref();
        let since =
            |of: &dyn Document, lines: &[_]| Some(edition::tracked(review?.1.as_ref()?, report, of.frame(), lines));
        let copies = word::copies(&documents, &report.project, (&drawings, &paintings), house, &since)?.into_iter();
        made.extend(copies.map(|(of, bytes)| (work.path(of), bytes)));
    }
    printed.extend(made.iter().filter_map(|(path, bytes)| PrintFile::of(path, bytes)));
    printed.sort_by(|one, other| one.path.cmp(&other.path));
    outlet.expect(made.iter().map(|(path, _)| path.clone()).collect())?;
    made.into_iter().try_for_each(|(path, bytes)| outlet.put(path, bytes))?;
    if site {
        let pictures = Pictures { drawings: &drawings, paintings };
        render::site::render(&documents, &report.project, pictures, &printed, outlet)?;
    }
    Ok(printed)
}

type Reviewed = (ReviewCopy, Option<Edition>);

/// What reviewers get beside the book, and the edition that it is compared with; none for other audiences.
fn review_copy(report: &Report, files: &dyn Files, request: &Build) -> Result<Option<Reviewed>, Failure> {
    let Review { copy, since, parallel } = request.review.clone();
    let before = since.map(|name| Edition::named(&name, |path| files.read(path))).transpose()?;
    let languages = report.project.plan.languages;
    if parallel && languages.is_one() {
        return Err(Failure::new(Message::new("build.parallel-one")));
    }
    let revision = |before| languages.iter().map(move |of| (of, edition::revision(before, report, of)));
    let copy = ReviewCopy { copy, revisions: before.iter().flat_map(revision).collect(), parallel };
    Ok(Some((copy, before)).filter(|_| request.audience == Audience::Review))
}

/// Builds a checked book and publishes it to a folder, all of it or nothing.
///
/// # Errors
/// As [`build_book`]; also when the folder is not ours, is in use, or cannot be written. The former site then stays.
pub fn publish_book(outcome: &mut Outcome, book: &dyn Files, request: Build, to: &Path) -> Result<Published, Stop> {
    take_fonts(outcome, book)?;
    let report = outcome.gate()?;
    let edition = report.project.plan.edition_date.iso();
    let copy = review_copy(report, book, &request)?;
    let inputs = Inputs::of(&outcome.sources, &report.project, request.audience).asking(&format!("{copy:?}"));
    let folder = Folder::open(to)?;
    let kept = folder.kept(request.only, &inputs.prints)?;
    if request.only == Some(Only::Site)
        && let Some(published) = folder.holds(
            &inputs.stamp(edition.clone(), &PrintFile::among(&kept).iter().map(PrintFile::size).collect::<Vec<_>>()),
        )
    {
        return Ok(published);
    }
    let of_site = request.only.is_none_or(|only| only == Only::Site);
    let staging = folder.stage()?;
    let prints = build_into(outcome, &Build { kept, ..request }, copy.as_ref(), &staging)?;
    let mut stamp = inputs.stamp(edition, &prints.iter().map(PrintFile::size).collect::<Vec<_>>());
    if !of_site {
        stamp.keep_site(folder.former());
    }
    Ok(folder.publish(staging, &stamp)?)
}

/// Confirms that the translation of pages is current; `pages` are paths below `content/<lang>/`.
///
/// # Errors
/// [`Stop::Rejected`] while there are [`translated::obstacles`]; [`Stop::Failed`] when `data/translations.yaml` cannot
/// be written.
pub fn confirm_translations(outcome: &Outcome, pages: &[&str], book: &Book) -> Result<(), Stop> {
    let sound = translated::obstacles(&outcome.faults, &outcome.sources, pages).is_empty();
    let report = outcome.report.as_ref().filter(|_| sound).ok_or(Stop::Rejected)?;
    let former = outcome.sources.find(translated::PATH).map(|id| outcome.sources.source(id).text.as_str());
    let text = translated::confirm(report, |page| pages.contains(&page.page.as_str()), former);
    let before = former.map(str::as_bytes);
    Ok(book.change(&[write::Change { path: translated::PATH, before, after: text.into_bytes() }])?)
}

/// Records a book without errors as an edition.
///
/// # Errors
/// [`Stop::Rejected`] while an error stands; [`Stop::Failed`] when the name is not one or is taken, or the file cannot be
/// written. An edition that was cut is never written over.
pub fn cut_edition(outcome: &Outcome, files: &dyn Files, name: &str, book: &Book) -> Result<Edition, Stop> {
    let path = edition::path_of(name)?;
    let report = outcome.gate()?;
    // On Windows and macOS `A.json` and `a.json` are one file.
    let known = files.list(edition::FOLDER).unwrap_or_default();
    if let Some(known) = known.into_iter().find(|known| known.eq_ignore_ascii_case(&path)) {
        return Err(Failure::new(Message::new("edition.exists").with("path", known)).into());
    }
    let edition = Edition::of(report, name);
    book.change(&[write::Change { path: &path, before: None, after: edition.to_json().into_bytes() }])?;
    Ok(edition)
}

/// What has changed since an edition.
///
/// # Errors
/// [`Stop::Rejected`] when the book's files are too broken for a comparison; of a book with other errors, what they hide
/// is told as unread. [`Stop::Failed`] when there is no such edition, or its file cannot be read.
pub fn edition_changes(outcome: &Outcome, files: &dyn Files, name: &str) -> Result<Changes, Stop> {
    let before = Edition::named(name, |path| files.read(path))?;
    let report = outcome.report.as_ref().ok_or(Stop::Rejected)?;
    let mut changes = Changes::between(&before, &Edition::of(report, name), &report.project);
    edition::Unread::of(&outcome.faults, &outcome.sources).judge(&mut changes, &report.project);
    Ok(changes)
}

/// The editions of a book by name; of one whose file is damaged why.
pub type Editions = BTreeMap<String, Result<Edition, Failure>>;

/// All editions.
///
/// # Errors
/// When `data/editions/` cannot be listed.
pub fn editions(files: &dyn Files) -> Result<Editions, Failure> {
    let failed = |cause| Failure::io("load-cannot-list", edition::FOLDER, &cause);
    let paths = files.list(edition::FOLDER).map_err(failed)?;
    let names = paths.iter().filter_map(|path| Some((path, edition::name(path)?)));
    Ok(names.map(|(path, name)| (name.to_owned(), Edition::read(path, files.read(path)))).collect())
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

/// What reviewers have written into Word copies, each a path and its bytes; `None` if the book is too broken to tell.
///
/// # Errors
/// When a file is no copy of this book.
pub fn review_copies(outcome: &Outcome, copies: &[(String, Vec<u8>)]) -> Result<Option<comments::Review>, Failure> {
    let returned = comments::Returned::all(copies)?;
    let Some(report) = &outcome.report else { return Ok(None) };
    let documents: Vec<_> = comments::kinds(&returned).map(|(of, whom)| compose::compose(report, of, whom)).collect();
    let copy = |document| word::Copy::of(document, &report.project);
    let current = documents.iter().map(|document| comments::Current::read(document, &copy(document).render()?));
    let current = current.collect::<Result<Vec<_>, _>>()?;
    comments::review(report, &outcome.sources, &returned, &current).map(Some)
}
