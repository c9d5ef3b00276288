//! `build`: publish the site and the PDFs.

use super::arguments::BuildArguments;
use super::{Context, Status, environment};
use crate::diagnostic::{Failure, Message};
use crate::{Build, Only, Stop, check_book, publish_book};

pub(super) fn run(arguments: BuildArguments, context: &mut Context) -> Result<Status, Failure> {
    let root = context.root()?;
    let mut outcome = check_book(&context.book()?)?;
    let only = arguments.only.map(Only::from);
    let mut request = Build { only, ..Build::default() };
    // Faults of the book come first: typst is looked for only when there is something to print.
    if only != Some(Only::Site) && outcome.gate().is_ok() {
        request.typst = Some(environment::typst(arguments.typst.as_deref(), &root)?);
    }
    let folder = arguments.out.unwrap_or_else(|| root.join("site"));
    let published = publish_book(&mut outcome, request, &folder);
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
