//! The parts of a formula.

use crate::diagnostic::{Diagnostic, Message, RuleId, Spanned, rule};
use crate::model::Language;
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
    /// `x^2`: a number multiplied with itself so often.
    Power(Box<Expression>, u32),
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

impl Node {
    /// Calls `see` for every name in it.
    pub(in crate::bind) fn for_each_reference(&mut self, see: &mut dyn FnMut(&mut Reference)) {
        match self {
            Self::Number(..) => {}
            Self::Reference(reference) => see(reference),
            Self::Set(items) | Self::Call(_, items) => {
                items.iter_mut().for_each(|item| item.node.for_each_reference(see));
            }
            Self::Negate(inner) | Self::Not(inner) | Self::Power(inner, _) => inner.node.for_each_reference(see),
            Self::Arithmetic(_, left, right)
            | Self::Compare(_, left, right)
            | Self::And(left, right)
            | Self::Or(left, right) => {
                left.node.for_each_reference(see);
                right.node.for_each_reference(see);
            }
        }
    }
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
    Cagr,
    Abs,
}

/// What a function is given in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bind) enum Parameter {
    /// A fact with members.
    Key,
    /// One member of a fact.
    Member,
    /// The earlier year.
    From,
    /// The later year.
    To,
    /// How many.
    Count,
    /// Any number.
    Number,
}

impl Parameter {
    fn name(self, language: Language) -> &'static str {
        let (zh, en) = match self {
            Self::Key => ("数据", "key"),
            Self::Member => ("数据@成员", "key@member"),
            Self::From => ("起始年", "from"),
            Self::To => ("末年", "to"),
            Self::Count => ("个数", "n"),
            Self::Number => ("数", "number"),
        };
        match language {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}

/// A function's name and what it is given.
#[derive(Debug)]
pub(in crate::bind) struct Signature {
    pub(in crate::bind) name: &'static str,
    pub(in crate::bind) function: Function,
    pub(in crate::bind) parameters: &'static [Parameter],
    /// Whether it may also be given several numbers.
    pub(in crate::bind) open: bool,
    /// A statement with it, for its description.
    pub(in crate::bind) example: &'static str,
}

impl Signature {
    /// `growth(key, from, to)`, in the words of a language.
    pub(in crate::bind) fn form(&self, language: Language) -> String {
        let names: Vec<&str> = self.parameters.iter().map(|parameter| parameter.name(language)).collect();
        format!("{}({})", self.name, names.join(", "))
    }

    /// Whether so many arguments will do.
    pub(in crate::bind) fn takes(&self, given: usize) -> bool {
        given == self.parameters.len() || self.open && given > 1
    }
}

/// All functions; the message for an unknown one lists them, and so does `explain formulas`.
pub(in crate::bind) const FUNCTIONS: [Signature; 14] = {
    use Parameter::{Count, From, Key, Member, Number, To};
    const fn of(
        name: &'static str,
        function: Function,
        parameters: &'static [Parameter],
        example: &'static str,
    ) -> Signature {
        Signature { name, function, parameters, open: matches!(function, Function::Min | Function::Max), example }
    }
    [
        of("sum", Function::Sum, &[Key], "sum(zone.area) == county.area"),
        of("mean", Function::Mean, &[Key], "mean(zone.area) < 3000km2"),
        of("min", Function::Min, &[Key], "min(zone.area) > 1000km2"),
        of("max", Function::Max, &[Key], "max(zone.area) == zone.area@south"),
        of("count", Function::Count, &[Key], "count(zone.area) == 2"),
        of("share", Function::Share, &[Member], "share(zone.area@north) < 30%"),
        of("rank", Function::Rank, &[Member], "rank(zone.area@north) == 2"),
        of("argmax", Function::ArgMax, &[Key], "argmax(zone.area) == south"),
        of("argmin", Function::ArgMin, &[Key], "argmin(zone.area) == north"),
        of("top", Function::Top, &[Key, Count], "top(zone.area, 2) == {south, north}"),
        of("change", Function::Change, &[Key, From, To], "change(forest.cover, 2020, 2025) == 5%"),
        of("growth", Function::Growth, &[Key, From, To], "growth(gdp, 2020, 2021) < 0"),
        of("cagr", Function::Cagr, &[Key, From, To], "cagr(gdp, 2020, 2021) < 0"),
        of("abs", Function::Abs, &[Number], "abs(growth(gdp, 2020, 2021)) > 4%"),
    ]
};

/// What is wrong with a formula, and where in its text.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::bind) struct Fault {
    pub(in crate::bind) rule: RuleId,
    pub(in crate::bind) range: Range<usize>,
    pub(in crate::bind) message: Message,
}

impl Fault {
    /// The formula itself is not sound, or asks for what formulas cannot do.
    pub(in crate::bind) fn broken(range: Range<usize>, message: Message) -> Self {
        Self::of(rule::FORMULA_BROKEN, range, message)
    }

    /// A fault of a rule of its own.
    pub(in crate::bind) fn of(rule: RuleId, range: Range<usize>, message: Message) -> Self {
        Self { rule, range, message }
    }

    /// The fault at its place in the file that holds the formula. A text that is not written letter by letter is
    /// pointed at whole.
    pub(in crate::bind) fn within(self, text: &Spanned<String>) -> Diagnostic {
        // Between quotes without escapes the text begins one byte later.
        let quotes = text.span.range().len().checked_sub(text.value.len());
        let place = match quotes {
            Some(0) if self.range.end <= text.value.len() => text.span.slice(self.range),
            Some(2) if self.range.end <= text.value.len() => text.span.slice(self.range.start + 1..self.range.end + 1),
            _ => text.span,
        };
        Diagnostic::error(self.rule, place, self.message)
    }
}
