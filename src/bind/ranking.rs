//! Who leads: `rank`, `argmax`, `argmin` and `top`, as far as the intervals and what is not known decide.

use super::evaluate::Evaluator;
use super::formula::{Expression, Fault, Node};
use super::interval::{self, Trouble};
use super::value::{Leaders, Ranking, Series, Value, trouble};
use crate::diagnostic::Message;
use crate::model::{Interval, Key, Quantity, Truth, UnitExpr};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::cmp::Ordering;
use std::ops::Range;

impl Evaluator<'_> {
    /// Place of a member among all, 1 for the largest; the interval holds every place that the true values allow.
    pub(super) fn rank(&mut self, argument: &Expression, range: Range<usize>) -> Result<Value, Fault> {
        let Some((own, _)) = self.number(argument)? else { return Ok(Value::Pending) };
        let series = self.siblings_of(argument)?;
        if series.entries.iter().any(|(_, _, quantity)| quantity.is_none()) {
            return Ok(Value::Pending);
        }
        self.rank_members(&series, true);
        let own_key = match &argument.node {
            Node::Reference(own) => Some(Key { fact: own.name.clone(), members: own.members.clone() }),
            _ => None,
        };
        let others = series.entries.iter().filter(|(key, ..)| Some(key) != own_key.as_ref());
        let others: Vec<&Quantity> = others.filter_map(|(_, _, quantity)| quantity.as_ref()).collect();
        let count = |truth| others.iter().filter(|other| interval::less(own.interval, other.interval) == truth).count();
        let (surely, perhaps) = (count(Truth::Holds), count(Truth::Undecided));
        if self.absent_could_lead(&series, own.interval.low).map_err(|cause| trouble(cause, range))? {
            return Ok(Value::Pending);
        }
        let nominal = Decimal::from(1 + others.iter().filter(|other| other.nominal > own.nominal).count());
        let bounds = Interval::between(Decimal::from(1 + surely), Decimal::from(1 + surely + perhaps));
        Ok(Value::Number { quantity: Quantity { nominal, interval: bounds, unit: UnitExpr::one() }, bare: true })
    }

    pub(super) fn top(&mut self, arguments: &[Expression], range: Range<usize>) -> Result<Value, Fault> {
        let wanted = match self.number(&arguments[1])? {
            Some((quantity, true)) if quantity.nominal.fract().is_zero() => quantity.nominal.to_usize(),
            _ => None,
        };
        let Some(wanted) = wanted.filter(|wanted| *wanted > 0) else {
            return Err(Fault::broken(arguments[1].range.clone(), Message::new("formula-wants-count")));
        };
        self.leaders(&arguments[0], wanted, true, range)
    }

    /// The `wanted` largest (or smallest) members; undecided when intervals touch at the cut, or when a member
    /// that the source does not name could be among them.
    pub(super) fn leaders(
        &mut self,
        argument: &Expression,
        wanted: usize,
        highest: bool,
        range: Range<usize>,
    ) -> Result<Value, Fault> {
        let series = self.series_of(argument)?;
        let Some(numbers) = Self::numbers(&series) else { return Ok(Value::UndecidedMembers(None)) };
        self.rank_members(&series, highest);
        let mut ranked: Vec<(String, Quantity)> =
            series.entries.iter().map(|(_, member, _)| member.clone()).zip(numbers).collect();
        ranked.sort_by(|(_, a), (_, b)| order(highest, a, b));
        let absent = self.absent(&series);
        if wanted > ranked.len() {
            if absent > 0 {
                return Ok(Value::UndecidedMembers(None));
            }
            let message = Message::new("formula-top-many").with("wanted", wanted).with("known", ranked.len());
            return Err(Fault::broken(range, message));
        }
        let least = ranked.get(..wanted).unwrap_or_default().iter().map(|(_, quantity)| quantity.interval.low).min();
        let least = least.flatten();
        let open = if highest {
            self.absent_could_lead(&series, least).map_err(|cause| trouble(cause, range))?
        } else {
            absent > 0
        };
        if open {
            return Ok(Value::UndecidedMembers(None));
        }
        if let (Some((_, last)), Some((_, next))) = (ranked.get(wanted - 1), ranked.get(wanted))
            && !parted(highest, last, next)
        {
            return Ok(Value::UndecidedMembers(Some(possible(highest, wanted, &ranked))));
        }
        ranked.truncate(wanted);
        let dimension = match series.along().as_slice() {
            [place] => self.directory.project.facts[series.fact].by.get(*place).map(|by| by.value.clone()),
            _ => None,
        };
        Ok(Value::Members(ranked.into_iter().map(|(member, _)| member).collect(), dimension))
    }

    /// Keeps the order of the members for the words of a message, once for all functions that look at it.
    fn rank_members(&mut self, series: &Series, highest: bool) {
        let entries = series.entries.iter().filter_map(|(key, _, value)| Some((key.clone(), value.clone()?)));
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by(|(_, a), (_, b)| order(highest, a, b));
        let keys = |entries: &[(Key, Quantity)]| entries.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
        let told = |known: &Ranking| known.highest == highest && keys(&known.entries) == keys(&entries);
        if !self.rankings.iter().any(told) {
            self.rankings.push(Ranking { fact: series.fact, highest, entries });
        }
    }

    /// Whether a member without a value could exceed `least`. Where the source lists the largest, none can.
    fn absent_could_lead(&self, series: &Series, least: Option<Decimal>) -> Result<bool, Trouble> {
        let fact = &self.directory.project.facts[series.fact];
        if self.absent(series) == 0 || fact.listed_largest {
            return Ok(false);
        }
        let most = self.most_of_absent(series)?;
        Ok(most.zip(least).is_none_or(|(most, least)| most.cmp(&least) != Ordering::Less))
    }
}

/// Who may be among the first `wanted` of members whose intervals touch at the cut.
fn possible(highest: bool, wanted: usize, ranked: &[(String, Quantity)]) -> Leaders {
    let mut leaders = Leaders { sure: Vec::new(), perhaps: Vec::new(), wanted };
    for (member, own) in ranked {
        let others = || ranked.iter().filter(|(other, _)| other != member);
        let ahead = others().filter(|(_, other)| parted(highest, other, own)).count();
        let not_behind = others().filter(|(_, other)| !parted(highest, own, other)).count();
        if not_behind < wanted {
            leaders.sure.push(member.clone());
        } else if ahead < wanted {
            leaders.perhaps.push(member.clone());
        }
    }
    leaders
}

fn order(highest: bool, a: &Quantity, b: &Quantity) -> Ordering {
    let order = b.nominal.cmp(&a.nominal);
    if highest { order } else { order.reverse() }
}

/// Whether the true values of two that follow one another are surely in that order.
fn parted(highest: bool, last: &Quantity, next: &Quantity) -> bool {
    let (less, more) = if highest { (next, last) } else { (last, next) };
    interval::less(less.interval, more.interval) == Truth::Holds
}
