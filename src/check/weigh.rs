//! Severities set in `plan.yaml`: a rule may be switched off, made a warning or made an error, with a reason; a rule of
//! style is switched off by a line of `style:`.

use crate::diagnostic::{Diagnostic, Diagnostics, Message, Sought, rule};
use crate::model::Plan;

/// Applies the severities that `plan.yaml` sets. Faults that stop a stage keep their weight; a setting for one of
/// them, or for a name that is no rule, is a fault of `plan.yaml` itself.
pub fn weigh(plan: &Plan, faults: &mut Diagnostics) {
    faults.reweigh(|fault| {
        let setting = plan.rules.iter().find(|setting| setting.rule.value == fault.rule.name);
        match setting {
            _ if fault.rule.style && plan.unstyled.contains(&fault.rule.name) => None,
            Some(setting) if !fault.rule.fixed => setting.severity,
            _ => Some(fault.severity),
        }
    });
    for setting in &plan.rules {
        let name = setting.rule.value.as_str();
        match rule::find(name) {
            None => {
                let message = Message::new("unknown-rule").with("name", name);
                let fault = Diagnostic::error(rule::UNKNOWN_NAME, setting.rule.span, message).seeking(Sought::Rule);
                faults.report(fault.near(name, rule::ALL.iter().map(|rule| rule.name)));
            }
            Some(rule) if rule.fixed => {
                let message = Message::new("severity-fixed").with("name", name);
                faults.report(
                    Diagnostic::error(rule::SEVERITY_FIXED, setting.rule.span, message)
                        .hint(Message::new("severity-fixed.hint")),
                );
            }
            Some(_) => {}
        }
    }
}
