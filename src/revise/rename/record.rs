//! The record of a former name: `formerly:` beside a fact, a line of `data/redirects.yaml` for all else.

use super::{Desk, Named, Renaming};
use crate::diagnostic::Span;
use crate::model::{DataNode, Edit};
use std::fmt::Write;

/// The file of redirects.
const PATH: &str = "data/redirects.yaml";

const HEAD: &str = "# yaml-language-server: $schema=.schema/redirects.schema.json\n\
                    # Written by `tallybook rename`: former names that readers may have kept.\n\
                    format: 1\nredirects:\n";

impl Desk<'_> {
    pub(super) fn record(&mut self, renaming: &mut Renaming) {
        match self.request.named {
            Named::Key => self.formerly(),
            named if named.is_public() => self.redirect(renaming),
            _ => {}
        }
    }

    /// `formerly: [land.grass]`, after the id.
    fn formerly(&mut self) {
        let (old, new) = (self.request.old.clone(), self.request.new.clone());
        let Some(fact) = self.report.project.facts.get(&old) else { return };
        let id = fact.id.span;
        let Some(entry) = self.data.get(&id.source).and_then(|file| file.entry("facts", &old)) else { return };
        let text = &self.sources.source(id.source).text;
        let mut names: Vec<String> = fact.formerly.iter().map(|name| name.value.clone()).collect();
        // A name that comes back is no former one, and the one between is forgotten with it.
        let back = names.iter().position(|name| *name == new);
        match back {
            Some(at) => drop(names.remove(at)),
            None => names.push(old),
        }
        let list = format!("[{}]", names.join(", "));
        let edit = match (entry.get("formerly"), names.is_empty()) {
            (Some(field), false) => Edit { span: field.span, text: list },
            (Some(field), true) => {
                let Some(edit) = taken_out(text, entry, field) else { return };
                edit
            }
            (None, _) => {
                let Some(own) = entry.get("id") else { return };
                let at = own.span.range().end;
                let flow = text[entry.span.range()].starts_with('{');
                let indent = entry.entries().first().map_or(0, |(key, _)| {
                    let start = key.span.range().start;
                    start - text[..start].rfind('\n').map_or(0, |line| line + 1)
                });
                let at_line = text[at..].find('\n').map_or(text.len(), |end| at + end);
                let at_line = if text[..at_line].ends_with('\r') { at_line - 1 } else { at_line };
                let line = if text.contains("\r\n") { "\r\n" } else { "\n" };
                match flow {
                    true => Edit { span: Span::new(id.source, at..at), text: format!(", formerly: {list}") },
                    false => Edit {
                        span: Span::new(id.source, at_line..at_line),
                        text: format!("{line}{}formerly: {list}", " ".repeat(indent)),
                    },
                }
            }
        };
        self.edits.insert(edit);
    }

    fn redirect(&self, renaming: &mut Renaming) {
        let (word, old, new) = (self.request.named.word(), &self.request.old, &self.request.new);
        let mut lines: Vec<(String, String, String)> = Vec::new();
        let mut back = false;
        for redirect in &self.report.project.redirects {
            let (what, from, to) = (redirect.what.clone(), redirect.from.clone(), redirect.to.value.clone());
            if what == word && from == *new {
                back = true;
            } else if what == word && to == *old {
                lines.push((what, from, new.clone()));
            } else {
                lines.push((what, from, to));
            }
        }
        if !back {
            lines.push((word.to_owned(), old.clone(), new.clone()));
        }
        let mut text = HEAD.to_owned();
        for (what, from, to) in &lines {
            let _ = writeln!(text, "- {{what: {what}, from: \"{from}\", to: \"{to}\"}}");
        }
        renaming.written.push((PATH.to_owned(), (!lines.is_empty()).then_some(text)));
    }
}

/// A field with its key, as if it had never been there.
fn taken_out(text: &str, entry: &DataNode, field: &DataNode) -> Option<Edit> {
    let (key, _) = entry.entries().iter().find(|(_, node)| node.span == field.span)?;
    let (start, end) = (key.span.range().start, field.span.range().end);
    if text[entry.span.range()].starts_with('{') {
        let before = text[..start].trim_end().strip_suffix(',')?.len();
        return Some(Edit { span: Span::new(field.span.source, before..end), text: String::new() });
    }
    // From the end of the line before to the end of its own.
    let line = text[..start].rfind('\n')?;
    let line = if text[..line].ends_with('\r') { line - 1 } else { line };
    Some(Edit { span: Span::new(field.span.source, line..end), text: String::new() })
}
