//! Books of one language and of two, in either order: built, and searched byte by byte for words of a language that they
//! do not have. The books are those that `new` begins with.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "builds books for the tests")]

mod common;

use common::{holds, page, repository, site, sound, with_templates};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use tallybook::compose::compose;
use tallybook::load::Memory;
use tallybook::locale::Catalogue;
use tallybook::model::document::{Audience, Document};
use tallybook::model::{Language, Languages, OutputTree};
use tallybook::render::print::{atlas_json, book_json};
use tallybook::{Build, Kind, Only, first_files};

fn languages(list: &[Language]) -> Languages {
    Languages::of(list).unwrap()
}

fn book(kind: Kind, list: &[Language]) -> Memory {
    let files = first_files(kind, languages(list)).into_iter();
    files.fold(Memory::default(), |book, (path, text)| book.with(&path, text))
}

const ZH: &[Language] = &[Language::Zh];
const EN: &[Language] = &[Language::En];
const CHOICES: [&[Language]; 4] = [ZH, EN, &[Language::Zh, Language::En], &[Language::En, Language::Zh]];

/// The files of a site that are text.
fn texts(site: &OutputTree) -> impl Iterator<Item = (&str, &str)> {
    site.iter().filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
}

#[test]
fn each_first_book_has_no_fault_in_any_choice_of_languages() {
    for (name, kind) in Kind::ALL {
        for list in CHOICES {
            let outcome = sound(&with_templates(book(kind, list)));
            let faults: Vec<_> = outcome.faults.iter().map(|fault| (fault.rule.name, &fault.message)).collect();
            assert!(faults.is_empty(), "{name} {list:?}: {faults:#?}");
        }
    }
}

#[test]
fn each_file_of_a_first_book_names_its_schema() {
    for (_, kind) in Kind::ALL {
        for (path, text) in first_files(kind, languages(ZH)) {
            if path.ends_with(".yaml") {
                assert!(text.starts_with("# yaml-language-server: $schema="), "{path}");
            }
        }
    }
}

#[test]
fn an_english_book_has_no_chinese_character() {
    for (name, kind) in Kind::ALL {
        let site = site(&with_templates(book(kind, EN)));
        assert!(texts(&site).count() > 10);
        for (path, text) in texts(&site) {
            let found = text.find(|c: char| ('\u{3001}'..'\u{fff0}').contains(&c) && c != '\u{feff}');
            let around = found.map(|at| text[at..].chars().take(20).collect::<String>());
            assert_eq!(around, None, "{name}: {path}");
            assert!(!path.contains("zh"), "{path}");
        }
    }
}

/// The words and sentences of the tool's frame that are long enough to be no accident, and the book's own.
fn english() -> Vec<String> {
    let catalogue = Catalogue::of(Language::En);
    let labels = catalogue.with_prefix("ui.").map(|(_, text)| text.to_owned());
    let mut words: Vec<String> =
        labels.filter(|text| text.contains(' ') && text.len() > 6 && !text.contains('{')).collect();
    words.extend(["Example County", "Sector", "Springs", "Grassland", "hreflang=\"en", "lang=\"en"].map(str::to_owned));
    words
}

#[test]
fn a_chinese_book_has_no_english_word() {
    let english = english();
    assert!(english.len() > 50);
    for (name, kind) in Kind::ALL {
        let site = site(&with_templates(book(kind, ZH)));
        for (path, text) in texts(&site) {
            let found: Vec<&String> = english.iter().filter(|words| text.contains(words.as_str())).collect();
            assert!(found.is_empty(), "{name}: {path} says {found:?}");
            assert!(!path.split(['/', '.']).any(|part| part == "en"), "{path}");
        }
    }
}

