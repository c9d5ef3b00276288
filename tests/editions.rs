//! Editions: the same book gives the same record, and each change since is named.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "small books in memory and in temporary folders")]

mod common;

use common::{edited, extended, on_disk};
use std::fs;
use std::process::Output;
use tallybook::diagnostic::Phrases;
use tallybook::load::Memory;
use tallybook::locale::{Catalogue, built_in_units};
use tallybook::model::{LANGUAGES, Language};
use tallybook::revise::edition::{self, Bilingual, Change, Changes, Detail, Edition, Unread};
use tempfile::TempDir;

const FIGURES: &str = "format: 1\nfigures:\n- id: areas\n  kind: bar\n  title: {zh: \"面积\", en: \"Areas\"}\n  data: {facts: [county.area, land.grassland.area]}\n";
const INDICATORS: &str =
    "format: 1\nindicators:\n- {id: grass, number: 1, class: quality, attribute: binding, fact: grass.cover}\n";
const COVER: &str = "- id: grass.cover\n  name: {zh: \"草原盖度\", en: \"Grass cover\"}\n  by: year\n  unit: \"%\"\n  values: {2020: 40}\n  targets: {2025: 45}\n  date: 2020\n  source: survey-3\n";
const ZH: &str = "# 土地 {#land}\n\n全县面积[4877.10平方千米](=county.area)。其中草地[2124.01平方千米](=land.grassland.area)。见[](#fig:areas)。\n\n![](fig:areas)\n\n| 年 | 盖度 |\n|---|---|\n| 今 | [40%](=grass.cover@2020) |\n";
const EN: &str = "# Land {#land}\n\nThe county covers [4,877.10 km²](=county.area). Grass takes [2,124.01 km²](=land.grassland.area). See [](#fig:areas).\n\n![](fig:areas)\n\n| Year | Cover |\n|---|---|\n| now | [40%](=grass.cover@2020) |\n";

const DIMENSIONS: &str = "format: 1\ndimensions:\n- id: indicator_class\n  name: {zh: \"类别\", en: \"Class\"}\n  members:\n  - {id: quality, name: {zh: \"质量类\", en: \"Quality\"}}\n  - {id: area, name: {zh: \"面积类\", en: \"Area\"}}\n";

fn base() -> Memory {
    extended(&common::base(), "data/facts/land.yaml", COVER)
        .with("data/figures.yaml", FIGURES)
        .with("data/indicators.yaml", INDICATORS)
        .with("content/zh/01-status/01-land.md", ZH)
        .with("content/en/01-status/01-land.md", EN)
}

fn record(book: &Memory, name: &str) -> Edition {
    let outcome = tallybook::check_book(book).unwrap();
    assert_eq!(outcome.faults.errors(), 0, "{:?}", outcome.faults.iter().collect::<Vec<_>>());
    Edition::of(outcome.report.as_ref().unwrap(), name)
}

fn since(before: &Memory, now: &Memory) -> Changes {
    since_record(&record(before, "one"), now)
}

fn since_record(before: &Edition, now: &Memory) -> Changes {
    let report = tallybook::check_book(now).unwrap().report.unwrap();
    Changes::between(before, &record(now, "now"), &report.project)
}

/// What a detail says: field or subject, before and after, in one language.
fn said(detail: &Detail, language: Language) -> String {
    let text = |text: &Option<Bilingual>| text.as_ref().map_or("-".to_owned(), |text| text.get(language).to_owned());
    let subject = detail.subject.as_ref().map_or(detail.field, |subject| subject.get(language));
    format!("{subject}: {} → {}", text(&detail.before), text(&detail.after)).replace('\u{a0}', " ")
}

/// The book after an update of the grassland's area, in data and text.
fn updated() -> Memory {
    let mut book = edited(&base(), "data/facts/land.yaml", "2124.01", "2336.411");
    book = edited(&book, "content/zh/01-status/01-land.md", "2124.01", "2336.411");
    edited(&book, "content/en/01-status/01-land.md", "2,124.01", "2,336.411")
}

