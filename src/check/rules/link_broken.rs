//! A link or a cross-reference leads to nothing: to a page, heading, figure or table that does not exist, or to an
//! address that is not published.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Sought, Spanned, did_you_mean, nearest, rule};
use crate::model::{Block, Inline, LANGUAGES, Language, Leads, Page, Project, Text};
use crate::prose::fields;
use std::collections::BTreeSet;

const RULE: RuleId = rule::LINK_BROKEN;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    let names = Names::of(project);
    for page in &project.pages {
        for block in &page.blocks {
            names.placed(block, faults);
            block.for_each_inline(&mut |inline| match inline {
                Inline::Link { target, inlines } => link(&Home { project, page: Some(page) }, target, inlines, faults),
                Inline::CrossReference { kind, id } => names.reference(page.language, kind, id, faults),
                _ => {}
            });
        }
    }
    fields::each(project, &mut |field| {
        for language in LANGUAGES {
            Inline::walk(&field.prose.get(language).inlines, &mut |inline| match inline {
                Inline::Link { target, inlines } => link(&Home { project, page: None }, target, inlines, faults),
                Inline::CrossReference { kind, id } => names.reference(language, kind, id, faults),
                _ => {}
            });
        }
    });
}

/// Where a link stands.
struct Home<'a> {
    project: &'a Project,
    /// `None` in a text of the data.
    page: Option<&'a Page>,
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
    let (message, sought) = match kind {
        "fig" => (Message::new("link-broken.figure"), Sought::Figure),
        "tab" => (Message::new("link-broken.table"), Sought::Table),
        "proj" => (Message::new("link-broken.project"), Sought::Project),
        _ => (Message::new("link-broken.section"), Sought::Heading),
    };
    let fault = Diagnostic::error(RULE, id.span, message.with("id", id.as_str())).seeking(sought);
    faults.report(near(fault, id, names.iter().copied()));
}

/// A link has words and leads out of the book by a scheme that is published, or to a page.
fn link(home: &Home<'_>, target: &Spanned<String>, inlines: &[Inline], faults: &mut Diagnostics) {
    let mut fault = |message: Message, hint: Message| {
        let message = message.with("target", target.as_str());
        faults.report(Diagnostic::error(RULE, target.span, message).hint(hint));
    };
    match (Leads::of(target), home.page) {
        (Leads::Nowhere("//"), _) => {
            let full = format!("https:{}", target.as_str());
            fault(Message::new("link-broken.nowhere"), Message::new("link-broken.hint-host").with("full", full));
        }
        (Leads::Nowhere("fig" | "tab" | "proj"), _) => {
            let hint = Message::new("link-broken.hint-register").with("target", target.as_str());
            fault(Message::new("link-broken.nowhere"), hint);
        }
        (Leads::Nowhere(_), _) => fault(Message::new("link-broken.nowhere"), Message::new("link-broken.hint-scheme")),
        _ if target.is_empty() => fault(Message::new("link-broken.empty"), Message::new("link-broken.hint-empty")),
        _ if !has_words(inlines) => {
            fault(Message::new("link-broken.wordless"), Message::new("link-broken.hint-wordless"));
        }
        (Leads::Outside, _) => {}
        (Leads::Inside, Some(page)) => inside(home.project, page, target, faults),
        (Leads::Inside, None) => fault(Message::new("link-broken.in-data"), Message::new("link-broken.hint-in-data")),
    }
}

/// Whether a reader sees something of a link: words, a picture.
fn has_words(inlines: &[Inline]) -> bool {
    !Inline::plain(inlines).trim().is_empty() || inlines.iter().any(|inline| matches!(inline, Inline::Image { .. }))
}

/// A link inside the book: the page must be there, and the heading on it.
fn inside(project: &Project, page: &Page, target: &Spanned<String>, faults: &mut Diagnostics) {
    let (path, id) = target.split_once('#').map_or((target.as_str(), None), |(path, id)| (path, Some(id)));
    let wanted = if path.is_empty() { page.path.clone() } else { resolve(&page.path, path) };
    let Some((_, goal)) = project.page_at(page.language, &wanted) else {
        let message = Message::new("unknown-page").with("name", format!("content/{}/{wanted}", page.language));
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
        Some(name) => fault.hint(did_you_mean(name)),
        None => fault.hint(Message::new("link-broken.hint")),
    }
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
    use super::resolve;

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
}
