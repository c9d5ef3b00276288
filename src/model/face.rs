//! The faces that a book is set in.

use crate::diagnostic::Span;

/// What a face serves for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Text: Song.
    Serif,
    /// Headings, tables, charts: Hei.
    Sans,
}

impl Role {
    /// The name of the family that the faces of this role make up, on the site and in print. It is the tool's own: a
    /// reader's installed font of the same make is never mixed up with what the book brings along.
    pub fn family(self) -> &'static str {
        match self {
            Self::Serif => "Tallybook Serif",
            Self::Sans => "Tallybook Sans",
        }
    }
}

/// One face: a font file, and what is known of it without reading it whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Path below `templates/`.
    pub path: String,
    /// What it serves for.
    pub role: Role,
    /// Whether it is the bold one of its role. A role without a bold face shows bold words in the other.
    pub bold: bool,
    /// Its table `cmap`: which characters it has.
    pub character_map: Vec<u8>,
    /// What it calls its family; empty while only its characters are known, and where it has no name in plain letters.
    pub family: String,
    /// What it says of its licence, as its maker wrote it; empty while only its characters are known.
    pub licence: String,
    /// Where `plan.yaml` names it; `None` for the faces that every book has.
    pub named: Option<Span>,
}

impl Face {
    /// What its file is called wherever the tool makes one: `serif-bold`.
    pub fn stem(&self) -> &'static str {
        match (self.role, self.bold) {
            (Role::Serif, false) => "serif-regular",
            (Role::Serif, true) => "serif-bold",
            (Role::Sans, false) => "sans-regular",
            (Role::Sans, true) => "sans-bold",
        }
    }
}
