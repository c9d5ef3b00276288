//! `undo`: the last command that has written into the book is taken back, byte for byte.

use super::arguments::UndoArguments;
use super::{Context, Status};
use crate::diagnostic::{Failure, Message};
use crate::{Book, Undoable, undoable};

pub(super) fn run(arguments: &UndoArguments, context: &mut Context) -> Result<Status, Failure> {
    let files = context.book()?;
    if arguments.list {
        let known = undoable(files.root())?;
        if known.is_empty() {
            let line = context.terminal.phrase(&Message::new("undo.nothing"));
            context.terminal.note(&line);
        }
        known.iter().for_each(|one| context.terminal.result(&told(one)));
        return Ok(Status::Fine);
    }
    // What `undo` itself writes is not remembered: it would take itself back.
    let (book, notes) = Book::to_write(files.root())?;
    context.note_all(&notes);
    let Some(undone) = book.undo(arguments.dry_run)? else {
        return Err(Failure::new(Message::new("undo.nothing")));
    };
    context.terminal.result(&told(&undone));
    let id = if arguments.dry_run { "undo.would" } else { "undo.done" };
    let line = context.terminal.phrase(&Message::new(id).with("files", undone.files.len()));
    context.terminal.note(&line);
    Ok(Status::Fine)
}

/// A command and its files.
fn told(one: &Undoable) -> String {
    let files: String = one.files.iter().map(|file| format!("  {file}\n")).collect();
    format!("tallybook {}\n{files}", one.command)
}
