//! Which blocks of two records are the same ones, wherever they stand: by their words, page by page, then in the whole
//! book. A page that was renamed is known by what it has in common with one that is gone.

use super::record::BlockRecord;
use super::sentences::{TextChange, met, stretch};
use crate::locale::align;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Paragraphs that read as they did, and stand elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Where they stood: a page, or a page and a heading (`01-status/01-land.md#land`).
    pub from: String,
    /// Where they stand; the same place if they changed their order there.
    pub to: String,
    /// How many.
    pub blocks: usize,
    /// Each as it was and as it is.
    #[serde(skip)]
    pub pairs: Vec<(BlockRecord, BlockRecord)>,
}

/// Entries of both records by id, of equal ids the first: those that are there now, in their order, then those that are
/// gone.
pub(super) fn paired<'a, T, K: Ord>(
    before: &'a [T],
    now: &'a [T],
    id: impl Fn(&'a T) -> K,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut was = BTreeMap::new();
    for one in before {
        was.entry(id(one)).or_insert(one);
    }
    let is: BTreeSet<K> = now.iter().map(&id).collect();
    let gone = before.iter().filter(|one| !is.contains(&id(one))).map(|one| (Some(one), None));
    now.iter().map(|one| (was.get(&id(one)).copied(), Some(one))).chain(gone).collect()
}

/// Two records side by side.
pub(super) struct Comparison<'a> {
    /// Page by page, as it stands now; what is gone last.
    pub(super) pages: Vec<Pages<'a>>,
    /// Blocks that are the same and stand elsewhere.
    pub(super) moves: Vec<Move>,
}

/// A page before and after.
#[derive(Default)]
pub(super) struct Pages<'a> {
    old: Vec<&'a BlockRecord>,
    new: Vec<&'a BlockRecord>,
    /// Which of them were found on the other side.
    old_met: Vec<bool>,
    new_met: Vec<bool>,
    /// Those found in the same order.
    stayed: Vec<(usize, usize)>,
}

type Words<'a> = (&'a str, &'a str, &'a str);

fn words(block: &BlockRecord) -> Words<'_> {
    (&block.kind, &block.zh, &block.en)
}

impl<'a> Comparison<'a> {
    pub(super) fn of(old: &[&'a BlockRecord], new: &[&'a BlockRecord]) -> Self {
        let mut pages = paired_pages(by_page(old), by_page(new));
        pages.iter_mut().for_each(Pages::align);
        let mut moves = Moves::default();
        for page in &pages {
            moves.renamed(page);
        }
        // On the same page first, then anywhere.
        for at in 0..pages.len() {
            meet(&mut pages, &[at], at, &mut moves);
        }
        let all: Vec<usize> = (0..pages.len()).collect();
        for at in 0..pages.len() {
            meet(&mut pages, &all, at, &mut moves);
        }
        Self { pages, moves: moves.0 }
    }
}

/// Finds the blocks of the page `at` that were found nowhere yet among those of the pages `from`.
fn meet(pages: &mut [Pages<'_>], from: &[usize], at: usize, moves: &mut Moves) {
    let mut lost: BTreeMap<Words<'_>, Vec<(usize, usize)>> = BTreeMap::new();
    for page in from.iter().rev() {
        let open = pages[*page].old.iter().enumerate().filter(|(index, _)| !pages[*page].old_met[*index]);
        open.for_each(|(index, block)| lost.entry(words(block)).or_default().insert(0, (*page, index)));
    }
    for index in 0..pages[at].new.len() {
        let block = pages[at].new[index];
        if pages[at].new_met[index] {
            continue;
        }
        let Some(list) = lost.get_mut(&words(block)).filter(|list| !list.is_empty()) else { continue };
        let (page, before) = list.remove(0);
        pages[page].old_met[before] = true;
        pages[at].new_met[index] = true;
        moves.one(pages[page].old[before], block);
    }
}

fn by_page<'a>(blocks: &[&'a BlockRecord]) -> Vec<(&'a str, Vec<&'a BlockRecord>)> {
    let mut pages: Vec<(&str, Vec<&BlockRecord>)> = Vec::new();
    for block in blocks {
        match pages.iter_mut().find(|(page, _)| *page == block.page) {
            Some((_, list)) => list.push(block),
            None => pages.push((&block.page, vec![block])),
        }
    }
    pages
}

type PageBlocks<'a> = Vec<(&'a str, Vec<&'a BlockRecord>)>;

/// Each page with what it was: the one of its name, else the one that is gone and has the most in common with it.
fn paired_pages<'a>(mut old: PageBlocks<'a>, new: PageBlocks<'a>) -> Vec<Pages<'a>> {
    let mut pages = Vec::new();
    let kept: Vec<&str> = new.iter().map(|(page, _)| *page).collect();
    for (page, blocks) in new {
        let own = old.iter().position(|(name, _)| *name == page);
        let before = own.or_else(|| {
            let gone = old.iter().enumerate().filter(|(_, (name, _))| !kept.contains(name));
            let common = gone.map(|(index, (_, list))| (in_common(list, &blocks), list.len(), index));
            let renamed = common.filter(|(common, length, _)| common * 2 >= *length && *common > 0);
            renamed.max_by_key(|(common, _, index)| (*common, std::cmp::Reverse(*index))).map(|(.., index)| index)
        });
        let before = before.map(|index| old.remove(index).1).unwrap_or_default();
        pages.push(Pages::new(before, blocks));
    }
    pages.extend(old.into_iter().map(|(_, blocks)| Pages::new(blocks, Vec::new())));
    pages
}

