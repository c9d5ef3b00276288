//! What is wrong with the author's files, where, and what to do about it.
//!
//! A [`Diagnostic`] is collected, not thrown: one run reports all it can. It holds a rule, a message *id* with
//! arguments (never a finished sentence, so that both languages can be printed), a place and hints. This room knows
//! nothing of chapters or indicators; the texts come from whatever implements [`Phrases`].

mod failure;
mod fault;
mod human;
mod json;
pub mod limits;
mod message;
mod sarif;
mod short;
mod source_map;
mod span;
mod suggestion;
mod visible;

pub use failure::Failure;
pub use fault::{Diagnostic, Diagnostics, Severity};
pub use human::print as print_human;
pub use json::print as print_json;
pub use message::{Arg, Message, Phrases};
pub use sarif::{RuleText, print as print_sarif};
pub use short::print as print_short;
pub use source_map::{Position, Source, SourceMap};
pub use span::{SourceId, Span, Spanned};
pub use suggestion::nearest;
pub use visible::{visible, visible_json};
