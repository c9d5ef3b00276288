//! Sabotage: change one digit of the real book at a time, and see that the check goes red at the right line.
//!
//! Every tied literal of both languages and every given value of the data is tried, in process. A number whose change
//! nobody notices is a number that may be wrong in print.

mod common;
#[path = "sabotage/mutants.rs"]
mod mutants;
#[path = "sabotage/words.rs"]
mod words;

use common::real;
use std::collections::BTreeSet;
use tallybook::diagnostic::{Severity, SourceMap, Span};
use tallybook::load::Memory;
use tallybook::model::{Reading, Report, Tie, TieKind, ValueState};

fn checked(files: &Memory) -> tallybook::Outcome {
    tallybook::check_book(files).expect("a book in memory can always be read")
}

/// The book with other bytes at a span.
fn changed(book: &Memory, sources: &SourceMap, span: Span, text: &str) -> Memory {
    let path = &sources.source(span.source).path;
    let mut bytes = book.files[path].clone();
    bytes.splice(span.range(), text.bytes());
    book.clone().with(path, bytes)
}

/// Files and lines of the errors.
fn error_lines(outcome: &tallybook::Outcome) -> BTreeSet<(String, usize)> {
    let errors = outcome.faults.iter().filter(|fault| fault.severity == Severity::Error);
    let places = errors.filter_map(|fault| fault.place);
    places.map(|span| (outcome.sources.source(span.source).path.clone(), outcome.sources.start(span).line)).collect()
}

const WORDS: [(&str, &str); 40] = [
    ("twenty-one", "twenty-two"),
    ("eighteen", "nineteen"),
    ("seventeen", "eighteen"),
    ("sixteen", "seventeen"),
    ("fifteen", "sixteen"),
    ("fourteen", "fifteen"),
    ("thirteen", "fourteen"),
    ("twelve", "thirteen"),
    ("eleven", "twelve"),
    ("twenty", "thirty"),
    ("thirty", "forty"),
    ("hundred", "thousand"),
    ("ten", "eleven"),
    ("nine", "ten"),
    ("eight", "nine"),
    ("seven", "eight"),
    ("six", "seven"),
    ("five", "six"),
    ("four", "five"),
    ("three", "four"),
    ("two", "three"),
    ("one", "two"),
    ("十", "百"),
    ("百", "千"),
    ("九", "八"),
    ("八", "九"),
    ("七", "八"),
    ("六", "七"),
    ("五", "六"),
    ("四", "五"),
    ("三", "四"),
    ("二", "三"),
    ("两", "三"),
    ("一", "二"),
    ("to be determined", "5"),
    ("待定", "5"),
    ("half", "a third"),
    ("third", "quarter"),
    ("半", "三分之一"),
    ("零", "一"),
];

/// The literal with its last digit one higher, or its last number word another one.
fn off_by_one(literal: &str) -> Option<String> {
    if let Some((place, digit)) = literal.char_indices().rfind(|(_, character)| character.is_ascii_digit()) {
        let next = char::from_digit((digit.to_digit(10)? + 1) % 10, 10)?;
        return Some(format!("{}{next}{}", &literal[..place], &literal[place + 1..]));
    }
    let lower = literal.to_lowercase();
    let (word, other) = WORDS.iter().find(|(word, _)| lower.contains(word))?;
    let place = lower.find(word)?;
    Some(format!("{}{other}{}", &literal[..place], &literal[place + word.len()..]))
}

/// What `miss` says of each item, asked on all cores.
fn on_all_cores<T: Sync>(items: &[T], miss: impl Fn(&T) -> Option<String> + Sync) -> Vec<String> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let part = items.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> = items
            .chunks(part)
            .map(|part| scope.spawn(|| part.iter().filter_map(&miss).collect::<Vec<String>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("the check does not panic")).collect()
    })
}