/// What of a book is set by typst, as the templates read it, and the words of its Word copy.
fn printed(book: &Memory) -> Vec<(String, String)> {
    let files = with_templates(book.clone());
    let mut outcome = sound(&files);
    let word = Build { only: Only::of("word"), ..Build::default() };
    let copies = tallybook::build_book(&mut outcome, &files, &word).unwrap();
    let mut texts = Vec::new();
    for (path, bytes) in copies.iter() {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for part in ["word/document.xml", "word/footnotes.xml", "docProps/core.xml"] {
            let mut text = String::new();
            archive.by_name(part).unwrap().read_to_string(&mut text).unwrap();
            texts.push((format!("{path}: {part}"), text));
        }
    }
    let report = outcome.report.as_ref().unwrap();
    let (drawings, project) = (common::drawings(report), &report.project);
    for language in project.plan.languages.iter() {
        let document = compose(report, language, Audience::Public);
        let json = String::from_utf8(book_json(&document, project, &drawings)).unwrap();
        texts.push((format!("plan.{language}.json"), json));
        let json = atlas_json(&document, &document.atlas(), project, &drawings, &BTreeMap::new());
        texts.push((format!("atlas.{language}.json"), String::from_utf8(json).unwrap()));
    }
    texts
}

#[test]
fn what_is_printed_of_a_book_of_one_language_has_no_word_of_the_other() {
    let english = english();
    for (name, kind) in Kind::ALL {
        let (chinese, foreign) = (printed(&book(kind, ZH)), printed(&book(kind, EN)));
        assert!(chinese.len() == 5 && foreign.len() == 5, "a copy of three parts, the plan and the atlas");
        for (path, text) in chinese {
            let found: Vec<&String> = english.iter().filter(|words| text.contains(words.as_str())).collect();
            assert!(found.is_empty(), "{name}: {path} says {found:?}");
        }
        for (path, text) in foreign {
            let found = text.find(|c: char| ('\u{4e00}'..'\u{a000}').contains(&c));
            let around = found.map(|at| text[at..].chars().take(20).collect::<String>());
            assert_eq!(around, None, "{name}: {path}");
        }
    }
}

#[test]
fn the_search_finds_words_where_there_are_some() {
    let site = site(&with_templates(book(Kind::Bulletin, &[Language::Zh, Language::En])));
    let english = english();
    assert!(texts(&site).any(|(_, text)| english.iter().any(|words| text.contains(words.as_str()))));
    assert!(page(&site, "en/index.html").contains("中文"));
}

#[test]
fn one_language_has_no_switch_and_its_first_page_leads_on() {
    let one = site(&with_templates(book(Kind::Bulletin, ZH)));
    assert!(!texts(&one).any(|(_, text)| text.contains("class=\"switch\"")));
    holds(&page(&one, "index.html"), &["http-equiv=\"refresh\" content=\"0; url=zh/index.html\""]);
    let csv = page(&one, "data/facts.csv");
    assert!(csv.contains("name_zh") && !csv.contains("name_en") && !csv.contains("text_en"));
    let two = site(&with_templates(book(Kind::Bulletin, &[Language::En, Language::Zh])));
    holds(&page(&two, "zh/index.html"), &["class=\"switch\""]);
    let choice = page(&two, "index.html");
    assert!(choice.find("en/index.html") < choice.find("zh/index.html"), "the source language comes first: {choice}");
}

#[test]
fn a_book_without_indicators_findings_and_period_has_no_empty_pages() {
    let site = site(&with_templates(book(Kind::Report, EN)));
    for name in ["en/indicators/index.html", "en/notes/index.html", "data/indicators.csv"] {
        assert!(site.get(name).is_none(), "{name}");
    }
    assert!(!page(&site, "en/index.html").contains("class=\"period\""));
    let plan = common::site(&with_templates(book(Kind::Plan, EN)));
    holds(
        &page(&plan, "en/index.html"),
        &["<p class=\"period\"><span class=\"word\">Planning period</span> 2026–2035</p>"],
    );
    assert!(plan.get("en/indicators/index.html").is_some() && plan.get("data/indicators.csv").is_some());
}

