//! What formulas come to, and the arithmetic of quantities: below all that evaluates.

use super::formula::{Expression, Fault};
use super::interval::{self, Trouble};
use crate::diagnostic::{Arg, Message, rule};
use crate::locale;
use crate::model::{Interval, Key, Quantity, Text, Truth, UnitExpr, UnitTable};
use rust_decimal::Decimal;
use std::ops::Range;

/// The dimension that is not listed.
pub(super) const YEAR: &str = "year";
/// Stands for all members of a dimension.
pub(super) const ALL: &str = "*";

/// What an expression comes to.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// A number; `bare` for a constant written without a unit, which fits counts as well.
    Number { quantity: Quantity, bare: bool },
    /// Rests on a value that is to be determined.
    Pending,
    /// A statement.
    Truth(Truth),
    /// Members, in order (of rank, for `top`), and the dimension that they are of, where that is certain.
    Members(Vec<String>, Option<String>),
    /// `argmax` and its kin when the given values do not decide; what they leave open, where that is known.
    UndecidedMembers(Option<Leaders>),
    /// A fact's numbers, inside a function that runs over them.
    Series(Series),
}

/// Who may be among the leaders, where the order of some is open.
#[derive(Debug, Clone)]
pub(super) struct Leaders {
    /// Those who are in each case.
    pub(super) sure: Vec<String>,
    /// Those who are in some cases.
    pub(super) perhaps: Vec<String>,
    /// How many there are.
    pub(super) wanted: usize,
}

impl Leaders {
    /// Whether a member may be one of them.
    pub(super) fn may_be(&self, member: &String) -> bool {
        self.sure.contains(member) || self.perhaps.contains(member)
    }
}

/// The numbers of one fact along one or more of its dimensions.
#[derive(Debug, Clone)]
pub(super) struct Series {
    /// Index of the fact.
    pub(super) fact: usize,
    /// The fact's id; that of its targets if they are meant.
    pub(super) id: String,
    /// A member of each dimension, or `*`.
    pub(super) pattern: Vec<String>,
    /// Key, the member that varies, and the number if it is determined.
    pub(super) entries: Vec<(Key, String, Option<Quantity>)>,
    /// How many more are not applicable.
    pub(super) skipped: usize,
}

impl Series {
    /// The dimensions that run, by their places among the fact's.
    pub(super) fn along(&self) -> Vec<usize> {
        (0..self.pattern.len()).filter(|place| self.pattern[*place] == ALL).collect()
    }
}

/// The members of a fact in the order of their values, as `argmax`, `top` or `rank` saw them.
#[derive(Debug, Clone)]
pub(super) struct Ranking {
    /// Index of the fact.
    pub(super) fact: usize,
    /// Largest first, or smallest first.
    pub(super) highest: bool,
    /// The members' keys and values, in order.
    pub(super) entries: Vec<(Key, Quantity)>,
}

/// A unit for a message.
pub(super) fn in_words(unit: &UnitExpr, units: &UnitTable) -> Arg {
    let Text { zh, en } = locale::unit_in_words(unit, units);
    Arg::Both { zh, en }
}

pub(super) fn kind_fault(id: &'static str, expression: &Expression) -> Fault {
    Fault::broken(expression.range.clone(), Message::new(id))
}

/// Whether a bare number may stand for a quantity of this unit: of things, people, days.
pub(super) fn counts(unit: &UnitExpr) -> bool {
    unit.dimensions.len() == 1
        && unit.dimensions.iter().all(|(name, exponent)| {
            *exponent == 1 && ["count", "person", "household", "time", "year"].contains(&name.as_str())
        })
}

/// Degrees Celsius count from no natural zero: they have no sum, no share, no multiple and no growth.
pub(super) fn warmth(quantity: &Quantity, range: &Range<usize>) -> Result<(), Fault> {
    let degrees = quantity.unit.over.as_deref() == Some("degC") && quantity.unit.under.is_empty();
    if degrees { Err(Fault::broken(range.clone(), Message::new("temperature-ratio"))) } else { Ok(()) }
}

pub(super) fn trouble(cause: Trouble, range: Range<usize>) -> Fault {
    match cause {
        Trouble::Overflow => Fault::of(rule::NUMBER_TOO_LARGE, range, Message::new("number-too-large")),
        Trouble::ZeroDivisor => Fault::of(rule::DIVISION_BY_ZERO, range, Message::new("division-by-zero")),
    }
}

pub(super) fn opposite(quantity: &Quantity) -> Quantity {
    Quantity { nominal: -quantity.nominal, interval: interval::negate(quantity.interval), unit: quantity.unit.clone() }
}

pub(super) fn sum(nominal: Decimal, bounds: Interval, other: &Quantity, unit: UnitExpr) -> Result<Quantity, Trouble> {
    let nominal = nominal.checked_add(other.nominal).ok_or(Trouble::Overflow)?;
    Ok(Quantity { nominal, interval: interval::add(bounds, other.interval)?, unit })
}

/// The unit of a sum.
pub(super) fn of_both(a: &Quantity, bare_a: bool, b: &Quantity) -> UnitExpr {
    if bare_a { b.unit.clone() } else { a.unit.clone() }
}

/// What one quantity is more than another of its kind: a percentage less a percentage is in percentage points.
pub(super) fn difference(a: &Quantity, b: &Quantity, units: &UnitTable) -> Result<Quantity, Trouble> {
    let percentages = a.unit.written == "%" && b.unit.written == "%";
    let points = percentages.then(|| units.parse("pp")).flatten();
    sum(a.nominal, a.interval, &opposite(b), points.unwrap_or_else(|| a.unit.clone()))
}

/// The sum of quantities of one kind, in the unit of the first.
pub(super) fn total<'q>(quantities: impl IntoIterator<Item = &'q Quantity>) -> Result<Option<Quantity>, Trouble> {
    let mut result: Option<Quantity> = None;
    for quantity in quantities {
        result = Some(match result {
            None => quantity.clone(),
            Some(so_far) => sum(so_far.nominal, so_far.interval, quantity, so_far.unit)?,
        });
    }
    Ok(result)
}

/// Product or quotient, with the unit that results.
pub(super) fn combine(a: &Quantity, b: &Quantity, divide: bool) -> Result<Quantity, Trouble> {
    let (nominal, bounds) = if divide {
        if b.nominal.is_zero() {
            return Err(Trouble::ZeroDivisor);
        }
        (a.nominal.checked_div(b.nominal), interval::divide(a.interval, b.interval)?)
    } else {
        (a.nominal.checked_mul(b.nominal), interval::multiply(a.interval, b.interval)?)
    };
    let unit = a.unit.combined(&b.unit, divide);
    Ok(Quantity { nominal: nominal.ok_or(Trouble::Overflow)?, interval: bounds, unit })
}
