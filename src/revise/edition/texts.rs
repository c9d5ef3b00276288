//! Which text has changed between two records: blocks of pages as they meet, fields of the data by their keys.

use super::meeting::{Comparison, Move, Pages, paired};
use super::record::BlockRecord;
use super::sentences::{TextChange, block_change};
use std::collections::BTreeMap;

/// Whether a record's page is a file of the data.
pub(super) fn is_data(page: &str) -> bool {
    page.starts_with("data/")
}

/// All blocks that read otherwise, in reading order; what is gone stands where it stood. Then those that only moved.
pub(super) fn changes(before: &[BlockRecord], after: &[BlockRecord]) -> (Vec<TextChange>, Vec<Move>) {
    let (old_fields, old): (Vec<_>, Vec<_>) = before.iter().partition(|block| is_data(&block.page));
    let (new_fields, new): (Vec<_>, Vec<_>) = after.iter().partition(|block| is_data(&block.page));
    let comparison = Comparison::of(&old, &new);
    let mut changes: Vec<TextChange> = comparison.pages.iter().flat_map(Pages::changes).collect();
    changes.extend(field_changes(&old_fields, &new_fields));
    (changes, comparison.moves)
}

/// Fields are the same one by file, entry and key, and by their place among those that share these.
fn field_changes(before: &[&BlockRecord], after: &[&BlockRecord]) -> Vec<TextChange> {
    let (old, new) = (keyed(before), keyed(after));
    let pairs = paired(&old, &new, |(name, count, _)| (*name, *count)).into_iter();
    pairs.filter_map(|(old, new)| block_change(old.map(|(.., block)| *block), new.map(|(.., block)| *block))).collect()
}

fn keyed<'a>(blocks: &[&'a BlockRecord]) -> Vec<([&'a str; 3], usize, &'a BlockRecord)> {
    let mut seen: BTreeMap<[&str; 3], usize> = BTreeMap::new();
    let key = |block: &&'a BlockRecord| {
        let name = [block.page.as_str(), block.heading.as_str(), block.kind.as_str()];
        let count = seen.entry(name).or_default();
        *count += 1;
        (name, *count, *block)
    };
    blocks.iter().map(key).collect()
}