#[test]
fn a_record_is_read_back_as_it_was_written() {
    let edition = record(&base(), "one");
    let json = edition.to_json();
    assert_eq!(Edition::from_json("one", &json).unwrap(), edition);
    assert_eq!(record(&base(), "one").to_json(), json);
    for (text, expected) in [
        ("{}".to_owned(), "edition.damaged"),
        (json.replace("\"facts\"", "\"fatcs\""), "edition.damaged"),
        (json[..json.len() / 2].to_owned(), "edition.damaged"),
        (json.replace("\"format\": 2", "\"format\": 3"), "edition.later"),
        ("{\"format\": 9, \"other\": []}".to_owned(), "edition.later"),
    ] {
        let failure = Edition::from_json("one", &text).unwrap_err();
        assert_eq!(failure.message.id, expected);
        // None of serde's English.
        let words = Catalogue::of(Language::Zh).phrase(&failure.message).replace("`one`", "");
        assert!(!words.contains(|letter: char| letter.is_ascii_alphabetic()), "{words}");
    }
    let block = edition.blocks.iter().find(|block| block.zh.contains("4877")).unwrap();
    assert_eq!((block.page.as_str(), block.heading.as_str(), block.block), ("01-status/01-land.md", "land", 1));
    assert_eq!(block.zh, "全县面积4877.10平方千米。其中草地2124.01平方千米。见[fig:areas]。");
    assert!(block.en.starts_with("The county covers 4,877.10 km²."));
    let fact = edition.facts.iter().find(|fact| fact.key == "county.area").unwrap();
    assert_eq!(
        (fact.value.as_deref(), fact.unit.as_str(), fact.date.as_deref()),
        (Some("4877.10"), "km2", Some("2020"))
    );
    assert_eq!(fact.source.as_deref(), Some("survey-3"));
}

#[test]
fn nothing_has_changed_in_the_same_book() {
    assert!(since(&base(), &base()).is_empty());
}

#[test]
fn an_update_is_seen_in_fact_figure_and_sentences_of_both_languages() {
    let changes = since(&base(), &updated());
    assert_eq!(changes.facts.len(), 1);
    let fact = &changes.facts[0];
    assert_eq!(
        (fact.key.as_str(), fact.percent.as_deref(), fact.points.as_deref()),
        ("land.grassland.area", Some("10"), None)
    );
    assert_eq!(changes.figures.len(), 1);
    let value = &changes.figures[0].details[0];
    assert_eq!(said(value, Language::En), "Grassland area: 2,124.01 km² → 2,336.411 km²");
    assert_eq!(said(value, Language::Zh), "草地面积: 2124.01平方千米 → 2336.411平方千米");
    assert_eq!(changes.texts.len(), 1);
    let block = &changes.texts[0];
    assert_eq!((block.zh.len(), block.en.len()), (1, 1));
    assert_eq!(block.zh[0].before.as_deref(), Some("其中草地2124.01平方千米。"));
    assert_eq!(block.en[0].after.as_deref(), Some("Grass takes 2,336.411 km²."));
    assert!(changes.indicators.is_empty());
}

#[test]
fn indicators_change_with_their_facts_and_on_their_own() {
    let book = edited(&base(), "data/facts/land.yaml", "targets: {2025: 45}", "targets: {2025: 50, 2035: null}");
    let changes = since(&base(), &edited(&book, "data/indicators.yaml", "binding", "anticipatory"));
    let details = |language| changes.indicators[0].details.iter().map(|one| said(one, language)).collect::<Vec<_>>();
    assert_eq!(
        details(Language::En),
        [
            "attribute: Binding → Anticipatory",
            "Grass cover (2025): 45% → 50%",
            "Grass cover (2035): - → to be determined"
        ]
    );
    assert_eq!(
        details(Language::Zh),
        ["attribute: 约束性 → 预期性", "草原盖度（2025）: 45% → 50%", "草原盖度（2035）: - → 待定"]
    );
    let target = changes.facts.iter().find(|fact| fact.key == "grass.cover.target@2025").unwrap();
    assert_eq!((target.points.as_deref(), target.percent.as_deref()), (Some("5"), Some("11.11")));
    let new = changes.facts.iter().find(|fact| fact.key == "grass.cover.target@2035").unwrap();
    assert_eq!((new.change, new.percent.as_deref()), (Change::Added, None));
}

#[test]
fn what_a_claim_rests_on_is_recorded() {
    let claim = |rest: &str| {
        let text = "text: {zh: \"草地很多。\", en: \"Grass is plentiful.\"}";
        base().with("data/claims.yaml", format!("format: 1\nclaims:\n- {{id: half, {rest}, {text}}}\n"))
    };
    let computed = claim("formula: land.grassland.area > 1000km2");
    let stated = claim("basis: stated");
    let changes = since(&computed, &stated);
    let details: Vec<String> = changes.claims[0].details.iter().map(|detail| said(detail, Language::En)).collect();
    assert_eq!(
        details,
        ["basis: computed from the data → stated by the plan", "formula: land.grassland.area > 1000km2 → -"]
    );
    let gone = since(&computed, &base());
    assert_eq!((gone.claims[0].id.as_str(), gone.claims[0].change), ("half", Change::Removed));
    // An edition of before says nothing of claims.
    let older = Edition { claims: None, ..record(&computed, "one") };
    assert!(since_record(&older, &stated).claims.is_empty());
}

