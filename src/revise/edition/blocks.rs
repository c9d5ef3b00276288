//! The text of the pages as records, block by block, both languages side by side.

use super::record::BlockRecord;
use crate::diagnostic::Span;
use crate::locale::script::is_wide;
use crate::model::{Block, Cell, Inline, Language, Page, ParagraphNumber, Report, TieId};
use crate::prose::pairing;
use std::collections::BTreeMap;
use std::ops::Range;

type Numbers = BTreeMap<Span, ParagraphNumber>;

/// All blocks with words. What only English has stands after the rest of its page; so do its own pages.
pub(super) fn of_pages(report: &Report) -> Vec<BlockRecord> {
    let (project, numbers) = (&report.project, &report.outline.paragraphs);
    let mut records = Vec::new();
    for (_, page) in project.pages_of(Language::Zh) {
        let other = project.partner(page).map(|(_, other)| other);
        let partners = other.map_or_else(|| vec![None; page.blocks.len()], |other| pairing::partners(page, other));
        let partner = |index: usize| partners[index].and_then(|partner| other?.blocks.get(partner));
        walk(page, numbers, &mut |index, own| (own, partner(index).map(plain).unwrap_or_default()), &mut records);
        if let Some(other) = other {
            let alone = |index, own| if partners.contains(&Some(index)) { String::new() } else { own };
            walk(other, numbers, &mut |index, own| (String::new(), alone(index, own)), &mut records);
        }
    }
    for (_, page) in project.pages_of(Language::En).filter(|(_, page)| project.partner(page).is_none()) {
        walk(page, numbers, &mut |_, own| (String::new(), own), &mut records);
    }
    records
}

/// Records the blocks of a page that have words in one of the languages.
fn walk(
    page: &Page,
    numbers: &Numbers,
    words: &mut dyn FnMut(usize, String) -> (String, String),
    records: &mut Vec<BlockRecord>,
) {
    let (mut heading, mut number) = (String::new(), 0);
    for (index, block) in page.blocks.iter().enumerate() {
        if let Block::Heading(found) = block {
            heading = found.id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
            number = 0;
        } else {
            number += 1;
        }
        let lines = lines(block);
        let (zh, en) = words(index, joined(&lines));
        if !(zh.is_empty() && en.is_empty()) {
            let (page, kind) = (page.path.clone(), block.kind().to_owned());
            let numbers: Option<Vec<String>> =
                lines.iter().map(|line| numbers.get(&line.owner).map(ParagraphNumber::to_string)).collect();
            let numbers = numbers.unwrap_or_default();
            records.push(BlockRecord { page, heading: heading.clone(), block: number, kind, numbers, zh, en });
        }
    }
}

/// A line of a block: an item, a row, a paragraph inside.
#[derive(Debug)]
pub(super) struct Line {
    /// Where the paragraph, table or code stands that it is of.
    pub(super) owner: Span,
    /// Its words.
    pub(super) text: String,
    /// The ties in it, and where in its words each stands.
    pub(super) ties: Vec<(TieId, Range<usize>)>,
}

/// The words of a block; a line each for items, rows and paragraphs inside. Cross-references stand as `[fig:id]`,
/// since their numbers change with what stands before them.
pub(super) fn lines(block: &Block) -> Vec<Line> {
    let owner = block.span();
    let of_blocks = |blocks: &[Block]| blocks.iter().flat_map(lines).collect::<Vec<_>>();
    let mut lines = match block {
        Block::Heading(heading) => vec![with_ties(&heading.inlines, owner)],
        Block::Paragraph { inlines, .. } => vec![with_ties(inlines, owner)],
        Block::List { items, .. } => items.iter().flat_map(|item| of_blocks(&item.blocks)).collect(),
        Block::Table { rows, .. } => rows.iter().map(|row| of_row(row, owner)).collect(),
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => of_blocks(blocks),
        // Its lines belong together, blank ones too.
        Block::Code { text, .. } => {
            let lines = text.trim_end().split('\n').filter(|_| !text.trim_end().is_empty());
            return lines.map(|line| Line { owner, text: line.to_owned(), ties: Vec::new() }).collect();
        }
        Block::Figure { .. } | Block::RegisterTable { .. } | Block::Project { .. } | Block::Rule { .. } => Vec::new(),
    };
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// The cells of a row, with bars between them.
fn of_row(cells: &[Cell], owner: Span) -> Line {
    let mut row = Line { owner, text: String::new(), ties: Vec::new() };
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            row.text.push_str(" | ");
        }
        let cell = with_ties(&cell.inlines, owner);
        let at = row.text.len();
        row.ties.extend(cell.ties.into_iter().map(|(tie, range)| (tie, range.start + at..range.end + at)));
        row.text.push_str(&cell.text);
    }
    row
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The same as one text.
pub(in crate::revise) fn plain(block: &Block) -> String {
    joined(&lines(block))
}

pub(super) fn line(inlines: &[Inline]) -> String {
    let (text, _) = words(inlines);
    text.trim().to_owned()
}

/// A line without the spaces around it.
fn with_ties(inlines: &[Inline], owner: Span) -> Line {
    let (text, mut ties) = words(inlines);
    let start = text.len() - text.trim_start().len();
    for (_, range) in &mut ties {
        *range = range.start.saturating_sub(start)..range.end.saturating_sub(start);
    }
    Line { owner, text: text.trim().to_owned(), ties }
}

fn words(inlines: &[Inline]) -> (String, Vec<(TieId, Range<usize>)>) {
    let (mut text, mut ties) = (String::new(), Vec::new());
    Inline::walk(inlines, &mut |inline| match inline {
        Inline::Text(piece) | Inline::Code(piece) | Inline::Waived(piece, _) => text.push_str(piece),
        Inline::Tie(id, words) => {
            ties.push((*id, text.len()..text.len() + words.len()));
            text.push_str(words);
        }
        Inline::CrossReference { kind, id } => text.push_str(&format!("[{kind}:{}]", id.value)),
        Inline::SoftBreak => text.push(' '),
        Inline::HardBreak if !text.ends_with(is_wide) => text.push(' '),
        _ => {}
    });
    (text, ties)
}
