//! Makes the observations: stated values with their intervals, then what the formulas give.

use super::directory::{Directory, Named};
use super::evaluate::Evaluator;
use super::formula::{Expression, Node};
use super::value::{Value, counts, in_words};
use super::{interval, members};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned, rule};
use crate::locale;
use crate::model::{
    Bound, Fact, FactValue, Key, Missing, Observation, Qualifier, Quantity, Reading, Text, UnitExpr, ValueState,
};
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All observations of a book, formulas evaluated.
pub(super) fn observe(directory: &Directory<'_>, faults: &mut Diagnostics) -> BTreeMap<Key, Observation> {
    let observe = |(index, fact): (usize, &Fact)| {
        let mut found = Diagnostics::new();
        let mut own: Vec<Observation> =
            fact.readings().iter().map(|reading| stated(directory, index, fact, reading, &mut found)).collect();
        if matches!(fact.value, FactValue::Single(None)) {
            own.push(unstated(directory, index, fact));
        }
        (own, found)
    };
    let parts: Vec<_> = directory.project.facts.par_iter().enumerate().map(observe).collect();
    let mut all = Vec::with_capacity(parts.iter().map(|(own, _)| own.len()).sum());
    for (own, found) in parts {
        faults.merge(found);
        all.extend(own.into_iter().map(|observation| (observation.key.clone(), observation)));
    }
    // Made in one go, a map of a hundred thousand takes a fraction of the time.
    let mut observations = BTreeMap::from_iter(all);
    for index in order(directory, faults) {
        compute(directory, index, &mut observations, faults);
    }
    observations
}

fn stated(
    directory: &Directory<'_>,
    index: usize,
    fact: &Fact,
    reading: &Reading,
    faults: &mut Diagnostics,
) -> Observation {
    let unit = &directory.units[index];
    let quantity = match &reading.state.value {
        ValueState::Given(value) => {
            let quantity = quantity(directory, fact, unit, *value, reading.bound);
            if quantity.is_none() {
                let fault =
                    Diagnostic::error(rule::NUMBER_TOO_LARGE, reading.state.span, Message::new("number-too-large"));
                faults.report(fault);
            }
            quantity
        }
        ValueState::Missing(_) => None,
    };
    let source = reading.source.as_ref().or(fact.source.as_ref());
    Observation {
        key: fact.key(reading),
        fact: index,
        unit: Arc::clone(unit),
        name: name(directory, fact, reading),
        stated: reading.state.value.clone(),
        quantity,
        computed: None,
        inputs: Vec::new(),
        target: reading.target,
        internal: fact.internal || reading.internal,
        bound: reading.bound,
        date: reading.date.or(fact.date).or_else(|| year_of(fact, reading)),
        source: source.and_then(|id| directory.source(id)),
        span: reading.state.span,
    }
}

/// A quarter or a month in words; a year and what else is no member of a dimension as it is written.
pub(super) fn period(id: &str) -> Text {
    Text::build(|language| locale::period_name(language, id).unwrap_or_else(|| id.to_owned()))
}

/// A member of `by: year` is its own date.
fn year_of(fact: &Fact, reading: &Reading) -> Option<crate::model::Date> {
    let place = fact.by.iter().position(|dimension| dimension.value == "year")?;
    crate::model::Date::of_period(&reading.members.get(place)?.value)
}

fn unstated(directory: &Directory<'_>, index: usize, fact: &Fact) -> Observation {
    let source = fact.source.as_ref();
    Observation {
        key: Key { fact: fact.id.value.clone(), members: Vec::new() },
        fact: index,
        unit: Arc::clone(&directory.units[index]),
        name: fact.name.plain(),
        stated: ValueState::Missing(Missing::Undetermined),
        quantity: None,
        computed: None,
        inputs: Vec::new(),
        target: false,
        internal: fact.internal,
        bound: None,
        date: fact.date,
        source: source.and_then(|id| directory.source(id)),
        span: fact.formula.as_ref().map_or(fact.id.span, |formula| formula.span),
    }
}

/// The fact's name with its members' names in brackets.
fn name(directory: &Directory<'_>, fact: &Fact, reading: &Reading) -> Text {
    let mut name = fact.name.plain();
    let mut members: Text<Vec<String>> = Text::default();
    for (position, member) in reading.members.iter().enumerate() {
        let known = fact.by.get(position).and_then(|by| directory.dimension(by));
        let found = known.and_then(|known| known.members.get(member));
        let label = found.map_or_else(|| period(member), |entry| entry.name.plain());
        members.zh.push(label.zh);
        members.en.push(label.en);
    }
    if matches!(fact.value, FactValue::Range(..)) {
        let low = reading.members.first().is_some_and(|member| member.value == "min");
        members = if low {
            Text { zh: vec!["最小".into()], en: vec!["minimum".into()] }
        } else {
            Text { zh: vec!["最大".into()], en: vec!["maximum".into()] }
        };
    }
    if !members.zh.is_empty() {
        name.zh = format!("{}（{}）", name.zh, members.zh.join("、"));
        name.en = format!("{} ({})", name.en, members.en.join(", "));
    }
    name
}

