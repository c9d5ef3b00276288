//! What the print templates are handed: a whole small book as JSON, and a book whose author wrote what would be markup,
//! code or mathematics to Typst. The runs of typst itself are in `print`.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{HOSTILE, base, book, drawings, extended, for_a_page, hostile, with_templates};
use serde_json::{Value, json};
use std::path::PathBuf;
use tallybook::compose::compose;
use tallybook::load::Memory;
use tallybook::model::Language;
use tallybook::model::document::Audience;
use tallybook::render::print::book_json;
use tallybook::{Build, Only, Stop, Typst};

/// The book in one language, be it sound or not.
fn staged(book: &Memory, language: Language) -> Value {
    let report = tallybook::check_book(book).unwrap().report.unwrap();
    let document = compose(&report, language, Audience::Public);
    serde_json::from_slice(&book_json(&document, &report.project, &drawings(&report))).unwrap()
}

fn whole(language: Language) -> Value {
    staged(&book("whole"), language)
}

/// All blocks of a kind, in the order of the book; of those in other blocks none.
fn blocks<'a>(book: &'a Value, kind: &str) -> Vec<&'a Value> {
    book["blocks"].as_array().unwrap().iter().filter(|block| block["k"] == kind).collect()
}

/// The parts of the first paragraph that holds these words.
#[track_caller]
fn line<'a>(book: &'a Value, words: &str) -> &'a [Value] {
    let holds = |block: &&&Value| block.to_string().contains(words);
    let found = blocks(book, "par").iter().find(holds).copied();
    found.unwrap_or_else(|| panic!("no paragraph holds {words}"))["c"].as_array().unwrap()
}

#[test]
fn chapters_open_first_and_headings_carry_the_language_s_labels() {
    let (zh, en) = (whole(Language::Zh), whole(Language::En));
    let headings = blocks(&zh, "heading");
    let seen: Vec<_> = headings.iter().map(|one| json!([one["to"], one["depth"], one["label"]])).collect();
    let expected = [
        json!(["sec:status", 1, "第一章"]),
        json!(["sec:land", 2, "第一节"]),
        json!(["sec:place", 3, "一、"]),
        json!(["sec:classes", 4, "（一）"]),
        json!(["sec:soil", 4, "（二）"]),
        json!(["sec:erosion", 5, "1."]),
    ];
    assert_eq!(seen[..6], expected);
    assert_eq!(blocks(&en, "heading")[2]["label"], json!("1.1.1"));
    let people = headings.iter().find(|heading| heading["to"] == "sec:people").unwrap();
    assert_eq!(people["notes"][1]["to"], json!("finding:B02"));
}

#[test]
fn a_tied_number_stays_together_and_bears_its_finding() {
    let book = whole(Language::Zh);
    let line = line(&book, "9200公顷");
    let at = line.iter().position(|part| part["s"] == "9200公顷").unwrap();
    assert_eq!(
        line[at],
        json!({"k": "number", "s": "9200公顷", "before": true, "after": false, "joined": [false, true]})
    );
    assert_eq!(json!([line[at + 1]["k"], line[at + 1]["to"]]), json!(["mark", "finding:A01"]));
    // Notes are numbered by their first marks; one that is marked again has its number again.
    let note = &line[at + 2];
    assert_eq!(
        json!([note["k"], note["s"], note["c"][1]["c"][0]["s"]]),
        json!(["footnote", "[1]", "注文的第二段，含"])
    );
    // The mark in the body is the first one, though the note that marks it too stands before it.
    assert_eq!(json!([note["c"][0]["c"][1]["k"], note["c"][0]["c"][1]["s"]]), json!(["footnote-again", "[2]"]));
    let quote = blocks(&book, "quote")[0].to_string();
    assert!(quote.contains("\"k\":\"footnote\"") && quote.contains("\"s\":\"[2]\""), "{quote}");
}

#[test]
fn findings_stand_under_their_chapter() {
    let book = whole(Language::Zh);
    let groups = book["findings"].as_array().unwrap();
    let entries: Vec<usize> = groups.iter().map(|group| group["entries"].as_array().unwrap().len()).collect();
    assert_eq!(entries, [3, 1, 1]);
    assert!(groups[0]["title"].as_str().unwrap().starts_with("第一章"), "{groups:?}");
}

#[test]
fn figures_are_pictures_or_say_what_is_missing() {
    let book = whole(Language::En);
    let figures = blocks(&book, "figure");
    assert_eq!(figures[0]["file"], json!(null));
    assert_eq!(figures[0]["missing"]["needs"][0]["s"], json!("A reviewed base map with its review number."));
    // Its printed number is its own, so no line repeats it.
    assert_eq!(figures[0]["label"], json!("Figure\u{a0}1-2"));
    assert_eq!(figures[0]["lines"][0][0]["s"], json!("Source: The draft plan"));
    assert_eq!(figures[2]["file"], json!("figures/land-donut.en.svg"));
    assert!(figures[2]["alt"].as_str().unwrap().contains("Forest 480.55"), "{}", figures[2]["alt"]);
}

