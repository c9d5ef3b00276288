//! Who is named in a sentence and not meant: 紧邻青石镇的白沙镇, apart from manufacturing, 除工业外.

use super::{Line, Mark, Word, words};
use crate::model::Language;
use std::ops::Range;

impl Line {
    /// Whether the names of a token are set aside by the words beside them.
    pub(super) fn is_aside(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| matches!(token.mark, Mark::Members(_))) else {
            return false;
        };
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        if before.is_some_and(|before| {
            before.mark == Mark::Word(Word::Aside) && self.touch(before.range.end, token.range.start)
        }) {
            return true;
        }
        // 除工业、服务业外
        self.language == Language::Zh
            && self.text(0..token.range.start).ends_with('除')
            && self.text(token.range.end..self.text.len()).starts_with('外')
    }

    /// Whether it is clear who is meant beside those who are set aside: their names follow directly, and somebody else is
    /// named in the clause of a tie, or a row in its sentence.
    pub(super) fn is_clear(&self, at: usize, sentence: Range<usize>, dimension: usize) -> bool {
        let is_word = |at: &usize| self.tokens.get(*at).is_some_and(|token| token.mark == Mark::Word(Word::Aside));
        let followed = sentence.clone().filter(is_word).all(|at| self.is_aside(at + 1));
        let in_order = || self.has(sentence.clone(), Word::Respectively) && self.row(at, dimension).is_some();
        followed && (self.before(at, dimension).is_some() || in_order())
    }

    fn touch(&self, end: usize, start: usize) -> bool {
        let between = self.text(end..start);
        between.is_empty() || matches!(between, " " | " the " | " in ")
    }

    /// Whether a member is compared with what is said: 比青石镇, than Qingshi.
    pub(super) fn is_compared(&self, at: usize) -> bool {
        !self.is_aside(at)
            && self.tokens.get(at).is_some_and(|token| words::compares(self.language, self.text(0..token.range.start)))
    }
}
