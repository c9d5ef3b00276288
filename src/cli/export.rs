//! `export`: the book's numbers as a workbook beside the book.

use super::arguments::{ExportArguments, Exported};
use super::{Context, Status};
use crate::diagnostic::{Failure, Message};
use crate::model::Language;
use crate::{FillIn, Outcome, Stop, check_book, fill_in_workbook, plain_file, release_tables};
use std::path::{Path, PathBuf};

pub(super) fn run(arguments: &ExportArguments, context: &mut Context) -> Result<Status, Failure> {
    let outcome = check_book(&context.book()?)?;
    let Some(language) = language(arguments, &outcome)?.filter(|_| outcome.faults.errors() == 0) else {
        return rejected(&outcome, context);
    };
    let made = match arguments.what {
        Exported::Tables => tables(arguments, &outcome, language),
        Exported::Xlsx => workbook(arguments, &outcome, language),
    };
    match made {
        Ok((path, bytes)) => {
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

type Made = Result<(PathBuf, Vec<u8>), Stop>;

/// The release tables.
fn tables(arguments: &ExportArguments, outcome: &Outcome, language: Language) -> Made {
    let (ending, format) = arguments.format;
    let bytes = release_tables(outcome, language, arguments.audience, format)?;
    Ok((arguments.out.clone().unwrap_or_else(|| format!("tables.{language}.{ending}").into()), bytes))
}

/// The workbook that offices fill in.
fn workbook(arguments: &ExportArguments, outcome: &Outcome, language: Language) -> Made {
    let whom = arguments.whom.as_deref();
    let request = FillIn { language, whom, due: arguments.due, audience: arguments.audience };
    let bytes = fill_in_workbook(outcome, &request)?;
    let name = whom.map_or_else(String::new, |whom| format!("{}.", plain(whom)));
    let path = arguments.out.clone().unwrap_or_else(|| format!("fill-in.{name}{language}.xlsx").into());
    new_file(&path)?;
    Ok((path, bytes))
}

/// A name as a part of a file's name.
fn plain(name: &str) -> String {
    name.chars().map(|sign| if sign.is_alphanumeric() || "_-".contains(sign) { sign } else { '-' }).collect()
}

/// A workbook that somebody has filled in is not written over.
fn new_file(path: &Path) -> Result<(), Failure> {
    match path.try_exists() {
        Ok(false) => Ok(()),
        _ => {
            let message = Message::new("export.exists").with("file", path.display().to_string());
            Err(Failure::new(message).hint(Message::new("export.exists-hint")))
        }
    }
}

/// The language that was asked for, else the book's first; `None` of a book that is too broken to tell.
fn language(arguments: &ExportArguments, outcome: &Outcome) -> Result<Option<Language>, Failure> {
    let Some(languages) = outcome.report.as_ref().map(|report| report.project.plan.languages) else { return Ok(None) };
    let language = arguments.language.unwrap_or_else(|| languages.source());
    match languages.iter().any(|known| known == language) {
        true => Ok(Some(language)),
        false => Err(Failure::new(Message::new("export.no-language").with("language", language.tag()))),
    }
}

/// A book with errors is not given out.
fn rejected(outcome: &Outcome, context: &mut Context) -> Result<Status, Failure> {
    context.terminal.errors(outcome);
    let line = context.terminal.phrase(&Message::new("export.rejected").with("errors", outcome.faults.errors()));
    context.terminal.note(&line);
    Ok(Status::Rejected)
}
