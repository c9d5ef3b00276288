//! What is told of copies that came back.

use crate::diagnostic::{Message, Span};
use crate::model::Edit;

/// Who said something, in which file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Voice {
    /// Index of the copy.
    pub copy: usize,
    /// The reviewer's name; empty where a change was made without being tracked.
    pub author: String,
    /// When, as the file says it.
    pub date: String,
}

/// Where in the book something was said.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its place in the order of the copy.
    pub order: usize,
    /// The number of its paragraph, with that of the cell: `3.2-07`, `3.2-07/r2c1`; empty for what has none.
    pub number: String,
    /// Where it is written, if it is text of a page.
    pub span: Option<Span>,
    /// The first words of the paragraph.
    pub words: String,
}

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A comment.
    Comment {
        /// The words that it is on.
        on: String,
        /// What it says.
        text: String,
        /// Whether it answers another.
        answers: bool,
        /// Whether it is settled.
        done: bool,
    },
    /// Words put in the place of others.
    Words {
        /// What stands in the book.
        before: String,
        /// What shall stand there.
        after: String,
    },
    /// A number of the data.
    Number {
        /// Its key, or the formula.
        key: String,
        /// How the book writes it.
        before: String,
        /// What was written in its place; empty if it is to go.
        after: String,
    },
    /// A new paragraph, after the place.
    Added(String),
    /// The paragraph is to go.
    Removed(String),
    /// The paragraph is to stand after another; its first words and its number.
    Moved {
        /// What it says.
        text: String,
        /// The paragraph that it shall follow; empty at the beginning.
        after: String,
    },
    /// The paragraph is to be one with the next.
    Joined,
}

/// Something that reviewers have said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where; `None` for a comment whose place is gone.
    pub place: Option<Place>,
    /// What.
    pub said: Said,
    /// Who: several who said the same.
    pub voices: Vec<Voice>,
    /// What `--apply` writes for it.
    pub edits: Vec<Edit>,
    /// Its place in the copy: what is put into one place stands there in this order.
    pub at: usize,
    /// Why nothing is written for it.
    pub by_hand: Option<Message>,
    /// Whether reviewers disagree.
    pub is_disputed: bool,
}

/// What is to be known of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyNote {
    /// Its path as given.
    pub path: String,
    /// That it is of another edition, or of another state of the book.
    pub notes: Vec<Message>,
}

/// Everything that came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// The copies, in the order given.
    pub copies: Vec<CopyNote>,
    /// In the order of the book; comments without a place come last.
    pub remarks: Vec<Remark>,
}

impl Review {
    /// What `--apply` writes, sorted by place, each once.
    pub fn edits(&self) -> Vec<Edit> {
        let own = |remark: &'_ Remark| {
            remark.edits.iter().map(|edit| (edit.span, remark.at, edit.text.clone())).collect::<Vec<_>>()
        };
        let mut all: Vec<_> = self.remarks.iter().flat_map(own).collect();
        all.sort();
        let mut edits: Vec<Edit> = Vec::new();
        for (span, _, text) in all {
            match edits.last_mut().filter(|last| last.span == span) {
                Some(last) if span.start == span.end => last.text += &text,
                Some(_) => {}
                None => edits.push(Edit { span, text }),
            }
        }
        edits
    }
}
