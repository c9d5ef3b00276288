//! Publishing: what comes through an [`Outlet`](crate::model::Outlet) becomes the folder `site/`, in one step or not at all; and
//! the files of the book that commands rewrite ([`Book`]).
//!
//! All files are written and synced into `.site.next` beside `site` (the same file system) as they are finished, then the two folders change
//! places and the old one is removed, its manifest last. On Linux the exchange is one system call: a reader sees the old
//! site or the new one, never a mixture. Elsewhere it takes two renames, so that for a moment there is no site; if the
//! run dies in that moment, the next one puts the old site back. Nothing more is promised there. A mount point cannot be
//! renamed: it is filled file by file ([`install`]), and a run that dies over it is carried on.
//!
//! Only what the former `manifest.json` lists is ours and may go; every other file is kept through the exchange. This
//! room does not know what a page is, and touches nothing but the output folder and its neighbours `.next`, `.old` and
//! `.lock`; and of the book what it is told to, and `.tallybook`. What a dead run leaves there goes with the next run of
//! any command ([`tidy`]).

mod begin;
mod book;
mod exchange;
mod folder;
mod history;
mod inputs;
mod install;
mod journal;
mod lock;
mod manifest;
mod place;
mod plain;
mod removal;
mod staging;

pub use begin::new_book;
pub use book::{Book, Change, Removal, tidy};
pub use folder::{Folder, Published};
pub use history::{Undoable, undoable};
pub use inputs::Inputs;
pub use manifest::{Manifest, Stamp};
pub use place::{real_path, same_folder};
pub use plain::{plain_file, plain_files};
pub use staging::Staging;
