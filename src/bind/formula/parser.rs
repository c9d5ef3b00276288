//! Reads tokens to an expression by precedence: or, and, not, comparison, sum, product, sign.

use super::lexer::{Token, tokens};
use super::syntax::{Comparator, Expression, FUNCTIONS, Fault, Node, Operator, Reference, Signature};
use crate::diagnostic::{Arg, Message};
use crate::model::{Date, LANGUAGES};
use std::ops::Range;

/// Deeper formulas are refused, so that no input exhausts the stack.
const DEEPEST: usize = 40;

/// A chain of a thousand terms is a tree a thousand deep.
const LONGEST: usize = 2000;

/// The highest exponent of a power: with it a plan can ask what a rate makes of a number in so many years.
const HIGHEST: u32 = 60;

/// Reads a formula. `arity` gives the number of dimensions of a fact, so that `top(x@shiqiao,2)` and
/// `y@shiqiao,2020` are told apart.
pub(in crate::bind) fn parse(text: &str, arity: &dyn Fn(&str) -> usize) -> Result<Expression, Fault> {
    if text.len() > LONGEST {
        return Err(Fault::broken(0..text.len(), Message::new("formula-deep")));
    }
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, next: 0, length: text.len(), arity, depth: 0 };
    let expression = parser.any()?;
    match parser.peek() {
        None => Ok(expression),
        Some(_) => Err(parser.unexpected()),
    }
}