#[test]
fn dates_units_and_what_is_gone_are_named() {
    let book = edited(
        &base(),
        "data/facts/land.yaml",
        "value: 4877.10\n  unit: km2\n  date: 2020",
        "value: 487710\n  unit: ha\n  date: 2022",
    );
    let book = edited(&book, "content/zh/01-status/_index.md", "\n本章说明县域现状。\n", "");
    let changes =
        since(&base(), &edited(&book, "content/en/01-status/_index.md", "\nThis chapter describes the county.\n", ""));
    let fact = &changes.facts[0];
    assert_eq!((fact.is_number(), fact.percent.as_deref()), (true, None));
    let details: Vec<String> = fact.details.iter().map(|detail| said(detail, Language::Zh)).collect();
    assert_eq!(details, ["unit: 平方千米 → 公顷", "date: 2020年 → 2022年"]);
    let gone = &changes.texts[0];
    assert_eq!((gone.zh[0].before.as_deref(), gone.zh[0].after.as_deref()), (Some("本章说明县域现状。"), None));
    assert_eq!(gone.en[0].before.as_deref(), Some("This chapter describes the county."));
}

#[test]
fn changes_are_printed_in_both_languages_and_all_forms() {
    let changes = since(&base(), &updated());
    let units = built_in_units();
    for language in LANGUAGES {
        let catalogue = Catalogue::of(language);
        let (human, markdown) =
            (edition::human(&changes, &units, &catalogue), edition::markdown(&changes, &units, &catalogue));
        for text in [&human, &markdown] {
            for expected in ["+10%", "其中草地2336.411平方千米。", "Grass takes 2,124.01 km².", "land.grassland.area"]
            {
                assert!(text.contains(expected), "{language}: no {expected} in\n{text}");
            }
            assert!(!text.contains("edition."), "{text}");
        }
        let value = if language == Language::Zh { "2336.411平方千米" } else { "2,336.411\u{a0}km²" };
        assert!(human.contains(value), "{human}");
        assert!(markdown.lines().filter(|line| line.starts_with('|')).all(|line| line.matches(" | ").count() <= 4));
    }
    let json: serde_json::Value = serde_json::from_str(&changes.to_json()).unwrap();
    assert_eq!(json["facts"][0]["before"]["value"], "2124.01");
    assert_eq!(json["facts"][0]["change"], "changed");
    assert_eq!(json["texts"][0]["zh"][0]["after"], "其中草地2336.411平方千米。");
}

/// Each change of the data is seen, and Chinese readers read no English word of the tool's.
#[test]
fn every_text_and_word_of_the_data_is_compared() {
    let land = "data/facts/land.yaml";
    let cases: [(&str, &str, &str, &str); 12] = [
        (land, "targets: {2025: 45}", "targets: {2025: {value: 45, bound: at_least}}", "目标性质：无 → 不低于"),
        (land, "targets: {2025: 45}", "targets: {2025: null}", "45% → 待定"),
        (land, "targets: {2025: 45}", "targets: {2025: na}", "45% → 不适用"),
        (land, "targets: {2025: 45}", "targets: {2025: not_stated}", "45% → 未列明"),
        (land, "values: {2020: 40}", "qualifier: about\n  values: {2020: 40}", "约略：无 → 约"),
        (land, "unit: \"%\"\n", "unit: \"%\"\n  note: {zh: 调查数, en: Surveyed}\n", "调查数"),
        ("data/figures.yaml", "kind: bar", "kind: bar\n  caption: {zh: 单位注, en: A caption}", "单位注"),
        ("data/figures.yaml", "kind: bar", "kind: column", "类型：条形图 → 柱形图"),
        ("data/indicators.yaml", "binding,", "binding, direction: up,", "方向：无 → 越高越好"),
        ("data/indicators.yaml", "class: quality", "class: area", "类别：质量类 → 面积类"),
        ("data/indicators.yaml", "number: 1", "number: 2", "序号：1 → 2"),
        ("data/sources.yaml", "name: {zh: ", "scope: {zh: 全县, en: The county}, name: {zh: ", "全县"),
    ];
    let base = base().with("data/dimensions.yaml", DIMENSIONS);
    for (path, from, to, expected) in cases {
        let changes = since(&base, &edited(&base, path, from, to));
        let text = edition::human(&changes, &built_in_units(), &Catalogue::of(Language::Zh));
        assert!(text.contains(expected), "{from} → {to}: no {expected} in\n{text}");
        let own =
            text.lines().filter(|line| !line.contains(" zh ") && !line.contains(" en ") && !line.starts_with("  "));
        assert!(!own.collect::<String>().contains([':', ';', '(']), "{text}");
        let markdown = edition::markdown(&changes, &built_in_units(), &Catalogue::of(Language::Zh));
        assert!(markdown.contains(&expected.replace('_', "\\_")), "{markdown}");
    }
}

