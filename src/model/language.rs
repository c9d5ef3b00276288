//! The two languages of a book, and text that exists in both.

use std::fmt;

/// A language of the book. Chinese and English are equals; the first of `plan.yaml`'s list is the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Chinese as written in the mainland.
    Zh,
    /// British English.
    En,
}

/// All languages, Chinese first.
pub const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

impl Language {
    /// The BCP 47 tag used in folder names: `zh` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of a tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        LANGUAGES.into_iter().find(|language| language.tag() == tag)
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// The languages of a book, one or more and none twice. The first is the source: the others are translated from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Languages {
    source: Language,
    second: Option<Language>,
}

impl Default for Languages {
    /// All of them: what is taken while a book does not say.
    fn default() -> Self {
        let [source, second] = LANGUAGES;
        Self { source, second: Some(second) }
    }
}

impl Languages {
    /// The languages of a list, in its order; `None` if it is empty.
    pub fn of(list: &[Language]) -> Option<Self> {
        let source = *list.first()?;
        Some(Self { source, second: list.iter().copied().find(|language| *language != source) })
    }

    /// The language that is translated from.
    pub fn source(self) -> Language {
        self.source
    }

    /// All of them, the source first.
    pub fn iter(self) -> impl Iterator<Item = Language> {
        std::iter::once(self.source).chain(self.second)
    }

    /// Whether the book is written in a language.
    pub fn has(self, language: Language) -> bool {
        self.iter().any(|own| own == language)
    }

    /// Whether there is only one: nothing is translated, and nothing compared between languages.
    pub fn is_one(self) -> bool {
        self.second.is_none()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

/// Something that exists in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text<T = String> {
    /// In Chinese.
    pub zh: T,
    /// In English.
    pub en: T,
}

impl<T> Text<T> {
    /// The one of a language.
    pub fn get(&self, language: Language) -> &T {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// The one of a language, to change.
    pub fn get_mut(&mut self, language: Language) -> &mut T {
        match language {
            Language::Zh => &mut self.zh,
            Language::En => &mut self.en,
        }
    }

    /// Makes both from the language.
    pub fn build(mut make: impl FnMut(Language) -> T) -> Self {
        Self { zh: make(Language::Zh), en: make(Language::En) }
    }
}

impl Text {
    /// The words with what they belong to in brackets.
    pub fn within(&self, what: &Self) -> Self {
        Self::build(|language| bracketed(language, self.get(language), what.get(language)))
    }
}

/// Words with others in brackets behind them.
pub(super) fn bracketed(language: Language, words: &str, inside: &str) -> String {
    match language {
        Language::Zh => format!("{words}（{inside}）"),
        Language::En => format!("{words} ({inside})"),
    }
}
