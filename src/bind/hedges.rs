//! The hedges that stand right beside the brackets of a tie: 超过[600亿元](=gdp) is as true as [超过600亿元](=gdp).

use crate::locale::literal::{self, Beside};
use crate::model::{Block, Inline, LANGUAGES, Language, Project, TieId};
use crate::prose::fields;
use std::collections::BTreeMap;

/// Hedges by their ties.
pub(super) type Hedges = BTreeMap<TieId, Beside>;

/// The hedge beside each tie that has one.
pub(super) fn beside(project: &Project) -> Hedges {
    let mut hedges = Hedges::new();
    for page in &project.pages {
        page.blocks.iter().for_each(|block| visit(page.language, block, &mut hedges));
    }
    if !project.ties.is_empty() {
        fields::each(project, &mut |field| {
            for language in LANGUAGES {
                line(language, &field.prose.get(language).inlines, &mut hedges);
            }
        });
    }
    hedges
}

fn visit(language: Language, block: &Block, hedges: &mut Hedges) {
    match block {
        Block::Heading(heading) => line(language, &heading.inlines, hedges),
        Block::Paragraph { inlines, .. } => line(language, inlines, hedges),
        Block::List { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|block| visit(language, block, hedges));
        }
        Block::Table { rows, .. } => {
            rows.iter().flatten().for_each(|cell| line(language, &cell.inlines, hedges));
        }
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            blocks.iter().for_each(|block| visit(language, block, hedges));
        }
        _ => {}
    }
}

/// Looks at the words before and after each tie of a run.
fn line(language: Language, inlines: &[Inline], hedges: &mut Hedges) {
    let words = |place: Option<usize>| match place.and_then(|place| inlines.get(place)) {
        Some(Inline::Text(piece)) => &**piece,
        _ => "",
    };
    for (place, inline) in inlines.iter().enumerate() {
        match inline {
            Inline::Tie(id, _) => {
                let (before, after) = (words(place.checked_sub(1)), words(Some(place + 1)));
                if let Some(found) = literal::beside(language, before, after) {
                    hedges.insert(*id, found);
                }
            }
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link { inlines: inner, .. }
            | Inline::Image { alt: inner, .. } => line(language, inner, hedges),
            _ => {}
        }
    }
}
