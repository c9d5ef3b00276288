//! Formulas of the data as formulas of a spreadsheet: each number a cell, units made one by factors.
//!
//! What is not arithmetic (claims, rankings, leaders) has no such form, and neither has a formula whose translation does not
//! come to what the book computes: such a number stands in the spreadsheet as it is.

use super::formula::{self, Expression, Function, Node, Operator, Reference};
use super::value::{ALL, YEAR};
use crate::model::{Key, Observation, Report, TARGET, UnitExpr};
use rust_decimal::Decimal;

/// How far a translation may be from what the book computes, for the shortness of fractions: one part in so many.
const NEARNESS: i64 = 1_000_000_000_000;

/// A piece of a translated formula and what it comes to, in base units.
struct Piece {
    text: String,
    value: Decimal,
}

/// The formula of a computed number, in the number's own unit and without an equals sign; `cell` names the cell of a
/// number, if it has one. `None` where there is no such formula.
pub fn cell_formula(report: &Report, one: &Observation, cell: &dyn Fn(&Key) -> Option<String>) -> Option<String> {
    let facts = &report.project.facts;
    let arity = |name: &str| facts.get(name).map_or(1, |fact| fact.by.len().max(1));
    let text = report.fact(one)?.formula.as_ref()?;
    let parsed = formula::parse(text, &arity).ok()?;
    let piece = Translator { report, one, cell }.piece(&parsed)?;
    let computed = one.computed.as_ref()?.nominal;
    let apart = piece.value.checked_sub(computed)?.abs();
    if apart.checked_mul(Decimal::from(NEARNESS))? > computed.abs().max(Decimal::ONE) {
        return None;
    }
    Some(scaled(&piece.text, &one.unit, true))
}

/// A text in base units for one in a unit, or the reverse.
fn scaled(text: &str, unit: &UnitExpr, from_base: bool) -> String {
    let (up, down) = (unit.numerator.normalize(), unit.denominator.normalize());
    let (up, down) = if from_base { (down, up) } else { (up, down) };
    let times = if up == Decimal::ONE { String::new() } else { format!("*{up}") };
    let over = if down == Decimal::ONE { String::new() } else { format!("/{down}") };
    match times.is_empty() && over.is_empty() {
        true => text.to_owned(),
        false => format!("({text}){times}{over}"),
    }
}

struct Translator<'a> {
    report: &'a Report,
    one: &'a Observation,
    cell: &'a dyn Fn(&Key) -> Option<String>,
}

