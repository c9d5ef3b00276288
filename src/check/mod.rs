//! The rules: what a careful editor would stop before printing, one file each in `rules/`; `diagnostic::rule` lists them.
//!
//! Looks at a [`Report`] and hands over diagnostics only. Changes nothing, prints nothing, and no rule depends on
//! another. Faults that stop a stage are reported by that stage.

mod consequences;
mod context;
mod counterparts;
mod disagreement;
mod hedging;
mod outside;
mod plan_years;
mod rule;
mod rules;
mod twice;
mod typed;
mod typography;
mod unit_names;
mod weigh;
mod whole;
mod written;
mod years;

pub use consequences::{hold_back, unsound_files};
pub use context::Context;
pub use rule::Rule;
pub use weigh::weigh;

use crate::diagnostic::Diagnostics;
use crate::model::{Report, TieId};
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;

/// Runs every rule on a book whose names and numbers are resolved.
pub fn report(report: &Report, faults: &mut Diagnostics) {
    let context = Context::new(report);
    // No rule looks at what another found.
    let parts: Vec<Diagnostics> = rules()
        .par_iter()
        .with_max_len(1)
        .filter_map(|rule| rule.run)
        .map(|run| {
            let mut found = Diagnostics::new();
            run(&context, &mut found);
            found
        })
        .collect();
    let merge = || parts.into_iter().for_each(|found| faults.merge(found));
    // Taking the texts of a book apart takes as long as a rule.
    rayon::join(merge, || context.take_apart());
}

/// The literals that a finding keeps as they are printed; `sync` leaves them alone.
pub fn kept_literals(report: &Report) -> BTreeSet<TieId> {
    disagreement::kept_literals(report)
}

/// All rules by name, those of earlier stages included.
pub fn rules() -> &'static [Rule] {
    rules::ALL
}
