//! The words say up where the data say down, or the other way about.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Severity, rule};
use crate::model::{BoundTie, Measure, Sense, Tie, TieId, TieKind};
use crate::prose::setting::{Governor, Line, Mark, Way};
use rust_decimal::Decimal;
use std::cmp::Ordering::{Equal, Greater, Less};

const RULE: RuleId = rule::DIRECTION_DIFFERS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            if let Some(one) = Governed::of(context, line, at, id)
                && let Some(message) = one.judge()
            {
                faults.report(one.fault(message));
            }
            if let Some(fault) = compared(context, line, at, id) {
                faults.report(fault);
            }
        }
    }
}

/// Two numbers of one fact, and between them a word by which the first is more or less than it is.
fn compared(context: &Context<'_>, line: &Line, at: usize, id: TieId) -> Option<Diagnostic> {
    let (tie, other) = context.report.tie(id);
    let fact = other.fact.filter(|_| other.agrees == Some(true))?;
    let (first, said) = line.compared(at)?;
    let (before, one) = context.report.tie(first);
    let values =
        one.value.as_ref().zip(other.value.as_ref()).filter(|_| one.fact == Some(fact) && one.agrees == Some(true));
    let (one, other) = values.map(|(one, other)| (one.nominal, other.nominal))?;
    // A number that falls is told without its sign.
    if one.cmp(&other) != said.reverse() || one.is_sign_negative() || other.is_sign_negative() {
        return None;
    }
    let id = if said == Greater { "direction-differs.more" } else { "direction-differs.less" };
    let message = Message::new(id).with("one", before.literal.value.as_str()).with("other", tie.literal.value.as_str());
    let fault = Diagnostic::error(RULE, before.literal.span, message).hint(Message::new("direction-differs.hint"));
    Some(fault.related(tie.literal.span, Message::new("direction-differs.other")))
}

/// A number and the word that governs it.
pub(super) struct Governed<'a, 'l> {
    context: &'a Context<'a>,
    line: &'l Line,
    at: usize,
    pub(super) tie: &'a Tie,
    pub(super) bound: &'a BoundTie,
    pub(super) sense: &'a Sense,
    pub(super) word: Governor,
}

impl<'a, 'l> Governed<'a, 'l> {
    pub(super) fn of(context: &'a Context<'a>, line: &'l Line, at: usize, id: TieId) -> Option<Self> {
        let (tie, bound) = context.report.tie(id);
        if tie.kind != TieKind::Number || bound.missing.is_some() {
            return None;
        }
        let sense = bound.sense.as_deref()?;
        let word = line.governor(at)?;
        Some(Self { context, line, at, tie, bound, sense, word })
    }

    fn judge(&self) -> Option<&'static str> {
        let negative = self.bound.literal_value.is_some_and(|value| value < Decimal::ZERO);
        let up = self.word.points == Greater;
        let wrong = if up { "direction-differs.up" } else { "direction-differs.down" };
        match (self.word.way, self.sense.measure) {
            (_, Measure::Change(Equal) | Measure::Rate(Equal) | Measure::Difference) => None,
            (Way::By, Measure::Change(own) | Measure::Rate(own)) if own != self.word.points => Some(match negative {
                true if up => "direction-differs.negative-up",
                _ => wrong,
            }),
            (Way::By, Measure::Change(_) | Measure::Rate(_)) => negative.then_some("direction-differs.negative-down"),
            (Way::By, _) if self.is_multiple() => match self.sense.measure {
                Measure::Quotient => Some("direction-differs.times"),
                _ => (!up).then_some("direction-differs.times"),
            },
            (Way::By, _) => None,
            (Way::To, Measure::Change(_)) => Some("direction-differs.to"),
            (Way::To, _) => self.from().filter(|from| self.opposes(from)).map(|_| wrong),
            (Way::Signed, Measure::Change(Less) | Measure::Rate(Less)) => {
                let positive = self.bound.literal_value.is_some_and(|value| value > Decimal::ZERO);
                positive.then_some("direction-differs.signed")
            }
            (Way::Signed, _) => None,
        }
    }

    /// 增长1.3倍, an increase of 1.3 times.
    fn is_multiple(&self) -> bool {
        let literal = self.tie.literal.value.as_str();
        ["倍", "times", "-fold", "fold"].iter().any(|word| literal.contains(word))
    }

    /// The number before it in its sentence, if it is one of the same series.
    fn from(&self) -> Option<&'a BoundTie> {
        let start = self.line.sentence(self.at).start;
        let before = self.line.tokens.get(start..self.at)?;
        let id = before.iter().rev().find_map(|token| match token.mark {
            Mark::Tie(id) => Some(id),
            _ => None,
        })?;
        let (_, from) = self.context.report.tie(id);
        let sense = from.sense.as_deref()?;
        let same = from.fact.is_some() && from.fact == self.bound.fact && sense.members == self.sense.members;
        let earlier = sense.years.first()? < self.sense.years.first()?;
        (same && earlier).then_some(from)
    }

    fn opposes(&self, from: &BoundTie) -> bool {
        let ends = from.value.as_ref().zip(self.bound.value.as_ref());
        ends.is_some_and(|(from, to)| to.nominal.cmp(&from.nominal) == self.word.points.reverse())
    }

    fn fault(&self, id: &'static str) -> Diagnostic {
        let message = Message::new(id)
            .with("literal", self.tie.literal.value.as_str())
            .with("target", self.tie.target.value.as_str());
        let mut fault = Diagnostic::error(RULE, self.tie.literal.span, message);
        if id == "direction-differs.negative-up" && self.bound.agrees == Some(true) {
            // What it says is true, but nobody says it so.
            fault.severity = Severity::Warning;
        }
        let hint = match id {
            "direction-differs.negative-up" | "direction-differs.negative-down" => "direction-differs.hint-sign",
            "direction-differs.to" => "direction-differs.hint-to",
            "direction-differs.times" => "direction-differs.hint-times",
            _ => "direction-differs.hint",
        };
        let fault = fault.hint(Message::new(hint));
        self.context.lines(&self.bound.keys).into_iter().fold(fault, |fault, (place, note)| fault.related(place, note))
    }
}
