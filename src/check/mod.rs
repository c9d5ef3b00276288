//! The rules: what a careful editor would stop before printing, one file each in `rules/`.
//!
//! Looks at a [`Report`] and hands over diagnostics only. Changes nothing, prints nothing, and no rule depends on
//! another. Faults that stop a stage are reported by that stage; their files in `rules/` hold their docs alone.

mod consequences;
mod context;
mod disagreement;
mod fields;
mod pairing;
mod passages;
mod rule;
mod rules;
mod typography;
mod unit_names;
mod weigh;
mod written;

pub use consequences::hold_back;
pub use context::Context;
pub use rule::Rule;
pub use weigh::weigh;

use crate::diagnostic::Diagnostics;
use crate::model::Report;

/// Runs every rule on a book whose names and numbers are resolved.
pub fn report(report: &Report, faults: &mut Diagnostics) {
    let context = Context::new(report);
    for run in rules().iter().filter_map(|rule| rule.run) {
        run(&context, faults);
    }
}

/// All rules by name, those of earlier stages included.
pub fn rules() -> &'static [Rule] {
    rules::ALL
}

/// The rule of a name.
pub fn find(name: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.name == name)
}
