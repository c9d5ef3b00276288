//! `data/terms.yaml`: the bilingual term base.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::model::Term;
use schemars::JsonSchema;
use serde::Deserialize;

/// A term and its one translation. 术语及其统一译法。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TermShape {
    /// The Chinese term; stands once in this file. 中文术语，在本文件中不重复。
    #[schemars(with = "super::schema::Words")]
    zh: Spanned<String>,
    /// Its English; brackets hold a variant or an addition: `hectare (ha)`. 英文译法；括号内是可省的部分或另一写法。
    #[schemars(with = "super::schema::Words")]
    en: Spanned<String>,
    /// Other English that is right as well. 同样正确的其他译法。
    #[schemars(with = "Option<Vec<super::schema::Words>>")]
    also: Option<Vec<Spanned<String>>>,
    /// Words, in either language, that must not be used for it. 禁用的词，中英文均可。
    #[schemars(with = "Option<Vec<super::schema::Words>>")]
    never: Option<Vec<Spanned<String>>>,
    /// Where the term comes from, or a caution; not published. 出处或提醒，不公布。
    note: Option<Spanned<String>>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "terms",
    lists: &[("terms", part::<TermShape>, "The bilingual term base. 双语术语表。")],
    read: |reader, book| book.terms = terms(reader),
};

/// The terms of the file: each a Chinese word, once, with its English.
fn terms(reader: &mut Reader<'_>) -> Vec<Term> {
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
