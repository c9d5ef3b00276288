//! The way of a new name through a book: where it goes, and whether the book says the same afterwards. Writes nothing;
//! see [`FileChange`].

use super::check::check_book;
use super::set::{FileChange, places_of};
use crate::diagnostic::{Diagnostic, Failure, Message, SourceMap};
use crate::load::{Files, Overlay};
use crate::model::{Day, Edit, Outcome, RevisionKind};
use crate::prose;
use crate::revise::rename::{self, RenameRequest};
use crate::revise::revisions::{self, Operation, Step};
use std::collections::BTreeMap;

/// A new name, and the files that change for it.
#[derive(Debug)]
pub struct RenamedBook {
    /// The book as it is.
    pub before: Outcome,
    /// All places where the name is replaced, of the book as it is.
    pub edits: Vec<Edit>,
    /// All files that change, move, come or go.
    pub files: Vec<FileChange>,
    /// The book as it will be.
    pub after: Outcome,
}

/// Finds out what a new name changes. `today` is the day of the record. Writes nothing.
///
/// # Errors
/// When a file cannot be read, there is no such thing, the new name is taken or none, or the book would have faults then
/// that it has not now. A book too broken to tell comes back as it is.
pub fn rename_book(
    files: &dyn Files,
    request: &RenameRequest,
    today: Day,
) -> Result<Result<RenamedBook, Outcome>, Failure> {
    let before = check_book(files)?;
    let Some(report) = &before.report else { return Ok(Err(before)) };
    let renaming = rename::renaming(report, &before.sources, &places_of(&before.sources), request)?;
    let mut overlay = Overlay::edited(files, &before.sources, &renaming.edits);
    for (from, to) in &renaming.moves {
        let bytes = match overlay.changed.remove(from) {
            Some(bytes) => bytes,
            None => files.read(from).map_err(|cause| Failure::io("load-cannot-read", from, &cause))?,
        };
        overlay.changed.insert(to.clone(), bytes);
        overlay.removed.insert(from.clone());
    }
    for (path, text) in &renaming.written {
        match text {
            Some(text) => drop(overlay.changed.insert(path.clone(), text.clone().into_bytes())),
            None => drop(overlay.removed.insert(path.clone())),
        }
    }
    let step = Step {
        key: request.named.word().to_owned(),
        from: Some(request.old.clone()),
        to: request.new.clone(),
        ..Step::default()
    };
    let kind = RevisionKind::Rename;
    let operation = Operation { when: today, kind, who: None, source: None, why: None, steps: vec![step] };
    let (path, text) = operation.file(&files.list(revisions::FOLDER).unwrap_or_default());
    overlay.changed.insert(path, text.into_bytes());
    let mut after = check_book(&overlay)?;
    if let Some(renamed) = &after.report {
        let edits = rename::confirmations((report, renamed), &after.sources, &places_of(&after.sources), request);
        if let Some(first) = edits.first() {
            // All of them lie in one file.
            let source = after.sources.source(first.span.source);
            let text = prose::edited(&source.text, &edits);
            overlay.changed.insert(source.path.clone(), text.into_bytes());
            after = check_book(&overlay)?;
        }
    }
    if let Some(fault) = new_fault(&before, &after) {
        let told = Message::new("rename.would-break").with("rule", fault.rule.name);
        return Err(Failure::new(told).hint(fault.message.clone()));
    }
    let files = changed_files(&before.sources, &overlay, files)?;
    let edits = renaming.edits;
    Ok(Ok(RenamedBook { before, edits, files, after }))
}

/// A fault of a rule that the renamed book breaks more often than the book as it is. Messages name names, so that they
/// cannot be compared themselves.
fn new_fault<'a>(before: &Outcome, after: &'a Outcome) -> Option<&'a Diagnostic> {
    let count = |outcome: &Outcome| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        outcome.faults.iter().for_each(|fault| *counts.entry(fault.rule.name).or_default() += 1);
        counts
    };
    let (was, is) = (count(before), count(after));
    let grown =
        is.iter().find(|(rule, count)| was.get(*rule).copied().unwrap_or(0) < **count).map(|(rule, _)| *rule)?;
    let known: Vec<_> = before.faults.iter().map(|fault| &fault.message).collect();
    let own: Vec<&Diagnostic> = after.faults.iter().filter(|fault| fault.rule.name == grown).collect();
    own.iter().find(|fault| !known.contains(&&fault.message)).or(own.first()).copied()
}

fn changed_files(before: &SourceMap, overlay: &Overlay<'_>, files: &dyn Files) -> Result<Vec<FileChange>, Failure> {
    let former = |path: &str| match before.find(path) {
        Some(id) => Ok(Some(before.source(id).text.clone().into_bytes())),
        None => match files.read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Failure::io("load-cannot-read", path, &cause)),
        },
    };
    let mut changes = Vec::new();
    for (path, bytes) in &overlay.changed {
        changes.push(FileChange { path: path.clone(), before: former(path)?, after: Some(bytes.clone()) });
    }
    for path in &overlay.removed {
        changes.push(FileChange { path: path.clone(), before: former(path)?, after: None });
    }
    changes.retain(|change| change.before != change.after);
    Ok(changes)
}
