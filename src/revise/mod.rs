//! What changes in the text when the data change: from a [`crate::model::Report`] to [`crate::model::Edit`]s, which
//! `write` applies.
//!
//! Decides, and touches no file. Only a tie's literal is ever rewritten, in the form it has.

mod english;
mod form;
pub mod impact;
mod sync;

pub use sync::{Sync, sync};
