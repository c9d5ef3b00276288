//! A first book: small, sound, and worth imitating, in the languages that are asked for. Each is one text in `begin/`.
//!
//! `=== PATH` begins a file. `zh| ` and `en| ` before a line keep it for authors of that language, and `«中文|English»` is a
//! text of the data in the languages of the book. Nothing here touches the disk.

use crate::model::{Language, Languages};
use std::collections::BTreeMap;

/// A kind of book to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// With a period, target years and indicators.
    Plan,
    /// Of a year, beside the one before.
    Bulletin,
    /// Of what was found.
    Report,
}

impl Kind {
    /// All of them with their words.
    pub const ALL: [(&str, Self); 3] = [("plan", Self::Plan), ("bulletin", Self::Bulletin), ("report", Self::Report)];

    fn text(self) -> &'static str {
        match self {
            Self::Plan => include_str!("begin/plan.book"),
            Self::Bulletin => include_str!("begin/bulletin.book"),
            Self::Report => include_str!("begin/report.book"),
        }
    }
}

/// The files of a first book, by path.
pub fn files(kind: Kind, languages: Languages) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut open: Option<String> = None;
    for line in kind.text().lines() {
        if let Some(path) = line.strip_prefix("=== ") {
            open = is_of(path, languages).then(|| path.to_owned());
        } else if let Some(path) = &open
            && let Some(line) = for_author(line, languages.source())
        {
            let text = files.entry(path.clone()).or_default();
            text.push_str(&said(line, languages));
            text.push('\n');
        }
    }
    files
}

/// Whether a file belongs to a book: pages do only if they are in one of its languages.
fn is_of(path: &str, languages: Languages) -> bool {
    let tag = path.strip_prefix("content/").and_then(|below| below.split('/').next());
    tag.and_then(Language::from_tag).is_none_or(|language| languages.has(language))
}

/// A line without its mark; `None` if it is for authors of another language.
fn for_author(line: &str, author: Language) -> Option<&str> {
    match line.split_once("| ") {
        Some((tag, rest)) if Language::from_tag(tag).is_some() => (tag == author.tag()).then_some(rest),
        _ => match line.strip_suffix('|').and_then(Language::from_tag) {
            Some(language) => (language == author).then_some(""),
            None => Some(line),
        },
    }
}

/// A line with its texts in the languages of a book.
fn said(line: &str, languages: Languages) -> String {
    let tags: Vec<&str> = languages.iter().map(Language::tag).collect();
    let mut rest = line;
    let mut said = String::new();
    while let Some((before, (inside, after))) =
        rest.split_once('«').and_then(|(before, rest)| Some((before, rest.split_once('»')?)))
    {
        let (zh, en) = inside.split_once('|').unwrap_or((inside, inside));
        let words = |language| if language == Language::Zh { zh } else { en };
        said.push_str(before);
        if languages.is_one() {
            said.push_str(&format!("\"{}\"", words(languages.source())));
        } else {
            let each: Vec<String> =
                languages.iter().map(|language| format!("{language}: \"{}\"", words(language))).collect();
            said.push_str(&format!("{{{}}}", each.join(", ")));
        }
        rest = after;
    }
    said.push_str(rest);
    said.replace("‹languages›", &format!("[{}]", tags.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_of_one_language_has_no_word_of_the_other() {
        for (_, kind) in Kind::ALL {
            let zh = files(kind, Languages::of(&[Language::Zh]).unwrap());
            let en = files(kind, Languages::of(&[Language::En]).unwrap());
            assert_eq!(zh.len(), en.len());
            assert!(zh["data/plan.yaml"].contains("languages: [zh]\n"));
            assert!(en.values().all(|text| text.is_ascii() || !text.contains(|c: char| ('\u{3000}'..).contains(&c))));
            assert!(zh.values().all(|text| !text.contains(['«', '»', '‹', '›']) && !text.contains("Example County")));
        }
    }

    #[test]
    fn texts_and_comments_follow_the_languages() {
        let languages = |list: &[Language]| Languages::of(list).unwrap();
        let both = languages(&[Language::En, Language::Zh]);
        assert_eq!(said("name: «甲|A»  # ‹languages›", both), "name: {en: \"A\", zh: \"甲\"}  # [en, zh]");
        assert_eq!(said("name: «甲|A»", languages(&[Language::Zh])), "name: \"甲\"");
        assert_eq!(for_author("zh| # 甲", Language::En), None);
        assert_eq!(for_author("en| # A", Language::En), Some("# A"));
        assert_eq!(for_author("en| ", Language::En), Some(""));
        assert_eq!(for_author("a| b", Language::En), Some("a| b"));
    }
}
