//! What revise hands over to write: other text at a place of a source file.

use crate::diagnostic::Span;

/// A replacement. Nothing outside its span changes by one byte.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty where text is put in.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// A file's text with the edits that belong to it made. They must not overlap; one that does, or that does not
    /// fit the text, is left out.
    pub fn apply<'a>(text: &str, edits: impl IntoIterator<Item = &'a Edit>) -> String {
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
}

#[cfg(test)]
mod tests {
    use super::Edit;
    use crate::diagnostic::{SourceId, Span};

    #[test]
    fn only_the_spans_change() {
        let edit = |range, text: &str| Edit { span: Span::new(SourceId(0), range), text: text.to_owned() };
        let text = "\u{feff}草地[6](=a)，[](=b)\r\n";
        let at = |needle: &str| text.find(needle).unwrap();
        let edits = [edit(at("](=b")..at("](=b"), "九"), edit(at("6")..at("6") + 1, "七")];
        assert_eq!(Edit::apply(text, &edits), "\u{feff}草地[七](=a)，[九](=b)\r\n");
        assert_eq!(Edit::apply(text, &[]), text);
        assert_eq!(Edit::apply("草", &[edit(1..2, "x"), edit(0..9, "y")]), "草");
        assert_eq!(Edit::apply("abcd", &[edit(0..3, "x"), edit(1..2, "y")]), "xd");
    }
}
