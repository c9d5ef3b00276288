//! Known disagreements of the printed plan. They are published beside the number, never repaired in silence.

use super::{ProseText, Text};
use crate::diagnostic::{Span, Spanned};

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

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// An error of the plan.
    Error,
    /// An effect of rounding.
    Rounding,
    /// Could be read either way.
    Ambiguous,
}

/// One entry of `data/findings.yaml`.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its id: `A06`.
    pub id: Spanned<String>,
    /// What it rests on.
    pub check: Check,
    /// How bad it is.
    pub verdict: Verdict,
    /// `open`, `confirmed` or `fixed`.
    pub state: Spanned<String>,
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
