//! `rename`: another name everywhere in the book, after the sentences and fields that have it were told.

use super::arguments::RenameArguments;
use super::{Context, Status, changes, environment};
use crate::diagnostic::{Failure, Message};
use crate::{RenameRequest, rename_book, write_files};

pub(super) fn run(arguments: &RenameArguments, context: &mut Context) -> Result<Status, Failure> {
    let request = RenameRequest::read(&arguments.old, &arguments.new)?;
    let (files, book) = match arguments.dry_run {
        true => (context.book()?, None),
        false => context.book_to_write().map(|(files, book)| (files, Some(book)))?,
    };
    let renamed = match rename_book(&files, &request, environment::today())? {
        Ok(renamed) => renamed,
        Err(outcome) => {
            context.terminal.errors(&outcome);
            return Ok(Status::Rejected);
        }
    };
    let sources = &renamed.before.sources;
    let places = renamed.edits.iter().map(|edit| {
        let at = sources.start(edit.span);
        let line = sources.source(edit.span.source).text.lines().nth(at.line.saturating_sub(1)).unwrap_or_default();
        let shown: String = line.trim().chars().take(SHOWN).collect();
        format!("{}:{}: {shown}\n", sources.source(edit.span.source).path, at.line)
    });
    let mut told: Vec<String> = places.collect();
    told.dedup();
    context.terminal.result(&told.concat());
    if let Some(book) = &book {
        write_files(book, &renamed.files)?;
    }
    let moved = renamed.files.iter().filter(|file| file.after.is_none()).count();
    let id = if book.is_some() { "rename.done" } else { "rename.would" };
    let message = Message::new(id).with("places", renamed.edits.len()).with("files", renamed.files.len());
    let line = context.terminal.phrase(&message.with("moved", moved));
    context.terminal.note(&line);
    let left = changes::mentions(&renamed.after.sources, &request.old);
    if !left.is_empty() {
        let line = context.terminal.phrase(&Message::new("rename.left").with("places", left.join(", ")));
        context.terminal.note(&line);
    }
    Ok(Status::Fine)
}

/// So much of a line is shown.
const SHOWN: usize = 100;
