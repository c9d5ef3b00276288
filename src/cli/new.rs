//! `new`: a first book in an empty folder.

use super::arguments::NewArguments;
use super::{Context, Status};
use crate::diagnostic::{Failure, Message};
use crate::model::Languages;
use crate::{first_files, new_book, schemas};

pub(super) fn run(arguments: &NewArguments, context: &mut Context) -> Result<Status, Failure> {
    let own = [context.terminal.catalogue.language()];
    let named = if arguments.languages.is_empty() { &own[..] } else { &arguments.languages };
    let Some(languages) = Languages::of(named).filter(|languages| languages.iter().count() == named.len()) else {
        return Err(Failure::new(Message::new("new.languages")));
    };
    let mut files = first_files(arguments.kind, languages);
    files.extend(schemas().into_iter().map(|(name, text)| (format!("data/.schema/{name}"), text)));
    new_book(&arguments.dir, &files)?;
    let message =
        Message::new("new.done").with("count", files.len()).with("folder", arguments.dir.display().to_string());
    let line = context.terminal.phrase(&message);
    context.terminal.result(&format!("{line}\n"));
    Ok(Status::Fine)
}