/// The interval a stated value stands for (design of the book's data: half a unit of the last digit; an exact count
/// for itself; `about` half a unit of the last digit that is not zero; `over` and `under` open on one side,
/// a floor or a ceiling likewise).
fn quantity(
    directory: &Directory<'_>,
    fact: &Fact,
    unit: &UnitExpr,
    value: Decimal,
    bound: Option<Bound>,
) -> Option<Quantity> {
    let counting =
        unit.over.as_deref().and_then(|id| directory.project.units.get(id)).is_some_and(|unit| unit.counting);
    let exact = fact.exact.unwrap_or(counting && unit.scale == 0 && unit.under.is_empty() && fact.qualifier.is_none());
    let digit = match fact.qualifier {
        Some(Qualifier::About) => last_significant_digit(value),
        _ => Decimal::new(1, value.scale()),
    };
    let half = if exact { Decimal::ZERO } else { digit.checked_mul(Decimal::new(5, 1))? };
    let open_below = fact.qualifier == Some(Qualifier::Under) || bound == Some(Bound::AtMost);
    let open_above = fact.qualifier == Some(Qualifier::Over) || bound == Some(Bound::AtLeast);
    let low = (!open_below).then(|| value - half);
    let high = (!open_above).then(|| value + half);
    Some(Quantity {
        nominal: unit.to_base(value)?,
        interval: interval::in_base(unit, low, high).ok()?,
        unit: unit.clone(),
    })
}

/// 10 for 80, 1000 for 23 000, 0.01 for 2.03.
fn last_significant_digit(value: Decimal) -> Decimal {
    let mut digit = Decimal::new(1, value.scale());
    if value.scale() == 0 && !value.is_zero() {
        let ten = Decimal::TEN;
        while (value % (digit * ten)).is_zero() {
            digit *= ten;
        }
    }
    digit
}

