//! Evaluates formulas: nominal values, intervals and dimensions side by side.

use super::comparison::{among_leaders, as_years, compare_leaders, compare_members, compare_numbers, compare_places};
use super::directory::{Directory, Named};
use super::formula::{Comparator, Expression, Fault, Function, Node, Operator, Reference};
use super::interval::{self, Trouble};
use super::value::{
    Ranking, Value, combine, counts, difference, in_words, kind_fault, of_both, opposite, sum, trouble, warmth,
};
use crate::diagnostic::{Message, nearest, rule};
use crate::model::{Comparison, Interval, Key, Measures, Observation, Plan, Quantity, Truth, UnitExpr};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) struct Evaluator<'a> {
    pub(super) directory: &'a Directory<'a>,
    pub(super) observations: &'a BTreeMap<Key, Observation>,
    /// Keys used, in the order met, without repetition.
    pub(super) keys: Vec<Key>,
    /// The sides of the comparison of two numbers that decided: the first that does not hold, else the outermost.
    pub(super) comparison: Option<Box<Comparison>>,
    /// Whether that comparison holds.
    compared: Option<Truth>,
    /// The members of the first comparison of members that does not hold: its left side.
    pub(super) members: Option<Vec<String>>,
    /// The rankings that functions made.
    pub(super) rankings: Vec<Ranking>,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(directory: &'a Directory<'a>, observations: &'a BTreeMap<Key, Observation>) -> Self {
        Self {
            directory,
            observations,
            keys: Vec::new(),
            comparison: None,
            compared: None,
            members: None,
            rankings: Vec::new(),
        }
    }

    /// A value that is no series: what stands outside of functions.
    pub(super) fn evaluate(&mut self, expression: &Expression) -> Result<Value, Fault> {
        match self.any(expression)? {
            Value::Series(series) => Err(self.member_needed(&series, expression.range.clone())),
            value => Ok(value),
        }
    }

    /// Any value, a series among them.
    pub(super) fn any(&mut self, expression: &Expression) -> Result<Value, Fault> {
        let range = expression.range.clone();
        match &expression.node {
            Node::Number(value, unit) => self.constant(*value, unit.as_deref(), range),
            Node::Reference(reference) => self.reference(reference, range),
            Node::Set(items) => self.set(items),
            Node::Negate(inner) => self.negate(inner),
            Node::Power(inner, exponent) => self.power(inner, *exponent, range),
            Node::Not(inner) => Ok(Value::Truth(self.truth(inner)?.negate())),
            Node::And(left, right) => Ok(Value::Truth(conjoin(self.truth(left)?, self.truth(right)?))),
            Node::Or(left, right) => {
                let (left, right) = (self.truth(left)?, self.truth(right)?);
                Ok(Value::Truth(conjoin(left.negate(), right.negate()).negate()))
            }
            Node::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right, range),
            Node::Compare(comparator, left, right) => self.compare(*comparator, left, right, range),
            Node::Call(function, arguments) => self.call(*function, arguments, range),
        }
    }

    fn constant(&self, value: Decimal, unit: Option<&str>, range: Range<usize>) -> Result<Value, Fault> {
        let Some(name) = unit else {
            let quantity = Quantity { nominal: value, interval: Interval::exact(value), unit: UnitExpr::one() };
            return Ok(Value::Number { quantity, bare: true });
        };
        let unit = self.directory.project.units.parse(name).ok_or_else(|| {
            Fault::of(rule::UNIT_UNKNOWN, range.clone(), Message::new("unit-unknown").with("unit", name))
        })?;
        let nominal = unit.to_base(value).ok_or_else(|| trouble(Trouble::Overflow, range.clone()))?;
        let interval = interval::in_base(&unit, Some(value), Some(value)).map_err(|found| trouble(found, range))?;
        Ok(Value::Number { quantity: Quantity { nominal, interval, unit }, bare: false })
    }

    fn reference(&mut self, reference: &Reference, range: Range<usize>) -> Result<Value, Fault> {
        match self.directory.find(&reference.name) {
            Some(Named::Fact(fact, target)) => self.fact(fact, target, &reference.members, range),
            Some(Named::Member(member)) => Ok(Value::Members(vec![member.to_owned()], None)),
            Some(Named::Dimension(dimension)) => {
                let members = dimension.members.iter().map(|member| member.id.value.clone()).collect();
                Ok(Value::Members(members, Some(dimension.id.value.clone())))
            }
            Some(Named::Year(year)) => self.constant(Decimal::from(year), Some("year"), range),
            None => Err(self.unknown(&reference.name, range)),
        }
    }

    fn unknown(&self, name: &str, range: Range<usize>) -> Fault {
        if let Some(year) =
            Plan::YEAR_NAMES.iter().find(|known| **known == name).and_then(|name| name.split('.').next_back())
        {
            return Fault::of(rule::UNKNOWN_NAME, range, Message::new("unknown-plan-year").with("year", year));
        }
        let now = self.directory.project.called_now(name);
        let near = now.as_deref().or_else(|| nearest(name, self.directory.names()));
        let message = match near {
            Some(near) => Message::new("unknown-fact-near").with("name", name).with("near", near),
            None => Message::new("unknown-fact").with("name", name),
        };
        Fault::of(rule::UNKNOWN_NAME, range, message)
    }

    pub(super) fn observed(&mut self, key: Key) -> Value {
        let value = self.observations.get(&key).and_then(Observation::value).cloned();
        self.note(key);
        value.map_or(Value::Pending, |quantity| Value::Number { quantity, bare: false })
    }

    pub(super) fn note(&mut self, key: Key) {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }

    fn set(&mut self, items: &[Expression]) -> Result<Value, Fault> {
        let mut members = Vec::new();
        for item in items {
            match self.evaluate(item)? {
                Value::Members(more, _) => members.extend(more),
                // Years are members too.
                Value::Number { quantity, bare: true } => members.push(quantity.nominal.to_string()),
                Value::UndecidedMembers(_) => return Ok(Value::UndecidedMembers(None)),
                _ => return Err(kind_fault("formula-wants-member", item)),
            }
        }
        Ok(Value::Members(members, None))
    }

    fn negate(&mut self, inner: &Expression) -> Result<Value, Fault> {
        Ok(match self.number(inner)? {
            None => Value::Pending,
            Some((quantity, bare)) => Value::Number {
                quantity: Quantity {
                    nominal: -quantity.nominal,
                    interval: interval::negate(quantity.interval),
                    unit: quantity.unit,
                },
                bare,
            },
        })
    }

    /// A number, or `None` when it is to be determined.
    pub(super) fn number(&mut self, expression: &Expression) -> Result<Option<(Quantity, bool)>, Fault> {
        match self.evaluate(expression)? {
            Value::Number { quantity, bare } => Ok(Some((quantity, bare))),
            Value::Pending => Ok(None),
            _ => Err(kind_fault("formula-wants-number", expression)),
        }
    }

    fn truth(&mut self, expression: &Expression) -> Result<Truth, Fault> {
        match self.evaluate(expression)? {
            Value::Truth(truth) => Ok(truth),
            _ => Err(kind_fault("formula-wants-statement", expression)),
        }
    }

    fn arithmetic(
        &mut self,
        operator: Operator,
        left: &Expression,
        right: &Expression,
        range: Range<usize>,
    ) -> Result<Value, Fault> {
        let (a, b) = (self.number(left)?, self.number(right)?);
        let (Some((a, bare_a)), Some((b, bare_b))) = (a, b) else { return Ok(Value::Pending) };
        let quantity = match operator {
            Operator::Add | Operator::Subtract => {
                self.fit((&a, bare_a), (&b, bare_b), &range, "unit-mismatch.add")?;
                match operator {
                    Operator::Subtract if !bare_a && !bare_b => difference(&a, &b, &self.directory.project.units),
                    Operator::Subtract => sum(a.nominal, a.interval, &opposite(&b), of_both(&a, bare_a, &b)),
                    _ => sum(a.nominal, a.interval, &b, of_both(&a, bare_a, &b)),
                }
            }
            Operator::Multiply => {
                for (side, quantity) in [(left, &a), (right, &b)] {
                    if self.states_level(side) {
                        warmth(quantity, &range)?;
                    }
                }
                combine(&a, &b, false)
            }
            Operator::Divide => {
                // A difference of temperatures may be compared with another; a temperature may not.
                let stated = |side: &Expression| matches!(side.node, Node::Reference(_));
                if a.unit.same_dimension(&b.unit) && (stated(left) || stated(right)) {
                    warmth(&a, &range)?;
                }
                combine(&a, &b, true)
            }
        };
        let quantity = quantity.map_err(|cause| trouble(cause, range))?;
        Ok(Value::Number { quantity, bare: bare_a && bare_b })
    }

    /// Whether a side of a product is a stated value itself, and no change that is stated.
    fn states_level(&self, side: &Expression) -> bool {
        let Node::Reference(reference) = &side.node else { return false };
        let Some(Named::Fact(fact, _)) = self.directory.find(&reference.name) else { return false };
        self.directory
            .project
            .facts
            .get(fact)
            .is_some_and(|fact| fact.measures.is_none_or(|kind| kind == Measures::Level))
    }

    fn compare(
        &mut self,
        comparator: Comparator,
        left: &Expression,
        right: &Expression,
        range: Range<usize>,
    ) -> Result<Value, Fault> {
        let (a, b) = as_years(self.evaluate(left)?, self.evaluate(right)?);
        let truth = match (a, b) {
            (Value::Number { quantity: a, bare: x }, Value::Number { quantity: b, bare: y }) => {
                self.fit((&a, x), (&b, y), &range, "unit-mismatch.compare")?;
                let ranks = [left, right].into_iter().any(|side| matches!(side.node, Node::Call(Function::Rank, _)));
                let compare = if ranks { compare_places } else { compare_numbers };
                let truth = compare(comparator, a.interval, b.interval)
                    .ok_or_else(|| kind_fault("formula-wants-member", right))?;
                if self.compared.is_none_or(|known| known == Truth::Holds) {
                    self.comparison = Some(Box::new(Comparison { computed: a, stated: b }));
                    self.compared = Some(truth);
                }
                truth
            }
            (Value::Members(a, of_a), Value::Members(b, of_b)) => {
                self.must_hold(of_a.as_deref(), &b, right)?;
                self.must_hold(of_b.as_deref(), &a, left)?;
                let truth = compare_members(comparator, &a, &b)
                    .ok_or_else(|| Fault::broken(range, Message::new("formula-members-order")))?;
                if truth == Truth::Fails {
                    self.members.get_or_insert(a);
                }
                truth
            }
            (Value::UndecidedMembers(Some(leaders)), Value::Members(members, of)) => {
                self.must_hold(of.as_deref(), &leaders.sure, left)?;
                compare_leaders(comparator, &leaders, &members)
                    .ok_or_else(|| Fault::broken(range, Message::new("formula-members-order")))?
            }
            (Value::Members(members, of), Value::UndecidedMembers(Some(leaders))) => {
                self.must_hold(of.as_deref(), &leaders.sure, right)?;
                match comparator {
                    Comparator::In => among_leaders(&members, &leaders),
                    _ => compare_leaders(comparator, &leaders, &members)
                        .ok_or_else(|| Fault::broken(range, Message::new("formula-members-order")))?,
                }
            }
            (Value::Pending | Value::UndecidedMembers(_), _) | (_, Value::Pending | Value::UndecidedMembers(_)) => {
                Truth::Undecided
            }
            _ => return Err(Fault::broken(range, Message::new("formula-compare-kinds"))),
        };
        Ok(Value::Truth(truth))
    }

    /// Both sides of a sum or a comparison must measure the same kind of thing. A nothing written without a unit is one
    /// of any kind.
    fn fit(
        &self,
        (a, bare_a): (&Quantity, bool),
        (b, bare_b): (&Quantity, bool),
        range: &Range<usize>,
        id: &'static str,
    ) -> Result<(), Fault> {
        let stands_for = |one: &Quantity, bare: bool, other: &Quantity| {
            bare && (counts(&other.unit) || one.nominal.is_zero() && one.interval == Interval::exact(one.nominal))
        };
        if a.unit.same_dimension(&b.unit) || stands_for(a, bare_a, b) || stands_for(b, bare_b, a) {
            return Ok(());
        }
        let name = |unit: &UnitExpr| in_words(unit, &self.directory.project.units);
        let message = Message::new(id).with("left", name(&a.unit)).with("right", name(&b.unit));
        Err(Fault::of(rule::UNIT_MISMATCH, range.clone(), message))
    }

    /// Members that are compared with those of a dimension must be members of it: no zone is ever a town.
    fn must_hold(&self, dimension: Option<&str>, members: &[String], side: &Expression) -> Result<(), Fault> {
        let Some(id) = dimension else { return Ok(()) };
        let holds = |member: &&String| match self.directory.dimension(id) {
            Some(known) => known.members.has(member),
            None => crate::model::Date::of_period(member).is_some(),
        };
        match members.iter().find(|member| !holds(member)) {
            None => Ok(()),
            Some(stranger) => {
                let message = Message::new("member-foreign").with("member", stranger.as_str()).with("dimension", id);
                Err(Fault::of(rule::MEMBER_MISSING, side.range.clone(), message))
            }
        }
    }
}

fn conjoin(left: Truth, right: Truth) -> Truth {
    match (left, right) {
        (Truth::Fails, _) | (_, Truth::Fails) => Truth::Fails,
        (Truth::Holds, Truth::Holds) => Truth::Holds,
        _ => Truth::Undecided,
    }
}
