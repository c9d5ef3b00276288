//! Which sentences have changed between two records, block by block, in both languages.

use super::record::{BlockRecord, Edition};
use crate::locale::{align, sentences};
use crate::model::Language;
use serde::Serialize;

/// A sentence before and after; one of them is none where it was added or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SentenceChange {
    /// As it was.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
}

/// A block that reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// Page path below `content/<lang>/`.
    pub page: String,
    /// Id of the heading.
    pub heading: String,
    /// Its kind.
    pub kind: String,
    /// Changed sentences in Chinese.
    pub zh: Vec<SentenceChange>,
    /// Changed sentences in English.
    pub en: Vec<SentenceChange>,
}

/// Blocks that are the same one, reworded: they have a sentence in common.
struct Alike<'a> {
    block: &'a BlockRecord,
    zh: Vec<&'a str>,
    en: Vec<&'a str>,
}

impl<'a> Alike<'a> {
    fn new(block: &'a BlockRecord) -> Self {
        Self { block, zh: sentences(Language::Zh, &block.zh), en: sentences(Language::En, &block.en) }
    }
}

impl PartialEq for Alike<'_> {
    fn eq(&self, other: &Self) -> bool {
        let common = |one: &[&str], other: &[&str]| one.iter().any(|sentence| other.contains(sentence));
        self.block.kind == other.block.kind && (common(&self.zh, &other.zh) || common(&self.en, &other.en))
    }
}

/// All blocks that read otherwise, in reading order; what is gone stands where it stood.
pub(super) fn changes(before: &Edition, after: &Edition) -> Vec<TextChange> {
    let mut pages: Vec<&str> = Vec::new();
    for block in after.blocks.iter().chain(&before.blocks) {
        if !pages.contains(&block.page.as_str()) {
            pages.push(&block.page);
        }
    }
    let of = |edition: &'_ Edition, page: &str| -> Vec<BlockRecord> {
        edition.blocks.iter().filter(|block| block.page == page).cloned().collect()
    };
    pages.into_iter().flat_map(|page| page_changes(&of(before, page), &of(after, page))).collect()
}

fn page_changes(before: &[BlockRecord], after: &[BlockRecord]) -> Vec<TextChange> {
    // The same words are the same block, wherever on the page it stands now.
    let words = |blocks: &[BlockRecord]| -> Vec<(String, String)> {
        blocks.iter().map(|block| (block.zh.clone(), block.en.clone())).collect()
    };
    let mut changes = Vec::new();
    for (gone, come) in gaps(&words(before), &words(after)) {
        let (gone, come) = (&before[gone], &after[come]);
        let old: Vec<Alike<'_>> = gone.iter().map(Alike::new).collect();
        let new: Vec<Alike<'_>> = come.iter().map(Alike::new).collect();
        let (mut from, mut to) = (0, 0);
        for (left, right) in align(&old, &new).into_iter().chain([(gone.len(), come.len())]) {
            changes.extend(in_order(&gone[from..left], &come[to..right]));
            // The end of both has no pair.
            changes
                .extend(gone.get(left).zip(come.get(right)).and_then(|(old, new)| block_change(Some(old), Some(new))));
            (from, to) = (left + 1, right + 1);
        }
    }
    changes
}

/// Blocks that have nothing in common are paired as they follow each other.
fn in_order(gone: &[BlockRecord], come: &[BlockRecord]) -> Vec<TextChange> {
    (0..gone.len().max(come.len())).filter_map(|at| block_change(gone.get(at), come.get(at))).collect()
}

/// The stretches between what two sequences have in common.
fn gaps<T: PartialEq>(one: &[T], other: &[T]) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let (mut from, mut to) = (0, 0);
    let mut gaps = Vec::new();
    for (left, right) in align(one, other).into_iter().chain([(one.len(), other.len())]) {
        if from < left || to < right {
            gaps.push((from..left, to..right));
        }
        (from, to) = (left + 1, right + 1);
    }
    gaps
}

fn block_change(before: Option<&BlockRecord>, after: Option<&BlockRecord>) -> Option<TextChange> {
    let block = after.or(before)?;
    let changed = |language, words: fn(&BlockRecord) -> &str| {
        let text = |block: Option<&BlockRecord>| block.map(words).unwrap_or_default().to_owned();
        sentence_changes(language, &text(before), &text(after))
    };
    let zh = changed(Language::Zh, |block| &block.zh);
    let en = changed(Language::En, |block| &block.en);
    let (page, heading, kind) = (block.page.clone(), block.heading.clone(), block.kind.clone());
    (!zh.is_empty() || !en.is_empty()).then_some(TextChange { page, heading, kind, zh, en })
}

fn sentence_changes(language: Language, before: &str, after: &str) -> Vec<SentenceChange> {
    let (old, new) = (sentences(language, before), sentences(language, after));
    let mut changes = Vec::new();
    for (gone, come) in gaps(&old, &new) {
        let (gone, come) = (&old[gone], &new[come]);
        changes.extend((0..gone.len().max(come.len())).map(|at| SentenceChange {
            before: gone.get(at).map(|sentence| (*sentence).to_owned()),
            after: come.get(at).map(|sentence| (*sentence).to_owned()),
        }));
    }
    changes
}
