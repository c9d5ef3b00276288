//! A finding in findings.yaml excuses a disagreement that is gone or whose numbers have changed.
//!
//! A finding tells readers what is wrong with the printed plan. When the data are corrected or updated it would
//! tell them something untrue, or hide a new error behind an old excuse.
//!
//! Bad:
//!
//! ```yaml
//! check: {rule: formula-differs, subject: mines.green.rate, stated: "2.4", computed: "2.30"}   # the formula now gives 2.27
//! ```
//!
//! Good:
//!
//! ```yaml
//! check: {rule: formula-differs, subject: mines.green.rate, stated: "2.4", computed: "2.27"}
//! ```
//!
//! Limits: `stated` and `computed` are decimals in the subject's unit, or with `%` or a unit behind them, rounded
//! to the digits you write. Findings can excuse formula-differs, claim-false, relation-false, total-differs,
//! shares-differ, quantity-twice and number-differs; anything else is `check: editorial`.
//!
//! ---
//!
//! findings.yaml 中的某条说明所对应的矛盾已经不存在，或者数已经变了。
//!
//! 这些说明告诉读者原印本错在哪里。数据改正或更新之后，它要么说的不再是事实，要么用旧的理由掩盖了新的错误。
//!
//! 不好：
//!
//! ```yaml
//! check: {rule: formula-differs, subject: mines.green.rate, stated: "2.4", computed: "2.30"}   # the formula now gives 2.27
//! ```
//!
//! 好：
//!
//! ```yaml
//! check: {rule: formula-differs, subject: mines.green.rate, stated: "2.4", computed: "2.27"}
//! ```
//!
//! 限度：`stated` 和 `computed` 写成该项单位下的小数，或带 `%` 或单位，按所写位数修约。可以说明的规则有 formula-differs、claim-false、relation-false、total-differs、shares-differ、quantity-twice 和 number-differs，其余写 `check: editorial`。

use crate::check::Context;
use crate::check::disagreement::{Change, EXCUSABLE};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned, nearest};
use crate::model::{Check, Finding};

const RULE: &str = "finding-stale";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for finding in &context.report.project.findings {
        let Check::Rule { rule, subject, .. } = &finding.check else { continue };
        if !EXCUSABLE.contains(&rule.as_str()) {
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
    let mut fault = Diagnostic::error(RULE, rule.span, message);
    if let Some(near) = nearest(rule, EXCUSABLE) {
        fault = fault.hint(Message::new("did-you-mean").with("name", near));
    }
    fault.hint(Message::new("finding-stale.hint-rule").with("rules", EXCUSABLE.join(", ")))
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
        || subject.contains(['@', '/', '.'])
            && context.report.observations.keys().any(|key| key.to_string() == subject.value);
    let id = if known || rule.value == "number-differs" { "finding-stale" } else { "finding-stale.unknown" };
    let message = Message::new(id)
        .with("finding", finding.id.as_str())
        .with("rule", rule.as_str())
        .with("subject", subject.as_str());
    let mut fault = Diagnostic::error(RULE, subject.span, message);
    if !known && let Some(near) = nearest(subject, names.iter().copied()) {
        fault = fault.hint(Message::new("did-you-mean").with("name", near));
    }
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
