//! The report as the site sees it: addresses of pages and anchors, labels, and who stands where. Looks up, computes
//! nothing.

use super::address;
use crate::diagnostic::{Message, Phrases};
use crate::locale::{self, Bonds, Catalogue};
use crate::model::{Drawing, Key, Language, PageId, Place, Report, SectionEntry, Text, TieId, TieKind};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The drawings by figure id and language.
pub(super) type Drawings = BTreeMap<(String, Language), Drawing>;

/// Everything that the makers of pages look at.
pub(super) struct Book<'a> {
    pub(super) report: &'a Report,
    pub(super) drawings: &'a Drawings,
    /// What no line parts.
    pub(super) bonds: Bonds,
    catalogues: Text<Catalogue>,
    paths: Vec<String>,
    by_path: BTreeMap<(Language, &'a str), PageId>,
    claim_anchors: BTreeMap<&'a str, String>,
}

impl<'a> Book<'a> {
    pub(super) fn new(report: &'a Report, drawings: &'a Drawings) -> Self {
        let pages = &report.project.pages;
        Self {
            report,
            drawings,
            bonds: Bonds::new(&report.project.units),
            catalogues: Text::build(Catalogue::of),
            paths: pages.iter().map(address::page_path).collect(),
            by_path: (0..).map(PageId).zip(pages).map(|(id, page)| ((page.language, page.path.as_str()), id)).collect(),
            claim_anchors: claim_anchors(report),
        }
    }

    /// The words of a tie, set so that no line parts a number from its unit.
    pub(super) fn tied_words<'t>(
        &self,
        language: Language,
        id: TieId,
        (before, words, after): (&str, &'t str, &str),
    ) -> Cow<'t, str> {
        match self.report.project.ties.get(id.0).map(|tie| tie.kind) {
            Some(TieKind::Number) => self.bonds.literal(language, before, words, after),
            _ => self.bonds.text(before, words, after),
        }
    }

    /// A label without arguments: one that site and print share (`ui.label.`), or one of the site alone (`ui.site.`).
    pub(super) fn label(&self, language: Language, id: &str) -> String {
        let catalogue = self.catalogues.get(language);
        match catalogue.label(&format!("ui.label.{id}")) {
            "" => catalogue.label(&format!("ui.site.{id}")).to_owned(),
            shared => shared.to_owned(),
        }
    }

    /// All labels of the site, for the templates' `ui`: the shared ones and its own.
    pub(super) fn labels(&self, language: Language) -> BTreeMap<String, String> {
        let catalogue = self.catalogues.get(language);
        let labels = catalogue.with_prefix("ui.site.").chain(catalogue.with_prefix("ui.label."));
        labels.map(|(id, text)| (id.to_owned(), text.to_owned())).collect()
    }

    /// A sentence with arguments.
    pub(super) fn say(&self, language: Language, message: &Message) -> String {
        self.catalogues.get(language).phrase(message)
    }

    /// The path of a page below `site/`.
    pub(super) fn path_of(&self, page: PageId) -> &str {
        self.paths.get(page.0).map_or("", String::as_str)
    }

    /// The page at a path below `content/<lang>/`.
    pub(super) fn page_at(&self, language: Language, path: &str) -> Option<PageId> {
        self.by_path.get(&(language, path)).copied()
    }

    /// The headings of a language, in reading order.
    pub(super) fn sections(&self, language: Language) -> &'a [SectionEntry] {
        self.report.outline.sections.get(&language).map_or(&[], Vec::as_slice)
    }

    /// The heading with an id.
    pub(super) fn section(&self, language: Language, id: &str) -> Option<&'a SectionEntry> {
        self.sections(language).iter().find(|entry| entry.id == id)
    }

    /// The heading that opens a page.
    pub(super) fn title_of(&self, language: Language, page: PageId) -> Option<&'a SectionEntry> {
        self.sections(language).iter().find(|entry| entry.page == page)
    }

    /// The heading under which a block stands.
    pub(super) fn section_at(&self, language: Language, page: PageId, block: usize) -> Option<&'a SectionEntry> {
        self.sections(language).iter().rfind(|entry| entry.page == page && entry.block <= block)
    }

    /// A heading's address below `site/`; that of a page's title is the page itself.
    pub(super) fn section_path(&self, entry: &SectionEntry) -> String {
        format!("{}#{}", self.path_of(entry.page), entry.id)
    }

    /// Label and title in one line: `第一节 社会经济状况`, `1.2 Society and economy`.
    pub(super) fn section_text(&self, language: Language, entry: &SectionEntry) -> String {
        let label = locale::heading_label(language, entry.depth, &entry.numbers);
        format!("{label}{}{}", label_gap(language, entry.depth), entry.title)
    }

    /// A heading where those of several chapters stand together. The labels of Chinese begin again in each chapter and
    /// section, so these come first: `第一章第一节 社会经济状况`, `第一章第一节 · 二、水文`; English numbers say it all.
    pub(super) fn section_trail(&self, language: Language, entry: &SectionEntry) -> String {
        let text = self.section_text(language, entry);
        let page = self.title_of(language, entry.page);
        let (Language::Zh, Some(page)) = (language, page.filter(|_| entry.depth > 1)) else { return text };
        let chapter = locale::heading_label(language, 1, &page.numbers[..page.numbers.len().min(1)]);
        match page.depth {
            _ if page.id == entry.id => format!("{chapter}{text}"),
            1 => format!("{chapter} · {text}"),
            depth => format!("{chapter}{} · {text}", locale::heading_label(language, depth, &page.numbers)),
        }
    }

    /// The heading and the language where a tie stands; none in a text field of the data.
    pub(super) fn place_of(&self, tie: TieId) -> Option<(Language, PageId, Option<&'a SectionEntry>)> {
        let written = self.report.project.ties.get(tie.0)?;
        match written.place {
            Place::Page { page, block } => {
                Some((written.language, page, self.section_at(written.language, page, block)))
            }
            Place::Field => None,
        }
    }

    /// The anchor of a key in the ledger, if the key is known.
    pub(super) fn key_path(&self, language: Language, key: &Key) -> String {
        let page = ledger_path(language);
        if self.report.observations.contains_key(key) { format!("{page}#{key}") } else { page }
    }

    /// The anchor of a claim in the ledger: by id for a named one, by number for a formula in the text.
    pub(super) fn claim_anchor(&self, target: &str) -> Option<&str> {
        self.claim_anchors.get(target).map(String::as_str)
    }

    /// All claims, by what stands after the `?`, with their anchors.
    pub(super) fn claims(&self) -> impl Iterator<Item = (&'a str, &str)> {
        self.claim_anchors.iter().map(|(target, anchor)| (*target, anchor.as_str()))
    }

    /// The address of a figure (`fig:id`) or table (`tab:id`) on its page.
    pub(super) fn register_path(&self, language: Language, kind: &str, id: &str) -> Option<String> {
        let page = self.report.outline.pages.get(&(language, format!("{kind}:{id}")))?;
        Some(format!("{}#{kind}-{id}", self.path_of(*page)))
    }

    /// A figure's or table's number: 图1-12 / Figure 1-12.
    pub(super) fn register_label(&self, language: Language, kind: &str, id: &str) -> Option<String> {
        let outline = &self.report.outline;
        match kind {
            "fig" => outline.figures.get(id).map(|(chapter, n)| locale::figure_label(language, *chapter, *n)),
            _ => outline.tables.get(id).map(|(chapter, n)| locale::table_label(language, *chapter, *n)),
        }
    }

    /// The finding that a tie must show: its own, or one about the fact or the claim it rests on.
    pub(super) fn finding_of(&self, tie: TieId) -> Option<usize> {
        let bound = self.report.ties.get(tie.0)?;
        let on = |subject: &str| self.report.finding_on(subject);
        let by_key = || bound.key.as_ref().and_then(|key| on(&key.to_string()).or_else(|| on(&key.fact)));
        let found = bound.finding.or_else(|| bound.claim.as_deref().and_then(on)).or_else(by_key)?;
        (found < self.report.project.findings.len()).then_some(found)
    }
}

