//! Links and images: ties, waived numbers, references, figures, and ordinary links.

use super::Walker;
use super::destination::{self, Destination};
use crate::diagnostic::{Message, Span, Spanned, rule};
use crate::locale::names_a_number;
use crate::model::{Block, Inline, Tie, TieId, TieKind};
use pulldown_cmark::{Event, LinkType, Tag};
use std::ops::Range;

/// A link as the parser gives it.
pub(super) struct Link<'a> {
    pub(super) kind: LinkType,
    pub(super) destination: &'a str,
    pub(super) titled: bool,
    pub(super) label: &'a str,
    /// The bytes between its brackets.
    pub(super) words: Range<usize>,
    pub(super) whole: Range<usize>,
}

impl Walker<'_> {
    /// What a link means.
    pub(super) fn link(&mut self, link: &Link<'_>, inlines: Vec<Inline>) -> Option<Inline> {
        let target = self.target(link);
        if matches!(link.kind, LinkType::Autolink | LinkType::Email) {
            let scheme = if link.kind == LinkType::Email { "mailto:" } else { "" };
            let target = Spanned::new(format!("{scheme}{}", link.destination), self.span(&target));
            return Some(Inline::Link { target, inlines });
        }
        let meaning = match destination::read(link.destination) {
            Ok(meaning) => meaning,
            Err(message) => {
                self.fault_with_hint(rule::TIE_MALFORMED, &target, message, Message::new("tie-forms-hint"));
                return Some(self.plain_words(&inlines, &link.words));
            }
        };
        match meaning {
            Destination::Number { formula, rounded_to } => {
                let tie = (TieKind::Number, formula, rounded_to);
                Some(self.tie(link, &target, tie, inlines))
            }
            Destination::Claim { formula } => Some(self.tie(link, &target, (TieKind::Claim, formula, None), inlines)),
            Destination::Waived { reason } => {
                self.only_words(link, &inlines);
                let words = Inline::plain(&inlines);
                if !names_a_number(self.language, &words) {
                    let message = Message::new("waiver-without-number");
                    self.fault_with_hint(
                        rule::TIE_MALFORMED,
                        &link.whole,
                        message,
                        Message::new("waiver-without-number-hint"),
                    );
                }
                let place = match inlines.as_slice() {
                    [Inline::Text(piece)] => piece.span,
                    _ => self.span(&link.whole),
                };
                Some(Inline::Waived(Spanned::new(words, place), reason.to_owned()))
            }
            Destination::Reference { kind, id } => {
                if !inlines.is_empty() {
                    let hint = Message::new("reference-text-hint").with("target", link.destination);
                    self.fault_with_hint(rule::TIE_MALFORMED, &link.whole, Message::new("reference-text"), hint);
                }
                let span = self.part(&target, &id, link.destination);
                Some(Inline::CrossReference { kind, id: Spanned::new(link.destination[id].to_owned(), span) })
            }
            Destination::Other => {
                self.title(link.titled, &link.whole);
                let target = Spanned::new(link.destination.to_owned(), self.span(&target));
                Some(Inline::Link { target, inlines })
            }
        }
    }

    /// `[words](page.md "title")`: paper has no pointer to rest on a link, so the title would be lost.
    pub(super) fn title(&mut self, titled: bool, whole: &Range<usize>) {
        if titled {
            let hint = Message::new("page-link-title-hint");
            self.fault_with_hint(rule::PAGE_SHAPE, whole, Message::new("page-link-title"), hint);
        }
    }

    fn tie(
        &mut self,
        link: &Link<'_>,
        target: &Range<usize>,
        (kind, formula, rounded_to): (TieKind, Range<usize>, Option<rust_decimal::Decimal>),
        mut inlines: Vec<Inline>,
    ) -> Inline {
        self.only_words(link, &inlines);
        if kind == TieKind::Claim && inlines.is_empty() {
            self.fault(rule::TIE_MALFORMED, &link.whole, Message::new("tie-claim-without-words"));
        }
        if link.titled {
            self.fault(rule::TIE_MALFORMED, &link.whole, Message::new("tie-title"));
        }
        let literal = Inline::plain(&inlines);
        super::breaks::fold(self.language, &mut inlines);
        let words = Inline::plain(&inlines);
        let formula_span = self.part(target, &formula, link.destination);
        let tie = Tie {
            kind,
            literal: Spanned::new(literal, self.span(&link.words)),
            target: Spanned::new(link.destination[formula].to_owned(), formula_span),
            rounded_to,
            language: self.language,
            place: self.place(),
            span: self.span(&link.whole),
        };
        self.ties.push(tie);
        Inline::Tie(TieId(self.ties.len() - 1), words)
    }

    /// A tie holds plain words: emphasis goes around it, nothing else fits in.
    fn only_words(&mut self, link: &Link<'_>, inlines: &[Inline]) {
        if !inlines.iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::SoftBreak)) {
            let hint = Message::new("tie-words-hint").with("target", link.destination);
            self.fault_with_hint(rule::TIE_MALFORMED, &link.words, Message::new("tie-words"), hint);
        }
    }

    fn plain_words(&self, inlines: &[Inline], words: &Range<usize>) -> Inline {
        Inline::Text(Spanned::new(Inline::plain(inlines), self.span(words)))
    }

    /// The bytes of the destination; the whole link if it cannot be told (escapes).
    fn target(&self, link: &Link<'_>) -> Range<usize> {
        let (search, from) = match link.kind {
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                let Some(definition) = self.definitions.get(&link.label.to_lowercase()) else {
                    return link.whole.clone();
                };
                // Behind the label and its colon.
                let colon = self.slice(definition).find("]:").map_or(0, |at| at + 2);
                (definition.clone(), definition.start + colon)
            }
            LinkType::Inline => (link.whole.clone(), link.words.end),
            _ => return link.whole.clone(),
        };
        self.find(link.destination, from..search.end).unwrap_or(search)
    }

    fn find(&self, destination: &str, within: Range<usize>) -> Option<Range<usize>> {
        let rest = self.slice(&within);
        let opened = rest.strip_prefix("](").unwrap_or(rest);
        let opened = opened.trim_start();
        let opened = opened.strip_prefix('<').unwrap_or(opened);
        let start = within.start + (rest.len() - opened.len());
        opened.starts_with(destination).then(|| start..start + destination.len())
    }

    /// A part of the destination, if the destination stands byte for byte.
    fn part(&self, target: &Range<usize>, part: &Range<usize>, destination: &str) -> Span {
        if self.slice(target) == destination {
            self.span(&(target.start + part.start..target.start + part.end))
        } else {
            self.span(target)
        }
    }

    /// An image file; `fig:`, `tab:` and `proj:` belong alone into a paragraph, where [`Walker::registered`] takes them.
    pub(super) fn image(
        &mut self,
        destination: &str,
        words: Range<usize>,
        whole: &Range<usize>,
        alt: Vec<Inline>,
    ) -> Option<Inline> {
        if ["fig:", "tab:", "proj:"].iter().any(|kind| destination.starts_with(kind)) {
            if self.page.is_none() || !self.alone(whole) {
                self.fault(rule::TIE_MALFORMED, whole, Message::new("figure-not-alone"));
            } else if !alt.is_empty() {
                self.fault(rule::TIE_MALFORMED, &words, Message::new("figure-words"));
            }
            return None;
        }
        if self.page.is_none() {
            self.fault(rule::YAML_SHAPE, whole, Message::new("text-not-a-line"));
            return None;
        }
        if Inline::plain(&alt).trim().is_empty() {
            let hint = Message::new("page-image-wordless-hint");
            self.fault_with_hint(rule::PAGE_SHAPE, whole, Message::new("page-image-wordless"), hint);
        }
        let target = self.find(destination, words.end..whole.end).unwrap_or(whole.clone());
        let path = Spanned::new(destination.to_owned(), self.span(&target));
        self.images.push(path.clone());
        Some(Inline::Image { path, alt })
    }

    /// Whether nothing else stands in the image's paragraph.
    fn alone(&self, whole: &Range<usize>) -> bool {
        let start = self.events[..self.next]
            .iter()
            .rposition(|(event, range)| matches!(event, Event::Start(Tag::Image { .. })) && range == whole);
        let before = start.and_then(|start| start.checked_sub(1)).and_then(|before| self.events.get(before));
        matches!(before, Some((Event::Start(Tag::Paragraph), _)))
            && matches!(self.peek(), Some((Event::End(pulldown_cmark::TagEnd::Paragraph), _)))
    }

    /// The figure or table of a paragraph that began with the event `first` and was just read.
    pub(super) fn registered(&self, first: usize, span: Span) -> Option<Block> {
        let (Event::Start(Tag::Image { dest_url, .. }), whole) = self.events.get(first)? else { return None };
        let mut depth = 0;
        let length = self.events.get(first..)?.iter().position(|(event, _)| {
            depth += match event {
                Event::Start(_) => 1,
                Event::End(_) => -1,
                _ => 0,
            };
            depth == 0
        })?;
        let alone =
            matches!(self.events.get(first + length + 1), Some((Event::End(pulldown_cmark::TagEnd::Paragraph), _)));
        let in_paragraph = matches!(self.events.get(first.checked_sub(1)?)?.0, Event::Start(Tag::Paragraph));
        if !alone || !in_paragraph || self.page.is_none() {
            return None;
        }
        let (kind, id) = dest_url.split_once(':')?;
        let written = self.slice(whole);
        let at = written.rfind(&**dest_url).map_or(whole.clone(), |at| {
            let start = whole.start + at + kind.len() + 1;
            start..start + id.len()
        });
        let id = Spanned::new(id.to_owned(), self.span(&at));
        match kind {
            "fig" => Some(Block::Figure { id, span }),
            "tab" => Some(Block::RegisterTable { id, span }),
            "proj" => Some(Block::Project { id, span }),
            _ => None,
        }
    }
}
