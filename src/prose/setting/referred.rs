//! Whom a clause means without a name: that of whose, which and it.

use super::{Line, Mark, Said, members};
use crate::model::Language;

/// They begin a clause about who is named directly before its comma.
const RELATIVES: [&str; 5] = ["whose", "which", "where", "with", "home"];
/// They begin a sentence about who is named in the one before.
const PRONOUNS: [&str; 2] = ["it", "its"];

impl<'l> Line {
    /// Who is named directly before the comma of a relative clause, which begins at a token: Nanpu, whose area.
    pub(super) fn antecedent(&'l self, start: usize, dimension: usize) -> Option<Said<'l>> {
        let comma = start.checked_sub(1).filter(|at| self.is(*at, &Mark::Comma))?;
        // Who is set aside is meant here: Xi borders Dong, whose area.
        let token = self.tokens.get(comma.checked_sub(1)?)?;
        let said = members(token, dimension).map(|members| Said { token, members, heading: false })?;
        let comma = self.tokens.get(comma)?;
        let touches = self.text(said.token.range.end..comma.range.start).trim().is_empty();
        (touches && self.begins_with(comma.range.end, &RELATIVES)).then_some(said)
    }

    /// Whom the sentence before names, up to its semicolon, where that of a tie begins with a pronoun; `None` where it
    /// begins with none.
    pub(super) fn earlier(&'l self, at: usize, dimension: usize) -> Option<Vec<Said<'l>>> {
        let end = self.sentence(at).start.checked_sub(1)?;
        if !self.begins_with(self.tokens.get(end)?.range.end, &PRONOUNS) {
            return None;
        }
        let before = self.sentence(end.checked_sub(1)?);
        if self.is_silent(end - 1, dimension) {
            return Some(Vec::new());
        }
        Some(before.filter_map(|place| self.named(place, dimension)).collect())
    }

    fn begins_with(&self, at: usize, words: &[&str]) -> bool {
        let first = self.text(at..self.text.len()).split_whitespace().next().unwrap_or_default();
        self.language == Language::En && words.iter().any(|word| first.eq_ignore_ascii_case(word))
    }
}
