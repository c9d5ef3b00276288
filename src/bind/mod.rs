//! From a [`Project`] to a [`Report`]: names to things, formulas to intervals, literals to facts, headings to numbers.
//!
//! Reads no files and rounds nothing for display; judges nothing that the machine can go on with (that is `check`'s).
//! What stops it here (an unknown name, a cyclic formula, units that do not fit) is reported and the rest goes on.

mod beside;
mod cells;
mod charts;
mod comparison;
mod confirmed;
mod directory;
mod evaluate;
mod explanation;
mod facts;
mod footnotes;
mod formula;
mod functions;
mod governed;
mod grid;
mod heads;
mod hedges;
mod interval;
mod listings;
mod literals;
mod members;
mod outline;
mod paragraphs;
mod power;
mod ranking;
mod references;
mod relations;
mod sense;
mod series;
mod shapes;
mod ties;
mod totals;
mod translations;
mod value;

pub use cells::cell_formula;

use crate::diagnostic::Diagnostics;
use crate::model::{BoundTie, Key, Project, Report, Text, TieId};
use std::collections::HashMap;

/// A function of the formula language, for its description.
#[derive(Debug)]
pub struct FunctionForm {
    /// Its name.
    pub name: &'static str,
    /// How it is called: `growth(key, from, to)`.
    pub form: Text,
    /// A statement with it.
    pub example: &'static str,
}

/// All functions of the formula language.
pub fn functions() -> impl Iterator<Item = FunctionForm> {
    formula::FUNCTIONS.iter().map(|known| FunctionForm {
        name: known.name,
        form: Text::build(|language| known.form(language)),
        example: known.example,
    })
}

/// Binds a book. Faults are collected; what could not be bound is left out of the report.
pub fn report(mut project: Project, faults: &mut Diagnostics) -> Report {
    members::expand(&mut project);
    let mut own = Diagnostics::new();
    let names = || {
        references::check(&project, faults);
        shapes::check(&project, faults);
    };
    let ((), directory) = rayon::join(names, || directory::Directory::new(&project, &mut own));
    faults.merge(own);
    // What stands around the ties needs no number.
    let (observations, surroundings) =
        rayon::join(|| facts::observe(&directory, faults), || ties::Surroundings::of(&directory));
    // Neither half needs what the other finds out.
    let mut own = Diagnostics::new();
    let ((claims, ties), (relations, totals, outline, translations)) = rayon::join(
        || {
            let claims = ties::claims(&directory, &observations, faults);
            let mut ties = ties::bind(&directory, &observations, &claims, &surroundings, faults);
            governed::reread(&directory, &surroundings.hedges, &mut ties);
            (claims, ties)
        },
        || {
            let relations = relations::evaluate(&directory, &observations, &mut own);
            let totals = totals::evaluate(&directory, &observations, &mut own);
            (relations, totals, outline::number(&project, &mut own), translations::states(&project))
        },
    );
    faults.merge(own);
    let (uses, (rounding_notes, figure_data, listings, grids, project_entries)) = rayon::join(
        || uses(&ties),
        || {
            let notes = totals::notes(&directory, &totals, &observations);
            let figure_data = charts::prepare(&directory, &observations, faults);
            (
                notes,
                figure_data,
                listings::tables(&directory, &observations),
                grid::grids(&directory, &observations, faults),
                listings::entries(&directory, &observations),
            )
        },
    );
    drop(directory);
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
        grids,
        project_entries,
        translations,
    }
}

/// The ties that use each number, in their order.
fn uses(ties: &[BoundTie]) -> HashMap<Key, Vec<TieId>> {
    let mut uses: HashMap<Key, Vec<TieId>> = HashMap::with_capacity(ties.len() / 2);
    for (index, tie) in ties.iter().enumerate() {
        for key in &tie.keys {
            match uses.get_mut(key) {
                Some(known) => known.push(TieId(index)),
                None => drop(uses.insert(key.clone(), vec![TieId(index)])),
            }
        }
    }
    uses
}
