//! From documents ([`crate::model::document`]) and drawings to files: the site through Tera, the PDFs through Typst,
//! the Word copy, the release tables, the fill-in workbook.
//!
//! Computes no number and words none (`compose` does), and touches no output folder (`write` does). The one
//! child process of the tool, typst, is started in `print`.

mod picture;
pub mod print;
pub mod site;
mod stripped;
pub mod tables;
pub mod word;
pub mod workbook;
