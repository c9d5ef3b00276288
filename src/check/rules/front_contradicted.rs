//! The front page leads with a number, a claim or a picture that an open contradiction speaks of.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Inline, LANGUAGES};

const RULE: RuleId = rule::FRONT_CONTRADICTED;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let report = context.report;
    let front = &report.project.plan.front;
    if front.lead.is_empty() && front.figure.is_none() {
        return;
    }
    let contradicted = report.contradicted();
    let lines = front.lead.iter().flat_map(|text| LANGUAGES.map(|language| &text.get(language).inlines));
    let mut ties = Vec::new();
    for inlines in lines {
        Inline::walk(inlines, &mut |inline| {
            if let Inline::Tie(id, _) = inline
                && !ties.contains(id)
            {
                ties.push(*id);
            }
        });
    }
    for id in ties {
        let (written, bound) = report.tie(id);
        let claim = bound.claim.as_deref().unwrap_or(&written.target.value);
        let number = || bound.key.iter().chain(&bound.keys).find_map(|key| contradicted.number(key));
        if let Some(finding) = contradicted.claim(claim).or_else(number) {
            let message = Message::new("front-contradicted")
                .with("words", written.literal.value.as_str())
                .with("finding", finding.id.value.as_str());
            faults.report(Diagnostic::error(RULE, written.span, message).hint(Message::new("front-contradicted.hint")));
        }
    }
    let Some(figure) = &front.figure else { return };
    let chart = report.figure_data.get(&figure.value);
    let found = chart.and_then(|chart| chart.keys().find_map(|key| contradicted.number(key)));
    if let Some(finding) = found {
        let message = Message::new("front-contradicted.figure")
            .with("figure", figure.value.as_str())
            .with("finding", finding.id.value.as_str());
        faults.report(Diagnostic::error(RULE, figure.span, message).hint(Message::new("front-contradicted.hint")));
    }
}