fn in_common(one: &[&BlockRecord], other: &[&BlockRecord]) -> usize {
    one.iter().filter(|block| other.iter().any(|other| words(other) == words(block))).count()
}

impl<'a> Pages<'a> {
    fn new(old: Vec<&'a BlockRecord>, new: Vec<&'a BlockRecord>) -> Self {
        let (old_met, new_met) = (vec![false; old.len()], vec![false; new.len()]);
        Self { old, new, old_met, new_met, stayed: Vec::new() }
    }

    fn align(&mut self) {
        let words = |blocks: &[&'a BlockRecord]| blocks.iter().map(|block| words(block)).collect::<Vec<_>>();
        self.stayed = align(&words(&self.old), &words(&self.new));
        for (old, new) in &self.stayed {
            (self.old_met[*old], self.new_met[*new]) = (true, true);
        }
    }

    /// What reads otherwise, between what stayed.
    pub(super) fn changes(&self) -> Vec<TextChange> {
        let mut changes = Vec::new();
        let stayed = self.stayed.iter().copied().chain([(self.old.len(), self.new.len())]);
        let (mut from, mut to) = (0, 0);
        for (left, right) in stayed {
            let open = |blocks: &[&'a BlockRecord], met: &[bool], range: std::ops::Range<usize>| -> Vec<_> {
                range.filter(|index| !met[*index]).map(|index| blocks[index]).collect()
            };
            let gone = open(&self.old, &self.old_met, from..left);
            let come = open(&self.new, &self.new_met, to..right);
            changes.extend(stretch(&gone, &come));
            (from, to) = (left + 1, right + 1);
        }
        changes
    }
}

impl<'a> Pages<'a> {
    /// The page as it was; empty for a new one.
    pub(super) fn was(&self) -> &[&'a BlockRecord] {
        &self.old
    }

    /// The page as it is; empty for one that is gone.
    pub(super) fn is(&self) -> &[&'a BlockRecord] {
        &self.new
    }

    /// Both states in one row: what stayed or was reworded as a pair, what is gone or stands elsewhere now alone, and so
    /// what is new or stood elsewhere. Each side keeps its order.
    pub(super) fn side_by_side(&self) -> Vec<(Option<&'a BlockRecord>, Option<&'a BlockRecord>)> {
        let mut row = Vec::new();
        let (mut from, mut to) = (0, 0);
        for (left, right) in self.stayed.iter().copied().chain([(self.old.len(), self.new.len())]) {
            let gone: Vec<usize> = (from..left).filter(|index| !self.old_met[*index]).collect();
            let come: Vec<usize> = (to..right).filter(|index| !self.new_met[*index]).collect();
            let blocks = |all: &[&'a BlockRecord], own: &[usize]| own.iter().map(|at| all[*at]).collect::<Vec<_>>();
            let pairs = met(&blocks(&self.old, &gone), &blocks(&self.new, &come)).into_iter();
            let pairs = pairs.filter_map(|(old, new)| Some((gone[old?], come[new?])));
            for (old, new) in pairs.chain([(left, right)]) {
                row.extend((from..old).map(|at| (Some(self.old[at]), None)));
                row.extend((to..new).map(|at| (None, Some(self.new[at]))));
                // The end of both has no pair.
                let pair = self.old.get(old).zip(self.new.get(new));
                row.extend(pair.map(|(old, new)| (Some(*old), Some(*new))));
                (from, to) = (old + 1, new + 1);
            }
        }
        row
    }
}

#[derive(Default)]
struct Moves(Vec<Move>);

impl Moves {
    /// A page under another name.
    fn renamed(&mut self, page: &Pages<'_>) {
        let Some((old, new)) = page.old.first().zip(page.new.first()).filter(|(old, new)| old.page != new.page) else {
            return;
        };
        self.0.push(Move {
            from: old.page.clone(),
            to: new.page.clone(),
            blocks: page.stayed.len(),
            pairs: Vec::new(),
        });
    }

    fn one(&mut self, old: &BlockRecord, new: &BlockRecord) {
        let place = |block: &BlockRecord| match block.heading.as_str() {
            "" => block.page.clone(),
            heading => format!("{}#{heading}", block.page),
        };
        let (from, to) = (place(old), place(new));
        let pair = (old.clone(), new.clone());
        match self.0.iter_mut().find(|known| known.from == from && known.to == to) {
            Some(known) => {
                known.blocks += 1;
                known.pairs.push(pair);
            }
            None => self.0.push(Move { from, to, blocks: 1, pairs: vec![pair] }),
        }
    }
}
