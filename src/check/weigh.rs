//! Severities set in `plan.yaml`: a rule may be switched off, made a warning or made an error, with a reason.

use super::{find, rules};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, nearest};
use crate::model::Plan;

/// Applies the severities that `plan.yaml` sets. Faults that stop a stage keep their weight; a setting for one of
/// them, or for a name that is no rule, is a fault of `plan.yaml` itself.
pub fn weigh(plan: &Plan, faults: &mut Diagnostics) {
    faults.reweigh(|fault| {
        let setting = plan.rules.iter().find(|setting| setting.rule.value == fault.rule);
        match setting {
            Some(setting) if find(fault.rule).is_some_and(|rule| !rule.fixed) => setting.severity,
            _ => Some(fault.severity),
        }
    });
    for setting in &plan.rules {
        let name = setting.rule.value.as_str();
        match find(name) {
            None => {
                let message = Message::new("unknown-rule").with("name", name);
                let mut fault = Diagnostic::error("unknown-name", setting.rule.span, message);
                if let Some(near) = nearest(name, rules().iter().map(|rule| rule.name)) {
                    fault = fault.hint(Message::new("did-you-mean").with("name", near));
                }
                faults.report(fault);
            }
            Some(rule) if rule.fixed => {
                let message = Message::new("severity-fixed").with("name", name);
                faults.report(
                    Diagnostic::error("severity-fixed", setting.rule.span, message)
                        .hint(Message::new("severity-fixed.hint")),
                );
            }
            Some(_) => {}
        }
    }
}
