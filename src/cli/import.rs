//! `import`: what was filled in comes back. What follows is told first, then all of it is written or nothing.

use super::arguments::ImportArguments;
use super::{Context, Status, environment, impact, sync};
use crate::diagnostic::{Failure, Message};
use crate::import::{Import, Said};
use crate::{ImportRequest, ImportedBook, document, import_book, write_files};

pub(super) fn run(arguments: &ImportArguments, context: &mut Context) -> Result<Status, Failure> {
    let (name, bytes) = document(&arguments.file)?;
    let (files, book) = match arguments.dry_run {
        true => (context.book()?, None),
        false => context.book_to_write().map(|(files, book)| (files, Some(book)))?,
    };
    let ImportArguments { date, source, why, .. } = arguments;
    let request = ImportRequest { date: date.clone(), source: source.clone(), why: why.clone() };
    let ImportedBook { import, values, foreseen, files } =
        match import_book(&files, (&name, &bytes), &request, environment::today())? {
            Ok(imported) => imported,
            Err(outcome) => {
                context.terminal.errors(&outcome);
                return Ok(Status::Rejected);
            }
        };
    said(&import, context);
    if !import.refused.is_empty() {
        let line = context.terminal.phrase(&Message::new("import.refused").with("refused", import.refused.len()));
        context.terminal.note(&line);
        return Ok(Status::Rejected);
    }
    let Some(foreseen) = foreseen else {
        let line = context.terminal.phrase(&Message::new("import.nothing").with("rows", import.rows));
        context.terminal.note(&line);
        return Ok(Status::Fine);
    };
    let text = impact::told(&foreseen, &context.terminal.catalogue, &values);
    context.terminal.result(&text);
    let left = foreseen.then.outcome();
    sync::tell(context, &foreseen.then.sync.told().collect::<Vec<_>>(), &left.sources);
    if let Some(book) = &book {
        write_files(book, &files)?;
    }
    let errors = left.faults.errors();
    let id = if book.is_some() { "import.done" } else { "import.would" };
    let message = Message::new(id).with("values", values.len()).with("files", files.len()).with("errors", errors);
    let line = context.terminal.phrase(&message);
    context.terminal.note(&line);
    Ok(if errors == 0 && book.is_some() { Status::Fine } else { Status::Rejected })
}

/// What is refused, and what should be looked at, cell by cell.
fn said(import: &Import, context: &mut Context) {
    let line = |said: &Said, context: &Context| {
        let colon = if said.cell.is_empty() { "" } else { ": " };
        let mut line = format!("{}{colon}{}", said.cell, context.terminal.phrase(&said.what));
        if let Some(hint) = &said.hint {
            line += &format!("\n  {}", context.terminal.phrase(hint));
        }
        line
    };
    for one in &import.notes {
        let text = line(one, context);
        context.terminal.warn(&text);
    }
    if import.is_older {
        let text = context.terminal.phrase(&Message::new("import.older"));
        context.terminal.warn(&text);
    }
    for one in &import.refused {
        let text = line(one, context);
        context.terminal.note(&text);
    }
}
