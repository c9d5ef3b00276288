//! Binds every tie: what it is tied to, what its literal says, whether the two agree, whether a claim holds.

use super::beside;
use super::directory::Directory;
use super::evaluate::Evaluator;
use super::explanation::explain;
use super::formula::{Expression, Function, Node, Operator};
use super::heads;
use super::hedges::{self, Hedges};
use super::literals::{self, Held};
use super::sense;
use super::value::{Series, Value};
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, Sought, Spanned, rule};
use crate::locale;
use crate::locale::literal::{Beside, Given};
use crate::model::{
    Bound, BoundTie, Check, ClaimResult, ColumnHead, FactValue, Key, Missing, Observation, Qualifier, Quantity, Sense,
    Tie, TieId, TieKind, Truth, is_claim_id,
};
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

type Observations = BTreeMap<Key, Observation>;
type Claims = BTreeMap<String, ClaimResult>;

/// Evaluates the claims of `data/claims.yaml`.
pub(super) fn claims(directory: &Directory<'_>, observations: &Observations, faults: &mut Diagnostics) -> Claims {
    let mut results = BTreeMap::new();
    for (index, claim) in directory.project.claims.iter().enumerate() {
        let mut result = ClaimResult {
            claim: index,
            truth: None,
            unasked: None,
            comparison: None,
            members: None,
            explanation: None,
            keys: Vec::new(),
            sense: None,
        };
        if let Some(formula) = claim.formula.as_ref().filter(|_| !claim.stated) {
            let Some((truth, evaluator, sense)) = statement(directory, observations, formula, faults) else { continue };
            result.truth = Some(truth);
            result.sense = Some(sense);
            result.explanation = Some(explain(&evaluator));
            result.comparison = evaluator.comparison;
            result.members = evaluator.members;
            result.keys = evaluator.keys;
        } else if let Some(formula) = &claim.formula {
            // Nobody asked for it, so its faults are nobody's.
            let found = statement(directory, observations, formula, &mut Diagnostics::new());
            result.unasked = found.map(|(truth, ..)| truth);
        } else if !claim.stated {
            let fault = Diagnostic::error(rule::FORMULA_BROKEN, claim.id.span, Message::new("claim-without-formula"));
            faults.report(fault);
        }
        results.insert(claim.id.value.clone(), result);
    }
    results
}

/// Evaluates a formula that must be a statement; its faults are reported.
fn statement<'a>(
    directory: &'a Directory<'a>,
    observations: &'a Observations,
    formula: &Spanned<String>,
    faults: &mut Diagnostics,
) -> Option<(Truth, Evaluator<'a>, Box<Sense>)> {
    let expression = directory.parse(formula, faults)?;
    let mut evaluator = Evaluator::new(directory, observations);
    let sense = |evaluator: &Evaluator<'_>| Box::new(sense::of(directory, observations, &expression, &evaluator.keys));
    let fault = match evaluator.evaluate(&expression) {
        Ok(Value::Truth(truth)) => {
            let sense = sense(&evaluator);
            return Some((truth, evaluator, sense));
        }
        Ok(Value::Pending) => {
            let sense = sense(&evaluator);
            return Some((Truth::Undecided, evaluator, sense));
        }
        Ok(_) => Diagnostic::error(rule::FORMULA_BROKEN, formula.span, Message::new("formula-wants-statement")),
        Err(fault) => fault.within(formula),
    };
    faults.report(fault);
    None
}

/// What stands around ties: the units that heads of columns name, the hedges right beside the brackets.
pub(super) struct Surroundings {
    heads: BTreeMap<TieId, ColumnHead>,
    pub(super) hedges: Hedges,
}

impl Surroundings {
    pub(super) fn of(directory: &Directory<'_>) -> Self {
        Self { heads: heads::above(directory), hedges: hedges::beside(directory.project) }
    }
}

