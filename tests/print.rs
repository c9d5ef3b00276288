//! PDFs, of the real book and of small ones, built in process by the typst that `TALLYBOOK_TYPST` names.
//!
//! What a PDF says can only be read with tools that a fresh machine lacks; these tests read what stands uncompressed in
//! it: its kind, its pages, its language, its title.

mod common;

use common::{HOSTILE, base, extended, hostile, repository, with_page, with_templates};
use std::path::Path;
use std::time::Duration;
use tallybook::diagnostic::Failure;
use tallybook::load::{Disk, Files, Memory};
use tallybook::model::{LANGUAGES, OutputTree, WORKS};
use tallybook::{Build, Only, Stop, Typst};

/// The paths of all works in all languages.
fn works() -> Vec<String> {
    let mut paths: Vec<String> = WORKS.iter().flat_map(|work| LANGUAGES.map(|language| work.path(language))).collect();
    paths.sort();
    assert!(paths.contains(&"print/plan.zh.pdf".to_owned()), "{paths:?}");
    paths
}

/// The typst of `make test`, which stages its input in a folder.
fn typst(folder: &Path) -> Typst {
    #[expect(clippy::disallowed_methods, reason = "make test says where typst is")]
    let program = std::env::var_os("TALLYBOOK_TYPST")
        .expect("TALLYBOOK_TYPST must name typst 0.15 (`make test` sets it; `make typst` builds it)");
    Typst::new(program.into(), folder.join("staging"))
}

/// A sound book's PDFs, by path, and how many remarks typst made.
fn print(book: &impl Files, typst: Typst) -> Result<(OutputTree, usize), Stop> {
    let mut outcome = tallybook::check_book(book).expect("the book's files can be read");
    assert_eq!(outcome.faults.errors(), 0, "{:?}", outcome.faults.iter().collect::<Vec<_>>());
    let request = Build { only: Some(Only::Print), typst: Some(typst), ..Build::default() };
    let prints = tallybook::build_book(&mut outcome, book, &request)?;
    Ok((prints, outcome.faults.iter().filter(|fault| fault.rule.name == "print-warning").count()))
}

fn printed(book: &impl Files, folder: &Path) -> OutputTree {
    print(book, typst(folder)).expect("the book is printed").0
}

/// The PDFs among what was printed; the rest are Word files.
fn pdfs(printed: &OutputTree) -> impl Iterator<Item = (&str, &[u8])> {
    let (pdfs, others): (Vec<_>, Vec<_>) = printed.iter().partition(|(path, _)| path.ends_with(".pdf"));
    assert!(!pdfs.is_empty() && others.iter().all(|(path, bytes)| path.ends_with(".docx") && bytes.starts_with(b"PK")));
    pdfs.into_iter()
}

/// Why a book is not printed.
fn failure(book: &Memory, typst: Typst) -> Failure {
    match print(book, typst) {
        Err(Stop::Failed(failure)) => failure,
        other => panic!("{:?}", other.map(|(_, remarks)| remarks)),
    }
}

fn real() -> Disk {
    Disk::new(repository())
}

/// A small book with the real book's templates.
fn small() -> Memory {
    with_templates(base())
}

/// A small book with a table of long cells.
fn with_table(rows: usize) -> Memory {
    let table = |word: &str| format!("| {word} |\n|---|\n") + &format!("| {} |\n", word.repeat(150)).repeat(rows);
    with_page(small(), &table("草原"), &table("grassland "))
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
    assert!(first.iter().map(|(path, _)| path).eq(works()));
    for (path, pdf) in pdfs(&first) {
        assert!(pdf.starts_with(b"%PDF-1.7"), "{path}");
        // A cover, an imprint, lists, the chapters and the notes; a loop in the layout makes hundreds of pages.
        let pages = pages(pdf);
        let fitting = if path.contains("atlas") { 25..=60 } else { 50..=160 };
        assert!(fitting.contains(&pages), "{path} has {pages} pages");
        for (marker, least) in [("pdfuaid:part", 1), ("pdfaid:part", 1), ("/Marked true", 1), ("/FontFile", 4)] {
            assert!(count(pdf, marker) >= least, "{path}: too few {marker}");
        }
        let language = if path.ends_with("zh.pdf") { "/Lang(zh" } else { "/Lang(en" };
        assert!(count(pdf, language) > 0, "{path}: no {language}");
    }
    for (path, pdf) in pdfs(&first) {
        unfolded(path, pdf, folder.path());
    }
    let second = printed(&real(), folder.path());
    assert!(first.iter().eq(second.iter()), "two runs differ");
}