/// An edition that an earlier version recorded lacks the data's texts: they are not compared, and not called new.
#[test]
fn an_edition_of_the_first_form_is_still_read() {
    let json: String = include_str!("editions/format-1.json").to_owned();
    let old = Edition::from_json("one", &json).unwrap();
    let book = edited(&base(), "data/figures.yaml", "kind: bar", "kind: bar\n  caption: {zh: 单位注, en: A caption}");
    let changes = since_record(&old, &book);
    assert!(changes.is_empty() && !changes.whole, "{changes:#?}");
    for language in LANGUAGES {
        let catalogue = Catalogue::of(language);
        let note = catalogue.label("edition.partial").to_owned();
        assert!(edition::human(&changes, &built_in_units(), &catalogue).contains(&note));
        assert!(edition::markdown(&changes, &built_in_units(), &catalogue).contains(&note));
    }
    assert_eq!(since_record(&old, &updated()).facts.len(), 1);
}

#[test]
fn what_is_moved_or_renamed_is_neither_gone_nor_new() {
    let page = |language: &str, name: &str| format!("content/{language}/01-status/{name}.md");
    let mut before = base();
    let (mut in_order, mut elsewhere, mut renamed) = (base(), base(), base());
    for (language, text, more) in [("zh", ZH, "另有一段。再有一句。"), ("en", EN, "One more. And a sentence.")]
    {
        let figure = "\n\n![](fig:areas)";
        let last = text.replace(figure, &format!("\n\n{more}{figure}"));
        let first = text.replace("{#land}", &format!("{{#land}}\n\n{more}"));
        let index = String::from_utf8(base().files[&page(language, "_index")].clone()).unwrap();
        before = before.with(&page(language, "01-land"), last.clone());
        in_order = in_order.with(&page(language, "01-land"), first);
        elsewhere = elsewhere.with(&page(language, "_index"), format!("{index}\n{more}\n"));
        renamed.files.remove(&page(language, "01-land"));
        renamed = renamed.with(&page(language, "02-ground"), last);
    }
    for (name, now, from, to) in [
        ("order", in_order, "01-status/01-land.md#land", "01-status/01-land.md#land"),
        ("page", elsewhere, "01-status/01-land.md#land", "01-status/_index.md#status"),
        ("name", renamed, "01-status/01-land.md", "01-status/02-ground.md"),
    ] {
        let changes = since(&before, &now);
        assert!(changes.texts.is_empty(), "{name}: {:#?}", changes.texts);
        let moves: Vec<_> = changes.moves.iter().map(|one| (one.from.as_str(), one.to.as_str())).collect();
        assert_eq!(moves, [(from, to)], "{name}");
        let text = edition::human(&changes, &built_in_units(), &Catalogue::of(Language::Zh));
        assert!(text.contains(to) && !text.contains("没有变化"), "{text}");
    }
}

#[test]
fn growth_is_no_per_cent_where_there_is_no_true_zero() {
    let facts = |cold: &str, year: &str, share: &str| {
        let fact = |id: &str, unit: &str, value: &str| {
            format!(
                "- {{id: {id}, name: {{zh: 甲, en: A}}, unit: \"{unit}\", value: {value}, date: 2020, source: survey-3}}\n"
            )
        };
        let facts = String::from_utf8(base().files["data/facts/land.yaml"].clone()).unwrap();
        let own = fact("cold", "degC", cold) + &fact("start", "year", year) + &fact("share", "%", share);
        base().with("data/facts/land.yaml", facts + &own)
    };
    let changes = since(&facts("-36.1", "2025", "40"), &facts("-35.6", "2026", "42"));
    let text = |language| edition::human(&changes, &built_in_units(), &Catalogue::of(language));
    let growth: Vec<_> = changes.facts.iter().map(|fact| (fact.key.as_str(), fact.percent.as_deref())).collect();
    assert_eq!(growth, [("cold", None), ("share", Some("5")), ("start", None)]);
    for expected in ["+0.5℃", "+1年", "+2个百分点"] {
        assert!(text(Language::Zh).contains(expected), "{}", text(Language::Zh));
    }
}