/// Facts with formulas, each after those it needs. A fact on a cycle is reported and left out.
fn order(directory: &Directory<'_>, faults: &mut Diagnostics) -> Vec<usize> {
    let mut walk =
        Walk { directory, state: vec![State::New; directory.project.facts.len()], order: Vec::new(), faults };
    for index in 0..directory.project.facts.len() {
        walk.visit(index);
    }
    walk.order
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'a, 'l> {
    directory: &'a Directory<'l>,
    state: Vec<State>,
    order: Vec<usize>,
    faults: &'a mut Diagnostics,
}

impl Walk<'_, '_> {
    /// Goes through what a fact needs, however long the chain: the path is kept here, not on the program's stack.
    fn visit(&mut self, start: usize) {
        if self.state[start] != State::New {
            return;
        }
        let mut path = vec![(start, self.open(start))];
        while let Some((index, needed)) = path.last_mut() {
            let index = *index;
            let Some(next) = needed.pop() else {
                path.pop();
                self.state[index] = State::Done;
                if self.directory.formulas[index].is_some() {
                    self.order.push(index);
                }
                continue;
            };
            match self.state[next] {
                State::Done => {}
                State::Open => self.cycle(next, &path.iter().map(|(on_path, _)| *on_path).collect::<Vec<_>>()),
                State::New => path.push((next, self.open(next))),
            }
        }
    }

    /// The facts that a formula needs, the first of them last.
    fn open(&mut self, index: usize) -> Vec<usize> {
        self.state[index] = State::Open;
        let mut needed = Vec::new();
        if let Some(formula) = &self.directory.formulas[index] {
            collect(formula, &mut |name| {
                if let Some(Named::Fact(fact, _)) = self.directory.find(name) {
                    needed.push(fact);
                }
            });
        }
        needed.reverse();
        needed
    }

    fn cycle(&mut self, index: usize, path: &[usize]) {
        let facts = &self.directory.project.facts;
        let start = path.iter().position(|on_path| *on_path == index).unwrap_or(0);
        let names: Vec<&str> = path[start..].iter().chain([&index]).map(|on| facts[*on].id.value.as_str()).collect();
        if let Some(formula) = &facts[index].formula {
            let message = Message::new("formula-cycle").with("facts", names.join(" → "));
            self.faults.report(
                Diagnostic::error(rule::FORMULA_CYCLE, formula.span, message).hint(Message::new("formula-cycle.hint")),
            );
        }
    }
}

/// Calls `see` for every name in an expression.
pub(super) fn collect(expression: &Expression, see: &mut dyn FnMut(&str)) {
    match &expression.node {
        Node::Number(..) => {}
        Node::Reference(reference) => see(&reference.name),
        Node::Set(items) | Node::Call(_, items) => items.iter().for_each(|item| collect(item, see)),
        Node::Negate(inner) | Node::Not(inner) | Node::Power(inner, _) => collect(inner, see),
        Node::Arithmetic(_, left, right)
        | Node::Compare(_, left, right)
        | Node::And(left, right)
        | Node::Or(left, right) => {
            collect(left, see);
            collect(right, see);
        }
    }
}

/// What the formula of a fact gives, for each of its members where it has some. The first that cannot be told is reported.
fn compute(
    directory: &Directory<'_>,
    index: usize,
    observations: &mut BTreeMap<Key, Observation>,
    faults: &mut Diagnostics,
) {
    let fact = &directory.project.facts[index];
    let (Some(text), Some(expression)) = (&fact.formula, &directory.formulas[index]) else { return };
    let observed = || fact.readings().iter().filter(|reading| !reading.target).map(|reading| fact.key(reading));
    let plain = || vec![Key { fact: fact.id.value.clone(), members: Vec::new() }];
    let keys: Vec<Key> = if fact.by.is_empty() { plain() } else { observed().collect() };
    if keys.is_empty() {
        let fault = Diagnostic::error(rule::MEMBER_MISSING, text.span, Message::new("formula-no-member"));
        faults.report(fault.related(fact.id.span, Message::new("formula-no-member.fact")));
    }
    for key in keys {
        let own = members::at(directory.project, fact, expression, &key.members);
        let (computed, inputs) = match evaluated(directory, index, (text, &own), observations) {
            Ok(found) => found,
            Err(fault) => return faults.report(*fault),
        };
        // Whoever knows what a number is made of knows a part of it.
        let of_internal = inputs.iter().any(|input| observations.get(input).is_some_and(|input| input.internal));
        if let Some(observation) = observations.get_mut(&key) {
            let stated = matches!(observation.stated, ValueState::Given(_));
            observation.internal |= of_internal && !stated;
            observation.computed = computed;
            observation.inputs = inputs;
        }
    }
}

/// What a formula gives in the unit of its fact, and the numbers that it rests on.
fn evaluated(
    directory: &Directory<'_>,
    index: usize,
    (text, expression): (&Spanned<String>, &Expression),
    observations: &BTreeMap<Key, Observation>,
) -> Result<(Option<Quantity>, Vec<Key>), Box<Diagnostic>> {
    let fact = &directory.project.facts[index];
    let mut evaluator = Evaluator::new(directory, observations);
    let computed = match evaluator.evaluate(expression) {
        Ok(Value::Number { quantity, bare }) => {
            let unit = &directory.units[index];
            let bare = bare && (counts(unit) || unit.is_dimensionless());
            if !(bare || quantity.unit.same_dimension(unit) || counted(&quantity.unit, unit)) {
                let message = Message::new("unit-mismatch.fact")
                    .with("unit", in_words(unit, &directory.project.units))
                    .with("given", in_words(&quantity.unit, &directory.project.units))
                    .with("formula", text.value.as_str());
                let fault = Diagnostic::error(rule::UNIT_MISMATCH, text.span, message);
                return Err(Box::new(fault.related(fact.unit.span, Message::new("unit-mismatch.fact.unit"))));
            }
            Some(Quantity { unit: UnitExpr::clone(unit), ..quantity })
        }
        Ok(Value::Pending) => None,
        Ok(_) => {
            let message = Message::new("formula-wants-number");
            return Err(Box::new(Diagnostic::error(rule::FORMULA_BROKEN, text.span, message)));
        }
        Err(fault) => return Err(Box::new(fault.within(text))),
    };
    Ok((computed, evaluator.keys))
}

/// A pure number may stand for a count, and a ratio of counts for a pure number.
fn counted(given: &UnitExpr, wanted: &UnitExpr) -> bool {
    given.is_dimensionless() && wanted.dimensions.len() == 1 && wanted.dimensions.contains_key("count")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_significant_digit_skips_trailing_zeros_of_whole_numbers() {
        for (value, digit) in
            [("80", "10"), ("23000", "1000"), ("2.03", "0.01"), ("61.00", "0.01"), ("0", "1"), ("7", "1")]
        {
            let value = Decimal::from_str_exact(value).unwrap();
            assert_eq!(last_significant_digit(value), Decimal::from_str_exact(digit).unwrap(), "{value}");
        }
    }
}
