//! The book's names, indexed: what every later step of binding looks things up in.

use super::formula::{self, Expression, Function, Node};
use super::value::YEAR;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned, did_you_mean, nearest, rule};
use crate::locale::Lexicon;
use crate::model::{Claim, Dimension, Fact, Key, Language, Project, TARGET, UnitExpr};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) struct Directory<'a> {
    pub(super) project: &'a Project,
    /// The unit of each fact; the pure number where it is unknown (reported).
    pub(super) units: Vec<Arc<UnitExpr>>,
    /// The formula of each fact, if it has a sound one.
    pub(super) formulas: Vec<Option<Expression>>,
    /// Reads the literals of the text.
    pub(super) lexicon: Lexicon,
    members: BTreeMap<&'a str, (usize, usize)>,
}

/// What a name in a formula stands for.
pub(super) enum Named<'a> {
    /// A fact by index; `true` for its targets.
    Fact(usize, bool),
    /// A member id of some dimension.
    Member(&'a str),
    /// A dimension.
    Dimension(&'a Dimension),
    /// A year that plan.yaml names.
    Year(i32),
}

impl<'a> Directory<'a> {
    pub(super) fn new(project: &'a Project, faults: &mut Diagnostics) -> Self {
        let mut members = BTreeMap::new();
        for (place, dimension) in project.dimensions.iter().enumerate() {
            for (position, member) in dimension.members.iter().enumerate() {
                members.entry(member.id.value.as_str()).or_insert((place, position));
            }
        }
        let mut directory =
            Self { project, units: Vec::new(), formulas: Vec::new(), lexicon: Lexicon::new(&project.units), members };
        let mut known: BTreeMap<&str, Arc<UnitExpr>> = BTreeMap::new();
        for fact in &project.facts {
            let unit = match known.get(fact.unit.value.as_str()) {
                Some(unit) => unit.clone(),
                None => match project.units.parse(&fact.unit) {
                    Some(unit) => known.entry(&fact.unit).or_insert(Arc::new(unit)).clone(),
                    None => Arc::new(directory.unknown_unit(fact, faults)),
                },
            };
            directory.units.push(unit);
        }
        directory.formulas = project.facts.iter().map(|fact| directory.parse(fact.formula.as_ref()?, faults)).collect();
        directory
    }

    /// Reports a unit that is none; the pure number stands for it.
    fn unknown_unit(&self, fact: &Fact, faults: &mut Diagnostics) -> UnitExpr {
        let message = Message::new("unit-unknown").with("unit", fact.unit.value.as_str());
        let mut fault = Diagnostic::error(rule::UNIT_UNKNOWN, fact.unit.span, message);
        // The data write 1e6 m3 for million m³.
        let known = || self.project.units.iter().map(|unit| unit.id.as_str());
        let named = self.scaled_unit(&fact.unit);
        if let Some(name) = named.or_else(|| nearest(&fact.unit, known()).map(str::to_owned)) {
            fault = fault.hint(did_you_mean(name));
        }
        faults.report(fault.hint(Message::new("unit-unknown.hint")));
        UnitExpr::one()
    }

    /// What the data write for a unit that is spelt as texts do: `1e8 yuan` for 亿元, `1e6 m3` for million m³.
    fn scaled_unit(&self, written: &str) -> Option<String> {
        let texts = [(Language::Zh, format!("1{written}")), (Language::En, format!("1 {written}"))];
        let mut read = texts.iter().filter_map(|(language, text)| self.lexicon.recognise(*language, text));
        let literal = read.find(|literal| literal.value == literal.step && literal.hedge.is_none())?;
        let unit = literal.unit?;
        Some(match literal.scale_power {
            0 => unit.written.clone(),
            power => format!("1e{power} {}", unit.written),
        })
    }

    /// Reads a formula written in the data or in a destination; a fault is reported at its exact place.
    pub(super) fn parse(&self, text: &Spanned<String>, faults: &mut Diagnostics) -> Option<Expression> {
        let arity = |name: &str| match self.find(name) {
            Some(Named::Fact(index, _)) => self.project.facts[index].by.len().max(1),
            _ => 1,
        };
        match formula::parse(text, &arity) {
            Ok(mut expression) => {
                self.name_years(&mut expression);
                Some(expression)
            }
            Err(fault) => {
                faults.report(fault.within(text));
                None
            }
        }
    }

    /// Puts the years of plan.yaml in the places of their names: `x@latest`, `growth(x, prior, latest)`.
    fn name_years(&self, expression: &mut Expression) {
        match &mut expression.node {
            Node::Reference(reference) => {
                let Some(Named::Fact(fact, _)) = self.find(&reference.name) else { return };
                let by = &self.project.facts[fact].by;
                for (_, member) in by.iter().zip(&mut reference.members).filter(|(by, _)| by.value == YEAR) {
                    if let Some(year) = self.plan_year(member) {
                        *member = year.to_string();
                    }
                }
            }
            Node::Call(function, arguments) => {
                let years = matches!(function, Function::Change | Function::Growth | Function::Cagr);
                for (place, argument) in arguments.iter_mut().enumerate() {
                    let named = match &argument.node {
                        Node::Reference(reference) if years && place > 0 => self.plan_year(&reference.name),
                        _ => None,
                    };
                    match named {
                        Some(year) => argument.node = Node::Number(Decimal::from(year), None),
                        None => self.name_years(argument),
                    }
                }
            }
            Node::Set(items) => items.iter_mut().for_each(|item| self.name_years(item)),
            Node::Negate(inner) | Node::Not(inner) | Node::Power(inner, _) => self.name_years(inner),
            Node::Arithmetic(_, left, right)
            | Node::Compare(_, left, right)
            | Node::And(left, right)
            | Node::Or(left, right) => {
                self.name_years(left);
                self.name_years(right);
            }
            Node::Number(..) => {}
        }
    }

    /// The year of a name, with `plan.` before it or without.
    pub(super) fn plan_year(&self, name: &str) -> Option<i32> {
        let named = &self.project.plan.named_years;
        let short = |known: &str| known.strip_prefix("plan.").unwrap_or(known) == name;
        named.iter().find(|(known, _)| *known == name || short(known)).map(|(_, year)| *year)
    }

    pub(super) fn find(&self, name: &str) -> Option<Named<'a>> {
        let facts = &self.project.facts;
        if let Some(index) = facts.place(name) {
            return Some(Named::Fact(index, false));
        }
        if let Some(index) = name.strip_suffix(TARGET).and_then(|base| facts.place(base)) {
            return Some(Named::Fact(index, true));
        }
        if let Some((member, _)) = self.members.get_key_value(name) {
            return Some(Named::Member(member));
        }
        let dimension = self.project.dimensions.get(name).map(Named::Dimension);
        dimension.or_else(|| self.project.plan.year(name).map(Named::Year))
    }

    pub(super) fn fact_index(&self, id: &str) -> Option<usize> {
        self.project.facts.place(id)
    }

    /// The fact of a key, its targets included.
    pub(super) fn fact_of(&self, key: &Key) -> Option<usize> {
        self.fact_index(&key.fact).or_else(|| self.fact_index(key.fact.strip_suffix(TARGET)?))
    }

    pub(super) fn claim(&self, id: &str) -> Option<(usize, &'a Claim)> {
        let index = self.project.claims.place(id)?;
        Some((index, self.project.claims.get(index)?))
    }

    /// Index of a source.
    pub(super) fn source(&self, id: &str) -> Option<usize> {
        self.project.sources.place(id)
    }

    /// All names that may stand in a formula, for "did you mean".
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        let years = self.project.plan.named_years.iter().map(|(name, _)| *name);
        let mut names: Vec<&str> = self.project.facts.iter().map(|fact| fact.id.value.as_str()).chain(years).collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// A dimension of a fact; `None` for `year`, which is not listed, and for unknown ones.
    pub(super) fn dimension(&self, id: &str) -> Option<&'a Dimension> {
        self.project.dimensions.get(id)
    }
}
