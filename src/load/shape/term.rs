//! `data/terms.yaml`: the bilingual term base.

use super::{Ids, Reader};
use crate::diagnostic::{Message, Spanned};
use crate::model::Term;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TermShape {
    zh: Spanned<String>,
    en: Spanned<String>,
    also: Option<Vec<Spanned<String>>>,
    never: Option<Vec<Spanned<String>>>,
    note: Option<Spanned<String>>,
}

/// The terms of the file: each a Chinese word, once, with its English.
pub(in crate::load) fn terms(reader: &mut Reader<'_>) -> Vec<Term> {
    let mut ids = Ids::default();
    let mut terms = Vec::new();
    for entry in reader.entries("terms") {
        if let Some(TermShape { zh, en, also, never, note }) = reader.typed(entry) {
            let (zh, en) = (filled(reader, vec![zh]).pop(), filled(reader, vec![en]).pop());
            let also = filled(reader, also.unwrap_or_default());
            let never = filled(reader, never.unwrap_or_default());
            let note = note.map(|note| note.value).unwrap_or_default();
            if let Some((zh, en)) = zh.zip(en) {
                ids.declare(&zh, reader);
                terms.push(Term { zh, en, also, never, note });
            }
        }
    }
    terms
}

/// The words that are some; an empty one would stand everywhere in the book.
fn filled(reader: &mut Reader<'_>, words: Vec<Spanned<String>>) -> Vec<Spanned<String>> {
    let (filled, empty): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| !word.value.trim().is_empty());
    empty.iter().for_each(|word| reader.fault(word.span, Message::new("term-word-empty")));
    filled
}
