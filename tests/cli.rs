//! The binary itself: exit statuses, streams, forms, languages. All else is tested in process.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "copies the book to a temporary folder and runs the tool on it"
)]

mod common;

use common::{base, on_disk, real, repository, tool, with_templates};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The tool, in a clean environment, at the repository's root.
fn tallybook() -> Command {
    let mut command = tool();
    command.current_dir(repository());
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
    on_disk(&with_templates(real()))
}

/// The rules' base book with the real templates: it builds in a moment.
fn small() -> TempDir {
    on_disk(&with_templates(base()))
}

/// All files of a folder with their bytes.
fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files =
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
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
fn sarif_names_its_rules_in_the_reader_s_language_and_points_at_the_text() {
    let home = drifted();
    for (language, word) in [("en", "A number in the text"), ("zh", "不好：")] {
        let output = at(&home, &["check", "--format", "sarif", "--lang", language]);
        assert_eq!(output.status.code(), Some(1));
        let log: Value = serde_json::from_slice(&output.stdout).unwrap();
        let run = &log["runs"][0];
        assert_eq!((&log["version"], &run["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), tallybook::rules().len());
        let results = run["results"].as_array().unwrap();
        for one in results {
            let rule = &rules[usize::try_from(one["ruleIndex"].as_u64().unwrap()).unwrap()];
            assert_eq!(rule["id"], one["ruleId"]);
        }
        let one = results.iter().find(|one| one["ruleId"] == "number-differs").unwrap();
        let place = &one["locations"][0]["physicalLocation"];
        let path = place["artifactLocation"]["uri"].as_str().unwrap();
        let page = fs::read_to_string(home.path().join(path)).unwrap();
        let line = usize::try_from(place["region"]["startLine"].as_u64().unwrap()).unwrap();
        let [start, end] =
            ["startColumn", "endColumn"].map(|end| usize::try_from(place["region"][end].as_u64().unwrap()).unwrap());
        let literal: String = page.lines().nth(line - 1).unwrap().chars().skip(start - 1).take(end - start).collect();
        assert!(literal.contains("2,124.01") || literal.contains("2124.01"), "{literal}");
        let rule = rules.iter().find(|rule| rule["id"] == "number-differs").unwrap();
        assert!(rule["fullDescription"]["text"].as_str().unwrap().contains(word), "{rule}");
    }
}

#[test]
fn schemas_are_written_where_they_are_wanted() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("a/b");
    let output = tallybook().arg("schema").arg(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: std::collections::BTreeSet<String> = names.collect();
    assert!(names.contains("facts.schema.json"), "{names:?}");
    assert!(names.iter().eq(tallybook::load::schemas().keys()), "{names:?}");
    fs::write(home.path().join("file"), "").unwrap();
    let refused = tallybook().arg("schema").arg(home.path().join("file")).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
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
fn a_site_may_not_lie_in_the_book_however_its_place_is_written() {
    let home = small();
    let before = bytes(home.path());
    let mut places = vec!["content/new", "none/../content/new", "content/../data", "./templates/", "site/../src/x/y"];
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink("content/zh", home.path().join("link")).unwrap();
        places.extend(["link", "link/", "link/../new"]);
    }
    for place in places {
        let output = at(
            &home,
            &["build", "--lang", "en", "--only", "site", "--out", &home.path().join(place).display().to_string()],
        );
        assert_eq!(output.status.code(), Some(2), "{place}");
        assert!(err(&output).contains("inside the book"), "{place}: {}", err(&output));
    }
    assert_eq!(bytes(home.path()), before);
    assert!(!home.path().join("none").exists());
}

#[test]
fn a_page_that_was_changed_by_hand_is_put_right_and_that_is_said() {
    let home = small();
    let build = || at(&home, &["build", "--lang", "en", "--only", "site"]);
    assert_eq!(build().status.code(), Some(0));
    let page = home.path().join("site/index.html");
    let published = fs::read(&page).unwrap();
    fs::write(&page, "by hand").unwrap();
    let output = build();
    assert_eq!((output.status.code(), fs::read(&page).unwrap()), (Some(0), published));
    assert!(err(&output).contains("1 (`index.html`)"), "{}", err(&output));
    assert!(out(&output).contains("0 changed"), "{}", out(&output));
    assert_eq!(err(&build()), "");
}

#[test]
fn a_write_protected_page_stops_sync_before_anything_is_written() {
    let home = small();
    let facts = home.path().join("data/facts/land.yaml");
    let text = fs::read_to_string(&facts).unwrap().replace("2124.01", "2131.60");
    fs::write(&facts, text).unwrap();
    let page = home.path().join("content/en/01-status/01-land.md");
    let mut rights = fs::metadata(&page).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&page, rights).unwrap();
    let before = bytes(home.path());
    let output = at(&home, &["sync", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("`content/en/01-status/01-land.md` is write-protected"), "{}", err(&output));
    assert_eq!(bytes(home.path()), before);
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
fn explain_knows_claims_and_what_is_nearly_a_name() {
    for (asked, expected) in [
        ("grass-towns", &["grass-towns  ", "Truth", "Formula", "data/claims.yaml:", "used in the text:"][..]),
        ("?grass-towns", &["grass-towns  "]),
        ("relief-trend", &["as stated in the plan"]),
    ] {
        for command in ["explain", "where"] {
            let output = run(&[command, asked]);
            let text = out(&output);
            assert_eq!(output.status.code(), Some(0), "{asked}: {}", err(&output));
            expected.iter().for_each(|words| assert!(text.contains(words), "no {words} in\n{text}"));
        }
    }
    for (asked, expected) in [("NUMBER-DIFFERS", "number-differs"), ("gras-towns", "grass-towns")] {
        let output = run(&["explain", asked]);
        assert!(output.status.code() == Some(2) && err(&output).contains(expected), "{}", err(&output));
    }
    // Outside a book a rule may be meant; anything else cannot be looked up.
    let nowhere = tempfile::tempdir().unwrap();
    for (asked, expected) in [("number-difers", "number-differs"), ("land.grassland.area", "data/plan.yaml")] {
        let output = Command::new(env!("CARGO_BIN_EXE_tallybook"))
            .current_dir(nowhere.path())
            .args(["explain", asked, "--lang", "en"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(expected), "{asked}: {}", err(&output));
    }
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    for rule in tallybook::rules() {
        let english = run(&["explain", rule.id.name, "--lang", "en"]);
        let chinese = run(&["explain", rule.id.name, "--lang", "zh"]);
        assert_eq!((english.status.code(), chinese.status.code()), (Some(0), Some(0)), "{}", rule.id.name);
        assert!(out(&english).starts_with(rule.id.name) && out(&english) != out(&chinese), "{}", rule.id.name);
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
fn what_a_book_says_does_not_steer_the_terminal() {
    let home = small();
    let path = home.path().join("data/facts/land.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let name = text.split("en: \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    fs::write(&path, text.replacen(&name, "Grass\\e]0;x\\a\\e[2J\\u202eland", 1)).unwrap();
    let key = text.split("id: ").nth(1).unwrap().split_whitespace().next().unwrap();
    for arguments in [
        ["--colour", "always", "where", key].as_slice(),
        ["--colour", "always", "check"].as_slice(),
        ["check", "--format", "short"].as_slice(),
        ["check", "--format", "json"].as_slice(),
        ["--colour", "always", "explain", "a\u{1b}[2J\u{202e}b"].as_slice(),
    ] {
        let output = at(&home, arguments);
        let all = out(&output) + &err(&output);
        // Our own colours end with `m` and no other escape sequence is there.
        let steering = all.split('\u{1b}').skip(1).filter(|after| {
            let code = after.trim_start_matches(|sign: char| sign == '[' || sign == ';' || sign.is_ascii_digit());
            !after.starts_with('[') || !code.starts_with('m')
        });
        assert_eq!(steering.count(), 0, "{arguments:?}: {all:?}");
        assert!(!all.contains(['\u{7}', '\u{202e}']), "{arguments:?}: {all:?}");
    }
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

#[test]
fn two_builds_of_a_book_in_two_places_give_the_same_bytes() {
    let (one, other) = (small(), small());
    for home in [&one, &other] {
        let build = at(home, &["build", "--only", "site"]);
        assert_eq!(build.status.code(), Some(0), "{}", err(&build));
    }
    let site = bytes(&one.path().join("site"));
    assert!(site.len() > 10, "{:?}", site.keys());
    assert_eq!(site, bytes(&other.path().join("site")));
}

#[test]
fn whatever_stops_a_build_the_former_site_stays_byte_for_byte() {
    let home = small();
    let path = |name: &str| home.path().join(name);
    let build = || at(&home, &["build", "--only", "site", "--lang", "zh"]);
    assert_eq!(build().status.code(), Some(0));
    fs::write(path("site/CNAME"), "guyang.example\n").unwrap();
    let former = bytes(&path("site"));
    let land = "data/facts/land.yaml";
    let page = "content/zh/01-status/01-land.md";
    let cases: [(&str, &str, Option<&[u8]>, i32); 6] = [
        ("a wrong number", page, Some("# 土地 {#land}\n\n全县面积[4877.20平方千米](=county.area)。\n".as_bytes()), 1),
        ("no page", page, None, 1),
        ("not UTF-8", page, Some(b"# \xcd\xc1\xb5\xd8 {#land}\n"), 1),
        ("broken YAML", land, Some(b"format: 1\nfacts: [\n"), 1),
        ("no facts", land, None, 1),
        ("a broken template", "templates/site/page.html", Some(b"{% if"), 2),
    ];
    for (name, file, broken, status) in cases {
        let sound = fs::read(path(file)).unwrap();
        match broken {
            Some(text) => fs::write(path(file), text).unwrap(),
            None => fs::remove_file(path(file)).unwrap(),
        }
        let build = build();
        assert_eq!(build.status.code(), Some(status), "{name}: {}", err(&build));
        assert!(err(&build).contains("错误"), "{name}: {}", err(&build));
        assert_eq!(out(&build), "", "{name}");
        assert!(bytes(&path("site")) == former, "{name}: the site has changed");
        fs::write(path(file), sound).unwrap();
    }
    assert_eq!(build().status.code(), Some(0));
    assert!(bytes(&path("site")) == former);
}

#[test]
fn errors_stand_last_and_what_may_follow_from_them_is_only_counted() {
    let home = copy();
    let path = home.path().join("data/facts/land.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("31.90, yinhao", "31.90 yinhao", 1)).unwrap();
    let check = at(&home, &["check", "--lang", "zh"]);
    assert_eq!(check.status.code(), Some(1));
    let text = out(&check);
    assert_eq!(text.matches("错误[").count(), 1, "{text}");
    assert!(text.rfind("警告[") < text.find("错误[yaml-syntax]"), "{text}");
    assert!(err(&check).contains("错误 1 处"), "{}", err(&check));
    assert!(err(&check).contains("暂不列出"), "{}", err(&check));
    let build = err(&at(&home, &["build", "--only", "site", "--lang", "zh"]));
    assert!(build.contains("错误[yaml-syntax]") && !build.contains("警告["), "{build}");
}

/// The README's English half, and its Chinese one.
fn readme_halves() -> [(&'static str, String); 2] {
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    let (english, chinese) = readme.split_once("\n# 合符\n").expect("both languages stand in the README");
    [("en", english.to_owned()), ("zh", chinese.to_owned())]
}

/// The README's example is what the tool prints: each line after the command stands in the output.
#[test]
fn the_readme_shows_what_check_prints() {
    let home = drifted();
    for (language, readme) in readme_halves() {
        let name = format!("README.md ({language})");
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
    for (language, readme) in readme_halves() {
        let name = format!("README.md ({language})");
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

#[test]
fn sync_rewrites_what_drifted_in_both_languages_and_says_which_claims_break() {
    let home = drifted();
    let page = |language: &str| home.path().join(format!("content/{language}/01-status/01-natural.md"));
    let before = fs::read(page("zh")).unwrap();
    let trial = at(&home, &["sync", "--dry-run"]);
    assert_eq!(trial.status.code(), Some(1));
    assert_eq!(fs::read(page("zh")).unwrap(), before);
    let text = out(&trial);
    for expected in [
        "  - 国土三调数据显示，全县草地面积为2124.01平方千米，",
        "  + 国土三调数据显示，全县草地面积为2131.60平方千米，",
        "2,131.60 km²",
    ] {
        assert!(text.replace('\u{a0}', " ").contains(expected), "no {expected} in\n{text}");
    }
    let real = at(&home, &["sync"]);
    assert_eq!(out(&real), text);
    assert!(fs::read_to_string(page("zh")).unwrap().contains("[2131.60平方千米](=land.grassland.area)"));
    assert!(
        fs::read_to_string(page("en")).unwrap().replace('\u{a0}', " ").contains("[2,131.60 km²](=land.grassland.area)")
    );
    // The stated share no longer fits its formula: sync mends literals, not the plan.
    assert_eq!(real.status.code(), Some(1), "{}", err(&real));
    assert!(err(&real).contains("formula-differs"), "{}", err(&real));
    assert!(!err(&real).contains("number-differs"), "{}", err(&real));
    let again = at(&home, &["sync"]);
    assert_eq!(out(&again), "");
}

/// What is remarked stands at the place and in the words that the file has once it is written, tried or not.
#[test]
fn sync_points_at_what_it_has_written() {
    let home = drifted();
    let path = home.path().join("content/zh/01-status/01-natural.md");
    let text = fs::read_to_string(&path).unwrap();
    let first = "[2124.01平方千米](=land.grassland.area)";
    fs::write(&path, text.replacen(first, &format!("2018年[2 124平方千米](=land.grassland.area)，又{first}"), 1))
        .unwrap();
    let (trial, real) = (at(&home, &["sync", "--dry-run"]), at(&home, &["sync"]));
    let line = |output: &Output| {
        let text = err(output);
        let lines: Vec<&str> = text.lines().filter(|line| line.contains("2018年") && line.contains(" | ")).collect();
        lines.first().map(|line| (*line).to_owned()).unwrap_or_default()
    };
    assert_eq!(line(&trial), line(&real));
    assert!(line(&real).contains("[2 132平方千米]"), "{}", err(&real));
    assert!(err(&real).contains("of 2 132平方千米"), "{}", err(&real));
}

#[test]
fn sync_has_nothing_to_do_in_a_sound_book() {
    let output = run(&["sync", "--dry-run"]);
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""), "{}", err(&output));
}

#[test]
fn impact_tells_what_would_follow_and_writes_nothing() {
    let asked = ["impact", "land.grassland.area=2131.60"];
    let output = run(&asked);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = out(&output);
    for expected in [
        "land.grassland.area: 2,124.01 km² → 2,131.60 km²",
        "land.grassland.share: ",
        "全县草地面积为2131.60平方千米，在国土面积中占43.55%。",
        "[formula-differs]",
        "content/en/01-status/01-natural.md",
        "print/plan.zh.pdf",
    ] {
        assert!(text.replace('\u{a0}', " ").contains(expected), "no {expected} in\n{text}");
    }
    let json: Value = serde_json::from_slice(&run(&[&asked[..], &["--format", "json"]].concat()).stdout).unwrap();
    assert_eq!(json["format"], 1);
    assert_eq!((&json["values"][0]["before"], &json["values"][0]["after"]), (&"2124.01".into(), &"2131.60".into()));
    assert!(
        json["sentences"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["file"].as_str().unwrap().starts_with("content/en/"))
    );
    for (change, expected) in [
        ("land.grasland.area=1", "land.grassland.area"),
        ("land.grassland.area=much", "much"),
        ("land.grassland.area", "KEY=VALUE"),
        ("zone.area=5", "north"),
        ("people.total=+12", "+12"),
        ("people.total=.5", ".5"),
        ("people.total=5.", "5."),
        ("people.total=0012", "0012"),
        ("forest.cover=30", "forest.cover.target@2025"),
        ("forest.cover@2025=30", "`forest.cover.target@2025`"),
    ] {
        let refused = run(&["impact", "--lang", "en", change]);
        assert_eq!(out(&refused), "", "{change}");
        assert_eq!(refused.status.code(), Some(2), "{change}");
        assert!(err(&refused).contains(expected), "{change}: {}", err(&refused));
    }
}

#[test]
fn where_takes_names_values_and_lines_too() {
    let key = "land.grassland.area";
    let page = fs::read_to_string(repository().join("content/zh/01-status/01-natural.md")).unwrap();
    let line = page.lines().position(|line| line.contains("](=land.grassland.area)")).unwrap() + 1;
    let place = format!("01-status/01-natural.md:{line}");
    for asked in [
        "草地面积",
        "grassland area",
        "2124.01",
        "2,124.01 km²",
        "2124.01平方千米",
        &place,
        &format!("./content/zh/{place}:3"),
    ] {
        let output = run(&["where", asked]);
        assert_eq!(output.status.code(), Some(0), "{asked}: {}", err(&output));
        assert!(out(&output).contains(key), "{asked}: {}", out(&output));
    }
    assert_eq!(run(&["where", "99999.123"]).status.code(), Some(2));
}

#[test]
fn impact_takes_one_value_a_key() {
    let refused = run(&["impact", "--lang", "en", "people.total=12", "=people.total=13"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("`people.total` is given two values"), "{}", err(&refused));
}

#[test]
fn impact_tells_which_claims_can_no_longer_be_decided() {
    let output = run(&["impact", "climate.ndvi_r=null", "--format", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let broken = json["broken"].as_array().unwrap();
    let is_undecided = |one: &&Value| one["rule"] == "claim-undecided";
    let places: Vec<&str> = broken.iter().filter(is_undecided).filter_map(|one| one["file"].as_str()).collect();
    assert!(places.contains(&"data/claims.yaml"), "{json:#}");
}

#[test]
fn where_and_impact_name_the_same_tables() {
    for (key, table) in [("zone.area@north", "zone-profiles"), ("climate.ndvi_n", "ndvi-correlation")] {
        let text = out(&run(&["where", key]));
        assert!(text.contains(&format!("tab:{table}")), "{text}");
    }
    let output = run(&["impact", "zone.area@north=1", "--format", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(json["tables"].as_array().unwrap().contains(&"zone-profiles".into()), "{json:#}");
}

#[test]
fn where_knows_a_planned_value_by_its_year() {
    let output = run(&["where", "--lang", "en", "forest.cover@2025"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("`forest.cover.target@2025`"), "{}", err(&output));
}

#[test]
fn where_knows_every_line_of_a_fact_and_says_where_nothing_is_tied() {
    let path = "data/facts/land.yaml";
    let text = fs::read_to_string(repository().join(path)).unwrap();
    let first = text.lines().position(|line| line == "- id: land.grassland.area").unwrap() + 1;
    let next = first + text.lines().skip(first).position(|line| line.starts_with("- id: ")).unwrap() + 1;
    for line in first..next {
        let output = run(&["where", &format!("{path}:{line}")]);
        assert!(out(&output).starts_with("land.grassland.area  "), "{line}: {}{}", out(&output), err(&output));
    }
    assert!(out(&run(&["where", &format!("{path}:{next}")])).starts_with("land.grassland.share  "));
    for line in [format!("{path}:1"), "content/zh/01-status/01-natural.md:1".to_owned()] {
        let output = run(&["where", "--lang", "en", &line]);
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(err(&output).contains(&format!("nothing is tied in {line}")), "{line}: {}", err(&output));
    }
}

#[test]
fn where_takes_a_value_below_zero() {
    for asked in ["-36.1", "-36.1℃"] {
        let output = run(&["where", asked, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(0), "{asked}: {}", err(&output));
        assert!(out(&output).contains("climate.temperature_min"), "{asked}: {}", out(&output));
    }
    assert_eq!(run(&["where", "--help"]).status.code(), Some(0));
}

#[test]
fn where_finds_a_number_as_it_is_read_out() {
    for (asked, key) in [
        ("76.72亿元", "economy.gdp"),
        ("76.7亿元", "economy.gdp"),
        ("767200万元", "economy.gdp"),
        ("CNY 7.672 billion", "economy.gdp"),
        ("7.67", "economy.gdp"),
        ("7672000000", "economy.gdp"),
        ("212401公顷", "land.grassland.area"),
        ("43.55%", "land.grassland.share"),
        ("百分之四十三点五五", "land.grassland.share"),
    ] {
        let output = run(&["where", asked]);
        assert_eq!(output.status.code(), Some(0), "{asked}: {}", err(&output));
        assert!(out(&output).lines().any(|line| line.starts_with(key)), "{asked}: {}", out(&output));
    }
    // A number of two figures that some number has exactly is not looked for in other scales.
    let exact = out(&run(&["where", "6"]));
    assert!(exact.contains("admin.towns") && !exact.contains("economy.gdp"), "{exact}");
    // What is just this number stands before what only rounds to it.
    let text = out(&run(&["where", "2124平方千米"]));
    assert!(text.starts_with("land.grassland.area"), "{text}");
}

#[test]
fn impact_takes_a_value_as_it_is_read_out() {
    for (change, after) in [
        ("economy.gdp=78.00亿元", "→ CNY 7.800 billion"),
        ("economy.gdp=CNY 7.8 billion", "→ CNY 7.8 billion"),
        ("people.total=12.1万人", "→ 121,000 people"),
        ("people.total=12.1万", "→ 121,000 people"),
        ("land.grassland.area=213160公顷", "→ 2,131.6 km²"),
        ("land.grassland.area=2131.60 km²", "→ 2,131.60 km²"),
    ] {
        let output = run(&["impact", "--lang", "en", change]);
        assert_eq!(output.status.code(), Some(0), "{change}: {}", err(&output));
        let text = out(&output).replace('\u{a0}', " ");
        assert!(text.contains(after) && !text.contains("was read in"), "{change}: {text}");
    }
    let bare = out(&run(&["impact", "--lang", "en", "economy.gdp=78.00"])).replace('\u{a0}', " ");
    assert!(bare.contains("78.00 was read in the unit of the data, CNY 100 million"), "{bare}");
    let refused = run(&["impact", "--lang", "en", "economy.gdp=78平方千米"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("another kind than that of the data (`1e8 yuan`)"), "{}", err(&refused));
}

#[test]
fn explain_lists_its_topics_and_tells_each_in_and_out_of_a_book() {
    let nowhere = tempfile::tempdir().unwrap();
    let outside = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tallybook"));
        command.current_dir(nowhere.path()).args(arguments).output().unwrap()
    };
    for (language, words) in [("en", "operators and functions"), ("zh", "公式的运算符和函数")] {
        let listed = outside(&["explain", "--lang", language]);
        assert_eq!(listed.status.code(), Some(0), "{}", err(&listed));
        assert!(out(&listed).contains(words), "{}", out(&listed));
        for topic in ["rules", "units", "formulas", "ties", "literals"] {
            let told = outside(&["explain", topic, "--lang", language]);
            assert_eq!(told.status.code(), Some(0), "{topic}: {}", err(&told));
            assert!(out(&listed).contains(&format!("explain {topic} ")) && out(&told).lines().count() > 10, "{topic}");
        }
    }
    assert_eq!(
        out(&outside(&["explain", "单位", "--lang", "zh"])),
        out(&outside(&["explain", "units", "--lang", "zh"]))
    );
    assert!(err(&outside(&["explain", "unit", "--lang", "en"])).contains("`units`"));
    // A book's own units are told with the built-in ones.
    let home = small();
    let units = "format: 1\nunits:\n- {id: sheep_unit, dimension: own, name: {zh: 羊单位, en: sheep unit}}\n";
    fs::write(home.path().join("data/units.yaml"), units).unwrap();
    let told = out(&at(&home, &["explain", "units", "--lang", "en"]));
    assert!(told.contains("羊单位") && told.contains("(data/units.yaml)") && told.contains("km²"), "{told}");
    assert!(!out(&outside(&["explain", "units"])).contains("羊单位"));
}
