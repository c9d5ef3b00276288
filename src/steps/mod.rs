//! What can be done with a book, each thing from its first room to its last. Only here, and in the façade `lib.rs`, is the
//! order of the rooms known; the rooms do not know these files. A new command's work is one function here and one line
//! of `lib.rs`.

mod adopt;
mod check;
mod publish;
mod receive;
mod record;
mod rename;
mod set;
mod workbook;

pub use adopt::{Adopted, adopt_bytes, adopt_document};
pub use check::{Foreseen, Synced, check_book, impact_book, propose_ties, sync_book, unique_ties};
pub use publish::{Build, build_book, publish_book, release_tables};
pub use receive::{audit_document, audit_paper, review_copies};
pub use record::{Editions, confirm_translations, cut_edition, edition_changes, editions, whole_edition};
pub use rename::{RenamedBook, rename_book};
pub use set::{FileChange, SetBook, set_book, write_files};
pub use workbook::{FillIn, ImportRequest, ImportedBook, fill_in_workbook, import_book};

use crate::diagnostic::{Failure, Stop};
use crate::{load, write};
use std::path::Path;

/// Writes the JSON Schemas of the data files into a folder, perhaps one of a book; gives their number.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_schemas(folder: &Path, book: Option<&Path>) -> Result<usize, Failure> {
    let schemas = load::schemas();
    write::plain_files(folder, &schemas, book)?;
    Ok(schemas.len())
}
