//! Opinions on a draft: what was taken has changed the book, and the public learns nobody's name.
#![allow(clippy::unwrap_used, reason = "small books in memory")]

mod common;

use common::{base, edited};
use tallybook::diagnostic::print_short;
use tallybook::load::Memory;
use tallybook::locale::Catalogue;
use tallybook::model::Language;
use tallybook::revise::edition::Edition;

const ZH: &str = "content/zh/01-status/01-land.md";
const EN: &str = "content/en/01-status/01-land.md";

/// The base book with a list, after its first edition was cut.
fn draft() -> Memory {
    let mut book = base();
    for (page, more) in
        [(ZH, "\n- 第一项照旧。\n- 第二项要改。\n"), (EN, "\n- The first item stays.\n- The second item goes.\n")]
    {
        book = common::extended(&book, page, more);
    }
    let outcome = tallybook::check_book(&book).unwrap();
    assert_eq!(outcome.faults.errors(), 0, "{:?}", outcome.faults.iter().collect::<Vec<_>>());
    let edition = Edition::of(outcome.report.as_ref().unwrap(), "draft");
    book.with("data/editions/draft.json", edition.to_json())
}

/// Its next version: one number, one sentence and one item of the list are others.
fn next() -> Memory {
    let book = edited(&draft(), "data/facts/land.yaml", "2124.01", "2336.41");
    let book = edited(&book, ZH, "2124.01", "2336.41");
    let book = edited(&book, EN, "2,124.01", "2,336.41");
    let book = edited(&book, ZH, "第二项要改。", "第二项改了。");
    edited(&book, EN, "The second item goes.", "The second item has gone.")
}

/// What is said of a book whose opinion was answered so.
fn said(book: &Memory, answer: &str) -> Vec<String> {
    let opinions = format!(
        "format: 1\noffices:\n- {{id: water, name: {{zh: 水利局, en: Water Bureau}}, replied: 2026-11-01}}\nopinions:\n- {{id: water-1, office: water, edition: draft, what: {{zh: 请改。, en: Please change it.}}, {answer}}}\n"
    );
    let outcome = tallybook::check_book(&book.clone().with("data/opinions.yaml", opinions)).unwrap();
    let catalogue = Catalogue::of(Language::En);
    let lines = outcome.faults.iter().map(|fault| print_short(fault, &outcome.sources, &catalogue));
    lines.filter(|line| line.contains("data/opinions.yaml")).collect()
}

#[test]
fn an_opinion_that_was_taken_has_changed_what_it_names() {
    let sound = [
        "answer: taken, edit: [land.grassland.area]",
        "answer: in_part, why: {zh: 只改一处。, en: One place only.}, edit: [1.1-01]",
        "answer: taken, edit: [1.1-03]",
        "answer: taken, removed: 第二项要改",
        "answer: not_taken, why: {zh: 不妥。, en: Not apt.}",
        "who: 某人",
    ];
    for answer in sound {
        assert_eq!(said(&next(), answer), Vec::<String>::new(), "{answer}");
    }
    let faulty = [
        ("answer: taken", "does not say where the book has changed"),
        ("answer: in_part", "say why under `why`"),
        ("answer: taken, edit: [county.area]", "`county.area` is what it was"),
        ("answer: taken, edit: [1.1-02]", "paragraph 1.1-02 has the words that it had"),
        ("answer: taken, edit: [9.9-01]", "the book has no paragraph 9.9-01"),
        ("answer: taken, edit: [land.garssland.area]", "land.garssland.area"),
        ("answer: taken, removed: 第一项", "“第一项” still stands"),
        ("answer: taken, removed: 第七项", "does not have “第七项”"),
    ];
    for (answer, part) in faulty {
        let said = said(&next(), answer);
        assert!(said.iter().any(|line| line.contains(part)), "{answer}: {said:?}");
    }
    // The same answers to the draft itself: nothing has changed yet.
    for answer in ["answer: taken, edit: [land.grassland.area]", "answer: taken, edit: [1.1-03]"] {
        assert_eq!(said(&draft(), answer).len(), 1, "{answer}");
    }
}

#[test]
fn an_edition_that_is_not_there_is_told_where_it_is_named() {
    let said = said(&next().with("data/editions/draft.json", "{"), "answer: taken, edit: [land.grassland.area]");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("data/opinions.yaml:5") && said[0].contains("the edition `draft` cannot be read"),
        "{said:?}"
    );
}
