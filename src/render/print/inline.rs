//! Lines of text as JSON: each part with its kind `k`, its words in `s` or its parts in `c`.

use super::book::Writer;
use super::words::{unbroken, words_with_ranges};
use crate::diagnostic::{Message, Spanned};
use crate::locale;
use crate::model::{Block, Inline, Leads, Note, Page, SectionEntry, TieId, TieKind};
use crate::prose::{edge, neighbour};
use crate::render::picture;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The longest literal, in characters, that a line is never broken in.
const UNBROKEN: usize = 16;

/// The footnotes of a page by their keys.
pub(super) type Footnotes<'a> = BTreeMap<String, &'a [Block]>;

/// The notes written on a page; of two with one label the first.
pub(super) fn footnotes(page: &Page) -> Footnotes<'_> {
    let mut notes = Footnotes::new();
    for (label, blocks) in page.notes() {
        notes.entry(Note::key(label)).or_insert(blocks);
    }
    notes
}

impl<'a> Writer<'a> {
    /// The parts of a line.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) -> Vec<Value> {
        self.between(inlines, None, None)
    }

    /// The parts of a line that stands between two characters.
    fn between(&mut self, inlines: &'a [Inline], before: Option<char>, after: Option<char>) -> Vec<Value> {
        let mut parts = Vec::new();
        for (index, inline) in inlines.iter().enumerate() {
            let previous = inlines[..index].iter().rev().find_map(|inline| edge(inline, false)).or(before);
            let next = inlines[index + 1..].iter().find_map(|inline| edge(inline, true)).or(after);
            let beside = (neighbour(&inlines[..index], false), neighbour(&inlines[index + 1..], true));
            self.inline(inline, (previous, next), beside, &mut parts);
        }
        parts
    }

    /// A part of a line, the characters on either side of it, and the words there.
    fn inline(
        &mut self,
        inline: &'a Inline,
        (before, after): (Option<char>, Option<char>),
        (left, right): (&str, &str),
        parts: &mut Vec<Value>,
    ) {
        match inline {
            Inline::Text(piece) => {
                let words = self.bonds.text(left, &piece.value, right);
                self.plain(&words, before, after, parts);
            }
            Inline::Emphasis(inner) => parts.push(json!({"k": "emph", "c": self.between(inner, before, after)})),
            Inline::Strong(inner) => parts.push(json!({"k": "strong", "c": self.between(inner, before, after)})),
            Inline::Code(code) => parts.push(json!({"k": "code", "s": code.value})),
            Inline::Tie(id, words) => {
                let words = match self.report.tie(*id).0.kind {
                    TieKind::Number => self.bonds.literal(self.language, left, words, right),
                    TieKind::Claim => self.bonds.text(left, words, right),
                };
                self.tie(*id, &words, before, after, parts);
            }
            Inline::Waived(words, _) => {
                let words = self.bonds.text(left, words, right);
                self.plain(&words, before, after, parts);
            }
            Inline::Link { target, inlines } => {
                let words = self.between(inlines, before, after);
                parts.push(self.link(target, words));
            }
            Inline::CrossReference { kind, id } => {
                let words = self.reference(kind, &id.value);
                parts.push(self.to(&format!("{kind}:{}", id.value), vec![text(&words)]));
            }
            Inline::Image { path, alt } => parts.push(self.image(&path.value, &Inline::plain(alt))),
            Inline::FootnoteReference(label) => parts.push(self.footnote(label)),
            Inline::SoftBreak => parts.push(text(" ")),
            Inline::HardBreak => parts.push(json!({"k": "break"})),
        }
    }

    fn plain(&self, words: &str, before: Option<char>, after: Option<char>, parts: &mut Vec<Value>) {
        words_with_ranges(self.language, &locale::curled(self.language, words, before), (before, after), parts);
    }

    /// A tied number stays on one line; longer words are broken as any.
    fn tie(&mut self, id: TieId, words: &str, before: Option<char>, after: Option<char>, parts: &mut Vec<Value>) {
        let (tie, bound) = self.report.tie(id);
        if tie.kind == TieKind::Number && words.chars().count() <= UNBROKEN {
            parts.push(unbroken(words, before, after));
        } else {
            self.plain(words, before, after, parts);
        }
        parts.extend(bound.finding.map(|finding| self.note_mark(finding)));
    }

    /// The small mark that leads to a finding.
    pub(super) fn note_mark(&self, finding: usize) -> Value {
        let id = self.report.project.findings[finding].id.value.as_str();
        let mark = self.say(&Message::new("ui.finding-mark").with("id", id));
        json!({"k": "mark", "s": mark, "to": format!("finding:{id}")})
    }

    /// An image of the book; its text alternative where the file is not there (load has reported it).
    fn image(&self, path: &str, alt: &str) -> Value {
        match self.report.project.assets.iter().position(|asset| asset.path == path) {
            Some(index) => {
                let width = self.report.project.assets.get(index).and_then(|found| picture::points(path, &found.bytes));
                json!({"k": "image", "file": super::figure::asset_path(index, path), "alt": alt, "width": width})
            }
            None => text(alt),
        }
    }

    fn link(&self, target: &str, words: Vec<Value>) -> Value {
        match Leads::of(target) {
            Leads::Outside => json!({"k": "link", "url": target, "c": words}),
            Leads::Inside => match self.inside(target) {
                Some(id) => self.to(&format!("sec:{id}"), words),
                None => json!({"k": "group", "c": words}),
            },
            Leads::Nowhere(_) => json!({"k": "group", "c": words}),
        }
    }

    /// The heading id that a link inside the book leads to.
    fn inside(&self, target: &str) -> Option<String> {
        let (path, id) = target.split_once('#').unwrap_or((target, ""));
        if !id.is_empty() {
            return Some(id.to_owned());
        }
        let here = self.current_page()?;
        let wanted = resolve(&here.path, path);
        let (_, page) = self.report.project.pages_of(self.language).find(|(_, page)| page.path == wanted)?;
        page.headings().find_map(|heading| heading.id.as_ref().map(|id| id.value.clone()))
    }

    /// Words that lead to a place of this document, or the words alone where it has no such place.
    pub(super) fn to(&self, target: &str, words: Vec<Value>) -> Value {
        if self.targets.contains(target) {
            json!({"k": "to", "to": target, "c": words})
        } else {
            json!({"k": "group", "c": words})
        }
    }

    /// A mark: the first brings its note along. One without a note (refused before) stays as it was typed.
    fn footnote(&mut self, label: &Spanned<String>) -> Value {
        let Some(mark) = self.report.outline.note_marks.get(&label.span) else {
            return text(&format!("[^{}]", label.value));
        };
        let page = self.page.map_or(0, |page| page.0);
        let (target, shown) = (format!("note:{page}:{}", mark.number), Note::shown(mark.number));
        if mark.nth > 1 {
            return json!({"k": "footnote-again", "to": target, "s": shown});
        }
        let blocks = self.footnotes.get(&Note::key(label)).copied().unwrap_or_default();
        json!({"k": "footnote", "label": target, "s": shown, "c": self.blocks(blocks)})
    }

    /// The text of a cross-reference: 图1-12, Table 2-1, 第一章第二节.
    pub(super) fn reference(&self, kind: &str, id: &str) -> String {
        let outline = &self.report.outline;
        let found = match kind {
            "fig" => {
                outline.figures.get(id).map(|(chapter, number)| locale::figure_label(self.language, *chapter, *number))
            }
            "tab" => {
                outline.tables.get(id).map(|(chapter, number)| locale::table_label(self.language, *chapter, *number))
            }
            _ => self.section(id).map(|entry| self.section_reference(entry)),
        };
        locale::curled(self.language, &found.unwrap_or_else(|| id.to_owned()), None).into_owned()
    }

    /// The numbered heading of an id.
    pub(super) fn section(&self, id: &str) -> Option<&'a SectionEntry> {
        self.numbered.values().find(|entry| entry.id == id).copied()
    }

    /// A heading as it is referred to: in Chinese its chapter and section, then its title in quotation marks where it
    /// lies deeper; in English its number.
    pub(super) fn section_reference(&self, entry: &SectionEntry) -> String {
        self.say(&locale::section_reference(self.language, entry.depth, &entry.numbers, &entry.title))
    }
}

/// Plain words.
pub(super) fn text(words: &str) -> Value {
    json!({"k": "text", "s": words})
}

/// The path that `relative` means on the page at `base`.
fn resolve(base: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." | "" => {}
            ".." => _ = parts.pop(),
            name => parts.push(name),
        }
    }
    parts.join("/")
}
