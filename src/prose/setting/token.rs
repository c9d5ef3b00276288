//! A passage as a row of tokens: ties, members, years, known words, marks. What is none of these is passed over.

use super::names::{Meaning, Names};
use super::words::Word;
use super::years;
use crate::locale::script::GAP;
use crate::model::{Language, Named, TieId};
use crate::prose::Passage;
use std::ops::Range;

/// A token and its bytes in the passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub mark: Mark,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A tie.
    Tie(TieId),
    /// Members named one after another with nothing but joints between them; of one name each, the members that it may mean.
    Members(Vec<Vec<Named>>),
    /// A year, or the first and last of a period.
    Years(i32, i32),
    /// A known word.
    Word(Word),
    /// ，：）
    Comma,
    /// （
    Open,
    /// ；
    Semicolon,
    /// 。
    Stop,
}

/// The tokens of a passage, in order. Tokens inside of a claim's words follow its tie; a number's words give none.
pub(super) fn tokens(
    passage: &Passage<'_>,
    ties: impl IntoIterator<Item = (TieId, Range<usize>)>,
    names: &Names,
    is_claim: &dyn Fn(TieId) -> bool,
) -> Vec<Token> {
    let mut reader = Reader { language: passage.language, text: &passage.text, names, found: Vec::new() };
    let mut at = 0;
    for (id, range) in ties {
        reader.read(at..range.start);
        reader.found.push(Token { range: range.clone(), mark: Mark::Tie(id) });
        if is_claim(id) {
            reader.read(range.clone());
        }
        at = range.end;
    }
    reader.read(at..passage.text.len());
    reader.found
}

struct Reader<'a> {
    language: Language,
    text: &'a str,
    names: &'a Names,
    found: Vec<Token>,
}

