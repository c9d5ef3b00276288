//! The functions of the formula language that run over a fact's members.

use super::directory::Named;
use super::evaluate::Evaluator;
use super::formula::{Expression, Fault, Function, Node, Reference};
use super::value::{ALL, Series, Value, YEAR, combine, difference, total, trouble, warmth};
use super::{interval, power};
use crate::diagnostic::{Message, rule};
use crate::model::{Interval, Key, Observation, Quantity, UnitExpr};
use rust_decimal::Decimal;
use std::ops::Range;

/// The longest time that a yearly rate is asked for.
const LONGEST: u32 = 200;

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
            Function::Change | Function::Growth | Function::Cagr => self.change(arguments, function, range),
            Function::Abs => self.absolute(&arguments[0]),
        }
    }

    pub(super) fn series_of(&mut self, argument: &Expression) -> Result<Series, Fault> {
        match self.any(argument)? {
            Value::Series(series) => Ok(series),
            _ => Err(Fault::broken(argument.range.clone(), Message::new("formula-wants-series"))),
        }
    }

    /// All numbers of a series; `None` if one is to be determined.
    pub(super) fn numbers(series: &Series) -> Option<Vec<Quantity>> {
        series.entries.iter().map(|(_, _, quantity)| quantity.clone()).collect()
    }

    fn total(&mut self, argument: &Expression, mean: bool, range: Range<usize>) -> Result<Value, Fault> {
        let series = self.series_of(argument)?;
        let Some(numbers) = Self::numbers(&series) else { return Ok(Value::Pending) };
        if let Some(first) = numbers.first().filter(|_| !mean) {
            warmth(first, &range)?;
        }
        let fail = |cause| trouble(cause, range.clone());
        let Some(mut quantity) = total(&numbers).map_err(fail)? else { return Ok(Value::Pending) };
        if let Some(absent) = self.unstated(&series) {
            if mean {
                return Ok(Value::Pending);
            }
            let each = self.most_of_absent(&series).map_err(fail)?.and_then(|most| most.checked_mul(absent.into()));
            let high = quantity.interval.high.zip(each).and_then(|(high, more)| high.checked_add(more));
            let whole = self.whole_of(&series);
            quantity.interval.high = high.zip(whole).map(|(high, whole)| high.min(whole)).or(high).or(whole);
        }
        if mean {
            let unit = quantity.unit.clone();
            quantity = combine(&quantity, &plain(numbers.len()), true).map_err(fail)?;
            quantity.unit = unit;
        }
        Ok(Value::Number { quantity, bare: false })
    }

    /// The number of members that the source is said not to give; `None` if there are none.
    fn unstated(&self, series: &Series) -> Option<u64> {
        let fact = &self.directory.project.facts[series.fact];
        let partial = fact.complete == Some(false) || fact.listed_largest;
        Some(self.absent(series) as u64).filter(|absent| partial && *absent > 0)
    }

    fn extreme(&mut self, arguments: &[Expression], highest: bool, range: Range<usize>) -> Result<Value, Fault> {
        let numbers = if let [argument] = arguments {
            let series = self.series_of(argument)?;
            let absent = self.unstated(&series).map(|_| self.most_of_absent(&series));
            let mut numbers = Self::numbers(&series);
            if let (Some(numbers), Some(most)) = (&mut numbers, absent) {
                let most = most.map_err(|cause| trouble(cause, range.clone()))?;
                widen(numbers, highest, most);
            }
            numbers
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
        if numbers.windows(2).any(|pair| !pair[0].unit.same_dimension(&pair[1].unit)) {
            return Err(Fault::of(rule::UNIT_MISMATCH, range, Message::new("unit-mismatch.members")));
        }
        let join = |a: Quantity, b: Quantity| Quantity {
            nominal: if highest { a.nominal.max(b.nominal) } else { a.nominal.min(b.nominal) },
            interval: interval::extreme(a.interval, b.interval, highest),
            unit: a.unit,
        };
        Ok(numbers.into_iter().reduce(join).map_or(Value::Pending, |quantity| Value::Number { quantity, bare: false }))
    }

    fn count(&mut self, argument: &Expression, range: Range<usize>) -> Result<Value, Fault> {
        let counted = match self.any(argument)? {
            Value::Series(series) => series.entries.iter().filter(|(_, _, quantity)| quantity.is_some()).count(),
            Value::Members(members, _) => members.len(),
            _ => return Err(Fault::broken(range, Message::new("formula-wants-series"))),
        };
        Ok(Value::Number { quantity: plain(counted), bare: true })
    }

    /// `share(x@m)`: the member by the fact's whole; without one, by the sum of all members, if all are known.
    fn share(&mut self, argument: &Expression, range: Range<usize>) -> Result<Value, Fault> {
        let Some((part, _)) = self.number(argument)? else { return Ok(Value::Pending) };
        warmth(&part, &range)?;
        let series = self.siblings_of(argument)?;
        let fail = |cause| trouble(cause, range.clone());
        let whole = match self.declared_whole(argument) {
            Some(whole) => whole,
            None if self.absent(&series) > 0 => return Ok(Value::Pending),
            None => {
                let Some(numbers) = Self::numbers(&series) else { return Ok(Value::Pending) };
                let Some(whole) = total(&numbers).map_err(fail)? else { return Ok(Value::Pending) };
                whole
            }
        };
        let quantity = combine(&part, &whole, true).map_err(fail)?;
        Ok(Value::Number { quantity, bare: false })
    }

    /// The whole that a fact's `whole:` names for one member: one number, or that of the members both facts share.
    fn declared_whole(&mut self, argument: &Expression) -> Option<Quantity> {
        let Node::Reference(reference) = &argument.node else { return None };
        let Some(Named::Fact(fact, _)) = self.directory.find(&reference.name) else { return None };
        let key = self.whole_key(fact, &reference.members)?;
        let whole = self.observations.get(&key).and_then(Observation::value).cloned()?;
        self.note(key);
        Some(whole)
    }

    /// All members beside the one that a reference names, along the dimension that is not the year.
    pub(super) fn siblings_of(&mut self, argument: &Expression) -> Result<Series, Fault> {
        let wrong = |id| Fault::broken(argument.range.clone(), Message::new(id));
        let Node::Reference(reference) = &argument.node else { return Err(wrong("formula-wants-member-of")) };
        let Some(Named::Fact(fact, _)) = self.directory.find(&reference.name) else {
            return Err(wrong("formula-wants-member-of"));
        };
        let by = &self.directory.project.facts[fact].by;
        let named: Vec<usize> = (0..by.len()).filter(|place| by[*place].value != YEAR).collect();
        let running = match named.as_slice() {
            [place] => *place,
            [] => 0,
            _ => return Err(wrong("formula-many-dimensions")),
        };
        let mut open = reference.clone();
        if let Some(member) = open.members.get_mut(running) {
            ALL.clone_into(member);
        }
        self.series_of(&Expression { node: Node::Reference(open), range: argument.range.clone() })
    }

    /// `change(x, 2020, 2025)` is absolute, `growth` relative to the first, `cagr` what it grew by in each year.
    fn change(&mut self, arguments: &[Expression], function: Function, range: Range<usize>) -> Result<Value, Fault> {
        // Of the years that the fact has, only the two that are compared count as used.
        let used = self.keys.len();
        let series = self.series_of(&arguments[0])?;
        self.keys.truncate(used);
        let by = &self.directory.project.facts[series.fact].by;
        let year = by.iter().position(|dimension| dimension.value == YEAR);
        let Some(year) = year.filter(|year| series.along() == [*year]) else {
            return Err(self.years_needed(&series, arguments[0].range.clone()));
        };
        let (mut ends, mut years) = (Vec::new(), Vec::new());
        for argument in &arguments[1..] {
            let Node::Number(number, None) = &argument.node else {
                return Err(Fault::broken(argument.range.clone(), Message::new("formula-wants-year")));
            };
            ends.push(self.at_year(&series, year, &number.to_string(), argument.range.clone())?);
            years.push(*number);
        }
        let (Some(from), Some(to)) = (ends[0].clone(), ends[1].clone()) else { return Ok(Value::Pending) };
        let fail = |cause| trouble(cause, range.clone());
        let mut quantity = difference(&to, &from, &self.directory.project.units).map_err(fail)?;
        if function != Function::Change {
            warmth(&from, &range)?;
            if from.nominal <= Decimal::ZERO {
                return Err(Fault::broken(range, Message::new("growth-base")));
            }
            quantity = combine(&quantity, &from, true).map_err(fail)?;
        }
        if function == Function::Cagr {
            let count = years[1].checked_sub(years[0]).and_then(|years| u32::try_from(years).ok());
            let Some(count) = count.filter(|count| (1..=LONGEST).contains(count)) else {
                return Err(Fault::broken(range, Message::new("cagr-years").with("longest", LONGEST.to_string())));
            };
            quantity = power::yearly(&quantity, count).map_err(fail)?;
        }
        Ok(Value::Number { quantity, bare: false })
    }

    /// Only one member's years can be compared.
    fn years_needed(&self, series: &Series, range: Range<usize>) -> Fault {
        let fact = &self.directory.project.facts[series.fact];
        let open = |place: usize| fact.by.get(place).is_none_or(|dimension| dimension.value == YEAR);
        let form = (0..series.pattern.len()).map(|place| if open(place) { ALL } else { "…" });
        let form = Reference { name: series.id.clone(), members: form.map(str::to_owned).collect() };
        let written = format!("{}@{}", form.name, form.members.join(","));
        let message = Message::new("formula-wants-years").with("fact", fact.id.value.as_str()).with("form", written);
        Fault::broken(range, message)
    }

    /// The value of a year: observed, else planned.
    fn at_year(
        &mut self,
        series: &Series,
        place: usize,
        year: &str,
        range: Range<usize>,
    ) -> Result<Option<Quantity>, Fault> {
        let fact = &self.directory.project.facts[series.fact].id.value;
        let mut members = series.pattern.clone();
        year.clone_into(&mut members[place]);
        let (observed, planned) = (Key::new(fact, false, members.clone()), Key::new(fact, true, members.clone()));
        for key in [Key { fact: series.id.clone(), members }, observed, planned] {
            if let Some(observation) = self.observations.get(&key) {
                let value = observation.value().cloned();
                self.note(key);
                return Ok(value);
            }
        }
        let message = Message::new("year-unknown").with("fact", fact.as_str()).with("year", year);
        Err(Fault::broken(range, message))
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

/// Lets an absent member be the extreme: it lies between nothing and the most that it can have.
fn widen(numbers: &mut [Quantity], highest: bool, most: Option<Decimal>) {
    for quantity in numbers {
        let Interval { low, high } = &mut quantity.interval;
        if highest {
            *high = high.zip(most).map(|(high, most)| high.max(most));
        } else {
            *low = low.map(|low| low.min(Decimal::ZERO));
        }
    }
}

/// A plain exact number.
fn plain(count: usize) -> Quantity {
    let value = Decimal::from(count);
    Quantity { nominal: value, interval: Interval::exact(value), unit: UnitExpr::one() }
}
