//! Limits and hostile text: what is too large is named with its limit, and what is within the limits takes time in
//! proportion to its length, whatever it is made of.

#![allow(clippy::disallowed_methods, reason = "looks at the clock")]

use std::time::{Duration, Instant};
use tallybook::diagnostic::Diagnostic;
use tallybook::diagnostic::limits::{
    LARGEST_DATA, LARGEST_PAGE, LARGEST_PARAGRAPH, LARGEST_PICTURE, MOST_FAULTS_OF_A_RULE, MOST_STRAY_CHARACTERS,
    MOST_TIES_OF_A_PARAGRAPH,
};
use tallybook::load::Memory;
use tallybook::{Outcome, check_book};

const PLAN: &str = r#"format: 1
title: {zh: "小县规划", en: "Small County Plan"}
short_title: {zh: "小县规划", en: "Small Plan"}
period: {start: 2021, end: 2035}
languages: [zh, en]
years: {base: 2020, near: 2025, mid: 2030, far: 2035}
edition: {label: {zh: "初稿", en: "Draft"}, date: 2022-11-01, name: {zh: "2022年11月", en: "November 2022"}}
authority: {zh: "小县人民政府", en: "Small County Government"}
compiled_by: {zh: "研究所", en: "Institute"}
notice: {zh: "示例。", en: "An example."}
licence: {zh: "示例。", en: "An example."}
rounding: half-up
rules: []
"#;

const FACTS: &str = r#"format: 1
facts:
- id: county.area
  name: {zh: "总面积", en: "Total area"}
  value: 100.50
  unit: km2
  date: 2020
  source: survey
"#;

const PAGE: &str = "content/zh/01-status/01-land.md";

fn book(text: &str) -> Memory {
    Memory::default()
        .with("data/plan.yaml", PLAN)
        .with("data/sources.yaml", "format: 1\nsources:\n- {id: survey, name: {zh: \"调查\", en: \"Survey\"}}\n")
        .with("data/facts/land.yaml", FACTS)
        .with("content/zh/01-status/_index.md", "# 现状 {#status}\n")
        .with("content/en/01-status/_index.md", "# Status {#status}\n")
        .with("content/en/01-status/01-land.md", "# Land {#land}\n")
        .with(PAGE, format!("# 土地 {{#land}}\n\n{text}\n"))
}

fn checked(book: &Memory) -> Outcome {
    check_book(book).expect("a book in memory can be read")
}

/// The faults that name a limit, each by its message and its line.
fn limits(book: &Memory) -> Vec<(&'static str, Option<usize>)> {
    let outcome = checked(book);
    let line = |fault: &Diagnostic| fault.place.map(|place| outcome.sources.start(place).line);
    let faults = outcome.faults.iter().filter(|fault| fault.rule.name == "limit-exceeded");
    faults.map(|fault| (fault.message.id, line(fault))).collect()
}

fn bytes(limit: u64) -> usize {
    usize::try_from(limit).expect("a limit fits this machine")
}

#[test]
fn what_is_too_large_is_named_where_it_stands() {
    assert_eq!(limits(&book("水。")), []);
    let page = "水。\n\n".repeat(bytes(LARGEST_PAGE) / 8 + 1);
    assert_eq!(limits(&book(&page)), [("limit-file", Some(1))]);
    let paragraph = "水".repeat(LARGEST_PARAGRAPH / 3 + 1);
    assert_eq!(limits(&book(&format!("甲。\n\n{paragraph}"))), [("limit-paragraph", Some(5))]);
    let tie = "[100.50平方千米](=county.area)";
    assert_eq!(limits(&book(&tie.repeat(MOST_TIES_OF_A_PARAGRAPH))), []);
    assert_eq!(limits(&book(&tie.repeat(MOST_TIES_OF_A_PARAGRAPH + 1))), [("limit-ties", Some(3))]);
    let name = "水".repeat(LARGEST_PARAGRAPH / 3 + 1);
    let long = book("水。").with("data/facts/land.yaml", FACTS.replacen("总面积", &name, 1));
    assert_eq!(limits(&long), [("limit-paragraph", Some(4))]);
    let row = format!("|{tie}|甲|\n");
    let table = format!("|面积|名称|\n|-|-|\n{}", row.repeat(MOST_TIES_OF_A_PARAGRAPH + 1));
    assert_eq!(limits(&book(&table)), []);
}

#[test]
fn large_files_of_data_and_pictures_are_not_read_to_their_end() {
    let data = book("水。").with("data/facts/more.yaml", vec![b' '; bytes(LARGEST_DATA) + 1]);
    assert_eq!(limits(&data), [("limit-file", Some(1))]);
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    picture.resize(bytes(LARGEST_PICTURE) + 1, 0);
    assert_eq!(limits(&book("![图](a.png)").with("content/a.png", picture)), [("limit-picture", Some(3))]);
}

#[test]
fn of_one_rule_so_many_faults_are_kept_and_it_is_said() {
    let outcome = checked(&book(&"共有3个村。\n\n".repeat(MOST_FAULTS_OF_A_RULE + 5)));
    let of = |rule: &str| outcome.faults.iter().filter(|fault| fault.rule.name == rule).count();
    assert_eq!((of("number-unbound"), of("limit-exceeded")), (MOST_FAULTS_OF_A_RULE, 1));
    let outcome = checked(&book(&"草\u{200b}地，".repeat(MOST_STRAY_CHARACTERS + 5)));
    let strays = outcome.faults.iter().filter(|fault| fault.rule.name == "character-stray").count();
    assert_eq!(strays, MOST_STRAY_CHARACTERS);
}

/// The least of some times: what disturbs a measurement makes it longer.
fn least(book: &Memory) -> Duration {
    let time = || {
        let start = Instant::now();
        let outcome = checked(book);
        // Every place is asked for, as printing does.
        let places = outcome.faults.iter().filter_map(|fault| fault.place);
        assert!(places.map(|place| outcome.sources.start(place).column).all(|column| column > 0));
        start.elapsed()
    };
    (0..2).map(|_| time()).min().expect("three times were taken")
}

#[test]
fn time_grows_with_the_length_of_a_paragraph_and_not_faster() {
    let around = least(&book("水。"));
    for unit in [
        "[a](=",
        "](",
        "](=x)[",
        "[",
        "[^a ",
        "~~a ",
        "**甲",
        "*a _b ",
        "<a ",
        "![a](b ",
        "\\[x ",
        "3个村，",
        "\"a",
        "(",
        "甲 (",
        "一、",
        "1-2 ",
        "&#x6c34;",
        "[x](=a)",
        "1,",
        "**甲**乙 ",
        "零",
    ] {
        let most = LARGEST_PARAGRAPH / 4;
        let of = |length: usize| book(&unit.repeat(length / unit.len()));
        let (short, long) = (of(most / 4), of(most));
        // Four times as long takes about four times the time; sixteen times is what a look back at each sign takes. A
        // busy machine may spoil one measurement, not three.
        let within = (0..3).any(|_| {
            let (short, long) = (least(&short).saturating_sub(around), least(&long).saturating_sub(around));
            long < Duration::from_millis(300) || long < short * 9
        });
        assert!(within, "{unit:?}: {:?} and {:?}, {around:?} for the book around it", least(&short), least(&long));
    }
}