#[test]
fn names_are_plain() {
    assert_eq!(edition::path("2022-11").as_deref(), Some("data/editions/2022-11.json"));
    for name in ["", "../x", "a/b", ".hidden", "版本", "a b", "-x"] {
        assert_eq!(edition::path(name), None, "{name}");
    }
}

fn run(home: &TempDir, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } =
        common::tool().arg("--root").arg(home.path()).args(arguments).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn the_command_cuts_once_lists_and_compares() {
    let home = on_disk(&base());
    assert!(run(&home, &["edition", "list"]).2.contains("no edition"));
    let (status, out, err) = run(&home, &["edition", "cut", "one"]);
    assert_eq!(status, Some(0), "{err}");
    assert!(out.contains("data/editions/one.json"));
    let path = home.path().join("data/editions/one.json");
    let written = fs::read_to_string(&path).unwrap();
    let outcome = common::sound(&base());
    let edition = tallybook::whole_edition(outcome.report.as_ref().unwrap(), "one");
    assert_eq!(written, edition.to_json());
    // It is the record, and the lines of the copies beside it.
    let copies = edition.copies.iter().map(|copy| copy.language.as_str()).collect::<Vec<_>>();
    assert_eq!(copies, ["zh", "en"]);
    assert_eq!(tallybook::edition::Edition { copies: Vec::new(), ..edition }, record(&base(), "one"));
    let again = run(&home, &["edition", "cut", "one"]);
    assert_eq!((again.0, fs::read_to_string(&path).unwrap()), (Some(2), written));
    assert!(run(&home, &["edition", "list"]).1.starts_with("one  2022-11-01"));
    // The folder is no data of the book.
    assert_eq!(run(&home, &["check"]).0, Some(0));
    assert!(run(&home, &["edition", "diff", "one"]).1.contains("nothing has changed"));
    let home = on_disk(&updated().with("data/editions/one.json", fs::read(&path).unwrap()));
    for format in ["human", "json", "markdown"] {
        let (status, out, err) = run(&home, &["edition", "diff", "one", "--format", format]);
        assert_eq!(status, Some(0), "{err}");
        assert!(out.contains("land.grassland.area"), "{format}: {out}");
    }
}