#[test]
fn headings_and_figures_are_numbered_as_the_book_asks() {
    let bulletin = site(&with_templates(book(Kind::Bulletin, &[Language::Zh, Language::En])));
    holds(&page(&bulletin, "zh/people/index.html"), &["<span class=\"label\">二、</span>人口"]);
    holds(&page(&bulletin, "zh/economy/index.html"), &[">图1<", ">表1<"]);
    holds(&page(&bulletin, "en/people/index.html"), &["<span class=\"label\">2</span> People"]);
    let report = site(&with_templates(book(Kind::Report, ZH)));
    holds(&page(&report, "zh/findings/index.html"), &["<span class=\"label\">1</span> 调查结果"]);
}

fn with_plan(from: &str, to: &str) -> Memory {
    common::edited(&book(Kind::Report, EN), "data/plan.yaml", from, to)
}

/// The messages of a book, by id.
fn told(book: &Memory) -> Vec<&'static str> {
    let outcome = tallybook::check_book(book).unwrap();
    outcome.faults.iter().map(|fault| fault.message.id).collect()
}

#[test]
fn plain_words_are_those_of_the_source_language() {
    let both = book(Kind::Report, &[Language::En, Language::Zh]);
    let plain = common::edited(
        &both,
        "data/sources.yaml",
        "{en: \"Field survey of springs, 2025\", zh: \"2025年泉水实地调查\"}",
        "Field survey",
    );
    assert_eq!(told(&plain), ["text-language-missing"]);
}

#[test]
fn the_list_of_languages_is_read_with_care() {
    assert_eq!(told(&with_plan("languages: [en]", "languages: [en, en]")), ["plan-language-twice"]);
    assert!(told(&with_plan("languages: [en]", "languages: []")).contains(&"plan-languages"));
    let astray = book(Kind::Report, EN).with("content/zh/01-findings/_index.md", "# 泉 {#findings}\n");
    assert_eq!(told(&astray), ["page-language-unlisted"]);
    let lost = with_plan("languages: [en]", "languages: [en, zh]");
    assert!(told(&lost).contains(&"content-missing") && told(&lost).contains(&"text-language-missing"));
}

#[test]
fn words_of_the_frame_can_be_replaced() {
    let book = with_plan("years: {}", "years: {}\nwording: {ui.label.compiled_by: Written by}");
    holds(&page(&site(&with_templates(book)), "en/index.html"), &["<dt>Written by</dt>"]);
    let unknown = with_plan("years: {}", "years: {}\nwording: {ui.label.compiled: x, cli.heading.usage: y}");
    assert_eq!(told(&unknown), ["plan-wording-unknown", "plan-wording-unknown"]);
    let lost = with_plan("years: {}", "years: {}\nwording: {ui.site.counts: Many}");
    assert_eq!(told(&lost), ["plan-wording-places"]);
}

#[test]
fn ids_may_be_of_any_script() {
    let files = [
        ("data/facts/springs.yaml", "springs.count", "泉.总数"),
        ("content/zh/01-findings/_index.md", "springs.count", "泉.总数"),
        ("data/facts/springs.yaml", "springs.by_valley", "泉.分河谷"),
        ("data/figures.yaml", "springs.by_valley", "泉.分河谷"),
        ("content/zh/01-findings/_index.md", "springs.by_valley", "泉.分河谷"),
        ("content/zh/01-findings/_index.md", "@east", "@东"),
        ("data/facts/springs.yaml", "east:", "东:"),
        ("data/dimensions.yaml", "id: east", "id: 东"),
    ];
    let edit = |book: Memory, (path, from, to): (&str, &str, &str)| common::edited(&book, path, from, to);
    let book = files.into_iter().fold(book(Kind::Report, ZH), edit);
    let site = site(&with_templates(book.clone()));
    holds(&page(&site, "zh/findings/index.html"), &["data-key=\"泉.总数\"", "#泉.分河谷@东"]);
    holds(&page(&site, "zh/numbers/index.html"), &["id=\"泉.总数\""]);
    for (id, message) in [("泉-总数", "yaml-fact-id"), ("E\u{301}.a", "yaml-fact-id"), ("e\u{301}.a", "yaml-fact-id")]
    {
        let book = common::edited(&book, "data/facts/springs.yaml", "id: springs.flow", &format!("id: {id}"));
        assert!(told(&book).contains(&message), "{id}");
    }
}

