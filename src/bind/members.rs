//! Formulas that hold for each member. A fact with `by:` and a formula has a number for each member that the numbers of
//! the formula are there for: before anything is looked up, such facts are given their members.

use super::formula::{self, Expression};
use super::value::{ALL, YEAR};
use crate::diagnostic::Spanned;
use crate::model::{Fact, FactValue, Missing, Project, Reading, TARGET, ValueState};
use std::collections::BTreeSet;

/// So many members a formula may hold for: more than any book has.
const MOST: usize = 200_000;

/// A fact that a formula names without members.
struct Needed<'a> {
    fact: &'a Fact,
    target: bool,
}

/// Gives the facts whose formulas hold for each member their members. One may rest on another: what rests on one that
/// goes round in a circle is left without, and the circle is reported later.
pub(super) fn expand(project: &mut Project) {
    loop {
        let open = |fact: &Fact| {
            let empty = matches!(&fact.value, FactValue::Members(readings) if readings.is_empty());
            empty && fact.formula.is_some() && !fact.by.is_empty()
        };
        let found = project.facts.iter().enumerate().filter(|(_, fact)| open(fact)).find_map(|(index, fact)| {
            let needed = needed(project, fact);
            let ready = needed.iter().all(|one| !open(one.fact));
            let members = if ready { members(project, fact, &needed) } else { Vec::new() };
            (!members.is_empty()).then_some((index, members))
        });
        let Some((index, members)) = found else { return };
        for (_, fact) in project.registers.facts.iter_mut().enumerate().filter(|(place, _)| *place == index) {
            let span = fact.formula.as_ref().map_or(fact.id.span, |formula| formula.span);
            let reading = |members: &Vec<String>| Reading {
                state: Spanned::new(ValueState::Missing(Missing::Undetermined), span),
                members: members.iter().map(|member| Spanned::new(member.clone(), span)).collect(),
                target: false,
                bound: None,
                date: None,
                source: None,
                note: None,
                internal: false,
            };
            fact.value = FactValue::Members(members.iter().map(reading).collect());
        }
    }
}

/// The facts that a formula names without members and that share a dimension with its own.
fn needed<'a>(project: &'a Project, fact: &Fact) -> Vec<Needed<'a>> {
    let arity = |name: &str| project.facts.get(name).map_or(1, |fact| fact.by.len().max(1));
    let parsed = fact.formula.as_ref().and_then(|text| formula::parse(text, &arity).ok());
    let mut needed = Vec::new();
    if let Some(Expression { mut node, .. }) = parsed {
        node.for_each_reference(&mut |reference| {
            let target = !project.facts.has(&reference.name) && reference.name.ends_with(TARGET);
            let id = if target { reference.name.trim_end_matches(TARGET) } else { reference.name.as_str() };
            let known = project.facts.get(id).filter(|_| reference.members.is_empty());
            let shares = |other: &&Fact| other.by.iter().any(|by| fact.by.iter().any(|own| own.value == by.value));
            needed.extend(known.filter(shares).map(|fact| Needed { fact, target }));
        });
    }
    needed
}

/// The members, in the order of their dimensions, for which each needed fact has a number.
fn members(project: &Project, fact: &Fact, needed: &[Needed<'_>]) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for by in &fact.by {
        let listed: Vec<String> = match project.dimensions.get(by.value.as_str()) {
            Some(dimension) => dimension.members.iter().map(|member| member.id.value.clone()).collect(),
            None if by.value == YEAR => years(needed),
            None => return Vec::new(),
        };
        if all.len().saturating_mul(listed.len()) > MOST {
            return Vec::new();
        }
        all = all
            .iter()
            .flat_map(|before| {
                listed.iter().map(move |member| [before.as_slice(), std::slice::from_ref(member)].concat())
            })
            .collect();
    }
    for one in needed {
        // The places of the shared dimensions, the fact's own first.
        let shared: Vec<(usize, usize)> = one
            .fact
            .by
            .iter()
            .enumerate()
            .filter_map(|(place, by)| Some((fact.by.iter().position(|own| own.value == by.value)?, place)))
            .collect();
        let of = |reading: &Reading| {
            let member = |(_, place): &(usize, usize)| reading.members.get(*place).map(|member| member.value.clone());
            shared.iter().map(member).collect::<Option<Vec<String>>>()
        };
        let readings = one.fact.readings().iter().filter(|reading| reading.target == one.target);
        let there: BTreeSet<Vec<String>> = readings.filter_map(of).collect();
        all.retain(|members| {
            there.contains(&shared.iter().filter_map(|(own, _)| members.get(*own).cloned()).collect::<Vec<_>>())
        });
    }
    all
}

/// The years of all that is needed, in order.
fn years(needed: &[Needed<'_>]) -> Vec<String> {
    let years = needed.iter().flat_map(|one| {
        let place = one.fact.by.iter().position(|by| by.value == YEAR);
        let readings = one.fact.readings().iter().filter(|reading| reading.target == one.target);
        readings.filter_map(move |reading| reading.members.get(place?).map(|member| member.value.clone()))
    });
    years.collect::<BTreeSet<String>>().into_iter().collect()
}

/// The formula of a fact for some of its members: what it names without members is taken at those that it shares.
pub(super) fn at(project: &Project, fact: &Fact, expression: &Expression, members: &[String]) -> Expression {
    let mut expression = expression.clone();
    if !members.is_empty() {
        expression.node.for_each_reference(&mut |reference| {
            let known = project.facts.get(reference.name.as_str());
            let known = known.or_else(|| project.facts.get(reference.name.strip_suffix(TARGET)?));
            let Some(known) = known.filter(|_| reference.members.is_empty()) else { return };
            let own = |by: &Spanned<String>| {
                let place = fact.by.iter().position(|own| own.value == by.value)?;
                members.get(place).cloned()
            };
            if known.by.iter().any(|by| own(by).is_some()) {
                reference.members = known.by.iter().map(|by| own(by).unwrap_or_else(|| ALL.to_owned())).collect();
            }
        });
    }
    expression
}
