//! Known disagreements of the printed plan. They are published beside the number, never repaired in silence.

use super::keyed::entry;
use super::{ProseText, Text};
use crate::diagnostic::{Message, Span, Spanned};

/// What a finding rests on.
#[derive(Debug, Clone)]
pub enum Check {
    /// A rule that would fail; the finding excuses it while both numbers stay what they are.
    Rule {
        /// Rule name.
        rule: Spanned<String>,
        /// Fact id or claim id.
        subject: Spanned<String>,
        /// What the plan states, in the subject's unit.
        stated: Option<Spanned<String>>,
        /// What the tool computes, rounded to the digits written.
        computed: Option<Spanned<String>>,
    },
    /// What no formula can state: quotation and place only.
    Editorial,
}

/// What kind of disagreement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// Sums, shares, differences that do not come out.
    Arithmetic,
    /// A unit or an order of magnitude.
    Unit,
    /// What a number counts, or of what it is a share.
    Scope,
    /// Years, days, periods.
    Date,
    /// Names and words.
    Wording,
    /// Numbering, contents, things promised and not there.
    Structure,
}

impl FindingKind {
    /// All of them, with the word of the data file.
    pub const ALL: [(&str, Self); 6] = [
        ("arithmetic", Self::Arithmetic),
        ("unit", Self::Unit),
        ("scope", Self::Scope),
        ("date", Self::Date),
        ("wording", Self::Wording),
        ("structure", Self::Structure),
    ];

    /// The words that readers see, the same everywhere.
    pub fn words(self) -> Message {
        Message::new(match self {
            Self::Arithmetic => "finding.kind.arithmetic",
            Self::Unit => "finding.kind.unit",
            Self::Scope => "finding.kind.scope",
            Self::Date => "finding.kind.date",
            Self::Wording => "finding.kind.wording",
            Self::Structure => "finding.kind.structure",
        })
    }
}

/// How much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingSeverity {
    /// Two statements that cannot both be true.
    Contradiction,
    /// What may be right, and may not.
    Doubt,
    /// Nothing wrong, but a reader who adds up will ask: an effect of rounding.
    Note,
}

impl FindingSeverity {
    /// All of them, with the word of the data file.
    pub const ALL: [(&str, Self); 3] =
        [("contradiction", Self::Contradiction), ("doubt", Self::Doubt), ("note", Self::Note)];

    /// The word of the data file; a class of the page.
    pub fn keyword(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, one)| *one == self).map_or("", |(word, _)| word)
    }

    /// The words that readers see, the same everywhere.
    pub fn words(self) -> Message {
        Message::new(match self {
            Self::Contradiction => "finding.severity.contradiction",
            Self::Doubt => "finding.severity.doubt",
            Self::Note => "finding.severity.note",
        })
    }
}

/// How far it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingState {
    /// To be settled.
    Open,
    /// The compilers agree.
    Confirmed,
    /// Corrected in the official text.
    Fixed,
}

impl FindingState {
    /// All of them, with the word of the data file.
    pub const ALL: [(&str, Self); 3] = [("open", Self::Open), ("confirmed", Self::Confirmed), ("fixed", Self::Fixed)];

    /// The words that readers see, the same everywhere.
    pub fn words(self) -> Message {
        Message::new(match self {
            Self::Open => "finding.state.open",
            Self::Confirmed => "finding.state.confirmed",
            Self::Fixed => "finding.state.fixed",
        })
    }
}

/// One of the statements that disagree, named as what it is.
#[derive(Debug, Clone)]
pub struct Side {
    /// What it is: 两流域面积之和.
    pub name: Text<ProseText>,
    /// What it says; it may be tied, so that it cannot go stale.
    pub value: Text<ProseText>,
}

/// One entry of `data/findings.yaml`.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its id: `A06`.
    pub id: Spanned<String>,
    /// What it rests on.
    pub check: Check,
    /// What kind of disagreement it is, if the file says so.
    pub kind: Option<FindingKind>,
    /// How much it weighs.
    pub severity: FindingSeverity,
    /// How far it is settled.
    pub state: FindingState,
    /// The statements that disagree; empty where the two numbers of the check say enough.
    pub sides: Vec<Side>,
    /// Page path below `content/<lang>/`, if it has a place in the text.
    pub page: Option<Spanned<String>>,
    /// Heading id on that page.
    pub section: Option<Spanned<String>>,
    /// The printed words.
    pub quote: Option<Text<ProseText>>,
    /// What is wrong, for readers.
    pub note: Text<ProseText>,
    /// The whole entry.
    pub span: Span,
}

entry!(Finding);

impl Finding {
    /// Adds to the number of every tie in its texts; see [`super::Block::shift_ties`].
    pub fn shift_ties(&mut self, by: usize) {
        let sides = self.sides.iter_mut().flat_map(|side| [&mut side.name, &mut side.value]);
        for text in std::iter::once(&mut self.note).chain(self.quote.as_mut()).chain(sides) {
            super::Inline::shift_ties(&mut text.zh.inlines, by);
            super::Inline::shift_ties(&mut text.en.inlines, by);
        }
    }
}