/// Binds all ties of the book, in their order.
pub(super) fn bind(
    directory: &Directory<'_>,
    observations: &Observations,
    claims: &Claims,
    Surroundings { heads, hedges }: &Surroundings,
    faults: &mut Diagnostics,
) -> Vec<BoundTie> {
    let subjects = subjects(directory);
    let bind = |(index, tie): (usize, &Tie)| {
        let mut faults = Diagnostics::new();
        let mut one = match tie.kind {
            TieKind::Number => {
                let id = TieId(index);
                let around = (heads.get(&id), hedges.get(&id).copied());
                number(directory, observations, tie, around, &mut faults)
            }
            TieKind::Claim => claim(directory, observations, claims, tie, &mut faults),
        };
        one.finding = finding(&subjects, &one);
        one.fact = one.key.as_ref().and_then(|key| directory.fact_of(key));
        (one, faults)
    };
    // No tie looks at another.
    let (mut bound, mut found) = (Vec::new(), Vec::new());
    directory.project.ties.par_iter().enumerate().map(bind).unzip_into_vecs(&mut bound, &mut found);
    beside::reread(directory, hedges, &mut bound, &mut found, |bound| given(directory, observations, bound));
    found.into_iter().for_each(|found| faults.merge(found));
    bound
}

/// The first finding on each subject.
fn subjects<'a>(directory: &Directory<'a>) -> BTreeMap<&'a str, usize> {
    let mut subjects = BTreeMap::new();
    for (index, finding) in directory.project.findings.iter().enumerate() {
        if let Check::Rule { subject, .. } = &finding.check {
            subjects.entry(subject.value.as_str()).or_insert(index);
        }
    }
    subjects
}

/// A finding on the tied fact or claim.
fn finding(subjects: &BTreeMap<&str, usize>, bound: &BoundTie) -> Option<usize> {
    if subjects.is_empty() {
        return None;
    }
    let on = |subject: &str| subjects.get(subject).copied();
    let key = bound.key.as_ref().map(|key| [on(&key.fact), on(&key.to_string())]);
    let claim = bound.claim.as_deref().and_then(on);
    key.into_iter().flatten().chain([claim]).flatten().min()
}

fn number(
    directory: &Directory<'_>,
    observations: &Observations,
    tie: &Tie,
    (head, beside): (Option<&ColumnHead>, Option<Beside>),
    faults: &mut Diagnostics,
) -> BoundTie {
    let mut bound = BoundTie { head: head.cloned(), ..BoundTie::default() };
    if let Some(key) = tie.dated() {
        date(directory, observations, key, tie, &mut bound, faults);
        return bound;
    }
    let Some(expression) = directory.parse(&tie.target, faults) else { return bound };
    let mut evaluator = Evaluator::new(directory, observations);
    let value = evaluator.any(&expression);
    bound.keys = evaluator.keys;
    bound.sense = Some(Box::new(sense::of(directory, observations, &expression, &bound.keys)));
    let (mut inner, mut turned) = (&expression, false);
    while let Node::Negate(negated) = &inner.node {
        (inner, turned) = (negated, !turned);
    }
    if let (Node::Reference(_), [only]) = (&inner.node, bound.keys.as_slice()) {
        let key = Some(only.clone());
        *(if turned { &mut bound.opposite } else { &mut bound.key }) = key;
    }
    let outcome = match value {
        Ok(Value::Number { quantity, bare }) => {
            let held = Held { bare, given: given(directory, observations, &bound), beside, ..Held::default() };
            let held = Held { points: is_difference(inner), ..held };
            single(directory, tie, quantity, held, &mut bound)
        }
        Ok(Value::Pending) => pending(directory, observations, tie, &mut bound),
        Ok(Value::Series(series)) => range(directory, observations, tie, &series, beside, &mut bound),
        Ok(_) => Err(Diagnostic::error(rule::FORMULA_BROKEN, tie.target.span, Message::new("formula-wants-number"))),
        Err(fault) => Err(fault.within(&tie.target)),
    };
    if let Err(fault) = outcome {
        faults.report(fault);
    }
    bound
}

