//! The numbers of paragraphs: what counts, alike in both languages, on the site, on paper and in the terminal.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{base, drawings, holds, on_disk, page, real, sound, tool, with_page, with_templates};
use std::collections::{BTreeMap, BTreeSet};
use tallybook::compose::compose;
use tallybook::load::Memory;
use tallybook::model::document::{Audience, Block, Document};
use tallybook::model::{LANGUAGES, Language, ParagraphNumber, Report};
use tallybook::render::print::book_json;
use tallybook::{Build, Only, build_book};

/// The numbers on all pages in their order, each with what has it; footnotes must have none.
fn numbers(report: &Report, language: Language) -> Vec<(ParagraphNumber, &'static str)> {
    let composed = compose(report, language, Audience::Public);
    let mut found = Vec::new();
    for entry in &composed.frame().pages {
        let page = composed.page(entry.id);
        page.blocks.iter().for_each(|block| collect(block, &mut found));
        let mut in_notes = Vec::new();
        page.notes.iter().flat_map(|note| &note.blocks).for_each(|block| collect(block, &mut in_notes));
        assert!(in_notes.iter().all(|(number, _)| number.is_none()), "{in_notes:?}");
    }
    let number = |(number, kind): (Option<ParagraphNumber>, &'static str)| {
        (number.unwrap_or_else(|| panic!("a {kind} without a number")), kind)
    };
    found.into_iter().map(number).collect()
}

fn collect(block: &Block, found: &mut Vec<(Option<ParagraphNumber>, &'static str)>) {
    match block {
        Block::Paragraph { number, .. } => found.push((*number, "paragraph")),
        Block::Table(table) => found.push((table.number, "table")),
        Block::Code { number, .. } => found.push((*number, "code")),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| collect(block, found)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| collect(block, found)),
        Block::Heading(_) | Block::Figure(_) | Block::Rule => {}
    }
}

/// The base book with one of everything on a page of its own.
fn mixed() -> Memory {
    let blocks = |word: &str| {
        format!(
            "{word}[^n]\n\n- {word}\n- {word}\n\n  {word}\n\n  - {word}\n\n> {word}\n>\n> {word}\n\n```\n{word}\n```\n\n\
             | {word} |\n|---|\n| {word} |\n\n---\n\n## {word} {{#inner}}\n\n{word}\n\n[^n]: {word}\n\n    {word}\n"
        )
    };
    with_page(base(), &blocks("草原"), &blocks("grass"))
}

#[test]
fn paragraphs_items_tables_and_code_count_by_section() {
    let outcome = sound(&mixed());
    let report = outcome.report.as_ref().unwrap();
    let numbers = numbers(report, Language::Zh);
    let said: Vec<String> = numbers.iter().map(|(number, kind)| format!("{number} {kind}")).collect();
    // Before the first section of the chapter.
    assert_eq!(said[..2], ["1.0-01 paragraph", "1.1-01 paragraph"]);
    let expected = [
        "1.2-01 paragraph", // the first
        "1.2-02 paragraph", // an item
        "1.2-03 paragraph", // an item of two paragraphs
        "1.2-04 paragraph",
        "1.2-05 paragraph", // an item of a list inside
        "1.2-06 paragraph", // a quotation of two
        "1.2-07 paragraph",
        "1.2-08 code",
        "1.2-09 table",
        "1.2-10 paragraph", // below a heading of the page, which is no section of the chapter
    ];
    assert_eq!(said[2..], expected);
}

#[test]
fn both_languages_have_the_same_numbers_each_once() {
    for book in [real(), common::book("whole"), mixed()] {
        let outcome = sound(&book);
        let report = outcome.report.as_ref().unwrap();
        let [zh, en] = LANGUAGES.map(|language| numbers(report, language));
        assert_eq!(zh, en);
        let once: BTreeSet<_> = zh.iter().map(|(number, _)| number).collect();
        assert_eq!(once.len(), zh.len());
        assert!(zh.is_sorted_by_key(|(number, _)| *number));
    }
}

/// The anchors of paragraphs on a page of the site.
fn anchors(html: &str) -> Vec<&str> {
    html.split(" id=\"p-").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_site_has_an_anchor_for_each_and_shows_it_to_reviewers_alone() {
    let book = with_templates(mixed());
    for audience in [Audience::Public, Audience::Review] {
        let mut outcome = sound(&book);
        let request = Build { only: Some(Only::Site), audience, ..Build::default() };
        let site = build_book(&mut outcome, &book, &request).unwrap();
        let report = outcome.report.as_ref().unwrap();
        for language in LANGUAGES {
            let html = page(&site, &format!("{language}/status/more.html"));
            let own = numbers(report, language).into_iter().map(|(number, _)| number.to_string());
            let own: Vec<String> = own.filter(|number| number.starts_with("1.2-")).collect();
            assert_eq!(anchors(&html), own);
            let shown = html.matches("class=\"paragraph\"").count();
            assert_eq!(shown, if audience == Audience::Review { own.len() } else { 0 });
        }
    }
}

#[test]
fn the_print_has_them_all() {
    let outcome = sound(&real());
    let report = outcome.report.as_ref().unwrap();
    for language in LANGUAGES {
        let composed = compose(report, language, Audience::Public);
        let json = book_json(&composed, &report.project, &drawings(report));
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let mut found = BTreeMap::new();
        seek(&json["blocks"], &mut found);
        let own: Vec<String> = numbers(report, language).iter().map(|(number, _)| number.to_string()).collect();
        assert!(own.len() > 200, "{}", own.len());
        assert!(own.iter().all(|number| found.get(number) == Some(&1)), "{found:?}");
        assert_eq!(found.len(), own.len());
    }
}

/// How often each number stands in JSON.
fn seek(value: &serde_json::Value, found: &mut BTreeMap<String, usize>) {
    if let Some(number) = value.get("n").and_then(serde_json::Value::as_str) {
        *found.entry(number.to_owned()).or_default() += 1;
    }
    match value {
        serde_json::Value::Array(parts) => parts.iter().for_each(|part| seek(part, found)),
        serde_json::Value::Object(parts) => parts.values().for_each(|part| seek(part, found)),
        _ => {}
    }
}

#[test]
fn where_names_them() {
    let home = on_disk(&base());
    let asked = tool().args(["where", "county.area", "--lang", "en"]).current_dir(home.path()).output().unwrap();
    let said = String::from_utf8(asked.stdout).unwrap();
    holds(&said, &["content/zh/01-status/01-land.md:", "  1.1-01\n"]);
}
