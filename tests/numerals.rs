//! The corpora `tests/numerals.{zh,en}.csv`: sentences of such plans, and the stretches that are numbers to be tied.
//!
//! Columns: `sentence`; `flagged`, the expected stretches parted by `|`; `known`, why the finder is known to get the
//! sentence wrong, empty where it must be right. Precision and recall are counted by stretch over all sentences.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "reads its own table and reports its measure")]

use tallybook::locale::{Numerals, built_in_units};
use tallybook::model::Language;

/// What was counted in a corpus.
#[derive(Debug, Default)]
struct Measure {
    sentences: usize,
    right: usize,
    missed: usize,
    false_alarms: usize,
    surprises: Vec<String>,
}

impl Measure {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred stretches")]
    fn share(part: usize, rest: usize) -> f64 {
        part as f64 / (part + rest).max(1) as f64
    }
}

#[test]
fn the_chinese_corpus() {
    hold(Language::Zh, include_str!("numerals.zh.csv"));
}

#[test]
fn the_english_corpus() {
    hold(Language::En, include_str!("numerals.en.csv"));
}

/// Every sentence gives what is expected; a known miss that is none any more is a surprise too.
fn hold(language: Language, corpus: &str) {
    let measure = measure(language, corpus);
    println!(
        "{language}: {} sentences, {} numbers; precision {:.3}, recall {:.3}",
        measure.sentences,
        measure.right + measure.missed,
        Measure::share(measure.right, measure.false_alarms),
        Measure::share(measure.right, measure.missed),
    );
    assert!(measure.surprises.is_empty(), "\n{}", measure.surprises.join("\n"));
    assert!(measure.sentences >= 150, "{} sentences", measure.sentences);
}

fn measure(language: Language, corpus: &str) -> Measure {
    let finder = Numerals::new(&built_in_units(), std::iter::empty());
    let mut measure = Measure::default();
    for record in csv::Reader::from_reader(corpus.as_bytes()).records() {
        let record = record.expect("the corpus is a table");
        let (sentence, known) = (&record[0], &record[2]);
        let expected: Vec<&str> = record[1].split('|').filter(|stretch| !stretch.is_empty()).collect();
        let found = finder.untied(language, sentence);
        let found: Vec<&str> = found.iter().map(|numeral| &sentence[numeral.range.clone()]).collect();
        let hits = hits(&expected, &found);
        measure.sentences += 1;
        measure.right += hits;
        measure.missed += expected.len() - hits;
        measure.false_alarms += found.len() - hits;
        if (found == expected) != known.is_empty() {
            measure.surprises.push(format!("{sentence}\n  expected {expected:?}\n  found    {found:?} {known}"));
        }
    }
    measure
}

/// How many of the expected stretches were found, in order.
fn hits(expected: &[&str], found: &[&str]) -> usize {
    let mut rest = found;
    let mut hits = 0;
    for stretch in expected {
        if let Some(at) = rest.iter().position(|one| one == stretch) {
            hits += 1;
            rest = &rest[at + 1..];
        }
    }
    hits
}
