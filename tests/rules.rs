//! The literate rule tests: `tests/rules/<rule>.md`, one file a rule.
//!
//! Each `## ` heading opens a case. Its fences are laid over the base book (`tests/rules/base/`): the info string
//! names the language and the file, as in ```` ```yaml data/facts/land.yaml ````; `hex` gives a file byte by byte,
//! `remove` takes one away. The fence `text diagnostics` holds what is expected, in the short form, in English; a
//! no-break space is written as a space. With `UPDATE_EXPECT=1` these fences are rewritten.
#![allow(clippy::disallowed_methods, reason = "the runner reads and rewrites its own cases")]

mod common;

use common::base;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tallybook::diagnostic::print_short;
use tallybook::load::Memory;
use tallybook::locale::Catalogue;
use tallybook::model::Language;

/// Rules that no book in memory can break: they look at what is about to be printed.
const OUTPUT_RULES: [&str; 1] = ["glyph-missing"];
/// Rules that nearly every small book breaks: shown in their own file only.
const AT_HOME: [&str; 2] = ["fact-unwitnessed", "translation-digits-differ"];
const EXPECTED: &str = "text diagnostics";

/// One case: the files laid over the base book, and the expected diagnostics with their lines in the test file.
#[derive(Debug, Default)]
struct Case {
    name: String,
    files: Vec<(String, Option<Vec<u8>>)>,
    expected: Option<Expected>,
}

/// The lines of a `text diagnostics` fence, and where they stand in the test file.
#[derive(Debug, Default)]
struct Expected {
    lines: Vec<String>,
    first: usize,
}

#[test]
fn the_base_book_is_sound() {
    assert_eq!(diagnose(&base()), Vec::<String>::new());
}

#[test]
fn every_case_gives_the_expected_diagnostics() {
    let base = base();
    let mut failures = Vec::new();
    for (rule, path) in test_files() {
        let text = read(&path);
        let cases = cases(&text);
        let mut found = Vec::new();
        for case in &cases {
            let mut lines = diagnose(&overlay(&base, case));
            let stray =
                |line: &String| AT_HOME.iter().any(|name| *name != rule && line.contains(&format!("[{name}]: ")));
            lines.retain(|line| !stray(line));
            let expected = case.expected.as_ref().map(|expected| expected.lines.clone()).unwrap_or_default();
            if lines != expected {
                failures.push(format!(
                    "{rule}: {}\n  expected:\n    {}\n  found:\n    {}",
                    case.name,
                    expected.join("\n    "),
                    lines.join("\n    ")
                ));
            }
            found.push(lines);
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, rewritten(&text, &cases, &found)).expect("the case can be rewritten");
        }
    }
    assert!(std::env::var_os("UPDATE_EXPECT").is_some() || failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn every_rule_has_a_failing_and_a_passing_case_and_every_file_a_rule() {
    let mut files = test_files();
    for rule in tallybook::check::rules().iter().map(|rule| rule.id) {
        let Some(path) = files.remove(rule.name) else {
            assert!(OUTPUT_RULES.contains(&rule.name), "tests/rules/{}.md is missing", rule.name);
            continue;
        };
        let own = format!("[{}]: ", rule.name);
        let cases = cases(&read(&path));
        let lines = |case: &Case| case.expected.as_ref().map(|expected| expected.lines.clone()).unwrap_or_default();
        let fails = |case: &Case| lines(case).iter().any(|line| line.contains(&own));
        assert!(cases.iter().all(|case| case.expected.is_some()), "{}: a case expects nothing", rule.name);
        assert!(cases.iter().any(fails), "{} has no failing case", rule.name);
        assert!(cases.iter().any(|case| !fails(case)), "{} has no passing case", rule.name);
    }
    assert!(files.is_empty(), "no such rules: {:?}", files.keys());
}

/// What a book's files give, in the short form.
fn diagnose(book: &Memory) -> Vec<String> {
    let outcome = tallybook::check_book(book).expect("files in memory can be read");
    let catalogue = Catalogue::of(Language::En);
    let lines = outcome.faults.iter().map(|fault| print_short(fault, &outcome.sources, &catalogue));
    lines.map(|line| line.replace('\u{a0}', " ")).collect()
}

fn overlay(base: &Memory, case: &Case) -> Memory {
    let mut book = base.clone();
    for (path, bytes) in &case.files {
        match bytes {
            Some(bytes) => {
                book.files.insert(path.clone(), bytes.clone());
            }
            None => assert!(book.files.remove(path).is_some(), "{}: there is no {path} to remove", case.name),
        }
    }
    book
}

/// The cases of a test file.
fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((_, line)) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
        } else if let Some(info) = line.strip_prefix("```") {
            let case = cases.last_mut().unwrap_or_else(|| panic!("a fence before the first case: {line}"));
            let (first, body) = fence(&mut lines, line);
            take(case, info, first, body);
        }
    }
    cases
}

/// The lines of a fence up to its end, and the number of the first.
fn fence<'a>(lines: &mut impl Iterator<Item = (usize, &'a str)>, opening: &str) -> (usize, Vec<&'a str>) {
    let mut body = Vec::new();
    for (number, line) in lines {
        if line == "```" {
            return (number - body.len(), body);
        }
        body.push(line);
    }
    panic!("a fence has no end: {opening}");
}

fn take(case: &mut Case, info: &str, first: usize, body: Vec<&str>) {
    if info == EXPECTED {
        let lines = body.into_iter().map(str::to_owned).collect();
        assert!(case.expected.is_none(), "{}: two fences of diagnostics", case.name);
        case.expected = Some(Expected { lines, first });
        return;
    }
    let (kind, path) = info.split_once(' ').unwrap_or_else(|| panic!("{}: no file name: {info}", case.name));
    let bytes = match kind {
        "remove" => None,
        "hex" => Some(body.iter().flat_map(|line| line.split_whitespace()).map(byte).collect()),
        "yaml" | "markdown" | "text" | "svg" => {
            Some(body.iter().flat_map(|line| line.bytes().chain([b'\n'])).collect())
        }
        _ => panic!("{}: no such kind of file: {info}", case.name),
    };
    case.files.push((path.to_owned(), bytes));
}

fn byte(digits: &str) -> u8 {
    u8::from_str_radix(digits, 16).unwrap_or_else(|_| panic!("no byte: {digits}"))
}

/// The test file with its expected diagnostics replaced by those found.
fn rewritten(text: &str, cases: &[Case], found: &[Vec<String>]) -> String {
    let mut output = String::new();
    let mut lines = text.lines().enumerate().peekable();
    let mut blocks = cases.iter().zip(found).filter_map(|(case, lines)| Some((case.expected.as_ref()?, lines)));
    let mut block = blocks.next();
    while let Some((number, line)) = lines.next() {
        output.push_str(line);
        output.push('\n');
        if let Some((expected, diagnostics)) = block.filter(|(expected, _)| expected.first == number + 1) {
            diagnostics.iter().for_each(|diagnostic| output.extend([diagnostic.as_str(), "\n"]));
            for _ in &expected.lines {
                lines.next();
            }
            block = blocks.next();
        }
    }
    output
}

/// The test files by the name of their rule.
fn test_files() -> BTreeMap<String, PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("tests/rules is there");
    let paths = entries.map(|entry| entry.expect("tests/rules can be listed").path());
    let markdown = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    markdown.map(|path| (stem(&path), path)).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a test file is text")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}
