//! `data/translations.yaml`: which source blocks had their translation confirmed. Written by `tallybook translated`.

use super::{DataFile, Reader};
use crate::diagnostic::Spanned;
use crate::model::Confirmation;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfirmationShape {
    page: Spanned<String>,
    heading: Option<Spanned<String>>,
    blocks: Vec<Spanned<String>>,
}

/// The file.
pub(super) const FILE: DataFile =
    DataFile { name: "translations", lists: &[], read: |reader, book| book.confirmations = Some(translations(reader)) };

/// The entries of the file. A page or heading that is gone is no fault: the next run of the command drops it.
fn translations(reader: &mut Reader<'_>) -> Vec<Confirmation> {
    let entries = reader.entries("translations");
    let confirmation = |shape: ConfirmationShape| Confirmation {
        page: shape.page,
        heading: shape.heading.map(|heading| heading.value).unwrap_or_default(),
        blocks: shape.blocks,
    };
    entries.into_iter().filter_map(|entry| reader.typed(entry).map(confirmation)).collect()
}
