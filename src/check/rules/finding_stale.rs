//! A finding in findings.yaml excuses a disagreement that is gone or whose numbers have changed.

use crate::check::Context;
use crate::check::disagreement::Change;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Spanned, rule};
use crate::model::{Check, Finding, Key};

const RULE: RuleId = rule::FINDING_STALE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for finding in &context.report.project.findings {
        let Check::Rule { rule, subject, .. } = &finding.check else { continue };
        if !rule::find(rule).is_some_and(|rule| rule.excusable) {
            faults.report(not_excusable(finding, rule));
            continue;
        }
        let judgements = context.judgements(finding);
        if judgements.iter().any(Vec::is_empty) {
            continue;
        }
        // With several disagreements on one subject, the one that is nearest to the finding is meant.
        match judgements.into_iter().min_by_key(Vec::len) {
            None => faults.report(matches_nothing(context, finding, rule, subject)),
            Some(changes) => changes.iter().for_each(|change| faults.report(changed(finding, rule, change))),
        }
    }
}

fn not_excusable(finding: &Finding, rule: &Spanned<String>) -> Diagnostic {
    let message = Message::new("finding-stale.rule").with("finding", finding.id.as_str()).with("rule", rule.as_str());
    let excusable: Vec<&str> = rule::ALL.iter().filter(|rule| rule.excusable).map(|rule| rule.name).collect();
    let hint = Message::new("finding-stale.hint-rule").with("rules", excusable.join(", "));
    Diagnostic::error(RULE, rule.span, message).near(rule, excusable).hint(hint)
}

/// The disagreement is gone, or it never was there.
fn matches_nothing(
    context: &Context<'_>,
    finding: &Finding,
    rule: &Spanned<String>,
    subject: &Spanned<String>,
) -> Diagnostic {
    let project = &context.report.project;
    let facts = project.facts.iter().map(|fact| fact.id.value.as_str());
    let names: Vec<&str> = facts.chain(project.claims.iter().map(|claim| claim.id.value.as_str())).collect();
    let known = names.contains(&subject.as_str())
        || subject.contains(['@', '/', '.']) && Key::find(&context.report.observations, subject).is_some();
    let id = if known || rule.value == rule::NUMBER_DIFFERS.name { "finding-stale" } else { "finding-stale.unknown" };
    let message = Message::new(id)
        .with("finding", finding.id.as_str())
        .with("rule", rule.as_str())
        .with("subject", subject.as_str());
    let fault = Diagnostic::error(RULE, subject.span, message);
    let fault = if known { fault } else { fault.near(subject, names) };
    fault.hint(Message::new("finding-stale.hint"))
}

/// One of the two numbers is no longer what the finding says.
fn changed(finding: &Finding, rule: &Spanned<String>, change: &Change<'_>) -> Diagnostic {
    let (key, place) =
        (if change.stated { "stated" } else { "computed" }, change.was.map_or(rule.span, |was| was.span));
    let message = match (change.was, &change.now) {
        (Some(was), Some(_)) => Message::new("finding-stale.changed").with("was", was.as_str()),
        (Some(was), None) => Message::new("finding-stale.no-number").with("was", was.as_str()),
        (None, _) => Message::new("finding-stale.without"),
    };
    let message = message.with("finding", finding.id.as_str()).with("key", key);
    match &change.now {
        Some(now) => {
            let hint = Message::new("finding-stale.hint-changed").with("line", format!("{key}: \"{now}\""));
            Diagnostic::error(RULE, place, message.with("now", now.as_str())).hint(hint)
        }
        None => Diagnostic::error(RULE, place, message).hint(Message::new("finding-stale.hint-no-number")),
    }
}
