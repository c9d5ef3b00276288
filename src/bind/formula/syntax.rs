//! The parts of a formula.

use rust_decimal::Decimal;
use std::ops::Range;

/// An expression and its bytes within the formula's text.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::bind) struct Expression {
    pub(in crate::bind) node: Node,
    pub(in crate::bind) range: Range<usize>,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::bind) enum Node {
    /// A constant, with a unit if one is glued to it.
    Number(Decimal, Option<String>),
    /// A fact, a member or a dimension by its name.
    Reference(Reference),
    /// `{a,b}`
    Set(Vec<Expression>),
    /// `-x`
    Negate(Box<Expression>),
    /// `not x`
    Not(Box<Expression>),
    /// `x + y` and its kin.
    Arithmetic(Operator, Box<Expression>, Box<Expression>),
    /// `x < y` and its kin.
    Compare(Comparator, Box<Expression>, Box<Expression>),
    /// `x and y`
    And(Box<Expression>, Box<Expression>),
    /// `x or y`
    Or(Box<Expression>, Box<Expression>),
    /// `sum(x)`
    Call(Function, Vec<Expression>),
}

/// `zone.area@north`: a name and its members; `*` runs over one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::bind) struct Reference {
    pub(in crate::bind) name: String,
    pub(in crate::bind) members: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bind) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bind) enum Comparator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bind) enum Function {
    Sum,
    Mean,
    Min,
    Max,
    Count,
    Share,
    Rank,
    ArgMax,
    ArgMin,
    Top,
    Change,
    Growth,
    Abs,
}

/// All functions by name; the message for an unknown one lists them.
pub(in crate::bind) const FUNCTIONS: [(&str, Function); 13] = [
    ("sum", Function::Sum),
    ("mean", Function::Mean),
    ("min", Function::Min),
    ("max", Function::Max),
    ("count", Function::Count),
    ("share", Function::Share),
    ("rank", Function::Rank),
    ("argmax", Function::ArgMax),
    ("argmin", Function::ArgMin),
    ("top", Function::Top),
    ("change", Function::Change),
    ("growth", Function::Growth),
    ("abs", Function::Abs),
];
