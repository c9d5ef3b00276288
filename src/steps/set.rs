//! The way of new values into a book: where they go, what follows, and what the files hold then. Writes nothing; see
//! [`FileChange`].

use super::check::{Foreseen, check_book, sync_book};
use crate::diagnostic::{Failure, SourceId, SourceMap, Span};
use crate::load::{self, Files, Overlay};
use crate::model::{DataNode, Day, Outcome, RevisionKind};
use crate::prose;
use crate::revise::impact::{self, Impact};
use crate::revise::revisions::{self, Operation};
use crate::revise::set::{self, SetRequest};
use crate::write::{Book, Change, Removal};
use std::collections::BTreeMap;

/// A file of the book and what it is to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Its path from the book's root.
    pub path: String,
    /// What it holds; none if it does not exist.
    pub before: Option<Vec<u8>>,
    /// What it shall hold; none if it shall go.
    pub after: Option<Vec<u8>>,
}

/// New values, what follows from them, and the files that change.
#[derive(Debug)]
pub struct SetBook {
    /// What follows, and what would be wrong then.
    pub foreseen: Foreseen,
    /// All files that change: data, pages whose literals follow, the record of the operation.
    pub files: Vec<FileChange>,
}

/// A file of the data by a place in it, with its keys and values.
pub(super) fn places_of(sources: &SourceMap) -> impl Fn(Span) -> Option<DataNode> {
    move |span| load::places(&sources.source(span.source).text, span.source)
}

/// Finds out what new values bring. `today` is the day of the record. Writes nothing.
///
/// # Errors
/// When a file cannot be read, a key is unknown or computed, or a value is no number that its unit holds exactly. A book
/// too broken to tell comes back as it is.
pub fn set_book(files: &dyn Files, request: &SetRequest, today: Day) -> Result<Result<SetBook, Outcome>, Failure> {
    let before = check_book(files)?;
    let Some(report) = &before.report else { return Ok(Err(before)) };
    let setting = set::setting(report, &before.sources, &places_of(&before.sources), request)?;
    let mut overlay = Overlay::edited(files, &before.sources, &setting.edits);
    // Values that stand already are recorded only where somebody says why they do.
    let told = !setting.edits.is_empty() || request.why.is_some();
    if told {
        let (who, source, why) = (request.who.clone(), request.source.clone(), request.why.clone());
        let operation = Operation { when: today, kind: RevisionKind::Set, who, source, why, steps: setting.steps };
        let taken = files.list(revisions::FOLDER).unwrap_or_default();
        let (path, text) = operation.file(&taken);
        overlay.changed.insert(path, text.into_bytes());
    }
    let then = sync_book(&overlay)?;
    let impact = match &then.before.report {
        Some(after) => impact::compare(report, after, &request.values, &then.sync.edits),
        None => Impact::default(),
    };
    let files = changed_files(&before.sources, &overlay, &then.before.sources, &then.sync.edits);
    Ok(Ok(SetBook { foreseen: Foreseen { before, then, impact }, files }))
}

/// What the files hold after the changes of an overlay and, over them, some edits.
fn changed_files(
    before: &SourceMap,
    overlay: &Overlay<'_>,
    then: &SourceMap,
    edits: &[crate::model::Edit],
) -> Vec<FileChange> {
    let mut after: BTreeMap<String, Vec<u8>> = overlay.changed.clone();
    for (id, source) in then.iter() {
        let own: Vec<_> = edits.iter().filter(|edit| edit.span.source == id).collect();
        if !own.is_empty() {
            after.insert(source.path.clone(), prose::edited(&source.text, own).into_bytes());
        }
    }
    let former = |path: &str| before.find(path).map(|id: SourceId| before.source(id).text.clone().into_bytes());
    let changed = after.into_iter().map(|(path, after)| FileChange { before: former(&path), path, after: Some(after) });
    changed.filter(|change| change.before != change.after).collect()
}

/// Writes, moves and removes files of the book: all of them or none.
///
/// # Errors
/// When a file is no longer what was read, or cannot be written; then no file has changed.
pub fn write_files(book: &Book, files: &[FileChange]) -> Result<(), Failure> {
    let (mut changes, mut removals) = (Vec::new(), Vec::new());
    for FileChange { path, before, after } in files {
        match (after, before) {
            (Some(after), _) => changes.push(Change { path, before: before.as_deref(), after: after.clone() }),
            (None, Some(before)) => removals.push(Removal { path, before }),
            (None, None) => {}
        }
    }
    book.change_and_remove(&changes, &removals)
}
