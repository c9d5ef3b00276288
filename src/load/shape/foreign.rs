//! `foreign:` of `data/plan.yaml`: names and scope words that do not belong to the county of the plan.

use super::Reader;
use crate::diagnostic::{Message, Span, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Foreign, Text};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ForeignShape {
    #[serde(default)]
    zh: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    en: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    names: Option<NamesShape>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    reason: Field,
    #[serde(default)]
    allowed: Option<Vec<Spanned<String>>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NamesShape {
    #[serde(default)]
    zh: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    en: Option<Vec<Spanned<String>>>,
}

/// One entry. Words are needed in both languages: what stands in one stands in the other.
pub(super) fn foreign(reader: &mut Reader<'_>, node: NodeId) -> Option<Foreign> {
    let shape: ForeignShape = reader.typed(node)?;
    for (key, given) in [("zh", &shape.zh), ("en", &shape.en)] {
        if given.as_ref().is_none_or(Vec::is_empty) {
            let head: Span = reader.tree.head(node);
            reader.fault(head, Message::new("yaml-missing-key").with("key", key));
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
