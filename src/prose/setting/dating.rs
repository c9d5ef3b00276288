//! The years that stand for a tie: in a claim's words, directly after the number, in its clause, in the clause of time
//! before it, over its column.

use super::{Line, Mark, Token};
use crate::model::{Language, TieId};

/// A clause that names a year and little else: 2020年末, at the end of 2020.
const SHORT_ZH: usize = 8;
const SHORT_EN: usize = 5;
/// Words that tie a year to the number before it.
const JOINTS: [&str; 10] = ["in", "by", "for", "of", "on", "than", "above", "below", "over", "at"];

impl Line {
    /// The years that the words name for a tie; none where they leave it open.
    pub fn years(&self, at: usize, is_claim: bool) -> Vec<&Token> {
        let inside = if is_claim { self.inside(at) } else { Vec::new() };
        if !inside.is_empty() {
            return inside;
        }
        if self.is_followed_by_year(at) {
            return self.tokens.get(at + 1).into_iter().collect();
        }
        let clause = self.clause(at);
        let own: Vec<&Token> = (clause.start..at)
            .filter(|place| self.is_free_year(*place) && !self.leads_to_another(*place, at))
            .filter_map(|at| self.tokens.get(at))
            .collect();
        if !own.is_empty() {
            return own;
        }
        let sentence = self.sentence(at);
        let earlier: Vec<usize> = (sentence.start..clause.start).filter(|place| self.is_free_year(*place)).collect();
        match earlier.as_slice() {
            // A year before several numbers may be of the first alone: 到2025年达[28%]，现为[23%].
            [only] if self.is_of_time_only(*only) && !(*only..at).any(|place| self.is_tie(place)) => {
                self.tokens.get(*only).into_iter().collect()
            }
            [] if self.cell && !sentence.clone().any(|at| self.is_year(at)) => {
                let over: Vec<&Token> =
                    self.heading.iter().filter(|token| matches!(token.mark, Mark::Years(..))).collect();
                if over.len() == 1 { over } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    /// The tie at a place.
    pub fn tie(&self, at: usize) -> Option<TieId> {
        match self.tokens.get(at)?.mark {
            Mark::Tie(id) => Some(id),
            _ => None,
        }
    }

    /// The other end of the way on which a tie is one: 由[…]增加到[…], from […] to […].
    pub fn other_end(&self, at: usize) -> Option<usize> {
        let clause = self.clause(at);
        let ties: Vec<usize> = clause.filter(|place| self.is_tie(*place)).collect();
        let [first, last] = *ties.as_slice() else { return None };
        let [from, to] = [self.tokens.get(first)?, self.tokens.get(last)?];
        let before = self.text(0..from.range.start).trim_end();
        let between = self.text(from.range.end..to.range.start).trim_end();
        let goes = match self.language {
            Language::Zh => before.ends_with(['由', '从']) && between.ends_with(['到', '至', '为']),
            Language::En => before.ends_with(" from") && between.split_whitespace().next_back() == Some("to"),
        };
        goes.then_some(if first == at { last } else { first })
    }

    /// Whether a token is of this line, not of its heading.
    pub fn holds(&self, token: &Token) -> bool {
        self.tokens.iter().any(|own| std::ptr::eq(own, token))
    }

    fn is_year(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.mark, Mark::Years(..)))
    }

    /// The years among a claim's own words.
    fn inside(&self, at: usize) -> Vec<&Token> {
        let Some(tie) = self.tokens.get(at) else { return Vec::new() };
        let own = self.tokens.iter().skip(at + 1).take_while(|token| token.range.end <= tie.range.end);
        own.filter(|token| matches!(token.mark, Mark::Years(..))).collect()
    }

    /// Whether a year stands directly after a tie: \[28.6%\] in 2015, \[14天\]（2020年）.
    fn is_followed_by_year(&self, at: usize) -> bool {
        let pair = self.tokens.get(at).zip(self.tokens.get(at + 1)).filter(|_| self.is_year(at + 1));
        let Some((tie, year)) = pair else { return false };
        let between = self.text(tie.range.end..year.range.start);
        match self.language {
            Language::Zh => false,
            Language::En => {
                let words: Vec<&str> = between.split_whitespace().filter(|word| *word != "the").collect();
                words.len() <= 5 && words.last().is_some_and(|word| JOINTS.contains(word))
            }
        }
    }

    /// Whether a year stands directly before another tie than this one: 由2020年的[23%]升至[28%].
    fn leads_to_another(&self, year: usize, at: usize) -> bool {
        let (Some(token), Some(next)) = (self.tokens.get(year), self.tokens.get(year + 1)) else { return false };
        let between = self.text(token.range.end..next.range.start);
        let joints: &[&str] = match self.language {
            Language::Zh => &["的", "末的", "底的", "年末的", "年底的", "初的"],
            Language::En => &["’s ", "'s "],
        };
        year + 1 != at && self.is_tie(year + 1) && joints.contains(&between)
    }

    /// A year that belongs to no number before it.
    fn is_free_year(&self, at: usize) -> bool {
        self.is_year(at)
            && !at.checked_sub(1).is_some_and(|before| self.is_tie(before) && self.is_followed_by_year(before))
    }

    fn is_tie(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.mark, Mark::Tie(_)))
    }

    /// Whether the clause of a year holds little else and no tie.
    fn is_of_time_only(&self, at: usize) -> bool {
        let clause = self.clause(at);
        if clause.clone().any(|at| self.is_tie(at)) {
            return false;
        }
        let start = clause.start.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.range.end);
        let end = self.tokens.get(clause.end).map_or(self.text.len(), |token| token.range.start);
        let Some(year) = self.tokens.get(at) else { return false };
        let rest = [self.text(start..year.range.start), self.text(year.range.end..end)];
        match self.language {
            Language::Zh => rest.iter().map(|part| part.trim().chars().count()).sum::<usize>() <= SHORT_ZH,
            Language::En => rest.iter().map(|part| part.split_whitespace().count()).sum::<usize>() <= SHORT_EN,
        }
    }
}
