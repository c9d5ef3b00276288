//! The atlas of a book as `data/atlas.yaml` has it: the numbers of its overview, and the register of the owner's map
//! sheets (附图), which are bound after the sheets made from the data.

use super::keyed::entry;
use super::{ProseText, Text};
use crate::diagnostic::{Span, Spanned};

/// How far a map sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetStatus {
    /// Not supplied yet.
    Wanted,
    /// There, but no authority has reviewed it.
    Unreviewed,
    /// Reviewed: it has an approval number (审图号).
    Reviewed,
}

impl SheetStatus {
    /// All of them, with the words of the data.
    pub const ALL: [(&'static str, Self); 3] =
        [("wanted", Self::Wanted), ("unreviewed", Self::Unreviewed), ("reviewed", Self::Reviewed)];
}

/// A number that the overview of the atlas leads with.
#[derive(Debug, Clone)]
pub struct KeyNumber {
    /// Its key.
    pub key: Spanned<String>,
    /// What it is called there; by default by its fact's name.
    pub label: Option<Text<ProseText>>,
}

/// A map sheet of the owner's.
#[derive(Debug, Clone)]
pub struct MapSheet {
    /// Its id; may hold hyphens.
    pub id: Spanned<String>,
    /// The figure of `figures.yaml` that has its title, its printed number and what it needs.
    pub figure: Option<Spanned<String>>,
    /// Its title, where no figure has it.
    pub title: Option<Text<ProseText>>,
    /// Path of its image below `content/`.
    pub file: Option<Spanned<String>>,
    /// Its approval number (审图号).
    pub approval: Option<String>,
    /// Not for the public.
    pub internal: bool,
    /// The whole entry.
    pub span: Span,
}

entry!(MapSheet);

impl MapSheet {
    /// How far it is.
    pub fn status(&self) -> SheetStatus {
        match (&self.file, &self.approval) {
            (None, _) => SheetStatus::Wanted,
            (Some(_), None) => SheetStatus::Unreviewed,
            (Some(_), Some(_)) => SheetStatus::Reviewed,
        }
    }
}
