//! Files of word processors and spreadsheets (OOXML: .docx, .xlsx): a zip archive of XML parts. A kernel room: it knows no
//! book, reads no disk (bytes are handed in), follows no reference out of the file, and fails on no input but with a
//! [`crate::diagnostic::Failure`] that says what kind of file it is instead.
//!
//! What it offers:
//!
//! - [`Package::open`]: the archive, with limits ([`crate::diagnostic::limits`]); [`Package::text`], [`Package::bytes`]: a
//!   part; [`Package::related`]: the part that another names by the kind of their relation
//! - [`mod@tree`]: a part as a tree of elements (`roxmltree`); DTDs and entities are refused, size and depth are limited.
//!   [`named`], [`child`], [`children`], [`attribute`] look by local names, so that strict and transitional files are one
//! - [`word::Manuscript`]: a Word document as paragraphs, tables, notes and comments, with styles, outline levels, list
//!   levels, merged cells, bookmarks, content controls and tracked changes; what is not read is counted
//! - [`workbook::Workbook`]: a spreadsheet as sheets of cells, each with what it shows and holds
//! - [`Archive`], [`Markup`]: writing the same; the same parts give the same bytes. [`rewritten`]: somebody's file with a few
//!   parts in place of its own; [`word::remarked`]: with comments
//! - [`copy`]: what a Word copy of a book has in common when it is written and when it comes back; [`tracked`]: when its
//!   changes since an edition are found and when they are written

mod archive;
pub mod copy;
mod markup;
mod package;
pub mod tracked;
mod tree;
pub mod word;
pub mod workbook;

#[cfg(test)]
mod tests;

pub use archive::{Archive, rewritten};
pub use markup::Markup;
pub use package::Package;
pub use tree::{attribute, child, children, named, tree};
