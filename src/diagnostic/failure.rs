//! The tool could not do its work: a file could not be read or written, a program is missing. Exit status 2.
//! Faults of the author's files are [`super::Diagnostic`]s instead.

use super::{Arg, Message};
use std::io::ErrorKind;

/// Why the tool stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What it was doing and what came in between; the message's arguments name the path and the cause.
    pub message: Message,
    /// What to do.
    pub hints: Vec<Message>,
}

impl Failure {
    /// A failure with its message.
    pub fn new(message: Message) -> Self {
        Self { message, hints: Vec::new() }
    }

    /// A failure to read or write `path`.
    pub fn io(doing: &'static str, path: impl std::fmt::Display, cause: &std::io::Error) -> Self {
        Self::new(Message::new(doing).with("path", path.to_string()).with("cause", why(cause)))
    }

    /// Adds a remedy.
    #[must_use]
    pub fn hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }
}

/// Why nothing was published.
#[derive(Debug)]
pub enum Stop {
    /// The book has errors: they are in the outcome. Exit status 1.
    Rejected,
    /// The tool could not do its work. Exit status 2.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// The system's reason in the reader's language; a rare one in the system's own words.
fn why(cause: &std::io::Error) -> Arg {
    let id = match cause.kind() {
        ErrorKind::PermissionDenied => "io.denied",
        ErrorKind::NotFound => "io.missing",
        ErrorKind::ReadOnlyFilesystem => "io.read-only",
        ErrorKind::ResourceBusy => "io.busy",
        ErrorKind::StorageFull => "io.full",
        _ => return cause.to_string().into(),
    };
    Message::new(id).into()
}