/// Where the ledger stands.
pub(super) fn ledger_path(language: Language) -> String {
    format!("{language}/numbers/index.html")
}

/// Where the findings stand.
pub(super) fn notes_path(language: Language) -> String {
    format!("{language}/notes/index.html")
}

/// What stands between a heading's label and its words: nothing after 一、 and （一）.
pub(super) fn label_gap(language: Language, depth: u8) -> &'static str {
    match language {
        Language::Zh if depth > 2 => "",
        _ => " ",
    }
}

/// Named claims keep their ids; formulas in the text are numbered in the order of their letters, so that both
/// languages and every run give the same anchors. A dot keeps them apart from the ids of headings.
fn claim_anchors(report: &Report) -> BTreeMap<&str, String> {
    let mut anchors = BTreeMap::new();
    for id in report.claims.keys() {
        anchors.insert(id.as_str(), format!("claim.{id}"));
    }
    let mut formulas: Vec<&str> = report
        .project
        .ties
        .iter()
        .zip(&report.ties)
        .filter(|(tie, bound)| tie.kind == TieKind::Claim && bound.claim.is_none())
        .map(|(tie, _)| tie.target.value.as_str())
        .collect();
    formulas.sort_unstable();
    formulas.dedup();
    for (number, formula) in (1..).zip(formulas) {
        anchors.entry(formula).or_insert_with(|| format!("relation.{number}"));
    }
    anchors
}

/// The order of paths: a chapter's opening page before its sections.
pub(super) fn reading_order(path: &str) -> (&str, bool, &str) {
    let (chapter, file) = path.split_once('/').unwrap_or((path, ""));
    (chapter, file != "_index.md", file)
}
