//! `audit`: what does not agree in documents that need not belong to any book.

use super::arguments::{AuditArguments, AuditFormat};
use super::{Context, Status};
use crate::diagnostic::{Failure, Message, SourceMap, visible_json};
use crate::{Audit, Certainty, Told, audit_document, document, output, plain_file, settled};

pub(super) fn run(arguments: &AuditArguments, context: &mut Context) -> Result<Status, Failure> {
    if arguments.format == AuditFormat::Html && arguments.files.len() > 1 {
        return Err(Failure::new(Message::new("audit.one-report")));
    }
    let mut sources = SourceMap::default();
    let audited = arguments.files.iter().map(|file| audit_document(file, &mut sources));
    let mut audited: Vec<Audit> = audited.collect::<Result<_, Failure>>()?;
    for list in &arguments.ignore {
        let (name, bytes) = document(list)?;
        let settled = settled(&name, &bytes)?;
        audited.iter_mut().for_each(|one| one.settle(&settled));
    }
    let text = text(arguments, &audited, &sources, context);
    match &arguments.out {
        Some(path) => {
            plain_file(path, &text)?;
            let line = context.terminal.phrase(&Message::new("audit.written").with("path", path.display().to_string()));
            context.terminal.note(&line);
        }
        None => context.terminal.result(&text),
    }
    let sound = audited.iter().all(|one| one.count(Certainty::Sure) == 0);
    Ok(if sound { Status::Fine } else { Status::Rejected })
}

fn text(arguments: &AuditArguments, audited: &[Audit], sources: &SourceMap, context: &Context) -> String {
    let catalogue = &context.terminal.catalogue;
    let told: Vec<Told<'_>> =
        audited.iter().map(|one| Told { audit: one, sources, catalogue, all: arguments.all }).collect();
    match arguments.format {
        AuditFormat::Human => told.iter().map(|one| output::print_human(*one)).collect::<Vec<String>>().join("\n"),
        AuditFormat::Json => visible_json(&output::print_json(&told)).into_owned(),
        AuditFormat::Sarif => visible_json(&output::print_sarif(&told)).into_owned(),
        AuditFormat::Csv => output::print_list(&told),
        AuditFormat::Html => told.iter().map(|one| output::print_report(*one)).collect(),
    }
}
