//! Which source blocks are as they were when their translation was confirmed.
//!
//! Confirmed and present blocks are aligned page by page, so that an inserted block spoils no other. What then has no
//! pair is looked for by its hash on the same page, then in the whole book: a paragraph may have been moved. A page
//! without a record is taken for one that is gone and had most of its blocks: it may have been renamed.

use crate::locale;
use crate::model::{Confirmation, PageTranslation, SourceBlock, TranslationState};
use std::collections::BTreeMap;

/// What was confirmed of one page.
#[derive(Default)]
struct Record<'a> {
    page: &'a str,
    hashes: Vec<&'a str>,
    /// Which of them were found again.
    found: Vec<bool>,
}

/// A page beside its record.
struct Judged<'a> {
    page: &'a mut PageTranslation,
    record: Record<'a>,
    /// Which of the page's blocks were found in the records.
    same: Vec<bool>,
    /// Pairs of record and page in the same order.
    stayed: Vec<(usize, usize)>,
}

/// Sets the state of every block.
pub(super) fn judge(pages: &mut [PageTranslation], confirmed: &[Confirmation]) {
    let mut records = records(confirmed);
    let owned: Vec<Record<'_>> = {
        let names: Vec<&str> = pages.iter().map(|page| page.page.as_str()).collect();
        pages.iter().map(|page| record_of(page, &names, &mut records)).collect()
    };
    let mut judged: Vec<Judged<'_>> =
        pages.iter_mut().zip(owned).map(|(page, record)| Judged::new(page, record)).collect();
    find_anywhere(&mut judged, &records);
    judged.iter_mut().for_each(Judged::settle);
}

/// Finds what was moved from one page to another; `gone` are the records of pages that are no more.
fn find_anywhere(judged: &mut [Judged<'_>], gone: &[Record<'_>]) {
    // Where each hash was lost: page and place in its record; none on a page that is gone.
    let mut lost: BTreeMap<String, Vec<Option<(usize, usize)>>> = BTreeMap::new();
    for (number, page) in judged.iter().enumerate() {
        let open = page.record.hashes.iter().enumerate().filter(|(at, _)| !page.record.found[*at]);
        open.for_each(|(at, hash)| lost.entry((*hash).to_owned()).or_default().push(Some((number, at))));
    }
    let of_gone = gone.iter().flat_map(|record| &record.hashes);
    of_gone.for_each(|hash| lost.entry((*hash).to_owned()).or_default().push(None));
    for number in 0..judged.len() {
        for now in 0..judged[number].same.len() {
            let block = &judged[number].page.blocks[now];
            // Without a translation there is nothing to confirm.
            if judged[number].same[now] || block.partner.is_none() {
                continue;
            }
            let Some(place) = lost.get_mut(&block.hash).and_then(Vec::pop) else { continue };
            judged[number].same[now] = true;
            if let Some((page, at)) = place {
                judged[page].record.found[at] = true;
            }
        }
    }
}

/// What was confirmed, by page.
fn records(confirmed: &[Confirmation]) -> Vec<Record<'_>> {
    let mut records: Vec<Record<'_>> = Vec::new();
    for entry in confirmed {
        let page = entry.page.value.as_str();
        let index = records.iter().position(|record| record.page == page).unwrap_or(records.len());
        if index == records.len() {
            records.push(Record { page, ..Record::default() });
        }
        records[index].hashes.extend(entry.blocks.iter().map(|hash| hash.value.as_str()));
    }
    records.iter_mut().for_each(|record| record.found = vec![false; record.hashes.len()]);
    records
}

/// Takes a page's record out of all: that of its name, else that of the page it was called before.
fn record_of<'a>(page: &PageTranslation, pages: &[&str], records: &mut Vec<Record<'a>>) -> Record<'a> {
    let own = records.iter().position(|record| record.page == page.page);
    let former = || {
        let gone = records.iter().enumerate().filter(|(_, record)| !pages.contains(&record.page));
        let common = gone.map(|(index, record)| (in_common(record, page), record.hashes.len(), index));
        let renamed = common.filter(|(common, length, _)| *common > 0 && common * 2 >= *length);
        renamed.max_by_key(|(common, _, index)| (*common, std::cmp::Reverse(*index))).map(|(.., index)| index)
    };
    own.or_else(former).map(|index| records.remove(index)).unwrap_or_default()
}

fn in_common(record: &Record<'_>, page: &PageTranslation) -> usize {
    page.blocks.iter().filter(|block| record.hashes.contains(&block.hash.as_str())).count()
}

impl<'a> Judged<'a> {
    fn new(page: &'a mut PageTranslation, mut record: Record<'a>) -> Self {
        page.formerly = (!record.page.is_empty() && record.page != page.page).then(|| record.page.to_owned());
        let present: Vec<&str> = page.blocks.iter().map(|block| block.hash.as_str()).collect();
        let stayed = locale::align(&record.hashes, &present);
        let mut same = vec![false; present.len()];
        for (before, now) in &stayed {
            (record.found[*before], same[*now]) = (true, true);
        }
        let mut judged = Self { page, record, same, stayed };
        judged.find_here();
        judged
    }

