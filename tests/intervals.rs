//! Interval arithmetic against a table made by hand: `tests/intervals.csv`.
//!
//! Each line is a small sum: its parts (a number, maybe `exact`, `about`, `over` or `under`), a formula over them, the
//! interval that it must give (`-` for an open side) in the unit named, a stated total, and whether the two agree: as a fact
//! with a formula, and as a claim that both are equal, which what is open on a side leaves undecided where it meets. The
//! cases 1 to 33 are those of XBRL Calculations 1.1 (round to nearest): a value stands for half a unit of its last digit
//! on either side, weights swap the ends, closed intervals agree when they share a point, so do duplicates.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::fmt::Write;
use tallybook::load::Memory;
use tallybook::model::{Key, Report, Truth};

const TABLE: &str = include_str!("intervals.csv");

struct Case {
    number: usize,
    parts: Vec<String>,
    formula: String,
    unit: String,
    low: String,
    high: String,
    stated: String,
    verdict: Truth,
    why: String,
}

fn cases() -> Vec<Case> {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let case = |row: csv::StringRecord| {
        let cell = |index: usize| row.get(index).unwrap().to_owned();
        Case {
            number: cell(0).parse().unwrap(),
            parts: cell(1).split("; ").map(str::to_owned).collect(),
            formula: cell(2),
            unit: cell(3),
            low: cell(4),
            high: cell(5),
            stated: cell(6),
            verdict: match row.get(7) {
                Some("agree") => Truth::Holds,
                Some("differ") => Truth::Fails,
                Some("undecided") => Truth::Undecided,
                _ => panic!("{row:?}"),
            },
            why: cell(8),
        }
    };
    reader.records().map(|row| case(row.unwrap())).collect()
}

/// `a + b` with the names of one case's facts: `c1.a + c1.b`.
fn named(formula: &str, number: usize) -> String {
    let letter = |c: char| c.is_ascii_alphabetic();
    let mut text = String::new();
    let characters: Vec<char> = formula.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        let alone = letter(*character)
            && !index.checked_sub(1).is_some_and(|before| letter(characters[before]))
            && !characters.get(index + 1).is_some_and(|after| letter(*after));
        if alone {
            write!(text, "c{number}.").unwrap();
        }
        text.push(*character);
    }
    text
}

fn fact(case: &Case, letter: char, part: &str) -> String {
    let (value, kind) = part.split_once(' ').unwrap_or((part, ""));
    let extra = match kind {
        "" => String::new(),
        "exact" => ", exact: true".to_owned(),
        hedge => format!(", qualifier: {hedge}"),
    };
    let id = format!("c{}.{letter}", case.number);
    format!("- {{id: {id}, name: {{zh: {id}, en: {id}}}, value: {value}, unit: m, source: survey-3{extra}}}\n")
}

fn book(cases: &[Case]) -> Memory {
    let mut facts = "format: 1\nfacts:\n".to_owned();
    for case in cases {
        facts.extend(case.parts.iter().zip('a'..).map(|(part, letter)| fact(case, letter, part)));
        let (id, formula) = (format!("c{}.sum", case.number), named(&case.formula, case.number));
        let (stated, unit) = (&case.stated, &case.unit);
        writeln!(facts, "- {{id: {id}, name: {{zh: {id}, en: {id}}}, value: {stated}, unit: \"{unit}\", formula: \"{formula}\", source: survey-3}}")
            .unwrap();
    }
    let mut claims = "format: 1\nclaims:\n".to_owned();
    for case in cases {
        let (id, formula) = (case.number, named(&case.formula, case.number));
        writeln!(claims, "- {{id: c{id}, formula: \"c{id}.sum == ({formula})\", text: {{zh: 某, en: Some}}}}").unwrap();
    }
    common::base().with("data/facts/table.yaml", facts).with("data/claims.yaml", claims)
}

fn bounds(report: &Report, case: &Case) -> (String, String) {
    let key = Key { fact: format!("c{}.sum", case.number), members: Vec::new() };
    let computed = report.observations[&key].computed.as_ref().unwrap_or_else(|| panic!("case {}", case.number));
    let end = |end: Option<rust_decimal::Decimal>| {
        end.map_or("-".to_owned(), |end| computed.unit.from_base(end).unwrap().normalize().to_string())
    };
    (end(computed.interval.low), end(computed.interval.high))
}

#[test]
fn intervals_and_verdicts_are_those_of_the_table() {
    let cases = cases();
    assert_eq!(cases.len(), 60);
    let outcome = tallybook::check_book(&book(&cases)).unwrap();
    let report = outcome.report.as_ref().unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        let found = bounds(report, case);
        if found != (case.low.clone(), case.high.clone()) {
            wrong.push(format!("case {}: {found:?}, not ({}, {}): {}", case.number, case.low, case.high, case.why));
        }
        let key = Key { fact: format!("c{}.sum", case.number), members: Vec::new() };
        let place = Some(report.observations[&key].span);
        let differs = outcome.faults.iter().any(|fault| fault.rule.name == "formula-differs" && fault.place == place);
        if differs != (case.verdict == Truth::Fails) {
            wrong.push(format!("case {}: differs is {differs}: {}", case.number, case.why));
        }
        let truth = report.claims.get(&format!("c{}", case.number)).and_then(|claim| claim.truth);
        if truth != Some(case.verdict) {
            wrong.push(format!("case {}: the claim is {truth:?}: {}", case.number, case.why));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
