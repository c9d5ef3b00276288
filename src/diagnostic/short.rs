//! One line a fault, for editors: `path:line:column: error[rule]: message`.

use super::{Diagnostic, Phrases, Severity, SourceMap, visible};

/// Prints one diagnostic on one line.
pub fn print(diagnostic: &Diagnostic, sources: &SourceMap, phrases: &dyn Phrases) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let message = phrases.phrase(&diagnostic.message);
    let line = match diagnostic.place {
        None => format!("{severity}[{}]: {message}", diagnostic.rule),
        Some(place) => {
            let position = sources.start(place);
            let path = &sources.source(place.source).path;
            format!("{path}:{}:{}: {severity}[{}]: {message}", position.line, position.column, diagnostic.rule)
        }
    };
    visible(&line).into_owned()
}
