//! What commands write into the book: from a [`crate::model::Report`] to the new text of a file.
//!
//! Reads and writes nothing itself: the former text of a file is handed in, `write` puts the new one in its place.

pub mod edition;
pub mod translated;
