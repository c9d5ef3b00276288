//! What those who were asked said of a draft (`data/opinions.yaml`), and what became of it: the table
//! 意见采纳情况表 is made of it. It knows nothing of how a change is recognised.

use super::keyed::entry;
use super::{Day, ParagraphNumber, ProseText, Text};
use crate::diagnostic::Spanned;

/// Who was asked for an opinion.
#[derive(Debug, Clone)]
pub struct Office {
    /// Its id; may hold hyphens.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Text<ProseText>,
    /// The day of its reply; none: it has not answered.
    pub replied: Option<Day>,
}

entry!(Office);

/// What became of an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The book was changed as asked.
    Taken,
    /// A part of it was.
    InPart,
    /// Nothing was.
    NotTaken,
}

impl Answer {
    /// All of them, with the words of the data.
    pub const ALL: [(&'static str, Self); 3] =
        [("taken", Self::Taken), ("in_part", Self::InPart), ("not_taken", Self::NotTaken)];

    /// Message id of its words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Taken => "opinion.taken",
            Self::InPart => "opinion.in_part",
            Self::NotTaken => "opinion.not_taken",
        }
    }
}

/// A place that an opinion has changed, as the book is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpinionEdit {
    /// A paragraph.
    Paragraph(ParagraphNumber),
    /// A number, or all of a fact.
    Key(String),
}

/// One opinion.
#[derive(Debug, Clone)]
pub struct Opinion {
    /// Its id; may hold hyphens.
    pub id: Spanned<String>,
    /// The id of the office that gave it; none: somebody of the public.
    pub office: Option<Spanned<String>>,
    /// The person. Not for the public.
    pub who: Option<String>,
    /// The edition that it speaks of.
    pub edition: Option<Spanned<String>>,
    /// The paragraph that it speaks of, as that edition numbers it; none: the whole.
    pub paragraph: Option<ParagraphNumber>,
    /// What it says.
    pub what: Text<ProseText>,
    /// What became of it; none: nobody has decided.
    pub answer: Option<Spanned<Answer>>,
    /// Why.
    pub why: Option<Text<ProseText>>,
    /// Where the book has changed for it.
    pub edits: Vec<Spanned<OpinionEdit>>,
    /// Words of the edition that were taken out for it.
    pub removed: Option<Spanned<String>>,
}

entry!(Opinion);
