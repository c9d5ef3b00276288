//! Real runs of typst: they start the program that `TALLYBOOK_TYPST` names and fail where there is none.
//!
//! Their names begin with `with_typst`; `make test` runs them in a step of their own, so that all others need not wait
//! for typst.

use super::tests::{drawings, paragraph, report, words};
use super::{Typst, render};
use crate::diagnostic::Diagnostics;

fn typst(folder: &tempfile::TempDir) -> Typst {
    #[expect(clippy::disallowed_methods, reason = "make test says where typst is")]
    let program = std::env::var_os("TALLYBOOK_TYPST")
        .expect("TALLYBOOK_TYPST must name typst 0.15 (`make test` sets it; `make typst` builds it)");
    Typst::new(program.into(), folder.path().join("staging"))
}

#[test]
fn with_typst_both_languages_print_hostile_text_as_it_is_and_twice_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let typst = typst(&folder);
    let mut faults = Diagnostics::new();
    let print = |faults: &mut Diagnostics| render(&report(), &drawings(), &typst, faults).unwrap();
    let first = print(&mut faults);
    let paths: Vec<_> = first.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["print/plan.zh.pdf", "print/plan.en.pdf"]);
    assert!(first.iter().all(|(_, pdf)| pdf.starts_with(b"%PDF-1.7")));
    assert_eq!(faults.iter().count(), 0);
    assert!(first == print(&mut faults), "two runs differ");
    assert!(!typst.staging.exists(), "the staging folder was left behind");
}

#[test]
fn with_typst_a_character_without_a_glyph_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let typst = typst(&folder);
    let mut report = report();
    report.project.pages[0].blocks.push(paragraph(vec![words("䀁䀀")]));
    let failure = render(&report, &drawings(), &typst, &mut Diagnostics::new()).unwrap_err();
    let said = format!("{failure:?}");
    assert!(said.contains("U+4001") && said.contains("print.no-glyph"), "{said}");
    assert!(failure.hints.iter().any(|hint| hint.id == "print.glyph-hint"), "{said}");
    assert!(!typst.staging.exists());
}

#[test]
fn with_typst_a_template_that_hides_a_package_from_us_gets_no_network() {
    let folder = tempfile::tempdir().unwrap();
    let typst = typst(&folder);
    let mut report = report();
    let hidden = br#"#import "\u{40}preview/cetz:0.4.2""#;
    report.project.templates.insert("print/plan.typ".to_owned(), hidden.to_vec());
    let failure = render(&report, &drawings(), &typst, &mut Diagnostics::new()).unwrap_err();
    let said = format!("{failure:?}");
    assert!(said.contains("failed to download package") && said.contains("refused"), "{said}");
}

#[test]
fn with_typst_a_document_without_end_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let typst = Typst { time: std::time::Duration::from_secs(2), ..typst(&folder) };
    let mut report = report();
    let endless = b"#let grow(n) = { let k = 0; while k < 100000000 { k += 1 }; grow(n + 1) }\n#grow(0)\n";
    report.project.templates.insert("print/plan.typ".to_owned(), endless.to_vec());
    let failure = render(&report, &drawings(), &typst, &mut Diagnostics::new()).unwrap_err();
    assert!(["print.too-slow", "print.error"].contains(&failure.message.id), "{failure:?}");
    assert!(!typst.staging.exists());
}

#[test]
fn with_typst_a_fault_of_a_template_has_its_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let typst = typst(&folder);
    let mut report = report();
    report.project.templates.insert("print/plan.typ".to_owned(), b"\n#let a = unknown\n".to_vec());
    let failure = render(&report, &drawings(), &typst, &mut Diagnostics::new()).unwrap_err();
    let said = format!("{failure:?}");
    assert!(said.contains("templates/print/plan.typ:2:10"), "{said}");
}
