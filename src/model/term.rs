//! The bilingual term base.

use crate::diagnostic::Spanned;

/// One entry of `data/terms.yaml`.
#[derive(Debug, Clone)]
pub struct Term {
    /// The Chinese term.
    pub zh: Spanned<String>,
    /// Its English; brackets hold a variant or an addition: `hectare (ha)`.
    pub en: Spanned<String>,
    /// Other English that is right as well.
    pub also: Vec<Spanned<String>>,
    /// What it is never called, in either language.
    pub never: Vec<Spanned<String>>,
    /// Where the term comes from, a variant, a caution; empty if there is none.
    pub note: String,
}
