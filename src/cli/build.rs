//! `build`: publish the site and the PDFs.

use super::arguments::BuildArguments;
use super::{Context, Status, environment};
use crate::diagnostic::{Failure, Message};
use crate::{Build, Only, Stop, check_book, publish_book};
use std::path::{Path, PathBuf};

pub(super) fn run(arguments: BuildArguments, context: &mut Context) -> Result<Status, Failure> {
    let root = context.root()?;
    let book = context.book()?;
    let mut outcome = check_book(&book)?;
    let only = arguments.only.map(Only::from);
    let mut request = Build { only, ..Build::default() };
    // Faults of the book come first: typst is looked for only when there is something to print.
    if only != Some(Only::Site) && outcome.gate().is_ok() {
        request.typst = Some(environment::typst(arguments.typst.as_deref(), &root)?);
    }
    let folder = arguments.out.unwrap_or_else(|| root.join("site"));
    if let Some(part) = inside(&root, &folder) {
        let failure = Failure::new(Message::new("build.out-inside").with("path", part.display().to_string()));
        return Err(failure.hint(Message::new("build.out-inside-hint")));
    }
    let published = publish_book(&mut outcome, &book, request, &folder);
    if !matches!(published, Err(Stop::Failed(_))) {
        context.terminal.errors(&outcome);
    }
    let published = match published {
        Ok(published) => published,
        Err(Stop::Failed(failure)) => return Err(failure),
        Err(Stop::Rejected) => {
            let message = Message::new("build.rejected").with("errors", outcome.faults.errors());
            let line = context.terminal.phrase(&message);
            context.terminal.note(&line);
            return Ok(Status::Rejected);
        }
    };
    if only == Some(Only::Site) && published.removed.iter().any(|path| path.starts_with("print/")) {
        let line = context.terminal.phrase(&Message::new("build.prints-left-out"));
        context.terminal.note(&line);
    }
    let message = Message::new("build.done")
        .with("folder", folder.display().to_string())
        .with("added", published.added.len())
        .with("changed", published.changed.len())
        .with("removed", published.removed.len())
        .with("unchanged", published.unchanged);
    let line = context.terminal.phrase(&message);
    context.terminal.result(&format!("{line}\n"));
    Ok(Status::Fine)
}

/// The part of the book in which a folder lies: a site published there would be read as pages or data.
fn inside(root: &Path, folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    let root = std::path::absolute(root).ok()?;
    let parts = ["content", "data", "src", "templates", "tests"].map(|part| root.join(part));
    parts.iter().any(|part| folder.starts_with(part)).then_some(folder)
}
