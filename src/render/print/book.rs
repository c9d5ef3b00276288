//! A document as the JSON that the print templates walk. The shapes are described at the top of
//! `templates/print/walk.typ`; what is said comes from the document alone, so that site and print agree.

use super::Drawings;
use super::review::{Marking, ReviewCopy};
use crate::diagnostic::{Message, Phrases};
use crate::locale::{self, Catalogue, Shift, Shifting};
use crate::model::document::{Document, Finding, FindingGroup, Footnote, Frame, Run, Target};
use crate::model::{Language, PageId, ParagraphNumber, Project};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What the writing of one language's book needs at hand.
pub(super) struct Writer<'a> {
    pub(super) project: &'a Project,
    pub(super) frame: &'a Frame,
    pub(super) drawings: &'a Drawings,
    catalogue: Catalogue,
    /// Link targets that the document will hold: `sec:water`, `fig:land`, `tab:indicators`, `finding:A06`.
    targets: BTreeSet<String>,
    /// Targets already set; a second figure of one id gets no label, since Typst refuses doubles.
    pub(super) placed: BTreeSet<String>,
    /// The page being written.
    pub(super) page: Option<PageId>,
    /// The depth of the heading before; that of the contents, at first.
    pub(super) heading_depth: u8,
    /// Its footnotes by number.
    pub(super) footnotes: BTreeMap<u32, Footnote>,
    /// The paragraphs that the glossary points at.
    pub(super) pointed: BTreeSet<ParagraphNumber>,
    /// What a review copy is written with.
    pub(super) marking: Option<Marking<'a>>,
}

/// One language's book, for readers or as a review copy.
pub(super) fn book(
    document: &dyn Document,
    project: &Project,
    drawings: &Drawings,
    copy: Option<(&ReviewCopy, &dyn Document)>,
) -> Value {
    let frame = document.frame();
    let mut writer = Writer::new(frame, project, drawings);
    let meta = meta(&mut writer);
    writer.marking = copy.map(|(copy, _)| Marking::new(frame, copy.revisions.get(&frame.language)));
    // A review copy is no volume: it is written on and thrown away.
    let volume = copy.is_none().then(|| document.volume());
    writer.pointed = volume.iter().flat_map(|volume| volume.glossary.iter().map(|entry| entry.first)).collect();
    let pages = writer.pages(document);
    writer.marking = None;
    let findings: Vec<Value> = frame.findings.iter().map(|group| writer.findings(group)).collect();
    let shifted = shifted(project);
    let blocks: Vec<&Value> = pages.iter().flat_map(|(_, blocks)| blocks).collect();
    let labels = writer.labels();
    let mut book =
        json!({ "meta": meta, "shifted": shifted, "labels": labels, "blocks": blocks, "findings": findings });
    if let Some(volume) = volume {
        book["volume"] = writer.volume(&volume);
    }
    if let Some((copy, other)) = copy {
        book["review"] = writer.review(copy);
        if copy.parallel {
            let pairs = pairs(&pages, &writer.beside(other, copy));
            book["review"]["parallel"] =
                json!({ "langs": [frame.language.tag(), other.frame().language.tag()], "pairs": pairs });
        }
    }
    book
}

/// The blocks of two languages beside each other. A sound book has the same in both; what one lacks is null.
fn pairs(left: &[(String, Vec<Value>)], right: &[(String, Vec<Value>)]) -> Vec<[Value; 2]> {
    let mut pairs = Vec::new();
    for (path, blocks) in left {
        let other = right.iter().find(|(other, _)| other == path).map_or(&[][..], |(_, blocks)| blocks);
        let at = |blocks: &[Value], index: usize| blocks.get(index).cloned().unwrap_or_default();
        pairs.extend((0..blocks.len().max(other.len())).map(|index| [at(blocks, index), at(other, index)]));
    }
    pairs
}

/// What the book says of itself.
pub(super) fn meta(writer: &mut Writer<'_>) -> Value {
    let imprint = &writer.frame.imprint;
    let author = imprint.edited_by.as_ref().unwrap_or(&imprint.compiled_by);
    json!({
        "lang": writer.frame.language.tag(),
        "title": writer.line(&imprint.title),
        "short_title": writer.line(&imprint.short_title),
        "edition_label": writer.line(&imprint.edition_label),
        "edition_name": writer.line(&imprint.edition_name),
        "authority": imprint.authority.as_ref().map(|name| writer.line(name)),
        "authority_named": imprint.authority_named,
        "compiled_by": writer.line(&imprint.compiled_by),
        "edited_by": imprint.edited_by.as_ref().map(|name| writer.line(name)),
        "notice": writer.line(&imprint.notice),
        "licence": writer.line(&imprint.licence),
        "title_text": Run::plain(&imprint.title),
        "author_text": Run::plain(author),
        "period": imprint.period,
        "date": imprint.date,
    })
}

/// Raised and lowered characters: for each side the runs that are set in ordinary ones, as a regular expression (`none`
/// if there are none), and the ordinary character of each. Typst sets them last, so that no text is passed over and
/// bookmarks keep the characters.
pub(super) fn shifted(project: &Project) -> Value {
    let shifting = Shifting::new(&project.shifted);
    let plain: Map<String, Value> = locale::shifted_characters()
        .filter_map(|own| Some((own.to_string(), json!(locale::unshifted(own)?))))
        .collect();
    json!({ "up": shifting.pattern(Shift::Up), "down": shifting.pattern(Shift::Down), "plain": plain })
}

