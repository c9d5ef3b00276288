//! `set`, `rename` and `undo`: values and names change everywhere or nowhere, and come back byte for byte.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "books in memory and in folders of their own")]

mod common;

use common::base;
use proptest::prelude::{ProptestConfig, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use tallybook::load::Memory;
use tallybook::model::{Day, Language};
use tallybook::{FileChange, RenameRequest, SetRequest, check_book, rename_book, set_book};

const TODAY: Day = Day { year: 2026, month: Some(11), day: Some(30) };

/// Data in all the ways in which they are written.
const MORE: &str = "# 首行注释\nformat: 1\nfacts:\n- id: gdp.total   # 总量\n  name: {zh: 地区生产总值, en: Regional product}\n  value: 77.51 # 亿元\n  unit: 1e8 yuan\n  date: 2024\n  source: survey-3\n- {id: forest.cover, name: {zh: 森林覆盖率, en: Forest cover}, by: year, unit: \"%\", source: survey-3, values: {2020: 23.0, 2022: {value: 24.1, note: {zh: 复核数, en: checked}}}, targets: {2025: 28, 2030: null}}\n- id: crop.area\n  name: {zh: 播种面积, en: Sown area}\n  by: [crop, year]\n  unit: ha\n  source: survey-3\n  values:\n    wheat,2020: 120.5   # 麦\n    oats,2020: 80.0\n- {id: crop.all, name: {zh: 合计, en: Total}, formula: \"sum(crop.area@*,2020)\", unit: ha}\n";
const DIMENSIONS: &str = "format: 1\ndimensions:\n- {id: crop, name: {zh: 作物, en: Crop}, members: [{id: wheat, name: {zh: 小麦, en: Wheat}}, {id: oats, name: {zh: 莜麦, en: Oats}}]}\n";
const CLAIMS: &str = "format: 1\nclaims:\n- {id: more-wheat, text: {zh: 小麦多, en: more wheat}, formula: \"crop.area@wheat,2020>crop.area@oats,2020\"}\n";
const ZH: &str = "# 其他 {#more}\n\n生产总值[77.51亿元](=gdp.total)，覆盖率[23.0%](=forest.cover@2020)，目标[28%](=forest.cover.target@2025)。[小麦居多](?more-wheat)，共[200.5公顷][all]，见[本节](#sec:more)和[土地](01-land.md)。\n\n[all]: =crop.all\n";
const EN: &str = "# More {#more}\n\nThe product is [CNY 7.751 billion](=gdp.total), the cover [23.0%](=forest.cover@2020), the target [28%](=forest.cover.target@2025). [More wheat](?more-wheat), [200.5 ha][all] in all; see [](#sec:more) and [the land](01-land.md).\n\n[all]: =crop.all\n";

fn book() -> Memory {
    base()
        .with("data/facts/more.yaml", MORE)
        .with("data/dimensions.yaml", DIMENSIONS)
        .with("data/claims.yaml", CLAIMS)
        .with("content/zh/01-status/02-more.md", ZH.replace("[本节](#sec:more)", "[](#sec:more)"))
        .with("content/en/01-status/02-more.md", EN)
}

fn text(book: &Memory, path: &str) -> String {
    String::from_utf8(book.files[path].clone()).unwrap()
}

/// What `set` makes of a book; its message if it refuses.
fn set(book: &Memory, request: SetRequest) -> Result<Memory, &'static str> {
    let set = set_book(book, &request, TODAY).map_err(|failure| failure.message.id)?.unwrap();
    Ok(written(book, &set.files))
}

fn values(values: &[(&str, &str)]) -> SetRequest {
    let values = values.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    SetRequest { values, ..SetRequest::default() }
}

fn rename(book: &Memory, what: &str, new: &str) -> Result<Memory, &'static str> {
    let request = RenameRequest::read(what, new).map_err(|failure| failure.message.id)?;
    let renamed = rename_book(book, &request, TODAY).map_err(|failure| failure.message.id)?.unwrap();
    Ok(written(book, &renamed.files))
}

fn written(book: &Memory, files: &[FileChange]) -> Memory {
    let mut after = book.clone();
    for file in files {
        assert_eq!(book.files.get(&file.path), file.before.as_ref(), "{}", file.path);
        match &file.after {
            Some(bytes) => drop(after.files.insert(file.path.clone(), bytes.clone())),
            None => drop(after.files.remove(&file.path)),
        }
    }
    after
}

