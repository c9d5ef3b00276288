//! Two facts state one quantity with two values.

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};

const RULE: RuleId = rule::QUANTITY_TWICE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        let What::Twice(first, second) = found.what else { continue };
        let name = Arg::Both { zh: second.name.zh.clone(), en: second.name.en.clone() };
        let message = Message::new("quantity-twice")
            .with("name", name)
            .with("first", first.key.to_string())
            .with("one", context.value(first))
            .with("second", second.key.to_string())
            .with("other", context.value(second));
        let (span, note) = context.line(first);
        let fault = Diagnostic::error(RULE, found.place, message).related(span, note);
        faults.report(fault.hint(Message::new("quantity-twice.hint").with("first", first.key.to_string())));
    }
}
