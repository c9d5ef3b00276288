//! The form for programs: one object a run, format 1.
//!
//! Line and column count from 1, columns in characters; paths are relative to the book's root, with `/`.

use super::{Diagnostic, Diagnostics, Phrases, Severity, SourceMap, Span};
use serde_json::{Value, json};

/// Prints all diagnostics as one JSON object.
pub fn print(diagnostics: &Diagnostics, sources: &SourceMap, phrases: &dyn Phrases) -> String {
    let list: Vec<Value> = diagnostics.iter().map(|diagnostic| entry(diagnostic, sources, phrases)).collect();
    let whole = json!({
        "format": 1,
        "errors": diagnostics.errors(),
        "warnings": diagnostics.warnings(),
        "diagnostics": list,
    });
    format!("{whole:#}\n")
}

fn entry(diagnostic: &Diagnostic, sources: &SourceMap, phrases: &dyn Phrases) -> Value {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let hints: Vec<String> = diagnostic.hints.iter().map(|hint| phrases.phrase(hint)).collect();
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|(span, note)| {
            let (file, start, _) = place(*span, sources);
            json!({"file": file, "line": start.line, "column": start.column, "message": phrases.phrase(note)})
        })
        .collect();
    let mut value = json!({
        "rule": diagnostic.rule.name,
        "severity": severity,
        "preview": diagnostic.rule.preview,
        "message": phrases.phrase(&diagnostic.message),
        "file": null, "line": null, "column": null, "end_line": null, "end_column": null,
        "hints": hints,
        "related": related,
    });
    if let Some(span) = diagnostic.place {
        let (file, start, end) = place(span, sources);
        value["file"] = json!(file);
        value["line"] = json!(start.line);
        value["column"] = json!(start.column);
        value["end_line"] = json!(end.line);
        value["end_column"] = json!(end.column);
    }
    value
}

fn place(span: Span, sources: &SourceMap) -> (&str, super::Position, super::Position) {
    (&sources.source(span.source).path, sources.start(span), sources.end(span))
}
