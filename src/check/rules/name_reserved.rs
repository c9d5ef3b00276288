//! An id or the name of a file is one that the tool makes itself, or that Windows cannot hold.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, Spanned, rule};
use crate::model::{Inline, PARAGRAPH_ANCHOR, Page, Project, is_refused_by_windows};
use std::collections::{BTreeMap, BTreeSet};

const RULE: RuleId = rule::NAME_RESERVED;

/// What the ids begin with that the site makes for the page as a whole and for its lists.
const FRAME: [&str; 2] = ["page.", "list."];
/// What the ids begin with that the site makes inside a page of the book.
const INSIDE: [&str; 5] = ["fig-", "fn.", "fnref.", PARAGRAPH_ANCHOR, "tab-"];

/// The page of the gallery.
const GALLERY: &str = "index";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    for page in &project.pages {
        for id in page.headings().filter_map(|heading| heading.id.as_ref()) {
            made(id, FRAME.iter().chain(&INSIDE), faults);
        }
        page_name(page, faults);
    }
    let facts = project.facts.iter().map(|fact| &fact.id);
    let claims = project.claims.iter().map(|claim| &claim.id);
    let findings = project.findings.iter().map(|finding| &finding.id);
    facts.chain(claims).chain(findings).for_each(|id| made(id, FRAME.iter(), faults));
    for figure in &project.figures {
        if is_refused_by_windows(&figure.id.value) {
            refused(figure.id.span, &figure.id, faults);
        }
        // The page of a figure has its name, beside the gallery's.
        if figure.id.value == GALLERY {
            let message = Message::new("name-reserved.gallery").with("id", GALLERY);
            faults
                .report(Diagnostic::error(RULE, figure.id.span, message).hint(Message::new("name-reserved.hint-made")));
        }
    }
    image_names(project, faults);
}

fn made<'a>(id: &Spanned<String>, mut openings: impl Iterator<Item = &'a &'a str>, faults: &mut Diagnostics) {
    if let Some(opening) = openings.find(|opening| id.starts_with(**opening)) {
        let message = Message::new("name-reserved.made").with("id", id.as_str()).with("opening", *opening);
        faults.report(Diagnostic::error(RULE, id.span, message).hint(Message::new("name-reserved.hint-made")));
    }
}

/// The number in front is no part of an address: `02-nul.md` becomes `nul.html`.
fn page_name(page: &Page, faults: &mut Diagnostics) {
    let bare = |part: &str| part.split_once('-').map_or(part, |(_, words)| words).to_owned();
    if let Some(part) = page.path.split('/').map(bare).find(|part| is_refused_by_windows(part)) {
        refused(Span::new(page.source, 0..0), &part, faults);
    }
}

/// The images that the book names, each once.
fn image_names(project: &Project, faults: &mut Diagnostics) {
    let mut named: Vec<&Spanned<String>> = project.figures.iter().filter_map(|figure| figure.file.as_ref()).collect();
    for block in project.pages.iter().flat_map(|page| &page.blocks) {
        block.for_each_inline(&mut |inline| {
            if let Inline::Image { path, .. } = inline {
                named.push(path);
            }
        });
    }
    // What could not be read is reported by name already.
    let read: BTreeSet<&str> = project.assets.iter().map(|asset| asset.path.as_str()).collect();
    named.retain(|path| read.contains(path.as_str()));
    let mut known: BTreeMap<String, &Spanned<String>> = BTreeMap::new();
    for path in named {
        if let Some(part) = path.split('/').find(|part| is_refused_by_windows(part)) {
            refused(path.span, part, faults);
        }
        let first = *known.entry(path.to_lowercase()).or_insert(path);
        if first.value != path.value {
            let message = Message::new("name-reserved.case").with("name", path.as_str()).with("other", first.as_str());
            let fault = Diagnostic::error(RULE, path.span, message).hint(Message::new("name-reserved.hint"));
            faults.report(fault.related(first.span, Message::new("note-first")));
        }
    }
}

fn refused(place: Span, name: &str, faults: &mut Diagnostics) {
    let message = Message::new("name-reserved.windows").with("name", name);
    faults.report(Diagnostic::error(RULE, place, message).hint(Message::new("name-reserved.hint")));
}
