//! `schema`: the JSON Schemas of the data files, for editors.

use super::{Context, Status};
use crate::diagnostic::{Failure, Message};
use std::path::Path;

pub(super) fn run(folder: &Path, context: &mut Context) -> Result<Status, Failure> {
    // No book is needed; but one in which the folder lies is written to as a book.
    let root = if context.root.is_some() { Some(context.root()?) } else { context.root().ok() };
    if root.is_some() {
        context.book()?;
    }
    let count = crate::write_schemas(folder, root.as_deref())?;
    let message = Message::new("schema.done").with("count", count).with("folder", folder.display().to_string());
    let line = context.terminal.phrase(&message);
    context.terminal.result(&format!("{line}\n"));
    Ok(Status::Fine)
}