impl Translator<'_> {
    fn piece(&self, expression: &Expression) -> Option<Piece> {
        match &expression.node {
            Node::Number(number, unit) => {
                let value = match unit {
                    Some(unit) => self.report.project.units.parse(unit)?.to_base(*number)?,
                    None => *number,
                };
                Some(Piece { text: value.normalize().to_string(), value })
            }
            Node::Reference(reference) => self.number(&self.key(reference)?),
            Node::Negate(inner) => {
                let Piece { text, value } = self.piece(inner)?;
                Some(Piece { text: format!("-({text})"), value: -value })
            }
            Node::Power(inner, exponent) => {
                let Piece { text, value } = self.piece(inner)?;
                let power = (0..*exponent).try_fold(Decimal::ONE, |power, _| power.checked_mul(value))?;
                Some(Piece { text: format!("({text})^{exponent}"), value: power })
            }
            Node::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right),
            Node::Call(function, arguments) => self.call(*function, arguments),
            _ => None,
        }
    }

    fn arithmetic(&self, operator: Operator, left: &Expression, right: &Expression) -> Option<Piece> {
        let (left, right) = (self.piece(left)?, self.piece(right)?);
        let (sign, value) = match operator {
            Operator::Add => ('+', left.value.checked_add(right.value)?),
            Operator::Subtract => ('-', left.value.checked_sub(right.value)?),
            Operator::Multiply => ('*', left.value.checked_mul(right.value)?),
            Operator::Divide => ('/', left.value.checked_div(right.value)?),
        };
        Some(Piece { text: format!("({}){sign}({})", left.text, right.text), value })
    }

    fn call(&self, function: Function, arguments: &[Expression]) -> Option<Piece> {
        let first = arguments.first()?;
        let word = match function {
            Function::Sum => "SUM",
            Function::Mean => "AVERAGE",
            Function::Min => "MIN",
            Function::Max => "MAX",
            Function::Abs => {
                let Piece { text, value } = self.piece(first)?;
                return Some(Piece { text: format!("ABS({text})"), value: value.abs() });
            }
            Function::Growth | Function::Change => return self.change(function, arguments),
            _ => return None,
        };
        let pieces: Vec<Piece> = match (arguments, &first.node) {
            ([_], Node::Reference(reference)) => {
                self.keys(reference)?.iter().map(|key| self.number(key)).collect::<Option<_>>()?
            }
            _ => arguments.iter().map(|argument| self.piece(argument)).collect::<Option<_>>()?,
        };
        let values = || pieces.iter().map(|piece| piece.value);
        let sum = values().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value))?;
        let value = match function {
            Function::Mean => sum.checked_div(Decimal::from(pieces.len()))?,
            Function::Min => values().min()?,
            Function::Max => values().max()?,
            _ => sum,
        };
        let list: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        Some(Piece { text: format!("{word}({})", list.join(",")), value })
    }

    /// `change(x, 2020, 2025)`, `growth(x, 2020, 2025)`.
    fn change(&self, function: Function, arguments: &[Expression]) -> Option<Piece> {
        let [series, from, to] = arguments else { return None };
        let Node::Reference(reference) = &series.node else { return None };
        let keys = self.keys(reference)?;
        let end = |year: &Expression| {
            let Node::Number(year, None) = &year.node else { return None };
            let of_year = |key: &&Key| key.members.iter().any(|member| *member == year.to_string());
            self.number(keys.iter().find(of_year)?)
        };
        let (from, to) = (end(from)?, end(to)?);
        let change = to.value.checked_sub(from.value)?;
        let text = format!("({})-({})", to.text, from.text);
        Some(match function {
            Function::Growth => {
                Piece { text: format!("({text})/({})", from.text), value: change.checked_div(from.value)? }
            }
            _ => Piece { text, value: change },
        })
    }

    fn number(&self, key: &Key) -> Option<Piece> {
        let found = self.report.observations.get(key)?;
        let value = found.value()?.nominal;
        Some(Piece { text: scaled(&(self.cell)(key)?, &found.unit, false), value })
    }

    /// The key of a reference to one number; one without members is that of the number's own members.
    fn key(&self, reference: &Reference) -> Option<Key> {
        let keys = self.keys(reference)?;
        let [key] = keys.as_slice() else { return None };
        Some(key.clone())
    }

    /// The keys that a reference stands for, in order.
    fn keys(&self, reference: &Reference) -> Option<Vec<Key>> {
        let facts = &self.report.project.facts;
        let base = reference.name.strip_suffix(TARGET).unwrap_or(&reference.name);
        let fact = facts.get(base)?;
        let own = &self.report.fact(self.one)?.by;
        let pattern: Vec<String> = fact
            .by
            .iter()
            .enumerate()
            .map(|(place, by)| match reference.members.get(place) {
                Some(member) if by.value == YEAR => self.year(member),
                Some(member) => member.clone(),
                None => {
                    let shared = own.iter().position(|dimension| dimension.value == by.value);
                    shared.and_then(|shared| self.one.key.members.get(shared)).map_or(ALL.to_owned(), Clone::clone)
                }
            })
            .collect();
        let fits = |key: &Key| {
            key.members.len() == pattern.len()
                && key.members.iter().zip(&pattern).all(|(member, wanted)| wanted == ALL || member == wanted)
        };
        let named = Key::named(&self.report.observations, &reference.name).map(|(key, _)| key);
        let found: Vec<Key> = match fact.by.is_empty() {
            // The ends of a range are named like members.
            true if !reference.members.is_empty() => {
                named.filter(|key| key.members == reference.members).cloned().collect()
            }
            true => named.cloned().collect(),
            false => named.filter(|key| fits(key)).cloned().collect(),
        };
        Some(found).filter(|found| !found.is_empty())
    }

    /// A year by its name: `latest` of `plan.latest`.
    fn year(&self, member: &str) -> String {
        let named = self.report.project.plan.year(&format!("plan.{member}"));
        named.map_or_else(|| member.to_owned(), |year| year.to_string())
    }
}
