//! Sabotage of the words around the numbers: each kind of mutant is caught, at its line, nearly always.

use super::mutants::{Ground, KINDS, Kind, Mutant};
use super::{checked, on_all_cores};
use crate::common::Lot;
use crate::common::real;
use std::collections::BTreeSet;
use tallybook::Outcome;

/// Mutants that are tried of each kind, where there are as many.
const TRIED: usize = 50;

/// A rule at a line of a file.
type Reported = (String, usize, &'static str);

/// What a check reports where. That a translation is older follows from any change, and is no merit.
fn reported(outcome: &Outcome) -> BTreeSet<Reported> {
    let mut found = BTreeSet::new();
    for fault in outcome.faults.iter().filter(|fault| fault.rule.name != "translation-stale") {
        let places = fault.place.iter().chain(fault.related.iter().map(|(span, _)| span));
        found.extend(places.map(|span| {
            let path = outcome.sources.source(span.source).path.clone();
            (path, outcome.sources.start(*span).line, fault.rule.name)
        }));
    }
    found
}

/// The mutant in its line, for those who look why it was not caught.
fn shown(ground: &Ground<'_>, mutant: &Mutant) -> String {
    let text = ground.text(&mutant.path);
    let edit = |(range, words): &(std::ops::Range<usize>, String)| {
        let line = ground.line(&mutant.path, range.start);
        let (before, after) = (&text[line.start..range.start], &text[range.end..line.end.max(range.end)]);
        let near = |text: &str, skip: usize| text.chars().skip(skip).take(60).collect::<String>();
        let skip = before.chars().count().saturating_sub(60);
        format!("…{}⟦{} → {words}⟧{}…", near(before, skip), &text[range.clone()], near(after, 0))
    };
    let edits: Vec<String> = mutant.edits.iter().map(edit).collect();
    format!("{}:{:?}: {}", mutant.path, mutant.lines(text), edits.join(" and "))
}

fn missed(ground: &Ground<'_>, kind: &Kind, known: &BTreeSet<Reported>) -> (usize, usize, Vec<String>) {
    let mut lot = Lot(kind.name.len() as u64);
    let all = (kind.find)(ground, &mut lot);
    let places = all.len();
    let mutants = lot.some(all, TRIED);
    let missed = on_all_cores(&mutants, |mutant: &Mutant| {
        let outcome = checked(&mutant.made(ground.book));
        let lines = mutant.lines(ground.text(&mutant.path));
        let found = reported(&outcome);
        let caught = found.difference(known).any(|(path, line, _)| *path == mutant.path && lines.contains(line));
        (!caught).then(|| shown(ground, mutant))
    });
    (places, mutants.len(), missed)
}

#[test]
fn every_kind_of_words_is_watched() {
    let book = real();
    let sound = checked(&book);
    let known = reported(&sound);
    let blamed: Vec<&Reported> =
        known.iter().filter(|(.., rule)| KINDS.iter().any(|kind| kind.rules.contains(rule))).collect();
    assert!(blamed.is_empty(), "false alarms on the unchanged book: {blamed:?}");
    let report = sound.report.as_ref().expect("a sound book has a report");
    let ground = Ground { book: &book, sound: &sound, report };
    let mut weak = Vec::new();
    for kind in KINDS {
        let (places, tried, missed) = missed(&ground, kind, &known);
        let caught = tried - missed.len();
        println!("{}: {places} places, {tried} tried, {caught} caught; excluded: {}", kind.name, kind.excluded);
        assert!(tried >= kind.least, "{}: only {tried} mutants", kind.name);
        if caught * 100 < tried * kind.share {
            weak.push(format!("{}: {caught} of {tried}, not {}%\n  {}", kind.name, kind.share, missed.join("\n  ")));
        }
    }
    assert!(weak.is_empty(), "not caught:\n{}", weak.join("\n"));
}
