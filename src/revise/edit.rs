//! Edits, and files with their edits made.

use crate::diagnostic::{SourceId, SourceMap, Span};
use std::collections::BTreeMap;

/// A stretch of a file and what shall stand there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// Where.
    pub span: Span,
    /// What.
    pub text: String,
}

/// A file before and after its edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Path from the book's root.
    pub path: String,
    /// As it was read.
    pub before: String,
    /// As it shall be.
    pub after: String,
}

/// The files that edits change. Of two edits that overlap the first by place counts.
pub fn rewrite(sources: &SourceMap, edits: &[Edit]) -> Vec<Rewritten> {
    let mut by_file: BTreeMap<SourceId, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(edit.span.source).or_default().push(edit);
    }
    let file = |(id, mut edits): (SourceId, Vec<&Edit>)| {
        edits.sort();
        let source = sources.source(id);
        let mut after = String::with_capacity(source.text.len());
        let mut done = 0;
        for edit in edits {
            let place = edit.span.range();
            let Some(kept) = source.text.get(done..place.start) else { continue };
            after.push_str(kept);
            after.push_str(&edit.text);
            done = place.end;
        }
        after.push_str(source.text.get(done..).unwrap_or(""));
        Rewritten { path: source.path.clone(), before: source.text.clone(), after }
    };
    by_file.into_iter().map(file).filter(|file| file.before != file.after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_places_of_edits_change() {
        let mut sources = SourceMap::default();
        let id = sources.add("a.md", "\u{feff}共6个，7个。\r\n");
        let edit = |range, text: &str| Edit { span: Span::new(id, range), text: text.to_owned() };
        let edits = [edit(13..17, "[7个](=b)"), edit(6..10, "[6个](=a)"), edit(8..9, "lost")];
        let files = rewrite(&sources, &edits);
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].after, "\u{feff}共[6个](=a)，[7个](=b)。\r\n");
        assert_eq!(rewrite(&sources, &[]), []);
    }
}