#[test]
fn a_note_on_rounding_stands_under_its_figure() {
    let book = whole(Language::En);
    let sentence = json!([{"k": "text", "s": "The parts add up to 99.9%, not 100%, because they are rounded."}]);
    let carry = |figure: &&&Value| figure["lines"].as_array().unwrap().contains(&sentence);
    let carrying: Vec<_> = blocks(&book, "figure").iter().filter(carry).map(|figure| figure["to"].clone()).collect();
    assert_eq!(carrying, ["fig:land-stack"]);
}

#[test]
fn no_line_parts_a_number_from_its_unit() {
    let line = "Over 5 km² and [2,124.01 km²](=land.grassland.area) of it, 3 t.";
    let book = common::with_page(base(), "略。", line);
    let book = staged(&book, Language::En);
    let shown: Vec<&str> = self::line(&book, "Over 5").iter().filter_map(|part| part["s"].as_str()).collect();
    assert!(shown.contains(&"2,124.01\u{a0}km²"), "{shown:?}");
    assert!(
        shown.concat().contains("Over 5\u{a0}km² and") && shown.concat().ends_with("of it, 3\u{a0}t."),
        "{shown:?}"
    );
}

/// The hostile book with links that lead somewhere, and nowhere.
fn linked() -> Memory {
    let words = for_a_page(HOSTILE);
    let links = format!(
        "\n[{words}](https://example.org/?a=*b*) [chapter](_index.md) [nowhere](gone.md#gone) [no](javascript:alert(1)) \
         [](#sec:land)\n"
    );
    ["zh", "en"]
        .into_iter()
        .fold(hostile(), |book, language| extended(&book, &format!("content/{language}/01-status/01-land.md"), &links))
}

/// The words of a line, which escapes part into several pieces.
fn words(line: &Value) -> String {
    let texts = line.as_array().unwrap().iter().filter(|part| part["k"] == "text");
    texts.map(|part| part["s"].as_str().unwrap()).collect()
}

#[test]
fn what_the_author_wrote_stays_text() {
    let book = staged(&hostile(), Language::En);
    assert_eq!(words(&book["meta"]["title"]), format!("Restoration Plan {HOSTILE}"));
    let line = line(&book, "footnote-again");
    let [texts @ .., note, again] = line else { panic!("{line:?}") };
    assert_eq!(words(&json!(texts)), HOSTILE);
    assert_eq!(json!([note["k"], again["k"], again["s"]]), json!(["footnote", "footnote-again", "[1]"]));
    assert_eq!(words(&note["c"][0]["c"]), HOSTILE);
    let list = blocks(&book, "list")[0];
    assert_eq!((&list["start"], words(&list["items"][0][0]["c"])), (&json!(3), HOSTILE.to_owned()));
    assert_eq!(words(&blocks(&book, "quote")[0]["c"][0]["c"]), HOSTILE);
    assert_eq!(blocks(&book, "pre")[0]["s"], json!(format!("{HOSTILE}\n")));
}

#[test]
fn a_written_table_is_a_rectangle() {
    let table = format!("| a | {} |\n|---|--:|\n| b |\n", for_a_page(HOSTILE));
    let book = staged(&common::with_page(base(), "略。", &table), Language::En);
    let table = blocks(&book, "table")[0];
    assert_eq!(table["rows"][0]["cells"].as_array().unwrap().len(), 2);
    assert_eq!(table["align"], json!(["start", "end"]));
    assert_eq!(words(&table["head"][1]), HOSTILE);
}

#[test]
fn links_lead_inside_the_document_to_the_web_or_nowhere() {
    let book = staged(&linked(), Language::Zh);
    let line = line(&book, "nowhere");
    let parts: Vec<&Value> = line.iter().filter(|part| part["s"] != " ").collect();
    let seen: Vec<_> = parts.iter().map(|part| part["k"].as_str().unwrap()).collect();
    assert_eq!(seen, ["link", "to", "text", "text", "to"]);
    assert_eq!(parts[0]["url"], json!("https://example.org/?a=*b*"));
    assert_eq!(parts[1]["to"], json!("sec:status"));
    assert_eq!(parts[4]["c"][0]["s"], json!("第一章第一节"));
}

#[test]
fn a_line_end_is_a_space_save_between_chinese_characters() {
    for (before, after, space) in [("草", "地", false), ("草，", "地", false), ("a", "b", true), ("草", "b", true)]
    {
        let text = format!("{before}\n{after}\n\n**{before}\n{after}**");
        let book = staged(&common::with_page(base(), &text, &text), Language::Zh);
        let lines = blocks(&book, "par");
        let [.., plain, strong] = lines.as_slice() else { panic!("{lines:?}") };
        for line in [&plain["c"], &strong["c"][0]["c"]] {
            assert_eq!(line.as_array().unwrap().len(), if space { 3 } else { 2 }, "{before}{after}");
        }
    }
}

#[test]
fn a_missing_program_is_named_with_what_to_do() {
    let book = with_templates(base());
    let mut outcome = common::sound(&book);
    let typst = Typst::new(PathBuf::from("/no/such/typst"), PathBuf::from("/no/such/folder"));
    let request = Build { only: Some(Only::Print), typst: Some(typst), ..Build::default() };
    let stop = tallybook::build_book(&mut outcome, &book, &request).unwrap_err();
    let Stop::Failed(failure) = stop else { panic!("{stop:?}") };
    assert_eq!(failure.message.id, "print.typst-missing");
    assert_eq!(failure.hints[0].id, "print.typst-hint");
}
