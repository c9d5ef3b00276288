//! The setting of a tie: what its clause, its sentence and the heading above it name. No grammar: clauses end at their
//! marks, names and known words are looked up whole, the nearest name decides, and what is not known says nothing.

mod aside;
mod compared;
mod counted;
mod dating;
mod direction;
mod names;
mod part;
mod phrases;
mod polarity;
mod referred;
mod stage;
mod token;
mod words;
mod years;

pub use counted::{Listed, read as listed};
pub use direction::{Governor, Way, read as governor};
pub use phrases::{Each, is_between_one, is_to_twice};
pub use stage::Stage;
pub use token::{Mark, Token};
pub use words::Word;

use super::{Home, Passage, Passages, Surroundings};
use crate::model::{Block, Kind, Language, Named, PageId, Project, TieId, TieKind};
use names::Names;
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Ties of a passage, or what stands for them, each with its bytes.
type Stretches = Vec<(TieId, std::ops::Range<usize>)>;

/// The passages with ties, each as a row of tokens.
#[derive(Debug)]
pub struct Settings {
    lines: Vec<Line>,
    names: Names,
}

/// A passage with ties.
#[derive(Debug)]
pub struct Line {
    /// The passage, by its place among all.
    pub passage: usize,
    /// Its language.
    pub language: Language,
    text: String,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// It is a cell of a table.
    pub cell: bool,
    /// What the heading above it names; of a cell the heads of its row and its column.
    pub heading: Vec<Token>,
    /// Whether the heads of a cell say that its numbers are planned or reached.
    pub stage: Option<Stage>,
    /// The heads of a cell speak of more than one part: 全县.
    shared: bool,
}

impl Settings {
    /// Reads what stands around every tie of passages as readers see them.
    pub fn of(project: &Project, passages: &Passages<'_>) -> Self {
        Self::around(project, passages, &|_, passage| passage.ties().collect())
    }

    /// The same of other stretches, which stand for ties: `stretches` gives those of each passage by its place, in order.
    pub fn around(
        project: &Project,
        passages: &Passages<'_>,
        stretches: &(dyn Fn(usize, &Passage<'_>) -> Stretches + Sync),
    ) -> Self {
        let names = Names::of(project);
        let claims: Vec<bool> = project.ties.iter().map(|tie| tie.kind == TieKind::Claim).collect();
        let is_claim = |TieId(tie): TieId| claims.get(tie).copied().unwrap_or_default();
        let all = passages.as_slice();
        let over = above(project, all);
        let line = |(index, passage): (usize, &Passage<'_>)| {
            let stretches = stretches(index, passage);
            if stretches.is_empty() {
                return None;
            }
            let tokens = token::tokens(passage, stretches, &names, &is_claim);
            let over = over.get(index).map_or(&[][..], Vec::as_slice).iter().filter_map(|over| all.get(*over));
            let heading = over.clone().flat_map(|over| token::tokens(over, over.ties(), &names, &is_claim)).collect();
            let (language, cell) = (passage.language, is_cell(project, passage));
            let mut stages = over.clone().filter(|_| cell).filter_map(|head| stage::of(language, &head.text));
            let shared = cell && over.clone().any(|head| part::names_others(language, &head.text));
            let stage = stages.next().filter(|first| stages.all(|other| other == *first));
            Some(Line { cell, passage: index, language, text: passage.text.clone(), tokens, heading, stage, shared })
        };
        let lines: Vec<Option<Line>> = all.par_iter().enumerate().map(line).collect();
        Self { lines: lines.into_iter().flatten().collect(), names }
    }

    /// Whether a member has a name by which sentences can be known to mean it.
    pub fn knows(&self, member: Named) -> bool {
        self.names.knows(member)
    }

    /// The passage of a place among all, if it has ties.
    pub fn line(&self, passage: usize) -> Option<&Line> {
        let found = self.lines.binary_search_by_key(&passage, |line| line.passage);
        found.ok().and_then(|at| self.lines.get(at))
    }

    /// The passages with ties, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Line> {
        self.lines.iter()
    }
}

fn is_cell(project: &Project, passage: &Passage<'_>) -> bool {
    let Home::Page { page, block, .. } = passage.home else { return false };
    let block = project.pages.get(page.0).and_then(|found| found.blocks.get(block));
    matches!(block, Some(Block::Table { .. }))
}

/// Of each passage the indexes of those that stand over it: of the heading; of a cell the head of its row and that of
/// its column.
fn above(project: &Project, all: &[Passage<'_>]) -> Vec<Vec<usize>> {
    let mut last: BTreeMap<PageId, usize> = BTreeMap::new();
    let mut above: Vec<Vec<usize>> = Vec::with_capacity(all.len());
    let mut table = (None, 0);
    for (index, passage) in all.iter().enumerate() {
        let Home::Page { page, block: place, .. } = passage.home else {
            above.push(Vec::new());
            continue;
        };
        let block = project.pages.get(page.0).and_then(|found| found.blocks.get(place));
        if table.0 != Some((page, place)) {
            table = (Some((page, place)), index);
        }
        above.push(match block {
            Some(Block::Heading(_)) => {
                last.insert(page, index);
                Vec::new()
            }
            Some(Block::Table { rows, .. }) => {
                let columns = rows.first().map_or(1, Vec::len).max(1);
                let cell = index - table.1;
                let heads = [table.1 + cell - cell % columns, table.1 + cell % columns];
                heads.into_iter().filter(|head| *head != index && cell >= columns).collect()
            }
            _ => last.get(&page).copied().into_iter().collect(),
        });
    }
    above
}

/// What the words say about a tie's place in a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<'l> {
    /// The token that says it; in the heading where `heading` is set.
    pub token: &'l Token,
    /// The members: of each name those of the dimension that it may mean.
    pub members: Vec<usize>,
    /// The heading says it.
    pub heading: bool,
}

impl<'l> Line {
    /// The ties, by their places among the tokens.
    pub fn ties(&self) -> impl Iterator<Item = (usize, TieId)> {
        self.tokens.iter().enumerate().filter_map(|(at, token)| match token.mark {
            Mark::Tie(id) => Some((at, id)),
            _ => None,
        })
    }

