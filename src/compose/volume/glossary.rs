//! The terms that the text uses: those of `data/terms.yaml`, each with its counterpart and the paragraph of its first use.

use crate::compose::Composer;
use crate::model::document::GlossaryEntry;
use crate::model::{Block, Cell, Inline, Language, ParagraphNumber, Term};
use crate::prose::english::{Form, Text};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::BTreeMap;

/// The words of each numbered paragraph of a language.
type Paragraphs = BTreeMap<ParagraphNumber, String>;

/// The glossary of the composer's language. A Chinese text uses a term where it has it, and the longest where several
/// begin. An English one uses it where it has the words, and where the paragraph of the same number uses the term in Chinese,
/// if the book is written in Chinese as well: a common word, such as scale, is not a term everywhere.
pub(super) fn glossary(composer: &Composer<'_>) -> Vec<GlossaryEntry> {
    let project = &composer.report.project;
    if project.terms.is_empty() {
        return Vec::new();
    }
    let chinese = project.plan.languages.has(Language::Zh).then(|| used(composer));
    let mut entries: Vec<GlossaryEntry> = match (composer.language, chinese) {
        (Language::Zh, used) => {
            let entry = |(index, places): (usize, Vec<ParagraphNumber>)| {
                let term = project.terms.get(index)?;
                let (term, counterpart) = (term.zh.value.clone(), term.en.value.clone());
                Some(GlossaryEntry { term, counterpart, first: *places.first()? })
            };
            used.unwrap_or_default().into_iter().filter_map(entry).collect()
        }
        (Language::En, used) => english(composer, used.as_ref()),
    };
    entries.sort_by_cached_key(|entry| (order(composer.language, &entry.term), entry.term.clone()));
    entries
}

/// The paragraphs that use each term in Chinese, by its place among the terms.
type Used = BTreeMap<usize, Vec<ParagraphNumber>>;

fn used(composer: &Composer<'_>) -> Used {
    let words = composer.report.project.terms.iter().map(|term| term.zh.value.as_str());
    let search = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words);
    let mut used = Used::new();
    let Ok(search) = search else { return used };
    for (number, text) in paragraphs(composer, Language::Zh) {
        for found in search.find_iter(&text) {
            let places = used.entry(found.pattern().as_usize()).or_default();
            if places.last() != Some(&number) {
                places.push(number);
            }
        }
    }
    used
}

fn english(composer: &Composer<'_>, chinese: Option<&Used>) -> Vec<GlossaryEntry> {
    let paragraphs = paragraphs(composer, Language::En);
    let texts: BTreeMap<ParagraphNumber, Text<'_>> =
        paragraphs.iter().map(|(number, text)| (*number, Text::new(text))).collect();
    let terms = composer.report.project.terms.iter().enumerate();
    let entry = |(index, term): (usize, &Term)| {
        let wordings = std::iter::once(&term.en).chain(&term.also);
        let forms: Vec<Form> = wordings.flat_map(|text| Form::all(&text.value)).collect();
        let has = |text: &Text<'_>| forms.iter().any(|form| text.has(form));
        let first = match chinese {
            Some(used) => used.get(&index)?.iter().copied().find(|number| texts.get(number).is_some_and(has)),
            None => texts.iter().find(|(_, text)| has(text)).map(|(number, _)| *number),
        };
        Some(GlossaryEntry { term: term.en.value.clone(), counterpart: term.zh.value.clone(), first: first? })
    };
    terms.filter_map(entry).collect()
}

/// What terms are sorted by: in English their small letters; in Chinese their sounds, in the order of GB/T 2312, whose
/// common characters stand by pinyin and are followed by the rarer ones.
fn order(language: Language, term: &str) -> Vec<u8> {
    match language {
        Language::Zh => encoding_rs::GB18030.encode(term).0.into_owned(),
        Language::En => {
            let small = term.to_lowercase();
            let letters = small.trim_start_matches("the ").chars().filter(|c| c.is_alphanumeric() || *c == ' ');
            letters.collect::<String>().into_bytes()
        }
    }
}

/// The numbered paragraphs of a language, as readers see them.
fn paragraphs(composer: &Composer<'_>, language: Language) -> Paragraphs {
    let mut paragraphs = Paragraphs::new();
    for (_, page) in composer.report.project.pages_of(language) {
        page.blocks.iter().for_each(|block| read(composer, block, &mut paragraphs));
    }
    paragraphs
}

fn read(composer: &Composer<'_>, block: &Block, paragraphs: &mut Paragraphs) {
    let words = match block {
        Block::Paragraph { inlines, .. } => Inline::plain(inlines),
        Block::Table { rows, .. } => {
            let cells = rows.iter().flatten().map(|Cell { inlines }| Inline::plain(inlines));
            cells.collect::<Vec<_>>().join("\n")
        }
        Block::List { items, .. } => {
            return items.iter().flat_map(|item| &item.blocks).for_each(|block| read(composer, block, paragraphs));
        }
        Block::Quote { blocks, .. } => return blocks.iter().for_each(|block| read(composer, block, paragraphs)),
        // A note stands apart, a figure has no words of the text, and code is no language.
        _ => return,
    };
    if let Some(number) = composer.report.outline.paragraphs.get(&block.span()) {
        paragraphs.insert(*number, words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_in_the_order_of_their_language() {
        let sorted = |language, terms: [&'static str; 4]| {
            let mut terms = terms.to_vec();
            terms.sort_by_key(|term| order(language, term));
            terms
        };
        assert_eq!(sorted(Language::Zh, ["洲", "草地", "案", "林地"]), ["案", "草地", "林地", "洲"]);
        assert_eq!(
            sorted(Language::En, ["the Belt and Road", "woodland", "Arable land", "(resident) population"]),
            ["Arable land", "the Belt and Road", "(resident) population", "woodland"]
        );
    }
}
