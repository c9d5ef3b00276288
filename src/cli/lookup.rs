//! What `where` is asked for: a key, a name in either language, a value as read (77.51亿元), or a line of a file.

use crate::diagnostic::{SourceId, SourceMap, Span};
use crate::locale::{Lexicon, Literal};
use crate::model::{Key, LANGUAGES, Observation, Quantity, Report};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Powers of ten of the scale words that a number may stand before: none, thousand, 万, million, 亿, billion, trillion.
const SCALES: [u32; 7] = [0, 3, 4, 6, 8, 9, 12];

/// A bare number of so many figures is looked for in every scale; one of fewer only if no number is just this one.
const ENOUGH_FIGURES: u32 = 3;

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
    valued(&literals(asked, report), report)
}

/// A key as written, or all members and targets of a fact.
fn is_key(key: &Key, asked: &str) -> bool {
    key.reads(asked) || key.fact == asked || key.base() == asked
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

/// Whether a number is asked for.
pub(super) fn is_value(asked: &str, report: &Report) -> bool {
    !literals(asked.trim(), report).is_empty()
}

/// What a text says as a literal of either language.
fn literals(asked: &str, report: &Report) -> Vec<Literal> {
    let lexicon = Lexicon::new(&report.project.units);
    let found = LANGUAGES.into_iter().filter_map(|language| lexicon.recognise(language, asked));
    found.filter(|literal| literal.missing.is_none() && literal.fraction.is_none()).collect()
}

/// The numbers that read as one of the literals: those that are just this number first, then those that round to it at
/// its last digit. Without a unit they may be shown in any scale; of few digits too many would be.
fn valued<'a>(asked: &[Literal], report: &'a Report) -> Vec<&'a Observation> {
    let (mut exact, mut rounded) = (Vec::new(), Vec::new());
    for one in report.observations.values() {
        let Some(quantity) = one.value() else { continue };
        let is_exact =
            |literal: &Literal| literal.unit.is_none() && is_written(one, literal.value) || says(literal, quantity);
        if asked.iter().any(is_exact) {
            exact.push(one);
        } else if asked.iter().any(|literal| reads_as(literal, quantity)) {
            rounded.push(one);
        }
    }
    let many_digits =
        |literal: &Literal| literal.unit.is_some() || literal.scale_power > 0 || figures(literal) >= ENOUGH_FIGURES;
    if exact.is_empty() || asked.iter().any(many_digits) {
        exact.extend(rounded);
    }
    exact
}

/// Figures that count of a literal.
fn figures(literal: &Literal) -> u32 {
    let steps = literal.value.checked_div(literal.step).unwrap_or_default().abs().trunc();
    steps.mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| log + 1)
}

/// Whether the data write the number so, or it is so all told (11.86 in 1e4 person is 118600 too).
fn is_written(one: &Observation, value: Decimal) -> bool {
    let Some(quantity) = one.value() else { return false };
    let scale = Decimal::from(10u64.pow(quantity.unit.scale.min(18)));
    one.number().is_some_and(|number| number == value || number.checked_mul(scale) == Some(value))
}

/// Whether a literal with a unit says just this value.
fn says(literal: &Literal, quantity: &Quantity) -> bool {
    let (Some(unit), Some((up, down))) = (&literal.unit, literal.factor(&quantity.unit, false)) else { return false };
    let base = |number: Decimal| number.checked_mul(up)?.checked_div(down);
    !unit.written.is_empty()
        && [Some(literal.value), literal.high].into_iter().flatten().any(|end| base(end) == Some(quantity.nominal))
}

/// Whether a value, rounded to the literal's last digit, is the literal; the other end of a range too.
fn reads_as(literal: &Literal, quantity: &Quantity) -> bool {
    let ends = [Some(literal.value), literal.high].into_iter().flatten();
    let mut forms = ends.map(|value| Literal { value, high: None, ..literal.clone() });
    if literal.unit.is_some() || literal.scale_power > 0 {
        return forms.any(|form| form.shows(quantity) == Some(true));
    }
    forms.any(|form| {
        SCALES.iter().any(|power| scaled(&form, *power).is_some_and(|form| form.shows(quantity) == Some(true)))
    })
}

/// The literal with a scale word after it.
fn scaled(literal: &Literal, power: u32) -> Option<Literal> {
    let size = Decimal::from(10u64.checked_pow(power)?);
    let (value, step) = (literal.value.checked_mul(size)?, literal.step.checked_mul(size)?);
    Some(Literal { value, step, ..literal.clone() })
}
