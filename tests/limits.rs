//! Limits and hostile text: what is too large is named with its limit. That what is within the limits takes time in
//! proportion to its length, `cargo bench` shows.

mod common;

use common::{base, edited};
use tallybook::diagnostic::Diagnostic;
use tallybook::diagnostic::limits::{
    LARGEST_DATA, LARGEST_PAGE, LARGEST_PARAGRAPH, LARGEST_PICTURE, MOST_FAULTS_OF_A_RULE, MOST_STRAY_CHARACTERS,
    MOST_TIES_OF_A_PARAGRAPH,
};
use tallybook::load::Memory;
use tallybook::{Outcome, check_book};

const PAGE: &str = "content/zh/01-status/01-land.md";

/// The base book with this text on its Chinese page.
fn book(text: &str) -> Memory {
    base().with(PAGE, format!("# 土地 {{#land}}\n\n{text}\n"))
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
    let tie = "[4877.10平方千米](=county.area)";
    assert_eq!(limits(&book(&tie.repeat(MOST_TIES_OF_A_PARAGRAPH))), []);
    assert_eq!(limits(&book(&tie.repeat(MOST_TIES_OF_A_PARAGRAPH + 1))), [("limit-ties", Some(3))]);
    let name = "水".repeat(LARGEST_PARAGRAPH / 3 + 1);
    let long = edited(&book("水。"), "data/facts/land.yaml", "县域面积", &name);
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
