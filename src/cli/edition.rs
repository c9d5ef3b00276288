//! `edition`: records what is issued, lists the records, says what has changed since one.

use super::arguments::{ChangesFormat, EditionAction, EditionArguments};
use super::{Context, Status};
use crate::diagnostic::{Failure, Message};
use crate::edition::{self, Edition};
use crate::{Stop, check_book, cut_edition, edition_changes, editions};

pub(super) fn run(arguments: &EditionArguments, context: &mut Context) -> Result<Status, Failure> {
    let name = || arguments.name.as_deref().ok_or_else(|| Failure::new(Message::new("edition.name-missing")));
    match arguments.action {
        EditionAction::Cut => cut(name()?, context),
        EditionAction::Diff => diff(name()?, arguments.format, context),
        EditionAction::List => list(context),
    }
}

fn cut(name: &str, context: &mut Context) -> Result<Status, Failure> {
    let root = context.root()?;
    let book = context.book()?;
    let outcome = check_book(&book)?;
    match cut_edition(&outcome, &book, name, &root) {
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
    let Some(report) = &outcome.report else {
        context.terminal.errors(&outcome);
        return Ok(Status::Rejected);
    };
    let changes = edition_changes(report, &book, name)?;
    let (units, catalogue) = (&report.project.units, &context.terminal.catalogue);
    let text = match format {
        ChangesFormat::Human => edition::human(&changes, units, catalogue),
        ChangesFormat::Markdown => edition::markdown(&changes, units, catalogue),
        ChangesFormat::Json => changes.to_json(),
    };
    context.terminal.result(&text);
    Ok(Status::Fine)
}

fn list(context: &mut Context) -> Result<Status, Failure> {
    let editions = editions(&context.book()?)?;
    if editions.is_empty() {
        let line = context.terminal.phrase(&Message::new("edition.none"));
        context.terminal.note(&line);
    }
    for edition in editions {
        let Edition { edition: name, date, label, facts, blocks, .. } = &edition;
        let message = Message::new("edition.listed")
            .with("name", name.as_str())
            .with("date", date.as_str())
            .with("label", label.get(context.terminal.catalogue.language()))
            .with("facts", facts.len())
            .with("blocks", blocks.len());
        let line = context.terminal.phrase(&message);
        context.terminal.result(&format!("{line}\n"));
    }
    Ok(Status::Fine)
}
