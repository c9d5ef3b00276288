//! `sync`: rewrite the literals that no longer agree with the data, sentence by sentence before the reader's eyes.

use super::arguments::SyncArguments;
use super::{Context, Status, changes};
use crate::diagnostic::{Diagnostic, Failure, Message, RuleId, Severity, SourceMap, Span, print_human, rule};
use crate::model::Edit;
use crate::prose;
use crate::{Synced, sync_book};

/// Warnings of a check that a rewritten sentence brings up.
const OLD_DATE: RuleId = rule::DATE_DIFFERS;

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
    let remarks = remarks(&synced);
    // What has been written is quoted as it stands now, with its place.
    if arguments.dry_run {
        tell(context, &remarks.iter().collect::<Vec<_>>(), sources);
    } else {
        let now: Vec<Diagnostic> = remarks.iter().map(|remark| after(remark, edits)).collect();
        tell(context, &now.iter().collect::<Vec<_>>(), &left.sources);
    }
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

/// What was remarked on the literals, and the old dates beside those that are rewritten.
fn remarks(synced: &Synced) -> Vec<Diagnostic> {
    let faults = synced.before.faults.iter();
    let old_dates = faults.filter(|fault| fault.rule == OLD_DATE && fault.severity == Severity::Warning);
    let named = old_dates.map(|fault| {
        let edit = synced.sync.edits.iter().find(|edit| Some(edit.span) == fault.place);
        let message = edit.map(|edit| fault.message.clone().replacing("literal", edit.text.as_str()));
        Diagnostic { message: message.unwrap_or_else(|| fault.message.clone()), ..fault.clone() }
    });
    synced.sync.remarks.iter().cloned().chain(named).collect()
}

/// A remark with the places that its parts have once the edits are made.
fn after(remark: &Diagnostic, edits: &[Edit]) -> Diagnostic {
    let moved = |span: Span| prose::moved(span, edits);
    let related = remark.related.iter().map(|(span, note)| (moved(*span), note.clone())).collect();
    Diagnostic { place: remark.place.map(moved), related, ..remark.clone() }
}

fn changed_files(sources: &SourceMap, edits: &[Edit]) -> usize {
    sources.iter().filter(|(id, _)| edits.iter().any(|edit| edit.span.source == *id)).count()
}

/// Writes faults to standard error, a blank line after each.
fn tell(context: &mut Context, faults: &[&Diagnostic], sources: &SourceMap) {
    for fault in faults {
        let text = print_human(fault, sources, &context.terminal.catalogue, true);
        context.terminal.coloured_note(&format!("{}\n", text.trim_end()));
    }
}