/// Where qpdf is at hand: the file is sound, and has bookmarks, page labels and a tree of tags.
#[expect(clippy::disallowed_methods, reason = "lays a PDF before another program")]
fn unfolded(path: &str, pdf: &[u8], folder: &Path) {
    let [from, to] = ["folded.pdf", "unfolded.pdf"].map(|name| folder.join(name));
    std::fs::write(&from, pdf).expect("a file");
    let run = |arguments: &[&std::ffi::OsStr]| std::process::Command::new("qpdf").args(arguments).status();
    let Ok(checked) = run(&["--check".as_ref(), from.as_ref()]) else { return };
    assert!(checked.success(), "{path}: qpdf finds it broken");
    let laid = run(&["--qdf".as_ref(), "--object-streams=disable".as_ref(), from.as_ref(), to.as_ref()]);
    assert!(laid.is_ok_and(|status| status.success()), "{path}");
    let bytes = std::fs::read(&to).expect("what qpdf wrote");
    for (marker, least) in [("/Outlines", 1), ("/PageLabels", 1), ("/StructTreeRoot", 1), ("/Title ", 25)] {
        assert!(count(&bytes, marker) >= least, "{path}: too few {marker}");
    }
}

#[test]
fn with_typst_one_work_is_printed_alone_and_its_map_sheets_are_bound() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let map = |approval: &str| {
        let sheets = format!(
            "format: 1\nsheets:\n- {{id: zones, title: {{zh: \"分区图\", en: \"Zones\"}}, file: images/zones.svg{approval}}}\n"
        );
        let drawing =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"><rect width=\"4\" height=\"3\"/></svg>";
        let book = small().with("data/atlas.yaml", sheets).with("content/images/zones.svg", drawing);
        let mut outcome = tallybook::check_book(&book).expect("the book's files can be read");
        let request = Build { only: Only::of("atlas"), typst: Some(typst(folder.path())), ..Build::default() };
        tallybook::build_book(&mut outcome, &book, &request).expect("the atlas is printed")
    };
    let (bound, listed) = (map(", approval: \"S(2022)001\""), map(""));
    assert!(bound.iter().map(|(path, _)| path).eq(["print/atlas.en.pdf", "print/atlas.zh.pdf"]));
    for ((path, bound), (_, listed)) in bound.iter().zip(listed.iter()) {
        assert_eq!(
            pages(bound),
            pages(listed) + 1,
            "{path}: a sheet that is not reviewed is bound, or one that is, is not"
        );
    }
}

#[test]
fn with_typst_a_table_taller_than_a_page_goes_on_overleaf() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let short = printed(&with_table(1), folder.path());
    let long = printed(&with_table(24), folder.path());
    assert_eq!((short.iter().count(), long.iter().count()), (works().len(), works().len()));
    for ((path, short), (_, long)) in pdfs(&short).zip(pdfs(&long)) {
        // Tables of the text stand in the plan alone.
        if path.contains("atlas") {
            continue;
        }
        // A line holds less than 100 of the cell's characters, a page less than 60 lines: 24 cells need two pages more.
        assert!(pages(long) >= pages(short) + 2, "{path}: {} pages, then {}", pages(short), pages(long));
    }
}

#[test]
fn with_typst_a_book_is_printed_in_fonts_of_its_own_with_characters_that_they_lack_raised() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let fonts = "fonts: {serif: [NotoSansSC-Regular.ttf, NotoSansSC-Bold.ttf]}\n";
    let raised = "CO₂ PM₂.₅ mg·L⁻¹ **NOₓ**";
    let book = with_page(extended(&small(), "data/plan.yaml", fonts), raised, raised);
    for (path, pdf) in pdfs(&printed(&book, folder.path())) {
        assert_eq!(count(pdf, "NotoSerif"), 0, "{path} is not in the fonts of the book");
        assert!(count(pdf, "NotoSansSC-Regular") > 0 && count(pdf, "NotoSansSC-Bold") > 0, "{path}");
    }
    for (path, pdf) in pdfs(&printed(&small(), folder.path())) {
        assert!(count(pdf, "NotoSerifSC-Regular") > 0, "{path}: fonts cannot be told in it");
    }
}

#[test]
fn with_typst_hostile_text_is_printed_as_it_is_and_twice_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (first, remarks) = print(&with_templates(hostile()), typst(folder.path())).expect("the book is printed");
    assert_eq!(remarks, 0);
    assert!(first.iter().map(|(path, _)| path).eq(works()));
    assert!(pdfs(&first).all(|(_, pdf)| pdf.starts_with(b"%PDF-1.7")));
    // The metadata stands uncompressed; its `<` is written `&lt;`.
    let title = format!("Restoration Plan {}", HOSTILE.split('<').next().unwrap_or_default());
    assert!(pdfs(&first).any(|(_, pdf)| count(pdf, &title) > 0), "no PDF has the title {title}");
    let second = printed(&with_templates(hostile()), folder.path());
    assert!(first.iter().eq(second.iter()), "two runs differ");
    assert!(!folder.path().join("staging").exists(), "the staging folder was left behind");
}

