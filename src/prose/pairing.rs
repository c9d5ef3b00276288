//! The two languages of a page side by side: by heading, and under a heading by the order of blocks.

use crate::model::{Block, Heading, Language, Page, PageId, Project};

/// A page in both languages.
#[derive(Debug, Clone, Copy)]
pub struct PagePair<'a> {
    /// The Chinese page.
    pub zh: (PageId, &'a Page),
    /// The English page.
    pub en: (PageId, &'a Page),
}

/// A heading (none before the first) and the blocks under it.
#[derive(Debug, Clone)]
pub struct Section<'a> {
    /// Its heading.
    pub heading: Option<&'a Heading>,
    /// The blocks under it, headings not among them.
    pub blocks: Vec<&'a Block>,
}

/// All pages with words in both languages, in reading order; an empty one is `translation-missing`.
pub fn pages(project: &Project) -> Vec<PagePair<'_>> {
    let partner = |page| project.partner(page);
    let pairs = project.pages_of(Language::Zh).filter_map(|zh| Some(PagePair { zh, en: partner(zh.1)? }));
    pairs.filter(|pair| !pair.zh.1.blocks.is_empty() && !pair.en.1.blocks.is_empty()).collect()
}

/// A page cut at its headings.
pub fn sections(page: &Page) -> Vec<Section<'_>> {
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
pub fn same_heading(one: Option<&Heading>, other: Option<&Heading>) -> bool {
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
pub fn paired_sections<'a>(pair: &PagePair<'a>) -> Vec<(Section<'a>, Section<'a>)> {
    let both = sections(pair.zh.1).into_iter().zip(sections(pair.en.1));
    both.take_while(|(zh, en)| same_heading(zh.heading, en.heading)).collect()
}

/// For each block of a page the index of its partner on the other language's page, as far as there is one: the heading
/// of the same id, and under it the block of the same number and kind. One section that differs spoils no other.
pub fn partners(page: &Page, other: &Page) -> Vec<Option<usize>> {
    let mut partners = Vec::with_capacity(page.blocks.len());
    // The next block to pair with; none while the heading has no partner.
    let (mut at, mut last) = (Some(0), 0);
    for block in &page.blocks {
        let partner = match block {
            Block::Heading(heading) => {
                let wanted =
                    |block: &Block| matches!(block, Block::Heading(other) if same_heading(Some(heading), Some(other)));
                at =
                    other.blocks.iter().enumerate().skip(last).find(|(_, block)| wanted(block)).map(|(index, _)| index);
                at
            }
            _ => {
                // The partner's section has ended.
                at = at.filter(|index| !matches!(other.blocks.get(*index), None | Some(Block::Heading(_))));
                at.filter(|index| other.blocks[*index].kind() == block.kind())
            }
        };
        partners.push(partner);
        at = at.map(|index| index + 1);
        last = partner.map_or(last, |index| index + 1);
    }
    partners
}
