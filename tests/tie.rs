//! `tie`: candidates of untied numbers, and what `--unique` writes.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "runs the tool on a book in a temporary folder")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const ZH: &str = "content/zh/01-status/02-more.md";
const EN: &str = "content/en/01-status/02-more.md";
const ZH_TEXT: &str = "\u{feff}# 其他 {#more}\r\n\r\n草地2124.01平方千米，  占国土[43.55%](=land.grassland.area/county.area)。\r\n另有2124平方千米。\r\n\r\n2021年共7处。\r\n";
const EN_TEXT: &str = "# More {#more}\n\nGrassland covers 212,401 ha, [43.55%](=land.grassland.area/county.area) of\nthe county; 2,124 km² besides.\n\nSeven sites in 2021.\n";

/// The rules' base book with a page of untied numbers.
fn book() -> TempDir {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/base");
    let home = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(&base) {
        let entry = entry.unwrap();
        let to = home.path().join(entry.path().strip_prefix(&base).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    fs::write(home.path().join(ZH), ZH_TEXT).unwrap();
    fs::write(home.path().join(EN), EN_TEXT).unwrap();
    home
}

fn tie(home: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tallybook"));
    command.args(["tie", "--lang", "en", "--root"]).arg(home.path()).args(arguments).output().unwrap()
}

fn read(home: &TempDir, path: &str) -> String {
    fs::read_to_string(home.path().join(path)).unwrap()
}

#[test]
fn candidates_are_shown_with_their_values_and_nothing_is_written() {
    let home = book();
    let output = tie(&home, &[]);
    let text = String::from_utf8(output.stdout).unwrap().replace('\u{a0}', " ");
    assert_eq!(output.status.code(), Some(0));
    assert!(text.contains("content/zh/01-status/02-more.md:3:3: 2124.01平方千米\n"), "{text}");
    assert!(text.contains("  =land.grassland.area  Grassland area  2,124.01 km²\n"), "{text}");
    assert!(text.contains("no fact has this value"), "{text}");
    assert_eq!((read(&home, ZH), read(&home, EN)), (ZH_TEXT.to_owned(), EN_TEXT.to_owned()));
}

#[test]
fn unique_ones_are_written_in_both_languages_and_nothing_else_changes() {
    let home = book();
    let dry = tie(&home, &["--unique", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(1));
    assert_eq!(read(&home, ZH), ZH_TEXT);
    assert_eq!(tie(&home, &["--unique"]).status.code(), Some(0));
    let zh = ZH_TEXT
        .replace("2124.01平方千米", "[2124.01平方千米](=land.grassland.area)")
        .replace("2124平方千米", "[2124平方千米](=land.grassland.area)");
    let en = EN_TEXT
        .replace("212,401 ha", "[212,401 ha](=land.grassland.area)")
        .replace("2,124 km²", "[2,124 km²](=land.grassland.area)");
    assert_eq!((read(&home, ZH), read(&home, EN)), (zh, en));
    let again = tie(&home, &["--unique", "--dry-run"]);
    assert_eq!(again.status.code(), Some(0), "{}", String::from_utf8_lossy(&again.stdout));
}

#[test]
fn one_page_of_one_language_carries_over_to_its_pair_alone() {
    let home = book();
    fs::write(home.path().join(ZH), "# 其他 {#more}\n\n草地2124.01平方千米。\n").unwrap();
    fs::write(home.path().join(EN), "# More {#more}\n\nGrassland covers 2,124.01 km².\n").unwrap();
    fs::write(home.path().join("content/zh/01-status/01-land.md"), "# 土地 {#land}\n\n全县4877.10平方千米。\n")
        .unwrap();
    assert_eq!(tie(&home, &[ZH, "--unique"]).status.code(), Some(0));
    assert!(read(&home, ZH).contains("(=land.grassland.area)"));
    assert!(read(&home, EN).contains("[2,124.01 km²](=land.grassland.area)"));
    assert!(!read(&home, "content/zh/01-status/01-land.md").contains("(="));
    let unknown = tie(&home, &["01-status/09-none.md"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("09-none"));
}

#[test]
fn a_text_field_is_tied_only_between_quotation_marks() {
    let home = book();
    let tables = "format: 1\ntables:\n- id: areas\n  kind: facts\n  title: {zh: \"草地2124.01平方千米\", en: \"Grassland 2,124.01 km²\"}\n  rows: [county.area]\n- id: more\n  kind: facts\n  title:\n    zh: 草地2124.01平方千米\n    en: Grassland of 2124.01 km²\n  rows: [county.area]\n";
    fs::write(home.path().join("data/tables.yaml"), tables).unwrap();
    assert_eq!(tie(&home, &["data/tables.yaml", "--unique"]).status.code(), Some(0));
    let expected = tables
        .replace("\"草地2124.01平方千米\"", "\"草地[2124.01平方千米](=land.grassland.area)\"")
        .replace("2,124.01 km²", "[2,124.01 km²](=land.grassland.area)");
    assert_eq!(read(&home, "data/tables.yaml"), expected);
}
