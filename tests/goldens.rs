//! Whole small books and all that the tool makes of them, compared with the files checked in beside each book: pages,
//! data files, drawings, what the print templates read, what the terminal says, what a command writes into the book.
//!
//! A book is a folder of `tests/books/`: `data/` and `content/`, over the repository's own `templates/`;
//! `commands.txt`, the commands to run in it, one a line and one after the other; and `golden/`, what it gives. When a
//! change of the tool is meant, `make goldens` writes `golden/` anew; read the difference before it is committed.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "copies books to temporary folders, runs the tool on them and keeps the goldens"
)]

mod common;

use common::{drawings, repository, tool, with_templates};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tallybook::compose::compose;
use tallybook::load::Memory;
use tallybook::model::document::{Audience, Document};
use tallybook::model::{LANGUAGES, Report};
use tallybook::render::print;
use tallybook::{Build, Only};

/// Files by path, in forward slashes.
type Tree = BTreeMap<String, Vec<u8>>;

/// So many files that differ are shown; the rest is counted.
const MOST_SHOWN: usize = 12;

/// So many characters of a line are shown before and after the place where it differs.
const AROUND: usize = 60;

fn home(book: &str) -> PathBuf {
    repository().join("tests/books").join(book)
}

/// All files below a folder; nothing where there is none.
fn tree(folder: &Path) -> Tree {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn write(folder: &Path, files: &Tree) {
    for (path, bytes) in files {
        let to = folder.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
}

/// What stands in the book itself.
fn own_files(folder: &Path) -> Tree {
    let mut files = tree(folder);
    files.retain(|path, _| path.starts_with("data/") || path.starts_with("content/"));
    files
}

/// All that the tool makes of a book, by path below `golden/`.
fn gives(book: &str) -> Tree {
    let files = with_templates(common::book(book));
    let mut given = built(&files);
    if book == "pictures" {
        // The page of each picture says again what the chapter and the gallery say of it; those of `whole` are compared.
        given.retain(|path, _| !path.contains("/figures/") || !path.ends_with(".html") || path.ends_with("index.html"));
    }
    let folder = common::on_disk(&files);
    let before = own_files(folder.path());
    for line in fs::read_to_string(home(book).join("commands.txt")).unwrap().lines() {
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let path = format!("terminal/{}.txt", words.join("-"));
        let twice = given.insert(path, said(folder.path(), line).into_bytes());
        assert!(twice.is_none(), "another command of {book} is called as `{line}`");
    }
    let written = own_files(folder.path()).into_iter().filter(|(path, bytes)| before.get(path) != Some(bytes));
    given.extend(written.map(|(path, bytes)| (format!("written/{path}"), bytes)));
    given
}

/// The site and the input of print; nothing of a book with errors.
fn built(book: &Memory) -> Tree {
    let mut given = Tree::new();
    let mut outcome = tallybook::check_book(book).unwrap();
    if outcome.gate().is_err() {
        return given;
    }
    let request = Build { only: Some(Only::Site), ..Build::default() };
    let site = tallybook::build_book(&mut outcome, book, &request).unwrap();
    let mut listed = String::new();
    for (path, bytes) in site.iter() {
        listed += &without_hash(path);
        listed.push('\n');
        let made = [".html", ".csv", ".json", ".svg"].iter().any(|ending| path.ends_with(ending));
        if made && !path.starts_with("images/") {
            given.insert(format!("site/{path}"), bytes.to_vec());
        }
    }
    given.insert("site/files.txt".to_owned(), listed.into_bytes());
    printed(outcome.report.as_ref().unwrap(), &mut given);
    given
}

/// A web font's name holds a hash of its bytes.
fn without_hash(path: &str) -> String {
    match path.strip_suffix(".woff2").and_then(|stem| stem.rsplit_once('.')) {
        Some((stem, _)) => format!("{stem}.HASH.woff2"),
        None => path.to_owned(),
    }
}

/// Drawings, and the JSON that the print templates walk, a line a value.
fn printed(report: &Report, given: &mut Tree) {
    let drawings = drawings(report);
    for ((id, language), drawing) in &drawings {
        // The one for the web is a file of the site.
        for (name, svg) in [("narrow", &drawing.svg_narrow), ("print", &drawing.svg_print)] {
            given.insert(format!("figures/{id}.{language}.{name}.svg"), svg.clone().into_bytes());
        }
    }
    for language in LANGUAGES {
        let document = compose(report, language, Audience::Public);
        let book: Value = serde_json::from_slice(&print::book_json(&document, &report.project, &drawings)).unwrap();
        given.insert(format!("print/book.{language}.json"), format!("{book:#}\n").into_bytes());
        let atlases = BTreeMap::from([(language, document.atlas())]);
        let plates = tallybook::draw::plates(&atlases, &tallybook::draw::Lettering::of(&report.project));
        let sheets = print::atlas_json(&document, &atlases[&language], &report.project, &drawings, &plates);
        let sheets: Value = serde_json::from_slice(&sheets).unwrap();
        // The words of the frame are those of the catalogue, and the rest of the book's own.
        let sheets = json!({"sheets": sheets["sheets"], "maps": sheets["maps"]});
        given.insert(format!("print/atlas.{language}.json"), format!("{sheets:#}\n").into_bytes());
        for entry in &document.frame().pages {
            let page = serde_json::to_string_pretty(&document.page(entry.id)).unwrap();
            let path = entry.path.replace(".md", ".json");
            given.insert(format!("document/{language}/{path}"), format!("{page}\n").into_bytes());
        }
    }
}

/// What one command says, as a transcript; escapes are made visible.
fn said(folder: &Path, line: &str) -> String {
    let output = tool().current_dir(folder).args(line.split(' ')).output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    let out = if line.contains("--format sarif") { with_the_rules_that_speak(&out) } else { out };
    let mut said = format!("$ tallybook {line}\n{out}");
    if !err.is_empty() {
        said += &format!("--- standard error\n{err}");
    }
    said += &format!("--- exit status {}\n", output.status.code().unwrap());
    said.replace('\u{1b}', "␛")
}

/// A SARIF log with those rules alone that have a result, without their docs: another rule, or another word in the docs of
/// this one, changes no golden.
fn with_the_rules_that_speak(text: &str) -> String {
    let mut log: Value = serde_json::from_str(text).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().clone();
    let results = log["runs"][0]["results"].as_array_mut().unwrap();
    for result in results.iter_mut() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"], "ruleIndex names another rule");
        result["ruleIndex"] = "of ruleId".into();
    }
    let speaks = |rule: &Value| results.iter().any(|result| result["ruleId"] == rule["id"]);
    let mut rules = rules;
    rules.retain(speaks);
    for rule in &mut rules {
        for docs in ["fullDescription", "help"] {
            assert!(rule[docs].take()["text"].as_str().is_some_and(|text| !text.is_empty()), "a rule without docs");
        }
    }
    log["runs"][0]["tool"]["driver"]["rules"] = rules.into();
    format!("{log:#}\n")
}

/// How two trees differ, file by file; nothing if they do not.
fn differences(golden: &Tree, given: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for path in golden.keys().filter(|path| !given.contains_key(*path)) {
        found.push(format!("{path}: nothing gives this file any more"));
    }
    for (path, bytes) in given {
        match golden.get(path) {
            None => found.push(format!("{path}: there is no golden of this file")),
            Some(golden) if golden != bytes => found.push(format!("{path}{}", first_difference(golden, bytes))),
            Some(_) => {}
        }
    }
    found
}

/// The first lines that differ, each cut to what stands around the place.
fn first_difference(golden: &[u8], given: &[u8]) -> String {
    let [golden, given] = [golden, given].map(String::from_utf8_lossy);
    let (mut before, mut after) = (golden.split('\n'), given.split('\n'));
    let mut line = 0;
    loop {
        line += 1;
        let (before, after) = (before.next(), after.next());
        if before != after {
            let [was, is] = [before, after].map(|text| text.unwrap_or("(the file ends)"));
            let same = was.chars().zip(is.chars()).take_while(|(was, is)| was == is).count();
            let cut =
                |text: &str| -> String { text.chars().skip(same.saturating_sub(AROUND)).take(2 * AROUND).collect() };
            return format!(":{line}:{}\n  golden: {}\n  now:    {}", same + 1, cut(was), cut(is));
        }
        if before.is_none() {
            return ": the same text in other bytes".to_owned();
        }
    }
}

fn compare(book: &str) {
    let folder = home(book).join("golden");
    let given = gives(book);
    if std::env::var_os("TALLYBOOK_GOLDENS").is_some_and(|wish| wish == "renew") {
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        write(&folder, &given);
        return;
    }
    let found = differences(&tree(&folder), &given);
    let more = found.len().saturating_sub(MOST_SHOWN);
    let shown = found.iter().take(MOST_SHOWN).map(|one| format!("tests/books/{book}/golden/{one}"));
    let shown: Vec<String> = shown.collect();
    assert!(
        found.is_empty(),
        "\n{}\n{}If this is meant, run `make goldens` and read what it changes.",
        shown.join("\n"),
        if more > 0 { format!("and {more} more files\n") } else { String::new() }
    );
}

#[test]
fn a_book_with_everything_gives_its_goldens() {
    compare("whole");
}

#[test]
fn a_book_with_next_to_nothing_gives_its_goldens() {
    compare("minimal");
}

#[test]
fn a_book_of_pictures_gives_its_goldens() {
    compare("pictures");
}

#[test]
fn a_book_with_many_faults_gives_its_goldens() {
    compare("faulty");
}

#[test]
fn a_book_whose_files_cannot_be_read_gives_its_goldens() {
    compare("broken");
}

#[test]
fn every_book_is_compared() {
    let books = fs::read_dir(repository().join("tests/books")).unwrap();
    let mut names: Vec<String> = books.map(|book| book.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    // The manual is read by `tests/manual.rs`: what it says changes with every word of it.
    names.retain(|name| name != "manual");
    assert_eq!(names, ["broken", "faulty", "minimal", "pictures", "whole"]);
}

#[test]
fn a_difference_a_stale_golden_and_a_missing_one_are_named() {
    let files = |files: &[(&str, &str)]| -> Tree {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    };
    let golden = files(&[("a", "one\ntwo\nthree\n"), ("b", "b\n"), ("c", "c\n")]);
    assert_eq!(differences(&golden, &golden), [""; 0]);
    let given = files(&[("a", "one\ntwice\nthree\n"), ("b", "b"), ("d", "d\n")]);
    let expected = [
        "c: nothing gives this file any more",
        "a:2:3\n  golden: two\n  now:    twice",
        "b:2:1\n  golden: \n  now:    (the file ends)",
        "d: there is no golden of this file",
    ];
    assert_eq!(differences(&golden, &given), expected);
}
