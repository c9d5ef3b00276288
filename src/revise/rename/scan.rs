//! Names in the texts: the destinations of links and the ids of headings, found as they are written.

use super::{Desk, Named};
use crate::diagnostic::{SourceId, Span};
use crate::model::{Edit, OF_BOOK, in_word, is_claim_id};
use std::ops::Range;

/// What a word of a formula is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role<'t> {
    /// A fact, a function, a bare member.
    Head,
    /// A member behind `@`: of which fact, and at which place.
    Member(&'t str, usize),
    /// The unit of a number: `100km2`.
    Unit,
}

/// The words of a formula with their places.
pub(super) fn words(text: &str) -> Vec<(Range<usize>, Role<'_>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        if next.is_ascii_digit() {
            let number =
                text[at..].find(|sign: char| !(sign.is_ascii_digit() || sign == '.')).unwrap_or(text.len() - at);
            at += number;
            let unit = word_end(text, at);
            if unit > at {
                found.push((at..unit, Role::Unit));
            }
            at = unit;
        } else if in_word(next) {
            let mut end = dotted_end(text, at);
            // A key of another book is no name of this one.
            let is_other = text[end..].strip_prefix(OF_BOOK).is_some_and(|key| key.starts_with(char::is_alphabetic));
            if is_other {
                end = dotted_end(text, end + OF_BOOK.len_utf8());
            } else {
                found.push((at..end, Role::Head));
            }
            let fact = &text[at..end];
            at = end;
            if text[at..].starts_with('@') {
                at += 1;
                let mut place = 0;
                loop {
                    let end = word_end(text, at);
                    found.push((at..end, Role::Member(fact, place)));
                    at = end;
                    let star = text[at..].starts_with('*');
                    at += usize::from(star);
                    if !text[at..].starts_with(',') || (end == at && !star) {
                        break;
                    }
                    at += 1;
                    place += 1;
                }
            }
        } else {
            at += next.len_utf8();
        }
    }
    found
}

fn word_end(text: &str, at: usize) -> usize {
    text[at..].find(|sign: char| !in_word(sign)).map_or(text.len(), |length| at + length)
}

/// The end of a name with dots; a full stop behind it is none of it.
fn dotted_end(text: &str, at: usize) -> usize {
    let mut end = word_end(text, at);
    while text[end..].starts_with('.') && text[end + 1..].starts_with(in_word) {
        end = word_end(text, end + 1);
    }
    end
}

/// The destinations of links and of the definitions of reference links, as places in a text.
pub(super) fn destinations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices("](").chain(text.match_indices("]: ")) {
        let start = at + mark.len();
        let is_definition = mark == "]: ";
        let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
        if is_definition && !text[line..at].trim_start().starts_with('[') {
            continue;
        }
        let mut depth = 0_usize;
        let ends = |sign: char| match sign {
            '(' => {
                depth += 1;
                false
            }
            ')' if depth == 0 => true,
            ')' => {
                depth -= 1;
                false
            }
            _ => sign.is_whitespace() || matches!(sign, '"' | '<' | '>'),
        };
        let length = text[start..].find(ends).unwrap_or(text.len() - start);
        found.push(start..start + length);
    }
    found.sort_by_key(|range| range.start);
    found
}

/// The ids of headings: `# … {#water}`.
fn heading_ids(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let end = line.trim_end();
        if line.starts_with('#')
            && end.ends_with('}')
            && let Some(open) = end.rfind('{')
        {
            for part in end[open + 1..end.len() - 1].split(' ') {
                if let Some(id) = part.strip_prefix('#') {
                    let start = line_start + (id.as_ptr() as usize - line.as_ptr() as usize);
                    found.push(start..start + id.len());
                }
            }
        }
        line_start += line.len();
    }
    found
}

