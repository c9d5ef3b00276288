//! What is written into the book itself: confirmed translations and editions.

use super::Stop;
use crate::compose;
use crate::diagnostic::{Failure, Message};
use crate::load::Files;
use crate::model::document::{Audience, Document};
use crate::model::{Language, Outcome, Report};
use crate::render::word;
use crate::revise::edition::{self, Changes, Edition};
use crate::revise::translated;
use crate::write::{self, Book};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

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
    let edition = whole_edition(report, name);
    book.change(&[write::Change { path: &path, before: None, after: edition.to_json().into_bytes() }])?;
    Ok(edition)
}

/// A book as an edition, with the lines of its Word copies for reviewers.
pub fn whole_edition(report: &Report, name: &str) -> Edition {
    let languages: Vec<Language> = report.project.plan.languages.iter().collect();
    let compose = |language: &Language| compose::compose(report, *language, Audience::Review);
    let documents: Vec<_> = languages.par_iter().map(compose).collect();
    let lines = |document: &dyn Document| word::Copy::of(document, &report.project).lines();
    let copies: Vec<_> = documents.iter().map(|document| (document.frame(), lines(document))).collect();
    Edition::of(report, name).with_copies(&copies, &report.project)
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
