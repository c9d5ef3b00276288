//! Updates of the data: `tests/updates.md`, a small book a case, in which data change and `sync` follows.
//!
//! Each `## ` heading opens a case. Its fences are files, laid over the book of the rules' cases: a line with ` ` stands
//! before and after, one with `-` before, one with `+` after. What stands after in `diff PATH` somebody changes; what
//! stands after in `sync PATH` is what `sync` must write. `facts` are more entries of the data, `zh` and `en` the words
//! of one more page. `text said` is what `sync` must say: its remarks and what it leaves. A case whose name ends in
//! `(holds)` needs neither. With `UPDATE_EXPECT=1` what `sync` writes and says is put in as it was found.
#![allow(clippy::disallowed_methods, reason = "the runner reads and rewrites its own cases")]

mod common;

use common::base;
use common::fences::{self, Case, Fence};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tallybook::diagnostic::{Severity, print_short};
use tallybook::load::Memory;
use tallybook::locale::Catalogue;
use tallybook::model::Language;
use tallybook::{Synced, prose, sync_book};

const SAID: &str = "text said";
const HEADS: [(&str, &str, &str); 3] = [
    ("facts", "data/facts/more.yaml", "format: 1\nfacts:\n"),
    ("zh", "content/zh/01-status/02-more.md", "# 其他 {#more}\n\n"),
    ("en", "content/en/01-status/02-more.md", "# More {#more}\n\n"),
];

/// A file of a case, before and after.
struct Changed<'c> {
    fence: &'c Fence,
    path: &'c str,
    head: &'c str,
    /// Whether `sync` changes it, and no person.
    by_sync: bool,
}

impl<'c> Changed<'c> {
    fn of(fence: &'c Fence) -> Option<Self> {
        let (by, name) = fence.info.split_once(' ').filter(|(by, _)| ["diff", "sync"].contains(by))?;
        let known = HEADS.iter().find(|(short, ..)| *short == name);
        let (path, head) = known.map_or((name, ""), |(_, path, head)| (*path, *head));
        Some(Self { fence, path, head, by_sync: by == "sync" })
    }

    fn side(&self, sign: char) -> String {
        let lines = self.fence.lines.iter().filter(|line| line.starts_with([' ', sign]));
        lines.fold(self.head.to_owned(), |text, line| text + &line[1..] + "\n")
    }

    /// The fence with other words after.
    fn with_after(&self, after: &str) -> Vec<String> {
        let before = self.side('-');
        let before: Vec<&str> = before[self.head.len()..].lines().collect();
        let after: Vec<&str> = after.get(self.head.len()..).unwrap_or_default().lines().collect();
        assert_eq!(before.len(), after.len(), "{}: sync adds no lines", self.path);
        let line = |(old, new): (&&str, &&str)| match old == new {
            true => vec![format!(" {old}")],
            false => vec![format!("-{old}"), format!("+{new}")],
        };
        before.iter().zip(&after).flat_map(line).collect()
    }
}

/// A case with its files.
struct Update<'c> {
    name: &'c str,
    files: Vec<Changed<'c>>,
    said: &'c Fence,
}

impl<'c> Update<'c> {
    fn of(case: &'c Case) -> Self {
        let said = case.fences.iter().find(|fence| fence.info == SAID);
        Self {
            name: &case.name,
            files: case.fences.iter().filter_map(Changed::of).collect(),
            said: said.unwrap_or_else(|| panic!("{}: nothing tells what is said", case.name)),
        }
    }

    /// The book as it was, and the same with the data changed.
    fn books(&self) -> [Memory; 2] {
        let with = |data: char| {
            let side = |file: &Changed<'_>| file.side(if file.by_sync { '-' } else { data });
            self.files.iter().fold(base(), |book, file| book.with(file.path, side(file)))
        };
        ['-', '+'].map(with)
    }
}

fn synced(book: &Memory) -> Synced {
    sync_book(book).expect("a book in memory can always be read")
}

/// What `sync` says, in the short form.
fn said(synced: &Synced) -> Vec<String> {
    let (sources, catalogue) = (&synced.outcome().sources, Catalogue::of(Language::En));
    let remarks: Vec<_> = synced.sync.told().collect();
    let told =
        remarks.iter().chain(synced.outcome().faults.left()).map(|fault| print_short(fault, sources, &catalogue));
    told.map(|line| line.replace('\u{a0}', " ")).collect()
}

/// The book after `sync`.
fn written(book: &Memory, synced: &Synced) -> Memory {
    let mut after = book.clone();
    for (id, source) in synced.before.sources.iter() {
        let own: Vec<_> = synced.sync.edits.iter().filter(|edit| edit.span.source == id).collect();
        if !own.is_empty() {
            after.files.insert(source.path.clone(), prose::edited(&source.text, own).into_bytes());
        }
    }
    after
}

#[test]
fn each_update_ends_as_its_golden_or_is_named() {
    let text = std::fs::read_to_string(path()).expect("the table is text");
    let (mut failures, mut found) = (Vec::new(), BTreeMap::new());
    let cases = fences::cases(&text);
    for update in cases.iter().map(Update::of) {
        let [before, changed] = update.books();
        let sound = synced(&before);
        if sound.outcome().faults.left().count() + sound.sync.edits.len() > 0 {
            failures.push(format!("{}: unsound before the update: {:?}", update.name, said(&sound)));
        }
        let first = synced(&changed);
        let after = written(&changed, &first);
        for file in &update.files {
            let text = String::from_utf8_lossy(&after.files[file.path]).replace('\u{a0}', " ");
            if text != file.side('+') {
                failures.push(format!("{}: {}\n{}", update.name, file.path, file.with_after(&text).join("\n")));
            }
            if file.by_sync {
                found.insert(file.fence.first, file.with_after(&text));
            }
        }
        let lines = said(&first);
        if lines != update.said.lines {
            failures.push(format!("{}: said\n{}", update.name, lines.join("\n")));
        }
        found.insert(update.said.first, lines);
        if !synced(&after).sync.edits.is_empty() {
            failures.push(format!("{}: a second sync writes again", update.name));
        }
        failures.extend(silent(&update, &first));
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path(), fences::rewritten(&text, &found)).expect("the table can be rewritten");
    }
    println!("{} updates", cases.len());
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    assert!(cases.len() >= 50, "only {} updates", cases.len());
}

/// Whether an update that changes nothing and says nothing is one: each must do either.
fn silent(update: &Update<'_>, synced: &Synced) -> Option<String> {
    let unmoved = synced.sync.edits.is_empty() && said(synced).is_empty();
    let meant = update.name.ends_with("(holds)");
    (unmoved != meant).then(|| format!("{}: nothing is written and nothing said: {unmoved}", update.name))
}

/// An error that is left is never overlooked: it is among what is said.
#[test]
fn errors_that_are_left_are_said() {
    let text = std::fs::read_to_string(path()).expect("the table is text");
    for update in fences::cases(&text).iter().map(Update::of) {
        let [_, changed] = update.books();
        let synced = synced(&changed);
        let left = synced.outcome().faults.iter().filter(|fault| fault.severity == Severity::Error).count();
        let told = update.said.lines.iter().filter(|line| line.contains(": error[")).count();
        assert_eq!(left, told, "{}", update.name);
    }
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/updates.md")
}
