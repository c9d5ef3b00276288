//! A term of the term base is translated otherwise, or a word that must not be used is used.

use crate::check::Context;
use crate::check::english::{Form, Text, Word, words};
use crate::check::wording::Wording;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{Block, ProseText, Term, Tie, TieId, TieKind};
use crate::prose::{
    fields,
    pairing::{self, PagePair},
};
use aho_corasick::{AhoCorasick, Input, MatchKind};
use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelExtend, ParallelIterator};
use std::collections::BTreeSet;

const RULE: RuleId = rule::TERM_DIFFERS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    if project.terms.is_empty() {
        return;
    }
    let base = TermBase::new(&project.terms, &project.ties);
    let pairs = pairing::pages(project);
    let mut found: Vec<Diagnostic> = pairs.par_iter().flat_map_iter(|pair| base.compare_pages(pair)).collect();
    let pages = project.pages.par_iter().flat_map_iter(|page| page.blocks.iter().flat_map(|block| base.block(block)));
    found.par_extend(pages);
    let mut texts: Vec<&ProseText> = Vec::new();
    fields::each(project, &mut |field| texts.extend([&field.prose.zh, &field.prose.en]));
    found.par_extend(texts.into_par_iter().flat_map_iter(|text| base.forbid(&Wording::of_field(text, base.ties))));
    // Notes, quotations and the legends of charts abridge; names do not.
    for name in fields::names(project) {
        let [zh, en] = [&name.zh, &name.en].map(|text| Wording::of_field(text, base.ties));
        found.extend(base.compare(&zh, &en, name.en.span));
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
    never: Vec<(&'a str, Vec<Word>, &'a Term)>,
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
    fn fault(&self, used: Option<Span>, place: Span) -> Diagnostic {
        let message = Message::new("term-differs")
            .with("zh", self.term.zh.value.as_str())
            .with("en", self.term.en.value.as_str());
        let mut fault = Diagnostic::warning(RULE, place, message);
        if let Some(span) = used {
            fault = fault.related(span, Message::new("term-differs.used"));
        }
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
        let never: Vec<(&str, Vec<Word>, &Term)> = never.collect();
        let openings = never.iter().map(|(written, ..)| opening(written));
        let hint = AhoCorasick::builder().ascii_case_insensitive(true).build(openings);
        let hint = hint.expect("the words of a term base are few enough");
        Self { ties, entries, search, never, hint }
    }

    fn is_number(&self, tie: Option<TieId>) -> bool {
        tie.and_then(|id| self.ties.get(id.0)).is_some_and(|tie| tie.kind == TieKind::Number)
    }

    /// The terms of a Chinese text, each with its first place.
    fn used(&self, zh: &Wording) -> Vec<(&Entry<'a>, Option<Span>)> {
        let numbers: Vec<_> =
            zh.pieces.iter().filter(|piece| self.is_number(piece.tie)).map(|piece| &piece.range).collect();
        let mut found = Vec::new();
        let mut known = BTreeSet::new();
        let mut from = 0;
        while let Some(hit) = self.search.find(Input::new(&zh.text).range(from..)) {
            if let Some(number) = numbers.iter().find(|range| range.contains(&hit.start())) {
                // A unit inside a number is the number's; the next word may begin behind it.
                from = number.end;
                continue;
            }
            from = hit.end();
            let entry = &self.entries[hit.pattern().as_usize()];
            if known.insert(entry.term.zh.value.as_str()) {
                found.push((entry, zh.place(&hit.range())));
            }
        }
        found
    }

    fn compare_pages(&self, pair: &PagePair<'_>) -> Vec<Diagnostic> {
        let partners = pairing::partners(pair.zh.1, pair.en.1).into_iter();
        let partners = partners.map(|partner| pair.en.1.blocks.get(partner?));
        let both = pair.zh.1.blocks.iter().zip(partners).filter_map(|(block, partner)| Some((block, partner?)));
        let words = |block: &Block| Wording::of_block(block, self.ties);
        both.flat_map(|(zh, en)| self.compare(&words(zh), &words(en), en.span())).collect()
    }

    /// The terms of a Chinese text that its English one renders in another way.
    fn compare(&self, zh: &Wording, en: &Wording, place: Span) -> Vec<Diagnostic> {
        let used = self.used(zh);
        if used.is_empty() {
            return Vec::new();
        }
        let text = Text::new(&en.text);
        let other = used.into_iter().filter(|(entry, _)| !entry.forms.iter().any(|form| text.has(form)));
        other.map(|(entry, at)| entry.fault(at, place)).collect()
    }

    fn block(&self, block: &Block) -> Vec<Diagnostic> {
        self.forbid(&Wording::of_block(block, self.ties))
    }

    /// The words of a text that the term base forbids.
    fn forbid(&self, wording: &Wording) -> Vec<Diagnostic> {
        if self.never.is_empty() || !self.hint.is_match(&wording.text) {
            return Vec::new();
        }
        let present = words(&wording.text);
        let mut found = Vec::new();
        for (written, latin, term) in &self.never {
            let places = if latin.is_empty() {
                wording.text.match_indices(written).map(|(at, _)| at..at + written.len()).collect()
            } else {
                Word::runs(&present, latin)
            };
            let places = places.into_iter().filter_map(|range| wording.place(&range));
            found.extend(places.map(|place| forbidden(written, term, place)));
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