    /// The tokens from one mark to another around a place.
    fn between(&self, at: usize, ends: impl Fn(&Mark) -> bool) -> std::ops::Range<usize> {
        let before = self.tokens.get(..at).unwrap_or_default();
        let after = self.tokens.get(at..).unwrap_or_default();
        let start = before.iter().rposition(|token| ends(&token.mark)).map_or(0, |found| found + 1);
        let end = after.iter().position(|token| ends(&token.mark)).map_or(self.tokens.len(), |found| at + found);
        start..end
    }

    /// The sentence of a token, up to its semicolons.
    pub fn sentence(&self, at: usize) -> std::ops::Range<usize> {
        self.between(at, |mark| matches!(mark, Mark::Stop | Mark::Semicolon))
    }

    /// The clause of a token.
    pub fn clause(&self, at: usize) -> std::ops::Range<usize> {
        self.between(at, |mark| matches!(mark, Mark::Stop | Mark::Semicolon | Mark::Comma | Mark::Open))
    }

    /// Whether a known word stands in a part.
    pub fn has(&self, part: std::ops::Range<usize>, word: Word) -> bool {
        self.tokens.get(part).unwrap_or_default().iter().any(|token| token.mark == Mark::Word(word))
    }

    /// The text between two bytes.
    pub fn text(&self, part: std::ops::Range<usize>) -> &str {
        self.text.get(part).unwrap_or_default()
    }

