//! Text fields, `{zh: …, en: …}` with all languages of the book, or plain words in its source language, with ties like the
//! chapters'.

use super::Reader;
use crate::diagnostic::{Diagnostic, Message, rule};
use crate::load::markdown;
use crate::load::yaml::{Field, Kind, NodeId, Style};
use crate::model::{Language, ProseText, Text};
use serde::Deserialize;

/// A text, by language.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct TextShape {
    /// In Chinese.
    #[serde(default)]
    zh: Field,
    /// In English.
    #[serde(default)]
    en: Field,
}

impl TextShape {
    /// The one of a language.
    fn get(&self, language: Language) -> Field {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}

impl Reader<'_> {
    /// A text that must be there; `entry` and `key` say where it is missing.
    pub(super) fn text(&mut self, field: Field, entry: NodeId, key: &'static str) -> Option<Text<ProseText>> {
        if field.given(self.tree).is_none() {
            self.fault(self.tree.head(entry), Message::new("yaml-missing-key").with("key", key));
        }
        self.optional_text(field)
    }

    /// A text that may be left out.
    pub(super) fn optional_text(&mut self, field: Field) -> Option<Text<ProseText>> {
        let node = field.given(self.tree)?;
        let shape = match self.tree.node(node).kind {
            Kind::Map(_) => self.typed(node)?,
            // Plain words are those of the source language.
            Kind::Scalar(_) => match self.languages.source() {
                Language::Zh => TextShape { zh: field, en: Field::default() },
                Language::En => TextShape { zh: Field::default(), en: field },
            },
            Kind::List(_) => {
                self.fault(self.tree.span(node), Message::new("yaml-text-expected"));
                return None;
            }
        };
        let mut parts = Text::build(|language| match self.languages.has(language) {
            true => Some(self.prose(shape.get(language), node, language)),
            false => None,
        });
        if self.languages.is_one() {
            let own = parts.get_mut(self.languages.source()).take().flatten()?;
            return Some(Text::build(|language| match self.languages.has(language) {
                true => own.clone(),
                false => own.named(),
            }));
        }
        Some(Text { zh: parts.zh.flatten()?, en: parts.en.flatten()? })
    }

    fn prose(&mut self, field: Field, text: NodeId, language: Language) -> Option<ProseText> {
        let given = field.given(self.tree);
        if let Some(node) = given
            && self.tree.scalar(node).is_none()
        {
            self.fault(self.tree.span(node), Message::new("yaml-text-expected"));
            return None;
        }
        let Some(mapped) =
            given.and_then(|node| self.tree.mapped(node)).filter(|mapped| !mapped.text.trim().is_empty())
        else {
            let place = given.map_or_else(|| self.tree.head(text), |node| self.tree.span(node));
            let message = Message::new("text-language-missing").with("language", language.tag());
            self.faults.report(Diagnostic::error(rule::TRANSLATION_MISSING, place, message));
            return None;
        };
        let span = mapped.span(0..mapped.text.len());
        if given.and_then(|node| self.tree.scalar(node)).is_some_and(|scalar| scalar.style == Style::Plain)
            && mapped.text.starts_with('“')
            && mapped.text.find('”') == Some(mapped.text.len() - '”'.len_utf8())
        {
            self.fault(span, Message::new("text-quotes-full-width"));
        }
        let inlines = markdown::field(&mapped, language, self.faults, self.ties);
        Some(ProseText { source: mapped.text, inlines, span })
    }
}
