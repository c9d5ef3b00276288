//! The registers of figures and tables.

use super::keyed::entry;
use super::{ChartKind, MapSetting, ProseText, Text};
use crate::diagnostic::{Span, Spanned};

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// Drawn from facts.
    Chart(ChartKind),
    /// Not yet there: says what is needed to supply it.
    Wanted,
    /// An image file below `content/images/`.
    Image,
}

impl FigureKind {
    /// All kinds, with the words that `figures.yaml` and editions write: those of charts first.
    pub const ALL: [(&'static str, Self); ChartKind::ALL.len() + 2] = {
        let charts = ChartKind::ALL;
        let mut all = [("wanted", Self::Wanted); ChartKind::ALL.len() + 2];
        all[charts.len() + 1] = ("image", Self::Image);
        let mut index = 0;
        while index < charts.len() {
            all[index] = (charts[index].1, Self::Chart(charts[index].0));
            index += 1;
        }
        all
    };

    /// The word of the data.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Whether it is drawn from facts.
    pub fn is_chart(self) -> bool {
        matches!(self, Self::Chart(_))
    }
}

/// The data of a chart.
#[derive(Debug, Clone)]
pub enum FigureData {
    /// All members of one fact.
    Fact(Spanned<String>),
    /// Single observations or formulas, with labels where the names of their facts would be too long.
    Facts(Vec<Spanned<String>>, Option<Vec<Text<ProseText>>>),
    /// The members of a dimension, with the towns, places and forms that it says.
    Members(Spanned<String>),
    /// The entries of a register.
    Listed(Listed),
    /// None (wanted figures, images).
    None,
}

/// A register whose entries a chart may draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// The projects by programme: their years, or the indicators that they serve.
    Projects,
    /// The indicators: which of their values are known.
    Indicators,
}

/// In which order parts stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorting {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A number that others are compared with.
#[derive(Debug, Clone)]
pub struct FigureReference {
    /// Its key, or a formula.
    pub key: Spanned<String>,
    /// What it is called; by default the fact's name.
    pub label: Option<Text<ProseText>>,
}

/// One entry of `data/figures.yaml`.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Its id; may hold hyphens.
    pub id: Spanned<String>,
    /// What it is.
    pub kind: Spanned<FigureKind>,
    /// Its number in the printed plan: `1-12`.
    pub printed: Option<String>,
    /// Title, without a number.
    pub title: Text<ProseText>,
    /// What the picture says, in one sentence that stands over it.
    pub headline: Option<Text<ProseText>>,
    /// A note under the title.
    pub caption: Option<Text<ProseText>>,
    /// Text alternative; charts make their own from their data when absent.
    pub alt: Option<Text<ProseText>>,
    /// What it draws.
    pub data: FigureData,
    /// Keys of what is aimed at, one for each of the data's `facts`.
    pub targets: Vec<Spanned<String>>,
    /// What values are compared with.
    pub references: Vec<FigureReference>,
    /// The order of the parts; by default that of the data.
    pub sort: Option<Sorting>,
    /// The member, or the entry of `facts`, that the picture points at.
    pub highlight: Option<Spanned<String>>,
    /// The scale goes by powers of ten: where that is said.
    pub logarithmic: Option<Span>,
    /// Words in the picture itself.
    pub note: Option<Text<ProseText>>,
    /// What a map is drawn on.
    pub map: Option<MapSetting>,
    /// Label of the part that the facts leave of 100 %.
    pub rest: Option<Text<ProseText>>,
    /// An id of `sources.yaml`.
    pub source: Option<Spanned<String>>,
    /// What a wanted figure needs.
    pub needs: Option<Text<ProseText>>,
    /// Image path below `content/`.
    pub file: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

entry!(Figure);

/// What a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// The indicator table.
    Indicators,
    /// Rows of facts.
    Facts,
    /// Rows of facts, columns of members or formulas.
    Grid,
    /// All projects, by programme.
    Projects,
    /// The members of a dimension with what describes them; `rows` names the dimension.
    Members,
    /// The opinions on a draft, by who gave them, and what became of them.
    Opinions,
    /// The book's targets beside those of upper plans.
    Upper,
}

/// One entry of `data/tables.yaml`.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its id; may hold hyphens.
    pub id: Spanned<String>,
    /// What it shows.
    pub kind: TableKind,
    /// Its number in the printed plan.
    pub printed: Option<String>,
    /// Title, without a number.
    pub title: Text<ProseText>,
    /// Facts, for [`TableKind::Facts`]: a fact with members gives a row each; for [`TableKind::Grid`] a row each member
    /// under `*`.
    pub rows: Vec<Spanned<String>>,
    /// The number that the rows make, printed as the last row; of a grid the fact, whose members are
    /// those of the columns.
    pub total: Option<Spanned<String>>,
    /// The columns of a grid.
    pub columns: Vec<super::GridColumn>,
    /// Where the units of a grid stand.
    pub unit: super::GridUnit,
    /// The whole entry.
    pub span: Span,
}

entry!(Table);
