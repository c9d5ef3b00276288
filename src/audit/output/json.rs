//! For programs: one object, format 1, for all documents of a run.
//!
//! Line and column count from 1, columns in characters. `errors` are the sure findings, `warnings` the others.

use super::Told;
use crate::audit::document::Page;
use crate::audit::{Certainty, Finding};
use serde_json::{Value, json};

/// The audits of documents as one JSON object.
pub fn print(all: &[Told<'_>]) -> String {
    let diagnostics: Vec<Value> =
        all.iter().flat_map(|told| told.findings().map(|finding| entry(*told, finding))).collect();
    let sure = |told: &Told<'_>| told.audit.count(Certainty::Sure);
    let errors: usize = all.iter().map(sure).sum();
    let whole = json!({
        "format": 1,
        "errors": errors,
        "warnings": diagnostics.len() - errors,
        "documents": all.iter().map(|told| document(*told)).collect::<Vec<Value>>(),
        "diagnostics": diagnostics,
    });
    format!("{whole:#}\n")
}

fn document(told: Told<'_>) -> Value {
    let audit = told.audit;
    let unread: Vec<String> = audit.document.unread.iter().map(|(kind, count)| told.say(&kind.told(*count))).collect();
    let relations = audit.relations.iter().filter(|(_, count)| *count > 0);
    let relations: serde_json::Map<String, Value> =
        relations.map(|(name, count)| ((*name).to_owned(), json!(count))).collect();
    json!({
        "file": told.path(),
        "numbers": audit.numbers,
        "compared": audit.compared,
        "relations": relations,
        "unread": unread,
        "sure": audit.count(Certainty::Sure),
        "likely": audit.count(Certainty::Likely),
        "look": audit.count(Certainty::Look),
        "settled": audit.settled,
    })
}

/// The page where the file tells: its number, and whether it stands there or there at the earliest.
fn page(told: Told<'_>, finding: &Finding) -> Value {
    match told.audit.document.page(finding.spot.line, finding.spot.range.clone()) {
        Some(Page::About(page)) => json!({"number": page, "is": "about"}),
        Some(Page::From(page)) => json!({"number": page, "is": "from"}),
        None => Value::Null,
    }
}

fn entry(told: Told<'_>, finding: &Finding) -> Value {
    let spot = &finding.spot;
    let span = told.audit.document.span(spot.line, spot.range.clone());
    let (start, end) = (told.sources.start(span), told.sources.end(span));
    let related: Vec<Value> = finding
        .others
        .iter()
        .map(|other| {
            let start = told.sources.start(told.audit.document.span(other.line, other.range.clone()));
            json!({"file": told.path(), "line": start.line, "column": start.column, "message": told.quote(other)})
        })
        .collect();
    let hints: Vec<String> = finding.explanation.iter().map(|explanation| told.say(explanation)).collect();
    let severity = if finding.certainty == Certainty::Sure { "error" } else { "warning" };
    json!({
        "id": finding.id(&told.audit.document),
        "rule": finding.relation,
        "severity": severity,
        "certainty": finding.certainty.word(),
        "message": told.say(&finding.message),
        "file": told.path(),
        "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column,
        "place": told.say(&crate::audit::place::place(&told.audit.document, spot.line)),
        "page": page(told, finding),
        "quote": told.quote(spot),
        "hints": hints,
        "related": related,
    })
}
