//! The examples of the CommonMark specification 0.31.2 as pages of a book: whatever `check` lets pass stands on the site
//! and on paper, and what it refuses it refuses at its place.
//!
//! All examples are pages of one book, so that one run of each stage serves them all. Rules that judge what a plan says
//! and how its pages are built are switched off: the examples are no plan. The site is compared with the HTML of the
//! specification; where it differs on purpose [`DIFFERENCES`] says why.
#![allow(clippy::disallowed_methods, reason = "reads the tool's own templates and starts pdftotext")]

mod html;
mod spec;

use html::{normal, words_of};
use spec::{Example, examples};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tallybook::load::{Disk, Files, Memory};
use tallybook::{Build, Only, Outcome, Typst};

/// Rules about the matter of a plan, not about its Markdown.
const OFF: [&str; 6] = [
    "heading-id-missing",
    "number-unbound",
    "structure-differs",
    "text-typography",
    "translation-numbers-differ",
    "translation-stale",
];

/// The examples that the site shows otherwise than the specification, and why.
const DIFFERENCES: [(&str, &[usize]); 4] = [
    ("an address stands as it is typed: browsers encode what must be", &[20, 346, 526, 538, 603]),
    ("a link without an address leads to its own page", &[200, 485, 486, 487, 567]),
    (
        "a heading in a quotation or a list is no heading of the book, has no number and stands in no contents",
        &[228, 229, 230, 232, 300],
    ),
    ("only http, https and mailto lead out of the book", &[596, 598, 599, 601]),
];

/// The book whose pages are these examples, in both languages.
fn book(examples: &[Example]) -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut book = Memory::default();
    for (disk, part) in [(Disk::new(root.join("tests/rules/base")), "data"), (Disk::new(root), "templates")] {
        for path in disk.list(part).expect("the folder can be read") {
            book.files.insert(path.clone(), disk.read(&path).expect("the file can be read"));
        }
    }
    // The pages alone: each with its contents column would take longer than all the rest.
    let page = b"<h1></h1>{{ body_html | safe }}</article>".to_vec();
    book.files.insert("templates/site/page.html".to_owned(), page);
    let plan = book.files.get_mut("data/plan.yaml").expect("the base book has a plan");
    let text = String::from_utf8(plan.clone()).expect("the plan is text");
    let (head, _) = text.split_once("\n#").expect("a remark stands before the rules");
    let off = |rule: &&str| format!("- {{rule: {rule}, severity: off, reason: {{zh: \"范例\", en: \"Examples.\"}}}}\n");
    *plan = format!("{head}\nrules:\n{}", OFF.iter().map(off).collect::<String>()).into_bytes();
    for language in ["zh", "en"] {
        for example in examples {
            let (folder, file) = path(example.number);
            let opening = format!("# {} {{#{folder}}}\n", if language == "zh" { "范例" } else { "Examples" });
            book.files.insert(format!("content/{language}/{folder}/_index.md"), opening.into_bytes());
            let page =
                format!("# {} {{#{}}}\n\n{}", title(language, example.number), id(example.number), example.markdown);
            book.files.insert(format!("content/{language}/{folder}/{file}.md"), page.into_bytes());
        }
    }
    book
}

fn id(number: usize) -> String {
    format!("example-{number}")
}

/// The folder and the file of an example; names have two digits.
fn path(number: usize) -> (String, String) {
    let (chapter, section) = ((number - 1) / 90 + 1, (number - 1) % 90 + 1);
    (format!("{chapter:02}-part-{chapter}"), format!("{section:02}-{}", id(number)))
}

/// A title that stands nowhere else.
fn title(language: &str, number: usize) -> String {
    if language == "zh" { format!("范例第{number}号始") } else { format!("Specimen {number} begins") }
}

/// The numbers of the examples that are refused, each with the rules that do so; `None` for a fault without a page.
fn refused(outcome: &Outcome) -> BTreeMap<Option<usize>, BTreeSet<&'static str>> {
    let mut refused: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for fault in outcome.faults.iter().filter(|fault| fault.severity == tallybook::diagnostic::Severity::Error) {
        let path = fault.place.map(|span| outcome.sources.source(span.source).path.as_str());
        let number = path.and_then(|path| path.rsplit_once("example-")?.1.strip_suffix(".md")?.parse().ok());
        refused.entry(number).or_default().insert(fault.rule.name);
    }
    refused
}

/// The examples that `check` accepts, and the book of them.
fn accepted() -> (Vec<Example>, Memory, Outcome) {
    let mut left = examples();
    assert_eq!(left.len(), 652);
    // What is refused may hide what only follows from it.
    for _ in 0..3 {
        let book = book(&left);
        let outcome = tallybook::check_book(&book).expect("files in memory can be read");
        let refused = refused(&outcome);
        assert!(!refused.contains_key(&None), "a fault names no page: {refused:?}");
        if refused.is_empty() {
            return (left, book, outcome);
        }
        left.retain(|example| !refused.contains_key(&Some(example.number)));
    }
    panic!("check finds new faults in pages that it has passed");
}

