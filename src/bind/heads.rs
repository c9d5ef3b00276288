//! The units that the heads of a Markdown table's columns name: 面积（平方千米）, Area (ha), CNY million, 万元.
//!
//! A bare number in such a column is read in that unit and scale; a cell that writes a unit of its own keeps it. A head
//! that names no unit, or one of another kind than the value, says nothing; then the row does, in a column of units or in its
//! own head, and last the line above the table (单位：万元).

use super::directory::Directory;
use crate::locale::{Lexicon, Literal};
use crate::model::{Block, Cell, ColumnHead, Inline, Language, TieId, UnitExpr};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What leads to a unit.
const LABELS: [&str; 5] = ["单位：", "单位:", "Unit: ", "Units: ", "Unit："];

/// The head above each tie that stands in the body of a table, where it names a unit.
pub(super) fn above(directory: &Directory<'_>) -> BTreeMap<TieId, ColumnHead> {
    let mut heads = BTreeMap::new();
    for page in &directory.project.pages {
        visit_all(&directory.lexicon, page.language, &page.blocks, &mut heads);
    }
    heads
}

fn visit_all(lexicon: &Lexicon, language: Language, blocks: &[Block], heads: &mut BTreeMap<TieId, ColumnHead>) {
    for (place, block) in blocks.iter().enumerate() {
        let above = || place.checked_sub(1).and_then(|place| line(lexicon, language, blocks.get(place)?));
        let above = matches!(block, Block::Table { .. }).then(above).flatten();
        visit(lexicon, language, block, above.as_ref(), heads);
    }
}

fn visit(
    lexicon: &Lexicon,
    language: Language,
    block: &Block,
    above: Option<&ColumnHead>,
    heads: &mut BTreeMap<TieId, ColumnHead>,
) {
    match block {
        Block::Table { rows, .. } => {
            let Some((first, body)) = rows.split_first() else { return };
            let named: Vec<Option<ColumnHead>> = first.iter().map(|cell| head(lexicon, language, cell)).collect();
            let units = first.iter().position(says_units);
            for row in body {
                // The row's own unit: that of its cell below 单位, or in the brackets of its head.
                let own = units.and_then(|place| cell_of_units(lexicon, language, row.get(place)?));
                let own = own.or_else(|| row.first().and_then(|cell| part(lexicon, language, cell)));
                let own = own.as_ref().or(above);
                for (cell, head) in row.iter().zip(&named) {
                    let Some(head) = head.as_ref().or(own) else { continue };
                    Inline::walk(&cell.inlines, &mut |inline| {
                        if let Inline::Tie(id, _) = inline {
                            heads.insert(*id, head.clone());
                        }
                    });
                }
            }
        }
        Block::List { items, .. } => {
            items.iter().for_each(|item| visit_all(lexicon, language, &item.blocks, heads));
        }
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            visit_all(lexicon, language, blocks, heads);
        }
        _ => {}
    }
}

/// The unit of a line that says nothing else: 单位：万元, Unit: CNY million.
fn line(lexicon: &Lexicon, language: Language, block: &Block) -> Option<ColumnHead> {
    let Block::Paragraph { inlines, .. } = block else { return None };
    let text = Inline::plain(inlines);
    let text = text.trim().trim_start_matches('（').trim_end_matches('）');
    let words = LABELS.into_iter().find_map(|label| text.strip_prefix(label))?.trim();
    named(lexicon, language, words)
}

/// The unit of a head: what stands in its last brackets, after its first stroke or comma, or the whole of it.
fn head(lexicon: &Lexicon, language: Language, cell: &Cell) -> Option<ColumnHead> {
    let text = Inline::plain(&cell.inlines);
    let whole = || named(lexicon, language, text.trim()).filter(|_| bracketed(text.trim()).is_none());
    whole().or_else(|| part(lexicon, language, cell))
}

/// The unit that a part of a head says.
fn part(lexicon: &Lexicon, language: Language, cell: &Cell) -> Option<ColumnHead> {
    let text = Inline::plain(&cell.inlines);
    let text = text.trim();
    if let Some(words) = bracketed(text) {
        return named(lexicon, language, words);
    }
    let after = |mark: &str| text.split_once(mark).and_then(|(_, words)| named(lexicon, language, words));
    after("/").or_else(|| after(", "))
}

/// Whether a head says that the cells below it name units.
fn says_units(cell: &Cell) -> bool {
    let text = Inline::plain(&cell.inlines);
    ["单位", "计量单位", "unit", "units"].contains(&text.trim().to_lowercase().as_str())
}

fn cell_of_units(lexicon: &Lexicon, language: Language, cell: &Cell) -> Option<ColumnHead> {
    named(lexicon, language, &Inline::plain(&cell.inlines))
}

fn named(lexicon: &Lexicon, language: Language, words: &str) -> Option<ColumnHead> {
    let words = words.trim();
    let words = LABELS.into_iter().chain(["in "]).find_map(|label| words.strip_prefix(label)).unwrap_or(words).trim();
    let (unit, power) = unit(lexicon, language, words)?;
    Some(ColumnHead { words: words.to_owned(), beside: false, unit, power })
}

fn bracketed(text: &str) -> Option<&str> {
    let inside = text.strip_suffix('）').or_else(|| text.strip_suffix(')'))?;
    let open = inside.rfind(['（', '('])?;
    let width = inside[open..].chars().next().map_or(0, char::len_utf8);
    Some(&inside[open + width..])
}

/// A unit with its scale word, read as the literal that one of it would be: 1万元, 1 ha, CNY 1 million. One that has its
/// scale in digits, as yearbooks do, is such a literal already: CNY 10,000, 10 000 tons.
fn unit(lexicon: &Lexicon, language: Language, words: &str) -> Option<(Option<UnitExpr>, u32)> {
    let sound = |literal: &Literal| literal.missing.is_none() && literal.high.is_none() && literal.hedge.is_none();
    if let Some(literal) = lexicon.recognise(language, words).filter(|literal| literal.unit.is_some()) {
        let power = tens(literal.value)?;
        return sound(&literal).then_some((literal.unit, power));
    }
    // Digits of its own would be read as part of the number.
    if words.is_empty() || words.contains(|letter: char| letter.is_ascii_digit()) && !words.contains(['m', 'k']) {
        return None;
    }
    let behind = format!("1 {words}");
    let between = words.split_once([' ', '\u{a0}']).map(|(first, rest)| format!("{first} 1 {rest}"));
    let mut read = std::iter::once(behind).chain(between).filter_map(|text| lexicon.recognise(language, &text));
    let literal = read.find(|literal| literal.unit.is_some() || literal.scale_power > 0)?;
    sound(&literal).then_some((literal.unit, literal.scale_power))
}

/// Which power of ten a number is, if it is one that tables are scaled by: from a thousand on. A head such as 100% names
/// no scale.
fn tens(value: Decimal) -> Option<u32> {
    (3..=12).find(|power| 10_i64.checked_pow(*power).map(Decimal::from) == Some(value))
}
