//! `impact`: what follows when values of the data change, told by comparing two reports of one book.

use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Failure, Message, did_you_mean};
use crate::locale::{self, Lexicon, Literal};
use crate::model::{
    Block, Bound, Edit, Key, LANGUAGES, Language, Missing, Observation, Qualifier, Quantity, Report, Shower, TARGET,
    UnitExpr, ValueState, WORKS, decimal, to_figures,
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Figures that count in a computed number: more than any plan prints.
const COMPUTED_DIGITS: u32 = 6;

/// Figures of a value that was given in another unit and has no end in the fact's own.
const CONVERTED_DIGITS: u32 = 12;

/// A number in its unit.
pub type Amount = (Decimal, UnitExpr);

/// A number before and after.
#[derive(Debug, Clone)]
pub struct Change {
    /// Which.
    pub key: Key,
    /// Before: a stated value with its own digits, a computed one cut to those that count. `None` where it was to be
    /// determined.
    pub before: Option<Amount>,
    /// After.
    pub after: Option<Amount>,
    /// Whether it is a floor or a ceiling.
    pub bound: Option<Bound>,
    /// How the plan hedges it.
    pub qualifier: Option<Qualifier>,
}

fn stated(one: &Observation) -> Option<Amount> {
    match one.stated {
        ValueState::Given(number) => Some((number, one.quantity.as_ref()?.unit.clone())),
        _ => None,
    }
}

fn computed(one: &Observation) -> Option<Amount> {
    let Quantity { nominal, unit, .. } = one.computed.as_ref()?;
    Some((to_figures(unit.from_base(*nominal)?, COMPUTED_DIGITS)?.normalize(), unit.clone()))
}

/// What a change of data reaches.
#[derive(Debug, Default)]
pub struct Impact {
    /// The values that were asked about.
    pub values: Vec<Change>,
    /// What formulas make of them.
    pub formulas: Vec<Change>,
    /// Ids of figures whose data change.
    pub figures: Vec<String>,
    /// Ids of tables that show a number that changes.
    pub tables: Vec<String>,
    /// Pages that change: `content/<lang>/<path>`.
    pub pages: Vec<String>,
    /// The PDFs that hold one of these pages, as paths below the output folder.
    pub pdfs: Vec<String>,
}

/// The places of the data where the new values go; `null` makes a value to be determined.
///
/// # Errors
/// When a key is unknown, only computed or given twice, or a value is not a number as the data files take it.
pub fn edits(report: &Report, changes: &[(String, String)]) -> Result<Vec<Edit>, Failure> {
    let mut seen = BTreeSet::new();
    let mut edits = Vec::new();
    for (key, value) in changes {
        let key = key.trim_start_matches('=');
        if !seen.insert(key) {
            return Err(Failure::new(Message::new("impact.twice").with("key", key)));
        }
        edits.push(edit(report, key, value)?);
    }
    Ok(edits)
}

fn edit(report: &Report, key: &str, value: &str) -> Result<Edit, Failure> {
    let found = report.observed(key);
    let Some(one) = found else { return Err(unknown(report, key)) };
    let fact = report.project.facts.get(one.fact);
    let computed = fact.and_then(|fact| fact.formula.as_ref()).filter(|formula| formula.span == one.span);
    if let Some(formula) = computed {
        let message = Message::new("impact.computed").with("key", key).with("formula", formula.value.as_str());
        return Err(Failure::new(message));
    }
    Ok(Edit { span: one.span, text: in_data(report, one, value)? })
}

/// A value as the data write it: a plain decimal, `null` and its like as they are; 78.00亿元 and "CNY 7.8 billion" in the fact's own
/// unit, with its scale.
///
/// # Errors
/// When it is not a number, or in a unit of another kind.
pub fn in_data(report: &Report, one: &Observation, value: &str) -> Result<String, Failure> {
    read(report, (&one.key, &one.unit), value, converted)
}

/// The same for a command that writes the value: with every digit that was given, or not at all.
///
/// # Errors
/// As [`in_data`], and when the value has no end in the fact's unit.
pub fn exactly(report: &Report, one: (&Key, &UnitExpr), value: &str) -> Result<String, Failure> {
    read(report, one, value, whole)
}

/// How the number of a literal is written in a unit.
type Conversion = fn(&Literal, &UnitExpr) -> Option<String>;

fn read(
    report: &Report,
    (key, unit): (&Key, &UnitExpr),
    value: &str,
    conversion: Conversion,
) -> Result<String, Failure> {
    let reason = match decimal(value) {
        _ if Missing::ALL.iter().any(|missing| missing.keyword() == value) => return Ok(value.to_owned()),
        Ok(_) => return Ok(value.to_owned()),
        Err(reason) => reason,
    };
    let refused = |id| Failure::new(Message::new(id).with("key", key.to_string()).with("value", value));
    let in_unit = |id| {
        let name = locale::unit_in_words(unit, &report.project.units);
        let mut failure = refused(id);
        failure.message = failure.message.with("unit", Arg::Both { zh: name.zh, en: name.en });
        failure
    };
    let lexicon = Lexicon::new(&report.project.units);
    let literals = LANGUAGES.into_iter().filter_map(|language| lexicon.recognise(language, value));
    let single = |literal: &Literal| literal.high.is_none() && literal.fraction.is_none();
    let said: Vec<Literal> = literals
        .filter(single)
        .filter(|literal| literal.missing.is_some() || literal.unit.is_some() || literal.scale_power > 0)
        .collect();
    if let Some(missing) = said.iter().find_map(|literal| literal.missing) {
        return Ok(missing.keyword().to_owned());
    }
    if said.is_empty() {
        return Err(refused("impact.no-number").hint(reason));
    }
    let fits = said.iter().find(|literal| literal.factor(unit, false).is_some());
    let fits = fits.ok_or_else(|| in_unit("impact.other-unit"))?;
    conversion(fits, unit).ok_or_else(|| in_unit("set.inexact"))
}

/// A literal's number in a unit, with all its digits and no others; `None` if it has no end there.
fn whole(literal: &Literal, unit: &UnitExpr) -> Option<String> {
    let (up, down) = literal.factor(unit, false)?;
    let base = literal.value.checked_mul(up)?;
    let mut number = unit.from_base(base.checked_div(down)?)?.normalize();
    // Back again by products alone, which are exact.
    let there = number.checked_mul(unit.numerator)?.checked_mul(down)?;
    if there != base.checked_mul(unit.denominator)? {
        return None;
    }
    let step = unit.from_base(literal.step.checked_mul(up)?.checked_div(down)?)?.normalize();
    // 77.50亿元 is 7.750 in 1e9 yuan: the zero that was written stays where the unit is another power of ten.
    let is_tenth = step.mantissa().unsigned_abs() == 1;
    if is_tenth && number.scale() < step.scale() {
        number.rescale(step.scale());
    }
    Some(number.to_string())
}

/// A literal's number in a unit, with the digits that it shows.
fn converted(literal: &Literal, unit: &UnitExpr) -> Option<String> {
    let (up, down) = literal.factor(unit, false)?;
    let own = |number: Decimal| unit.from_base(number.checked_mul(up)?.checked_div(down)?);
    let mut number = to_figures(own(literal.value)?, CONVERTED_DIGITS)?.normalize();
    let decimals = own(literal.step)?.normalize().scale();
    if number.scale() < decimals && decimals <= literal.decimals {
        number.rescale(decimals);
    }
    Some(number.to_string())
}

/// What is said of a key that no number has: its members and targets, or one that may be meant.
pub(super) fn unknown(report: &Report, key: &str) -> Failure {
    let names: Vec<String> = report.observations.keys().map(ToString::to_string).collect();
    let is_member = |name: &&String| {
        let fact = name.split('@').next();
        fact == Some(key) || fact.and_then(|fact| fact.strip_suffix(TARGET)) == Some(key)
    };
    let siblings: Vec<&str> = names.iter().filter(is_member).map(String::as_str).collect();
    if !siblings.is_empty() {
        return Failure::new(Message::new("member-needed").with("fact", key).with("members", siblings.join(", ")));
    }
    let planned = report.planned(key).map(ToString::to_string);
    let failure = Failure::new(Message::new("impact.unknown").with("key", key));
    if let Some(now) = report.project.called_now(key) {
        return failure.hint(Message::new("hint-renamed").with("name", now));
    }
    match planned {
        Some(name) => failure.hint(did_you_mean(name)),
        None => failure.near(key, names.iter().map(String::as_str)),
    }
}

/// What differs between two reports of a book of which only values of the data were changed. `rewritten` are the
/// literals that follow.
pub fn compare(before: &Report, after: &Report, asked: &[(String, String)], rewritten: &[Edit]) -> Impact {
    let mut impact = Impact::default();
    for (key, one) in &before.observations {
        let other = after.observations.get(key);
        let change = |amount: fn(&Observation) -> Option<Amount>| Change {
            key: key.clone(),
            before: amount(one),
            after: other.and_then(amount),
            bound: one.bound,
            qualifier: before.project.facts.get(one.fact).and_then(|fact| fact.qualifier),
        };
        let name = key.to_string();
        if asked.iter().any(|(key, _)| key.trim_start_matches('=') == name) {
            impact.values.push(change(stated));
        }
        let nominal = |one: &Observation| one.computed.as_ref().map(|quantity| quantity.nominal);
        if nominal(one) != other.and_then(nominal) {
            impact.formulas.push(change(computed));
        }
    }
    let keys = printed(before, &impact);
    let drawn = before.figure_data.iter().filter(|(id, chart)| after.figure_data.get(*id) != Some(*chart));
    impact.figures = drawn.map(|(id, _)| id.clone()).collect();
    let showing = before.showing();
    let mut projects = BTreeSet::new();
    let mut tables = BTreeSet::new();
    for shower in keys.iter().flat_map(|key| showing.of(key)) {
        match shower {
            Shower::Table(table) => drop(tables.insert(table.id.value.clone())),
            Shower::Project(id) => drop(projects.insert(id)),
            _ => {}
        }
    }
    let known = before.project.tables.iter().map(|table| &table.id.value);
    impact.tables = known.filter(|id| tables.contains(*id)).cloned().collect();
    let pages = pages(before, &impact, &projects, rewritten);
    for language in LANGUAGES {
        let own = format!("content/{language}/");
        if pages.iter().any(|page| page.starts_with(&own)) {
            impact.pdfs.extend(WORKS.iter().filter(|work| work.is_set()).map(|work| work.path(language)));
        }
    }
    impact.pages = pages.into_iter().collect();
    impact
}

/// The faults that are new, whatever line they moved to.
pub fn broken<'a>(before: &'a Diagnostics, after: &'a Diagnostics) -> impl Iterator<Item = &'a Diagnostic> {
    let known: BTreeSet<_> = before.iter().map(|fault| (fault.rule, &fault.message)).collect();
    after.iter().filter(move |fault| !known.contains(&(fault.rule, &fault.message)))
}

/// Keys whose printed number changes: what is stated stays as stated, whatever its formula gives.
fn printed(report: &Report, impact: &Impact) -> BTreeSet<Key> {
    let unstated = |key: &Key| {
        report.observations.get(key).is_some_and(|one: &Observation| !matches!(one.stated, ValueState::Given(_)))
    };
    let values = impact.values.iter().map(|change| change.key.clone());
    values.chain(impact.formulas.iter().map(|change| change.key.clone()).filter(unstated)).collect()
}

/// Pages with a rewritten literal, a touched figure or table, or the entry of a touched project.
fn pages(report: &Report, impact: &Impact, projects: &BTreeSet<&str>, rewritten: &[Edit]) -> BTreeSet<String> {
    let path = |language: Language, path: &str| format!("content/{language}/{path}");
    let mut pages = BTreeSet::new();
    for page in &report.project.pages {
        let holds = |block: &Block| match block {
            Block::Figure { id, .. } => impact.figures.contains(&id.value),
            Block::RegisterTable { id, .. } => impact.tables.contains(&id.value),
            Block::Project { id, .. } => projects.contains(id.value.as_str()),
            _ => false,
        };
        if page.blocks.iter().any(holds) || rewritten.iter().any(|edit| edit.span.source == page.source) {
            pages.insert(path(page.language, &page.path));
        }
    }
    pages
}
