//! What draw needs to draw a chart, and what it hands over. Knows no fact, no file and no page.

use super::{Language, Text};
use crate::diagnostic::Message;

/// The chart kinds; [`ChartKind::ALL`] is the one list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChartKind {
    /// Horizontal bars, one a part, in the order given.
    Bar,
    /// Upright columns.
    Column,
    /// One bar of 100 %, cut into parts.
    Stack,
    /// A ring cut into parts.
    Donut,
}

impl ChartKind {
    /// All kinds, each with the word that `figures.yaml` and editions write and the id of the words that readers see.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Bar, "bar", "ui.chart.bar"),
        (Self::Column, "column", "ui.chart.column"),
        (Self::Stack, "stack", "ui.chart.stack"),
        (Self::Donut, "donut", "ui.chart.donut"),
    ];

    /// The words that readers see, the same everywhere.
    pub fn words(self) -> Message {
        Message::new(Self::ALL.iter().find(|(kind, ..)| *kind == self).map_or("ui.kind.chart", |(.., words)| words))
    }

    /// Whether it cuts a whole into its parts: then none may be missing or below zero.
    pub fn cuts_a_whole(self) -> bool {
        match self {
            Self::Bar | Self::Column => false,
            Self::Stack | Self::Donut => true,
        }
    }
}

/// One part of a chart: a label and a value.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartPart {
    /// Label per language.
    pub label: Text,
    /// Value in the chart's unit, for geometry only.
    pub value: f64,
    /// The value as printed, per language, without its unit: `2,124.01`.
    pub shown: Text,
    /// The undeclared rest: drawn in grey.
    pub rest: bool,
    /// There is no value: `shown` says why, and nothing is drawn.
    pub missing: bool,
    /// The numbers that it rests on.
    pub keys: Vec<super::Key>,
}

impl ChartPart {
    /// The value with its unit, `unit` being the chart's; the words alone where there is no value.
    pub fn with_unit(&self, language: Language, unit: &Text) -> String {
        let shown = self.shown.get(language);
        if self.missing { shown.clone() } else { format!("{shown}{}", unit.get(language)) }
    }
}

/// The data of one chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Figure id; used for ids inside the SVG.
    pub id: String,
    /// Its kind.
    pub kind: ChartKind,
    /// Title per language.
    pub title: Text,
    /// The measure's name and unit for the axis: 面积（平方千米）.
    pub axis: Text,
    /// Unit symbol to stand after a value in a label: `%`, ` km²`; empty if none.
    pub unit: Text,
    /// The parts in order.
    pub parts: Vec<ChartPart>,
}

/// A drawn figure in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Figure id.
    pub id: String,
    /// For the web: colours are CSS variables, with fallbacks; stands alone as a file as well.
    pub svg_web: String,
    /// For the web on a narrow screen: the same chart laid out anew, so that its text need not shrink.
    pub svg_narrow: String,
    /// For Typst: literal colours, fonts named.
    pub svg_print: String,
    /// Text alternative: one sentence that says what is shown and names the values.
    pub description: String,
}
