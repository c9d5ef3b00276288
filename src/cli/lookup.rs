//! What `where` is asked for: a key, a name in either language, a value, or a line of a file.

use crate::diagnostic::{SourceId, SourceMap, Span};
use crate::locale::Lexicon;
use crate::model::{Key, LANGUAGES, Observation, Report};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The numbers that are meant, in the order of their keys; none if nothing fits. What fits a key is not looked for
/// as anything else.
pub(super) fn find<'a>(asked: &str, report: &'a Report, sources: &SourceMap) -> Vec<&'a Observation> {
    let all = || report.observations.values();
    let asked = asked.trim();
    let keys: Vec<&Observation> = all().filter(|one| is_key(&one.key, asked)).collect();
    if !keys.is_empty() || asked.is_empty() {
        return keys;
    }
    if let Some(found) = at_line(asked, report, sources) {
        return found;
    }
    let named: Vec<&Observation> = all().filter(|one| is_named(one, asked)).collect();
    if !named.is_empty() {
        return named;
    }
    let values = values(asked, report);
    all().filter(|one| values.iter().any(|value| has_value(one, value))).collect()
}

/// A key as written, or all members and targets of a fact.
fn is_key(key: &Key, asked: &str) -> bool {
    key.to_string() == asked || key.fact == asked || key.base() == asked
}

fn is_named(one: &Observation, asked: &str) -> bool {
    let asked = asked.to_lowercase();
    // Digits alone are a value, though a name may hold them: 0—14岁.
    let is_word = asked.chars().any(char::is_alphabetic) && !asked.starts_with(|first: char| first.is_ascii_digit());
    is_word && LANGUAGES.iter().any(|language| one.name.get(*language).to_lowercase().contains(&asked))
}

/// Whether a line of a file of the book is asked for.
pub(super) fn is_line(asked: &str, sources: &SourceMap) -> bool {
    line(asked.trim(), sources).is_some()
}

/// `FILE:LINE`, the file by its whole path or its end. `None` if there is no such file.
fn line(asked: &str, sources: &SourceMap) -> Option<(BTreeSet<SourceId>, usize)> {
    let mut parts = asked.rsplitn(3, ':');
    let (last, middle, first) = (parts.next()?, parts.next()?, parts.next());
    // An editor copies the column as well.
    let (path, line) = match (first, middle.parse::<usize>(), last.parse::<usize>()) {
        (Some(path), Ok(line), Ok(_)) => (path.to_owned(), line),
        (None, _, Ok(line)) => (middle.to_owned(), line),
        _ => return None,
    };
    let path = path.replace('\\', "/");
    let path = path.trim_start_matches("./");
    let files: BTreeSet<_> = sources
        .iter()
        .filter(|(_, source)| source.path == path || source.path.ends_with(&format!("/{path}")))
        .map(|(id, _)| id)
        .collect();
    (!files.is_empty()).then_some((files, line))
}

/// What is tied in a line or written there; in the other lines of a fact all its numbers. `None` if no line is asked
/// for.
fn at_line<'a>(asked: &str, report: &'a Report, sources: &SourceMap) -> Option<Vec<&'a Observation>> {
    let (files, line) = line(asked, sources)?;
    let here = |span: Span| files.contains(&span.source) && sources.start(span).line == line;
    let tied = report.project.ties.iter().zip(&report.ties).filter(|(tie, _)| here(tie.span));
    let keys: BTreeSet<&Key> = tied.flat_map(|(_, bound)| &bound.keys).collect();
    let all = || report.observations.values();
    let found: Vec<&Observation> = all().filter(|one| keys.contains(&one.key) || here(one.span)).collect();
    if !found.is_empty() {
        return Some(found);
    }
    let around = |span: Span| {
        let end = sources.source(span.source).text[..span.range().end].trim_end().len();
        let last = sources.start(Span::new(span.source, end..end)).line;
        files.contains(&span.source) && (sources.start(span).line..=last).contains(&line)
    };
    Some(all().filter(|one| report.project.facts.get(one.fact).is_some_and(|fact| around(fact.span))).collect())
}

/// What a text says as a literal of either language: the number, and its value in base units if it names a unit.
struct Value {
    number: Decimal,
    base: Option<Decimal>,
}

fn values(asked: &str, report: &Report) -> Vec<Value> {
    let lexicon = Lexicon::new(&report.project.units);
    let literals = LANGUAGES.into_iter().filter_map(|language| lexicon.recognise(language, asked));
    let numbers = literals.filter(|literal| literal.missing.is_none() && literal.fraction.is_none());
    numbers
        .map(|literal| Value {
            number: literal.value,
            base: literal.unit.as_ref().and_then(|unit| unit.to_base(literal.value)),
        })
        .collect()
}

/// Whether a number has this value: as it is written in the data, or all told (11.86 in 1e4 person is 118600 too).
fn has_value(one: &Observation, value: &Value) -> bool {
    let Some(quantity) = one.value() else { return false };
    if let Some(base) = value.base {
        return quantity.nominal == base;
    }
    let scale = Decimal::from(10u64.pow(quantity.unit.scale.min(18)));
    one.number().is_some_and(|number| number == value.number || number.checked_mul(scale) == Some(value.number))
}
