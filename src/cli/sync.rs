//! `sync`: rewrite the literals that no longer agree with the data, sentence by sentence before the reader's eyes.

use super::arguments::SyncArguments;
use super::{Context, Status, changes};
use crate::diagnostic::{Diagnostic, Failure, Message, Severity, SourceMap, print_human};
use crate::{apply, sync_book};

/// Warnings of a check that a rewritten sentence brings up.
const OLD_DATE: &str = "date-differs";

pub(super) fn run(arguments: &SyncArguments, context: &mut Context) -> Result<Status, Failure> {
    let root = context.root()?;
    let synced = sync_book(&context.book()?)?;
    let terminal = &mut context.terminal;
    if synced.before.report.is_none() {
        terminal.errors(&synced.before);
        return Ok(Status::Rejected);
    }
    let (sources, edits) = (&synced.before.sources, &synced.sync.edits);
    if !arguments.dry_run {
        apply(&root, sources, edits)?;
    }
    let shown: String = changes::changes(sources, edits).iter().map(changes::diff).collect();
    terminal.result(&shown);
    let old_dates =
        synced.before.faults.iter().filter(|fault| fault.rule == OLD_DATE && fault.severity == Severity::Warning);
    let remarks: Vec<&Diagnostic> = synced.sync.remarks.iter().chain(old_dates).collect();
    tell(context, &remarks, sources);
    let left = synced.outcome();
    let errors: Vec<&Diagnostic> = left.faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
    tell(context, &errors, &left.sources);
    let files = changed_files(sources, edits);
    let id = match (edits.len(), arguments.dry_run) {
        (0, _) => "sync.nothing",
        (_, true) => "sync.would",
        (_, false) => "sync.done",
    };
    let message = Message::new(id).with("literals", edits.len()).with("files", files).with("errors", errors.len());
    let line = context.terminal.phrase(&message);
    context.terminal.note(&line);
    let fine = errors.is_empty() && (edits.is_empty() || !arguments.dry_run);
    Ok(if fine { Status::Fine } else { Status::Rejected })
}

fn changed_files(sources: &SourceMap, edits: &[crate::model::Edit]) -> usize {
    sources.iter().filter(|(id, _)| edits.iter().any(|edit| edit.span.source == *id)).count()
}

/// Writes faults to standard error, a blank line after each.
fn tell(context: &mut Context, faults: &[&Diagnostic], sources: &SourceMap) {
    for fault in faults {
        let text = print_human(fault, sources, &context.terminal.catalogue, true);
        context.terminal.note(&format!("{}\n", text.trim_end()));
    }
}
