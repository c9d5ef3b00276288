//! The fill-in workbook and its way back.

use super::Stop;
use super::check::{Foreseen, check_book, impact_book};
use crate::diagnostic::{Failure, SourceMap};
use crate::load::Files;
use crate::model::document::Audience;
use crate::model::{Day, Language, Outcome, fingerprint};
use crate::render::workbook;
use crate::revise::import::{self, Import};
use crate::write::{Book, Change};
use crate::{bind, prose};

/// What is asked of a fill-in workbook.
#[derive(Debug, Clone, Copy)]
pub struct FillIn<'a> {
    /// Its language, one of the book's.
    pub language: Language,
    /// For one office alone: an id or a name of the dimension `office`.
    pub whom: Option<&'a str>,
    /// Until when.
    pub due: Option<Day>,
    /// Whom it is for: what is not for the public is only in a workbook for the house.
    pub audience: Audience,
}

/// The fill-in workbook of a checked book, as bytes.
///
/// # Errors
/// [`Stop::Rejected`] while an error stands; [`Stop::Failed`] when there is no such office, or nothing for it to fill in.
pub fn fill_in_workbook(outcome: &Outcome, request: &FillIn<'_>) -> Result<Vec<u8>, Stop> {
    let report = outcome.gate()?;
    let request = workbook::Request {
        language: request.language,
        whom: request.whom,
        due: request.due,
        internal: request.audience == Audience::Internal,
        data: &data_hash(&outcome.sources),
        formulas: &|one, cell| bind::cell_formula(report, one, cell),
    };
    Ok(workbook::workbook(report, &request)?)
}

/// The hash of the facts.
fn data_hash(sources: &SourceMap) -> String {
    let files = sources.iter().map(|(_, source)| (source.path.as_str(), source.text.as_str()));
    fingerprint(files.filter(|(path, _)| path.starts_with("data/facts/")))
}

/// What holds for all rows of a file that do not say otherwise.
#[derive(Debug, Clone, Default)]
pub struct ImportRequest {
    /// When the numbers held.
    pub date: Option<String>,
    /// Their source: an id of `sources.yaml`.
    pub source: Option<String>,
    /// Why they change.
    pub why: Option<String>,
}

/// A file that came back, what follows from it, and the files of the book that change.
#[derive(Debug)]
pub struct ImportedBook {
    /// What the file says, and what of it is refused.
    pub import: Import,
    /// The values that are taken, as the data write them.
    pub values: Vec<(String, String)>,
    /// What follows; none where nothing changes or something is refused.
    pub foreseen: Option<Foreseen>,
    /// All files that change: path, what it holds, what it shall hold.
    pub files: Vec<(String, String, String)>,
}

/// Reads a workbook or a table against the book, and finds out what its numbers bring. Writes nothing.
///
/// # Errors
/// When a file cannot be read, or the table is none. A book too broken to tell comes back as it is.
pub fn import_book(
    files: &dyn Files,
    (name, bytes): (&str, &[u8]),
    request: &ImportRequest,
) -> Result<Result<ImportedBook, Outcome>, Failure> {
    let before = check_book(files)?;
    let Some(report) = &before.report else { return Ok(Err(before)) };
    let mut import = import::import(report, &import::read(name, bytes)?, &data_hash(&before.sources))?;
    for taken in &mut import.taken {
        let other = |own: &mut Option<String>, all: &Option<String>| *own = own.take().or_else(|| all.clone());
        other(&mut taken.date, &request.date);
        other(&mut taken.source, &request.source);
        other(&mut taken.why, &request.why);
    }
    let values: Vec<_> = import.taken.iter().map(|taken| (taken.key.to_string(), taken.to.clone())).collect();
    if values.is_empty() || !import.refused.is_empty() {
        return Ok(Ok(ImportedBook { import, values, foreseen: None, files: Vec::new() }));
    }
    let foreseen = match impact_book(files, &values)? {
        Ok(foreseen) => foreseen,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let files = changed(&foreseen);
    Ok(Ok(ImportedBook { import, values, foreseen: Some(foreseen), files }))
}

/// Writes the files of an import, all of them or none.
///
/// # Errors
/// When one has changed meanwhile or cannot be written.
pub fn write_import(files: &[(String, String, String)], book: &Book) -> Result<(), Failure> {
    let changes = files.iter().map(|(path, before, after)| Change {
        path,
        before: Some(before.as_bytes()),
        after: after.clone().into_bytes(),
    });
    book.change(&changes.collect::<Vec<_>>())
}

/// The files that hold something else with the new values, literals included.
fn changed(foreseen: &Foreseen) -> Vec<(String, String, String)> {
    let (before, then) = (&foreseen.before.sources, &foreseen.then);
    let mut files = Vec::new();
    for (id, source) in then.before.sources.iter() {
        let own: Vec<_> = then.sync.edits.iter().filter(|edit| edit.span.source == id).collect();
        let after = prose::edited(&source.text, own);
        let former = before.find(&source.path).map(|id| before.source(id).text.clone()).unwrap_or_default();
        if after != former {
            files.push((source.path.clone(), former, after));
        }
    }
    files
}
