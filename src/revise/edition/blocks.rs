//! The text of the pages as records, block by block, both languages side by side.

use super::record::BlockRecord;
use crate::locale::script::is_wide;
use crate::model::{Block, Cell, Inline, Language, Page, Project};
use crate::prose::pairing;

/// All blocks with words. What only English has stands after the rest of its page; so do its own pages.
pub(super) fn of_pages(project: &Project) -> Vec<BlockRecord> {
    let mut records = Vec::new();
    for (_, page) in project.pages_of(Language::Zh) {
        let other = project.partner(page).map(|(_, other)| other);
        let partners = other.map_or_else(|| vec![None; page.blocks.len()], |other| pairing::partners(page, other));
        let partner = |index: usize| partners[index].and_then(|partner| other?.blocks.get(partner));
        walk(
            page,
            &mut |index, block| {
                let en = partner(index).map(plain).unwrap_or_default();
                (plain(block), en)
            },
            &mut records,
        );
        if let Some(other) = other {
            walk(
                other,
                &mut |index, block| {
                    let own = if partners.contains(&Some(index)) { String::new() } else { plain(block) };
                    (String::new(), own)
                },
                &mut records,
            );
        }
    }
    for (_, page) in project.pages_of(Language::En).filter(|(_, page)| project.partner(page).is_none()) {
        walk(page, &mut |_, block| (String::new(), plain(block)), &mut records);
    }
    records
}

/// Records the blocks of a page that have words in one of the languages.
fn walk(page: &Page, words: &mut dyn FnMut(usize, &Block) -> (String, String), records: &mut Vec<BlockRecord>) {
    let (mut heading, mut number) = (String::new(), 0);
    for (index, block) in page.blocks.iter().enumerate() {
        if let Block::Heading(found) = block {
            heading = found.id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
            number = 0;
        } else {
            number += 1;
        }
        let (zh, en) = words(index, block);
        if !(zh.is_empty() && en.is_empty()) {
            let (page, kind) = (page.path.clone(), block.kind().to_owned());
            records.push(BlockRecord { page, heading: heading.clone(), block: number, kind, zh, en });
        }
    }
}

/// The words of a block; a line each for items, rows and paragraphs inside. Cross-references stand as `[fig:id]`,
/// since their numbers change with what stands before them.
pub(in crate::revise) fn plain(block: &Block) -> String {
    let lines: Vec<String> = match block {
        Block::Heading(heading) => vec![line(&heading.inlines)],
        Block::Paragraph { inlines, .. } => vec![line(inlines)],
        Block::List { items, .. } => items.iter().flat_map(|item| &item.blocks).map(plain).collect(),
        Block::Table { rows, .. } => {
            let row = |row: &Vec<Cell>| row.iter().map(|cell| line(&cell.inlines)).collect::<Vec<_>>().join(" | ");
            rows.iter().map(row).collect()
        }
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => blocks.iter().map(plain).collect(),
        Block::Code { text, .. } => vec![text.trim_end().to_owned()],
        Block::Figure { .. } | Block::RegisterTable { .. } | Block::Project { .. } | Block::Rule { .. } => Vec::new(),
    };
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

pub(super) fn line(inlines: &[Inline]) -> String {
    let mut text = String::new();
    Inline::walk(inlines, &mut |inline| match inline {
        Inline::Text(piece) | Inline::Code(piece) | Inline::Waived(piece, _) => text.push_str(piece),
        Inline::Tie(_, words) => text.push_str(words),
        Inline::CrossReference { kind, id } => text.push_str(&format!("[{kind}:{}]", id.value)),
        Inline::SoftBreak => text.push(' '),
        Inline::HardBreak if !text.ends_with(is_wide) => text.push(' '),
        _ => {}
    });
    text.trim().to_owned()
}
