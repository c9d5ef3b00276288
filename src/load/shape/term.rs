//! `data/terms.yaml`: the bilingual term base.

use super::{Ids, Reader};
use crate::diagnostic::Spanned;
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
            ids.declare(&zh, reader);
            let note = note.map(|note| note.value).unwrap_or_default();
            terms.push(Term { zh, en, also: also.unwrap_or_default(), never: never.unwrap_or_default(), note });
        }
    }
    terms
}
