//! What commands write into the book: from a [`crate::model::Report`] to [`crate::model::Edit`]s or to the new text of a
//! file, which `write` puts in place.
//!
//! Decides, and touches no file: the former text of a file is handed in. Of a chapter only a tie's literal is ever
//! rewritten, in the form it has, and the words that reviewers have changed in a Word copy.

pub mod begin;
pub mod comments;
pub mod edition;
mod english;
pub mod impact;
pub mod import;
pub mod opinions;
mod remarks;
pub mod rename;
pub mod revisions;
pub mod set;
mod sync;
mod tie;
pub mod translated;

pub use sync::{LeftAlone, Sync, sync};
pub use tie::{Candidate, Proposal, TieRequest, edits, proposals};
