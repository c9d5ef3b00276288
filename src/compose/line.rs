//! Lines of text: inlines as written to runs as read. Breaks of the source go, quotation marks curl, numbers hold to
//! their units, references get their words.

use super::{Composer, beside, inside, tied_words};
use crate::diagnostic::Spanned;
use crate::locale;
use crate::model::document::{ClaimWords, Number, Run, Target};
use crate::model::{BoundTie, DATE, Inline, Key, Leads, PageId, TieId, TieKind, ValueState, truth_words};
use crate::prose::edge;

/// The characters on either side of a part of a line.
type Edges = (Option<char>, Option<char>);

impl Composer<'_> {
    /// A line of text; `page` is the one it stands on, if it is not a text field of the data.
    pub(super) fn line(&self, inlines: &[Inline], page: Option<PageId>) -> Vec<Run> {
        self.between(inlines, (None, None), page)
    }

    /// A line of text that stands between two characters.
    fn between(&self, inlines: &[Inline], (mut before, after): Edges, page: Option<PageId>) -> Vec<Run> {
        let mut runs = Vec::new();
        for (index, inline) in inlines.iter().enumerate() {
            let next = inlines[index + 1..].iter().find_map(|inline| edge(inline, true)).or(after);
            self.inline(inline, (before, next), beside(inlines, index), page, &mut runs);
            before = edge(inline, false).or(before);
        }
        runs
    }

    /// A part of a line, the characters on either side of it, and the words there.
    fn inline(
        &self,
        inline: &Inline,
        edges: Edges,
        (left, right): (&str, &str),
        page: Option<PageId>,
        runs: &mut Vec<Run>,
    ) {
        let curled = |words: &str| locale::curled(self.language, words, edges.0).into_owned();
        match inline {
            Inline::Text(piece) => runs.push(Run::Words(curled(&self.bonds.text(left, piece, right)))),
            Inline::Waived(words, _) => runs.push(Run::Words(curled(&self.bonds.text(left, words, right)))),
            Inline::Emphasis(inner) => runs.push(Run::Emphasis(self.between(inner, edges, page))),
            Inline::Strong(inner) => runs.push(Run::Strong(self.between(inner, edges, page))),
            Inline::Code(code) => runs.push(Run::Code(code.value.clone())),
            Inline::Tie(id, words) => {
                let words = tied_words(self, *id, (left, words, right));
                self.tie(*id, curled(&words), runs);
            }
            Inline::Link { target, inlines } => {
                let words = self.between(inlines, edges, page);
                self.link(target, words, page, runs);
            }
            Inline::CrossReference { kind, id } => runs.push(self.cross_reference(kind, &id.value)),
            Inline::Image { path, alt } => {
                let known = self.report.project.assets.iter().any(|asset| asset.path == path.value);
                runs.push(Run::Picture { path: known.then(|| path.value.clone()), alt: Inline::plain(alt) });
            }
            Inline::FootnoteReference(label) => runs.push(self.footnote(label)),
            Inline::SoftBreak => runs.push(Run::Words(" ".to_owned())),
            Inline::HardBreak => runs.push(Run::Break),
        }
    }

    /// A number or a claim of the text, and the mark of its finding. The words are the author's, save where they are not
    /// for this audience.
    fn tie(&self, id: TieId, words: String, runs: &mut Vec<Run>) {
        let (written, bound) = self.report.tie(id);
        match written.kind {
            TieKind::Number if self.is_withheld(id) => runs.push(Run::Absent(self.word(super::audience::WITHHELD))),
            TieKind::Number => runs.push(Run::Number(self.number(&written.target.value, bound, words))),
            TieKind::Claim => runs.push(Run::Claim(self.claim(&written.target.value, bound, words))),
        }
        runs.extend(self.mark(self.finding_of(id)));
    }

    fn number(&self, target: &str, bound: &BoundTie, text: String) -> Number {
        let key = bound.key.as_ref().or_else(|| bound.keys.first());
        let known = key.filter(|key| self.report.observations.contains_key(*key));
        Number {
            text,
            key: bound.key.as_ref().map_or_else(|| target.to_owned(), Key::to_string),
            to: known.map_or(Target::Ledger, |key| Target::Number(key.to_string())),
            value: self.machine_value(bound).filter(|_| !target.ends_with(DATE)),
        }
    }

    /// The stated number in its fact's unit where the tie is one key, else the formula's value in its own unit, with no
    /// fewer digits than the text shows.
    fn machine_value(&self, bound: &BoundTie) -> Option<(String, String)> {
        if let Some(observation) = bound.key.as_ref().and_then(|key| self.report.observations.get(key))
            && let ValueState::Given(number) = observation.stated
        {
            let fact = self.report.project.facts.get(observation.fact)?;
            return Some((number.to_string(), fact.unit.value.clone()));
        }
        let quantity = bound.value.as_ref()?;
        let step = bound.literal_step.and_then(|step| quantity.unit.from_base(step));
        let digits = step.map_or(0, |step| step.normalize().scale());
        let supported = quantity.number()?;
        let number = if digits > supported.scale() { quantity.rounded(digits)? } else { supported };
        Some((number.to_string(), quantity.unit.written.clone()))
    }

    fn claim(&self, target: &str, bound: &BoundTie, text: String) -> ClaimWords {
        let name = bound.claim.as_deref().unwrap_or(target);
        let named = bound.claim.as_ref().and_then(|claim| self.report.claims.get(claim));
        let claim = named.and_then(|result| self.report.project.claims.get(result.claim));
        let said = claim.map_or_else(|| target.to_owned(), |claim| self.field_text(&claim.text));
        let about = crate::diagnostic::Message::new("ui.claim-title")
            .with("claim", said)
            .with("truth", truth_words(bound.truth));
        ClaimWords {
            text,
            to: self.anchors.get(name).map_or(Target::Ledger, |anchor| Target::Claim(anchor.clone())),
            about: self.say(&about),
        }
    }

    /// Of a link that leads nowhere the words alone remain; a sound book has none.
    fn link(&self, target: &str, words: Vec<Run>, page: Option<PageId>, runs: &mut Vec<Run>) {
        match Leads::of(target) {
            Leads::Outside => runs.push(Run::Outside { url: target.to_owned(), runs: words }),
            Leads::Nowhere(_) => runs.extend(words),
            Leads::Inside => match inside(self, target, page) {
                Some(to) => runs.push(Run::Link { to, runs: words }),
                None => runs.extend(words),
            },
        }
    }

    /// A reference to a figure, a table or a heading; the id where there is none (refused before).
    fn cross_reference(&self, kind: &str, id: &str) -> Run {
        let found = match kind {
            "fig" => self.figure_label(id).map(|words| (Target::Figure(id.to_owned()), words)),
            "tab" => self.table_label(id).map(|words| (Target::Table(id.to_owned()), words)),
            _ => self.sections.get(id).map(|section| (Target::Section(id.to_owned()), section.reference.clone())),
        };
        match found {
            Some((to, words)) => Run::Reference { to, words },
            None => Run::Words(id.to_owned()),
        }
    }

    /// The mark of a footnote. One without a note (refused before) stays as it was typed.
    fn footnote(&self, label: &Spanned<String>) -> Run {
        match self.report.outline.note_marks.get(&label.span) {
            Some(mark) => Run::Footnote(*mark),
            None => Run::Words(format!("[^{}]", label.value)),
        }
    }
}

/// Whether a paragraph is nothing but pictures: it has no first line to indent.
pub(super) fn is_pictures(inlines: &[Inline]) -> bool {
    let blank = |inline: &Inline| match inline {
        Inline::Text(piece) => piece.value.trim().is_empty(),
        Inline::SoftBreak | Inline::HardBreak => true,
        _ => false,
    };
    let picture = |inline: &Inline| matches!(inline, Inline::Image { .. });
    inlines.iter().any(picture) && inlines.iter().all(|inline| picture(inline) || blank(inline))
}
