//! `edition`: records what is issued, lists the records, says what has changed since one.

use super::arguments::{ChangesFormat, EditionAction, EditionArguments};
use super::{Context, Status};
use crate::diagnostic::{Failure, Message, visible_json};
use crate::edition::{self, Edition};
use crate::{Stop, check_book, cut_edition, edition_changes, editions};

pub(super) fn run(arguments: &EditionArguments, context: &mut Context) -> Result<Status, Failure> {
    let name = || arguments.name.as_deref().ok_or_else(|| Failure::new(Message::new("edition.name-missing")));
    match arguments.action {
        EditionAction::Cut => cut(name()?, context),
        EditionAction::Diff => diff(name()?, arguments.format, context),
        EditionAction::List => match &arguments.name {
            None => list(context),
            Some(name) => Err(Failure::new(Message::new("edition.name-surplus").with("name", name.as_str()))),
        },
    }
}

fn cut(name: &str, context: &mut Context) -> Result<Status, Failure> {
    let (files, book) = context.book_to_write()?;
    let outcome = check_book(&files)?;
    match cut_edition(&outcome, &files, name, &book) {
        Ok(edition) => {
            let message = Message::new("edition.cut")
                .with("path", edition::path(name).unwrap_or_default())
                .with("facts", edition.facts.len())
                .with("blocks", edition.blocks.len());
            let line = context.terminal.phrase(&message);
            context.terminal.result(&format!("{line}\n"));
            Ok(Status::Fine)
        }
        Err(Stop::Failed(failure)) => Err(failure),
        Err(Stop::Rejected) => {
            context.terminal.errors(&outcome);
            let line =
                context.terminal.phrase(&Message::new("edition.rejected").with("errors", outcome.faults.errors()));
            context.terminal.note(&line);
            Ok(Status::Rejected)
        }
    }
}

fn diff(name: &str, format: ChangesFormat, context: &mut Context) -> Result<Status, Failure> {
    let book = context.book()?;
    let outcome = check_book(&book)?;
    let changes = match edition_changes(&outcome, &book, name) {
        Ok(changes) => changes,
        Err(Stop::Failed(failure)) => return Err(failure),
        Err(Stop::Rejected) => {
            context.terminal.errors(&outcome);
            let message = Message::new("edition.not-compared").with("errors", outcome.faults.errors());
            let line = context.terminal.phrase(&message);
            context.terminal.note(&line);
            return Ok(Status::Rejected);
        }
    };
    let Some(report) = &outcome.report else { return Ok(Status::Rejected) };
    let (units, catalogue) = (&report.project.units, &context.terminal.catalogue);
    let text = match format {
        ChangesFormat::Human => edition::human(&changes, units, catalogue),
        ChangesFormat::Markdown => edition::markdown(&changes, units, catalogue),
        ChangesFormat::Json => visible_json(&changes.to_json()).into_owned(),
    };
    context.terminal.result(&text);
    if outcome.faults.errors() > 0 {
        let line = Message::new("edition.with-errors").with("errors", outcome.faults.errors());
        let line = context.terminal.phrase(&line);
        context.terminal.note(&line);
    }
    Ok(Status::Fine)
}

fn list(context: &mut Context) -> Result<Status, Failure> {
    let editions = editions(&context.book()?)?;
    if editions.is_empty() {
        let line = context.terminal.phrase(&Message::new("edition.none"));
        context.terminal.note(&line);
    }
    let mut damaged = None;
    for (name, edition) in editions {
        match edition {
            Ok(edition) => {
                let line = context.terminal.phrase(&listed(&name, &edition, context));
                context.terminal.result(&format!("{line}\n"));
            }
            // The others are shown all the same; the last one ends the command.
            Err(failure) => {
                damaged.replace(failure).into_iter().for_each(|earlier| context.terminal.fail(&earlier));
            }
        }
    }
    damaged.map_or(Ok(Status::Fine), Err)
}

/// An edition in one line, by the name of its file.
fn listed(name: &str, edition: &Edition, context: &Context) -> Message {
    Message::new("edition.listed")
        .with("name", name)
        .with("date", edition.date.as_str())
        .with("label", edition.label.get(context.terminal.catalogue.language()))
        .with("facts", edition.facts.len())
        .with("blocks", edition.blocks.len())
}
