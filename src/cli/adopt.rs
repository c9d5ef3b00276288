//! `adopt`: a document as a first book in an empty folder.

use super::arguments::AdoptArguments;
use super::{Context, Status};
use crate::diagnostic::{Failure, Message};
use crate::{adopt_document, new_book, schemas};

pub(super) fn run(arguments: &AdoptArguments, context: &mut Context) -> Result<Status, Failure> {
    let mut adopted = adopt_document(&arguments.file, arguments.languages)?;
    let schemas = schemas().into_iter().map(|(name, text)| (format!("data/.schema/{name}"), text.into_bytes()));
    adopted.draft.files.extend(schemas);
    new_book(&arguments.dir, &adopted.draft.files)?;
    let folder = arguments.dir.display().to_string();
    let mut messages = vec![Message::new("adopt.done").with("folder", folder.as_str())];
    messages.extend(adopted.draft.tally.told());
    let left = adopted.draft.untied.len();
    if !adopted.unread.is_empty() || left > 0 || adopted.draft.tally.lightened > 0 {
        let count = adopted.unread.len() + left + adopted.draft.tally.lightened;
        messages.push(Message::new("adopt.told-left").with("count", count));
    }
    let errors = adopted.outcome.faults.errors();
    let warnings = adopted.outcome.faults.warnings();
    messages.push(match errors {
        0 => Message::new("adopt.told-sound").with("warnings", warnings),
        count => Message::new("adopt.told-errors").with("count", count),
    });
    messages.push(Message::new("adopt.told-next").with("folder", folder));
    let text: String = messages.iter().map(|message| format!("{}\n", context.terminal.phrase(message))).collect();
    context.terminal.result(&text);
    Ok(if errors == 0 { Status::Fine } else { Status::Rejected })
}