#[test]
fn a_book_with_errors_is_not_recorded_and_wrong_names_are_refused() {
    let home = on_disk(&edited(&base(), "data/facts/land.yaml", "2124.01", "2336.41"));
    let (status, _, err) = run(&home, &["edition", "cut", "one"]);
    assert_eq!(status, Some(1), "{err}");
    assert!(err.contains("number-differs") && !home.path().join("data/editions").exists());
    for (arguments, expected) in [
        (&["edition", "cut"][..], "name is missing"),
        (&["edition", "cut", "../x"], "no name"),
        (&["edition", "diff", "two"], "no edition"),
        (&["edition", "burn"], "burn"),
    ] {
        let (status, out, err) = run(&home, arguments);
        assert_eq!((status, out.as_str()), (Some(2), ""), "{arguments:?}: {err}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
    fs::create_dir_all(home.path().join("data/editions")).unwrap();
    fs::write(home.path().join("data/editions/bad.json"), "[]").unwrap();
    assert_eq!(run(&home, &["edition", "diff", "bad"]).0, Some(2));
    // A book of which nothing is hidden is compared whole, whatever its errors.
    fs::write(home.path().join("data/editions/one.json"), record(&base(), "one").to_json()).unwrap();
    let (status, out, err) = run(&home, &["edition", "diff", "one"]);
    assert_eq!(status, Some(0), "{err}");
    assert!(out.contains("2,336.41") && !out.contains("cannot be read") && err.contains("errors"), "{out}{err}");
}

/// What an error hides is named as unread; what is truly gone beside it, as gone.
#[test]
fn what_an_error_hides_is_unread_and_not_gone() {
    let before = record(&base(), "one");
    let with_errors = |now: &Memory| {
        let outcome = tallybook::check_book(now).unwrap();
        assert!(outcome.faults.errors() > 0);
        let report = outcome.report.as_ref().unwrap();
        let mut changes = Changes::between(&before, &Edition::of(report, "now"), &report.project);
        Unread::of(&outcome.faults, &outcome.sources).judge(&mut changes, &report.project);
        changes
    };
    // A tab makes the whole file of facts unreadable; the figures and the text are there.
    let changes = with_errors(&edited(&base(), "data/facts/land.yaml", "  unit: \"%\"", "\tunit: \"%\""));
    assert!(!changes.facts.is_empty() && changes.facts.iter().all(|fact| fact.change == Change::Unread));
    assert_eq!(changes.unread, ["data/facts/land.yaml"]);
    assert!(changes.texts.iter().all(|block| !block.page.starts_with("01-status")), "{:?}", changes.texts);
    for language in LANGUAGES {
        let human = edition::human(&changes, &built_in_units(), &Catalogue::of(language));
        let words = if language == Language::Zh { "读不出" } else { "cannot be read" };
        assert!(human.contains(words) && human.contains("data/facts/land.yaml"), "{human}");
    }
    // A page that is not UTF-8 is not gone either, and the other language stays compared.
    let mut book = edited(&base(), "content/zh/01-status/01-land.md", "其中草地", "其中的草地");
    book.files.insert("content/en/01-status/01-land.md".to_owned(), b"# Land {#land}\n\nThe \xff\n".to_vec());
    let changes = with_errors(&book);
    let land: Vec<_> = changes.texts.iter().filter(|block| block.page == "01-status/01-land.md").collect();
    assert!(land.iter().all(|block| block.en.iter().all(|sentence| sentence.after.is_some())), "{land:?}");
    assert!(land.iter().any(|block| !block.zh.is_empty()), "{land:?}");
    // An error that hides nothing: what is taken away is gone.
    let book = edited(&base(), "data/facts/land.yaml", COVER, "");
    let changes = with_errors(&book.with("data/indicators.yaml", "format: 1\nindicators: []\n"));
    let cover = changes.facts.iter().find(|fact| fact.key == "grass.cover@2020");
    assert_eq!(cover.map(|fact| fact.change), Some(Change::Removed));
}

#[test]
fn the_list_goes_by_the_names_of_files_and_past_a_damaged_one() {
    let home = on_disk(&base());
    let editions = home.path().join("data/editions");
    fs::create_dir_all(&editions).unwrap();
    fs::write(editions.join("a.json"), "{").unwrap();
    fs::write(editions.join("copied.json"), record(&base(), "one").to_json()).unwrap();
    let (status, out, err) = run(&home, &["edition", "list"]);
    assert_eq!(status, Some(2), "{err}");
    assert!(out.starts_with("copied  2022-11-01") && out.lines().count() == 1, "{out}");
    assert!(err.contains("data/editions/a.json"), "{err}");
    let (status, out, err) = run(&home, &["edition", "list", "copied"]);
    assert_eq!((status, out.as_str()), (Some(2), ""), "{err}");
}

#[test]
fn translated_shows_a_table_and_confirms_pages() {
    let home = on_disk(&base());
    let (status, table, _) = run(&home, &["translated"]);
    assert_eq!(status, Some(0));
    assert!(table.contains("01-status/01-land.md") && table.contains("not confirmed"), "{table}");
    assert!(!home.path().join("data/translations.yaml").exists());
    assert_eq!(run(&home, &["translated", "01-status/01-land"]).0, Some(0));
    let (_, out, _) = run(&home, &["check", "--format", "short"]);
    assert!(out.contains("content/en/01-status/_index.md:1:1: warning[translation-stale]"), "{out}");
    assert_eq!(run(&home, &["translated", "--all"]).0, Some(0));
    assert!(!run(&home, &["check", "--format", "short"]).1.contains("translation-stale"));
    // A file that cannot be read is left alone, and shown.
    let path = home.path().join("data/translations.yaml");
    let sick = fs::read_to_string(&path).unwrap().replacen("heading", "headng", 1);
    fs::write(&path, &sick).unwrap();
    for arguments in [&["translated"][..], &["translated", "01-status/01-land"], &["translated", "--all"]] {
        let (status, out, err) = run(&home, arguments);
        assert_eq!((status, out.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(err.contains("headng"), "{err}");
        assert_eq!(fs::read_to_string(&path).unwrap(), sick);
    }
    fs::write(&path, sick.replace("headng", "heading")).unwrap();
    let (status, _, err) = run(&home, &["translated", "01-status/01-lamd.md"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("01-status/01-land.md"), "{err}");
}