fn single(
    directory: &Directory<'_>,
    tie: &Tie,
    quantity: Quantity,
    held: Held,
    bound: &mut BoundTie,
) -> Result<(), Diagnostic> {
    bound.value = Some(quantity.clone());
    let literal = literals::read(directory, tie)?;
    literals::compare(directory, tie, &literal, &quantity, held, bound)?;
    if literal.high.is_some() {
        // A range is not one value, even if one of its ends is.
        bound.agrees = Some(false);
    }
    Ok(())
}

/// Whether a formula says how much one computed number is more than another: between shares or growths the difference is
/// in percentage points.
fn is_difference(expression: &Expression) -> bool {
    let computed = |side: &Expression| !matches!(side.node, Node::Number(..));
    match &expression.node {
        Node::Arithmetic(Operator::Subtract, left, right) => computed(left) && computed(right),
        Node::Call(Function::Abs, arguments) => arguments.first().is_some_and(is_difference),
        _ => false,
    }
}

/// Whether the data hedge the number of a tie themselves: the fact does, or it is a plan.
fn given(directory: &Directory<'_>, observations: &Observations, bound: &BoundTie) -> Given {
    let observation = bound.key.as_ref().and_then(|key| observations.get(key));
    match observation {
        Some(one) if one.target => one.bound.map_or(Given::Planned, |bound| Given::As(side(bound))),
        Some(one) => given_by(directory, one.fact),
        None => Given::Flat,
    }
}

fn given_by(directory: &Directory<'_>, fact: usize) -> Given {
    let qualifier = directory.project.facts.get(fact).and_then(|fact| fact.qualifier);
    qualifier.map_or(Given::Flat, Given::As)
}

/// The hedge that says what a floor or a ceiling does.
fn side(bound: Bound) -> Qualifier {
    match bound {
        Bound::AtLeast => Qualifier::Over,
        Bound::AtMost => Qualifier::Under,
    }
}

/// 24.1:35.5:40.4 of a fact's members, in their order: their numbers, or how many times the one that is called 1.
fn ratio(directory: &Directory<'_>, tie: &Tie, series: &Series, bound: &mut BoundTie) -> Option<()> {
    let literal = literals::read(directory, tie).ok()?;
    let values: Vec<&Quantity> = series.entries.iter().map(|(_, _, value)| value.as_ref()).collect::<Option<_>>()?;
    (literal.terms.len() == values.len()).then_some(())?;
    let numbers: Vec<Decimal> =
        values.iter().map(|value| value.unit.from_base(value.nominal)).collect::<Option<_>>()?;
    let fits = |unit: Decimal| {
        let mut pairs = numbers.iter().zip(&literal.terms);
        pairs.all(|(number, (term, step))| {
            number.checked_div(unit).is_some_and(|number| locale::agrees(number, *term, *step))
        })
    };
    let ones = numbers.iter().zip(&literal.terms).filter(|(_, (term, _))| *term == Decimal::ONE);
    let mut units = ones.map(|(number, _)| *number).chain([Decimal::ONE]);
    bound.agrees = Some(units.any(fits));
    bound.value = values.first().map(|first| (*first).clone());
    Some(())
}

/// A value that is missing reads as the words for why: 待定, "not stated". Of several that are, the first decides.
fn pending(
    directory: &Directory<'_>,
    observations: &Observations,
    tie: &Tie,
    bound: &mut BoundTie,
) -> Result<(), Diagnostic> {
    let missing = bound.keys.iter().find_map(|key| observations.get(key)?.missing()).unwrap_or(Missing::Undetermined);
    bound.missing = Some(missing);
    let literal = literals::read(directory, tie)?;
    bound.agrees = Some(literal.missing == Some(missing));
    Ok(())
}

