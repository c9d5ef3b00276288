//! Whether an opinion that was taken has changed the book, by the edition that it speaks of. Reads only.
//!
//! What an opinion names must be otherwise now: a paragraph whose words the edition does not have, a number whose value,
//! unit, date or state it has not, words of the edition that stand nowhere any more.

use super::edition::{BlockRecord, Edition, FactRecord, facts, plain};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, Spanned, rule};
use crate::model::{Answer, Block, Key, LANGUAGES, Language, Opinion, OpinionEdit, ParagraphNumber, Project, Report};
use std::collections::{BTreeMap, BTreeSet};

/// Editions by name; of one whose file is missing or damaged why.
type Editions = BTreeMap<String, Result<Edition, Failure>>;

/// The names of the editions that opinions speak of.
pub fn editions(project: &Project) -> BTreeSet<&str> {
    project.opinions.iter().filter_map(|opinion| Some(opinion.edition.as_ref()?.value.as_str())).collect()
}

/// Reports every opinion that was taken and changed nothing, and what it names that is not there.
pub fn judge(report: &Report, editions: &Editions, faults: &mut Diagnostics) {
    let project = &report.project;
    if project.opinions.is_empty() {
        return;
    }
    let now = Now::of(report);
    let known: BTreeMap<&str, Before<'_>> = editions
        .iter()
        .filter_map(|(name, edition)| Some((name.as_str(), Before::of(edition.as_ref().ok()?))))
        .collect();
    for opinion in &project.opinions {
        if let Some(edition) = &opinion.edition
            && let Some(Err(_)) | None = editions.get(&edition.value)
        {
            let message = Message::new("opinion-edition").with("edition", edition.value.as_str());
            faults.report(Diagnostic::error(rule::OPINION_UNMET, edition.span, message));
            continue;
        }
        let before = opinion.edition.as_ref().and_then(|edition| known.get(edition.value.as_str()));
        Judge { opinion, now: &now, before, faults }.judge();
    }
}

/// What the book says now.
struct Now<'a> {
    report: &'a Report,
    paragraphs: BTreeMap<ParagraphNumber, Vec<(Language, &'a Block)>>,
    facts: Vec<FactRecord>,
    /// All its words, a line a paragraph.
    words: Vec<String>,
}

impl<'a> Now<'a> {
    fn of(report: &'a Report) -> Self {
        let mut now = Self { report, paragraphs: BTreeMap::new(), facts: facts(report), words: Vec::new() };
        for language in LANGUAGES {
            for (_, page) in report.project.pages_of(language) {
                page.blocks.iter().for_each(|block| now.visit(report, language, block));
                now.words.extend(page.blocks.iter().map(plain));
            }
        }
        now
    }

    fn visit(&mut self, report: &Report, language: Language, block: &'a Block) {
        if let Some(number) = report.outline.paragraphs.get(&block.span()) {
            self.paragraphs.entry(*number).or_default().push((language, block));
        }
        match block {
            Block::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| self.visit(report, language, block));
            }
            Block::Quote { blocks, .. } => blocks.iter().for_each(|block| self.visit(report, language, block)),
            _ => {}
        }
    }
}

/// What the book said.
struct Before<'a> {
    facts: BTreeMap<&'a str, &'a FactRecord>,
    /// The words of whole blocks and of the lines in them, by language.
    words: BTreeSet<(Language, &'a str)>,
    blocks: &'a [BlockRecord],
}

impl<'a> Before<'a> {
    fn of(edition: &'a Edition) -> Self {
        let texts = |block: &'a BlockRecord| [(Language::Zh, block.zh.as_str()), (Language::En, block.en.as_str())];
        let words = edition.blocks.iter().flat_map(texts);
        let words = words.flat_map(|(language, text)| text.lines().chain([text]).map(move |line| (language, line)));
        Self {
            facts: edition.facts.iter().map(|fact| (fact.key.as_str(), fact)).collect(),
            words: words.collect(),
            blocks: &edition.blocks,
        }
    }
}

struct Judge<'a, 'f> {
    opinion: &'a Opinion,
    now: &'a Now<'a>,
    before: Option<&'a Before<'a>>,
    faults: &'f mut Diagnostics,
}

impl Judge<'_, '_> {
    fn judge(mut self) {
        let opinion = self.opinion;
        for edit in &opinion.edits {
            match &edit.value {
                OpinionEdit::Paragraph(number) => self.paragraph(edit, *number),
                OpinionEdit::Key(key) => self.key(edit, key),
            }
        }
        if let Some(removed) = &opinion.removed {
            self.removed(removed);
        }
        let Some(answer) = opinion.answer.as_ref().filter(|answer| answer.value != Answer::NotTaken) else { return };
        let id = opinion.id.value.as_str();
        if opinion.edits.is_empty() && opinion.removed.is_none() {
            self.fault(answer, Message::new("opinion-changed-nothing").with("id", id));
        } else if opinion.edition.is_none() {
            self.fault(answer, Message::new("opinion-edition-missing").with("id", id));
        }
    }

    fn fault<T>(&mut self, place: &Spanned<T>, message: Message) {
        self.faults.report(Diagnostic::error(rule::OPINION_UNMET, place.span, message));
    }

    fn paragraph(&mut self, place: &Spanned<OpinionEdit>, number: ParagraphNumber) {
        let named = |id: &'static str| Message::new(id).with("paragraph", number.to_string());
        let Some(blocks) = self.now.paragraphs.get(&number) else {
            return self.fault(place, named("opinion-paragraph-unknown"));
        };
        let texts: Vec<(Language, String)> = blocks.iter().map(|(language, block)| (*language, plain(block))).collect();
        if texts.iter().all(|(_, text)| text.is_empty()) {
            return self.fault(place, named("opinion-paragraph-of-data"));
        }
        let same = |before: &Before<'_>| texts.iter().all(|(language, text)| before.words.contains(&(*language, text)));
        if self.before.is_some_and(same) {
            self.fault(place, named("opinion-paragraph-same"));
        }
    }

    fn key(&mut self, place: &Spanned<OpinionEdit>, key: &str) {
        let written = Spanned::new(key.to_owned(), place.span);
        let keys: BTreeSet<String> =
            Key::named(&self.now.report.observations, &written).map(|(key, _)| key.to_string()).collect();
        let now: Vec<&FactRecord> = self.now.facts.iter().filter(|fact| keys.contains(&fact.key)).collect();
        if now.is_empty() {
            return self.fault(place, Message::new("unknown-fact").with("name", key));
        }
        let same = |before: &Before<'_>| now.iter().all(|fact| before.facts.get(fact.key.as_str()) == Some(fact));
        if self.before.is_some_and(same) {
            self.fault(place, Message::new("opinion-number-same").with("key", key));
        }
    }

    fn removed(&mut self, removed: &Spanned<String>) {
        let words = removed.value.trim();
        let stood = |before: &Before<'_>| {
            before.blocks.iter().any(|block| block.zh.contains(words) || block.en.contains(words))
        };
        if self.before.is_some_and(|before| !stood(before)) {
            self.fault(removed, Message::new("opinion-words-unknown").with("words", words));
        } else if self.now.words.iter().any(|text| text.contains(words)) {
            self.fault(removed, Message::new("opinion-words-stand").with("words", words));
        }
    }
}
