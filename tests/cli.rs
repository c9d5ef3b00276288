//! The binary itself: exit statuses, streams, forms, languages. All else is tested in process.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "copies the book to a temporary folder and runs the tool on it"
)]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The tool, in a clean environment, at the repository's root.
fn tallybook() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tallybook"));
    command.current_dir(repository()).env_clear();
    command
}

fn run(arguments: &[&str]) -> Output {
    tallybook().args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A copy of the book to spoil.
fn copy() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for folder in ["data", "content", "templates"] {
        for entry in walkdir::WalkDir::new(repository().join(folder)) {
            let entry = entry.unwrap();
            let to = home.path().join(entry.path().strip_prefix(repository()).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    home
}

/// A copy whose grassland area was updated in the data but not in the text, as in the README.
fn drifted() -> TempDir {
    let home = copy();
    let path = home.path().join("data/facts/land.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replacen("2124.01", "2131.60", 1);
    assert_ne!(text, changed);
    fs::write(path, changed).unwrap();
    home
}

fn at(home: &TempDir, arguments: &[&str]) -> Output {
    tallybook().arg("--root").arg(home.path()).args(arguments).output().unwrap()
}

#[test]
fn the_book_is_sound_and_results_and_remarks_are_kept_apart() {
    let output = run(&["check", "--format", "short"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    assert!(err(&output).contains("errors: 0"), "{}", err(&output));
    assert!(err(&output).contains("tied numbers"), "{}", err(&output));
    assert!(!out(&output).contains("error["), "{}", out(&output));
}

#[test]
fn a_number_that_drifted_is_named_in_both_languages_and_nothing_is_published() {
    let home = drifted();
    fs::create_dir_all(home.path().join("site")).unwrap();
    fs::write(home.path().join("site/.gitignore"), "*\n").unwrap();
    let output = at(&home, &["check", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1));
    for language in ["zh", "en"] {
        let place = format!("content/{language}/01-status/01-natural.md:");
        let text = out(&output);
        let line = text.lines().find(|line| line.starts_with(&place) && line.contains("[number-differs]"));
        assert!(line.is_some_and(|line| line.contains("2,131.6") || line.contains("2131.6")), "{text}");
    }
    let build = at(&home, &["build", "--only", "site"]);
    assert_eq!(build.status.code(), Some(1));
    assert_eq!(out(&build), "");
    assert!(err(&build).contains("number-differs"));
    let left: Vec<_> =
        fs::read_dir(home.path().join("site")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, [".gitignore"]);
}

#[test]
fn json_is_one_object_with_places_that_count_from_one() {
    let home = drifted();
    let output = at(&home, &["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let whole: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(whole["format"], 1);
    let list = whole["diagnostics"].as_array().unwrap();
    let errors = list.iter().filter(|one| one["severity"] == "error").count();
    assert_eq!(whole["errors"], errors);
    let one = list.iter().find(|one| one["rule"] == "number-differs").unwrap();
    let text = fs::read_to_string(home.path().join(one["file"].as_str().unwrap())).unwrap();
    let number = |name: &str| usize::try_from(one[name].as_u64().unwrap()).unwrap();
    assert_eq!(number("line"), number("end_line"));
    let line = text.lines().nth(number("line") - 1).unwrap();
    let place: String = line.chars().skip(number("column") - 1).take(number("end_column") - number("column")).collect();
    assert!(place.contains("124.01"), "{place}");
}

#[test]
fn messages_follow_the_language_asked_for_or_the_locale() {
    assert!(err(&run(&["check", "--lang", "zh"])).contains("错误 0 处"));
    let locale = tallybook().arg("check").env("LANG", "zh_CN.UTF-8").output().unwrap();
    assert!(err(&locale).contains("错误 0 处"));
    let over = tallybook().args(["check", "--lang", "en"]).env("LANG", "zh_CN.UTF-8").output().unwrap();
    assert!(err(&over).contains("errors: 0"));
    for (language, word) in [("zh", "用法："), ("en", "Usage: ")] {
        for command in
            [vec![], vec!["build"], vec!["check"], vec!["edition"], vec!["explain"], vec!["translated"], vec!["where"]]
        {
            let help = tallybook().args(command).args(["--help", "--lang", language]).output().unwrap();
            assert_eq!(help.status.code(), Some(0));
            assert!(out(&help).contains(word), "{}", out(&help));
        }
    }
}

#[test]
fn wrong_usage_and_missing_books_end_with_two_and_say_what_to_do() {
    let cases: [(&[&str], &str); 8] = [
        (&["chek"], "check"),
        (&["check", "--formt", "json"], "--format"),
        (&["check", "--format", "xml"], "xml"),
        (&["check", "--lang", "fr"], "fr"),
        (&["where"], "KEY"),
        (&["check", "--root", "/nowhere/at/all"], "data/plan.yaml"),
        (&["where", "land.grasland.area"], "land.grassland.area"),
        (&["explain", "number-difers"], "number-differs"),
    ];
    for (arguments, expected) in cases {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(out(&output), "", "{arguments:?}");
        assert!(err(&output).contains(expected), "{arguments:?}: {}", err(&output));
    }
    assert_eq!(run(&[]).status.code(), Some(2));
}

#[test]
fn a_missing_typst_ends_with_two() {
    let output = run(&["build", "--typst", "/nowhere/typst"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("--only site"), "{}", err(&output));
}

#[test]
fn where_shows_a_number_and_the_sentences_that_use_it() {
    let output = run(&["where", "land.grassland.area"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = out(&output);
    for expected in ["2,124.01", "data/facts/land.yaml:", "content/zh/", "content/en/", "land.grassland.share"] {
        assert!(text.contains(expected), "no {expected} in\n{text}");
    }
    assert!(text.contains("全县草地面积为2124.01平方千米"), "{text}");
    assert!(!text.contains("](="), "{text}");
    let members = out(&run(&["where", "zone.area"]));
    assert!(members.contains("zone.area@north") && members.contains("zone.area@urban"), "{members}");
    assert_eq!(out(&run(&["explain", "land.grassland.area"])), text);
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    for rule in tallybook::rules() {
        let english = run(&["explain", rule.name, "--lang", "en"]);
        let chinese = run(&["explain", rule.name, "--lang", "zh"]);
        assert_eq!((english.status.code(), chinese.status.code()), (Some(0), Some(0)), "{}", rule.name);
        assert!(out(&english).starts_with(rule.name) && out(&english) != out(&chinese), "{}", rule.name);
    }
}

#[test]
fn a_reader_who_goes_away_is_no_fault() {
    let mut child = tallybook()
        .args(["where", "land.grassland.area"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(!err(&output).contains("panic"), "{}", err(&output));
}

#[test]
fn colour_is_for_terminals_or_for_those_who_ask() {
    let home = drifted();
    assert!(!out(&at(&home, &["check"])).contains('\u{1b}'));
    assert!(out(&at(&home, &["check", "--colour", "always"])).contains('\u{1b}'));
}

#[test]
fn the_site_alone_is_published_twice_with_the_same_bytes() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("out");
    let build = || tallybook().args(["build", "--only", "site", "--out"]).arg(&site).output().unwrap();
    let first = build();
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    let manifest = fs::read(site.join("manifest.json")).unwrap();
    let listed: Value = serde_json::from_slice(&manifest).unwrap();
    for path in listed["files"].as_object().unwrap().keys() {
        assert!(site.join(path).is_file(), "{path}");
    }
    assert!(site.join("index.html").is_file());
    assert!(out(&build()).contains("0 new, 0 changed, 0 removed"));
    assert_eq!(fs::read(site.join("manifest.json")).unwrap(), manifest);
}

/// The README's example is what the tool prints: each line after the command stands in the output.
#[test]
fn the_readme_shows_what_check_prints() {
    let home = drifted();
    for (name, language) in [("README.md", "en"), ("README.zh.md", "zh")] {
        let readme = fs::read_to_string(repository().join(name)).unwrap();
        let shown = readme.split("$ tallybook check --format short\n").nth(1).and_then(|rest| rest.split("```").next());
        let printed = out(&at(&home, &["check", "--format", "short", "--lang", language]));
        for line in shown.unwrap().lines() {
            assert!(printed.lines().any(|one| one == line), "{name} shows\n{line}\nbut check prints\n{printed}");
        }
    }
}

/// Commands that the README shows are commands of the tool.
#[test]
fn the_readme_names_only_commands_that_exist() {
    for name in ["README.md", "README.zh.md"] {
        let readme = fs::read_to_string(repository().join(name)).unwrap();
        let mut seen = 0;
        for (at, word) in readme.match_indices("tallybook ") {
            let before = &readme[..at];
            if !["`", "$ ", "\n    "].iter().any(|opening| before.ends_with(opening)) {
                continue;
            }
            let line = readme[at + word.len()..].lines().next().unwrap();
            let command = line.split([' ', '`']).next().unwrap();
            let help = run(&[command, "--help"]);
            assert_eq!(help.status.code(), Some(0), "{name}: tallybook {line}");
            seen += 1;
        }
        assert!(seen >= 5, "{name}: {seen} commands");
    }
}
