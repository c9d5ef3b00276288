//! Publishing: an [`OutputTree`](crate::model::OutputTree) becomes the folder `site/`, in one step or not at all.
//!
//! All files are written and synced into `.site.next` beside `site` (the same file system), then the two folders change
//! places and the old one is removed. On Linux the exchange is one system call: a reader sees the old site or the new
//! one, never a mixture. Elsewhere it takes two renames, so that for a moment there is no site; if the run dies in that
//! moment, the next one puts the old site back. Nothing more is promised there.
//!
//! Only what the former `manifest.json` lists is ours and may go; every other file is kept through the exchange. This
//! room does not know what a page is, and touches nothing but the output folder and its neighbours `.next`, `.old` and
//! `.lock`; and the files of the book that commands rewrite ([`apply`], [`replace_file`]).

mod exchange;
mod folder;
mod lock;
mod manifest;
mod plain;
mod replace;
mod revision;
mod staging;

pub use folder::{Folder, Published};
pub use manifest::{Manifest, Stamp, fingerprint};
pub use plain::plain_files;
pub use replace::replace_file;
pub use revision::apply;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// `site` and `.next` make `.site.next`: a hidden name, so that nobody's own copy of a site (`site.old`) is taken for
/// a leftover.
fn beside(folder: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(suffix);
    folder.with_file_name(name)
}
