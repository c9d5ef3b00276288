//! The planning indicators of table 2-1. An indicator repeats no number: it names its fact.

use super::keyed::entry;
use super::{ProseText, Text};
use crate::diagnostic::{Message, Span, Spanned};

/// How an indicator binds (约束性 / 预期性).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attribute {
    /// 约束性.
    Binding,
    /// 预期性.
    Anticipatory,
}

impl Attribute {
    /// The words that readers see, the same everywhere.
    pub fn words(self) -> Message {
        Message::new(match self {
            Self::Binding => "ui.indicator.binding",
            Self::Anticipatory => "ui.indicator.anticipatory",
        })
    }
}

/// Where the indicator should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// What the values by year count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counts {
    /// The state reached in the year (a coverage, a stock).
    #[default]
    Level,
    /// What has been done since the plan began; the base year's value is then history, not a start.
    Cumulative,
}

/// One row of the indicator table.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its id; may hold hyphens.
    pub id: Spanned<String>,
    /// Row number.
    pub number: u32,
    /// Member of the dimension `indicator_class`.
    pub class: Spanned<String>,
    /// `None`: the plan leaves the cell empty.
    pub attribute: Option<Attribute>,
    /// Direction, if one is meant.
    pub direction: Option<Direction>,
    /// What its values count.
    pub counts: Counts,
    /// The fact by year that holds its values and targets.
    pub fact: Spanned<String>,
    /// Name, where it differs from the fact's.
    pub name: Option<Text<ProseText>>,
    /// A note for readers.
    pub note: Option<Text<ProseText>>,
    /// The whole entry.
    pub span: Span,
}

entry!(Indicator);
