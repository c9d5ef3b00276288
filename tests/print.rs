//! The real book's PDFs, built in process by the typst that `TALLYBOOK_TYPST` names.
//!
//! What a PDF says can only be read with tools that a fresh machine lacks; these tests read what stands uncompressed in
//! it: its kind, its pages, its language, its title.

use std::path::Path;
use tallybook::load::Disk;
use tallybook::model::OutputTree;
use tallybook::{Build, Only, Typst};

/// The book's PDFs, by path.
fn printed(staging: &Path) -> OutputTree {
    #[expect(clippy::disallowed_methods, reason = "make test says where typst is")]
    let program = std::env::var_os("TALLYBOOK_TYPST")
        .expect("TALLYBOOK_TYPST must name typst 0.15 (`make test` sets it; `make typst` builds it)");
    let mut outcome =
        tallybook::check_book(&Disk::new(env!("CARGO_MANIFEST_DIR"))).expect("the book's files can be read");
    let typst = Typst { program: program.into(), staging: staging.join("staging") };
    let request = Build { only: Some(Only::Print), typst: Some(typst), ..Build::default() };
    tallybook::build_book(&mut outcome, &request).expect("the book is printed")
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
    let first = printed(folder.path());
    let paths: Vec<_> = first.iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["print/plan.en.pdf", "print/plan.zh.pdf"]);
    for (path, pdf) in first.iter() {
        assert!(pdf.starts_with(b"%PDF-1.7"), "{path}");
        // A cover, an imprint, lists, two chapters and the notes; a loop in the layout makes hundreds of pages.
        let pages = number_after(pdf, "/Type/Pages/Count ").unwrap_or(0);
        assert!((50..=160).contains(&pages), "{path} has {pages} pages");
        for (marker, least) in [("pdfuaid:part", 1), ("pdfaid:part", 1), ("/Marked true", 1), ("/FontFile", 4)] {
            assert!(count(pdf, marker) >= least, "{path}: too few {marker}");
        }
        let language = if path.ends_with("zh.pdf") { "/Lang(zh" } else { "/Lang(en" };
        assert!(count(pdf, language) > 0, "{path}: no {language}");
    }
    let second = printed(folder.path());
    assert!(first.iter().eq(second.iter()), "two runs differ");
}
