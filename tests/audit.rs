//! Whole documents, audited: sound ones are left in peace, broken ones break nothing, and the size of a document costs what it
//! should.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "reads documents of its own and runs the tool on them"
)]

#[path = "audit/hostile.rs"]
mod hostile;
#[path = "audit/remarks.rs"]
mod remarks;

mod common;

use common::{repository, tool};
use proptest::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use tallybook::diagnostic::SourceMap;
use tallybook::{Audit, Certainty, audit_document};

const SOUND: [&str; 4] = ["land.zh.md", "water.zh.txt", "farms.en.md", "transport.en.html"];

fn path(name: &str) -> PathBuf {
    repository().join("tests/audit").join(name)
}

fn audit(name: &str) -> Audit {
    audit_document(&path(name), &mut SourceMap::default()).unwrap()
}

#[test]
fn sound_documents_are_left_in_peace() {
    for name in SOUND {
        let found = audit(name);
        let shown = found.findings.iter().filter(|finding| finding.certainty != Certainty::Look);
        assert_eq!(
            shown.map(|finding| format!("{finding:?}")).collect::<Vec<String>>(),
            Vec::<String>::new(),
            "{name}"
        );
        assert!(found.numbers > 30 && found.compared > 12, "{name}: {} of {}", found.compared, found.numbers);
    }
}

/// Documents with one fault each: what is written, what stands there instead, the relation that speaks.
const FAULTS: [(&str, &str, &str, &str); 24] = [
    ("land.zh.md", "林地 118.47 平方千米，占", "林地 181.47 平方千米，占", "share"),
    ("land.zh.md", "（7.85 万亩）", "（8.75 万亩）", "unit-bracket"),
    ("land.zh.md", "旱地 34.16 平方千米", "旱地 36.16 平方千米", "parts"),
    ("land.zh.md", "41.20%、27.35% 和 15.08%", "41.20% 和 15.08%", "respectively"),
    ("land.zh.md", "| 22.00 | 51.17 |", "| 22.00 | 57.11 |", "table-total"),
    ("land.zh.md", "如表 1-1 所示", "如表 1-2 所示", "reference"),
    ("land.zh.md", "林地以东坡镇最大", "林地以西岭镇最大", "order"),
    ("land.zh.md", "北原镇四个镇", "北原镇五个镇", "count"),
    ("land.zh.md", "20.0:44.0:36.0", "20.0:40.0:36.0", "shares"),
    ("land.zh.md", "增加 0.23 亿元，增长 7.1%", "增加 0.23 亿元，增长 1.7%", "change"),
    ("land.zh.md", "3.30 亿元的 104.5%", "3.30 亿元的 140.5%", "share"),
    ("land.zh.md", "1.2 万吨至 1.5 万吨之间", "1.5 万吨至 1.2 万吨之间", "range"),
    ("land.zh.md", "人均水资源量 1110 立方米", "人均水资源量 1550 立方米", "per-head"),
    ("water.zh.txt", "工业用水占18.2%", "工业用水占28.2%", "shares"),
    ("water.zh.txt", "增加到0.81亿立方米，增加0.07亿", "增加到0.81亿立方米，增加0.17亿", "change"),
    ("water.zh.txt", "由每立方米0.32元提高到0.40元", "由每立方米0.42元提高到0.40元", "direction"),
    ("water.zh.txt", "图2 水库分布", "图3 水库分布", "numbering"),
    ("farms.en.md", "(479 sq mi)", "(749 sq mi)", "unit-bracket"),
    ("farms.en.md", "decreased by 1.6%, from", "decreased by 6.1%, from", "change"),
    ("farms.en.md", "holdings in 2021, down from 1,910", "holdings in 2021, down from 1,790", "direction"),
    ("farms.en.md", "| Oats | 4,620 | 4,500 | 4,190 |", "| Oats | 4,620 | 4,500 | 4,910 |", "table-total"),
    ("farms.en.md", "2,580 were full-time", "2,850 were full-time", "parts"),
    ("farms.en.md", "ranks third", "ranks fourth", "count"),
    ("transport.en.html", "(from 3.6 million to 8.4 million)", "(from 6.3 million to 8.4 million)", "portion"),
];

#[test]
fn one_fault_is_one_of_the_findings() {
    let folder = tempfile::tempdir().unwrap();
    for (name, right, wrong, relation) in FAULTS {
        let text = fs::read_to_string(path(name)).unwrap();
        assert!(text.contains(right), "{name}: {right}");
        let spoilt = folder.path().join(name);
        fs::write(&spoilt, text.replacen(right, wrong, 1)).unwrap();
        let found = audit_document(&spoilt, &mut SourceMap::default()).unwrap();
        let shown = found.findings.iter().filter(|finding| finding.certainty != Certainty::Look);
        let relations: Vec<&str> = shown.map(|finding| finding.relation).collect();
        assert!(relations.contains(&relation), "{name}: {wrong}: {relations:?}");
    }
}

