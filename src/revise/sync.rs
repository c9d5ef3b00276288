//! `sync`: each literal that no longer agrees with the data gets the data's value in the form it has.

use super::remarks::Remarks;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, SourceId, SourceMap, Span};
use crate::locale::Lexicon;
use crate::model::{BoundTie, Edit, Key, Report, Tie, TieId, TieKind};
use crate::prose::{Passages, Reading, moved, tied};
use std::collections::BTreeSet;

/// What is to be rewritten, and what is to be said about it.
#[derive(Debug, Default)]
pub struct Sync {
    /// The new literals, sorted by place.
    pub edits: Vec<Edit>,
    /// Literals that could not be rewritten, and words beside a new one that no longer fit. All are warnings: what
    /// stays wrong is an error of the book already.
    pub remarks: Diagnostics,
}

impl Sync {
    /// The remarks with the places that they have once the literals are rewritten.
    pub fn told(&self) -> impl Iterator<Item = Diagnostic> {
        let moved = |span: Span| moved(span, &self.edits);
        self.remarks.iter().map(move |remark| {
            let related = remark.related.iter().map(|(span, note)| (moved(*span), note.clone())).collect();
            Diagnostic { place: remark.place.map(moved), related, ..remark.clone() }
        })
    }
}

/// What `sync` leaves as it stands.
#[derive(Debug, Default)]
pub struct LeftAlone {
    /// Ties that a finding excuses.
    pub kept: BTreeSet<TieId>,
    /// Data files of which something was lost in reading: what rests on them may be a wrong number.
    pub unsound: BTreeSet<SourceId>,
}

/// Finds the literals that do not agree with the data, and empty ones.
pub fn sync(report: &Report, sources: &SourceMap, left_alone: &LeftAlone) -> Sync {
    let mut desk = Desk {
        report,
        sources,
        left_alone,
        lexicon: Lexicon::new(&report.project.units),
        passages: Passages::of(&report.project, Reading::Untied),
        remarks: Diagnostics::new(),
    };
    let mut edits = BTreeSet::new();
    for id in (0..report.ties.len()).map(TieId).filter(|id| !left_alone.kept.contains(id)) {
        let (tie, bound) = report.tie(id);
        let empty = tie.literal.value.trim().is_empty();
        if tie.kind == TieKind::Number && (empty || bound.agrees == Some(false)) {
            edits.extend(desk.rewrite(id));
        }
    }
    Sync { edits: edits.into_iter().collect(), remarks: desk.remarks }
}

struct Desk<'a> {
    report: &'a Report,
    sources: &'a SourceMap,
    left_alone: &'a LeftAlone,
    lexicon: Lexicon,
    passages: Passages<'a>,
    remarks: Diagnostics,
}

impl Desk<'_> {
    fn rewrite(&mut self, id: TieId) -> Option<Edit> {
        let (tie, bound) = self.report.tie(id);
        let around = self.passages.around(id);
        tied::meant(self.report, tie, bound)?;
        let old = tie.literal.value.as_str();
        let mut remarks = Remarks::new(self.report, &self.lexicon, tie, bound, around);
        let text = tied::literal_text(&self.lexicon, self.report, (tie, bound), around);
        let edit = match text {
            _ if let Some(file) = self.unsound(bound) => {
                remarks.refuse(Message::new("sync.unsound").with("file", file), "sync.unsound-hint");
                None
            }
            None => {
                remarks.no_form();
                None
            }
            Some(text) if !self.is_exact(tie) => {
                remarks.not_exact(&text);
                None
            }
            Some(text) if text == old => None,
            Some(text) => {
                remarks.look_around(&text);
                Some(self.edit(tie, text))
            }
        };
        self.remarks.merge(remarks.found);
        edit
    }

    /// Whether the literal stands in its file as it reads; one that is broken over two lines is joined.
    fn is_exact(&self, tie: &Tie) -> bool {
        let written = self.sources.text(tie.literal.span);
        tie.is_exact() && (written == tie.literal.value || written.replace('\n', " ") == tie.literal.value)
    }

    /// The new literal. Where the old one is also the label of a reference link, `[288天]` or `[288天][]`, it stays
    /// behind as the label: without it the link would be none any more.
    fn edit(&self, tie: &Tie, text: String) -> Edit {
        let literal = tie.literal.span;
        let link = self.sources.text(Span { start: literal.end, ..tie.span });
        if !["]", "][]"].contains(&link) {
            return Edit { span: literal, text };
        }
        // The parser may leave the empty brackets of a collapsed reference out of the link.
        let behind = &self.sources.source(tie.span.source).text[literal.range().end..];
        let end = literal.end + if behind.starts_with("][]") { 2 } else { 0 };
        Edit { span: Span { end, ..literal }, text: format!("{text}][{}", tie.literal.value) }
    }

    /// The path of a file that a tie rests on and of which something was lost.
    fn unsound(&self, bound: &BoundTie) -> Option<String> {
        let path = |id: &SourceId| self.sources.source(*id).path.clone();
        // What is missing from dimensions or units may be missing anywhere.
        let common = self.left_alone.unsound.iter().map(path).find(|path| !path.starts_with("data/facts/"));
        if common.is_some() || self.left_alone.unsound.is_empty() {
            return common;
        }
        let mut seen: BTreeSet<&Key> = BTreeSet::new();
        let mut open: Vec<&Key> = bound.keys.iter().collect();
        while let Some(key) = open.pop() {
            let Some(observation) = self.report.observations.get(key).filter(|_| seen.insert(key)) else { continue };
            let source = self.report.project.facts.get(observation.fact)?.id.span.source;
            if self.left_alone.unsound.contains(&source) {
                return Some(path(&source));
            }
            open.extend(&observation.inputs);
        }
        None
    }
}
