//! `sync`: rewrite the literals that no longer agree with the data, sentence by sentence before the reader's eyes.

use super::arguments::SyncArguments;
use super::{Context, Status, changes};
use crate::diagnostic::{Diagnostic, Failure, Message, SourceMap, print_human};
use crate::model::Edit;
use crate::sync_book;

pub(super) fn run(arguments: &SyncArguments, context: &mut Context) -> Result<Status, Failure> {
    let (files, book) = match arguments.dry_run {
        true => (context.book()?, None),
        false => context.book_to_write().map(|(files, book)| (files, Some(book)))?,
    };
    let synced = sync_book(&files)?;
    let terminal = &mut context.terminal;
    if synced.before.report.is_none() {
        terminal.errors(&synced.before);
        return Ok(Status::Rejected);
    }
    let (sources, edits) = (&synced.before.sources, &synced.sync.edits);
    if let Some(book) = book {
        book.apply(sources, edits)?;
    }
    let shown: String = changes::changes(sources, edits).iter().map(changes::diff).collect();
    terminal.result(&shown);
    let left = synced.outcome();
    // What is written, or would be, is quoted as it then stands, with its place.
    tell(context, &synced.sync.told().collect::<Vec<_>>(), &left.sources);
    tell(context, left.faults.left(), &left.sources);
    let errors = left.faults.errors();
    let files = changed_files(sources, edits);
    let id = match (edits.len(), arguments.dry_run) {
        (0, _) => "sync.nothing",
        (_, true) => "sync.would",
        (_, false) => "sync.done",
    };
    let message = Message::new(id).with("literals", edits.len()).with("files", files).with("errors", errors);
    let line = context.terminal.phrase(&message);
    context.terminal.note(&line);
    let fine = errors == 0 && (edits.is_empty() || !arguments.dry_run);
    Ok(if fine { Status::Fine } else { Status::Rejected })
}

fn changed_files(sources: &SourceMap, edits: &[Edit]) -> usize {
    sources.iter().filter(|(id, _)| edits.iter().any(|edit| edit.span.source == *id)).count()
}

/// Writes faults to standard error, a blank line after each.
pub(super) fn tell<'a>(context: &mut Context, faults: impl IntoIterator<Item = &'a Diagnostic>, sources: &SourceMap) {
    for fault in faults {
        let text = print_human(fault, sources, &context.terminal.catalogue, true);
        context.terminal.coloured_note(&format!("{}\n", text.trim_end()));
    }
}
