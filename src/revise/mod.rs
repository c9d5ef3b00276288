//! From a bound book to edits: which stretch of which file becomes what. Reads no files and writes none; nothing
//! outside an edit's place changes by one byte.

mod edit;
mod tie;

pub use edit::{Edit, Rewritten, rewrite};
pub use tie::{Candidate, Proposal, TieRequest, edits, proposals};
