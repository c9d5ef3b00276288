//! What is wrong with the author's files, where, and what to do about it.
//!
//! A [`Diagnostic`] is collected, not thrown: one run reports all it can. It holds a rule, a message *id* with
//! arguments (never a finished sentence, so that both languages can be printed), a place and hints. Of chapters and
//! indicators this room knows no more than the rules' names in [`rule`]; the texts come from whatever implements
//! [`Phrases`].

mod failure;
mod fault;
mod human;
mod json;
pub mod limits;
mod message;
pub mod rule;
mod sarif;
mod short;
mod source_map;
mod span;
mod suggestion;
mod visible;

pub use failure::{Failure, Stop};
pub use fault::{Diagnostic, Diagnostics, Severity};
pub use human::print as print_human;
pub use json::print as print_json;
pub use message::{Arg, Message, Phrases};
pub use rule::{Cause, RuleId, Sought};
pub use sarif::{RuleText, print as print_sarif};
pub use short::print as print_short;
pub use source_map::{Position, Source, SourceMap};
pub use span::{SourceId, Span, Spanned};
pub use suggestion::{did_you_mean, nearest};
pub use visible::{visible, visible_json};
