//! `sync`: each literal that no longer agrees with the data gets the data's value in the form it has.

use super::english;
use super::form::{self, Meant};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, SourceMap};
use crate::locale::{Lexicon, Literal};
use crate::model::{BoundTie, Edit, Language, Report, Tie, TieId, TieKind};
use std::collections::BTreeSet;

/// Under which rule a remark is made.
const RULE: &str = "number-differs";

/// What is to be rewritten, and what is to be said about it.
#[derive(Debug, Default)]
pub struct Sync {
    /// The new literals, sorted by place.
    pub edits: Vec<Edit>,
    /// Literals that could not be rewritten, and words beside a new one that no longer fit. All are warnings: what
    /// stays wrong is an error of the book already.
    pub remarks: Diagnostics,
}

/// Finds the literals that do not agree with the data, and empty ones. `left_alone` are ties that a finding excuses.
pub fn sync(report: &Report, sources: &SourceMap, left_alone: &BTreeSet<TieId>) -> Sync {
    let mut desk = Desk { report, sources, lexicon: Lexicon::new(&report.project.units), remarks: Diagnostics::new() };
    let mut edits = BTreeSet::new();
    for id in (0..report.ties.len()).map(TieId).filter(|id| !left_alone.contains(id)) {
        let (tie, bound) = report.tie(id);
        let empty = tie.literal.value.trim().is_empty();
        if tie.kind == TieKind::Number && (empty || bound.agrees == Some(false)) {
            edits.extend(desk.rewrite(tie, bound));
        }
    }
    Sync { edits: edits.into_iter().collect(), remarks: desk.remarks }
}

struct Desk<'a> {
    report: &'a Report,
    sources: &'a SourceMap,
    lexicon: Lexicon,
    remarks: Diagnostics,
}

impl Desk<'_> {
    fn rewrite(&mut self, tie: &Tie, bound: &BoundTie) -> Option<Edit> {
        let meant = form::meant(self.report, tie, bound)?;
        let old = tie.literal.value.as_str();
        let whole = self.sources.text(tie.span);
        let exact = self.sources.text(tie.literal.span) == old && whole.starts_with('[') && whole[1..].starts_with(old);
        let text = match self.new_text(tie, bound, &meant) {
            Some(text) if exact => text,
            Some(text) => {
                self.remark(
                    tie,
                    Message::new("sync.not-exact").with("literal", old).with("new", text),
                    "sync.not-exact-hint",
                );
                return None;
            }
            None => {
                self.remark(tie, Message::new("sync.no-form").with("literal", old), "sync.no-form-hint");
                return None;
            }
        };
        if text == old {
            return None;
        }
        self.look_around(tie, bound, &meant, &text);
        Some(Edit { span: tie.literal.span, text })
    }

    fn new_text(&self, tie: &Tie, bound: &BoundTie, meant: &Meant<'_>) -> Option<String> {
        let old = tie.literal.value.as_str();
        let by_default = || form::default(self.report, tie, bound, meant);
        if old.trim().is_empty() {
            return by_default();
        }
        match meant {
            Meant::Date(date) => Some(form::date(tie.language, old, *date)),
            Meant::Undetermined => by_default(),
            Meant::Single(_) | Meant::Range(..) => {
                let literal = self.lexicon.parse(tie.language, old).ok()?;
                let is_range = matches!(meant, Meant::Range(..));
                if literal.to_be_determined || literal.high.is_some() != is_range {
                    return by_default();
                }
                let value = form::value(self.report, tie, bound, meant)?;
                self.lexicon.reformat(tie.language, old, &value)
            }
        }
    }

    /// Says what the new number makes doubtful: its own unit, the article before it, the plural after it.
    fn look_around(&mut self, tie: &Tie, bound: &BoundTie, meant: &Meant<'_>, text: &str) {
        let read = |text: &str| self.lexicon.parse(tie.language, text).ok().filter(|read| !read.to_be_determined);
        let (former, Some(literal)) = (read(&tie.literal.value), read(text)) else { return };
        let value = form::value(self.report, tie, bound, meant).map(|new| new.value);
        if value.is_some_and(|value| !literal.suits(tie.language, value)) {
            self.remark(tie, Message::new("sync.unit").with("literal", text), "sync.unit-hint");
        }
        if tie.language == Language::Zh {
            return;
        }
        let source = &self.sources.source(tie.span.source).text;
        let (before, after) = (&source[..tie.span.range().start], &source[tie.span.range().end..]);
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        if let Some(article) = english::article(&before[line..], text) {
            let message = Message::new("sync.article").with("literal", text).with("article", article);
            self.remark(tie, message, "sync.words-hint");
        }
        if former.is_some_and(|former| self.plural_is_off(&former, &literal, after)) {
            self.remark(tie, Message::new("sync.plural").with("literal", text), "sync.words-hint");
        }
    }

    /// A unit inside the literal has its own plural; a bare number is followed by what it counts.
    fn plural_is_off(&self, former: &Literal, literal: &Literal, after: &str) -> bool {
        literal.unit.is_none() && literal.scale_power == 0 && english::plural_is_off(former.value, literal.value, after)
    }

    fn remark(&mut self, tie: &Tie, message: Message, hint: &'static str) {
        let span = if tie.literal.value.is_empty() { tie.span } else { tie.literal.span };
        let message = message.with("target", tie.target.value.as_str());
        self.remarks.report(Diagnostic::warning(RULE, span, message).hint(Message::new(hint)));
    }
}