#[test]
fn what_check_accepts_stands_on_the_site_as_the_specification_says() {
    let (examples, book, mut outcome) = accepted();
    assert!(examples.len() > 350, "only {} examples are accepted", examples.len());
    let request = Build { only: Some(Only::Site), ..Build::default() };
    let site = tallybook::build_book(&mut outcome, &book, &request).expect("the site is built");
    let mut differing = BTreeMap::new();
    for example in &examples {
        for language in ["zh", "en"] {
            let part = (example.number - 1) / 90 + 1;
            let path = format!("{language}/part-{part}/{}.html", id(example.number));
            let page = site.get(&path).unwrap_or_else(|| panic!("no {path}"));
            let page = String::from_utf8_lossy(page);
            let body = page.split_once("</h1>").and_then(|(_, rest)| rest.split_once("</article>"));
            let body = body.unwrap_or_else(|| panic!("{path} has no text")).0;
            let (seen, expected) = (words_of(body).join(" "), words_of(&example.html));
            for word in &expected {
                assert!(seen.contains(word.as_str()), "{path}: {word:?} is lost\n{}\n{body}", example.markdown);
            }
            let (seen, expected) = (normal(body), normal(&example.html));
            if seen != expected {
                let told = format!(
                    "example {}\n{}\n-- expected\n{expected}\n-- {language}\n{seen}\n",
                    example.number, example.markdown
                );
                differing.insert(example.number, told);
            }
        }
    }
    let known: BTreeSet<usize> = DIFFERENCES.iter().flat_map(|(_, numbers)| *numbers).copied().collect();
    let new: Vec<&str> =
        differing.iter().filter(|(number, _)| !known.contains(number)).map(|(_, told)| told.as_str()).collect();
    assert!(new.is_empty(), "{} examples differ:\n{}", new.len(), new.join("\n"));
    let shown = examples.iter().map(|example| example.number).filter(|number| known.contains(number));
    let gone: Vec<usize> = shown.filter(|number| !differing.contains_key(number)).collect();
    assert!(gone.is_empty(), "these no longer differ: {gone:?}");
}

#[test]
fn with_typst_what_check_accepts_stands_on_paper() {
    let (examples, book, mut outcome) = accepted();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = std::env::var_os("TALLYBOOK_TYPST")
        .expect("TALLYBOOK_TYPST must name typst 0.15 (`make test` sets it; `make typst` builds it)");
    let typst = Typst::new(program.into(), folder.path().join("staging"));
    let request = Build { only: Some(Only::Print), typst: Some(typst), ..Build::default() };
    let prints = tallybook::build_book(&mut outcome, &book, &request).expect("the book is printed");
    let warned: Vec<_> = outcome.faults.iter().filter(|fault| fault.rule.name == "print-warning").collect();
    assert!(warned.is_empty(), "typst complains: {warned:?}");
    for language in ["zh", "en"] {
        let pdf = prints.get(&format!("print/plan.{language}.pdf")).expect("the book is printed");
        let path = folder.path().join(format!("{language}.pdf"));
        std::fs::write(&path, pdf).expect("the temporary folder takes it");
        let Some(text) = text_of(&path) else { return };
        let pages = sections(&text, language, &examples);
        for (example, page) in examples.iter().zip(&pages) {
            for word in words_of(&example.html) {
                let word = squeezed(&word);
                assert!(page.contains(&word), "example {} ({language}): {word:?} is lost\n{page}", example.number);
            }
        }
    }
}

/// The words of a PDF; none where this machine has no tool to read it.
fn text_of(pdf: &Path) -> Option<String> {
    let output =
        std::process::Command::new("pdftotext").args(["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()]).output();
    Some(String::from_utf8_lossy(&output.ok()?.stdout).into_owned())
}

/// The text of a PDF cut at the titles of the examples, without spaces.
fn sections(text: &str, language: &str, examples: &[Example]) -> Vec<String> {
    let text = squeezed(text);
    let starts: Vec<usize> = examples
        .iter()
        .map(|example| {
            let title = squeezed(&title(language, example.number));
            // The contents list it before, and running heads do not name sections.
            text.rfind(&title).map(|at| at + title.len()).unwrap_or_else(|| panic!("{title} is lost"))
        })
        .collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| text[*start..end].to_owned()).collect()
}

/// Without what a line's end may have put in or taken away.
fn squeezed(text: &str) -> String {
    let text = text.replace(['‘', '’'], "'").replace(['“', '”'], "\"");
    text.chars()
        .filter(|character| {
            !(character.is_whitespace() || matches!(character, '-' | '\u{ad}' | '\u{200b}' | '\u{2010}'))
        })
        .collect()
}
