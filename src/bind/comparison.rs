//! Comparisons: of numbers by their intervals, of places in a ranking, of members.

use super::formula::Comparator;
use super::interval;
use super::value::{Leaders, Value, YEAR};
use crate::model::{Interval, Truth};

/// A bare number beside years is a year.
pub(super) fn as_years(a: Value, b: Value) -> (Value, Value) {
    let year = |value: Value, other: &Option<String>| match value {
        Value::Number { quantity, bare: true } if other.as_deref() == Some(YEAR) => {
            Value::Members(vec![quantity.nominal.to_string()], None)
        }
        value => value,
    };
    match (a, b) {
        (Value::Members(names, of), b) => {
            let b = year(b, &of);
            (Value::Members(names, of), b)
        }
        (a, Value::Members(names, of)) => (year(a, &of), Value::Members(names, of)),
        both => both,
    }
}

/// `None` for `in`, which compares members.
pub(super) fn compare_numbers(comparator: Comparator, a: Interval, b: Interval) -> Option<Truth> {
    Some(match comparator {
        Comparator::Equal => interval::equal(a, b),
        Comparator::NotEqual => interval::equal(a, b).negate(),
        Comparator::Less => interval::less(a, b),
        Comparator::Greater => interval::less(b, a),
        Comparator::LessOrEqual => interval::less(b, a).negate(),
        Comparator::GreaterOrEqual => interval::less(a, b).negate(),
        Comparator::In => return None,
    })
}

/// Places in a ranking are whole numbers: one that is not certain is neither equal nor unequal to another.
pub(super) fn compare_places(comparator: Comparator, a: Interval, b: Interval) -> Option<Truth> {
    let certain = |place: Interval| place.low == place.high;
    match comparator {
        Comparator::Equal | Comparator::NotEqual if a.meets(b) && !(certain(a) && certain(b)) => Some(Truth::Undecided),
        _ => compare_numbers(comparator, a, b),
    }
}

/// Members have no order of size; `==` between a `top` and a set compares them as sets.
pub(super) fn compare_members(comparator: Comparator, a: &[String], b: &[String]) -> Option<Truth> {
    let subset = |a: &[String], b: &[String]| a.iter().all(|member| b.contains(member));
    let holds = match comparator {
        Comparator::Equal => subset(a, b) && subset(b, a),
        Comparator::NotEqual => !(subset(a, b) && subset(b, a)),
        Comparator::In => subset(a, b),
        _ => return None,
    };
    Some(if holds { Truth::Holds } else { Truth::Fails })
}

/// Leaders that the given values leave open: each case has the `sure` ones and as many of the others as are wanted.
pub(super) fn compare_leaders(comparator: Comparator, leaders: &Leaders, other: &[String]) -> Option<Truth> {
    let within = |of: &[String]| of.iter().all(|member| other.contains(member));
    let possible = other.iter().filter(|member| leaders.may_be(member)).count();
    let equal = || {
        let never = !within(&leaders.sure) || possible < other.len() || other.len() != leaders.wanted;
        if never { Truth::Fails } else { Truth::Undecided }
    };
    Some(match comparator {
        Comparator::Equal => equal(),
        Comparator::NotEqual => equal().negate(),
        Comparator::In if within(&leaders.sure) && within(&leaders.perhaps) => Truth::Holds,
        Comparator::In if !within(&leaders.sure) || possible < leaders.wanted => Truth::Fails,
        Comparator::In => Truth::Undecided,
        _ => return None,
    })
}

/// Whether members are among leaders that are left open.
pub(super) fn among_leaders(members: &[String], leaders: &Leaders) -> Truth {
    if members.iter().any(|member| !leaders.may_be(member)) {
        Truth::Fails
    } else if members.iter().all(|member| leaders.sure.contains(member)) {
        Truth::Holds
    } else {
        Truth::Undecided
    }
}
