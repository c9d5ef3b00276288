//! Texts with edits made, and where their places lie afterwards.

use crate::diagnostic::Span;
use crate::model::Edit;

/// A file's text with the edits that belong to it made. They must not overlap; one that does, or that does not
/// fit the text, is left out.
pub fn edited<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_unstable();
    let (mut result, mut done) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        let range = edit.span.range();
        let Some(kept) = text.get(done..range.start).filter(|_| text.get(range.clone()).is_some()) else {
            continue;
        };
        result.push_str(kept);
        result.push_str(&edit.text);
        done = range.end;
    }
    result.push_str(text.get(done..).unwrap_or(""));
    result
}

/// Where a place lies once the edits are made; what was replaced is where the new text is.
pub fn moved(span: Span, edits: &[Edit]) -> Span {
    let range = span.range();
    let (mut start, mut end) = (range.start, range.end);
    for edit in edits.iter().filter(|edit| edit.span.source == span.source) {
        let old = edit.span.range();
        let (new, old_length) = (edit.text.len(), old.len());
        if old.end <= range.start && old != range {
            start = start + new - old_length;
        }
        if old.end <= range.end {
            end = end + new - old_length;
        }
    }
    Span::new(span.source, start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceId;

    #[test]
    fn places_move_with_the_text() {
        let span = |range| Span::new(SourceId(0), range);
        let edit = |range, text: &str| Edit { span: span(range), text: text.to_owned() };
        let edits = [edit(2..4, "long"), edit(6..6, "in"), edit(9..12, "x")];
        for (old, new) in [(0..1, 0..1), (2..4, 2..6), (1..5, 1..7), (6..6, 8..10), (7..8, 11..12), (9..12, 13..14)] {
            assert_eq!(moved(span(old.clone()), &edits).range(), new, "{old:?}");
        }
        assert_eq!(moved(Span::new(SourceId(1), 7..8), &edits).range(), 7..8);
    }

    #[test]
    fn only_the_spans_change() {
        let edit = |range, text: &str| Edit { span: Span::new(SourceId(0), range), text: text.to_owned() };
        let text = "\u{feff}草地[6](=a)，[](=b)\r\n";
        let at = |needle: &str| text.find(needle).unwrap();
        let edits = [edit(at("](=b")..at("](=b"), "九"), edit(at("6")..at("6") + 1, "七")];
        assert_eq!(edited(text, &edits), "\u{feff}草地[七](=a)，[九](=b)\r\n");
        assert_eq!(edited(text, &[]), text);
        assert_eq!(edited("草", &[edit(1..2, "x"), edit(0..9, "y")]), "草");
        assert_eq!(edited("abcd", &[edit(0..3, "x"), edit(1..2, "y")]), "xd");
    }
}
