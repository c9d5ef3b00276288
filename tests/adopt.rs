//! Documents adopted as books: the book has no error and can be built, its numbers are tied to facts that say what they are,
//! a value changed by hand is seen at its place, and no document breaks the command.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "reads documents of its own and runs the tool on them"
)]

mod common;

use common::{repository, tool};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tallybook::load::Memory;
use tallybook::office::Archive;
use tallybook::{Adopted, adopt_bytes, adopt_document};

fn path(name: &str) -> PathBuf {
    repository().join("tests/adopt").join(name)
}

#[track_caller]
fn adopted(name: &str) -> Adopted {
    sound(adopt_document(&path(name), None).unwrap())
}

#[track_caller]
fn sound(adopted: Adopted) -> Adopted {
    let faults = adopted.outcome.faults.iter().filter(|fault| fault.severity == tallybook::diagnostic::Severity::Error);
    let faults: Vec<String> = faults.map(|fault| format!("{fault:?}")).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    adopted
}

fn file(adopted: &Adopted, path: &str) -> String {
    let known = || adopted.draft.files.keys().cloned().collect::<Vec<_>>();
    String::from_utf8(adopted.draft.files.get(path).unwrap_or_else(|| panic!("{path} of {:?}", known())).clone())
        .unwrap()
}

/// All pages in one text.
fn pages(adopted: &Adopted) -> String {
    let pages = adopted.draft.files.iter().filter(|(path, _)| path.ends_with(".md") && path.starts_with("content/"));
    pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
}

/// All facts: name to value, range or values, and unit.
fn facts(adopted: &Adopted) -> BTreeMap<String, String> {
    let files = adopted.draft.files.iter().filter(|(path, _)| path.starts_with("data/facts/"));
    let text: String = files.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    let mut facts = BTreeMap::new();
    for entry in text.split("\n- id: ").skip(1) {
        let of = |key: &str| {
            let line = entry.lines().find_map(|line| line.trim().strip_prefix(&format!("{key}: ")));
            line.unwrap_or_default().trim_matches(['"', '\'']).to_owned()
        };
        let value = ["value", "range", "values"].map(of).concat();
        facts.insert(of("name"), format!("{value} {}{}", of("unit"), of("qualifier")));
    }
    facts
}

#[track_caller]
fn has(facts: &BTreeMap<String, String>, expected: &[(&str, &str)]) {
    for (name, value) in expected {
        assert_eq!(facts.get(*name).map(String::as_str), Some(*value), "{name} in {facts:#?}");
    }
}

#[test]
fn a_chinese_document_becomes_a_book() {
    let adopted = adopted("valley.zh.md");
    let plan = file(&adopted, "data/plan.yaml");
    assert!(plan.contains("title: \"青川县水土保持规划（2021—2030年）\"\n"), "{plan}");
    assert!(plan.contains("period: {start: 2021, end: 2030}\n") && plan.contains("headings: plan,"), "{plan}");
    let page = file(&adopted, "content/zh/01-chapter-1/01-section-1.md");
    assert!(page.starts_with("# 自然概况 {#"), "{page}");
    assert!(page.contains("![](fig:figure-1-1)") && page.contains("[^"), "{page}");
    assert!(page.contains("[1250.40平方千米](=国土面积)"), "{page}");
    has(
        &facts(&adopted),
        &[
            ("城镇人口", "7.2 1e4 person"),
            ("无霜期", "[180, 210] d"),
            ("年均降水量", "640 mmabout"),
            ("东坡镇：林地面积占全县林地面积的比重", "35.20 %"),
            ("水土流失面积", "300 km2over"),
            ("治理面积", "{2018: 80.5, 2019: 140.0, 2020: 200.5} km2"),
            ("面积", "{东坡镇: 402.10, 西岭镇: 388.30} km2"),
            ("森林覆盖率（变化前）", "41 %"),
            ("森林覆盖率（变化后）", "45 %"),
        ],
    );
    let pages = pages(&adopted);
    // What the note says of the woodland is what the text says.
    assert_eq!(pages.matches("](=林地面积)").count(), 2, "{pages}");
    assert!(pages.contains("[](#fig:figure-1-1)") && pages.contains("![](tab:table-1)"), "{pages}");
    assert_eq!(adopted.draft.files["content/images/figure-1-1.png"], fs::read(path("dot.png")).unwrap());
    let tally = &adopted.draft.tally;
    assert_eq!((tally.ties, tally.numbers, tally.grids, tally.tables, tally.pictures), (32, 32, 1, 1, 1), "{tally:?}");
    assert_eq!(pages.matches("](=").count() + 6, tally.ties);
}