struct Parser<'a> {
    tokens: &'a [(Token, Range<usize>)],
    next: usize,
    length: usize,
    arity: &'a dyn Fn(&str) -> usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn here(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.length..self.length, |(_, range)| range.clone())
    }

    fn unexpected(&self) -> Fault {
        let message = match self.peek() {
            None => Message::new("formula-ends"),
            Some(Token::Name(name)) => Message::new("formula-unexpected").with("text", name.as_str()),
            Some(Token::Symbol("=")) => Message::new("formula-single-equals"),
            Some(Token::Symbol(symbol)) => Message::new("formula-unexpected").with("text", *symbol),
            Some(Token::Number(number, _)) => Message::new("formula-unexpected").with("text", number.to_string()),
        };
        Fault::broken(self.here(), message)
    }

    fn take(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Symbol(known)) if *known == symbol);
        self.next += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Name(name)) if name == word);
        self.next += usize::from(found);
        found
    }

    fn require(&mut self, symbol: &'static str) -> Result<(), Fault> {
        if self.take(symbol) {
            return Ok(());
        }
        Err(Fault::broken(self.here(), Message::new("formula-missing").with("symbol", symbol)))
    }

    fn any(&mut self) -> Result<Expression, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Fault::broken(self.here(), Message::new("formula-deep")));
        }
        let mut left = self.conjunction()?;
        while self.take_word("or") {
            let right = self.conjunction()?;
            left = join(Node::Or, left, right);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn conjunction(&mut self) -> Result<Expression, Fault> {
        let mut left = self.negation()?;
        while self.take_word("and") {
            let right = self.negation()?;
            left = join(Node::And, left, right);
        }
        Ok(left)
    }

    fn negation(&mut self) -> Result<Expression, Fault> {
        let start = self.here().start;
        let mut count = 0;
        while self.take_word("not") {
            count += 1;
        }
        let mut inner = self.comparison()?;
        for _ in 0..count % 2 {
            let range = start..inner.range.end;
            inner = Expression { node: Node::Not(Box::new(inner)), range };
        }
        Ok(inner)
    }

    fn comparison(&mut self) -> Result<Expression, Fault> {
        let left = self.sum()?;
        let comparator = match self.peek() {
            Some(Token::Symbol("==")) => Comparator::Equal,
            Some(Token::Symbol("!=")) => Comparator::NotEqual,
            Some(Token::Symbol("<")) => Comparator::Less,
            Some(Token::Symbol("<=")) => Comparator::LessOrEqual,
            Some(Token::Symbol(">")) => Comparator::Greater,
            Some(Token::Symbol(">=")) => Comparator::GreaterOrEqual,
            Some(Token::Name(name)) if name == "in" => Comparator::In,
            _ => return Ok(left),
        };
        self.next += 1;
        let right = self.sum()?;
        Ok(join(|left, right| Node::Compare(comparator, left, right), left, right))
    }

    fn sum(&mut self) -> Result<Expression, Fault> {
        let mut left = self.product()?;
        loop {
            let operator = match self.peek() {
                Some(Token::Symbol("+")) => Operator::Add,
                Some(Token::Symbol("-")) => Operator::Subtract,
                _ => return Ok(left),
            };
            self.next += 1;
            let right = self.product()?;
            left = join(|left, right| Node::Arithmetic(operator, left, right), left, right);
        }
    }

    fn product(&mut self) -> Result<Expression, Fault> {
        let mut left = self.signed()?;
        loop {
            let operator = match self.peek() {
                Some(Token::Symbol("*")) => Operator::Multiply,
                Some(Token::Symbol("/")) => Operator::Divide,
                _ => return Ok(left),
            };
            self.next += 1;
            let right = self.signed()?;
            left = join(|left, right| Node::Arithmetic(operator, left, right), left, right);
        }
    }

    fn signed(&mut self) -> Result<Expression, Fault> {
        let start = self.here().start;
        let mut count = 0;
        while self.take("-") {
            count += 1;
        }
        let mut inner = self.power()?;
        for _ in 0..count % 2 {
            let range = start..inner.range.end;
            inner = Expression { node: Node::Negate(Box::new(inner)), range };
        }
        Ok(inner)
    }

    /// `x^2`; the exponent is a whole number from 1 to [`HIGHEST`].
    fn power(&mut self) -> Result<Expression, Fault> {
        let base = self.primary()?;
        if !self.take("^") {
            return Ok(base);
        }
        let range = self.here();
        let whole = match self.peek() {
            Some(Token::Number(number, None)) => number.to_string().parse().ok(),
            _ => None,
        };
        let Some(exponent) = whole.filter(|whole| (1..=HIGHEST).contains(whole)) else {
            let message = Message::new("formula-exponent").with("highest", HIGHEST.to_string());
            return Err(Fault::broken(range, message));
        };
        self.next += 1;
        let range = base.range.start..self.previous_end();
        Ok(Expression { node: Node::Power(Box::new(base), exponent), range })
    }

    fn primary(&mut self) -> Result<Expression, Fault> {
        let range = self.here();
        match self.peek().cloned() {
            Some(Token::Number(value, unit)) => {
                self.next += 1;
                Ok(Expression { node: Node::Number(value, unit), range })
            }
            Some(Token::Symbol("(")) => {
                self.next += 1;
                let inner = self.any()?;
                self.require(")")?;
                Ok(inner)
            }
            Some(Token::Symbol("{")) => {
                self.next += 1;
                let items = self.list("}")?;
                Ok(Expression { node: Node::Set(items), range: range.start..self.previous_end() })
            }
            Some(Token::Name(name)) if !["and", "or", "not", "in"].contains(&name.as_str()) => {
                self.next += 1;
                if self.take("(") {
                    return self.call(&name, range);
                }
                self.reference(name, range)
            }
            _ => Err(self.unexpected()),
        }
    }

    fn call(&mut self, name: &str, range: Range<usize>) -> Result<Expression, Fault> {
        let Some(signature) = FUNCTIONS.iter().find(|known| known.name == name) else {
            let names: Vec<&str> = FUNCTIONS.iter().map(|known| known.name).collect();
            let message = Message::new("formula-function").with("name", name).with("functions", names.join(", "));
            return Err(Fault::broken(range, message));
        };
        let arguments = if self.take(")") { Vec::new() } else { self.list(")")? };
        if !signature.takes(arguments.len()) {
            return Err(Fault::broken(range, wrong_count(signature, arguments.len())));
        }
        Ok(Expression { node: Node::Call(signature.function, arguments), range: range.start..self.previous_end() })
    }

    fn list(&mut self, close: &'static str) -> Result<Vec<Expression>, Fault> {
        let mut items = vec![self.any()?];
        while self.take(",") {
            items.push(self.any()?);
        }
        self.require(close)?;
        Ok(items)
    }

    fn reference(&mut self, name: String, range: Range<usize>) -> Result<Expression, Fault> {
        let mut members = Vec::new();
        if self.take("@") {
            members.push(self.member()?);
            while members.len() < (self.arity)(&name) && self.take(",") {
                members.push(self.member()?);
            }
        }
        let range = range.start..self.previous_end();
        Ok(Expression { node: Node::Reference(Reference { name, members }), range })
    }

    fn member(&mut self) -> Result<String, Fault> {
        let member = match self.peek() {
            Some(Token::Name(name)) => name.clone(),
            Some(Token::Number(number, None)) => number.to_string(),
            // A quarter or a month after a comma: `x@north,2025q1`.
            Some(Token::Number(number, Some(unit))) if Date::of_period(&format!("{number}{unit}")).is_some() => {
                format!("{number}{unit}")
            }
            Some(Token::Symbol("*")) => "*".to_owned(),
            _ => return Err(Fault::broken(self.here(), Message::new("formula-member"))),
        };
        self.next += 1;
        Ok(member)
    }

    fn previous_end(&self) -> usize {
        self.next.checked_sub(1).and_then(|index| self.tokens.get(index)).map_or(0, |(_, range)| range.end)
    }
}

