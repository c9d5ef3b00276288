//! Text fields: `{zh: …, en: …}`, both needed, with ties like the chapters'.

use super::Reader;
use crate::diagnostic::{Diagnostic, Message, rule};
use crate::load::markdown;
use crate::load::yaml::{Field, Kind, NodeId, Style};
use crate::model::{LANGUAGES, Language, ProseText, Text};
use schemars::JsonSchema;
use serde::Deserialize;

/// A text in both languages; numbers in it are tied as in the chapters: `[43.55%](=land.grassland.share)`.
/// 两种语言的文字；其中的数和正文一样系连。有系连的要加引号或用 `|` 写。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["zh", "en"]))]
pub(super) struct TextShape {
    /// In Chinese. 中文。
    #[serde(default)]
    #[schemars(with = "super::schema::Words")]
    zh: Field,
    /// In English. 英文。
    #[serde(default)]
    #[schemars(with = "super::schema::Words")]
    en: Field,
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
        if !matches!(self.tree.node(node).kind, Kind::Map(_)) {
            self.fault(self.tree.span(node), Message::new("yaml-text-both-expected"));
            return None;
        }
        let shape: TextShape = self.typed(node)?;
        let mut parts = LANGUAGES.map(|language| {
            let part = if language == Language::Zh { shape.zh } else { shape.en };
            self.prose(part, node, language)
        });
        let [zh, en] = &mut parts;
        Some(Text { zh: zh.take()?, en: en.take()? })
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
