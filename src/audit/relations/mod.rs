//! The relations that numbers of a text stand in, a file each with sound and unsound cases of its own. A new one is a file
//! and a line of [`ALL`].
//!
//! A relation that cannot tell is silent: it reports only what it has resolved, and where one of several readings agrees
//! it takes that one. Each asks [`Desk`] to count the numbers that it has compared, sound ones too.

mod balance;
mod bracketed;
mod changes;
mod counted;
mod direction;
mod each;
mod numbering;
mod order;
mod parts;
mod portion;
mod ranges;
mod ranking;
mod rates;
mod references;
mod respective;
mod rows;
mod share;
mod shares;
mod slip;
mod together;
mod totals;
mod twice;
mod whole;
mod wholes;
mod wording;

use super::amount::Amount;
use super::finding::{Certainty, Finding, Spot};
use super::reading::{Number, Reading};
use crate::diagnostic::Message;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A relation: its name, and how it looks through a document.
pub(super) struct Relation {
    pub(super) name: &'static str,
    pub(super) look: fn(&mut Desk<'_, '_>),
}

const fn relation(name: &'static str, look: fn(&mut Desk<'_, '_>)) -> Relation {
    Relation { name, look }
}

/// All of them; what several would say of one place, the first says.
pub(super) const ALL: &[Relation] = &[
    relation("unit-bracket", bracketed::look),
    relation("parts", parts::look),
    relation("together", together::look),
    relation("share", share::look),
    relation("shares", shares::look),
    relation("change", changes::look),
    relation("direction", direction::look),
    relation("portion", portion::look),
    relation("balance", balance::look),
    relation("rate", rates::look),
    relation("per-head", each::look),
    relation("respectively", respective::look),
    relation("count", counted::look),
    relation("whole", whole::look),
    relation("range", ranges::look),
    relation("twice", twice::look),
    relation("table-total", totals::look),
    relation("table-text", rows::look),
    relation("order", order::look),
    relation("ranking", ranking::look),
    relation("numbering", numbering::look),
    relation("reference", references::look),
    relation("wording", wording::look),
];

/// Places of numbers that were compared, by relation: line and byte.
pub(super) type Checked = BTreeMap<&'static str, BTreeSet<(usize, usize)>>;

/// What a relation sees and where it puts what it has found.
pub(super) struct Desk<'r, 'd> {
    pub(super) reading: &'r Reading<'d>,
    relation: &'static str,
    findings: Vec<Finding>,
    /// Places of numbers that were compared, by relation.
    checked: Checked,
}

impl<'r, 'd> Desk<'r, 'd> {
    pub(super) fn new(reading: &'r Reading<'d>) -> Self {
        Self { reading, relation: "", findings: Vec::new(), checked: BTreeMap::new() }
    }

    /// Lets a relation look.
    pub(super) fn ask(&mut self, relation: &Relation) {
        self.relation = relation.name;
        (relation.look)(self);
    }

    /// Counts numbers as compared.
    fn checks<'n>(&mut self, numbers: impl IntoIterator<Item = &'n Number>) {
        let places = numbers.into_iter().map(|number| (number.line, number.range.start));
        self.checked.entry(self.relation).or_default().extend(places);
    }

    /// Counts a place as compared.
    fn checks_at(&mut self, line: usize, at: usize) {
        self.checked.entry(self.relation).or_default().insert((line, at));
    }

    fn report(&mut self, finding: Finding) {
        let same = |other: &Finding| {
            other.relation == finding.relation && other.spot == finding.spot && other.message == finding.message
        };
        if !self.findings.iter().rev().take(50).any(same) {
            self.findings.push(finding);
        }
    }

    /// A finding at a number.
    fn at(&self, certainty: Certainty, number: &Number, message: Message) -> Finding {
        self.finding(certainty, spot(number), message)
    }

    /// Reports a number that should be another: what slip would explain it, and how far off it is.
    fn should_be<'n>(
        &mut self,
        certainty: Certainty,
        number: &Number,
        should: Amount,
        message: Message,
        others: impl IntoIterator<Item = &'n Number>,
    ) {
        let slip = self.slip(number, should).map(|slip| slip.message());
        let finding = self.at(certainty, number, message).with(others).explained(slip);
        self.report(finding.weighing(should.distance(number.amount)));
    }

    fn finding(&self, certainty: Certainty, spot: Spot, message: Message) -> Finding {
        let relation = self.relation;
        Finding { relation, certainty, spot, message, others: Vec::new(), explanation: None, weight: Decimal::ZERO }
    }

    /// The words of a number.
    fn text(&self, number: &Number) -> &'d str {
        self.reading.text(number)
    }

    /// What a value would be if a number were written so.
    fn shown(&self, number: &Number, value: Decimal) -> String {
        number.shown(self.reading.document.text(number.line), value)
    }

    /// What was found, and how many numbers each relation has compared.
    pub(super) fn done(self) -> (Vec<Finding>, Checked) {
        (self.findings, self.checked)
    }
}

impl Finding {
    fn with<'n>(mut self, others: impl IntoIterator<Item = &'n Number>) -> Self {
        self.others.extend(others.into_iter().map(spot));
        self
    }

    fn and(mut self, line: usize, range: Range<usize>) -> Self {
        self.others.push(Spot { line, range });
        self
    }

    fn weighing(mut self, weight: Decimal) -> Self {
        self.weight = weight;
        self
    }

    fn explained(mut self, explanation: Option<Message>) -> Self {
        self.explanation = explanation;
        self
    }
}

/// Where a number stands.
fn spot(number: &Number) -> Spot {
    Spot { line: number.line, range: number.range.clone() }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Desk};
    use crate::audit::{finding::Certainty, read, reading::Reading};
    use crate::diagnostic::SourceMap;

    /// The relations that speak about a text, those that are shown without being asked for.
    pub(super) fn said(text: &str) -> Vec<&'static str> {
        let document = read::document("case.txt", text.as_bytes(), &mut SourceMap::default()).unwrap();
        let reading = Reading::of(&document);
        let mut desk = Desk::new(&reading);
        ALL.iter().for_each(|relation| desk.ask(relation));
        let (findings, _) = desk.done();
        let shown = findings.into_iter().filter(|finding| finding.certainty != Certainty::Look);
        shown.map(|finding| finding.relation).collect()
    }

    /// Sound cases are silent in all relations; of each unsound one at least the named relation speaks.
    pub(super) fn cases(relation: &str, sound: &[impl AsRef<str>], unsound: &[impl AsRef<str>]) {
        for text in sound.iter().map(AsRef::as_ref) {
            assert_eq!(said(text), Vec::<&str>::new(), "sound: {text}");
        }
        for text in unsound.iter().map(AsRef::as_ref) {
            assert!(said(text).contains(&relation), "unsound: {text}: {:?}", said(text));
        }
    }

    #[test]
    fn names_are_different() {
        let names: std::collections::BTreeSet<&str> = ALL.iter().map(|relation| relation.name).collect();
        assert_eq!(names.len(), ALL.len());
    }
}