/// What changed between two books, line by line, but for the records of operations.
fn diff(before: &Memory, after: &Memory) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, bytes) in after.files.iter().filter(|(path, _)| !path.starts_with("data/revisions/")) {
        let old = before.files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        let new = String::from_utf8_lossy(bytes);
        let known: Vec<&str> = old.lines().collect();
        lines.extend(new.lines().filter(|line| !known.contains(line)).map(str::to_owned));
    }
    lines
}

fn without_revisions(book: &Memory) -> BTreeMap<String, Vec<u8>> {
    let files = book.files.iter().filter(|(path, _)| !path.starts_with("data/revisions/"));
    files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

#[test]
fn the_book_of_these_tests_is_sound() {
    let outcome = check_book(&book()).unwrap();
    let catalogue = tallybook::locale::Catalogue::of(Language::En);
    let lines: Vec<String> = outcome
        .faults
        .iter()
        .filter(|fault| fault.severity == tallybook::diagnostic::Severity::Error)
        .map(|fault| tallybook::diagnostic::print_short(fault, &outcome.sources, &catalogue))
        .collect();
    assert_eq!(lines, Vec::<String>::new());
}

#[test]
fn a_value_as_people_write_it_is_one_scalar_and_its_literals() {
    for value in ["78.00亿元", "780000万元", "CNY 7.800 billion", "78.00"] {
        let after = set(&book(), values(&[("gdp.total", value)])).unwrap();
        let digits = if value.contains('万') { "78.0000" } else { "78.00" };
        let data = format!("  value: {digits} # 亿元");
        assert!(text(&after, "data/facts/more.yaml").lines().any(|line| line == data), "{value}");
        assert!(text(&after, "content/zh/01-status/02-more.md").contains("](=gdp.total)，"), "{value}");
        assert!(!text(&after, "content/zh/01-status/02-more.md").contains("77.51"), "{value}");
        assert!(!text(&after, "content/en/01-status/02-more.md").contains("7.751"), "{value}");
        let revision = text(&after, "data/revisions/2026-11-30-01.yaml");
        assert!(revision.contains(&format!("{{key: \"gdp.total\", from: \"77.51\", to: \"{digits}\"}}")), "{revision}");
        let untouched = diff(&book(), &after);
        assert_eq!(untouched.len(), 3, "{untouched:?}");
    }
}

#[test]
fn members_targets_new_years_and_what_is_to_be_determined_find_their_places() {
    let data = |key: &str, value: &str| {
        let after = set(&book(), values(&[(key, value)])).unwrap();
        let own = String::from_utf8_lossy(&after.files["data/facts/more.yaml"]).into_owned();
        own.lines()
            .filter(|line| !MORE.lines().any(|old| old == *line))
            .map(|line| line.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let has = |key: &str, value: &str, part: &str| {
        let lines = data(key, value);
        assert!(lines.len() == 1 && lines[0].contains(part), "{key}={value}: {lines:?}");
    };
    has("forest.cover.target@2025", "待定", "targets: {2025: null, 2030: null}");
    has("forest.cover.target@2030", "30.5%", "2030: 30.5}");
    has("forest.cover@2022", "24.0%", "2022: {value: 24.0, note:");
    has("forest.cover@2021", "23.6", "{2020: 23.0, 2021: 23.6, 2022:");
    has("forest.cover@2019", "22.9%", "values: {2019: 22.9, 2020: 23.0");
    has("forest.cover@2024", "24.5%", "en: checked}}, 2024: 24.5}");
    has("forest.cover.target@2035", "33%", "2030: null, 2035: 33}");
    has("crop.area@wheat,2020", "1815亩", "wheat,2020: 121   # 麦");
    assert_eq!(data("crop.area@wheat,2021", "130.0"), ["wheat,2021: 130.0"]);
    let both = set(&book(), values(&[("forest.cover@2023", "24.2"), ("forest.cover@2024", "24.3")])).unwrap();
    assert!(text(&both, "data/facts/more.yaml").contains("}, 2023: 24.2, 2024: 24.3}"));
}

#[test]
fn dates_and_sources_stand_beside_the_value() {
    let request = |key: &str, value: &str| SetRequest {
        date: Some("2025".into()),
        source: Some("survey-3".into()),
        why: Some("核定".into()),
        who: Some("某人".into()),
        ..values(&[(key, value)])
    };
    let after = set(&book(), request("gdp.total", "80.00")).unwrap();
    assert!(text(&after, "data/facts/more.yaml").contains("  value: 80.00 # 亿元\n  unit: 1e8 yuan\n  date: 2025\n"));
    let after = set(&book(), request("crop.area@oats,2020", "81.0")).unwrap();
    assert!(text(&after, "data/facts/more.yaml").contains("    oats,2020: {value: 81.0, date: 2025}\n"));
    let after = set(&book(), request("forest.cover@2022", "24.2")).unwrap();
    assert!(text(&after, "data/facts/more.yaml").contains("2022: {value: 24.2, date: 2025, note:"));
    let revision = text(&after, "data/revisions/2026-11-30-01.yaml");
    assert!(revision.contains("who: \"某人\"") && revision.contains("why: \"核定\""), "{revision}");
}

#[test]
fn what_cannot_be_set_is_refused() {
    for (key, value, id) in [
        ("gdp.total", "77.51公顷", "impact.other-unit"),
        ("gdp.total", "很多", "impact.no-number"),
        ("crop.area@oats,2020", "100亩", "set.inexact"),
        ("crop.all", "3", "impact.computed"),
        ("gdp.totl", "3", "impact.unknown"),
        ("forest.cover", "3", "member-needed"),
        ("forest.cover@north", "3", "impact.unknown"),
        ("crop.area@rye,2021", "3", "impact.unknown"),
    ] {
        assert_eq!(set(&book(), values(&[(key, value)])).map(|_| ()), Err(id), "{key}={value}");
    }
    let source = SetRequest { source: Some("survey-9".into()), ..values(&[("gdp.total", "3")]) };
    assert_eq!(set(&book(), source).map(|_| ()), Err("unknown-source"));
    assert_eq!(set(&book(), values(&[("gdp.total", "3"), ("gdp.total", "4")])).map(|_| ()), Err("impact.twice"));
}

const RENAMES: [(&str, &str, &str); 6] = [
    ("key:gdp.total", "economy.product", "key:economy.product"),
    ("key:forest.cover", "woods.share", "key:woods.share"),
    ("member:wheat", "spring_wheat", "member:crop.spring_wheat"),
    ("claim:more-wheat", "wheat-leads", "claim:wheat-leads"),
    ("section:more", "rest", "section:rest"),
    ("page:01-status/02-more.md", "01-status/03-rest.md", "page:content/zh/01-status/03-rest.md"),
];

#[test]
fn a_name_goes_everywhere_and_comes_back_byte_for_byte() {
    for (what, new, back) in RENAMES {
        let (_, old) = what.split_once(':').unwrap();
        let after = rename(&book(), what, new).unwrap();
        assert_ne!(without_revisions(&after), without_revisions(&book()), "{what}");
        for (path, bytes) in &after.files {
            let told = path.starts_with("data/revisions/") || path == "data/redirects.yaml";
            let text = String::from_utf8_lossy(bytes);
            let left: Vec<&str> =
                text.lines().filter(|line| line.contains(old) && !line.contains("formerly:")).collect();
            let is_word = !["more", "wheat"].contains(&old);
            assert!(told || !is_word || left.is_empty(), "{what}: {path}: {left:?}");
        }
        let outcome = check_book(&after).unwrap();
        assert_eq!(outcome.faults.errors(), 0, "{what}");
        let name = old;
        let again = rename(&after, back, name).unwrap();
        assert_eq!(without_revisions(&again), without_revisions(&book()), "{what}");
    }
}

#[test]
fn a_name_that_is_taken_or_none_or_unknown_is_refused() {
    for (what, new, id) in [
        ("key:gdp.total", "forest.cover", "rename.taken"),
        ("key:gdp.total", "Gdp", "rename.unfit"),
        ("key:gdp.total", "a.target", "rename.unfit"),
        ("key:gdp.total", "wheat", "rename.taken"),
        ("key:gdp.tot", "a", "rename.unknown"),
        ("kye:gdp.total", "a", "rename.form"),
        ("gdp.total", "a", "rename.form"),
        ("page:01-status/02-more.md", "01-status/01-land.md", "rename.taken"),
        ("page:01-status/02-more.md", "../x.md", "rename.unfit"),
        ("unit:km2", "sqkm", "rename.unknown"),
        ("member:rye", "oat", "rename.unknown"),
    ] {
        assert_eq!(rename(&book(), what, new).map(|_| ()), Err(id), "{what} {new}");
    }
}

#[test]
fn a_former_key_is_told_by_the_one_of_now() {
    let after = rename(&book(), "key:gdp.total", "economy.product").unwrap();
    assert!(text(&after, "data/facts/more.yaml").contains("- id: economy.product   # 总量\n  formerly: [gdp.total]\n"));
    let outcome = check_book(&after).unwrap();
    let report = outcome.report.as_ref().unwrap();
    assert_eq!(report.project.called_now("gdp.total").as_deref(), Some("economy.product"));
    let failure = set_book(&after, &values(&[("gdp.total", "1")]), TODAY).unwrap_err();
    assert_eq!(failure.hints.first().map(|hint| hint.id), Some("hint-renamed"));
}

/// Writes a book into a folder.
fn laid_out(book: &Memory, home: &Path) {
    for (path, bytes) in &book.files {
        let file = home.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
}

/// All files of a folder but the tool's own.
fn files(home: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(home).into_iter().map(Result::unwrap) {
        let path = entry.path().strip_prefix(home).unwrap().to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() && !path.starts_with(".tallybook") {
            files.insert(path, std::fs::read(entry.path()).unwrap());
        }
    }
    files
}

fn run(home: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tallybook"));
    let output = command.args(arguments).args(["--lang", "en", "--root"]).arg(home).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    (output.status.code().unwrap(), said)
}

#[test]
fn undo_takes_back_what_was_written_and_not_what_others_have_changed() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    laid_out(&book(), home);
    let before = files(home);
    assert_eq!(run(home, &["undo"]).0, 2);
    assert_eq!(run(home, &["set", "gdp.total=78.00亿元", "--why", "核定"]).0, 0);
    let set = files(home);
    assert_ne!(set, before);
    assert_eq!(run(home, &["rename", "page:01-status/02-more.md", "01-status/09-rest.md"]).0, 0);
    assert!(!home.join("content/zh/01-status/02-more.md").exists());
    let (_, list) = run(home, &["undo", "--list"]);
    assert!(list.contains("tallybook rename page:") && list.contains("tallybook set gdp.total=78.00亿元"), "{list}");
    assert_eq!(run(home, &["undo", "--dry-run"]).0, 0);
    assert_ne!(files(home), set);
    assert_eq!(run(home, &["undo"]).0, 0);
    assert_eq!(files(home), set);
    let page = home.join("content/zh/01-status/02-more.md");
    let mine = std::fs::read_to_string(&page).unwrap() + "\n我加的一句。\n";
    std::fs::write(&page, &mine).unwrap();
    let (status, said) = run(home, &["undo"]);
    assert!(status == 2 && said.contains("content/zh/01-status/02-more.md has changed since"), "{said}");
    std::fs::write(&page, &set["content/zh/01-status/02-more.md"]).unwrap();
    assert_eq!(run(home, &["undo"]).0, 0);
    assert_eq!(files(home), before);
    assert_eq!(run(home, &["undo"]).0, 2);
}

#[test]
fn a_dry_run_writes_nothing() {
    let home = tempfile::tempdir().unwrap();
    laid_out(&book(), home.path());
    let before = files(home.path());
    for arguments in [
        ["set", "gdp.total=78.00", "--dry-run"].as_slice(),
        ["rename", "key:gdp.total", "product", "--dry-run"].as_slice(),
    ] {
        assert_eq!(run(home.path(), arguments).0, 0);
        assert_eq!(files(home.path()), before);
    }
}

/// One command on the book.
fn command() -> impl Strategy<Value = Vec<String>> {
    let keys = prop_oneof![
        Just("gdp.total"),
        Just("forest.cover@2020"),
        Just("forest.cover@2027"),
        Just("crop.area@oats,2020")
    ];
    let sets = (keys, 1_u32..100_000, 0_u32..3).prop_map(|(key, digits, scale)| {
        let number = rust_decimal::Decimal::new(i64::from(digits), scale);
        vec!["set".to_owned(), format!("{key}={number}")]
    });
    let renames = (0..RENAMES.len(), "[a-z]{3,8}").prop_map(|(which, word)| {
        let (what, ..) = RENAMES[which];
        let new = if what.starts_with("page") { format!("01-status/07-{word}.md") } else { format!("x{word}") };
        vec!["rename".to_owned(), what.to_owned(), new]
    });
    prop_oneof![sets, renames]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_set_or_renamed_undo_brings_every_byte_back(commands in proptest::collection::vec(command(), 1..4)) {
        let home = tempfile::tempdir().unwrap();
        laid_out(&book(), home.path());
        let mut states = vec![files(home.path())];
        for command in &commands {
            let words: Vec<&str> = command.iter().map(String::as_str).collect();
            run(home.path(), &words);
            let now = files(home.path());
            if states.last() != Some(&now) {
                states.push(now);
            }
        }
        while states.len() > 1 {
            states.pop();
            assert_eq!(run(home.path(), &["undo"]).0, 0, "{commands:?}");
            assert_eq!(Some(&files(home.path())), states.last(), "{commands:?}");
        }
    }
}

const OTHER: &str = r#"{"format": 1, "facts": [
{"key": "city.area", "id": "city.area", "members": [], "name": {"zh": "全市面积", "en": "Area of the city"}, "value": "27768", "unit": "km2", "date": "2020", "status": "given", "target": false},
{"key": "forest.cover@2020", "id": "forest.cover", "members": ["2020"], "name": {"zh": "森林覆盖率（2020年）", "en": "Forest cover (2020)"}, "value": "18.1", "unit": "%", "date": "2020", "status": "given", "target": false}
]}"#;

/// The book with a sentence on the numbers of another one, whose file has this hash.
fn beside_another(hash: &str, tie: &str) -> Memory {
    let books = format!(
        "format: 1\nbooks:\n- {{id: baotou, name: {{zh: 包头市规划, en: Plan of Baotou}}, file: books/baotou.json, hash: {hash}}}\n"
    );
    let page = |language: &str, words: &str| {
        let path = format!("content/{language}/01-status/02-more.md");
        let old = text(&book(), &path);
        (path, old.replace("\n\n[all]:", &format!("\n\n{words}\n\n[all]:")))
    };
    let (zh, zh_text) = page(
        "zh",
        &format!("全市覆盖率[18.1%](={tie}@2020)，本县占全市面积的[17.6%](=county.area/baotou:city.area)。"),
    );
    let (en, en_text) = page(
        "en",
        &format!(
            "In the city it is [18.1%](={tie}@2020); the county takes up [17.6%](=county.area/baotou:city.area) of it."
        ),
    );
    book().with("data/books.yaml", books).with("data/books/baotou.json", OTHER).with(&zh, zh_text).with(&en, en_text)
}

fn faults(book: &Memory) -> Vec<(&'static str, &'static str)> {
    let outcome = check_book(book).unwrap();
    let errors = outcome.faults.iter().filter(|fault| fault.severity == tallybook::diagnostic::Severity::Error);
    errors.map(|fault| (fault.rule.name, fault.message.id)).collect()
}

#[test]
fn numbers_of_another_book_are_tied_by_its_file_and_hash() {
    let hash = blake3::hash(OTHER.as_bytes()).to_hex().to_string();
    let sound = beside_another(&hash, "baotou:forest.cover");
    assert_eq!(faults(&sound), []);
    let outcome = check_book(&sound).unwrap();
    let report = outcome.report.as_ref().unwrap();
    let one = report.observed("baotou:forest.cover@2020").unwrap();
    let source = report.project.sources.get(one.source.unwrap()).unwrap();
    assert_eq!((one.name.zh.as_str(), source.name.zh.source.as_str()), ("森林覆盖率（2020）", "包头市规划"));
    assert_eq!(set(&sound, values(&[("baotou:city.area", "1")])).map(|_| ()), Err("set.other-book"));
    // The book's own key of that name is another thing.
    let renamed = rename(&sound, "key:forest.cover", "cover").unwrap();
    assert!(text(&renamed, "content/zh/01-status/02-more.md").contains("](=baotou:forest.cover@2020)"));
    let wrong = sound.clone().with("data/books/baotou.json", OTHER.replace("18.1", "18.2"));
    assert!(faults(&wrong).contains(&("file-missing", "book-hash")), "{:?}", faults(&wrong));
    let unknown = beside_another(&hash, "baotou:forest.covr");
    assert!(faults(&unknown).contains(&("unknown-name", "book-key-unknown")), "{:?}", faults(&unknown));
    let mut gone = sound.clone();
    gone.files.remove("data/books/baotou.json");
    assert!(faults(&gone).contains(&("file-missing", "book-file-missing")), "{:?}", faults(&gone));
    let differs = beside_another(&hash, "baotou:forest.cover");
    let differs = differs.clone().with(
        "content/zh/01-status/02-more.md",
        text(&differs, "content/zh/01-status/02-more.md").replace("18.1%", "18.9%"),
    );
    assert!(faults(&differs).iter().any(|(rule, _)| *rule == "number-differs"));
}
