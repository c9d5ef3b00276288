//! `data/terms.yaml`: the bilingual term base. Nothing uses it yet; it is read so that its form stays sound.

use super::{Ids, Reader};
use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TermShape {
    zh: Spanned<String>,
    #[serde(rename = "en")]
    _en: Spanned<String>,
    #[serde(rename = "note")]
    _note: Option<Spanned<String>>,
}

/// Looks at the terms: each a Chinese word, once, with its English.
pub(in crate::load) fn terms(reader: &mut Reader<'_>) {
    let mut ids = Ids::default();
    for entry in reader.entries("terms") {
        if let Some(TermShape { zh, .. }) = reader.typed(entry) {
            ids.declare(&zh, reader);
        }
    }
}
