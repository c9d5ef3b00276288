//! Words of a range stand around one value, or twice before it.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::TieKind;
use crate::prose::setting;

const RULE: RuleId = rule::RANGE_WORDS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            let (tie, _) = context.report.tie(id);
            if tie.kind != TieKind::Number {
                continue;
            }
            let (around, literal) = (line.beside(at), tie.literal.value.as_str());
            let message = if setting::is_between_one(line.language, around.before, literal, around.after) {
                Message::new("range-words")
            } else if setting::is_to_twice(line.language, around.before, literal) {
                Message::new("range-words.twice")
            } else {
                continue;
            };
            let fault = Diagnostic::error(RULE, tie.literal.span, message.with("literal", literal));
            faults.report(fault.hint(Message::new("range-words.hint")));
        }
    }
}
