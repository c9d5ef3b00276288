//! The form for code scanning: SARIF 2.1.0 (OASIS Standard, 27 March 2020), one run.
//!
//! Columns count Unicode code points (`columnKind`), as everywhere in this tool; a region's end is exclusive there too.
//! The rules' texts are handed in: this room knows no rule.

use super::{Diagnostic, Diagnostics, Phrases, Severity, SourceMap, Span};
use serde_json::{Value, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What is said of a rule.
#[derive(Debug, Clone)]
pub struct RuleText {
    /// Its name.
    pub name: &'static str,
    /// Its own weight.
    pub severity: Severity,
    /// Its docs in the reader's language, as Markdown; the first paragraph is the summary.
    pub docs: String,
}

/// Prints all diagnostics as one SARIF log. `language` is the tag of the texts, `rules` are all rules by name.
pub fn print(
    diagnostics: &Diagnostics,
    sources: &SourceMap,
    phrases: &dyn Phrases,
    language: &str,
    rules: &[RuleText],
) -> String {
    let results: Vec<Value> =
        diagnostics.iter().map(|diagnostic| result(diagnostic, sources, phrases, rules)).collect();
    let whole = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "tallybook",
                "version": env!("CARGO_PKG_VERSION"),
                "language": language,
                "rules": rules.iter().map(descriptor).collect::<Vec<Value>>(),
            }},
            "language": language,
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{whole:#}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn descriptor(rule: &RuleText) -> Value {
    let summary: Vec<&str> = rule.docs.lines().take_while(|line| !line.trim().is_empty()).collect();
    json!({
        "id": rule.name,
        "shortDescription": {"text": summary.join(" ")},
        "fullDescription": {"text": rule.docs},
        "help": {"text": rule.docs, "markdown": rule.docs},
        "defaultConfiguration": {"level": level(rule.severity)},
    })
}

fn result(diagnostic: &Diagnostic, sources: &SourceMap, phrases: &dyn Phrases, rules: &[RuleText]) -> Value {
    let mut text = phrases.phrase(&diagnostic.message);
    for hint in &diagnostic.hints {
        text.push('\n');
        text.push_str(&phrases.phrase(hint));
    }
    let mut value = json!({
        "ruleId": diagnostic.rule.name,
        "level": level(diagnostic.severity),
        "message": {"text": text},
    });
    if let Some(index) = rules.iter().position(|rule| rule.name == diagnostic.rule.name) {
        value["ruleIndex"] = json!(index);
    }
    value["locations"] =
        json!(diagnostic.place.map(|place| location(place, sources)).into_iter().collect::<Vec<Value>>());
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().zip(1u32..).map(|((span, note), id)| {
            let mut place = location(*span, sources);
            place["id"] = json!(id);
            place["message"] = json!({"text": phrases.phrase(note)});
            place
        });
        value["relatedLocations"] = json!(related.collect::<Vec<Value>>());
    }
    value
}

fn location(span: Span, sources: &SourceMap) -> Value {
    let (start, end) = (sources.start(span), sources.end(span));
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&sources.source(span.source).path)},
        "region": {
            "startLine": start.line, "startColumn": start.column,
            "endLine": end.line, "endColumn": end.column,
        },
    }})
}

/// A path as a relative URI: what is not an unreserved character is percent-encoded (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Message, rule};

    struct Ids;

    impl Phrases for Ids {
        fn phrase(&self, message: &Message) -> String {
            message.id.to_owned()
        }
    }

    #[test]
    fn a_fault_has_its_rule_its_region_and_its_other_places() {
        let mut sources = SourceMap::default();
        let page = sources.add("content/zh/草.md", "草地\n全县6%\n");
        let data = sources.add("data/land.yaml", "value: 5\n");
        let mut faults = Diagnostics::new();
        let fault = Diagnostic::warning(rule::NUMBER_DIFFERS, Span::new(page, 13..15), Message::new("says"));
        faults.report(fault.hint(Message::new("do")).related(Span::new(data, 7..8), Message::new("the-value")));
        faults.report(Diagnostic::placeless(rule::FILE_MISSING, Message::new("gone")));
        let rule = |name| RuleText { name, severity: Severity::Error, docs: "One\nline.\n\nMore.".to_owned() };
        let text = print(&faults, &sources, &Ids, "zh", &[rule("file-missing"), rule("number-differs")]);
        let log: Value = serde_json::from_str(&text).unwrap();
        let run = &log["runs"][0];
        assert_eq!((&log["version"], &run["columnKind"]), (&json!("2.1.0"), &json!("unicodeCodePoints")));
        assert_eq!(run["tool"]["driver"]["rules"][1]["shortDescription"]["text"], "One line.");
        assert_eq!(run["results"][0]["locations"], json!([]));
        let found = &run["results"][1];
        assert_eq!((&found["ruleIndex"], &found["level"]), (&json!(1), &json!("warning")));
        assert_eq!(found["message"]["text"], "says\ndo");
        let place = &found["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/zh/%E8%8D%89.md");
        assert_eq!(place["region"], json!({"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5}));
        assert_eq!(found["relatedLocations"][0]["message"]["text"], "the-value");
    }
}
