//! What was changed in the data by a command, when, and why (`data/revisions/`): one file an operation.
//!
//! A revision is for those who keep the book. Who made it is shown to nobody else; why a number changed stands in the
//! reviewers' table of changes.

use super::{Day, Text};
use crate::diagnostic::Spanned;

/// What an operation was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RevisionKind {
    /// Values set by hand.
    Set,
    /// Values taken from a workbook.
    Import,
    /// A thing of the book has another name.
    Rename,
}

impl RevisionKind {
    /// All of them, with the words of the data.
    pub const ALL: [(&'static str, Self); 3] = [("set", Self::Set), ("import", Self::Import), ("rename", Self::Rename)];

    /// The word of the data.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("set", |(word, _)| word)
    }
}

/// One thing that changed.
#[derive(Debug, Clone)]
pub struct Revised {
    /// The key of the number; of a rename what has the name (`key`, `figure`, `page`).
    pub key: Spanned<String>,
    /// What stood there as the data write it (`77.51`, `null`); none where nothing stood.
    pub from: Option<String>,
    /// What stands there since.
    pub to: String,
    /// The date that was written beside the value.
    pub date: Option<String>,
    /// Where the new value comes from, where that is not the whole operation's source.
    pub source: Option<Spanned<String>>,
    /// Why, where that is not the whole operation's reason.
    pub why: Option<Text>,
}

/// One operation.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The name of its file, without folder and ending: `2026-11-30-01`.
    pub name: String,
    /// The day.
    pub when: Day,
    /// What it was.
    pub kind: RevisionKind,
    /// The person. Internal: no output shows it.
    pub who: Option<String>,
    /// Where the new values come from.
    pub source: Option<Spanned<String>>,
    /// Why.
    pub why: Option<Text>,
    /// What changed.
    pub changes: Vec<Revised>,
}

impl Revision {
    /// Why one of its changes was made; none if nobody has said it.
    pub fn reason<'a>(&'a self, change: &'a Revised) -> Option<&'a Text> {
        change.why.as_ref().or(self.why.as_ref())
    }

    /// What orders revisions: the day, then the number in the name (`-99` before `-100`).
    pub fn order(&self) -> (Day, usize, &str) {
        (self.when, self.name.len(), &self.name)
    }
}
