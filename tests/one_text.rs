//! One key has one text: what the ledger, tables, exports, the terminal and editions say of each number of the real book
//! is the same, in both languages. Sentences keep the words of their author.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{on_disk, page, real, site, sound, tool, with_templates};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tallybook::compose::compose;
use tallybook::edition::{Changes, Edition, human};
use tallybook::locale::Catalogue;
use tallybook::model::document::{Audience, Block, Document, Entry, Row, Run};
use tallybook::model::{LANGUAGES, Language, OutputTree, Report};

static REPORT: LazyLock<Report> = LazyLock::new(|| sound(&real()).report.unwrap());
static SITE: LazyLock<OutputTree> = LazyLock::new(|| site(&with_templates(real())));

/// The text of each number that is one, by key.
fn texts(language: Language) -> BTreeMap<String, Entry> {
    let composed = compose(&REPORT, language, Audience::Public);
    let numbers = composed.frame().numbers.values().filter(|entry| entry.value.is_some());
    numbers.map(|entry| (entry.key.to_string(), entry.clone())).collect()
}

/// HTML without its elements, and with its signs for signs.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => text.push(other),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The words that the ledger of the site shows for a key.
fn in_ledger(ledger: &str, key: &str) -> String {
    let at = ledger.find(&format!(" id=\"{key}\">")).unwrap_or_else(|| panic!("the ledger has no {key}"));
    let rest = &ledger[at..];
    let value = rest.find("class=\"value\">").into_iter().chain(rest.find("class=\"number\">")).min().unwrap();
    let value = &rest[value..];
    let end = ["<sup", "</p>", "</td>"].into_iter().filter_map(|mark| value.find(mark)).min().unwrap();
    plain(&value[value.find('>').unwrap() + 1..end])
}

#[test]
fn the_ledger_of_the_site_says_it() {
    for language in LANGUAGES {
        let ledger = page(&SITE, &format!("{language}/numbers/index.html"));
        let texts = texts(language);
        assert!(texts.len() > 200, "{}", texts.len());
        for (key, entry) in texts {
            assert_eq!(in_ledger(&ledger, &key), entry.text, "{key}");
        }
    }
}

#[test]
fn the_exports_say_it() {
    let [zh, en] = LANGUAGES.map(texts);
    let json: serde_json::Value = serde_json::from_slice(SITE.get("data/facts.json").unwrap()).unwrap();
    let mut seen = 0;
    for fact in json["facts"].as_array().unwrap() {
        let Some(entry) = zh.get(fact["key"].as_str().unwrap()) else { continue };
        assert_eq!(fact["text"]["zh"], entry.text.as_str());
        assert_eq!(fact["text"]["en"], en[&entry.key.to_string()].text.as_str());
        seen += 1;
    }
    assert_eq!(seen, zh.len());
    let csv = page(&SITE, "data/facts.csv");
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    for (entry, other) in zh.values().zip(en.values()) {
        let members = entry.key.members.join(",");
        let target = entry.target.to_string();
        let own = |row: &&csv::StringRecord| row[0] == *entry.key.base() && row[1] == members && row[10] == target;
        let row = rows.iter().find(own).unwrap_or_else(|| panic!("no row for {}", entry.key));
        assert_eq!(
            (row[11].trim_start_matches('\''), &row[12]),
            (entry.text.trim_start_matches('\''), other.text.as_str())
        );
    }
}

#[test]
fn tables_and_registers_say_it_or_its_number_alone() {
    for language in LANGUAGES {
        let composed = compose(&REPORT, language, Audience::Public);
        let mut seen = 0;
        for entry in &composed.frame().pages {
            for block in composed.page(entry.id).blocks {
                let Block::Table(table) = block else { continue };
                if table.caption.is_none() && table.name.is_empty() {
                    continue;
                }
                let cells = table.rows.iter().flat_map(|row| match row {
                    Row::Group(cell) => vec![cell],
                    Row::Cells(cells) | Row::Total(cells) => cells.iter().collect(),
                });
                for cell in cells {
                    Run::walk(cell, &mut |run| {
                        let Run::Number(number) = run else { return };
                        let own = composed.frame().numbers.values().find(|entry| entry.key.to_string() == number.key);
                        let Some(own) = own else { return };
                        let said = [&own.text, &own.bare, &own.row.0];
                        assert!(said.contains(&&number.text), "{}: {} {said:?}", number.key, number.text);
                        seen += 1;
                    });
                }
            }
        }
        assert!(seen > 80, "{seen}");
    }
}

#[test]
fn the_terminal_says_it() {
    let home = on_disk(&real());
    for (language, texts) in [(Language::Zh, texts(Language::Zh)), (Language::En, texts(Language::En))] {
        // Each call reads the whole book: every twentieth number will do, another one in each language.
        for (key, entry) in texts.iter().skip(usize::from(language == Language::En)).step_by(20) {
            let output =
                tool().current_dir(home.path()).args(["--lang", language.tag(), "where", key]).output().unwrap();
            let said = String::from_utf8(output.stdout).unwrap();
            let computed = matches!(entry.status, tallybook::model::document::Status::Computed);
            assert!(computed || said.contains(&entry.text), "{key}: {}\nnot in\n{said}", entry.text);
        }
    }
}

#[test]
fn editions_say_it() {
    let now = Edition::of(&REPORT, "now");
    let mut before = now.clone();
    before.facts.iter_mut().for_each(|fact| (fact.value, fact.state) = (None, "undetermined".to_owned()));
    let changes = Changes::between(&before, &now, &REPORT.project);
    for language in LANGUAGES {
        let said = human(&changes, &REPORT.project.units, &Catalogue::of(language));
        for (key, entry) in texts(language) {
            assert!(said.contains(&entry.text), "{key}: {}\nnot in the comparison of editions", entry.text);
        }
    }
}

/// What a chart shows stands in its drawing, its text alternative, its table and its file, in the words of the ledger.
#[test]
fn charts_say_it() {
    for language in LANGUAGES {
        let texts = texts(language);
        let mut seen = 0;
        for (id, chart) in &REPORT.figure_data {
            let stands = format!("id=\"fig-{id}\"");
            let pages = SITE.iter().filter(|(path, _)| path.starts_with(language.tag()) && path.ends_with(".html"));
            let mut pages = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes));
            let Some(html) = pages.find(|html| html.contains(&stands)) else { continue };
            let drawing = plain(&page(&SITE, &format!("figures/{id}.{language}.svg")));
            let file = page(&SITE, &format!("figures/{id}.{language}.csv"));
            let whole = page(&SITE, &format!("{language}/figures/{id}.html"));
            let plate = plain(&whole);
            for part in chart.told().chain(&chart.references) {
                let shown = part.with_unit(language, &chart.unit);
                assert!(plain(&html).contains(&shown), "{id}: {shown} is not on its page");
                assert!(drawing.contains(&shown.replace('\u{202f}', "\u{a0}")), "{id}: {shown} is not in the drawing");
                assert!(file.contains(&shown), "{id}: {shown} is not in its file");
                assert!(plate.contains(&shown), "{id}: {shown} is not on its page");
                if part.worked_out {
                    // It is none of the numbers that it is made of, and leads to none.
                    assert!(!whole.contains(&format!(">{shown}</a>")), "{id}: {shown} leads to {:?}", part.keys);
                }
                let Some(key) = part.own_key() else { continue };
                let Some(entry) = texts.get(&key.to_string()) else { continue };
                assert!(entry.text.contains(part.shown.get(language)), "{id}: {key} is {} elsewhere", entry.text);
                seen += 1;
            }
        }
        assert!(seen > 40, "{seen}");
    }
}