fn join(
    make: impl FnOnce(Box<Expression>, Box<Expression>) -> Node,
    left: Expression,
    right: Expression,
) -> Expression {
    let range = left.range.start..right.range.end;
    Expression { node: make(Box::new(left), Box::new(right)), range }
}

/// Says how many arguments a function takes, and which.
fn wrong_count(signature: &Signature, given: usize) -> Message {
    let id = match signature.parameters {
        [_] => "formula-arguments.one",
        _ => "formula-arguments",
    };
    let [zh, en] = LANGUAGES.map(|language| signature.form(language));
    let wanted = signature.parameters.len();
    let message = Message::new(id).with("name", signature.name).with("wanted", wanted).with("given", given);
    message.with("form", Arg::Both { zh, en })
}

#[cfg(test)]
mod tests {
    use super::super::Function;
    use super::*;

    #[test]
    fn a_power_binds_tighter_than_a_sign_and_wants_a_whole_exponent() {
        let Node::Negate(inner) = read("-x^2").node else { panic!("no sign") };
        assert!(matches!(inner.node, Node::Power(_, 2)));
        assert!(matches!(read("2*x^3").node, Node::Arithmetic(Operator::Multiply, ..)));
        for text in ["x^0", "x^61", "x^1.5", "x^y", "x^2%", "x^"] {
            assert_eq!(parse(text, &|_| 1).unwrap_err().message.id, "formula-exponent", "{text}");
        }
    }

    fn read(text: &str) -> Expression {
        parse(text, &|name| if name == "two" { 2 } else { 1 }).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
    }

    #[test]
    fn products_bind_tighter_than_sums_and_comparisons_last() {
        let Node::Compare(Comparator::Less, left, _) = read("1+2*3<8").node else { panic!("no comparison") };
        assert!(matches!(left.node, Node::Arithmetic(Operator::Add, _, _)));
    }

    #[test]
    fn a_comma_belongs_to_the_members_only_as_far_as_there_are_dimensions() {
        let Node::Call(Function::Top, arguments) = read("top(one,2)").node else { panic!("no call") };
        assert_eq!(arguments.len(), 2);
        let Node::Reference(reference) = read("two@shiqiao,2020").node else { panic!("no reference") };
        assert_eq!(reference.members, ["shiqiao", "2020"]);
    }

    #[test]
    fn units_are_glued_to_numbers() {
        assert_eq!(read("50%").node, Node::Number(50.into(), Some("%".into())));
        assert_eq!(read("100km2").node, Node::Number(100.into(), Some("km2".into())));
    }

    #[test]
    fn faults_name_their_place() {
        for (text, start) in [("1+", 2), ("a=b", 1), ("sum(", 4), ("foo(x)", 0), ("a ? b", 2), ("§", 0), ("1.2.3", 0)]
        {
            let fault = parse(text, &|_| 1).expect_err(text);
            assert_eq!(fault.range.start, start, "{text}: {fault:?}");
        }
    }

    #[test]
    fn a_call_with_the_wrong_number_of_arguments_says_what_belongs_there() {
        for (text, zh, en) in [
            ("growth(x)", "growth(数据, 起始年, 末年)", "growth(key, from, to)"),
            ("sum()", "sum(数据)", "sum(key)"),
            ("share(a, b)", "share(数据@成员)", "share(key@member)"),
        ] {
            let fault = parse(text, &|_| 1).expect_err(text);
            let form = Arg::Both { zh: zh.to_owned(), en: en.to_owned() };
            assert!(fault.message.args.contains(&("form", form)), "{text}: {fault:?}");
        }
        for sound in ["min(a)", "max(a, b, c)", "top(a, 2)"] {
            read(sound);
        }
    }

    #[test]
    fn a_deep_formula_is_a_fault_and_no_crash() {
        let text = "(".repeat(5000);
        assert!(parse(&text, &|_| 1).is_err());
        assert!(parse(&"-".repeat(5000), &|_| 1).is_err());
    }
}
