//! What the audit says of a document: two places that do not agree, how sure that is, and what would explain it.

use crate::diagnostic::Message;
use rust_decimal::Decimal;
use std::ops::Range;

/// How sure a finding is. Of a hundred that are sure at least ninety-five are true, of a hundred likely ones eighty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The numbers themselves contradict each other.
    Sure,
    /// They do if they mean what they seem to mean.
    Likely,
    /// Worth a look; not shown unless asked for.
    Look,
}

impl Certainty {
    /// The message that names it.
    pub fn message(self) -> &'static str {
        match self {
            Self::Sure => "audit.sure",
            Self::Likely => "audit.likely",
            Self::Look => "audit.look",
        }
    }

    /// Its word in files for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Look => "look",
        }
    }
}

/// A part of a line of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Index into the document's lines.
    pub line: usize,
    /// Bytes of its words.
    pub range: Range<usize>,
}

/// Places that do not agree.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The relation that they break, by its name.
    pub relation: &'static str,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where.
    pub spot: Spot,
    /// What, with the arithmetic.
    pub message: Message,
    /// The other places.
    pub others: Vec<Spot>,
    /// What would explain it.
    pub explanation: Option<Message>,
    /// How far apart the sides are, as a part of the larger: the gravest come first.
    pub weight: Decimal,
}
