//! A sentence on rounding stands under a table or figure exactly where the printed numbers do not add up although the
//! true ones may.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use tallybook::diagnostic::Phrases;
use tallybook::locale::Catalogue;
use tallybook::model::Language;

/// The base book of the rules with facts, tables and figures of one's own.
fn notes(facts: &str, tables: &str, figures: &str, language: Language) -> Vec<(String, String)> {
    let book = common::base()
        .with("data/facts/more.yaml", format!("format: 1\nfacts:\n{facts}"))
        .with("data/tables.yaml", format!("format: 1\ntables:\n{tables}"))
        .with("data/figures.yaml", format!("format: 1\nfigures:\n{figures}"));
    let outcome = tallybook::check_book(&book).unwrap();
    let stray = ["figure-uncited", "fact-unwitnessed"];
    let errors: Vec<_> = outcome.faults.iter().filter(|fault| !stray.contains(&fault.rule.name)).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let catalogue = Catalogue::of(language);
    let report = outcome.report.unwrap();
    report.rounding_notes.iter().map(|(place, note)| (place.clone(), catalogue.phrase(note))).collect()
}

const TITLE: &str = "title: {zh: \"面积\", en: \"Areas\"}";

fn shares(values: &str, rest: &str) -> String {
    format!(
        "- {{id: share, name: {{zh: \"占比\", en: \"Shares\"}}, by: zone, unit: \"%\", source: survey-3, {rest}values: {values}}}\n"
    )
}

fn table(rows: &str, total: &str) -> String {
    format!("- {{id: areas, kind: facts, {TITLE}, rows: {rows}{total}}}\n")
}

#[test]
fn shares_that_do_not_print_100_say_so_in_ledger_table_and_figure() {
    let facts = shares("{north: 33.3, south: 66.6}", "complete: true, ");
    let figure = format!("- {{id: ring, kind: donut, {TITLE}, data: {{fact: share}}}}\n");
    let zh = "各项数值经修约，合计为99.9%，与100%略有出入。".to_owned();
    let en = "The parts add up to 99.9%, not 100%, because they are rounded.".to_owned();
    for (language, sentence) in [(Language::Zh, zh), (Language::En, en)] {
        let found = notes(&facts, &table("[share]", ""), &figure, language);
        let places = ["fact:share", "fig:ring", "tab:areas"];
        assert_eq!(found, places.map(|place| (place.to_owned(), sentence.clone())));
    }
}

#[test]
fn nothing_is_said_where_the_numbers_add_up_or_claim_nothing() {
    for facts in [
        shares("{north: 33.3, south: 66.7}", "complete: true, "),
        shares("{north: 33.3, south: 66.6}", ""),
        shares("{north: 30, south: 60}", "complete: true, qualifier: about, "),
    ] {
        assert_eq!(notes(&facts, &table("[share]", ""), "", Language::En), [], "{facts}");
    }
}

fn areas(south: &str) -> String {
    format!(
        "- {{id: zone.area, name: {{zh: \"分区面积\", en: \"Zones\"}}, by: zone, unit: km2, source: survey-3, whole: county.area, values: {{north: 1619.28, south: {south}}}}}\n"
    )
}

#[test]
fn a_whole_is_missed_only_where_it_is_printed_with_its_parts() {
    let places = |south: &str, tables: &str| -> Vec<String> {
        notes(&areas(south), tables, "", Language::En).into_iter().map(|(place, _)| place).collect()
    };
    assert_eq!(places("3257.8", &table("[zone.area]", "")), ["fact:zone.area"]);
    assert_eq!(places("3257.8", &table("[zone.area]", ", total: county.area")), ["fact:zone.area", "tab:areas"]);
    assert_eq!(places("3257.8", &table("[zone.area, county.area]", "")), ["fact:zone.area", "tab:areas"]);
    assert_eq!(places("3257.82", &table("[zone.area]", ", total: county.area")), [""; 0]);
}

#[test]
fn a_coarse_whole_shows_no_difference_that_its_digits_do_not_show() {
    let facts = "- {id: all, name: {zh: \"合计\", en: \"All\"}, value: 31, unit: km2, source: survey-3}\n\
                 - {id: part, name: {zh: \"部分\", en: \"Parts\"}, by: zone, unit: km2, source: survey-3, whole: all, values: {north: 10.4, south: 20.4}}\n";
    assert_eq!(notes(facts, &table("[part]", ", total: all"), "", Language::En), []);
    let facts = facts.replace("20.4", "20.0").replace("10.4", "10.45");
    let found = notes(&facts, &table("[part]", ", total: all"), "", Language::En);
    assert_eq!(
        found[0].1.replace('\u{a0}', " "),
        "The parts add up to 30.45 km², not 31 km², because they are rounded."
    );
}
