//! `set`: new values into the data and the pages, after what they bring was told.

use super::arguments::SetArguments;
use super::{Context, Status, environment, impact, sync};
use crate::diagnostic::{Failure, Message};
use crate::{SetRequest, set_book, write_files};

pub(super) fn run(arguments: SetArguments, context: &mut Context) -> Result<Status, Failure> {
    let (files, book) = match arguments.dry_run {
        true => (context.book()?, None),
        false => context.book_to_write().map(|(files, book)| (files, Some(book)))?,
    };
    let values = impact::wanted(&arguments.changes)?;
    let SetArguments { date, source, why, who, .. } = arguments;
    let request = SetRequest { values, date, source, why, who };
    let set = match set_book(&files, &request, environment::today())? {
        Ok(set) => set,
        Err(outcome) => {
            context.terminal.errors(&outcome);
            return Ok(Status::Rejected);
        }
    };
    let text = impact::told(&set.foreseen, &context.terminal.catalogue, &request.values);
    context.terminal.result(&text);
    let left = set.foreseen.then.outcome();
    sync::tell(context, &set.foreseen.then.sync.told().collect::<Vec<_>>(), &left.sources);
    if let Some(book) = &book {
        write_files(book, &set.files)?;
    }
    let id = match (set.files.len(), &book) {
        (0, _) => "set.nothing",
        (_, None) => "set.would",
        (_, Some(_)) => "set.done",
    };
    let errors = left.faults.errors();
    let names: Vec<&str> = set.files.iter().map(|file| file.path.as_str()).collect();
    let message = Message::new(id).with("files", names.len()).with("names", names.join(", ")).with("errors", errors);
    let line = context.terminal.phrase(&message);
    context.terminal.note(&line);
    Ok(if errors == 0 { Status::Fine } else { Status::Rejected })
}
