//! Tallybook (合符) publishes plans and bulletins, in one language or two, only when their words and their numbers match.
//!
//! The rooms, in the order the data passes them:
//!
//! - [`load`]: files to a [`model::Project`], typed, nothing resolved
//! - [`bind`]: names to things, formulas to intervals, literals to facts: a [`model::Report`]
//! - [`check`]: the rules, one file each
//! - [`compose`]: what the book says, decided once a language and audience: a [`model::document::Document`]
//! - [`draw`]: charts to SVG
//! - [`render`]: the site (Tera), the PDFs (Typst) and the Word copy: a [`model::OutputTree`]
//! - [`revise`]: what commands write into the book itself: literals that follow the data, confirmed translations,
//!   editions
//! - [`write`](mod@write): staging, exchange, manifest
//!
//! Beside them, for documents that are no books: [`audit`]; [`adopt`] makes a book of one.
//!
//! Below them the kernel: [`diagnostic`], [`model`], [`locale`], [`prose`], [`office`]. Above them [`cli`]. Only this file
//! and the functions it gives out, in `steps/`, know the order:
//! [`check_book`] goes as far as the rules, [`sync_book`] and [`impact_book`] ask from there what a change of data
//! brings, [`build_book`] composes, draws and renders, [`publish_book`] writes. Nothing is drawn
//! while an error stands.

pub mod adopt;
pub mod audit;
pub mod bind;
pub mod check;
pub mod cli;
pub mod compose;
pub mod diagnostic;
pub mod draw;
pub mod load;
pub mod locale;
pub mod model;
pub mod office;
pub mod prose;
pub mod render;
pub mod revise;
mod steps;
pub mod write;

pub use audit::{Audit, Certainty, Told, output, relations as audit_relations, settled};
pub use bind::functions;
pub use check::rules;
pub use diagnostic::Stop;
pub use load::{Disk, Files, Memory, document, notices, reasons, schemas};
pub use model::{Only, Outcome, Review};
pub use render::print::{KEEPER, Typst, enter};
pub use render::tables::Workbook;
pub use render::word;
pub use revise::begin::{Kind, files as first_files};
pub use revise::impact::{Amount, Change};
pub use revise::rename::RenameRequest;
pub use revise::set::SetRequest;
pub use revise::{Candidate, Proposal, TieRequest, comments, edition, import, translated};
pub use steps::{
    Adopted, Build, Editions, FileChange, FillIn, Foreseen, ImportRequest, ImportedBook, RenamedBook, SetBook, Synced,
    adopt_bytes, adopt_document, audit_document, audit_paper, build_book, check_book, confirm_translations,
    cut_edition, edition_changes, editions, fill_in_workbook, impact_book, import_book, propose_ties, publish_book,
    release_tables, rename_book, review_copies, set_book, sync_book, unique_ties, whole_edition, write_files,
    write_schemas,
};
pub use write::{Book, Published, Undoable, new_book, plain_file, real_path, same_folder, tidy, undoable};
