//! Editions: what the book said when it was issued, and what it says otherwise now.
//!
//! [`Edition`] is the record (`data/editions/NAME.json`), [`Changes`] the comparison of two records. The record is
//! made of the report alone, so that the same book gives the same bytes.

mod blocks;
mod changes;
mod copied;
mod fields;
mod file;
mod forms;
mod lined;
mod made;
mod meeting;
mod print;
mod reasons;
mod record;
mod recording;
mod review;
mod sentences;
mod texts;
mod tracked;
mod unread;
mod wording;
mod words;

pub use changes::{Change, Changes, Detail, FactChange, RecordChange};
pub use copied::{CopyRecord, LineRecord, PieceRecord};
pub use meeting::Move;
pub use print::{human, markdown};
pub use record::{Bilingual, BlockRecord, ClaimRecord, Edition, FactRecord, FigureRecord, IndicatorRecord};
pub use review::revision;
pub use sentences::{SentenceChange, TextChange};
pub use tracked::tracked;
pub use unread::Unread;

pub(super) use blocks::plain;
pub(super) use recording::facts;

use crate::diagnostic::{Failure, Message};
use crate::model::is_refused_by_windows;

/// The folder of editions, from the book's root.
pub const FOLDER: &str = "data/editions";

/// The file of an edition, from the book's root; `None` if the name cannot be one: letters, digits, `-`, `_` and `.`, and
/// nothing that Windows could not hold.
pub fn path(name: &str) -> Option<String> {
    let sound = name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.'));
    let held = sound && !is_refused_by_windows(name);
    held.then(|| format!("{FOLDER}/{name}.json"))
}

/// The same.
///
/// # Errors
/// When the name cannot be one.
pub fn path_of(name: &str) -> Result<String, Failure> {
    path(name).ok_or_else(|| Failure::new(Message::new("edition.name-unsound").with("name", name)))
}

/// The name of an edition by its file; `None` for other files of the folder.
pub fn name(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.trim_start_matches('/').strip_suffix(".json")
}
