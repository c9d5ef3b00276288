//! What a formula is about: the members and years that it names, level or change, where its statement points. For the
//! rules that compare a tie with the words around it; evaluates nothing that the formula does not ask for.

use super::directory::{self, Directory};
use super::evaluate::Evaluator;
use super::formula::{Comparator, Expression, Function, Node, Operator, Reference};
use super::value::{ALL, Value, YEAR};
use crate::model::{Fact, Key, Kind, Measure, Measures, Named, Observation, Sense, Statement};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What a formula that has been evaluated is about; `keys` are those that it used.
pub(super) fn of(
    directory: &Directory<'_>,
    observations: &BTreeMap<Key, Observation>,
    expression: &Expression,
    keys: &[Key],
) -> Sense {
    let mut reader = Reader { directory, observations, sense: Sense::default() };
    reader.read(expression, None);
    reader.sense.planned = keys.iter().any(|key| key.base() != key.fact);
    reader.sense.sum = is_sum(expression);
    reader.sense.measure = reader.measure(expression);
    reader.sense.statement = reader.statement(expression);
    reader.sense
}

struct Reader<'a, 'l> {
    directory: &'a Directory<'l>,
    observations: &'a BTreeMap<Key, Observation>,
    sense: Sense,
}

impl Reader<'_, '_> {
    /// Notes the members and years that an expression names; `along` is the dimension that a bare member is of.
    fn read(&mut self, expression: &Expression, along: Option<usize>) {
        match &expression.node {
            Node::Number(..) => {}
            Node::Reference(reference) => self.reference(reference, along),
            Node::Set(items) => items.iter().for_each(|item| self.member_or_year(item, along)),
            Node::Negate(inner) | Node::Not(inner) | Node::Power(inner, _) => self.read(inner, along),
            Node::Arithmetic(_, left, right) | Node::And(left, right) | Node::Or(left, right) => {
                self.read(left, along);
                self.read(right, along);
            }
            Node::Compare(_, left, right) => {
                let (of_left, of_right) = (self.ranked(left), self.ranked(right));
                for (side, along) in [(left, of_right), (right, of_left)] {
                    match along {
                        Some(along) => self.member_or_year(side, Some(along)),
                        None => self.read(side, None),
                    }
                }
            }
            Node::Call(Function::Change | Function::Growth | Function::Cagr, arguments) => {
                let (what, years) = arguments.split_at(arguments.len().min(1));
                what.iter().for_each(|argument| self.read(argument, along));
                years.iter().for_each(|argument| self.member_or_year(argument, along));
            }
            Node::Call(_, arguments) => arguments.iter().for_each(|argument| self.read(argument, along)),
        }
    }

    /// A member or a year that stands by itself: what a ranking is compared with, the years of a change.
    fn member_or_year(&mut self, expression: &Expression, along: Option<usize>) {
        match &expression.node {
            Node::Number(number, None) => self.year(&number.to_string()),
            Node::Set(items) => items.iter().for_each(|item| self.member_or_year(item, along)),
            _ => self.read(expression, along),
        }
    }

