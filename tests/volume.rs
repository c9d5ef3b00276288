//! What a bound book has beside its pages: the numbers that chapters open with, the glossary, the cover, the colophon.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{base, book, edited, extended, real, sound};
use std::collections::BTreeMap;
use tallybook::compose::compose;
use tallybook::load::Memory;
use tallybook::model::document::{Audience, Document, Frame, Run, Volume};
use tallybook::model::{LANGUAGES, Language};

/// The frame and the volume of a book in a language.
fn of(book: &Memory, language: Language, audience: Audience) -> (Frame, Volume) {
    let outcome = sound(book);
    let composed = compose(outcome.report.as_ref().unwrap(), language, audience);
    (composed.frame().clone(), composed.volume())
}

fn public(book: &Memory, language: Language) -> Volume {
    of(book, language, Audience::Public).1
}

/// The keys of the numbers that each chapter opens with.
fn leading(volume: &Volume) -> BTreeMap<&str, Vec<String>> {
    let keys = |runs: &[Run]| {
        let mut keys = Vec::new();
        Run::walk(runs, &mut |run| keys.extend(matches!(run, Run::Number(_)).then_some(run)));
        keys.into_iter()
            .filter_map(|run| if let Run::Number(number) = run { Some(number.key.clone()) } else { None })
            .collect::<String>()
    };
    let openers = volume.openers.iter();
    openers
        .map(|(chapter, numbers)| (chapter.as_str(), numbers.iter().map(|one| keys(&one.amount)).collect()))
        .collect()
}

fn line(volume: &Volume, label: &str) -> Option<String> {
    volume.colophon.iter().find(|(own, _)| own == label).map(|(_, runs)| Run::plain(runs))
}

#[test]
fn chapters_open_with_numbers_that_nobody_doubts_and_both_languages_with_the_same() {
    let book = real();
    let volumes = LANGUAGES.map(|language| of(&book, language, Audience::Public));
    assert_eq!(leading(&volumes[0].1), leading(&volumes[1].1));
    let openers = leading(&volumes[0].1);
    assert!(openers.len() >= 5, "{openers:?}");
    let mut all = Vec::new();
    for (chapter, keys) in &openers {
        assert!((3..=4).contains(&keys.len()), "{chapter}: {keys:?}");
        for key in keys {
            let (_, entry) = tallybook::model::Key::find(&volumes[0].0.numbers, key).unwrap();
            assert!(entry.value.is_some() && entry.finding.is_none() && entry.unit != "year", "{chapter}: {key}");
            all.push(key);
        }
    }
    // The book's own choice comes first, and nothing is said twice while there is something else.
    assert!(openers["status"].contains(&"people.total".to_owned()), "{openers:?}");
    all.sort_unstable();
    let count = all.len();
    all.dedup();
    assert!(all.len() * 10 >= count * 9, "{openers:?}");
}

#[test]
fn a_number_under_a_contradiction_opens_no_chapter_though_the_book_chooses_it() {
    let chosen = |keys: &str| book("whole").with("data/atlas.yaml", format!("format: 1\nnumbers: [{keys}]\n"));
    let opening = |keys: &str| leading(&public(&chosen(keys), Language::Zh))["status"].clone();
    let last = leading(&public(&book("whole"), Language::Zh))["status"].last().unwrap().clone();
    assert_eq!(opening(&format!("{{key: {last}}}")).first(), Some(&last));
    // Two findings are about these; the chapter ties them.
    let doubted = ["water.per_person", "erosion.printed"];
    let keys = doubted.map(|key| format!("{{key: {key}}}")).join(", ");
    assert!(opening(&keys).iter().all(|key| !doubted.contains(&key.as_str())), "{:?}", opening(&keys));
}

