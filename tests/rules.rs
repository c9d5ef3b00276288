//! The literate rule tests: `tests/rules/<rule>.md`, one file a rule.
//!
//! Each `## ` heading opens a case. Its fences are laid over the base book (`tests/rules/base/`): the info string
//! names the language and the file, as in ```` ```yaml data/facts/land.yaml ````; `hex` gives a file byte by byte,
//! `remove` takes one away. The fence `text diagnostics` holds what is expected, in the short form, in English; a
//! no-break space is written as a space. With `UPDATE_EXPECT=1` these fences are rewritten.
#![allow(clippy::disallowed_methods, reason = "the runner reads and rewrites its own cases")]

mod common;

use common::base;
use common::fences::{self, Case, Fence};
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
        let mut found = BTreeMap::new();
        for case in fences::cases(&text) {
            let (name, case) = (&case.name, Overlay::of(&case));
            let mut lines = diagnose(&overlay(&base, &case));
            let stray =
                |line: &String| AT_HOME.iter().any(|name| *name != rule && line.contains(&format!("[{name}]: ")));
            lines.retain(|line| !stray(line));
            if lines != case.expected() {
                failures.push(format!(
                    "{rule}: {name}\n  expected:\n    {}\n  found:\n    {}",
                    case.expected().join("\n    "),
                    lines.join("\n    ")
                ));
            }
            found.extend(case.expected.map(|fence| (fence.first, lines)));
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, fences::rewritten(&text, &found)).expect("the case can be rewritten");
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
        let text = read(&path);
        let cases = fences::cases(&text);
        let cases: Vec<Overlay<'_>> = cases.iter().map(Overlay::of).collect();
        let fails = |case: &Overlay<'_>| case.expected().iter().any(|line| line.contains(&own));
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

/// The files that a case lays over the base book, and the fence of what it expects.
#[derive(Default)]
struct Overlay<'c> {
    files: Vec<(&'c str, Option<Vec<u8>>)>,
    expected: Option<&'c Fence>,
}

impl<'c> Overlay<'c> {
    fn of(case: &'c Case) -> Self {
        let mut overlay = Self::default();
        for fence in &case.fences {
            if fence.info == EXPECTED {
                assert!(overlay.expected.is_none(), "{}: two fences of diagnostics", case.name);
                overlay.expected = Some(fence);
                continue;
            }
            let (kind, path) =
                fence.info.split_once(' ').unwrap_or_else(|| panic!("{}: no file name: {}", case.name, fence.info));
            overlay.files.push((path, bytes(kind, &fence.lines)));
        }
        overlay
    }

    fn expected(&self) -> &[String] {
        self.expected.map(|fence| fence.lines.as_slice()).unwrap_or_default()
    }
}

fn overlay(base: &Memory, case: &Overlay<'_>) -> Memory {
    let mut book = base.clone();
    for (path, bytes) in &case.files {
        match bytes {
            Some(bytes) => {
                book.files.insert((*path).to_owned(), bytes.clone());
            }
            None => assert!(book.files.remove(*path).is_some(), "there is no {path} to remove"),
        }
    }
    book
}

/// What a fence puts in a file's place; nothing where it takes the file away.
fn bytes(kind: &str, lines: &[String]) -> Option<Vec<u8>> {
    match kind {
        "remove" => None,
        "hex" => Some(lines.iter().flat_map(|line| line.split_whitespace()).map(byte).collect()),
        "yaml" | "markdown" | "text" | "svg" | "json" => {
            Some(lines.iter().flat_map(|line| line.bytes().chain([b'\n'])).collect())
        }
        _ => panic!("no such kind of file: {kind}"),
    }
}

fn byte(digits: &str) -> u8 {
    u8::from_str_radix(digits, 16).unwrap_or_else(|_| panic!("no byte: {digits}"))
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
