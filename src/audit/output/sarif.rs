//! For code scanning: the findings as SARIF, by the printer of the book's own faults.

use super::Told;
use crate::audit::Certainty;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, RuleText, Severity, print_sarif};

/// The audits of documents as one SARIF log.
pub fn print(all: &[Told<'_>]) -> String {
    let Some(first) = all.first() else { return String::new() };
    let mut faults = Diagnostics::new();
    for told in all {
        for finding in told.findings() {
            let sure = finding.certainty == Certainty::Sure;
            let severity = if sure { Severity::Error } else { Severity::Warning };
            let document = &told.audit.document;
            let span = document.span(finding.spot.line, finding.spot.range.clone());
            let rule = RuleId::of_audit(finding.relation, severity);
            let mut fault = Diagnostic { severity, ..Diagnostic::error(rule, span, finding.message.clone()) };
            fault.hints.extend(finding.explanation.clone());
            for other in &finding.others {
                let note = Message::new("audit.quoted").with("quote", told.quote(other));
                fault = fault.related(document.span(other.line, other.range.clone()), note);
            }
            faults.report(fault);
        }
    }
    let docs = |name: &str| first.catalogue.label(&format!("audit.relation.{name}")).to_owned();
    let rules =
        first.audit.relations.iter().map(|(name, _)| RuleText { name, severity: Severity::Warning, docs: docs(name) });
    let rules: Vec<RuleText> = rules.collect();
    print_sarif(&faults, first.sources, first.catalogue, first.catalogue.language().tag(), &rules)
}