    /// What stands before and after a tie in its sentence.
    pub fn beside(&self, at: usize) -> Surroundings<'_> {
        let Some(tie) = self.tokens.get(at).map(|token| &token.range) else { return Surroundings::default() };
        let sentence = self.sentence(at);
        let start = sentence.start.checked_sub(1).and_then(|before| self.tokens.get(before));
        let end = self.tokens.get(sentence.end).map_or(self.text.len(), |token| token.range.start);
        let start = start.map_or(0, |token| token.range.end).min(tie.start);
        Surroundings { before: self.text(start..tie.start), after: self.text(tie.end..end.max(tie.end)) }
    }

    /// What stands before a tie in its clause, after the tie before it.
    pub fn lead(&self, at: usize) -> &str {
        let Some(tie) = self.tokens.get(at).map(|token| &token.range) else { return "" };
        let clause = self.clause(at).start;
        let other =
            (clause..at).rev().find(|place| matches!(self.tokens.get(*place), Some(Token { mark: Mark::Tie(_), .. })));
        let before = other.or_else(|| clause.checked_sub(1)).and_then(|place| self.tokens.get(place));
        self.text(before.map_or(0, |token| token.range.end).min(tie.start)..tie.start)
    }

    /// For whom a tied number is told to be: 人均[…], […] per head.
    pub fn each(&self, at: usize) -> Option<Each> {
        let lead = self.lead(at);
        let begins = self.tokens.get(at)?.range.start - lead.len();
        let tied = self.ties().any(|(place, _)| self.tokens.get(place).is_some_and(|tie| tie.range.end == begins));
        phrases::each(self.language, tied, lead, self.beside(at).after)
    }

    /// Whether a tied number is told as one that is reached.
    pub fn is_told(&self, at: usize) -> bool {
        let Surroundings { before, after } = self.beside(at);
        phrases::is_told(self.language, self.lead(at), [before, after])
    }

    /// Whether the sentence of a tie speaks of a plan.
    pub fn is_planned(&self, at: usize) -> bool {
        let Surroundings { before, after } = self.beside(at);
        phrases::is_planned(self.language, before) || phrases::is_planned(self.language, after)
    }

    /// The list that a tied number announces.
    pub fn listed(&self, at: usize) -> Option<Listed> {
        let end = self.tokens.get(at)?.range.end;
        let rest = self.between(at, |mark| matches!(mark, Mark::Stop)).end;
        let stop = self.tokens.get(rest).map_or(self.text.len(), |token| token.range.start);
        let next = self.tokens.iter().skip(at + 1).find(|token| matches!(token.mark, Mark::Tie(_)));
        let next = next.map_or(usize::MAX, |next| next.range.start.saturating_sub(end));
        counted::read(self.language, self.text(end..stop.max(end)), next)
    }

    /// The members of a dimension that a token names.
    pub fn named(&'l self, at: usize, dimension: usize) -> Option<Said<'l>> {
        let token = self.tokens.get(at).filter(|_| !self.is_aside(at))?;
        members(token, dimension).map(|members| Said { token, members, heading: false })
    }

    /// Whether the words of the sentence of a tie speak of somebody else than whose number it is.
    pub fn is_silent(&self, at: usize, dimension: usize) -> bool {
        let sentence = self.sentence(at);
        let compared = |at: usize| {
            let named = self.tokens.get(at).is_some_and(|token| members(token, dimension).is_some());
            named && self.is_compared(at)
        };
        self.has(sentence.clone(), Word::Silent)
            || sentence.clone().any(compared)
            || self.has(sentence.clone(), Word::Aside) && !self.is_clear(at, sentence, dimension)
    }

    /// The word of up and down that governs a tie's number.
    pub fn governor(&self, at: usize) -> Option<Governor> {
        let tie = &self.tokens.get(at)?.range;
        let sentence = self.sentence(at);
        let start = sentence.start.checked_sub(1).and_then(|before| self.tokens.get(before));
        let end = self.tokens.get(self.clause(at + 1).end).map_or(self.text.len(), |token| token.range.start);
        let before = self.text(start.map_or(0, |token| token.range.end)..tie.start);
        direction::read(self.language, before, self.text(tie.end..end.max(tie.end)))
    }

    /// Which way the words of a claim point.
    pub fn polarity(&self, at: usize, kind: Kind) -> Option<Ordering> {
        let tie = &self.tokens.get(at)?.range;
        let sentence = self.sentence(at);
        let start = sentence.start.checked_sub(1).and_then(|before| self.tokens.get(before));
        let before = self.text(start.map_or(0, |token| token.range.end).min(tie.start)..tie.start);
        polarity::read(self.language, kind, before, self.text(tie.clone()))
    }

    /// Whether a word directly before a claim denies it.
    pub fn is_denied(&self, at: usize) -> bool {
        let tie = self.tokens.get(at).map(|token| &token.range);
        tie.is_some_and(|tie| polarity::denies(self.language, self.text(0..tie.start)))
    }

    /// Who is named directly after a tie: \[612.45平方千米\]林地, \[14\] mines in Gaoling.
    pub fn directly_after(&'l self, at: usize, dimension: usize) -> Option<Said<'l>> {
        let tie = self.tokens.get(at)?;
        // A claim's own words stand in it, not after it.
        let follows = |next: &usize| self.tokens.get(*next).is_none_or(|token| token.range.start >= tie.range.end);
        let said = self.named((at + 1..).find(follows)?, dimension)?;
        let between = self.text(tie.range.end..said.token.range.start);
        let fits = match self.language {
            Language::Zh => ["", "的", "在", "位于", "分布在", "为", "是"].contains(&between),
            Language::En => {
                let words: Vec<&str> = between.split_whitespace().filter(|word| *word != "the").collect();
                matches!(words.last(), Some(&"of" | &"in" | &"for")) && words.len() <= 4 || words.is_empty()
            }
        };
        fits.then_some(said)
    }

    /// Who is named last before a tie in its clause.
    pub fn before(&'l self, at: usize, dimension: usize) -> Option<Said<'l>> {
        let start = self.clause(at).start;
        let within = (start..at).rev().find_map(|place| self.named(place, dimension));
        within.or_else(|| self.before_bracket(start, dimension)).or_else(|| self.antecedent(start, dimension))
    }

    /// Who is named directly before the opening bracket that begins a clause: 青石镇（\[14座\]）.
    fn before_bracket(&'l self, start: usize, dimension: usize) -> Option<Said<'l>> {
        let bracket = start.checked_sub(1).filter(|at| self.is(*at, &Mark::Open))?;
        let said = self.named(bracket.checked_sub(1)?, dimension)?;
        let bracket = self.tokens.get(bracket)?;
        self.text(said.token.range.end..bracket.range.start).trim().is_empty().then_some(said)
    }

    fn is(&self, at: usize, mark: &Mark) -> bool {
        self.tokens.get(at).is_some_and(|token| token.mark == *mark)
    }

    /// Whom the rest of the sentence names, if it names one; the heading's, if the sentence names none.
    pub fn elsewhere(&'l self, at: usize, dimension: usize) -> Option<Said<'l>> {
        let named: Vec<Said<'l>> = self.sentence(at).filter_map(|place| self.named(place, dimension)).collect();
        match self.earlier(at, dimension) {
            _ if !named.is_empty() => only(named),
            Some(earlier) if !earlier.is_empty() => only(earlier),
            _ => only(self.above(dimension)),
        }
    }

    /// Whom the heading above names.
    fn above(&'l self, dimension: usize) -> Vec<Said<'l>> {
        let said = |token: &'l Token| Some(Said { token, members: members(token, dimension)?, heading: true });
        self.heading.iter().filter_map(said).collect()
    }

    /// The one row of several members that a sentence, or else the heading, names.
    pub fn row(&'l self, at: usize, dimension: usize) -> Option<Said<'l>> {
        let mut named: Vec<Said<'l>> = self.sentence(at).filter_map(|place| self.named(place, dimension)).collect();
        if named.is_empty() {
            named = self.above(dimension);
        }
        named.retain(|said| said.members.len() > 1);
        named.pop().filter(|_| named.is_empty())
    }
}

/// The one name among several, where they all mean the same.
fn only(named: Vec<Said<'_>>) -> Option<Said<'_>> {
    let first = named.first()?;
    let same = first.members.len() == 1 && named.iter().all(|next| next.members == first.members);
    named.into_iter().next().filter(|_| same)
}

/// The members of a dimension that a token names, one a name; `None` if it names others as well.
fn members(token: &Token, dimension: usize) -> Option<Vec<usize>> {
    let Mark::Members(row) = &token.mark else { return None };
    let of = |name: &Vec<Named>| name.iter().find(|named| named.dimension == dimension).map(|named| named.member);
    row.iter().map(of).collect()
}