impl Desk<'_> {
    /// All texts of the book: pages, and the words of the data.
    pub(super) fn texts(&mut self) {
        let files: Vec<(SourceId, String, String)> = self
            .sources
            .iter()
            .filter(|(_, source)| source.path.starts_with("content/") || source.path.starts_with("data/"))
            .filter(|(_, source)| !source.path.starts_with(super::super::revisions::FOLDER))
            .map(|(id, source)| (id, source.path.clone(), source.text.clone()))
            .collect();
        for (id, path, text) in files {
            for range in destinations(&text) {
                self.destination(id, &path, &text, range);
            }
            if self.request.named == Named::Section && path.starts_with("content/") {
                for range in heading_ids(&text) {
                    self.whole(id, &text, range);
                }
            }
        }
    }

    /// Replaces a name that is the whole of a place.
    pub(super) fn whole(&mut self, id: SourceId, text: &str, range: Range<usize>) {
        if text[range.clone()] == self.request.old {
            self.replace(id, range);
        }
    }

    pub(super) fn replace(&mut self, id: SourceId, range: Range<usize>) {
        let text = self.request.new.clone();
        self.edits.insert(Edit { span: Span::new(id, range), text });
    }

    fn destination(&mut self, id: SourceId, path: &str, text: &str, range: Range<usize>) {
        let written = &text[range.clone()];
        let rest = |prefix: &str| written.starts_with(prefix).then(|| range.start + prefix.len()..range.end);
        match self.request.named {
            Named::Key | Named::Member | Named::Unit => {
                // What could be the id of a claim is one: `?wheat-leads` is no difference of two members.
                let claim = rest("?").filter(|range| !is_claim_id(&text[range.clone()]));
                if let Some(formula) = rest("=").or(claim) {
                    self.formula(id, &text[formula.clone()], formula.start);
                }
            }
            Named::Figure | Named::Table | Named::Project => {
                let short = match self.request.named {
                    Named::Figure => "fig:",
                    Named::Table => "tab:",
                    _ => "proj:",
                };
                for name in [rest(short), rest(&format!("#{short}"))].into_iter().flatten() {
                    self.whole(id, text, name);
                }
            }
            Named::Claim => {
                if let Some(name) = rest("?") {
                    self.whole(id, text, name);
                }
            }
            Named::Section => {
                if let Some(name) = rest("#sec:") {
                    self.whole(id, text, name);
                } else if !written.contains("://")
                    && let Some(hash) = written.find('#')
                {
                    self.whole(id, text, range.start + hash + 1..range.end);
                }
            }
            Named::Page => self.page_link(id, path, written, range),
        }
    }

    /// Replaces a name in a formula that begins at a byte of a file.
    pub(super) fn formula(&mut self, id: SourceId, formula: &str, start: usize) {
        let (old, facts) = (self.request.old.clone(), &self.report.project.facts);
        let mut found = Vec::new();
        for (range, role) in words(formula) {
            let word = &formula[range.clone()];
            let place = start + range.start..start + range.end;
            match (self.request.named, role) {
                (Named::Key, Role::Head)
                    if word == old || word.strip_suffix(crate::model::TARGET) == Some(old.as_str()) =>
                {
                    found.push(place.start..place.start + old.len());
                }
                (Named::Member, Role::Member(fact, at)) => {
                    let base = fact.strip_suffix(crate::model::TARGET).unwrap_or(fact);
                    let by = facts.get(fact).or_else(|| facts.get(base)).and_then(|fact| fact.by.get(at));
                    let (dimension, member) = old.split_once('.').unwrap_or(("", &old));
                    if word == member && by.is_some_and(|by| by.value == dimension) {
                        found.push(place);
                    }
                }
                (Named::Member, Role::Head) => {
                    let (dimension, member) = old.split_once('.').unwrap_or(("", &old));
                    let mut own = self
                        .report
                        .project
                        .dimensions
                        .iter()
                        .filter(|one| one.members.iter().any(|own| own.id.value == member));
                    let alone = own.next().is_some_and(|one| one.id.value == dimension) && own.next().is_none();
                    if word == member && alone && !facts.has(word) {
                        found.push(place);
                    }
                }
                (Named::Unit, Role::Unit) if word == old => found.push(place),
                _ => {}
            }
        }
        for place in found {
            self.replace(id, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_formula_know_what_they_are() {
        let found = |text: &'static str| -> Vec<(&'static str, Role<'static>)> {
            words(text).into_iter().map(|(range, role)| (&text[range], role)).collect()
        };
        assert_eq!(
            found("sum(zone.area@north)/county.area+100km2"),
            [
                ("sum", Role::Head),
                ("zone.area", Role::Head),
                ("north", Role::Member("zone.area", 0)),
                ("county.area", Role::Head),
                ("km2", Role::Unit),
            ]
        );
        assert_eq!(
            found("x@*,2020>=草地.面积@甲"),
            [
                ("x", Role::Head),
                ("", Role::Member("x", 0)),
                ("2020", Role::Member("x", 1)),
                ("草地.面积", Role::Head),
                ("甲", Role::Member("草地.面积", 0)),
            ]
        );
        assert_eq!(found("a.b.")[0].0, "a.b");
    }

    #[test]
    fn destinations_end_where_their_bracket_does() {
        let text = "[1](=sum(a)/b)，[x](?c) ![](fig:d)\n\n[v]: =a.b\n句]: =no\n";
        let found: Vec<&str> = destinations(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["=sum(a)/b", "?c", "fig:d", "=a.b"]);
        let text = "# 水 {#water .wide}\n## x {#b}\n";
        let found: Vec<&str> = heading_ids(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["water", "b"]);
    }
}
