//! A term of the term base is translated otherwise, or a word that must not be used is used.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{Term, Tie, TieId, TieKind};
use crate::prose::english::{Form, Text, Word, words};
use crate::prose::pairing::{self, PagePair};
use crate::prose::{Home, Passage, Passages};
use aho_corasick::{AhoCorasick, Input, MatchKind};
use rayon::prelude::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};
use std::collections::BTreeSet;
use std::ops::Range;

const RULE: RuleId = rule::TERM_DIFFERS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    if project.terms.is_empty() {
        return;
    }
    let base = TermBase::new(&project.terms, &project.ties);
    let passages = &context.passages;
    let pairs = pairing::pages(project);
    let mut found: Vec<Diagnostic> =
        pairs.par_iter().flat_map_iter(|pair| base.compare_pages(passages, pair)).collect();
    found.par_extend(passages.as_slice().par_iter().flat_map_iter(|passage| base.forbid(passage)));
    // Notes, quotations and the legends of charts abridge; names do not.
    for [zh, en] in passages.of_fields() {
        if let Home::Field(field) = zh.home
            && field.looks.name
        {
            let [zh, en] = [zh, en].map(std::slice::from_ref);
            found.extend(base.compare(zh, en, field.prose.en.span));
        }
    }
    found.into_iter().for_each(|fault| faults.report(fault));
}

/// The terms, made ready for search.
struct TermBase<'a> {
    ties: &'a [Tie],
    entries: Vec<Entry<'a>>,
    /// Finds the Chinese words of the entries, the longest where several begin.
    search: AhoCorasick,
    /// Forbidden words: as written, their Latin words, the term.
    never: Vec<(&'a str, Vec<Word<'a>>, &'a Term)>,
    /// Finds texts that may hold a forbidden word, by the first letters of its first word: most hold none.
    hint: AhoCorasick,
}

/// What any form of a word begins with: its first three letters, or all of a Chinese one.
fn opening(written: &str) -> &str {
    let end = written.char_indices().nth(3).map_or(written.len(), |(end, _)| end);
    if written.is_ascii() { &written[..end] } else { written }
}

struct Entry<'a> {
    term: &'a Term,
    forms: Vec<Form>,
}

impl Entry<'_> {
    /// The term is not in the English text at `place`, though the Chinese one has it at `used`.
    fn fault(&self, used: Span, place: Span) -> Diagnostic {
        let message = Message::new("term-differs")
            .with("zh", self.term.zh.value.as_str())
            .with("en", self.term.en.value.as_str());
        let fault = Diagnostic::warning(RULE, place, message).related(used, Message::new("term-differs.used"));
        let fault = fault.related(self.term.en.span, Message::new("term-differs.listed"));
        fault.hint(Message::new("term-differs.hint"))
    }
}

impl<'a> TermBase<'a> {
    fn new(terms: &'a [Term], ties: &'a [Tie]) -> Self {
        let entries: Vec<Entry<'a>> = terms
            .iter()
            .filter(|term| !term.zh.value.is_empty())
            .map(|term| {
                let texts = std::iter::once(&term.en).chain(&term.also);
                Entry { term, forms: texts.flat_map(|text| Form::all(&text.value)).collect() }
            })
            .collect();
        let chinese = entries.iter().map(|entry| entry.term.zh.value.as_str());
        let search = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(chinese);
        let search = search.expect("the words of a term base are few enough");
        let never =
            terms.iter().flat_map(|term| term.never.iter().map(move |word| (word.value.as_str(), words(word), term)));
        let never: Vec<(&str, Vec<Word<'_>>, &Term)> = never.collect();
        let openings = never.iter().map(|(written, ..)| opening(written));
        let hint = AhoCorasick::builder().ascii_case_insensitive(true).build(openings);
        let hint = hint.expect("the words of a term base are few enough");
        Self { ties, entries, search, never, hint }
    }

    fn is_number(&self, TieId(tie): TieId) -> bool {
        self.ties.get(tie).is_some_and(|tie| tie.kind == TieKind::Number)
    }

    /// The terms of a Chinese text, each with its first place.
    fn used(&self, zh: &[Passage<'_>]) -> Vec<(&Entry<'a>, Span)> {
        let mut found = Vec::new();
        let mut known = BTreeSet::new();
        for passage in zh {
            let numbers = passage.ties().filter(|(id, _)| self.is_number(*id));
            let numbers: Vec<Range<usize>> = numbers.map(|(_, range)| range).collect();
            let mut from = 0;
            while let Some(hit) = self.search.find(Input::new(&passage.text).range(from..)) {
                if let Some(number) = numbers.iter().find(|range| range.contains(&hit.start())) {
                    // A unit inside a number is the number's; the next word may begin after it.
                    from = number.end;
                    continue;
                }
                from = hit.end();
                let entry = &self.entries[hit.pattern().as_usize()];
                if known.insert(entry.term.zh.value.as_str()) {
                    found.push((entry, passage.place(hit.range())));
                }
            }
        }
        found
    }

    fn compare_pages(&self, passages: &Passages<'_>, pair: &PagePair<'_>) -> Vec<Diagnostic> {
        let partners = pairing::partners(pair.zh.1, pair.en.1).into_iter().enumerate();
        let both = partners.filter_map(|(block, partner)| Some((block, partner?)));
        let compared = both.flat_map(|(block, partner)| {
            let place = pair.en.1.blocks[partner].span();
            self.compare(passages.of_block(pair.zh.0, block), passages.of_block(pair.en.0, partner), place)
        });
        compared.collect()
    }

    /// The terms of a Chinese text that its English one renders in another way.
    fn compare(&self, zh: &[Passage<'_>], en: &[Passage<'_>], place: Span) -> Vec<Diagnostic> {
        let used = self.used(zh);
        if used.is_empty() {
            return Vec::new();
        }
        let texts: Vec<Text<'_>> = en.iter().map(|passage| Text::new(&passage.text)).collect();
        let told = |form: &Form| texts.iter().any(|text| text.has(form));
        let other = used.into_iter().filter(|(entry, _)| !entry.forms.iter().any(told));
        other.map(|(entry, at)| entry.fault(at, place)).collect()
    }

    /// The words of a text that the term base forbids.
    fn forbid(&self, passage: &Passage<'_>) -> Vec<Diagnostic> {
        if self.never.is_empty() || !self.hint.is_match(&passage.text) {
            return Vec::new();
        }
        let present = words(&passage.text);
        let mut found = Vec::new();
        for (written, latin, term) in &self.never {
            let places: Vec<Range<usize>> = if latin.is_empty() {
                passage.text.match_indices(written).map(|(at, _)| at..at + written.len()).collect()
            } else {
                Word::runs(&present, latin)
            };
            found.extend(places.into_iter().map(|range| forbidden(written, term, passage.place(range))));
        }
        found
    }
}

fn forbidden(written: &str, term: &Term, place: Span) -> Diagnostic {
    let message = Message::new("term-differs.never")
        .with("word", written)
        .with("zh", term.zh.value.as_str())
        .with("en", term.en.value.as_str());
    Diagnostic::warning(RULE, place, message).related(term.zh.span, Message::new("term-differs.listed"))
}
