//! `export`: the book's numbers as a workbook beside the book.

use super::arguments::{ExportArguments, Exported};
use super::{Context, Status};
use crate::diagnostic::{Failure, Message};
use crate::{Stop, check_book, plain_file, release_tables};

pub(super) fn run(arguments: &ExportArguments, context: &mut Context) -> Result<Status, Failure> {
    match arguments.what {
        Exported::Tables => tables(arguments, context),
    }
}

/// The release tables, in a language of the book.
fn tables(arguments: &ExportArguments, context: &mut Context) -> Result<Status, Failure> {
    let outcome = check_book(&context.book()?)?;
    let languages = outcome.report.as_ref().map(|report| report.project.plan.languages);
    let language = arguments.language.or_else(|| languages.map(|languages| languages.source()));
    let (ending, format) = arguments.format;
    let Some(language) = language.filter(|_| outcome.faults.errors() == 0) else {
        return rejected(&outcome, context);
    };
    if languages.is_some_and(|languages| languages.iter().all(|known| known != language)) {
        let message = Message::new("export.no-language").with("language", language.tag());
        return Err(Failure::new(message));
    }
    match release_tables(&outcome, language, arguments.audience, format) {
        Ok(bytes) => {
            let path = arguments.out.clone().unwrap_or_else(|| format!("tables.{language}.{ending}").into());
            plain_file(&path, &bytes)?;
            let done = Message::new("audit.written").with("path", path.display().to_string());
            let line = context.terminal.phrase(&done);
            context.terminal.result(&format!("{line}\n"));
            Ok(Status::Fine)
        }
        Err(Stop::Failed(failure)) => Err(failure),
        Err(Stop::Rejected) => rejected(&outcome, context),
    }
}

/// A book with errors gives no tables.
fn rejected(outcome: &crate::Outcome, context: &mut Context) -> Result<Status, Failure> {
    context.terminal.errors(outcome);
    let line = context.terminal.phrase(&Message::new("export.rejected").with("errors", outcome.faults.errors()));
    context.terminal.note(&line);
    Ok(Status::Rejected)
}
