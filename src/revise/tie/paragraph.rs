//! Paragraphs in both languages, and what is tied in each.

use crate::model::{Block, Language, PageId, Report, TieKind};
use crate::prose::{Home, Passage};
use std::collections::{BTreeMap, BTreeSet};

/// A paragraph in both languages: page path, heading, block below it; or a text field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paragraph {
    Block { page: String, heading: String, block: usize },
    Field(usize),
}

/// What each block of each page is paired by.
pub(super) struct Paragraphs(BTreeMap<(PageId, usize), Paragraph>);

impl Paragraphs {
    /// A block is paired by its heading's id (its place, where it has none) and its order below it.
    pub(super) fn of(report: &Report) -> Self {
        let mut places = BTreeMap::new();
        for (index, page) in report.project.pages.iter().enumerate() {
            let (mut heading, mut headings, mut below) = (String::new(), 0usize, 0usize);
            for (block, content) in page.blocks.iter().enumerate() {
                if let Block::Heading(found) = content {
                    headings += 1;
                    heading = found.id.as_ref().map_or_else(|| format!("#{headings}"), |id| id.value.clone());
                    below = 0;
                }
                let paragraph = Paragraph::Block { page: page.path.clone(), heading: heading.clone(), block: below };
                places.insert((PageId(index), block), paragraph);
                below += 1;
            }
        }
        Self(places)
    }

    pub(super) fn at(&self, passage: &Passage<'_>) -> Option<Paragraph> {
        match passage.home {
            Home::Page { page, block, .. } => self.0.get(&(page, block)).cloned(),
            Home::Field(field) => Some(Paragraph::Field(field.number)),
        }
    }
}

/// What is tied in a paragraph of one language.
#[derive(Debug, Default)]
pub(super) struct Tied {
    /// What stands after `=`, and how often.
    pub(super) targets: BTreeMap<String, usize>,
    /// The kin of all facts that ties and claims rest on.
    pub(super) kin: BTreeSet<String>,
}

/// The ties of all paragraphs.
#[derive(Debug, Default)]
pub(super) struct Ties(BTreeMap<(Paragraph, Language), Tied>);

impl Ties {
    pub(super) fn of(report: &Report, passages: &[Passage<'_>], places: &Paragraphs) -> Self {
        let mut ties = Self::default();
        for passage in passages {
            let Some(paragraph) = places.at(passage) else { continue };
            let tied = ties.0.entry((paragraph, passage.language)).or_default();
            for (tie, bound) in passage.ties().map(|(id, _)| report.tie(id)) {
                tied.kin.extend(bound.keys.iter().map(|key| kin(&key.fact).to_owned()));
                if tie.kind == TieKind::Number {
                    let target = bound.key.as_ref().map_or_else(|| tie.target.value.clone(), ToString::to_string);
                    *tied.targets.entry(target).or_default() += 1;
                }
            }
        }
        ties
    }

    /// Whether a fact of the same kin is tied in the paragraph, in either language.
    pub(super) fn is_related(&self, paragraph: &Paragraph, fact: &str) -> bool {
        let languages = crate::model::LANGUAGES.into_iter();
        let mut tied = languages.filter_map(|language| self.0.get(&(paragraph.clone(), language)));
        tied.any(|tied| tied.kin.contains(kin(fact)))
    }

    /// How often the pair of a paragraph ties this more often than the paragraph itself.
    pub(super) fn open(&self, paragraph: &Paragraph, language: Language, target: &str) -> usize {
        let count = |language: Language| {
            let tied = self.0.get(&(paragraph.clone(), language));
            tied.and_then(|tied| tied.targets.get(target)).copied().unwrap_or(0)
        };
        count(language.other()).saturating_sub(count(language))
    }

    /// Counts a tie that will be written.
    pub(super) fn add(&mut self, paragraph: &Paragraph, language: Language, target: &str) {
        let tied = self.0.entry((paragraph.clone(), language)).or_default();
        *tied.targets.entry(target.to_owned()).or_default() += 1;
    }
}

/// `land.grassland` of `land.grassland.area`.
fn kin(fact: &str) -> &str {
    fact.rsplit_once('.').map_or(fact, |(kin, _)| kin)
}