/// `[69～177天](=climate.frost_free)`: one literal, both ends of a range fact.
fn range(
    directory: &Directory<'_>,
    observations: &Observations,
    tie: &Tie,
    series: &Series,
    beside: Option<Beside>,
    bound: &mut BoundTie,
) -> Result<(), Diagnostic> {
    let fact = &directory.project.facts[series.fact];
    let (FactValue::Range(..), [low, high]) = (&fact.value, series.entries.as_slice()) else {
        if ratio(directory, tie, series, bound).is_some() {
            return Ok(());
        }
        let members: Vec<&str> = series.entries.iter().map(|(_, member, _)| member.as_str()).collect();
        let message =
            Message::new("member-needed").with("fact", fact.id.value.as_str()).with("members", members.join(", "));
        return Err(Diagnostic::error(rule::MEMBER_MISSING, tie.target.span, message));
    };
    let (Some(low), Some(high)) = (&low.2, &high.2) else { return pending(directory, observations, tie, bound) };
    let literal = literals::read(directory, tie)?;
    let Some(upper) = literal.high else {
        bound.agrees = Some(false);
        bound.value = Some(low.clone());
        return Ok(());
    };
    let mut top = BoundTie { head: bound.head.clone(), ..BoundTie::default() };
    let held = Held { given: given_by(directory, series.fact), beside, ..Held::default() };
    let above = locale::Literal { value: upper, high: None, ..literal.clone() };
    literals::compare(directory, tie, &above, high, held, &mut top)?;
    literals::compare(directory, tie, &literal, low, held, bound)?;
    let both = bound.agrees == Some(true) && top.agrees == Some(true);
    bound.agrees = Some(both);
    bound.value = Some(low.clone());
    Ok(())
}

fn date(
    directory: &Directory<'_>,
    observations: &Observations,
    name: &str,
    tie: &Tie,
    bound: &mut BoundTie,
    faults: &mut Diagnostics,
) {
    let Some((key, observation)) = observed(observations, name) else {
        let message = Message::new("unknown-fact").with("name", name);
        let fault = Diagnostic::error(rule::UNKNOWN_NAME, tie.target.span, message).seeking(Sought::Fact);
        faults.report(fault.near(name, directory.names()));
        return;
    };
    bound.keys = vec![key.clone()];
    bound.key = Some(key.clone());
    match observation.date {
        None => {
            let message = Message::new("date-missing").with("fact", name);
            faults.report(Diagnostic::error(rule::UNKNOWN_NAME, tie.target.span, message));
        }
        Some(date) => {
            bound.agrees = Some(
                locale::parse_date(tie.language, &tie.literal.value).is_some_and(|named| locale::names(named, date)),
            );
            bound.explanation =
                Some(Message::new("date-is").with("date", both(|language| locale::format_date(language, &date))));
        }
    }
}

/// The observation of a name: that of a key as it is written, or the first of a fact.
fn observed<'o>(observations: &'o Observations, name: &'o str) -> Option<(&'o Key, &'o Observation)> {
    Key::named(observations, name).next()
}

fn claim(
    directory: &Directory<'_>,
    observations: &Observations,
    claims: &Claims,
    tie: &Tie,
    faults: &mut Diagnostics,
) -> BoundTie {
    let mut bound = BoundTie::default();
    let target = &tie.target.value;
    if is_claim_id(target) {
        let Some((_, entry)) = directory.claim(target) else {
            let message = Message::new("unknown-claim").with("name", target.as_str());
            let fault = Diagnostic::error(rule::UNKNOWN_NAME, tie.target.span, message).seeking(Sought::Claim);
            faults.report(fault.near(target, directory.project.claims.iter().map(|claim| claim.id.value.as_str())));
            return bound;
        };
        bound.claim = Some(entry.id.value.clone());
        if let Some(result) = claims.get(target) {
            bound.keys.clone_from(&result.keys);
            bound.sense.clone_from(&result.sense);
            bound.truth = result.truth;
            bound.comparison.clone_from(&result.comparison);
            bound.members.clone_from(&result.members);
            bound.explanation.clone_from(&result.explanation);
        }
    } else if let Some((truth, evaluator, sense)) = statement(directory, observations, &tie.target, faults) {
        bound.explanation = Some(explain(&evaluator));
        bound.comparison = evaluator.comparison;
        bound.members = evaluator.members;
        bound.keys = evaluator.keys;
        bound.truth = Some(truth);
        bound.sense = Some(sense);
    }
    bound
}

fn both(make: impl Fn(crate::model::Language) -> String) -> Arg {
    Arg::Both { zh: make(crate::model::Language::Zh), en: make(crate::model::Language::En) }
}