fn grid(columns: &str, more: &str) -> Memory {
    let table = format!(
        "format: 1\ntables:\n- id: output\n  kind: grid\n  title: Output\n  rows: [\"gdp.by_sector@*\"]\n  total: gdp.total\n  \
         columns: {columns}\n{more}"
    );
    let book = book(Kind::Bulletin, EN).with("data/tables.yaml", table);
    common::edited(&book, "content/en/01-economy/_index.md", "tab:sectors", "tab:output")
}

#[test]
fn a_grid_has_rows_and_columns_and_its_totals_are_checked() {
    let columns = "[prior, latest, {head: Change, formula: \"growth(row, prior, latest)\", unit: \"%\"}, \
                   {head: Twice, formula: \"row@latest*2\"}]";
    let book = grid(columns, "  unit: head\n");
    let shown = page(&site(&with_templates(book.clone())), "en/economy/index.html");
    holds(
        &shown,
        &["2023", "Change (%)", "Primary sector", "1,790", "2.2", "Gross domestic product", "5.6", "million)"],
    );
    // 18.30 × 2 hundred million yuan.
    holds(&shown, &["3.66"]);
    let wrong = common::edited(&book, "data/facts/economy.yaml", "primary,2023: 17.90", "primary,2023: 18.90");
    assert!(told(&wrong).contains(&"total-differs.rows"), "{:?}", told(&wrong));
}

#[test]
fn slips_of_a_grid_are_told_at_their_places() {
    for (columns, message) in [
        ("[nowhere]", "grid-member"),
        ("[{head: X}]", "grid-column"),
        ("[{formula: row@latest}]", "yaml-missing-key"),
        ("[{head: X, formula: row@latest, unit: km2}]", "grid-unit"),
        ("[{head: X, formula: row@latest, decimals: 9}]", "grid-decimals"),
        ("[]", "yaml-missing-key"),
    ] {
        assert!(told(&grid(columns, "")).contains(&message), "{columns}: {:?}", told(&grid(columns, "")));
    }
    let lost = common::edited(&grid("[latest]", ""), "data/tables.yaml", "gdp.by_sector@*", "gdp.by_sectors@*");
    assert!(told(&lost).contains(&"unknown-fact"));
}

#[test]
fn quarters_and_months_are_members_of_years() {
    let facts = "- id: output\n  name: Output\n  by: year\n  unit: t\n  values: {2023q4: 40, 2024q1: 10, 2024q2: 20, 2024q3: 30, \
                 2024q4: 41}\n  source: yearbook\n- id: rain\n  name: Rain\n  by: [sector, year]\n  unit: mm\n  values: \
                 {\"primary,2024m01\": 5, \"primary,2024m02\": 7}\n  source: yearbook\n";
    let table = "- id: quarters\n  kind: grid\n  title: Quarters\n  rows: [output]\n  columns: [2023q4, 2024q4, {head: Change, \
                 formula: row@2024q4/row@2023q4-100%, unit: \"%\"}]\n";
    let page_path = "content/en/02-people/_index.md";
    let book = common::extended(&book(Kind::Bulletin, EN), "data/facts/economy.yaml", facts);
    let book = common::extended(&book, "data/tables.yaml", table);
    let figure = "- id: output\n  kind: column\n  title: Output\n  data: {fact: output}\n";
    let book = common::extended(&book, "data/figures.yaml", figure);
    let text = "\nThe fourth quarter gave [41 t](=output@2024q4), January had [5 mm](=rain@primary,2024m01), February \
                [7 mm](=rain@primary,2024m02); see [](#tab:quarters) and [](#fig:output).\n\n![](tab:quarters)\n\n![](fig:output)\n";
    let book = common::extended(&book, page_path, text);
    assert_eq!(told(&book), Vec::<&str>::new());
    let site = site(&with_templates(book.clone()));
    holds(&page(&site, "en/people/index.html"), &["Q4 2023", "Q4 2024", "<td class=\"number\">2.5</td>"]);
    holds(&page(&site, "en/numbers/index.html"), &["January 2024"]);
    let wrong = common::edited(&book, "data/facts/economy.yaml", "2024q3: 30", "2024q5: 30");
    assert!(told(&wrong).contains(&"fact-period-form"));
}