#[test]
fn the_glossary_has_the_terms_that_the_text_uses_where_it_first_uses_them() {
    let book = book("whole");
    let [zh, en] = [Language::Zh, Language::En].map(|language| public(&book, language).glossary);
    let told = |volume: &[tallybook::model::document::GlossaryEntry]| -> Vec<(String, String)> {
        volume.iter().map(|entry| (entry.term.clone(), entry.counterpart.clone())).collect()
    };
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(told(&zh), [pair("湿地", "wetland"), pair("梯田", "terrace")]);
    assert_eq!(told(&en), [pair("terrace", "梯田"), pair("wetland", "湿地")]);
    for entry in zh.iter().chain(&en) {
        assert!(entry.first.chapter > 0, "{entry:?}");
    }
    // A term that no paragraph uses is none of the book's, and a book without terms has no glossary.
    let more = extended(&book, "data/terms.yaml", "- {zh: \"冰川\", en: \"glacier\"}\n");
    assert_eq!(told(&public(&more, Language::Zh).glossary), told(&zh));
    assert_eq!(public(&base(), Language::Zh).glossary, []);
}

#[test]
fn the_terms_of_the_real_book_are_found_in_both_languages() {
    let book = real();
    let [zh, en] = LANGUAGES.map(|language| public(&book, language).glossary);
    assert!(zh.len() > 150 && en.len() * 20 > zh.len() * 19, "{} and {}", zh.len(), en.len());
    let sorted = en.windows(2).all(|pair| {
        let [one, other] = [&pair[0], &pair[1]].map(|entry| entry.term.to_lowercase());
        one.trim_start_matches("the ").replace(['(', '-', '’'], "")
            <= other.trim_start_matches("the ").replace(['(', '-', '’'], "")
            || one.contains(['–', '\'', ',', '%'])
            || other.contains(['–', '\'', ',', '%'])
    });
    assert!(sorted);
}

#[test]
fn the_cover_is_drawn_from_the_book_and_says_from_what() {
    let book = real();
    let volume = public(&book, Language::En);
    assert!((2..=6).contains(&volume.cover.ridges.len()), "{:?}", volume.cover);
    for ridge in &volume.cover.ridges {
        assert!(ridge.len() >= 3 && ridge.iter().all(|value| (0.0..=1.0).contains(value)), "{ridge:?}");
        assert!(ridge.contains(&1.0), "{ridge:?}");
    }
    let said = line(&volume, "Cover").unwrap();
    assert_eq!(said.matches("; ").count() + 1, volume.cover.ridges.len(), "{said}");
    assert_eq!(volume.cover.independent.as_deref(), Some("Independent edition"));
    // The same in Chinese; another number gives another hill; a book without series none.
    assert_eq!(public(&book, Language::Zh).cover.ridges, volume.cover.ridges);
    let bare = public(&base(), Language::Zh);
    assert!(bare.cover.ridges.is_empty() && line(&bare, "封面").is_none(), "{:?}", bare.cover);
}

#[test]
fn the_fingerprint_is_that_of_what_is_said() {
    let book = base();
    let of = |book: &Memory| line(&public(book, Language::Zh), "指纹").unwrap();
    let own = of(&book);
    assert_eq!(own, of(&book));
    assert_eq!(own.len(), 4 * 8 + 3);
    let renamed = edited(&book, "data/plan.yaml", "short_title", "# a remark\nshort_title");
    assert_eq!(own, of(&renamed));
    let other = edited(&book, "data/facts/land.yaml", "草地面积", "草场面积");
    let pages = other
        .with("content/zh/01-a/_index.md", "# 另 {#other}\n")
        .with("content/en/01-a/_index.md", "# Other {#other}\n");
    assert_ne!(own, of(&pages));
}

#[test]
fn the_colophon_counts_what_is_tied() {
    let volume = public(&real(), Language::En);
    let said = line(&volume, "Numbers").unwrap();
    let outcome = sound(&real());
    let ties = &outcome.report.as_ref().unwrap().project.ties;
    let count = ties.iter().filter(|tie| {
        tie.language == Language::En
            && tie.kind == tallybook::model::TieKind::Number
            && matches!(tie.place, tallybook::model::Place::Page { .. })
    });
    assert!(said.contains(&format!(": {};", count.count())), "{said}");
    assert!(line(&volume, "Tool").unwrap().contains(env!("CARGO_PKG_VERSION")));
}
