//! The way from a judged book to what is published: composed, drawn, rendered, written.

use super::{Stop, editions};
use crate::diagnostic::{Failure, Message};
use crate::load::{self, Files};
use crate::model::document::{Audience, Document};
use crate::model::{Gathered, Language, Only, Outcome, Outlet, OutputTree, Report, Review, WORKS, Work};
use crate::render::print::{Prints, ReviewCopy, Typst};
use crate::render::site::{Pictures, PrintFile};
use crate::render::tables::Workbook;
use crate::render::{self, word};
use crate::revise::edition::{self, Edition};
use crate::write::{Folder, Inputs, Published};
use crate::{check, compose, draw};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::path::Path;

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

/// The release tables of a checked book as the bytes of a workbook.
///
/// # Errors
/// [`Stop::Rejected`] while an error stands; [`Stop::Failed`] when the tables do not fit into the format.
pub fn release_tables(
    outcome: &Outcome,
    language: Language,
    audience: Audience,
    format: Workbook,
) -> Result<Vec<u8>, Stop> {
    let release = compose::compose(outcome.gate()?, language, audience).release();
    Ok(format.write(&release)?)
}

/// Draws and renders a checked book.
///
/// # Errors
/// [`Stop::Rejected`] while an error stands, also one that the PDFs bring to light; [`Stop::Failed`] from typst or a template.
pub fn build_book(outcome: &mut Outcome, files: &dyn Files, request: &Build) -> Result<OutputTree, Stop> {
    take_fonts(outcome, files)?;
    let output = Gathered::default();
    let copy = review_copy(outcome.gate()?, files, request)?;
    let latest = latest_edition(files);
    build_into(outcome, request, (copy.as_ref(), latest.as_ref()), &output)?;
    Ok(output.into_tree())
}

/// Draws and renders a checked book that has its fonts, file by file; gives the PDFs among them.
fn build_into(
    outcome: &mut Outcome,
    request: &Build,
    (review, latest): (Option<&Reviewed>, Option<&Edition>),
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
        let history = languages.iter().filter_map(|of| Some((*of, edition::revision(latest?, report, *of)))).collect();
        let pictures = Pictures { drawings: &drawings, paintings, history };
        render::site::render(&documents, &report.project, pictures, &printed, outlet)?;
    }
    Ok(printed)
}

/// The edition that was cut last, of those that can be read.
fn latest_edition(files: &dyn Files) -> Option<Edition> {
    let readable = editions(files).ok()?.into_values().filter_map(Result::ok);
    readable.max_by(|one, other| (&one.date, &one.edition).cmp(&(&other.date, &other.edition)))
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
    let latest = latest_edition(book);
    let since = latest.as_ref().map(|latest| (&latest.edition, &latest.date));
    let asked = since.map_or_else(|| format!("{copy:?}"), |since| format!("{copy:?} {since:?}"));
    let inputs = Inputs::of(&outcome.sources, &report.project, request.audience).asking(&asked);
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
    let prints = build_into(outcome, &Build { kept, ..request }, (copy.as_ref(), latest.as_ref()), &staging)?;
    let mut stamp = inputs.stamp(edition, &prints.iter().map(PrintFile::size).collect::<Vec<_>>());
    if !of_site {
        stamp.keep_site(folder.former());
    }
    Ok(folder.publish(staging, &stamp)?)
}
