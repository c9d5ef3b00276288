//! What revise hands over to write: other text at a place of a source file.

use crate::diagnostic::Span;

/// A replacement. Nothing outside its span changes by one byte.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty where text is put in.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}