impl Reader<'_> {
    fn read(&mut self, part: Range<usize>) {
        let mut at = part.start;
        let mut word_begins = true;
        while let Some(next) = self.text.get(at..part.end).and_then(|rest| rest.chars().next()) {
            let end = at + next.len_utf8();
            // Within a word nothing begins but a number.
            if !word_begins && next.is_ascii_alphabetic() {
                at = end;
                continue;
            }
            let step = self.at(at, part.end, next, word_begins).unwrap_or(end);
            // Only English is asked where its words begin.
            let last = || self.text.get(..step).and_then(|before| before.chars().next_back());
            word_begins = self.language == Language::Zh || last().is_none_or(|last| !last.is_alphanumeric());
            at = step;
        }
    }

    fn names_a_member(&self, rest: Option<&str>) -> bool {
        let found = rest.and_then(|rest| self.names.longest(self.language, rest));
        matches!(found, Some((_, Meaning::Members(_))))
    }

    /// Reads the token that begins at a byte, if one does; gives its end.
    fn at(&mut self, at: usize, end: usize, next: char, word_begins: bool) -> Option<usize> {
        if next.is_ascii_digit() {
            return self.number(at, end);
        }
        if let Some(mark) = self.mark(at, next) {
            let range = at..at + next.len_utf8();
            let end = range.end;
            self.found.push(Token { range, mark });
            return Some(end);
        }
        if self.language == Language::En && !word_begins {
            return None;
        }
        let rest = self.text.get(at..end)?;
        let (length, meaning) = self.names.longest(self.language, rest)?;
        let range = at..at + length;
        match meaning {
            // 以北部治理区为主: the place begins after 以.
            Meaning::Word(Word::Silent) if self.names_a_member(rest.strip_prefix('以')) => return None,
            Meaning::Word(word) => self.found.push(Token { range, mark: Mark::Word(*word) }),
            Meaning::Members(members) => {
                if !self.is_inside_a_name(at + length) {
                    self.member(range, members);
                }
            }
        }
        Some(at + length)
    }

    /// Digits: a year, or a number to pass over whole.
    fn number(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = self.text.get(at..end)?;
        let before = self.text.get(..at).unwrap_or_default();
        if let Some((length, first, last)) = years::read(self.language, before, rest) {
            let (year, after) = rest.split_at_checked(length)?;
            if !years::dates_something_else(self.language, before, year, after) {
                self.found.push(Token { range: at..at + length, mark: Mark::Years(first, last) });
            }
            return Some(at + length);
        }
        let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')).count();
        // The last mark is the sentence's own.
        let kept = rest.get(..digits)?.trim_end_matches(['.', ',']).len();
        Some(at + kept.max(1))
    }

    fn mark(&self, at: usize, next: char) -> Option<Mark> {
        let after = || self.text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next());
        let spaced = || after().is_none_or(|after| after.is_whitespace() || matches!(after, '”' | '"' | GAP));
        match next {
            '。' | '！' | '？' | '\n' => Some(Mark::Stop),
            '；' => Some(Mark::Semicolon),
            '，' | '：' | '）' | '—' => Some(Mark::Comma),
            '（' | '(' => Some(Mark::Open),
            '.' if spaced() && !self.abbreviates(at) => Some(Mark::Stop),
            '!' | '?' if spaced() => Some(Mark::Stop),
            ';' => Some(Mark::Semicolon),
            ',' | ':' if spaced() => Some(Mark::Comma),
            ')' => Some(Mark::Comma),
            _ => None,
        }
    }

    /// Whether the point at a byte ends no sentence: No. 9, e.g. this.
    fn abbreviates(&self, at: usize) -> bool {
        let after = self.text.get(at + 1..).unwrap_or_default().trim_start();
        after.starts_with(|next: char| next.is_ascii_digit() || next.is_lowercase())
    }

    /// In English a name before a capital is the beginning of a longer one: Qingshi Geopark.
    fn is_inside_a_name(&self, end: usize) -> bool {
        let after = self.text.get(end..).unwrap_or_default();
        let next = after.strip_prefix(' ').and_then(|rest| rest.chars().next());
        self.language == Language::En && next.is_some_and(char::is_uppercase)
    }

    /// Whether names are set aside at the beginning of a sentence: Next to Qingshi, Baisha is no row.
    fn opens_aside(&self, place: usize) -> bool {
        let word = place.checked_sub(1).and_then(|at| self.found.get(at));
        let first = place.checked_sub(2).and_then(|at| self.found.get(at)).is_none_or(|one| one.mark == Mark::Stop);
        self.language == Language::En && first && word.is_some_and(|word| word.mark == Mark::Word(Word::Aside))
    }

    /// Takes a member, into the row of those before it if only joints stand between.
    fn member(&mut self, range: Range<usize>, members: &[Named]) {
        // The commas of the row are none of a clause.
        let commas = self.found.iter().rev().take_while(|token| token.mark == Mark::Comma).count();
        let place = self.found.len().checked_sub(commas + 1);
        if commas < 2
            && let Some(last) = place.and_then(|place| self.found.get(place))
            && let Mark::Members(row) = &last.mark
            && let Some(between) = self.text.get(last.range.end..range.start)
            && is_joint(self.language, between)
            && !(commas > 0 && !between.contains("and") && place.is_some_and(|place| self.opens_aside(place)))
            // Nobody stands in a row twice: 西镇和东镇，东镇面积.
            && !row.iter().any(|one| one == members)
            && row.last().is_some_and(|one| one.iter().any(|one| members.iter().any(|m| m.dimension == one.dimension)))
        {
            self.found.truncate(self.found.len() - commas);
            if let Some(Token { range: whole, mark: Mark::Members(row) }) = self.found.last_mut() {
                whole.end = range.end;
                row.push(members.to_vec());
            }
            return;
        }
        self.found.push(Token { range, mark: Mark::Members(vec![members.to_vec()]) });
    }
}

/// Whether only a joint of a list stands between two names.
fn is_joint(language: Language, between: &str) -> bool {
    match language {
        Language::Zh => matches!(between, "、" | "和" | "与" | "及" | "以及" | "，" | "、和" | "和全县"),
        Language::En => {
            let between = between.trim_start_matches(',').trim();
            let between = between.strip_suffix("the").unwrap_or(between).trim();
            matches!(between, "" | "and" | "&")
        }
    }
}
