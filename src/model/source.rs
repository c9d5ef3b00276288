//! Where numbers come from.

use super::keyed::entry;
use super::{Date, ProseText, Text};
use crate::diagnostic::Spanned;

/// One entry of `data/sources.yaml`.
#[derive(Debug, Clone)]
pub struct DataSource {
    /// Its id; may hold hyphens.
    pub id: Spanned<String>,
    /// Title.
    pub name: Text<ProseText>,
    /// Who published it.
    pub publisher: Option<Text<ProseText>>,
    /// When.
    pub date: Option<Date>,
    /// What it covers.
    pub scope: Option<Text<ProseText>>,
    /// A note for readers.
    pub note: Option<Text<ProseText>>,
}

entry!(DataSource);
