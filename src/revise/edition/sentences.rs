//! Which sentences of a block have changed, in both languages.

use super::record::BlockRecord;
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
    /// The block as it was.
    #[serde(skip)]
    pub was: Option<BlockRecord>,
    /// The block as it is.
    #[serde(skip)]
    pub is: Option<BlockRecord>,
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

/// Which of two rows of blocks are the same ones, in their order: reworded, gone or new. Those that have nothing in common
/// are paired with those of their kind as they follow each other.
pub(super) fn met(gone: &[&BlockRecord], come: &[&BlockRecord]) -> Vec<(Option<usize>, Option<usize>)> {
    let old: Vec<Alike<'_>> = gone.iter().map(|block| Alike::new(block)).collect();
    let new: Vec<Alike<'_>> = come.iter().map(|block| Alike::new(block)).collect();
    let mut met = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (left, right) in align(&old, &new).into_iter().chain([(gone.len(), come.len())]) {
        let kinds = |blocks: &[&BlockRecord]| blocks.iter().map(|block| block.kind.clone()).collect::<Vec<_>>();
        let (mut one, mut other) = (from, to);
        for (own, its) in align(&kinds(&gone[from..left]), &kinds(&come[to..right])) {
            let pair = (from + own, to + its);
            met.extend((one..pair.0).map(|at| (Some(at), None)).chain((other..pair.1).map(|at| (None, Some(at)))));
            met.push((Some(pair.0), Some(pair.1)));
            (one, other) = (pair.0 + 1, pair.1 + 1);
        }
        met.extend((one..left).map(|at| (Some(at), None)).chain((other..right).map(|at| (None, Some(at)))));
        // The end of both has no pair.
        met.extend((left < gone.len() && right < come.len()).then_some((Some(left), Some(right))));
        (from, to) = (left + 1, right + 1);
    }
    met
}

/// The blocks of a stretch in which nothing stayed: reworded, gone or new.
pub(super) fn stretch(gone: &[&BlockRecord], come: &[&BlockRecord]) -> Vec<TextChange> {
    let block = |blocks: &[&BlockRecord], at: Option<usize>| at.and_then(|at| blocks.get(at).copied().cloned());
    let pairs = met(gone, come).into_iter();
    pairs.filter_map(|(old, new)| block_change(block(gone, old).as_ref(), block(come, new).as_ref())).collect()
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

pub(super) fn block_change(before: Option<&BlockRecord>, after: Option<&BlockRecord>) -> Option<TextChange> {
    let block = after.or(before)?;
    let changed = |language, words: fn(&BlockRecord) -> &str| {
        let text = |block: Option<&BlockRecord>| block.map(words).unwrap_or_default().to_owned();
        sentence_changes(language, &text(before), &text(after))
    };
    let zh = changed(Language::Zh, |block| &block.zh);
    let en = changed(Language::En, |block| &block.en);
    let (page, heading, kind) = (block.page.clone(), block.heading.clone(), block.kind.clone());
    let (was, is) = (before.cloned(), after.cloned());
    (!zh.is_empty() || !en.is_empty()).then_some(TextChange { page, heading, kind, zh, en, was, is })
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