#[test]
fn an_english_document_becomes_a_book() {
    let adopted = adopted("harbour.en.md");
    assert!(file(&adopted, "data/plan.yaml").contains("title: \"Harbour Lands Annual Report\"\n"));
    let page = file(&adopted, "content/en/01-the-district/_index.md");
    assert!(page.starts_with("# The district {#the-district}\n"), "{page}");
    assert!(page.contains("- Rainfall was [780 mm](="), "{page}");
    let works = file(&adopted, "content/en/02-works/01-sea-walls.md");
    assert!(works.starts_with("# Sea walls {#sea-walls}"), "{works}");
    let facts = facts(&adopted);
    has(
        &facts,
        &[("Sea wall", "18.5 km"), ("Rainfall", "780 mm"), ("Area", "{northgate: 120.5, southgate: 98.7} km2")],
    );
    let tally = &adopted.draft.tally;
    assert_eq!((tally.ties, tally.numbers, tally.tables), (15, 15, 1), "{tally:?} {facts:#?}");
}

#[test]
fn a_value_changed_by_hand_is_seen_at_its_place() {
    let adopted = adopted("valley.zh.md");
    let facts: Vec<String> =
        adopted.draft.files.keys().filter(|path| path.starts_with("data/facts/")).cloned().collect();
    let path = facts.iter().find(|path| file(&adopted, path).contains("value: 46\n")).unwrap();
    let mut book = Memory { files: adopted.draft.files.clone() };
    book.files.insert(path.clone(), file(&adopted, path).replace("value: 46\n", "value: 47\n").into_bytes());
    let outcome = tallybook::check_book(&common::with_templates(book)).unwrap();
    let errors: Vec<_> =
        outcome.faults.iter().filter(|fault| fault.severity == tallybook::diagnostic::Severity::Error).collect();
    let [fault] = errors.as_slice() else { panic!("{errors:#?}") };
    let place = fault.place.unwrap();
    let source = outcome.sources.source(place.source);
    assert_eq!(fault.rule.name, "number-differs");
    assert_eq!(source.path, "content/zh/01-chapter-1/02-section-2.md");
    assert!(source.text[place.range()].contains("46座"), "{}", &source.text[place.range()]);
}

#[test]
fn what_is_planned_is_no_observation() {
    let text = "# 规划（2021—2030年）\n\n## 一、指标\n\n| 指标 | 2020 | 2030 |\n|---|---|---|\n| 造林面积（公顷） | 12.5 | 40.0 |\n| 修复长度（千米） | 3 | 9 |\n";
    let adopted = sound(adopt_bytes("a.md", text.as_bytes(), None, None).unwrap());
    let facts = file(&adopted, "data/facts/chapter-1.yaml");
    assert!(facts.contains("values: {2020: 12.5}\n  targets: {2030: 40.0}\n"), "{facts}");
    assert!(pages(&adopted).contains("[40.0](=造林面积.target@2030)"), "{}", pages(&adopted));
}

#[test]
fn two_values_of_one_quantity_are_both_kept_and_shown() {
    let text = "# 规划\n\n## 一、现状\n\n县域森林覆盖率达到23%。\n\n## 二、成效\n\n多年来持续造林。\n\n县域森林覆盖率达到28%。\n";
    let adopted = sound(adopt_bytes("a.md", text.as_bytes(), None, None).unwrap());
    let findings = file(&adopted, "data/findings.yaml");
    assert!(findings.contains("rule: quantity-twice") && findings.contains("check: editorial"), "{findings}");
    assert!(findings.contains("stated: \"28\", computed: \"23\""), "{findings}");
    let pages = pages(&adopted);
    assert!(pages.contains("[23%](=") && pages.contains("[28%](="), "{pages}");
}

#[test]
fn marks_of_other_languages_stay_words() {
    let text = "规划\n\n一、水*土* <b>\n\n面积[1]为3.5亩，{{x}} ==重点== $a_b$ 与|竖线| [x](=y) ::: 。\n\n1. 不是列表3座。\n\n# 不是标题\n";
    let adopted = sound(adopt_bytes("a.txt", text.as_bytes(), None, None).unwrap());
    let pages = pages(&adopted);
    assert!(pages.contains("3.5亩](=") && pages.contains("3座](="), "{pages}");
    assert_eq!(adopted.draft.tally.lightened, 0, "{:?}", adopted.draft.tally);
}