#[test]
fn with_typst_a_character_without_a_glyph_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let rule = "- {rule: glyph-missing, severity: off, reason: {zh: \"示例。\", en: \"An example.\"}}\n";
    let book = with_page(extended(&small(), "data/plan.yaml", rule), "䀁䀀", "䀁䀀");
    let failure = failure(&book, typst(folder.path()));
    let said = format!("{failure:?}");
    assert!(said.contains("U+4001") && said.contains("print.no-glyph"), "{said}");
    assert!(failure.hints.iter().any(|hint| hint.id == "glyph-missing.hint"), "{said}");
    assert!(!folder.path().join("staging").exists());
}

#[test]
fn with_typst_a_template_that_hides_a_package_from_us_gets_no_network() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let hidden = br#"#import "\u{40}preview/cetz:0.4.2""#;
    let said = format!("{:?}", failure(&small().with("templates/print/plan.typ", hidden), typst(folder.path())));
    assert!(said.contains("failed to download package") && said.contains("refused"), "{said}");
}

#[test]
fn with_typst_a_document_without_end_is_stopped() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let impatient = Typst { time: Duration::from_secs(2), ..typst(folder.path()) };
    let endless = "#let grow(n) = { let k = 0; while k < 100000000 { k += 1 }; grow(n + 1) }\n#grow(0)\n";
    let failure = failure(&small().with("templates/print/plan.typ", endless), impatient);
    assert!(["print.too-slow", "print.error"].contains(&failure.message.id), "{failure:?}");
    assert!(!folder.path().join("staging").exists());
}

#[test]
fn with_typst_a_fault_of_a_template_has_its_file_and_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let book = small().with("templates/print/plan.typ", "\n#let a = unknown\n");
    let said = format!("{:?}", failure(&book, typst(folder.path())));
    assert!(said.contains("templates/print/plan.typ:2:10"), "{said}");
}

/// A program that says of each run what it set, and does it.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "lays a program of its own before typst")]
fn counted(folder: &Path) -> (Typst, impl Fn() -> Vec<String>) {
    use std::os::unix::fs::PermissionsExt;
    let (real, script, log) = (typst(folder), folder.join("typst"), folder.join("log"));
    let line = format!("#!/bin/sh\necho \"$*\" >> {}\nexec {} \"$@\"\n", log.display(), real.program.display());
    std::fs::write(&script, line).expect("a script");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let runs = move || {
        let said = std::fs::read_to_string(&log).unwrap_or_default();
        let set = said.lines().filter(|line| line.starts_with("compile"));
        let mut runs: Vec<String> = set
            .map(|line| {
                let language = line.split("lang=").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
                format!("{}.{language}", if line.contains("atlas") { "atlas" } else { "plan" })
            })
            .collect();
        runs.sort();
        let _ = std::fs::remove_file(&log);
        runs
    };
    (Typst { program: script, shelf: Some(folder.join("shelf")), ..real }, runs)
}

#[cfg(unix)]
#[test]
fn with_typst_only_what_is_made_of_something_else_is_set_anew() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (typst, runs) = counted(folder.path());
    let first = print(&small(), typst.clone()).expect("the book is printed").0;
    let all = runs();
    assert_eq!(all.len(), pdfs(&first).count(), "{all:?}");
    let again = print(&small(), typst.clone()).expect("the book is printed").0;
    assert_eq!(runs(), Vec::<String>::new());
    assert!(first.iter().eq(again.iter()));
    // A sentence of one language reaches that language's plan alone.
    let page = "content/zh/01-status/01-land.md";
    let changed = extended(&small(), page, "\n草原在返青。\n");
    let changed = extended(&changed, "content/en/01-status/01-land.md", "\nThe grass is turning green.\n");
    let settled = print(&changed, typst.clone()).expect("the book is printed").0;
    assert_eq!(runs(), ["plan.en", "plan.zh"]);
    let reworded = extended(&small(), page, "\n草原正在返青。\n");
    let reworded = extended(&reworded, "content/en/01-status/01-land.md", "\nThe grass is turning green.\n");
    let last = print(&reworded, typst).expect("the book is printed").0;
    assert_eq!(runs(), ["plan.zh"]);
    assert_ne!(settled.get("print/plan.zh.pdf"), last.get("print/plan.zh.pdf"));
    let cold = printed(&reworded, folder.path());
    assert!(pdfs(&last).eq(pdfs(&cold)), "what was kept differs from what is made");
}
