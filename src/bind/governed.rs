//! Negative numbers that a word of decrease governs, or a sign outside of the brackets: 下降[4.1%] of −4.1% and
//! 零下[4.2℃] of −4.2 °C are right, for the word has the direction and the number says how much. Looks at nothing else of
//! the text.

use super::directory::Directory;
use super::hedges::Hedges;
use super::literals::{self, Held};
use crate::locale::literal::{Beside, minus_beside};
use crate::model::{BoundTie, Interval, Measure, Quantity, Tie, TieId, TieKind};
use crate::prose::setting::{Settings, Way};
use crate::prose::{Passages, Reading};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Reads again the literals that say how much less there is.
pub(super) fn reread(directory: &Directory<'_>, hedges: &Hedges, ties: &mut [BoundTie]) {
    let mut asked: BTreeSet<TieId> = BTreeSet::new();
    for (index, (tie, bound)) in directory.project.ties.iter().zip(ties.iter()).enumerate() {
        if may_be_magnitude(tie, bound) {
            asked.insert(TieId(index));
        }
    }
    // Few books have any.
    if asked.is_empty() {
        return;
    }
    let settings = Settings::of(directory.project, &Passages::of(directory.project, Reading::Shown));
    for line in settings.iter() {
        for (at, id) in line.ties().filter(|(_, id)| asked.contains(id)) {
            let Some((tie, bound)) = directory.project.ties.get(id.0).zip(ties.get_mut(id.0)) else { continue };
            let falls = || line.governor(at).is_some_and(|word| word.way == Way::By && word.points == Ordering::Less);
            if is_change(bound) && falls() || minus_beside(line.language, line.beside(at).before).is_some() {
                compare(directory, tie, hedges.get(&id).copied(), bound);
            }
        }
    }
}

fn is_change(bound: &BoundTie) -> bool {
    bound.sense.as_ref().is_some_and(|sense| matches!(sense.measure, Measure::Change(_) | Measure::Rate(_)))
}

/// Whether a literal without a minus is tied to a negative number.
fn may_be_magnitude(tie: &Tie, bound: &BoundTie) -> bool {
    let negative = bound.value.as_ref().is_some_and(|value| value.nominal < Decimal::ZERO);
    let positive = bound.literal_value.is_some_and(|value| value > Decimal::ZERO);
    tie.kind == TieKind::Number && negative && positive && bound.agrees == Some(false)
}

/// Compares a literal with the number without its sign.
fn compare(directory: &Directory<'_>, tie: &Tie, beside: Option<Beside>, bound: &mut BoundTie) {
    let Some(value) = bound.value.as_ref() else { return };
    let negated = |end: Option<Decimal>| end.map(|end| -end);
    let Interval { low, high } = value.interval;
    let interval = Interval { low: negated(high), high: negated(low) };
    let magnitude = Quantity { nominal: -value.nominal, interval, unit: value.unit.clone() };
    let Ok(literal) = literals::read(directory, tie) else { return };
    let held = Held { beside, ..Held::default() };
    // What could not be compared before was reported then.
    if literals::compare(directory, tie, &literal, &magnitude, held, bound).is_ok() {
        bound.magnitude = true;
    }
}
