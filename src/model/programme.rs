//! Programmes and their projects (重大工程、工程项目): what is to be built, where, when and by whom.

use super::keyed::entry;
use super::{ProseText, Text};
use crate::diagnostic::{Span, Spanned};

/// A programme of `data/projects.yaml`: projects that serve one purpose.
#[derive(Debug, Clone)]
pub struct Programme {
    /// Its id; may hold hyphens.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Text<ProseText>,
    /// Members of the dimension `zone` that it serves.
    pub zones: Vec<Spanned<String>>,
    /// The heading of its text.
    pub heading: Option<Spanned<String>>,
}

entry!(Programme);

/// One project. What the plan leaves open is `None`, and is shown as to be determined.
#[derive(Debug, Clone)]
pub struct RestorationProject {
    /// Its id; may hold hyphens.
    pub id: Spanned<String>,
    /// Id of its programme.
    pub programme: Spanned<String>,
    /// Its name.
    pub name: Text<ProseText>,
    /// Key of the year it begins.
    pub start: Spanned<String>,
    /// Key of the year it ends.
    pub end: Spanned<String>,
    /// Member of the dimension `zone`.
    pub zone: Option<Spanned<String>>,
    /// Members of the dimension `town`.
    pub towns: Vec<Spanned<String>>,
    /// The place in words.
    pub place: Option<Text<ProseText>>,
    /// Its main tasks in a sentence.
    pub tasks: Text<ProseText>,
    /// Keys of what is to be done in numbers.
    pub measures: Vec<Spanned<String>>,
    /// Ids of the indicators that it serves.
    pub indicators: Vec<Spanned<String>>,
    /// Key of the estimated investment.
    pub investment: Option<Spanned<String>>,
    /// Responsible unit.
    pub responsible: Option<Text<ProseText>>,
    /// Where the money comes from.
    pub funding: Option<Text<ProseText>>,
    /// The heading of its text.
    pub heading: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

entry!(RestorationProject);
