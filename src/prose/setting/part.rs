//! Which part of the whole a number is told of: the member whose name stands before it in its clause, or at the head of
//! its row, with nothing between that speaks of somebody else.

use super::{Line, Mark, Said, Word};
use crate::model::{Language, Named};

/// Between a name and a number: the number is of others as well.
const OTHERS_ZH: [&str; 24] = [
    "全县", "全市", "全区", "全国", "全省", "全旗", "全乡", "全域", "县域", "市域", "本县", "该县", "我县", "各",
    "其他", "其余", "以外", "之外", "所在", "所属", "周边", "等", "为主", "和",
];
const OTHERS_EN: [&str; 17] = [
    "county",
    "county’s",
    "county's",
    "province",
    "nation",
    "country",
    "whole",
    "entire",
    "all",
    "other",
    "others",
    "rest",
    "which",
    "where",
    "and",
    "among",
    "around",
];
/// A name further away is no subject.
const NEAR_ZH: usize = 16;
const NEAR_EN: usize = 8;

impl<'l> Line {
    /// The members that a number may be told of, each with what else its name may mean, the nearest first.
    pub fn parts(&'l self, at: usize) -> Vec<(Said<'l>, &'l [Named])> {
        let mut parts = Vec::new();
        let Some(tie) = self.tokens.get(at).map(|token| token.range.start) else { return parts };
        let clause = self.tokens.get(self.clause(at).start..at).unwrap_or_default();
        for token in clause.iter().rev().take_while(|token| !matches!(token.mark, Mark::Tie(_))) {
            let Mark::Members(row) = &token.mark else { continue };
            let [meant] = row.as_slice() else { break };
            if self.is_subject(token.range.end..tie) {
                parts.push((self.said(token, meant, false), meant.as_slice()));
            }
        }
        let silent = [Word::Silent, Word::Aside].into_iter().any(|word| self.has(self.sentence(at), word));
        if !parts.is_empty() && silent {
            return Vec::new();
        }
        if parts.is_empty() { self.row_head().into_iter().collect() } else { parts }
    }

    /// The member that a row of a table begins with, where no other head names one.
    fn row_head(&'l self) -> Option<(Said<'l>, &'l [Named])> {
        if !self.cell || self.shared || self.tokens.iter().any(|token| matches!(token.mark, Mark::Members(_))) {
            return None;
        }
        let mut named = self.heading.iter().filter_map(|token| match &token.mark {
            Mark::Members(row) => Some((token, row.as_slice())),
            _ => None,
        });
        let (token, row) = named.next()?;
        let [meant] = row else { return None };
        named.next().is_none().then(|| (self.said(token, meant, true), meant.as_slice()))
    }

    fn said(&'l self, token: &'l super::Token, meant: &[Named], heading: bool) -> Said<'l> {
        Said { token, members: meant.iter().map(|named| named.member).collect(), heading }
    }

    fn is_subject(&self, between: std::ops::Range<usize>) -> bool {
        let between = self.text(between);
        let near = match self.language {
            Language::Zh => between.chars().count() <= NEAR_ZH,
            Language::En => between.split_whitespace().count() <= NEAR_EN,
        };
        near && !names_others(self.language, between)
    }
}

/// Whether words speak of more than one part: 全县, the county.
pub(super) fn names_others(language: Language, text: &str) -> bool {
    match language {
        Language::Zh => OTHERS_ZH.iter().any(|word| text.contains(word)),
        Language::En => {
            let words = text.split_whitespace().map(|word| word.trim_end_matches([',', ':', '.']));
            let mut words = words.map(str::to_lowercase);
            words.any(|word| OTHERS_EN.contains(&word.as_str()))
        }
    }
}
