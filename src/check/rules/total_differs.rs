//! Parts that are all known do not add up to their whole.

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Key, Total, TotalKind};

const RULE: RuleId = rule::TOTAL_DIFFERS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        let What::Total(total) = found.what else { continue };
        let id = match total.kind {
            TotalKind::Rows => "total-differs.rows",
            TotalKind::Members | TotalKind::Shares => "total-differs.members",
        };
        let message = Message::new(id)
            .with("subject", found.subject.strip_prefix("tab:").unwrap_or(&found.subject))
            .with("sum", context.computed(&total.sum))
            .with("whole", total.whole_key.as_ref().map_or_else(String::new, Key::to_string))
            .with("value", whole(context, total))
            .with("gap", context.gap(&total.whole, &total.sum));
        let fault = Diagnostic::error(RULE, found.place, message).hint(Message::new("total-differs.hint"));
        let keys: Vec<Key> = total.parts.iter().chain(&total.whole_key).cloned().collect();
        let lines = context.lines(&keys);
        faults.report(lines.into_iter().fold(fault, |fault, (span, note)| fault.related(span, note)));
    }
}

/// The whole with the digits it has in the data.
fn whole(context: &Context<'_>, total: &Total) -> Arg {
    let known = total.whole_key.as_ref().and_then(|key| context.report.observations.get(key));
    known.map_or_else(|| context.nominal(&total.whole), |found| context.value(found))
}
