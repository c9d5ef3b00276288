//! `data/translations.yaml`: the source blocks whose translation a person has confirmed.
//!
//! One hash a line, so that two people who confirm different pages do not get in each other's way.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, SourceMap, Span};
use crate::model::{Confirmation, LANGUAGES, PageTranslation, Report, TranslationState};
use std::fmt::Write;

/// The file, from the book's root.
pub const PATH: &str = "data/translations.yaml";

const HEAD: &str = "\
# Written by `tallybook translated`: the paragraphs of the source language whose translation was confirmed,
# as hashes of their words. Tied numbers are left out: an update of the data makes nothing stale.
";

/// The page that is meant by `01-status/01-natural.md`, `content/en/01-status/01-natural.md` or without `.md`.
pub fn find<'a>(report: &'a Report, asked: &str) -> Option<&'a PageTranslation> {
    let asked = asked.replace('\\', "/");
    let mut path = asked.trim_start_matches("./");
    if let Some((language, below)) = path.strip_prefix("content/").and_then(|below| below.split_once('/'))
        && crate::model::Language::from_tag(language).is_some()
    {
        path = below;
    }
    let path = path.trim_end_matches(".md");
    report.translations.iter().find(|page| page.page.trim_end_matches(".md") == path)
}

/// The errors for which nothing may be confirmed: those of the file itself, whose entries would be lost, and those of
/// the pages after which blocks do not pair up. `pages` are paths below `content/<lang>/`.
pub fn obstacles<'a>(faults: &'a Diagnostics, sources: &'a SourceMap, pages: &[&str]) -> Vec<&'a Diagnostic> {
    let is_page = |path: &str| {
        let below = LANGUAGES.iter().find_map(|language| path.strip_prefix(&format!("content/{language}/")));
        below.is_some_and(|below| pages.contains(&below))
    };
    let stands_in = |place: &Span| sources.source(place.source).path.as_str();
    let forbids = |fault: &&Diagnostic| match fault.place.as_ref().map(stands_in) {
        None | Some(PATH) => true,
        Some(path) => is_page(path) && fault.rule.mispairs,
    };
    faults.iter().filter(|fault| fault.severity == Severity::Error).filter(forbids).collect()
}

/// The new text of the file: the pages that `confirmed` names as they are now, the others as they were confirmed.
/// Pages that are gone are left out. `former` is the file's present text, whose opening comment is kept.
pub fn confirm(report: &Report, confirmed: impl Fn(&PageTranslation) -> bool, former: Option<&str>) -> String {
    let mut text = former.map_or_else(|| HEAD.to_owned(), head);
    text.push_str("format: 1\ntranslations:");
    let mut any = false;
    for page in &report.translations {
        let sections = if confirmed(page) { present(page) } else { recorded(report, page) };
        for (heading, hashes) in sections.into_iter().filter(|(_, hashes)| !hashes.is_empty()) {
            any = true;
            entry(&mut text, &page.page, heading, &hashes);
        }
    }
    text.push_str(if any { "\n" } else { " []\n" });
    text
}

/// The comment that opens the file.
fn head(former: &str) -> String {
    let lines = former.trim_start_matches('\u{feff}').lines().take_while(|line| line.starts_with('#'));
    lines.fold(String::new(), |head, line| head + line + "\n")
}

type Sections<'a> = Vec<(&'a str, Vec<&'a str>)>;

/// A page's blocks that have a translation, by heading.
fn present(page: &PageTranslation) -> Sections<'_> {
    let mut sections: Sections<'_> = Vec::new();
    for block in page.blocks.iter().filter(|block| block.state != TranslationState::Missing) {
        match sections.last_mut() {
            Some((heading, hashes)) if *heading == block.heading => hashes.push(&block.hash),
            _ => sections.push((&block.heading, vec![&block.hash])),
        }
    }
    sections
}

/// What was confirmed of a page before, whatever it was called then; what has been moved to it comes last.
fn recorded<'a>(report: &'a Report, page: &'a PageTranslation) -> Sections<'a> {
    let name = page.formerly.as_ref().unwrap_or(&page.page);
    let entries = report.project.confirmations.as_deref().unwrap_or_default().iter();
    let own = entries.filter(|entry| entry.page.value == *name);
    let hashes = |entry: &'a Confirmation| entry.blocks.iter().map(|hash| hash.value.as_str()).collect();
    let mut sections: Sections<'_> = own.map(|entry| (entry.heading.as_str(), hashes(entry))).collect();
    let mut known: Vec<&str> = sections.iter().flat_map(|(_, hashes)| hashes.iter().copied()).collect();
    for block in page.blocks.iter().filter(|block| block.state == TranslationState::Done) {
        match known.iter().position(|hash| *hash == block.hash) {
            Some(at) => {
                known.swap_remove(at);
            }
            None => sections.push((&block.heading, vec![&block.hash])),
        }
    }
    sections
}

fn entry(text: &mut String, page: &str, heading: &str, hashes: &[&str]) {
    // Double quotes of YAML are those of JSON; `Debug` would escape Chinese marks otherwise than YAML reads them.
    let quoted = |word: &str| serde_json::Value::from(word).to_string();
    let _ = write!(text, "\n- page: {}\n  heading: {}\n  blocks:", quoted(page), quoted(heading));
    for hash in hashes {
        let _ = write!(text, "\n  - {}", quoted(hash));
    }
}