#[test]
fn a_formula_holds_for_each_member() {
    let share = "- id: gdp.sector_share\n  name: Share by sector\n  by: [sector, year]\n  formula: gdp.by_sector / gdp.total\n  \
                 unit: \"%\"\n- id: gdp.points\n  name: Points\n  by: sector\n  formula: change(gdp.sector_share, prior, \
                 latest)\n  unit: pp\n";
    let claim = "- id: shares\n  formula: sum(gdp.sector_share@*,2024) == 100% and gdp.sector_share@primary,2023 > 17.6% and \
                 gdp.points@tertiary > 0.4pp\n  text: It holds.\n";
    let book = common::extended(&book(Kind::Bulletin, EN), "data/facts/economy.yaml", share);
    let book = common::extended(&book, "data/claims.yaml", claim);
    assert_eq!(told(&book), Vec::<&str>::new());
    let ledger = page(&site(&with_templates(book.clone())), "en/numbers/index.html");
    holds(&ledger, &["gdp.sector_share@primary,2023", "17.6"]);
    let none =
        common::edited(&book, "data/facts/economy.yaml", "by: [sector, year]\n  formula", "by: [sector]\n  formula");
    assert!(!told(&none).is_empty());
    let lost = common::edited(&book, "data/facts/economy.yaml", "gdp.by_sector / gdp.total", "1%");
    assert!(told(&lost).contains(&"formula-no-member"), "{:?}", told(&lost));
}

#[test]
fn a_yearly_rate_and_a_power_can_be_asked_for() {
    let claim = "- id: rate\n  formula: cagr(gdp.total, 2020, 2024) > 5.9%\n  text: It grew.\n- id: power\n  formula: \
                 (gdp.total@2024/gdp.total@2020)^2 > 1.58\n  text: It grew.\n";
    let book = common::extended(&book(Kind::Bulletin, EN), "data/claims.yaml", claim);
    assert_eq!(told(&book), Vec::<&str>::new());
    let wrong = common::edited(&book, "data/claims.yaml", "> 5.9%", "> 6%");
    assert!(told(&wrong).iter().any(|id| id.starts_with("claim-false")), "{:?}", told(&wrong));
}

#[test]
fn the_repository_is_the_example_and_the_tool_carries_its_templates() {
    let home = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let output = common::tool().args(words).current_dir(home.path()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, out, err) = run(&["new", "泉", "--kind", "report", "--languages", "zh", "--lang", "zh"]);
    assert_eq!(status, Some(0), "{out}{err}");
    let (status, _, err) = run(&["new", "泉", "--lang", "zh"]);
    assert!(status == Some(2) && err.contains("不是空的"), "{err}");
    let (status, out, err) = run(&["--root", "泉", "build", "--only", "site", "--lang", "zh"]);
    assert_eq!(status, Some(0), "{out}{err}");
    assert!(!err.contains("warning") && !err.contains("警告") || err.contains("0"), "{err}");
    assert!(home.path().join("泉/site/zh/findings/index.html").is_file());
    assert!(!home.path().join("泉/templates").exists());
    let page = home.path().join("公报/content/en/01-economy/_index.md");
    assert_eq!(run(&["new", "公报", "--kind", "bulletin", "--languages", "en"]).0, Some(0));
    let text = std::fs::read_to_string(&page).unwrap();
    std::fs::write(&page, text.replace("[CNY 10.72 billion](=gdp.total@latest)", "CNY 10.72 billion")).unwrap();
    assert_eq!(run(&["--root", "公报", "tie", "--unique"]).0, Some(0));
    assert_eq!(std::fs::read_to_string(&page).unwrap(), text, "the year is tied by its name");
    let (status, out, _) = run(&["licences"]);
    assert_eq!(status, Some(0));
    holds(&out, &["SIL OPEN FONT LICENSE", "Permission is hereby granted", "Apache License", "tera "]);
    assert!(repository().join("data/plan.yaml").is_file());
}
