//! A report as the JSON that the print templates walk. The shapes are described at the top of
//! `templates/print/walk.typ`; texts that the tool makes come from `locale`, so that site and print agree.

use super::Drawings;
use super::inline::{Footnotes, footnotes};
use crate::diagnostic::{Message, Phrases};
use crate::locale::{self, Bonds, Catalogue, Shift, Shifting};
use crate::model::{Authority, Block, Language, Missing, Page, PageId, Project, Prose, Report, SectionEntry};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What the writing of one language's book needs at hand.
pub(super) struct Writer<'a> {
    pub(super) report: &'a Report,
    pub(super) drawings: &'a Drawings,
    pub(super) language: Language,
    pub(super) catalogue: Catalogue,
    /// What no line parts.
    pub(super) bonds: Bonds,
    /// Headings with their numbers, by page and block.
    pub(super) numbered: BTreeMap<(PageId, usize), &'a SectionEntry>,
    /// Link targets that the document will hold: `sec:water`, `fig:land`, `tab:indicators`, `finding:A06`.
    pub(super) targets: BTreeSet<String>,
    /// Targets already set; a second figure of one id gets no label, since Typst refuses doubles.
    pub(super) placed: BTreeSet<String>,
    /// The page being written.
    pub(super) page: Option<PageId>,
    /// The depth of the heading before; that of the contents, at first.
    pub(super) heading_depth: u8,
    /// How many blocks the one being written stands in.
    pub(super) depth: usize,
    /// Its footnotes.
    pub(super) footnotes: Footnotes<'a>,
}

/// One language's book.
pub(super) fn book(report: &Report, drawings: &Drawings, language: Language) -> Value {
    let mut writer = Writer::new(report, drawings, language);
    let plan = &report.project.plan;
    let period =
        Message::new("ui.period").with("first", plan.period.0.to_string()).with("last", plan.period.1.to_string());
    let meta = json!({
        "lang": language.tag(),
        "title": writer.field(&plan.title),
        "short_title": writer.field(&plan.short_title),
        "edition_label": writer.field(&plan.edition_label),
        "edition_name": writer.field(&plan.edition_name),
        "authority": writer.authority(plan.authority.as_ref()),
        "authority_named": plan.authority_name().is_some(),
        "compiled_by": writer.field(&plan.compiled_by),
        "edited_by": plan.edited_by.as_ref().map(|name| writer.field(name)),
        "notice": writer.field(&plan.notice),
        "licence": writer.field(&plan.licence),
        "title_text": plan.title.get(language).plain(),
        "author_text": plan.edited_by.as_ref().unwrap_or(&plan.compiled_by).get(language).plain(),
        "period": writer.say(&period),
        "date": locale::format_date(language, &plan.date()),
    });
    let blocks = writer.chapters();
    let findings = writer.findings();
    let shifted = shifted(&report.project);
    json!({ "meta": meta, "shifted": shifted, "labels": writer.labels(), "blocks": blocks, "findings": findings })
}

/// Raised and lowered characters: for each side the runs that are set in ordinary ones, as a regular expression (`none`
/// if there are none), and the ordinary character of each. Typst sets them last, so that no text is passed over and
/// bookmarks keep the characters.
fn shifted(project: &Project) -> Value {
    let shifting = Shifting::new(&project.shifted);
    let plain: Map<String, Value> = locale::shifted_characters()
        .filter_map(|own| Some((own.to_string(), json!(locale::unshifted(own)?))))
        .collect();
    json!({ "up": shifting.pattern(Shift::Up), "down": shifting.pattern(Shift::Down), "plain": plain })
}

impl<'a> Writer<'a> {
    pub(super) fn new(report: &'a Report, drawings: &'a Drawings, language: Language) -> Self {
        let sections = report.outline.sections.get(&language).map_or(&[][..], Vec::as_slice);
        let numbered = sections.iter().map(|entry| ((entry.page, entry.block), entry)).collect();
        Self {
            report,
            drawings,
            language,
            catalogue: Catalogue::of(language),
            bonds: Bonds::new(&report.project.units),
            numbered,
            targets: targets(report, language),
            placed: BTreeSet::new(),
            page: None,
            heading_depth: 1,
            depth: 0,
            footnotes: Footnotes::default(),
        }
    }

    /// Who answers for the plan, or that the source names nobody; nothing where the book says nothing of it.
    fn authority(&mut self, authority: Option<&'a Authority>) -> Option<Vec<Value>> {
        Some(match authority? {
            Authority::Named(name) => self.field(name),
            Authority::NotStated => vec![super::inline::text(&self.say(&Missing::NotStated.words()))],
        })
    }

    /// A text field in the book's language.
    pub(super) fn field(&mut self, prose: &'a Prose) -> Vec<Value> {
        self.inlines(&prose.get(self.language).inlines)
    }

    /// A sentence of the book's language.
    pub(super) fn say(&self, message: &Message) -> String {
        self.catalogue.phrase(message)
    }

    /// The page being written.
    pub(super) fn current_page(&self) -> Option<&'a Page> {
        self.page.map(|PageId(index)| &self.report.project.pages[index])
    }

    /// Takes a link target if it is free; then the element may carry it.
    pub(super) fn place(&mut self, target: String) -> Option<String> {
        self.placed.insert(target.clone()).then_some(target)
    }

    fn labels(&self) -> Value {
        let prefix = "ui.label.";
        let mut labels: Map<String, Value> =
            self.catalogue.with_prefix(prefix).map(|(id, text)| (id.to_owned(), json!(text))).collect();
        let findings = Message::new("ui.appendix").with("title", Message::new("ui.label.findings"));
        labels.insert("appendix".to_owned(), json!(self.say(&findings)));
        Value::Object(labels)
    }

    fn chapters(&mut self) -> Vec<Value> {
        let mut blocks = Vec::new();
        for (id, page) in reading_order(&self.report.project, self.language) {
            self.page = Some(id);
            self.footnotes = footnotes(page);
            for (index, block) in page.blocks.iter().enumerate() {
                blocks.extend(self.top_block(index, block));
            }
        }
        self.page = None;
        blocks
    }
}

/// The pages of a language: by chapter, its opening page first.
pub(super) fn reading_order(project: &Project, language: Language) -> Vec<(PageId, &Page)> {
    let mut pages: Vec<_> = project.pages_of(language).collect();
    pages.sort_by_key(|(_, page)| (page.chapter().to_owned(), !page.opens_chapter(), page.path.clone()));
    pages
}

fn targets(report: &Report, language: Language) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, page) in report.project.pages_of(language) {
        page.blocks.iter().for_each(|block| block_targets(block, &mut found));
    }
    found.extend(report.project.findings.iter().map(|finding| format!("finding:{}", finding.id.value)));
    found
}

fn block_targets(block: &Block, found: &mut BTreeSet<String>) {
    match block {
        Block::Heading(heading) => found.extend(heading.id.iter().map(|id| format!("sec:{}", id.value))),
        Block::Figure { id, .. } => _ = found.insert(format!("fig:{}", id.value)),
        Block::RegisterTable { id, .. } => _ = found.insert(format!("tab:{}", id.value)),
        Block::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|inner| block_targets(inner, found));
        }
        Block::Quote { blocks, .. } => blocks.iter().for_each(|inner| block_targets(inner, found)),
        _ => {}
    }
}
