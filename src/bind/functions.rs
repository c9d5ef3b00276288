//! The functions of the formula language that run over a fact's members.

use super::evaluate::{Evaluator, Series, Value, combine, total, trouble};
use super::explanation::Ranking;
use super::formula::{Expression, Fault, Function, Node};
use super::interval::{self, Trouble};
use super::ledger::readings;
use crate::diagnostic::Message;
use crate::model::{Interval, Quantity, Truth, UnitExpr};
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::ops::Range;

impl Evaluator<'_> {
    pub(super) fn call(
        &mut self,
        function: Function,
        arguments: &[Expression],
        range: Range<usize>,
    ) -> Result<Value, Fault> {
        match function {
            Function::Sum | Function::Mean => self.total(&arguments[0], function == Function::Mean, range),
            Function::Min | Function::Max => self.extreme(arguments, function == Function::Max, range),
            Function::Count => self.count(&arguments[0], range),
            Function::Share => self.share(&arguments[0], range),
            Function::Rank => self.rank(&arguments[0], range),
            Function::ArgMax | Function::ArgMin => self.leaders(&arguments[0], 1, function == Function::ArgMax, range),
            Function::Top => self.top(arguments, range),
            Function::Change | Function::Growth => self.change(arguments, function == Function::Growth, range),
            Function::Abs => self.absolute(&arguments[0]),
        }
    }

    fn series_of(&mut self, argument: &Expression) -> Result<Series, Fault> {
        match self.any(argument)? {
            Value::Series(series) => Ok(series),
            _ => Err(Fault { range: argument.range.clone(), message: Message::new("formula-wants-series") }),
        }
    }

    /// All numbers of a series; `None` if one is to be determined.
    fn numbers(series: &Series) -> Option<Vec<Quantity>> {
        series.entries.iter().map(|(_, _, quantity)| quantity.clone()).collect()
    }

    fn total(&mut self, argument: &Expression, mean: bool, range: Range<usize>) -> Result<Value, Fault> {
        let series = self.series_of(argument)?;
        let Some(numbers) = Self::numbers(&series) else { return Ok(Value::Pending) };
        let sum = total(&numbers).map_err(|cause| trouble(cause, range.clone()))?;
        let Some(mut quantity) = sum else { return Ok(Value::Pending) };
        if mean {
            let unit = quantity.unit.clone();
            quantity = combine(&quantity, &plain(numbers.len()), true).map_err(|cause| trouble(cause, range))?;
            quantity.unit = unit;
        }
        Ok(Value::Number { quantity, bare: false })
    }

    fn extreme(&mut self, arguments: &[Expression], highest: bool, range: Range<usize>) -> Result<Value, Fault> {
        let numbers = if let [argument] = arguments {
            let series = self.series_of(argument)?;
            Self::numbers(&series)
        } else {
            let mut all = Some(Vec::new());
            for argument in arguments {
                let number = self.number(argument)?;
                all = all.zip(number).map(|(mut all, (quantity, _))| {
                    all.push(quantity);
                    all
                });
            }
            all
        };
        let Some(numbers) = numbers else { return Ok(Value::Pending) };
        let pick = |a: Decimal, b: Decimal| if highest { a.max(b) } else { a.min(b) };
        let join = |a: Quantity, b: Quantity| Quantity {
            nominal: pick(a.nominal, b.nominal),
            interval: Interval {
                low: a.interval.low.zip(b.interval.low).map(|(a, b)| pick(a, b)),
                high: a.interval.high.zip(b.interval.high).map(|(a, b)| pick(a, b)),
            },
            unit: a.unit,
        };
        if numbers.windows(2).any(|pair| !pair[0].unit.same_dimension(&pair[1].unit)) {
            return Err(Fault { range, message: Message::new("unit-mismatch.members") });
        }
        Ok(numbers.into_iter().reduce(join).map_or(Value::Pending, |quantity| Value::Number { quantity, bare: false }))
    }

    fn count(&mut self, argument: &Expression, range: Range<usize>) -> Result<Value, Fault> {
        let counted = match self.any(argument)? {
            Value::Series(series) => series.entries.len(),
            Value::Members(members) => members.len(),
            _ => return Err(Fault { range, message: Message::new("formula-wants-series") }),
        };
        Ok(Value::Number { quantity: plain(counted), bare: true })
    }

    /// `share(x@m)`: the member by the fact's whole, or by the sum of all members.
    fn share(&mut self, argument: &Expression, range: Range<usize>) -> Result<Value, Fault> {
        let Some((part, _)) = self.number(argument)? else { return Ok(Value::Pending) };
        let series = self.siblings_of(argument)?;
        let Some(numbers) = Self::numbers(&series) else { return Ok(Value::Pending) };
        let Some(whole) = total(&numbers).map_err(|cause| trouble(cause, range.clone()))? else {
            return Ok(Value::Pending);
        };
        let quantity = combine(&part, &whole, true).map_err(|cause| trouble(cause, range))?;
        Ok(Value::Number { quantity, bare: false })
    }

    /// All members beside the one that a reference names.
    fn siblings_of(&mut self, argument: &Expression) -> Result<Series, Fault> {
        let Node::Reference(reference) = &argument.node else {
            return Err(Fault { range: argument.range.clone(), message: Message::new("formula-wants-member-of") });
        };
        let mut open = reference.clone();
        if let Some(first) = open.members.first_mut() {
            "*".clone_into(first);
        }
        self.series_of(&Expression { node: Node::Reference(open), range: argument.range.clone() })
    }

    /// Place of a member among all, 1 for the largest.
    fn rank(&mut self, argument: &Expression, range: Range<usize>) -> Result<Value, Fault> {
        let Some((own, _)) = self.number(argument)? else { return Ok(Value::Pending) };
        let series = self.siblings_of(argument)?;
        let Some(numbers) = Self::numbers(&series) else { return Ok(Value::Pending) };
        self.rank_members(&series, true);
        let (mut surely, mut perhaps) = (0usize, 0usize);
        for other in &numbers {
            match interval::less(own.interval, other.interval) {
                Truth::Holds => surely += 1,
                Truth::Undecided if other.nominal != own.nominal => perhaps += 1,
                _ => {}
            }
        }
        if self.absent_could_lead(&series, own.interval.low).map_err(|cause| trouble(cause, range))? {
            return Ok(Value::Pending);
        }
        let nominal = Decimal::from(1 + numbers.iter().filter(|other| other.nominal > own.nominal).count());
        let bounds = Interval::between(Decimal::from(1 + surely), Decimal::from(1 + surely + perhaps));
        Ok(Value::Number { quantity: Quantity { nominal, interval: bounds, unit: UnitExpr::one() }, bare: true })
    }

    fn top(&mut self, arguments: &[Expression], range: Range<usize>) -> Result<Value, Fault> {
        let wanted = match self.number(&arguments[1])? {
            Some((quantity, true)) => usize::try_from(quantity.nominal).ok().filter(|wanted| *wanted > 0),
            _ => None,
        };
        let Some(wanted) = wanted else {
            return Err(Fault { range: arguments[1].range.clone(), message: Message::new("formula-wants-count") });
        };
        self.leaders(&arguments[0], wanted, true, range)
    }

    /// The `wanted` largest (or smallest) members; undecided when intervals touch at the cut, or when a member
    /// that the source does not name could be among them.
    fn leaders(
        &mut self,
        argument: &Expression,
        wanted: usize,
        highest: bool,
        range: Range<usize>,
    ) -> Result<Value, Fault> {
        let series = self.series_of(argument)?;
        let Some(numbers) = Self::numbers(&series) else { return Ok(Value::UndecidedMembers) };
        self.rank_members(&series, highest);
        let mut ranked: Vec<(String, Quantity)> =
            series.entries.iter().map(|(_, member, _)| member.clone()).zip(numbers).collect();
        ranked.sort_by(|(_, a), (_, b)| {
            let order = b.nominal.cmp(&a.nominal);
            if highest { order } else { order.reverse() }
        });
        if let (Some((_, last)), Some((_, next))) = (ranked.get(wanted - 1), ranked.get(wanted)) {
            let decided = if highest {
                interval::less(next.interval, last.interval)
            } else {
                interval::less(last.interval, next.interval)
            };
            if decided != Truth::Holds {
                return Ok(Value::UndecidedMembers);
            }
        }
        let least = ranked.get(wanted - 1).and_then(|(_, quantity)| quantity.interval.low);
        let open = if highest {
            self.absent_could_lead(&series, least).map_err(|cause| trouble(cause, range))?
        } else {
            self.absent(&series) > 0
        };
        if open {
            return Ok(Value::UndecidedMembers);
        }
        ranked.truncate(wanted);
        Ok(Value::Members(ranked.into_iter().map(|(member, _)| member).collect()))
    }

    /// Keeps the order of the members for the words of a message.
    fn rank_members(&mut self, series: &Series, highest: bool) {
        let entries = series.entries.iter().filter_map(|(key, _, value)| Some((key.clone(), value.clone()?)));
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by(|(_, a), (_, b)| {
            let order = b.nominal.cmp(&a.nominal);
            if highest { order } else { order.reverse() }
        });
        self.rankings.push(Ranking { fact: series.fact, highest, entries });
    }

    /// How many members of the dimension the series does not give.
    fn absent(&self, series: &Series) -> usize {
        let fact = &self.ledger.project.facts[series.fact];
        let all = fact.by.first().and_then(|by| self.ledger.dimension(by)).map_or(0, |known| known.members.len());
        if fact.complete == Some(true) || fact.listed_largest {
            return 0;
        }
        all.saturating_sub(series.entries.len())
    }

    /// Whether a member without a value could exceed `least`: it lies between zero and what the given ones leave of
    /// the whole.
    fn absent_could_lead(&self, series: &Series, least: Option<Decimal>) -> Result<bool, Trouble> {
        if self.absent(series) == 0 {
            return Ok(false);
        }
        let fact = &self.ledger.project.facts[series.fact];
        let unit = &self.ledger.units[series.fact];
        let whole = match fact.whole.as_ref().and_then(|whole| {
            let key = crate::model::Key { fact: whole.value.clone(), members: Vec::new() };
            self.observations.get(&key)?.value()?.interval.high
        }) {
            Some(whole) => Some(whole),
            None if unit.written == "%" => Some(Decimal::ONE),
            None => None,
        };
        let numbers = Self::numbers(series).unwrap_or_default();
        let given = total(&numbers)?.and_then(|sum| sum.interval.low);
        Ok(match (whole, given, least) {
            (Some(whole), Some(given), Some(least)) => (whole - given).cmp(&least) != Ordering::Less,
            _ => true,
        })
    }

    /// `change(x, 2020, 2025)` is absolute, `growth` relative to the first.
    fn change(&mut self, arguments: &[Expression], relative: bool, range: Range<usize>) -> Result<Value, Fault> {
        let series = self.series_of(&arguments[0])?;
        let mut ends = Vec::new();
        for year in &arguments[1..] {
            let Node::Number(number, None) = &year.node else {
                return Err(Fault { range: year.range.clone(), message: Message::new("formula-wants-year") });
            };
            ends.push(self.at_year(&series, &number.to_string(), year.range.clone())?);
        }
        let (Some(from), Some(to)) = (ends[0].clone(), ends[1].clone()) else { return Ok(Value::Pending) };
        let opposite =
            Quantity { nominal: -from.nominal, interval: interval::negate(from.interval), unit: from.unit.clone() };
        let mut quantity = total([&to, &opposite])
            .and_then(|sum| sum.ok_or(Trouble::Overflow))
            .map_err(|cause| trouble(cause, range.clone()))?;
        if relative {
            quantity = combine(&quantity, &from, true).map_err(|cause| trouble(cause, range))?;
        }
        Ok(Value::Number { quantity, bare: false })
    }

    /// The value of a year: observed, else planned.
    fn at_year(&self, series: &Series, year: &str, range: Range<usize>) -> Result<Option<Quantity>, Fault> {
        let fact = &self.ledger.project.facts[series.fact];
        let mut found = None;
        for reading in readings(fact) {
            let key = self.ledger.key(series.fact, reading);
            if key.members.last().is_some_and(|member| member == year) && (found.is_none() || !reading.target) {
                found = Some(self.observations.get(&key).and_then(|observation| observation.value()).cloned());
            }
        }
        found.ok_or_else(|| Fault {
            range,
            message: Message::new("year-unknown").with("fact", fact.id.value.as_str()).with("year", year),
        })
    }

    fn absolute(&mut self, argument: &Expression) -> Result<Value, Fault> {
        Ok(match self.number(argument)? {
            None => Value::Pending,
            Some((quantity, bare)) => Value::Number {
                quantity: Quantity {
                    nominal: quantity.nominal.abs(),
                    interval: interval::absolute(quantity.interval),
                    unit: quantity.unit,
                },
                bare,
            },
        })
    }
}

/// A plain exact number.
fn plain(count: usize) -> Quantity {
    let value = Decimal::from(count);
    Quantity { nominal: value, interval: Interval::exact(value), unit: UnitExpr::one() }
}