    /// Finds what was moved on the page.
    fn find_here(&mut self) {
        for (block, same) in self.page.blocks.iter().zip(&mut self.same).filter(|(_, same)| !**same) {
            let mut open = self.record.hashes.iter().zip(&mut self.record.found);
            if let Some((_, found)) = open.find(|(hash, found)| !**found && **hash == block.hash) {
                (*found, *same) = (true, true);
            }
        }
    }

    /// Sets the states. Between two blocks that stayed: as many as were there have changed, the others are new.
    fn settle(&mut self) {
        let stayed = std::mem::take(&mut self.stayed);
        let end = (self.record.hashes.len(), self.same.len());
        let (mut from, mut to) = (0, 0);
        for (before, now) in stayed.into_iter().chain([end]) {
            let mut changed = self.record.found[from..before].iter().filter(|found| !**found).count();
            for at in to..now {
                let state = match (self.same[at], changed) {
                    (true, _) => TranslationState::Done,
                    (false, 0) => TranslationState::New,
                    (false, _) => {
                        changed -= 1;
                        TranslationState::Changed
                    }
                };
                self.set(at, state);
            }
            if now < end.1 {
                self.set(now, TranslationState::Done);
            }
            (from, to) = (before + 1, now + 1);
        }
    }

    fn set(&mut self, at: usize, state: TranslationState) {
        let never = self.record.hashes.is_empty() && state != TranslationState::Done;
        let block: &mut SourceBlock = &mut self.page.blocks[at];
        block.state = match block.partner {
            None => TranslationState::Missing,
            Some(_) if never => TranslationState::Unconfirmed,
            Some(_) => state,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceId, Span, Spanned};

    /// Blocks of `a: x y; b: z` as `page`, `heading` none; `lone` has no translation.
    fn pages(text: &str) -> Vec<PageTranslation> {
        let span = Span::new(SourceId(0), 0..1);
        let block = |hash: &str| SourceBlock {
            heading: String::new(),
            hash: hash.to_owned(),
            span,
            partner: (hash != "lone").then_some(span),
            state: TranslationState::Unconfirmed,
        };
        let page = |(page, hashes): (&str, &str)| PageTranslation {
            page: page.trim().to_owned(),
            formerly: None,
            blocks: hashes.split_whitespace().map(block).collect(),
        };
        text.split(';').filter_map(|page| page.split_once(':')).map(page).collect()
    }

    fn states(confirmed: &str, present: &str) -> String {
        let text = |text: &str| Spanned::new(text.to_owned(), Span::new(SourceId(0), 0..1));
        let entry = |page: &PageTranslation| Confirmation {
            page: text(&page.page),
            heading: String::new(),
            blocks: page.blocks.iter().map(|block| text(&block.hash)).collect(),
        };
        let confirmed: Vec<Confirmation> = pages(confirmed).iter().map(entry).collect();
        let mut present = pages(present);
        judge(&mut present, &confirmed);
        let letter = |block: &SourceBlock| match block.state {
            TranslationState::Done => 'd',
            TranslationState::Changed => 'c',
            TranslationState::New => 'n',
            TranslationState::Missing => 'm',
            TranslationState::Unconfirmed => 'u',
        };
        let page = |page: &PageTranslation| page.blocks.iter().map(letter).collect::<String>();
        present.iter().map(page).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_inserted_block_spoils_no_other() {
        for (confirmed, present, expected) in [
            ("p: a b c", "p: a b c", "ddd"),
            ("p: a b c", "p: a x b c", "dndd"),
            ("p: a b c", "p: a x c", "dcd"),
            ("p: a b c", "p: a x y c", "dcnd"),
            ("p: a b c", "p: a c", "dd"),
            ("p: a b c", "p: x a b c y", "ndddn"),
            ("p: a b", "p: a lone", "dm"),
            ("", "p: a b", "uu"),
            ("", "p: lone", "m"),
        ] {
            assert_eq!(states(confirmed, present), expected, "{confirmed} → {present}");
        }
    }

    #[test]
    fn what_was_moved_or_renamed_is_found_again() {
        for (confirmed, present, expected) in [
            ("p: a b c", "p: c a b", "ddd"),
            ("p: a b c", "p: b x a c", "dndd"),
            ("p: a b; q: c d", "p: a; q: c b d", "d ddd"),
            // A block that was moved away has not changed.
            ("p: a b c; q: d", "p: a x c; q: d b", "dnd dd"),
            ("p: a b c; q: d", "r: a b c; q: d", "ddd d"),
            ("p: a b c; q: d", "r: a x c; q: d", "dcd d"),
            // Too little in common to be the same page.
            ("p: a b c; q: d", "r: a x y z; q: d", "duuu d"),
            ("p: a", "p: x; q: lone", "c m"),
        ] {
            assert_eq!(states(confirmed, present), expected, "{confirmed} → {present}");
        }
    }
}
