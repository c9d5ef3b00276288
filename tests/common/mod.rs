//! What the tests of the whole tool share: small books, in memory and on disk, and the tool run on them.
//!
//! A test starts from one of these books and changes what it is about: [`base`], the book of the rules' cases, which is
//! one page with two numbers; the books of `tests/books/` ([`book`]); the book of this repository ([`real`]).
#![allow(dead_code, reason = "each test takes what it needs")]
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "puts books into temporary folders, runs the tool")]

pub(crate) mod fences;

use std::fs;
use std::path::Path;
use std::process::Command;
use tallybook::draw::{Lettering, draw};
use tallybook::load::{Disk, Files, Memory};
use tallybook::model::{LANGUAGES, OutputTree, Report};
use tallybook::render::print::Drawings;
use tallybook::{Build, Only, Outcome};
use tempfile::TempDir;

/// The repository's folder.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The named parts of a book on disk, below `folder` of the repository.
fn parts(folder: &str, parts: &[&str]) -> Memory {
    let disk = Disk::new(repository().join(folder));
    let mut book = Memory::default();
    for part in parts {
        for path in disk.list(part).unwrap() {
            let bytes = disk.read(&path).unwrap();
            book.files.insert(path, bytes);
        }
    }
    book
}

/// The book of the rules' cases, without templates, which no number depends on.
pub(crate) fn base() -> Memory {
    parts("tests/rules/base", &["data", "content"])
}

/// A book of `tests/books/`, without templates.
pub(crate) fn book(name: &str) -> Memory {
    parts(&format!("tests/books/{name}"), &["data", "content"])
}

/// The book of this repository, without templates.
pub(crate) fn real() -> Memory {
    parts("", &["data", "content"])
}

/// A book with the repository's templates: it can be built.
pub(crate) fn with_templates(mut book: Memory) -> Memory {
    book.files.extend(parts("", &["templates"]).files);
    book
}

/// A book with one more page in both languages, below the headings `其他` and `More`: `01-status/02-more.md`.
pub(crate) fn with_page(book: Memory, zh: &str, en: &str) -> Memory {
    book.with("content/zh/01-status/02-more.md", format!("# 其他 {{#more}}\n\n{zh}\n"))
        .with("content/en/01-status/02-more.md", format!("# More {{#more}}\n\n{en}\n"))
}

/// A file of a book as text.
pub(crate) fn text(book: &Memory, path: &str) -> String {
    String::from_utf8(book.files[path].clone()).unwrap()
}

/// A book in which words of a file were replaced, wherever they stand in it.
#[track_caller]
pub(crate) fn edited(book: &Memory, path: &str, from: &str, to: &str) -> Memory {
    let text = text(book, path);
    assert!(text.contains(from), "{path}: {from}");
    book.clone().with(path, text.replace(from, to))
}

/// A book with text added to the end of a file.
pub(crate) fn extended(book: &Memory, path: &str, more: &str) -> Memory {
    let text = text(book, path) + more;
    book.clone().with(path, text)
}

/// Writes a book into a folder.
pub(crate) fn lay_out(book: &Memory, folder: &Path) {
    for (path, bytes) in &book.files {
        let full = folder.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, bytes).unwrap();
    }
}

/// A book as a folder of its own.
pub(crate) fn on_disk(book: &Memory) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    lay_out(book, home.path());
    home
}

/// The tool, in a clean environment.
pub(crate) fn tool() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tallybook"));
    command.env_clear();
    command
}

/// A book checked, which must have no error.
#[track_caller]
pub(crate) fn sound(book: &Memory) -> Outcome {
    let outcome = tallybook::check_book(book).unwrap();
    assert_eq!(outcome.faults.errors(), 0, "{:#?}", outcome.faults.iter().collect::<Vec<_>>());
    outcome
}

/// The site of a book with templates.
#[track_caller]
pub(crate) fn site(book: &Memory) -> OutputTree {
    site_beside(book, OutputTree::default())
}

/// The site of a book with templates, and the files that stand beside it already.
#[track_caller]
pub(crate) fn site_beside(book: &Memory, kept: OutputTree) -> OutputTree {
    let mut outcome = sound(book);
    let request = Build { only: Some(Only::Site), kept, ..Build::default() };
    let site = tallybook::build_book(&mut outcome, book, &request);
    site.unwrap_or_else(|stop| panic!("{stop:?}"))
}

/// All charts of a book, drawn.
pub(crate) fn drawings(report: &Report) -> Drawings {
    let letters = Lettering::of(&report.project);
    let charts = report.figure_data.iter();
    charts
        .flat_map(|(id, chart)| LANGUAGES.map(|language| ((id.clone(), language), draw(chart, language, &letters))))
        .collect()
}

/// A file of the site as text.
#[track_caller]
pub(crate) fn page(site: &OutputTree, path: &str) -> String {
    String::from_utf8(site.get(path).unwrap_or_else(|| panic!("no {path}")).to_vec()).unwrap()
}

/// All these parts stand in the text.
#[track_caller]
pub(crate) fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\nnot in\n{text}");
    }
}

/// What Typst markup, code and mathematics are made of.
pub(crate) const HOSTILE: &str = "#panic() *x* $x$ <b> @a // /* \\ [ ] `r` _y_ ~ -- {x} = + #{";

/// A text as a page writes it, each sign standing for itself.
pub(crate) fn for_a_page(text: &str) -> String {
    let escaped = |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() };
    text.chars().map(escaped).collect()
}

/// The base book, saying [`HOSTILE`] things in every kind of block and in its English title.
pub(crate) fn hostile() -> Memory {
    let words = for_a_page(HOSTILE);
    let page = format!(
        "\n{words}[^a][^a]\n\n3. {words}\n4. x\n\n> {words}\n\n| a | {words} |\n|---|--:|\n| b | c |\n\n\
         ```\n{HOSTILE}\n```\n\n[^a]: {words}\n"
    );
    let book = ["zh", "en"]
        .into_iter()
        .fold(base(), |book, language| extended(&book, &format!("content/{language}/01-status/01-land.md"), &page));
    let title = format!("Restoration Plan {}", words.replace('\\', "\\\\"));
    edited(&book, "data/plan.yaml", "Restoration Plan of Model County", &title)
}

/// Numbers that look drawn by lot and are the same every time.
pub(crate) struct Lot(pub(crate) u64);

impl Lot {
    /// The next number, of 31 bits.
    pub(crate) fn draw(&mut self) -> u64 {
        // Knuth's multiplier; the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// The next number below a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.draw() % bound.max(1) as u64).unwrap_or_default()
    }

    /// Some of the items, in their order.
    pub(crate) fn some<T>(&mut self, mut items: Vec<T>, count: usize) -> Vec<T> {
        while items.len() > count {
            let place = self.below(items.len());
            items.remove(place);
        }
        items
    }
}
