//! Parts of a line: words, numbers, claims, links, marks.

use crate::model::{NoteMark, PageId};
use serde::Serialize;

/// A place of the book that words may lead to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Target {
    /// A heading by its id.
    Section(String),
    /// A page from its top.
    Page(PageId),
    /// A figure by its id.
    Figure(String),
    /// A table of the register by its id.
    Table(String),
    /// A finding by its id.
    Finding(String),
    /// The entry of a number, or of all numbers of a fact, by key.
    Number(String),
    /// The entry of a claim by `ClaimEntry::anchor`.
    Claim(String),
    /// The ledger as a whole.
    Ledger,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Run {
    /// Words as they are read: quotation marks curled, numbers held to their units, no break of the source left.
    Words(String),
    /// Emphasis.
    Emphasis(Vec<Run>),
    /// Strong emphasis.
    Strong(Vec<Run>),
    /// Code, as typed.
    Code(String),
    /// A number of the data.
    Number(Number),
    /// Words that rest on numbers.
    Claim(ClaimWords),
    /// The mark of a finding, by its id.
    Mark(String),
    /// Words where a number would stand.
    Absent(String),
    /// What stands on one line: both ends of a range, two years.
    Joined(Vec<Run>),
    /// Words that lead out of the book.
    Outside {
        /// Where to.
        url: String,
        /// The words.
        runs: Vec<Run>,
    },
    /// The author's words that lead to a place of the book.
    Link {
        /// Where to.
        to: Target,
        /// The words.
        runs: Vec<Run>,
    },
    /// A reference whose words the tool makes: 图1-12, Table 2-1, 第一章第二节.
    Reference {
        /// Where to.
        to: Target,
        /// The words.
        words: String,
    },
    /// A picture in the line.
    Picture {
        /// Path below `content/` of a file that is there; `None`: only its words are shown.
        path: Option<String>,
        /// Its words.
        alt: String,
    },
    /// The mark of a footnote.
    Footnote(NoteMark),
    /// A forced line break.
    Break,
}

/// A number of the data as it stands in a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Number {
    /// Its words: the author's own in prose, else those of its `Entry`.
    pub text: String,
    /// Its key, or the formula.
    pub key: String,
    /// Its entry of the ledger.
    pub to: Target,
    /// The plain decimal and its unit as the data write it, where there is one.
    pub value: Option<(String, String)>,
}

/// Words that rest on numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimWords {
    /// The words.
    pub text: String,
    /// Its entry of the ledger.
    pub to: Target,
    /// What is claimed, and whether it holds, in a sentence.
    pub about: String,
}

impl Run {
    /// First or last character of what a run shows; none where it shows nothing of its own.
    pub fn edge(&self, first: bool) -> Option<char> {
        let of = |words: &str| if first { words.chars().next() } else { words.chars().next_back() };
        match self {
            Self::Words(words) | Self::Code(words) | Self::Absent(words) | Self::Reference { words, .. } => of(words),
            Self::Number(Number { text, .. }) | Self::Claim(ClaimWords { text, .. }) => of(text),
            Self::Emphasis(inner)
            | Self::Strong(inner)
            | Self::Joined(inner)
            | Self::Outside { runs: inner, .. }
            | Self::Link { runs: inner, .. } => {
                if first {
                    inner.iter().find_map(|run| run.edge(first))
                } else {
                    inner.iter().rev().find_map(|run| run.edge(first))
                }
            }
            Self::Break => Some(' '),
            Self::Mark(_) | Self::Picture { .. } | Self::Footnote(_) => None,
        }
    }

    /// The words as a reader sees them, marks left out.
    pub fn plain(runs: &[Self]) -> String {
        let mut text = String::new();
        for run in runs {
            match run {
                Self::Words(words) | Self::Code(words) | Self::Absent(words) | Self::Reference { words, .. } => {
                    text.push_str(words);
                }
                Self::Number(Number { text: words, .. }) | Self::Claim(ClaimWords { text: words, .. }) => {
                    text.push_str(words);
                }
                Self::Emphasis(inner)
                | Self::Strong(inner)
                | Self::Joined(inner)
                | Self::Outside { runs: inner, .. }
                | Self::Link { runs: inner, .. } => text.push_str(&Self::plain(inner)),
                Self::Break => text.push(' '),
                Self::Mark(_) | Self::Picture { .. } | Self::Footnote(_) => {}
            }
        }
        text
    }

    /// Calls `see` for every run, parents before children.
    pub fn walk<'a>(runs: &'a [Self], see: &mut dyn FnMut(&'a Self)) {
        for run in runs {
            see(run);
            match run {
                Self::Emphasis(inner)
                | Self::Strong(inner)
                | Self::Joined(inner)
                | Self::Outside { runs: inner, .. }
                | Self::Link { runs: inner, .. } => Self::walk(inner, see),
                _ => {}
            }
        }
    }
}