#[test]
fn the_forms_say_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let spoilt = folder.path().join("farms.md");
    let text = fs::read_to_string(path("farms.en.md")).unwrap();
    fs::write(&spoilt, text.replacen("ranks third", "ranks fourth", 1)).unwrap();
    let out = |form: &str, language: &str| {
        let output = tool().args(["audit", "--format", form, "--lang", language]).arg(&spoilt).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let json: Value = serde_json::from_str(&out("json", "en")).unwrap();
    assert_eq!((&json["format"], json["diagnostics"].as_array().unwrap().len()), (&Value::from(1), 1));
    let message = json["diagnostics"][0]["message"].as_str().unwrap();
    let sarif: Value = serde_json::from_str(&out("sarif", "en")).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["message"]["text"], message);
    for form in ["human", "html"] {
        assert!(out(form, "en").contains("fourth"), "{form}");
        assert!(out(form, "zh").contains("很可能"), "{form}");
    }
    assert!(out("html", "zh").contains("核验人"));
}

#[test]
fn what_was_decided_is_left_out_wherever_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let (file, list) = (folder.path().join("farms.md"), folder.path().join("list.csv"));
    let text = fs::read_to_string(path("farms.en.md")).unwrap().replacen("ranks third", "ranks fourth", 1);
    fs::write(&file, &text).unwrap();
    let run = |arguments: &[&str]| {
        let output = tool().args(["audit", "--lang", "en"]).args(arguments).arg(&file).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let given = run(&["--format", "csv"]);
    assert_eq!(given.lines().count(), 2, "{given}");
    let ignore = ["--format", "json", "--ignore", list.to_str().unwrap()];
    let shown = |text: &str| serde_json::from_str::<Value>(text).unwrap()["diagnostics"].as_array().unwrap().len();
    fs::write(&list, &given).unwrap();
    assert_eq!(shown(&run(&ignore)), 1);
    fs::write(&list, given.trim_end().to_owned() + "the source says so\n").unwrap();
    assert_eq!(shown(&run(&ignore)), 0);
    fs::write(&file, format!("A first line.\n\n{text}")).unwrap();
    assert_eq!(shown(&run(&ignore)), 0);
    fs::write(&file, text.replacen("ranks fourth", "ranks fifth", 1)).unwrap();
    assert_eq!(shown(&run(&ignore)), 1);
}

#[test]
fn the_status_says_whether_anything_is_sure() {
    let folder = tempfile::tempdir().unwrap();
    let of = |text: &str| {
        let file = folder.path().join("a.txt");
        fs::write(&file, text).unwrap();
        tool().arg("audit").arg(&file).output().unwrap().status.code()
    };
    assert_eq!(of("草地20.4万亩（1.36万公顷）。"), Some(0));
    assert_eq!(of("草地20.4万亩（1.63万公顷）。"), Some(1));
    assert_eq!(of("a\0b"), Some(2));
    let missing = tool().args(["audit", "nowhere.md"]).output().unwrap();
    assert_eq!(missing.status.code(), Some(2));
}

/// A document with parts cut, doubled and exchanged, and with signs that mean something to its readers put anywhere.
fn mutated(text: &str, steps: &[(usize, usize, u8)]) -> Vec<u8> {
    const SIGNS: [&str; 16] = [
        "（",
        "）",
        "|",
        "\t",
        "\n",
        "其中",
        "占",
        "%",
        "<table>",
        "</td>",
        "99999999999999999999999999999",
        "亿",
        "-",
        "分别为",
        "0",
        "\u{fffd}",
    ];
    let mut text: Vec<char> = text.chars().collect();
    for (from, length, what) in steps {
        let start = from % (text.len() + 1);
        let end = (start + length % 60).min(text.len());
        match what % 4 {
            0 => drop(text.drain(start..end)),
            1 => {
                let copy: Vec<char> = text[start..end].to_vec();
                text.splice(start..start, copy);
            }
            2 => text[start..end].reverse(),
            _ => {
                let sign = SIGNS[usize::from(*what) / 4 % SIGNS.len()];
                text.splice(start..start, sign.chars());
            }
        }
    }
    let mut bytes = text.into_iter().collect::<String>().into_bytes();
    if let Some((from, _, what)) = steps.first().filter(|(_, _, what)| what % 5 == 0) {
        let at = from % (bytes.len() + 1);
        bytes.insert(at, *what);
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn no_document_makes_the_audit_fall(
        which in 0..SOUND.len(),
        steps in proptest::collection::vec((any::<usize>(), any::<usize>(), any::<u8>()), 1..40),
    ) {
        let name = SOUND[which];
        let text = fs::read_to_string(path(name)).unwrap();
        let bytes = mutated(&text, &steps);
        let mut sources = SourceMap::default();
        if let Ok(found) = tallybook::audit::audit(name, &bytes, &mut sources) {
            // Every place that is told can be shown.
            for finding in &found.findings {
                for spot in finding.others.iter().chain([&finding.spot]) {
                    let words = found.document.text(spot.line);
                    prop_assert!(words.get(spot.range.clone()).is_some());
                    let _ = sources.text(found.document.span(spot.line, spot.range.clone()));
                }
            }
        }
    }
}