#[test]
fn the_command_writes_a_book_that_builds_and_never_over_another() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("book");
    let run = |arguments: &[&str]| tool().args(arguments).output().unwrap();
    let document = path("valley.zh.md");
    let (document, book) = (document.to_str().unwrap(), folder.to_str().unwrap());
    let first = run(&["adopt", document, book, "--lang", "en"]);
    let told = String::from_utf8_lossy(&first.stdout).into_owned();
    assert_eq!(first.status.code(), Some(0), "{told}{}", String::from_utf8_lossy(&first.stderr));
    assert!(told.contains("numbers: 32, of them tied: 32") && told.contains("no errors"), "{told}");
    let second = run(&["adopt", document, book, "--lang", "en"]);
    assert_eq!(second.status.code(), Some(2));
    assert_eq!(run(&["check", "--root", book]).status.code(), Some(0));
    let built = run(&["build", "--root", book, "--only", "site"]);
    assert_eq!(built.status.code(), Some(0), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(folder.join("site/zh/chapter-1/section-1.html").is_file());
    let other = home.path().join("other");
    let wrong = run(&["adopt", document, other.to_str().unwrap(), "--languages", "en", "--lang", "en"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(!other.exists());
}

/// A Word file of the test's own: headings, a footnote, a table with merged heads, a picture with its caption.
fn word_file() -> Vec<u8> {
    const MAIN: &str =
        r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
    const PARTS: &str = r#"<Relationships><Relationship Id="n" Type="x/footnotes" Target="footnotes.xml"/><Relationship Id="p" Type="x/image" Target="media/dot.png"/></Relationships>"#;
    let said = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", said(text));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let plain = |texts: &[&str]| row(&texts.iter().map(|text| cell("", text)).collect::<Vec<_>>());
    let table = [
        row(&[cell("<w:vMerge w:val=\"restart\"/>", "镇"), cell("<w:gridSpan w:val=\"2\"/>", "耕地面积（公顷）")]),
        row(&[cell("<w:vMerge/>", ""), cell("", "水田"), cell("", "旱地")]),
        plain(&["东坡镇", "120.5", "310.2"]),
        plain(&["西岭镇", "98.4", "275.6"]),
    ];
    let body = [
        said("示例县耕地报告"),
        said("一、耕地"),
        "<w:p><w:r><w:t>全县耕地面积804.7公顷</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>，其中水田218.9公顷。</w:t></w:r></w:p>".to_owned(),
        said("表1 各镇耕地"),
        format!("<w:tbl>{}</w:tbl>", table.concat()),
        "<w:p><w:r><w:drawing><wp:docPr descr=\"田\"/><a:blip r:embed=\"p\"/></w:drawing></w:r></w:p>".to_owned(),
        said("图1 耕地分布图"),
    ];
    let mut archive = Archive::default();
    archive.add("[Content_Types].xml", b"<Types/>");
    archive.add("_rels/.rels", MAIN.as_bytes());
    archive.add("word/_rels/document.xml.rels", PARTS.as_bytes());
    let spaces = "xmlns:w=\"urn:w\" xmlns:wp=\"urn:wp\" xmlns:a=\"urn:a\" xmlns:r=\"urn:r\"";
    let document = format!("<w:document {spaces}><w:body>{}</w:body></w:document>", body.concat());
    archive.add("word/document.xml", document.as_bytes());
    let notes =
        format!("<w:footnotes {spaces}><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>", said("含园地12.3公顷。"));
    archive.add("word/footnotes.xml", notes.as_bytes());
    archive.add("word/media/dot.png", &fs::read(path("dot.png")).unwrap());
    archive.finish()
}

#[test]
fn a_word_file_brings_notes_merged_heads_and_pictures() {
    let adopted = sound(adopt_bytes("a.docx", &word_file(), None, None).unwrap());
    let page = file(&adopted, "content/zh/01-chapter-1/_index.md");
    assert!(page.contains("[804.7公顷](=耕地面积)[^") && page.contains("]: 含园地[12.3公顷](="), "{page}");
    assert!(page.contains("| 镇 | 耕地面积（公顷） 水田 | 耕地面积（公顷） 旱地 |"), "{page}");
    assert!(page.contains("![](fig:figure-1)"), "{page}");
    let facts = facts(&adopted);
    has(&facts, &[("各镇耕地：耕地面积 旱地", "{东坡镇: 310.2, 西岭镇: 275.6} ha"), ("耕地面积", "804.7 ha")]);
    assert!(adopted.draft.files.contains_key("content/images/figure-1.png"));
    assert_eq!((adopted.draft.tally.ties, adopted.draft.tally.numbers), (7, 7));
}

#[test]
fn no_document_breaks_it() {
    let fixtures: [(&str, Vec<u8>); 3] = [
        ("a.md", fs::read(path("valley.zh.md")).unwrap()),
        ("b.md", fs::read(path("harbour.en.md")).unwrap()),
        ("c.docx", word_file()),
    ];
    let mut seed: u64 = 20_261_130;
    let mut next = move |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % most.max(1)
    };
    let mut sound = 0;
    for round in 0..300 {
        let (name, bytes) = &fixtures[round % 3];
        let mut bytes = bytes.clone();
        for _ in 0..=next(4) {
            let (at, length) = (next(bytes.len()), next(40));
            let end = (at + length).min(bytes.len());
            match next(4) {
                0 => drop(bytes.drain(at..end)),
                1 => {
                    let part = bytes[at..end].to_vec();
                    let to = next(bytes.len());
                    bytes.splice(to..to, part);
                }
                2 => bytes[at] = b"#|*[]()=!?<>&$0123456789\n\t -"[next(28)],
                _ => bytes[at] ^= 1 << next(8),
            }
        }
        if let Ok(adopted) = adopt_bytes(name, &bytes, Some(Path::new(".")), None) {
            sound += usize::from(adopted.outcome.faults.errors() == 0);
        }
    }
    // Of two hundred texts and a hundred archives; some are no text any more, and most archives no longer open.
    assert!(sound > 180, "{sound}");
}
