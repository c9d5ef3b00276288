//! What the formula of a tie is about, as far as the words around it can say the same or another thing: the members and
//! years that it names, whether it gives a level or a change, and which way its statement points.

use std::cmp::Ordering;

/// A member that a formula names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Index into `Project::dimensions`.
    pub dimension: usize,
    /// Index into [`super::Dimension::members`].
    pub member: usize,
}

/// What a formula is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sense {
    /// The members that it names, each once, in order. What a function runs over is not named.
    pub members: Vec<Named>,
    /// The years that it names, each once, in order: of keys, and between which a function looks.
    pub years: Vec<i32>,
    /// It adds up the members that it names, and does nothing else.
    pub sum: bool,
    /// One of its numbers is planned.
    pub planned: bool,
    /// What kind of number it gives.
    pub measure: Measure,
    /// Where its statement points.
    pub statement: Option<Statement>,
}

/// What kind of number a formula gives. The sign that the formula itself adds (`-x`, `abs(x)`) turns the number, not
/// this.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Measure {
    /// How much there is.
    #[default]
    Level,
    /// How much more or less there is, from an earlier to a later year, and where it goes: `Greater` is up.
    Change(Ordering),
    /// A rate of growth: a change too, but one that itself grows and falls.
    Rate(Ordering),
    /// A number by a number: how many times, which share.
    Quotient,
    /// A difference of two things: no way up or down.
    Difference,
}

/// What kind of statement a formula makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It finds the largest or smallest: `argmax`, rank 1, `top`.
    Extreme,
    /// It compares a later with an earlier year, or a change with nothing.
    Trend,
    /// It compares two other numbers.
    Comparison,
}

/// Where a statement points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Its kind.
    pub kind: Kind,
    /// The largest, the rise, the left side above the right: `Greater`. Equality is let in on either side.
    pub points: Ordering,
}