    fn reference(&mut self, reference: &Reference, along: Option<usize>) {
        match self.directory.find(&reference.name) {
            Some(directory::Named::Fact(fact, _)) => {
                let Some(fact) = self.directory.project.facts.get(fact) else { return };
                for (dimension, member) in fact.by.iter().zip(&reference.members) {
                    self.member(&dimension.value, member);
                }
            }
            Some(directory::Named::Member(member)) => {
                let dimension = along.and_then(|place| self.directory.project.dimensions.get(place));
                if let Some(dimension) = dimension {
                    self.member(&dimension.id.value, member);
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, dimension: &str, member: &str) {
        if dimension == YEAR {
            return self.year(member);
        }
        let dimensions = &self.directory.project.dimensions;
        let Some(place) = dimensions.place(dimension).filter(|_| member != ALL) else { return };
        let Some(member) = dimensions.get(place).and_then(|found| found.members.place(member)) else { return };
        let named = Named { dimension: place, member };
        if !self.sense.members.contains(&named) {
            self.sense.members.push(named);
        }
    }

    fn year(&mut self, text: &str) {
        if let Ok(year) = text.parse::<i32>()
            && !self.sense.years.contains(&year)
        {
            self.sense.years.push(year);
        }
    }

    /// The dimension whose members a ranking gives.
    fn ranked(&self, expression: &Expression) -> Option<usize> {
        let Node::Call(Function::ArgMax | Function::ArgMin | Function::Top, arguments) = &expression.node else {
            return None;
        };
        let Node::Reference(reference) = &arguments.first()?.node else { return None };
        let fact = self.fact(reference)?;
        let open = |place: &usize| reference.members.get(*place).is_none_or(|member| member == ALL);
        let dimension = (0..fact.by.len()).find(open).and_then(|place| fact.by.get(place))?;
        // Years are no listed dimension, but what a ranking of years is compared with is a year.
        let years = self.directory.project.dimensions.len();
        if dimension.value == YEAR { Some(years) } else { self.directory.project.dimensions.place(&dimension.value) }
    }

    fn fact(&self, reference: &Reference) -> Option<&Fact> {
        match self.directory.find(&reference.name)? {
            directory::Named::Fact(fact, _) => self.directory.project.facts.get(fact),
            _ => None,
        }
    }

    fn measure(&self, expression: &Expression) -> Measure {
        match &expression.node {
            Node::Negate(inner) => self.measure(inner),
            Node::Call(Function::Abs, arguments) => {
                arguments.first().map_or(Measure::Level, |inner| self.measure(inner))
            }
            Node::Call(Function::Change | Function::Growth | Function::Cagr, arguments) => {
                let year = |place: usize| match arguments.get(place).map(|argument| &argument.node) {
                    Some(Node::Number(year, None)) => Some(*year),
                    _ => None,
                };
                match self.sign(expression) {
                    Some(sign) if year(1) > year(2) => Measure::Change(sign.reverse()),
                    Some(sign) => Measure::Change(sign),
                    None => Measure::Difference,
                }
            }
            Node::Arithmetic(Operator::Subtract, left, right) => self.between_years(expression, left, right),
            Node::Arithmetic(Operator::Divide, ..) => Measure::Quotient,
            Node::Reference(reference) => self.measured(expression, reference),
            _ => Measure::Level,
        }
    }

    /// `x@a-x@b` of one series is a change from the earlier to the later year.
    fn between_years(&self, expression: &Expression, left: &Expression, right: &Expression) -> Measure {
        let ends = self.two_years(left, right);
        match ends.zip(self.sign(expression)) {
            Some((Ordering::Greater, sign)) => Measure::Change(sign),
            Some((Ordering::Less, sign)) => Measure::Change(sign.reverse()),
            _ => Measure::Difference,
        }
    }

    /// How the years of two numbers of one series compare, where all else of them is the same.
    fn two_years(&self, left: &Expression, right: &Expression) -> Option<Ordering> {
        let (Node::Reference(one), Node::Reference(other)) = (&left.node, &right.node) else { return None };
        let (fact, same) = (self.fact(one)?, self.fact(other)?);
        let place = fact.by.iter().position(|dimension| dimension.value == YEAR)?;
        let year = |reference: &Reference| reference.members.get(place)?.parse::<i32>().ok();
        let rest = |reference: &Reference| {
            let kept = reference.members.iter().enumerate().filter(move |(at, _)| *at != place);
            kept.map(|(_, member)| member.clone()).collect::<Vec<_>>()
        };
        (fact.id.value == same.id.value && rest(one) == rest(other)).then(|| year(one)?.partial_cmp(&year(other)?))?
    }

    /// What the numbers of a fact measure: as it says, else by its name.
    fn measured(&self, expression: &Expression, reference: &Reference) -> Measure {
        let Some(fact) = self.fact(reference) else { return Measure::Level };
        match (fact.measured(), self.sign(expression)) {
            (None | Some(Measures::Level), _) => Measure::Level,
            (_, None) => Measure::Difference,
            (Some(Measures::Change), Some(sign)) => Measure::Rate(sign),
            (Some(Measures::Rise), Some(sign)) => Measure::Change(sign),
            (Some(Measures::Fall), Some(sign)) => Measure::Change(sign.reverse()),
        }
    }

    /// Where a number lies from nothing; `None` where it is to be determined.
    fn sign(&self, expression: &Expression) -> Option<Ordering> {
        match Evaluator::new(self.directory, self.observations).any(expression).ok()? {
            Value::Number { quantity, .. } => Some(quantity.nominal.cmp(&rust_decimal::Decimal::ZERO)),
            _ => None,
        }
    }

    fn statement(&self, expression: &Expression) -> Option<Statement> {
        let Node::Compare(comparator, left, right) = &expression.node else { return None };
        let points = match comparator {
            Comparator::Less | Comparator::LessOrEqual => Ordering::Less,
            Comparator::Greater | Comparator::GreaterOrEqual => Ordering::Greater,
            Comparator::Equal | Comparator::In => return extreme(left, right),
            Comparator::NotEqual => return None,
        };
        let is_nothing = |side: &Expression| matches!(side.node, Node::Number(number, _) if number.is_zero());
        if matches!(left.node, Node::Call(Function::Rank | Function::Count, _)) {
            return None;
        }
        // x@2024 < x@2015/2 is a fall as well.
        let bare = |side: &Expression| match &side.node {
            Node::Arithmetic(Operator::Multiply | Operator::Divide, inner, by)
                if matches!(by.node, Node::Number(..)) =>
            {
                (**inner).clone()
            }
            _ => side.clone(),
        };
        if let Some(order) = self.two_years(&bare(left), &bare(right)) {
            let points = if order == Ordering::Less { points.reverse() } else { points };
            return Some(Statement { kind: Kind::Trend, points }).filter(|_| order != Ordering::Equal);
        }
        let changes = matches!(self.measure(left), Measure::Change(_) | Measure::Rate(_));
        let kind = if changes && is_nothing(right) { Kind::Trend } else { Kind::Comparison };
        Some(Statement { kind, points })
    }
}

/// The largest or the smallest, where a formula finds one.
fn extreme(left: &Expression, right: &Expression) -> Option<Statement> {
    let points = [(left, right), (right, left)].into_iter().find_map(|(side, other)| match &side.node {
        Node::Call(Function::ArgMax | Function::Top, _) => Some(Ordering::Greater),
        Node::Call(Function::ArgMin, _) => Some(Ordering::Less),
        Node::Call(Function::Rank, _) => match other.node {
            Node::Number(place, _) if place == rust_decimal::Decimal::ONE => Some(Ordering::Greater),
            _ => None,
        },
        _ => None,
    })?;
    Some(Statement { kind: Kind::Extreme, points })
}

/// Whether a formula adds up numbers and does nothing else.
fn is_sum(expression: &Expression) -> bool {
    match &expression.node {
        Node::Arithmetic(Operator::Add, left, right) => {
            [left, right].into_iter().all(|side| matches!(side.node, Node::Reference(_)) || is_sum(side))
        }
        _ => false,
    }
}
