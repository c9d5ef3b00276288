//! Sentences, as readers meet them: the words of pages and text fields, the two languages side by side, and what stands
//! around a tie. A kernel room above `locale`: it reads a [`crate::model::Project`] and tells; it judges nothing, and
//! writes and draws nothing.
//!
//! - [`Passages`]: all runs of words of a book; a [`Passage`] knows where its bytes stand
//! - [`english`]: English words as a comparison of terms sees them
//! - [`fields`]: all text fields of the data
//! - [`pairing`]: the blocks of both languages side by side
//! - [`mod@plan_years`]: the years that a text gives to the plan itself
//! - [`setting`]: what stands around a tie: what its clause, its sentence and the heading above it name
//! - [`tied`]: what the literal of a tie should say

mod edge;
mod edit;
pub mod english;
pub mod fields;
pub mod pairing;
mod passage;
mod passages;
mod plan_years;
pub mod setting;
pub mod tied;

pub use edge::{edge, neighbour};
pub use edit::{edited, moved};
pub use passage::{Home, Passage, Reading, Surroundings};
pub use passages::Passages;
pub use plan_years::{NamedYears, PlanYears, plan_years};
