//! A map colours its areas by totals: a large area looks like much because it is large.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{ChartKind, Fact, FigureData, FigureKind, UnitExpr};

const RULE: RuleId = rule::MAP_OF_TOTALS;

/// Units of what does not grow with the area: heat, heights, rain. A length in kilometres is one of roads.
const INTENSIVE: [&str; 4] = ["degC", "m", "cm", "mm"];

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for figure in &context.report.project.figures {
        let (FigureKind::Chart(ChartKind::Map), FigureData::Fact(name)) = (figure.kind.value, &figure.data) else {
            continue;
        };
        let Some(fact) = context.report.project.facts.get(name) else { continue };
        let Some(unit) = context.report.project.units.parse(&fact.unit) else { continue };
        if is_total(fact, &unit, context) {
            let message = Message::new("map-of-totals").with("fact", name.value.as_str());
            faults.report(Diagnostic::warning(RULE, name.span, message).hint(Message::new("map-of-totals.hint")));
        }
    }
}

/// Whether numbers of a fact add up: they are no share, nothing per something else, no height and no temperature.
fn is_total(fact: &Fact, unit: &UnitExpr, context: &Context<'_>) -> bool {
    let per = !unit.under.is_empty() || unit.dimensions.values().any(|exponent| *exponent < 0);
    let over = unit.over.as_deref().and_then(|id| context.report.project.units.get(id));
    let share = unit.is_dimensionless() && !over.is_some_and(|unit| unit.counting);
    let intensive = unit.over.as_deref().is_some_and(|id| INTENSIVE.contains(&id));
    fact.whole.is_some() && !unit.is_dimensionless() || !(per || share || intensive)
}
