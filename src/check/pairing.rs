//! The two languages of a page side by side: by heading, and under a heading by the order of blocks.

use crate::model::{Block, Heading, Language, Page, PageId, Project};

/// A page in both languages.
#[derive(Debug, Clone, Copy)]
pub(super) struct PagePair<'a> {
    pub(super) zh: (PageId, &'a Page),
    pub(super) en: (PageId, &'a Page),
}

/// A heading (none before the first) and the blocks under it.
#[derive(Debug, Clone)]
pub(super) struct Section<'a> {
    pub(super) heading: Option<&'a Heading>,
    pub(super) blocks: Vec<&'a Block>,
}

/// All pages with words in both languages, in reading order; an empty one is `translation-missing`.
pub(super) fn pages(project: &Project) -> Vec<PagePair<'_>> {
    let partner = |page| project.partner(page);
    let pairs = project.pages_of(Language::Zh).filter_map(|zh| Some(PagePair { zh, en: partner(zh.1)? }));
    pairs.filter(|pair| !pair.zh.1.blocks.is_empty() && !pair.en.1.blocks.is_empty()).collect()
}

/// A page cut at its headings.
pub(super) fn sections(page: &Page) -> Vec<Section<'_>> {
    let mut sections = vec![Section { heading: None, blocks: Vec::new() }];
    for block in &page.blocks {
        match block {
            Block::Heading(heading) => sections.push(Section { heading: Some(heading), blocks: Vec::new() }),
            other => sections.last_mut().into_iter().for_each(|section| section.blocks.push(other)),
        }
    }
    sections.retain(|section| section.heading.is_some() || !section.blocks.is_empty());
    sections
}

/// Whether two headings are one: the same level, and the same id as far as both have one.
pub(super) fn same_heading(one: Option<&Heading>, other: Option<&Heading>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            let ids = one.id.as_ref().zip(other.id.as_ref());
            one.level == other.level && ids.is_none_or(|(one, other)| one.value == other.value)
        }
        _ => false,
    }
}

/// The sections of a page pair, as long as their headings match.
pub(super) fn paired_sections<'a>(pair: &PagePair<'a>) -> Vec<(Section<'a>, Section<'a>)> {
    let both = sections(pair.zh.1).into_iter().zip(sections(pair.en.1));
    both.take_while(|(zh, en)| same_heading(zh.heading, en.heading)).collect()
}
