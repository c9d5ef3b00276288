//! `audit`: what does not agree in documents that need not belong to any book.

use super::arguments::{AuditArguments, AuditFormat};
use super::{Context, Status, environment};
use crate::diagnostic::{Failure, Message, SourceMap, visible_json};
use crate::{Audit, Certainty, Told, Typst, audit_document, audit_paper, document, output, plain_file, settled};
use std::path::Path;

pub(super) fn run(arguments: &AuditArguments, context: &mut Context) -> Result<Status, Failure> {
    let of_one = matches!(arguments.format, AuditFormat::Html | AuditFormat::Pdf | AuditFormat::Docx);
    if of_one && arguments.files.len() > 1 {
        return Err(Failure::new(Message::new("audit.one-report")));
    }
    let for_file = matches!(arguments.format, AuditFormat::Pdf | AuditFormat::Docx | AuditFormat::Xlsx);
    if for_file && arguments.out.is_none() {
        return Err(Failure::new(Message::new("audit.needs-out")));
    }
    let mut sources = SourceMap::default();
    let audited = arguments.files.iter().map(|file| audit_document(file, &mut sources));
    let mut audited: Vec<Audit> = audited.collect::<Result<_, Failure>>()?;
    for list in &arguments.ignore {
        let (name, bytes) = document(list)?;
        let settled = settled(&name, &bytes)?;
        audited.iter_mut().for_each(|one| one.settle(&settled));
    }
    let made = made(arguments, &audited, &sources, context)?;
    match &arguments.out {
        Some(path) => {
            plain_file(path, &made)?;
            let line = context.terminal.phrase(&Message::new("audit.written").with("path", path.display().to_string()));
            context.terminal.note(&line);
        }
        None => context.terminal.result(&String::from_utf8_lossy(&made)),
    }
    let sound = audited.iter().all(|one| one.count(Certainty::Sure) == 0);
    Ok(if sound { Status::Fine } else { Status::Rejected })
}

fn made(
    arguments: &AuditArguments,
    audited: &[Audit],
    sources: &SourceMap,
    context: &Context,
) -> Result<Vec<u8>, Failure> {
    let catalogue = &context.terminal.catalogue;
    let told: Vec<Told<'_>> =
        audited.iter().map(|one| Told { audit: one, sources, catalogue, all: arguments.all }).collect();
    // The forms of one document; `run` has refused others.
    let first = told.first().copied().zip(arguments.files.first());
    let one = || first.ok_or_else(|| Failure::new(Message::new("audit.one-report")));
    let text = match arguments.format {
        AuditFormat::Human => told.iter().map(|one| output::print_human(*one)).collect::<Vec<String>>().join("\n"),
        AuditFormat::Json => visible_json(&output::print_json(&told)).into_owned(),
        AuditFormat::Sarif => visible_json(&output::print_sarif(&told)).into_owned(),
        AuditFormat::Csv => output::print_list(&told),
        AuditFormat::Html => told.iter().map(|one| output::print_report(*one)).collect(),
        AuditFormat::Xlsx => return output::print_workbook(&told),
        AuditFormat::Docx => {
            let (told, path) = one()?;
            return output::print_remarks(told, &document(path)?.1);
        }
        AuditFormat::Pdf => return audit_paper(one()?.0, &typst(arguments)?),
    };
    Ok(text.into_bytes())
}

/// Typst, which works in a folder of its own beside the file that is to be written.
fn typst(arguments: &AuditArguments) -> Result<Typst, Failure> {
    let folder = arguments.out.as_deref().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    environment::typst(arguments.typst.as_deref(), &folder.join(format!(".tallybook-{}", std::process::id())))
}
