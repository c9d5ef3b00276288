//! From a [`Project`] to a [`Report`]: names to things, formulas to intervals, literals to facts, headings to numbers.
//!
//! Reads no files and rounds nothing for display; judges nothing that the machine can go on with (that is `check`'s).
//! What stops it here (an unknown name, a cyclic formula, units that do not fit) is reported and the rest goes on.

mod charts;
mod comparison;
mod confirmed;
mod evaluate;
mod explanation;
mod facts;
mod formula;
mod functions;
mod interval;
mod ledger;
mod listings;
mod literals;
mod outline;
mod ranking;
mod references;
mod relations;
mod series;
mod ties;
mod totals;
mod translations;

use crate::diagnostic::Diagnostics;
use crate::model::{Project, Report};
use std::collections::BTreeMap;

/// Binds a book. Faults are collected; what could not be bound is left out of the report.
pub fn report(project: Project, faults: &mut Diagnostics) -> Report {
    references::check(&project, faults);
    let ledger = ledger::Ledger::new(&project, faults);
    let observations = facts::observe(&ledger, faults);
    // Neither half needs what the other finds out.
    let mut own = Diagnostics::new();
    let ((claims, ties), (relations, totals, outline, translations)) = rayon::join(
        || {
            let claims = ties::claims(&ledger, &observations, faults);
            let ties = ties::bind(&ledger, &observations, &claims, faults);
            (claims, ties)
        },
        || {
            let relations = relations::evaluate(&ledger, &observations, &mut own);
            let totals = totals::evaluate(&ledger, &observations, &mut own);
            (relations, totals, outline::number(&project), translations::states(&project))
        },
    );
    faults.merge(own);
    let rounding_notes = totals::notes(&ledger, &totals, &observations);
    let figure_data = charts::prepare(&ledger, &observations, faults);
    let listings = listings::tables(&ledger, &observations);
    let project_entries = listings::entries(&ledger, &observations);
    let mut uses: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (index, tie) in ties.iter().enumerate() {
        for key in &tie.keys {
            uses.entry(key.clone()).or_default().push(crate::model::TieId(index));
        }
    }
    drop(ledger);
    Report {
        project,
        observations,
        ties,
        claims,
        relations,
        totals,
        rounding_notes,
        outline,
        uses,
        figure_data,
        listings,
        project_entries,
        translations,
    }
}

/// The rule a formula's fault belongs to, by its message.
fn rule_of(message: &crate::diagnostic::Message) -> &'static str {
    match message.id {
        id if id.starts_with("unit-mismatch") => "unit-mismatch",
        id if id.starts_with("unknown-") => "unknown-name",
        id if id.starts_with("member-") => "member-missing",
        "unit-unknown" => "unit-unknown",
        "division-by-zero" => "division-by-zero",
        "number-too-large" => "number-too-large",
        _ => "formula-broken",
    }
}
