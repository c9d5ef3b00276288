//! The real book's PDFs, built in process by the typst that `TALLYBOOK_TYPST` names.
//!
//! What a PDF says can only be read with tools that a fresh machine lacks; these tests read what stands uncompressed in
//! it: its kind, its pages, its language, its title.

use std::path::Path;
use tallybook::load::{Disk, Files, Memory};
use tallybook::model::OutputTree;
use tallybook::{Build, Only, Typst};

fn real() -> Disk {
    Disk::new(env!("CARGO_MANIFEST_DIR"))
}

/// A book's PDFs, by path.
fn printed(book: &impl Files, staging: &Path) -> OutputTree {
    #[expect(clippy::disallowed_methods, reason = "make test says where typst is")]
    let program = std::env::var_os("TALLYBOOK_TYPST")
        .expect("TALLYBOOK_TYPST must name typst 0.15 (`make test` sets it; `make typst` builds it)");
    let mut outcome = tallybook::check_book(book).expect("the book's files can be read");
    assert_eq!(outcome.faults.errors(), 0, "{:?}", outcome.faults.iter().collect::<Vec<_>>());
    let typst = Typst::new(program.into(), staging.join("staging"));
    let request = Build { only: Some(Only::Print), typst: Some(typst), ..Build::default() };
    tallybook::build_book(&mut outcome, book, &request).expect("the book is printed")
}

/// A small book with the real book's templates.
fn small() -> Memory {
    let small = Disk::new(real().root().join("tests/rules/base"));
    let mut book = Memory::default();
    for (disk, part) in [(&small, "data"), (&small, "content"), (&real(), "templates")] {
        for path in disk.list(part).expect("the folder can be read") {
            book.files.insert(path.clone(), disk.read(&path).expect("the file can be read"));
        }
    }
    book
}

/// Adds text to the end of a file.
fn append(book: &mut Memory, path: &str, text: &str) {
    book.files.get_mut(path).expect("the book has the file").extend(text.as_bytes());
}

/// A small book whose page ends with a table of long cells.
fn with_table(rows: usize) -> Memory {
    let mut book = small();
    for (language, word) in [("zh", "草原"), ("en", "grassland ")] {
        let cell = word.repeat(150);
        let table = format!("\n\n| {word} |\n|---|\n") + &format!("| {cell} |\n").repeat(rows);
        append(&mut book, &format!("content/{language}/01-status/01-land.md"), &table);
    }
    book
}

/// How many pages a PDF has.
fn pages(pdf: &[u8]) -> usize {
    number_after(pdf, "/Type/Pages/Count ").expect("a PDF counts its pages")
}

/// How often a marker stands in the bytes.
fn count(bytes: &[u8], marker: &str) -> usize {
    bytes.windows(marker.len()).filter(|window| *window == marker.as_bytes()).count()
}

/// The number that follows a marker.
fn number_after(bytes: &[u8], marker: &str) -> Option<usize> {
    let at = bytes.windows(marker.len()).position(|window| window == marker.as_bytes())? + marker.len();
    let digits: String = bytes[at..].iter().map(|byte| char::from(*byte)).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[test]
fn with_typst_the_book_is_printed_in_both_languages_and_twice_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let first = printed(&real(), folder.path());
    let paths: Vec<_> = first.iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["print/plan.en.pdf", "print/plan.zh.pdf"]);
    for (path, pdf) in first.iter() {
        assert!(pdf.starts_with(b"%PDF-1.7"), "{path}");
        // A cover, an imprint, lists, the chapters and the notes; a loop in the layout makes hundreds of pages.
        let pages = pages(pdf);
        assert!((50..=160).contains(&pages), "{path} has {pages} pages");
        for (marker, least) in [("pdfuaid:part", 1), ("pdfaid:part", 1), ("/Marked true", 1), ("/FontFile", 4)] {
            assert!(count(pdf, marker) >= least, "{path}: too few {marker}");
        }
        let language = if path.ends_with("zh.pdf") { "/Lang(zh" } else { "/Lang(en" };
        assert!(count(pdf, language) > 0, "{path}: no {language}");
    }
    let second = printed(&real(), folder.path());
    assert!(first.iter().eq(second.iter()), "two runs differ");
}

#[test]
fn with_typst_a_table_taller_than_a_page_goes_on_overleaf() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let short = printed(&with_table(1), folder.path());
    let long = printed(&with_table(24), folder.path());
    assert_eq!((short.iter().count(), long.iter().count()), (2, 2));
    for ((path, short), (_, long)) in short.iter().zip(long.iter()) {
        // A line holds less than 100 of the cell's characters, a page less than 60 lines: 24 cells need two pages more.
        assert!(pages(long) >= pages(short) + 2, "{path}: {} pages, then {}", pages(short), pages(long));
    }
}

#[test]
fn with_typst_a_book_is_printed_in_fonts_of_its_own_with_characters_that_they_lack_raised() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut book = small();
    append(&mut book, "data/plan.yaml", "fonts: {serif: [NotoSansSC-Regular.ttf, NotoSansSC-Bold.ttf]}\n");
    for language in ["zh", "en"] {
        append(&mut book, &format!("content/{language}/01-status/01-land.md"), "\n\nCO₂ PM₂.₅ mg·L⁻¹ **NOₓ**\n");
    }
    for (path, pdf) in printed(&book, folder.path()).iter() {
        assert_eq!(count(pdf, "NotoSerif"), 0, "{path} is not in the fonts of the book");
        assert!(count(pdf, "NotoSansSC-Regular") > 0 && count(pdf, "NotoSansSC-Bold") > 0, "{path}");
    }
    for (path, pdf) in printed(&small(), folder.path()).iter() {
        assert!(count(pdf, "NotoSerifSC-Regular") > 0, "{path}: fonts cannot be told in it");
    }
}
