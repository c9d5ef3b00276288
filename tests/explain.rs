//! The texts of `explain` hold: each example of theirs is read as a book is, and the tables are those of the tool.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use tallybook::diagnostic::{Phrases, print_short};
use tallybook::load::Memory;
use tallybook::locale::{Catalogue, Topic, examples};
use tallybook::model::{LANGUAGES, Language, Truth};

const FACTS: [(&str, &str); 8] = [
    ("county.area", "unit: km2, value: 4877.10"),
    ("land.grassland.area", "unit: km2, value: 2124.01"),
    ("zone.area", "unit: km2, by: zone, complete: true, values: {north: 1200.00, south: 3677.10}"),
    ("zone.area.by_year", "unit: km2, by: [zone, year], values: {\"north,2020\": 1200.00, \"south,2020\": 3677.10}"),
    ("forest.cover", "unit: \"%\", by: year, values: {2020: 23}, targets: {2025: 28}"),
    ("gdp", "unit: 1e8 yuan, by: year, values: {2020: 400.0, 2021: 383.6}"),
    ("gdp.growth", "unit: \"%\", value: -4.1"),
    ("climate.frost_free", "unit: d, range: [69, 177]"),
];

const CLAIM: &str = r#"format: 1
claims:
- {id: south-leads, basis: computed, formula: "argmax(zone.area) == south", text: {zh: "南区最大。", en: "The south is the largest."}}
"#;

const FIGURES: &str = r#"format: 1
figures:
- {id: zones, kind: bar, title: {zh: "分区面积", en: "Area of the zones"}, data: {fact: zone.area}, source: survey-3}
"#;

const TABLES: &str = r#"format: 1
tables:
- {id: zones, kind: facts, title: {zh: "分区面积", en: "Area of the zones"}, rows: [zone.area], total: county.area}
"#;

/// A small book with these paragraphs on its page and these formulas as claims.
fn book(paragraphs: [&[&str]; 2], formulas: &[&str]) -> Memory {
    let facts = FACTS.map(|(id, rest)| {
        format!("- {{id: {id}, name: {{zh: \"数据{id}\", en: \"Fact {id}\"}}, date: 2020, source: survey-3, {rest}}}\n")
    });
    let claims = formulas.iter().enumerate().map(|(index, formula)| {
        let texts = "text: {zh: \"示例。\", en: \"An example.\"}";
        format!("- {{id: c-{index}, basis: computed, formula: \"{formula}\", {texts}}}\n")
    });
    let mut files = vec![
        ("data/facts/land.yaml".to_owned(), format!("format: 1\nfacts:\n{}", facts.concat())),
        ("data/claims.yaml".to_owned(), CLAIM.to_owned() + &claims.collect::<String>()),
        ("data/figures.yaml".to_owned(), FIGURES.to_owned()),
        ("data/tables.yaml".to_owned(), TABLES.to_owned()),
    ];
    for (language, paragraphs) in LANGUAGES.into_iter().zip(paragraphs) {
        let section = match language {
            Language::Zh => "# 土地 {#land}\n",
            Language::En => "# Land {#land}\n",
        };
        let text = paragraphs.iter().map(|paragraph| format!("\n{paragraph}\n")).collect::<String>();
        files.push((format!("content/{language}/01-status/01-land.md"), section.to_owned() + &text));
    }
    files.into_iter().fold(common::base(), |book, (path, text)| book.with(&path, text))
}

#[test]
fn every_tie_of_the_text_is_sound_in_both_languages() {
    let ties = LANGUAGES.map(|language| examples(Topic::Ties, language, "tie"));
    assert_eq!(ties[0].len(), ties[1].len(), "the two texts show the same ties");
    assert!(ties[0].len() > 12);
    let outcome = tallybook::check_book(&book([&ties[0], &ties[1]], &[])).unwrap();
    let text: Vec<String> = outcome
        .faults
        .iter()
        .filter(|fault| !["fact-unwitnessed", "text-typography"].contains(&fault.rule.name))
        .map(|fault| print_short(fault, &outcome.sources, &Catalogue::of(Language::En)))
        .collect();
    assert!(text.is_empty(), "{}", text.join(""));
}

#[test]
fn every_formula_of_the_text_holds() {
    let own: Vec<&str> = tallybook::functions().map(|function| function.example).collect();
    assert!(own.len() > 10);
    for language in LANGUAGES {
        let formulas: Vec<&str> =
            examples(Topic::Formulas, language, "formula").into_iter().chain(own.iter().copied()).collect();
        let outcome = tallybook::check_book(&book([&[], &[]], &formulas)).unwrap();
        let report = outcome.report.as_ref().unwrap();
        for (index, formula) in formulas.iter().enumerate() {
            let truth = report.claims.get(&format!("c-{index}")).and_then(|claim| claim.truth);
            let words: Vec<String> =
                outcome.faults.iter().map(|fault| Catalogue::of(language).phrase(&fault.message)).collect();
            assert_eq!(truth, Some(Truth::Holds), "{formula}: {words:?}");
        }
    }
}

#[test]
fn every_unit_of_the_list_can_be_written_in_the_data() {
    let units = tallybook::locale::built_in_units();
    for unit in units.iter() {
        assert!(units.parse(&unit.id).is_some() && units.parse(&format!("1e4 {}", unit.id)).is_some(), "{}", unit.id);
    }
}
