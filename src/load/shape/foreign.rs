//! `foreign:` of `data/plan.yaml`: names and scope words that do not belong to the county of the plan.

use super::Reader;
use crate::diagnostic::{Message, Span, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Foreign, Language, Text};
use schemars::JsonSchema;
use serde::Deserialize;

/// Names and scope words that do not belong to this county. 不属于本县的地名和范围用语。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["reason"]))]
pub(super) struct ForeignShape {
    /// The words in Chinese. 中文的词。
    #[serde(default)]
    #[schemars(with = "Option<Vec<super::schema::Words>>")]
    zh: Option<Vec<Spanned<String>>>,
    /// The words in English. 英文的词。
    #[serde(default)]
    #[schemars(with = "Option<Vec<super::schema::Words>>")]
    en: Option<Vec<Spanned<String>>>,
    /// Longer names in which the words are right. 含有这些词而用得正确的较长名称。
    #[serde(default)]
    names: Option<NamesShape>,
    /// Why the words do not belong here. 为何不属于本县。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    reason: Field,
    /// Places where the words are right: `01-status/01-natural.md#location`. 用得正确的地方：页#标题标识。
    #[serde(default)]
    allowed: Option<Vec<Spanned<String>>>,
}

/// Longer names in which a word is right. 含有某词而用得正确的较长名称。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NamesShape {
    /// In Chinese. 中文。
    #[serde(default)]
    #[schemars(with = "Option<Vec<super::schema::Words>>")]
    zh: Option<Vec<Spanned<String>>>,
    /// In English. 英文。
    #[serde(default)]
    #[schemars(with = "Option<Vec<super::schema::Words>>")]
    en: Option<Vec<Spanned<String>>>,
}

/// One entry. Words are needed in all languages of the book: what stands in one stands in the other.
pub(super) fn foreign(reader: &mut Reader<'_>, node: NodeId) -> Option<Foreign> {
    let shape: ForeignShape = reader.typed(node)?;
    for (language, given) in [(Language::Zh, &shape.zh), (Language::En, &shape.en)] {
        if reader.languages.has(language) && given.as_ref().is_none_or(Vec::is_empty) {
            let head: Span = reader.tree.head(node);
            reader.fault(head, Message::new("yaml-missing-key").with("key", language.tag()));
        }
    }
    let words = Text { zh: filled(reader, shape.zh), en: filled(reader, shape.en) };
    let (zh, en) = shape.names.map_or((None, None), |names| (names.zh, names.en));
    let names = Text { zh: filled(reader, zh), en: filled(reader, en) };
    let allowed = shape.allowed.unwrap_or_default();
    let reason = reader.text(shape.reason, node, "reason")?;
    Some(Foreign { words, names, reason, allowed })
}

/// The words of a list; an empty one would stand everywhere.
fn filled(reader: &mut Reader<'_>, words: Option<Vec<Spanned<String>>>) -> Vec<String> {
    let mut filled = Vec::new();
    for word in words.unwrap_or_default() {
        match word.value.trim() {
            "" => reader.fault(word.span, Message::new("foreign-word-empty")),
            text => filled.push(text.to_owned()),
        }
    }
    filled
}