impl<'a> Writer<'a> {
    pub(super) fn new(frame: &'a Frame, project: &'a Project, drawings: &'a Drawings) -> Self {
        Self::among(frame, project, drawings, targets(frame))
    }

    /// The same for a document that holds these link targets.
    pub(super) fn among(
        frame: &'a Frame,
        project: &'a Project,
        drawings: &'a Drawings,
        targets: BTreeSet<String>,
    ) -> Self {
        Self {
            project,
            frame,
            drawings,
            catalogue: Catalogue::of(frame.language).saying(&project.plan.wording),
            targets,
            placed: BTreeSet::new(),
            page: None,
            heading_depth: 1,
            footnotes: BTreeMap::new(),
            pointed: BTreeSet::new(),
            marking: None,
        }
    }

    pub(super) fn language(&self) -> Language {
        self.frame.language
    }

    /// A sentence of the book's language.
    pub(super) fn say(&self, message: &Message) -> String {
        self.catalogue.phrase(message)
    }

    /// Takes a link target if it is free; then the element may carry it.
    pub(super) fn place(&mut self, target: String) -> Option<String> {
        self.placed.insert(target.clone()).then_some(target)
    }

    /// The label of a place of this document; none where it has no such place.
    pub(super) fn label_of(&self, target: &Target) -> Option<String> {
        let label = match target {
            Target::Section(id) => format!("sec:{id}"),
            Target::Page(page) => format!("sec:{}", self.frame.title(*page)?.id),
            Target::Figure(id) => format!("fig:{id}"),
            Target::Table(id) => format!("tab:{id}"),
            Target::Finding(id) => format!("finding:{id}"),
            Target::Number(_) | Target::Claim(_) | Target::Ledger => return None,
        };
        self.targets.contains(&label).then_some(label)
    }

    /// The words of the catalogue whose ids begin alike, by the rest of their ids.
    pub(super) fn words_under<'s>(&'s self, prefix: &'s str) -> impl Iterator<Item = (&'s str, &'s str)> {
        self.catalogue.with_prefix(prefix)
    }

    fn labels(&self) -> Value {
        let prefix = "ui.label.";
        let mut labels: Map<String, Value> =
            self.catalogue.with_prefix(prefix).map(|(id, text)| (id.to_owned(), json!(text))).collect();
        let findings = Message::new("ui.appendix").with("title", Message::new("ui.label.findings"));
        labels.insert("appendix".to_owned(), json!(self.say(&findings)));
        Value::Object(labels)
    }

    /// The blocks of each page, by its path.
    pub(super) fn pages(&mut self, document: &dyn Document) -> Vec<(String, Vec<Value>)> {
        let mut pages = Vec::new();
        for entry in &self.frame.pages {
            let page = document.page(entry.id);
            self.page = Some(entry.id);
            self.footnotes = page.notes.into_iter().map(|note| (note.number, note)).collect();
            let blocks = page.blocks.iter().filter_map(|block| self.block(block)).collect();
            pages.push((entry.path.clone(), blocks));
        }
        self.page = None;
        pages
    }

    /// The findings of a chapter.
    fn findings(&mut self, group: &FindingGroup) -> Value {
        let title = match self.frame.sections.iter().find(|section| section.depth == 1 && section.text == group.title) {
            // 第一章　现状与形势
            Some(chapter) => {
                let space = if self.language() == Language::Zh { '\u{3000}' } else { '\u{2002}' };
                format!("{}{space}{}", chapter.label, chapter.title)
            }
            None => group.title.clone(),
        };
        let entries: Vec<Value> = group.findings.iter().map(|finding| self.finding(finding)).collect();
        json!({"title": title, "entries": entries})
    }

    pub(super) fn finding(&mut self, finding: &Finding) -> Value {
        let sides =
            finding.sides.iter().map(|side| json!({"name": self.line(&side.name), "value": self.line(&side.value)}));
        let sides: Vec<Value> = sides.collect();
        let place = finding
            .place
            .as_ref()
            .map_or_else(Vec::new, |(to, words)| vec![self.to(to, vec![super::inline::text(words)])]);
        json!({
            "id": finding.id,
            "place": place,
            "quote": finding.quote.as_ref().map(|quote| self.line(quote)),
            "kind": finding.kind,
            "severity": finding.severity,
            "weight": finding.weight,
            "state": finding.state,
            "sides": sides,
            "note": self.line(&finding.note),
            "to": self.place(format!("finding:{}", finding.id)),
        })
    }
}

/// All places that the document will hold.
fn targets(frame: &Frame) -> BTreeSet<String> {
    let sections = frame.sections.iter().map(|section| format!("sec:{}", section.id));
    let placed = frame.places.keys().filter_map(|target| match target {
        Target::Figure(id) => Some(format!("fig:{id}")),
        Target::Table(id) => Some(format!("tab:{id}")),
        _ => None,
    });
    let findings = frame.all_findings();
    sections.chain(placed).chain(findings.map(|finding| format!("finding:{}", finding.id))).collect()
}
