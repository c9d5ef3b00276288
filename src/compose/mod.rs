//! Stage `compose`: what the book says, decided once. From a checked [`Report`], a language and an audience it makes a
//! [`Document`]: every number with its text, every reference with its words, every heading, figure and table with its
//! label, the ledger, the findings.
//!
//! Its readers set what they are given: the site, the print, editions, the terminal. Nothing here knows HTML, JSON, Typst
//! or a file, nothing computes a number, and only here is it known what an audience may see ([`audience`]).

mod atlas;
mod audience;
mod block;
mod figure;
mod finding;
mod formula;
mod grid;
mod guide;
mod imprint;
mod indicator;
mod ledger;
mod line;
mod listing;
mod release;
mod section;
mod table;
mod value;
mod volume;

use crate::diagnostic::{Message, Phrases};
use crate::locale::{self, Bonds, Catalogue};
use crate::model::document::{
    Atlas, Audience, Document, Entry, Frame, Guide, Page, PageEntry, Release, Run, Target, Volume,
};
use crate::model::{
    Fact, Finding, Inline, Key, Language, PageId, ParagraphNumber, Place, Prose, Report, TieId, TieKind,
    TranslationState,
};
use crate::prose::neighbour;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A composed book.
pub struct Composed<'a> {
    composer: Composer<'a>,
    frame: Frame,
}

/// Composes a book for an audience, in one of its languages.
pub fn compose(report: &Report, language: Language, audience: Audience) -> Composed<'_> {
    let composer = Composer::new(report, language, audience);
    let frame = composer.frame();
    Composed { composer, frame }
}

impl Document for Composed<'_> {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn page(&self, id: PageId) -> Page {
        self.composer.page(id)
    }

    fn atlas(&self) -> Atlas {
        atlas::atlas(&self.composer, &self.frame)
    }

    fn volume(&self) -> Volume {
        volume::volume(&self.composer, &self.frame)
    }

    fn guide(&self) -> Guide {
        guide::guide(&self.composer, &self.frame)
    }

    fn release(&self) -> Release {
        release::release(&self.composer, &self.frame)
    }
}

/// What composing needs at hand.
struct Composer<'a> {
    report: &'a Report,
    language: Language,
    audience: Audience,
    catalogue: Catalogue,
    /// What no line parts.
    bonds: Bonds,
    /// The numbers that this audience must not see.
    withheld: BTreeSet<&'a Key>,
    /// Indexes of findings by the fact, number or claim that they are about; the first of each.
    findings: BTreeMap<&'a str, usize>,
    /// Anchors of claims by what stands after the `?`.
    anchors: BTreeMap<&'a str, String>,
    sections: section::Sections,
    numbers: Arc<BTreeMap<Key, Entry>>,
}

impl<'a> Composer<'a> {
    fn new(report: &'a Report, language: Language, audience: Audience) -> Self {
        let project = &report.project;
        let mut composer = Self {
            report,
            language,
            audience,
            catalogue: Catalogue::of(language).saying(&project.plan.wording),
            bonds: Bonds::new(&project.units),
            withheld: audience::withheld(report, audience),
            findings: finding::subjects(report),
            anchors: ledger::claim_anchors(report),
            sections: section::Sections::default(),
            numbers: Arc::default(),
        };
        composer.sections = composer.all_sections();
        composer.numbers = Arc::new(composer.entries());
        composer
    }

    fn frame(&self) -> Frame {
        Frame {
            runs_on: volume::runs_on(&self.report.project, self.language),
            language: self.language,
            audience: self.audience,
            imprint: self.imprint(),
            pages: self.page_entries(),
            sections: self.sections.all.clone(),
            section_ids: self.sections.ids.clone(),
            titles: self.sections.titles.clone(),
            numbers: Arc::clone(&self.numbers),
            ledger: self.ledger(),
            claims: self.claims(),
            findings: self.finding_groups(),
            figures: self.figures(),
            charts: self.charts(),
            tables: self.captions(),
            places: self.places(),
            stale: self.stale(),
            indicators: self.indicators(),
            indicator_table: self.indicator_table(),
        }
    }

    /// The pages of the language in reading order.
    fn page_entries(&self) -> Vec<PageEntry> {
        let pages = self.report.project.pages_of(self.language);
        let entry = |(id, page): (PageId, &crate::model::Page)| PageEntry {
            id,
            path: page.path.clone(),
            chapter: page.chapter().to_owned(),
            opens_chapter: page.opens_chapter(),
        };
        pages.map(entry).collect()
    }

    /// The paragraphs of a translation whose source has changed since it was confirmed.
    fn stale(&self) -> BTreeSet<ParagraphNumber> {
        if self.language == self.report.project.plan.languages.source() {
            return BTreeSet::new();
        }
        let blocks = self.report.translations.iter().flat_map(|page| &page.blocks);
        let changed = blocks.filter(|block| block.state == TranslationState::Changed);
        changed.filter_map(|block| self.report.outline.paragraph_at(block.partner?)).collect()
    }

    /// A sentence of the catalogue.
    fn say(&self, message: &Message) -> String {
        self.catalogue.phrase(message)
    }

    /// A word of the catalogue.
    fn word(&self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }

    /// A text field of the data.
    fn field(&self, prose: &Prose) -> Vec<Run> {
        self.line(&prose.get(self.language).inlines, None)
    }

    /// The same without marks and links, for a place that takes words alone.
    fn field_text(&self, prose: &Prose) -> String {
        Run::plain(&self.field(prose))
    }

    /// Words with their quotation marks curled.
    fn curled(&self, words: &str) -> String {
        locale::curled(self.language, words, None).into_owned()
    }

    fn fact(&self, id: &str) -> Option<&'a Fact> {
        self.report.project.facts.get(id)
    }

    fn finding_on(&self, subject: &str) -> Option<usize> {
        self.findings.get(subject).copied()
    }

    /// The finding about a number, or about its fact.
    fn finding_on_number(&self, key: &Key) -> Option<usize> {
        self.finding_on(&key.to_string()).or_else(|| self.finding_on(&key.fact)).or_else(|| self.finding_on(key.base()))
    }

    fn finding(&self, index: usize) -> Option<&'a Finding> {
        self.report.project.findings.get(index)
    }

    fn mark(&self, finding: Option<usize>) -> Option<Run> {
        Some(Run::Mark(self.finding(finding?)?.id.value.clone()))
    }

    /// The finding that a tie must show: its own, or one about the number or claim that it rests on.
    fn finding_of(&self, tie: TieId) -> Option<usize> {
        let bound = self.report.ties.get(tie.0)?;
        let claim = || bound.claim.as_deref().and_then(|claim| self.finding_on(claim));
        let key = || bound.key.as_ref().and_then(|key| self.finding_on_number(key));
        bound.finding.or_else(claim).or_else(key)
    }

    /// The language, page and heading where a tie stands; none in a text field of the data.
    fn place_of(&self, tie: TieId) -> Option<(Language, PageId, usize)> {
        let written = self.report.project.ties.get(tie.0)?;
        match written.place {
            Place::Page { page, block } => Some((written.language, page, block)),
            Place::Field => None,
        }
    }

    /// Whether a tie rests on a number that this audience must not see.
    fn is_withheld(&self, tie: TieId) -> bool {
        !self.withheld.is_empty()
            && self.report.ties.get(tie.0).is_some_and(|bound| bound.keys.iter().any(|key| self.withheld.contains(key)))
    }

    /// The name of a member of a dimension; its id where it is not declared.
    fn member_name(&self, dimension: &str, member: &str) -> Vec<Run> {
        let known = self.report.project.dimensions.get(dimension);
        let found = known.and_then(|known| known.members.iter().find(|known| known.id.value == member));
        // A quarter or a month; a year stands as it is written.
        let said = || locale::period_name(self.language, member).unwrap_or_else(|| member.to_owned());
        found.map_or_else(|| vec![Run::Words(said())], |known| self.field(&known.name))
    }

    /// Between a label and what it labels.
    fn colon(&self) -> &'static str {
        match self.language {
            Language::Zh => "：",
            Language::En => ": ",
        }
    }

    /// Between names in a row, which may hold commas.
    fn name_sign(&self) -> &'static str {
        match self.language {
            Language::Zh => "、",
            Language::En => "; ",
        }
    }

    /// Between two numbers of a range.
    fn range_sign(&self) -> &'static str {
        match self.language {
            Language::Zh => "～",
            Language::En => "–",
        }
    }

    /// Between two years.
    fn year_sign(&self) -> &'static str {
        match self.language {
            Language::Zh => "—",
            Language::En => "–",
        }
    }

    /// The years from one number to another.
    fn period(&self, start: &Key, end: &Key) -> Run {
        let year = |key: &Key| self.cell(key, |entry| &entry.bare);
        Run::Joined(vec![year(start), Run::Words(self.year_sign().to_owned()), year(end)])
    }
}

/// A link of the book's own, to a page or a heading; `None` where it leads nowhere (refused before).
fn inside(composer: &Composer<'_>, target: &str, page: Option<PageId>) -> Option<Target> {
    let project = &composer.report.project;
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let here = page.and_then(|page| project.pages.get(page.0));
    let goal = if path.is_empty() {
        page?
    } else {
        let wanted = resolve(&here?.path, path)?;
        project.page_at(composer.language, &wanted)?.0
    };
    let known = !fragment.is_empty() && composer.sections.ids.contains_key(fragment);
    Some(if known { Target::Section(fragment.to_owned()) } else { Target::Page(goal) })
}

/// A relative path taken from the folder of `base`; none if it climbs out of the root or is absolute.
fn resolve(base: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for segment in path.split('/') {
        match segment {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// The words of a tie, set so that no line parts a number from its unit.
fn tied_words(composer: &Composer<'_>, id: TieId, (left, words, right): (&str, &str, &str)) -> String {
    let kind = composer.report.project.ties.get(id.0).map(|tie| tie.kind);
    match kind {
        Some(TieKind::Number) => composer.bonds.literal(composer.language, left, words, right).into_owned(),
        _ => composer.bonds.text(left, words, right).into_owned(),
    }
}

/// The words of inlines beside a part of a line.
fn beside(inlines: &[Inline], index: usize) -> (&str, &str) {
    (neighbour(&inlines[..index], false), neighbour(&inlines[index + 1..], true))
}
