//! The fill-in workbook and its way back.

use super::Stop;
use super::check::{Foreseen, check_book, impact_book};
use super::set::FileChange;
use crate::diagnostic::{Failure, Message, SourceMap};
use crate::load::Files;
use crate::model::document::Audience;
use crate::model::{Day, Language, Outcome, RevisionKind, fingerprint};
use crate::render::workbook;
use crate::revise::import::{self, Import};
use crate::revise::revisions::{self, Operation, Step};
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
    /// All files that change: data, pages whose literals follow, the record of the import.
    pub files: Vec<FileChange>,
}

/// Reads a workbook or a table against the book, and finds out what its numbers bring. Writes nothing.
///
/// # Errors
/// When a file cannot be read, or the table is none. A book too broken to tell comes back as it is.
pub fn import_book(
    files: &dyn Files,
    (name, bytes): (&str, &[u8]),
    request: &ImportRequest,
    today: Day,
) -> Result<Result<ImportedBook, Outcome>, Failure> {
    let before = check_book(files)?;
    let Some(report) = &before.report else { return Ok(Err(before)) };
    if let Some(source) = request.source.as_deref().filter(|source| !report.project.sources.has(source)) {
        let failure = Failure::new(Message::new("unknown-source").with("name", source));
        return Err(failure.near(source, report.project.sources.iter().map(|source| source.id.value.as_str())));
    }
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
    let mut changed = changed(&foreseen);
    let taken = files.list(revisions::FOLDER).unwrap_or_default();
    let (path, text) = record(&import, request, today).file(&taken);
    changed.push(FileChange { path, before: None, after: Some(text.into_bytes()) });
    Ok(Ok(ImportedBook { import, values, foreseen: Some(foreseen), files: changed }))
}

/// What is recorded of an import, in `data/revisions/`.
fn record(import: &Import, request: &ImportRequest, today: Day) -> Operation {
    let other = |own: &Option<String>, all: &Option<String>| own.clone().filter(|_| own != all);
    let step = |taken: &import::Taken| Step {
        key: taken.key.to_string(),
        from: Some(taken.from.clone()),
        to: taken.to.clone(),
        date: taken.date.clone(),
        source: other(&taken.source, &request.source),
        why: other(&taken.why, &request.why),
    };
    let (source, why) = (request.source.clone(), request.why.clone());
    let steps = import.taken.iter().map(step).collect();
    Operation { when: today, kind: RevisionKind::Import, who: None, source, why, steps }
}

/// The files that hold something else with the new values, literals included.
fn changed(foreseen: &Foreseen) -> Vec<FileChange> {
    let (before, then) = (&foreseen.before.sources, &foreseen.then);
    let mut files = Vec::new();
    for (id, source) in then.before.sources.iter() {
        let own: Vec<_> = then.sync.edits.iter().filter(|edit| edit.span.source == id).collect();
        let after = prose::edited(&source.text, own);
        let former = before.find(&source.path).map(|id| before.source(id).text.clone()).unwrap_or_default();
        if after != former {
            let (before, after) = (Some(former.into_bytes()), Some(after.into_bytes()));
            files.push(FileChange { path: source.path.clone(), before, after });
        }
    }
    files
}