#[test]
fn every_tied_literal_is_watched() {
    let book = real();
    let sound = checked(&book);
    assert_eq!(sound.faults.errors(), 0, "the unchanged book has errors: run `tallybook check`");
    let report = sound.report.expect("a sound book has a report");
    let ties: Vec<&Tie> = report.project.ties.iter().filter(|tie| tie.kind == TieKind::Number).collect();
    let tried = ties.len();
    let missed = on_all_cores(&ties, |tie| {
        let literal = &tie.literal;
        let Some(other) = off_by_one(&literal.value) else {
            return Some(format!("no digit to change in `{}`", literal.value));
        };
        assert_eq!(sound.sources.text(literal.span), literal.value, "the literal's place is exact");
        let outcome = checked(&changed(&book, &sound.sources, literal.span, &other));
        let path = sound.sources.source(literal.span.source).path.clone();
        let line = sound.sources.start(literal.span).line;
        let caught = error_lines(&outcome).contains(&(path.clone(), line));
        (!caught).then(|| format!("{path}:{line}: `{}` as `{other}`", literal.value))
    });
    println!("{tried} literals changed, {} not caught", missed.len());
    assert!(missed.is_empty(), "not caught:\n{}", missed.join("\n"));
    assert!(tried > 400, "only {tried} literals: the book has lost its ties");
}

/// The given numbers with their keys, and whether every tie of the chapters that shows one is hedged.
fn given<'a>(report: &'a Report, sources: &SourceMap) -> Vec<(String, bool, &'a Reading)> {
    let ties = || report.project.ties.iter().zip(&report.ties).filter(|(tie, _)| tie.kind == TieKind::Number);
    let readings = report.project.facts.iter().flat_map(|fact| fact.readings().iter().map(move |one| (fact, one)));
    let given = readings.filter(|(_, reading)| matches!(reading.state.value, ValueState::Given(_)));
    given
        .map(|(fact, reading)| {
            let key = fact.key(reading);
            let chapter = |tie: &Tie| sources.source(tie.literal.span.source).path.starts_with("content/");
            let mut shown = ties().filter(|(tie, bound)| chapter(tie) && bound.keys.contains(&key));
            let hedged = shown.all(|(tie, bound)| bound.hedge.is_some() || tie.rounded_to.is_some());
            (key.to_string(), hedged, reading)
        })
        .collect()
}

/// A number half as large again: no hedge that was true of the first is true of it.
fn far_off(literal: &str) -> Option<String> {
    let number: rust_decimal::Decimal = literal.parse().ok()?;
    Some((number * rust_decimal::Decimal::new(15, 1)).normalize().to_string())
}

/// Equivalent mutants are excluded by this rule: where every tie of a value in the chapters is hedged, one more of its last digit may
/// leave each sentence true (80 of 81 is still about 80); then half as much again must be noticed.
#[test]
fn every_given_value_is_watched() {
    let book = real();
    let sound = checked(&book);
    let report = sound.report.expect("a sound book has a report");
    let readings: Vec<(String, bool, &Reading)> = given(&report, &sound.sources);
    let tried = readings.len();
    let hedged = std::sync::atomic::AtomicUsize::new(0);
    let missed = on_all_cores(&readings, |(key, only_hedged, reading)| {
        let span = reading.state.span;
        let written = sound.sources.text(span);
        let path = &sound.sources.source(span.source).path;
        let caught = |other: &str| {
            let lines = error_lines(&checked(&changed(&book, &sound.sources, span, other)));
            lines.iter().any(|(path, _)| path.starts_with("content/"))
        };
        let other = off_by_one(written).expect("a given value has a digit");
        if caught(&other) {
            return None;
        }
        let far = far_off(written).filter(|_| *only_hedged);
        if far.is_some() {
            hedged.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
        let place = sound.sources.start(span).line;
        match far {
            Some(far) if caught(&far) => None,
            far => Some(format!("{path}:{place}: {key}: {written} as {}", far.unwrap_or(other))),
        }
    });
    let hedged = hedged.into_inner();
    println!("{tried} values changed, {} not caught in the text; {hedged} only beyond their hedge", missed.len());
    assert!(missed.is_empty(), "not caught at a line of the text:\n{}", missed.join("\n"));
    assert!(tried > 100, "only {tried} values: the book has lost its data");
    assert!(hedged * 10 < tried, "{hedged} of {tried} values are watched through hedges alone");
}
