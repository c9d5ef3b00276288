//! `build`: publish the site and the PDFs.

use super::arguments::BuildArguments;
use super::{Context, Status, environment};
use crate::diagnostic::{Failure, Message};
use crate::model::Work;
use crate::model::document::Audience;
use crate::{Book, Build, Only, Review, Stop, check_book, document, publish_book, real_path, same_folder, word};
use std::path::Path;

/// So many files are named of those that were put right.
const NAMED: usize = 5;

pub(super) fn run(arguments: BuildArguments, context: &mut Context) -> Result<Status, Failure> {
    let root = context.root()?;
    let book = context.book()?;
    let asked = [
        (arguments.since.is_some(), "--since"),
        (arguments.copy.is_some(), "--copy"),
        (arguments.parallel, "--parallel"),
    ];
    for (asked, option) in asked {
        if asked && arguments.audience != Audience::Review {
            let failure = Failure::new(Message::new("build.review-only").with("option", option));
            return Err(failure.hint(Message::new("build.review-only-hint")));
        }
    }
    let (_held, notes) = Book::to_read(&root)?;
    context.note_all(&notes);
    let mut outcome = check_book(&book)?;
    let only = arguments.only;
    let review = Review { copy: arguments.copy, since: arguments.since, parallel: arguments.parallel };
    let mut request = Build { only, audience: arguments.audience, review, ..Build::default() };
    let house = arguments.reference.as_deref().map(document).transpose()?;
    if let Some((_, bytes)) = &house {
        context.note_all(&word::left_out(bytes)?);
    }
    request.reference = house.map(|(_, bytes)| bytes);
    // Faults of the book come first: typst is looked for only when there is something to print.
    if only.is_none_or(Only::needs_typst) && outcome.gate().is_ok() {
        request.typst = Some(environment::typst_of(arguments.typst.as_deref(), &root)?);
    }
    let public = root.join("site");
    let folder = arguments.out.unwrap_or_else(|| public.clone());
    if request.audience != Audience::Public && is_same(&folder, &public) {
        let failure = Failure::new(Message::new("build.audience-out").with("audience", request.audience.word()));
        return Err(failure.hint(Message::new("build.audience-out-hint")));
    }
    if is_inside(&root, &folder) {
        let failure = Failure::new(Message::new("build.out-inside").with("path", folder.display().to_string()));
        return Err(failure.hint(Message::new("build.out-inside-hint")));
    }
    let published = publish_book(&mut outcome, &book, request, &folder);
    if !matches!(published, Err(Stop::Failed(_))) {
        context.terminal.errors(&outcome);
    }
    let published = match published {
        Ok(published) => published,
        Err(Stop::Failed(failure)) => {
            context.terminal.typst(&outcome);
            return Err(failure);
        }
        Err(Stop::Rejected) => {
            let message = Message::new("build.rejected").with("errors", outcome.faults.errors());
            let line = context.terminal.phrase(&message);
            context.terminal.note(&line);
            return Ok(Status::Rejected);
        }
    };
    if only.is_some() && published.removed.iter().any(|path| Work::of(path).is_some()) {
        let line = context.terminal.phrase(&Message::new("build.prints-left-out"));
        context.terminal.note(&line);
    }
    context.note_all(&published.notes);
    if !published.repaired.is_empty() {
        let files =
            published.repaired.iter().take(NAMED).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
        let more = if published.repaired.len() > NAMED { ", …" } else { "" };
        let message = Message::new("build.repaired").with("count", published.repaired.len());
        context.note_all(&[message.with("files", files + more)]);
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

/// Whether two folders are one, be they there or not.
fn is_same(one: &Path, other: &Path) -> bool {
    matches!((real_path(one), real_path(other)), (Ok(one), Ok(other)) if one == other || same_folder(&one, &other))
}

/// Whether a folder lies in a part of the book: a site published there would be read as pages or data. Links, `..` and
/// other spellings of a name are seen through; what does not exist yet belongs to the nearest folder that does.
fn is_inside(root: &Path, folder: &Path) -> bool {
    let (Ok(folder), Ok(root)) = (real_path(folder), real_path(root)) else { return false };
    let parts = ["content", "data", "src", "templates", "tests"].map(|part| root.join(part));
    parts.iter().any(|part| folder.ancestors().any(|above| same_folder(above, part)))
}
