//! The message catalogue: one YAML file a language, `id: "text with {places}"`, the same ids and places in both.
//!
//! Each run of the tool reads them, so they are YAML of one kind only, a message a line, its text a string of JSON: that
//! is read in a tenth of the time.

use crate::diagnostic::{Arg, Message, Phrases};
use crate::model::{Language, Text};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// Characters of one argument that a message shows.
const LONGEST_QUOTE: usize = 400;

const ZH: &str = include_str!("messages/zh.yaml");
const EN: &str = include_str!("messages/en.yaml");

/// All sentences of one language.
#[derive(Debug, Clone)]
pub struct Catalogue {
    language: Language,
    entries: &'static Entries,
    /// What a book says otherwise.
    own: Option<Arc<BTreeMap<String, String>>>,
}

/// Texts by id, both as they stand in the file where they can be.
type Entries = BTreeMap<&'static str, Cow<'static, str>>;

static ZH_ENTRIES: LazyLock<Entries> = LazyLock::new(|| entries(ZH));
static EN_ENTRIES: LazyLock<Entries> = LazyLock::new(|| entries(EN));

fn entries(text: &'static str) -> Entries {
    let entry = |line: &'static str| {
        let (id, text) = line.split_once(": ")?;
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let text = match inner.filter(|inner| !inner.contains('\\')) {
            Some(inner) => Cow::Borrowed(inner),
            None => Cow::Owned(serde_json::from_str(text).ok()?),
        };
        Some((id, text))
    };
    text.lines().filter_map(entry).collect()
}

impl Catalogue {
    /// The catalogue of a language.
    ///
    /// # Panics
    /// Never: the files are part of the program, and a test reads them.
    pub fn of(language: Language) -> Self {
        let entries = match language {
            Language::Zh => &ZH_ENTRIES,
            Language::En => &EN_ENTRIES,
        };
        Self { language, entries, own: None }
    }

    /// The same with words that a book says otherwise, by id.
    #[must_use]
    pub fn saying(self, wording: &BTreeMap<String, Text>) -> Self {
        if wording.is_empty() {
            return self;
        }
        let own = wording.iter().map(|(id, words)| (id.clone(), words.get(self.language).clone())).collect();
        Self { own: Some(Arc::new(own)), ..self }
    }

    /// A text, the book's own before the tool's.
    fn text(&self, id: &str) -> Option<&str> {
        let own = self.own.as_ref().and_then(|own| own.get(id)).map(String::as_str);
        own.or_else(|| self.entries.get(id).map(|text| &**text))
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A label without arguments, such as a button's text.
    pub fn label(&self, id: &str) -> &str {
        self.text(id).unwrap_or_default()
    }

    /// Ids that begin with `prefix`, with their texts.
    pub fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.entries.keys().filter_map(move |id| Some((id.strip_prefix(prefix)?, self.text(id)?)))
    }

    fn argument(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => shortened(text),
            Arg::Both { zh, en } => match self.language {
                Language::Zh => zh.clone(),
                Language::En => en.clone(),
            },
            Arg::Message(message) => self.phrase(message),
            Arg::List(list) => {
                let comma = match self.language {
                    Language::Zh => "、",
                    Language::En => ", ",
                };
                list.iter().map(|item| self.argument(item)).collect::<Vec<_>>().join(comma)
            }
        }
    }
}

/// The places of a text that arguments fill: `number` of `{number}`.
pub fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// What the author typed, as long as a reader can take it in: a slip may quote half a file.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

impl Phrases for Catalogue {
    fn phrase(&self, message: &Message) -> String {
        let Some(template) = self.text(message.id) else {
            return message.id.to_owned();
        };
        let mut text = String::new();
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            text.push_str(&rest[..open]);
            let Some(close) = rest[open..].find('}') else { break };
            let name = &rest[open + 1..open + close];
            match message.args.iter().find(|(known, _)| *known == name) {
                Some((_, arg)) => text.push_str(&self.argument(arg)),
                None => text.push_str(&rest[open..=open + close]),
            }
            rest = &rest[open + close + 1..];
        }
        text.push_str(rest);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_quotes_no_more_than_can_be_read() {
        let catalogue = Catalogue::of(Language::Zh);
        let long = catalogue.phrase(&Message::new("unknown-fact").with("name", "数".repeat(20_000)));
        assert!(long.chars().count() < LONGEST_QUOTE + 40 && long.contains("数…"), "{}", long.chars().count());
    }

    fn places(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> =
            text.split('{').skip(1).filter_map(|after| after.split_once('}').map(|(name, _)| name)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    #[test]
    fn a_catalogue_is_read_as_yaml_would_be() {
        for (text, entries) in [(ZH, &ZH_ENTRIES), (EN, &EN_ENTRIES)] {
            let read = entries.iter().map(|(id, text)| ((*id).to_owned(), text.to_string())).collect();
            assert_eq!(serde_yaml::from_str::<BTreeMap<String, String>>(text).unwrap(), read);
        }
    }

    #[test]
    fn both_catalogues_hold_the_same_ids_and_places() {
        let zh = Catalogue::of(Language::Zh);
        let en = Catalogue::of(Language::En);
        let ids = |catalogue: &Catalogue| catalogue.entries.keys().cloned().collect::<Vec<_>>();
        assert_eq!(ids(&zh), ids(&en));
        for (id, text) in zh.entries {
            assert_eq!(places(text), places(&en.entries[id]), "{id}");
        }
    }

    #[test]
    fn no_plural_stands_behind_a_count_that_may_be_one() {
        const COUNTS: [&str; 18] = [
            "blocks", "claims", "columns", "count", "errors", "facts", "figures", "files", "findings", "given",
            "items", "known", "literals", "numbers", "pages", "rows", "wanted", "warnings",
        ];
        for (id, text) in Catalogue::of(Language::En).entries {
            for (place, rest) in text.match_indices('{').filter_map(|(at, _)| text[at + 1..].split_once("} ")) {
                let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                let counted = word.ends_with('s') && COUNTS.contains(&place);
                // One argument has a sentence of its own.
                assert!(!counted || *id == "formula-arguments", "{id}: {text}");
            }
        }
    }

    #[test]
    fn places_are_filled_and_nested_messages_spoken() {
        let en = Catalogue::of(Language::En);
        let message = Message::new("unknown-key").with("key", "ordre");
        assert!(en.phrase(&message).contains("`ordre`"), "{}", en.phrase(&message));
    }
}
