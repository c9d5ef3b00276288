//! Sentences, as readers meet them: the words of pages and text fields, the two languages side by side, and what stands
//! around a tie. A kernel room above `locale`: it reads a [`crate::model::Project`] and tells; it judges nothing, and
//! writes and draws nothing.
//!
//! - [`passage`](Passage): a run of words that knows where its bytes stand
//! - [`fields`]: all text fields of the data
//! - [`pairing`]: the blocks of both languages side by side
//! - [`tied`]: what the literal of a tie should say

mod edge;
pub mod fields;
pub mod pairing;
mod passage;
pub mod tied;

pub use edge::{edge, neighbour};
pub use passage::{Home, Passage, Surroundings, passages, published_fields, surroundings};
