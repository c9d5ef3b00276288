//! A page under another name: its file in each language, and the links that lead to it and from it.

use super::Desk;
use crate::diagnostic::{SourceId, Span};
use crate::model::{Edit, LANGUAGES};
use std::ops::Range;

/// A path below `content/<lang>/`, however it was given.
pub(super) fn below(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("content/").unwrap_or(&path);
    let tags = LANGUAGES.map(|language| format!("{language}/"));
    let path = tags.iter().find_map(|tag| path.strip_prefix(tag.as_str())).unwrap_or(path);
    path.to_owned()
}

/// Whether a page may have this path; what else is wrong with it `check` says.
pub(super) fn is_path(path: &str) -> bool {
    let sound = |part: &str| {
        part.starts_with(|first: char| first.is_alphanumeric())
            && part.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.'))
    };
    path.ends_with(".md") && path.split('/').count() == 2 && path.split('/').all(sound)
}

/// A link's path from the folder of a page, taken from the root.
fn resolve(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// The path from one page to another.
fn relative(from: &str, to: &str) -> String {
    let (here, there): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let folders = here.len().min(there.len()) - 1;
    let shared = here[..folders].iter().zip(&there[..folders]).take_while(|(one, other)| one == other).count();
    "../".repeat(here.len() - 1 - shared) + &there[shared..].join("/")
}

impl Desk<'_> {
    /// The files that move.
    pub(super) fn moves(&self) -> Vec<(String, String)> {
        let path = |language, page: &str| format!("content/{language}/{page}");
        let known = |path: &String| self.sources.find(path).is_some();
        let moves = LANGUAGES.map(|one| (path(one, &self.request.old), path(one, &self.request.new)));
        moves.into_iter().filter(|(from, _)| known(from)).collect()
    }

    /// A link between pages leads where it led.
    pub(super) fn page_link(&mut self, id: SourceId, path: &str, written: &str, range: Range<usize>) {
        let (target, _) = written.split_once('#').unwrap_or((written, ""));
        let page = below(path);
        if !path.starts_with("content/") || !target.ends_with(".md") || target.contains("://") {
            return;
        }
        let goal = resolve(&page, target);
        let moved = |page: String| if page == self.request.old { self.request.new.clone() } else { page };
        let (here, there) = (moved(page.clone()), moved(goal.clone()));
        if here == page && there == goal {
            return;
        }
        let text = relative(&here, &there);
        if text != target && resolve(&here, target) != there {
            self.edits.insert(Edit { span: Span::new(id, range.start..range.start + target.len()), text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_taken_from_page_to_page() {
        for (from, to, link) in
            [("a/b.md", "a/c.md", "c.md"), ("a/b.md", "d/c.md", "../d/c.md"), ("a/b.md", "a/b.md", "b.md")]
        {
            assert_eq!(relative(from, to), link);
            assert_eq!(resolve(from, link), to);
        }
        assert_eq!(below("content/zh/a/b.md"), "a/b.md");
        assert!(is_path("01-a/02-b.md") && !is_path("../b.md") && !is_path("a/b/c.md") && !is_path("b.md"));
    }
}
