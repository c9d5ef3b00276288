//! Rewritten literals as sentences: the old one, the new one, and where.

use super::sentence;
use crate::diagnostic::SourceMap;
use crate::model::Edit;
use crate::prose;

/// A sentence that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// Path from the book's root.
    pub(super) file: String,
    /// Line, from 1.
    pub(super) line: usize,
    /// The sentence as it is.
    pub(super) before: String,
    /// The sentence as it will be.
    pub(super) after: String,
}

/// The sentences that edits change, in the order of files and lines; one with several edits is told once.
pub(super) fn changes(sources: &SourceMap, edits: &[Edit]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for (id, source) in sources.iter() {
        let mut own: Vec<&Edit> = edits.iter().filter(|edit| edit.span.source == id).collect();
        own.sort_unstable();
        let text = prose::edited(&source.text, own.iter().copied());
        // Where an old place lies in the new text: moved by what the edits before it made longer or shorter.
        let (mut added, mut removed) = (0, 0);
        for edit in own {
            let old = edit.span.range();
            let start = old.start + added - removed;
            let change = Change {
                file: source.path.clone(),
                line: sources.start(edit.span).line,
                before: sentence::around(&source.text, old.clone()),
                after: sentence::around(&text, start..start + edit.text.len()),
            };
            if changes.last() != Some(&change) {
                changes.push(change);
            }
            added += edit.text.len();
            removed += old.len();
        }
    }
    changes
}

/// One sentence before and after, as `diff` shows it.
pub(super) fn diff(change: &Change) -> String {
    format!("{}:{}\n  - {}\n  + {}\n", change.file, change.line, change.before, change.after)
}

/// The places where a name still stands as a word of its own, but for what tells of former names.
pub(super) fn mentions(sources: &SourceMap, name: &str) -> Vec<String> {
    let part = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '.' | '-' | '/');
    let told = |path: &str| path.starts_with("data/revisions/") || path == "data/redirects.yaml";
    let mut found = Vec::new();
    for (_, source) in sources.iter().filter(|(_, source)| !told(&source.path)) {
        for (number, line) in source.text.lines().enumerate().filter(|(_, line)| !line.trim().starts_with("formerly:"))
        {
            let stands = line.match_indices(name).any(|(at, _)| {
                let before = line[..at].chars().next_back().is_some_and(part);
                let after = line[at + name.len()..].chars().next().is_some_and(part);
                !before && !after && !line[..at].ends_with("formerly: [")
            });
            if stands {
                found.push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Change, changes};
    use crate::diagnostic::{SourceMap, Span};
    use crate::model::Edit;

    #[test]
    fn a_sentence_with_two_edits_is_told_once() {
        let mut sources = SourceMap::default();
        let text = "前句。草地[6个](=a)，湿地[9个](=b)。后句[1](=c)。\n";
        let id = sources.add("a.md", text);
        let edit = |old: &str, new: &str| {
            let start = text.find(old).unwrap();
            Edit { span: Span::new(id, start..start + old.len()), text: new.to_owned() }
        };
        let found = changes(&sources, &[edit("9个", "10个"), edit("6个", "13个"), edit("1]", "2]")]);
        let sentences: Vec<(&str, &str)> =
            found.iter().map(|Change { before, after, .. }| (before.as_str(), after.as_str())).collect();
        assert_eq!(sentences, [("草地6个，湿地9个。", "草地13个，湿地10个。"), ("后句1。", "后句2。")]);
    }
}
