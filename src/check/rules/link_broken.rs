//! A link or a cross-reference leads to a page, heading, figure or table that does not exist.
//!
//! A dead link in a public plan sends the reader nowhere; in print, a reference to a figure that is not there
//! cannot be followed at all.
//!
//! Bad:
//!
//! ```markdown
//! see [society](02-scoiety.md#people) and [](#fig:land-use)
//! ```
//!
//! Good:
//!
//! ```markdown
//! see [society](02-society.md#people) and [](#fig:land-cover)
//! ```
//!
//! Limits: Only links inside the book are checked; no other host is ever asked.
//!
//! ---
//!
//! 链接或交叉引用指向的页、标题、图或表不存在。
//!
//! 公开的规划里有断链，读者无处可去；印出来以后，引用不存在的图更是无从查找。
//!
//! 不好：
//!
//! ```markdown
//! 见[社会经济](02-scoiety.md#people)和[](#fig:land-use)
//! ```
//!
//! 好：
//!
//! ```markdown
//! 见[社会经济](02-society.md#people)和[](#fig:land-cover)
//! ```
//!
//! 限度：只检查书内的链接，从不访问外部网站。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned, nearest};
use crate::model::{Block, Inline, Language, Page, Project, Text};
use std::collections::BTreeSet;

const RULE: &str = "link-broken";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    let names = Names::of(project);
    for page in &project.pages {
        for block in &page.blocks {
            names.placed(block, faults);
            block.for_each_inline(&mut |inline| match inline {
                Inline::Link { target, .. } => link(project, page, target, faults),
                Inline::CrossReference { kind, id } => names.reference(page.language, kind, id, faults),
                _ => {}
            });
        }
    }
}

/// All ids that a page can refer to.
struct Names<'a> {
    figures: BTreeSet<&'a str>,
    tables: BTreeSet<&'a str>,
    projects: BTreeSet<&'a str>,
    headings: Text<BTreeSet<&'a str>>,
}

impl<'a> Names<'a> {
    fn of(project: &'a Project) -> Self {
        let headings = |language| {
            let headings = project.pages_of(language).flat_map(|(_, page)| page.headings());
            headings.filter_map(|heading| heading.id.as_ref()).map(|id| id.as_str()).collect()
        };
        Self {
            figures: project.figures.iter().map(|figure| figure.id.as_str()).collect(),
            tables: project.tables.iter().map(|table| table.id.as_str()).collect(),
            projects: project.projects.iter().map(|project| project.id.as_str()).collect(),
            headings: Text { zh: headings(Language::Zh), en: headings(Language::En) },
        }
    }

    /// A figure or table set into the page that no register holds.
    fn placed(&self, block: &Block, faults: &mut Diagnostics) {
        match block {
            Block::Figure { id, .. } => known("fig", id, &self.figures, faults),
            Block::RegisterTable { id, .. } => known("tab", id, &self.tables, faults),
            Block::Project { id, .. } => known("proj", id, &self.projects, faults),
            _ => {}
        }
    }

    fn reference(&self, language: Language, kind: &str, id: &Spanned<String>, faults: &mut Diagnostics) {
        match kind {
            "fig" => known("fig", id, &self.figures, faults),
            "tab" => known("tab", id, &self.tables, faults),
            _ => known("sec", id, self.headings.get(language), faults),
        }
    }
}

fn known(kind: &str, id: &Spanned<String>, names: &BTreeSet<&str>, faults: &mut Diagnostics) {
    if names.contains(id.as_str()) {
        return;
    }
    let message = match kind {
        "fig" => Message::new("link-broken.figure"),
        "tab" => Message::new("link-broken.table"),
        "proj" => Message::new("link-broken.project"),
        _ => Message::new("link-broken.section"),
    };
    faults.report(near(Diagnostic::error(RULE, id.span, message.with("id", id.as_str())), id, names.iter().copied()));
}

/// A link inside the book: the page must be there, and the heading on it.
fn link(project: &Project, page: &Page, target: &Spanned<String>, faults: &mut Diagnostics) {
    if leads_outside(target) {
        return;
    }
    let (path, id) = target.split_once('#').map_or((target.as_str(), None), |(path, id)| (path, Some(id)));
    let wanted = if path.is_empty() { page.path.clone() } else { resolve(&page.path, path) };
    let Some((_, goal)) = project.page_at(page.language, &wanted) else {
        let message = Message::new("link-broken.page").with("path", format!("content/{}/{wanted}", page.language));
        let paths = project.pages_of(page.language).map(|(_, other)| other.path.as_str());
        faults.report(near(Diagnostic::error(RULE, target.span, message), &wanted, paths));
        return;
    };
    let Some(id) = id else { return };
    let ids: Vec<&str> = goal.headings().filter_map(|heading| heading.id.as_ref()).map(|id| id.as_str()).collect();
    if !ids.contains(&id) {
        let message =
            Message::new("link-broken.id").with("id", id).with("path", format!("content/{}/{wanted}", page.language));
        faults.report(near(Diagnostic::error(RULE, target.span, message), id, ids.into_iter()));
    }
}

fn near<'a>(fault: Diagnostic, typed: &str, names: impl Iterator<Item = &'a str>) -> Diagnostic {
    match nearest(typed, names) {
        Some(name) => fault.hint(Message::new("did-you-mean").with("name", name)),
        None => fault.hint(Message::new("link-broken.hint")),
    }
}

/// `https:`, `mailto:` and their kin; such addresses are printed, never fetched.
fn leads_outside(target: &str) -> bool {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme);
    let named = |scheme: &str| {
        scheme.len() > 1 && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
    };
    target.starts_with("//") || scheme.is_some_and(named)
}

/// A relative path as a path below `content/<lang>/`; `..` above it stays and names no page.
fn resolve(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{leads_outside, resolve};

    #[test]
    fn paths_are_resolved_from_the_page() {
        for (from, path, expected) in [
            ("01-status/02-society.md", "01-natural.md", "01-status/01-natural.md"),
            ("01-status/02-society.md", "../02-goals/_index.md", "02-goals/_index.md"),
            ("01-status/02-society.md", "./x.md", "01-status/x.md"),
            ("01-status/02-society.md", "../../x.md", "../x.md"),
        ] {
            assert_eq!(resolve(from, path), expected, "{path} from {from}");
        }
    }

    #[test]
    fn addresses_with_a_scheme_lead_outside() {
        assert!(leads_outside("https://example.org/a#b"));
        assert!(leads_outside("mailto:a@example.org"));
        assert!(leads_outside("//example.org"));
        assert!(!leads_outside("../a.md#b"));
        assert!(!leads_outside("#b"));
    }
}
