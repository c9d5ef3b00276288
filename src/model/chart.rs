//! What draw needs to draw a chart, and what it hands over. Knows no fact, no file and no page.

use super::language::bracketed;
use super::{Bearing, Colour, Form, Ground, Language, Text};
use crate::diagnostic::Message;
use std::collections::BTreeMap;

/// What a kind of chart draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// One row of numbers.
    List,
    /// Rows of numbers by year, the years being columns: what was observed and what is planned.
    Years,
    /// Rows of numbers by columns that are no years.
    Columns,
    /// Members with a tile.
    Tiles,
    /// Members with an area.
    Areas,
    /// Members with a side.
    Sides,
    /// Members with a form, and a side.
    Forms,
    /// Whether two things go together.
    Crossing,
    /// From a year to a year.
    Periods,
}

impl Wants {
    /// Whether what it draws has no numbers to print.
    pub fn is_without_numbers(self) -> bool {
        !matches!(self, Self::List | Self::Years | Self::Columns)
    }
}

/// What an entry of `figures.yaml` may say beside its data. Each kind of chart draws some of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// `reference:` what values are compared with.
    Reference,
    /// `highlight:` what the author points at.
    Highlight,
    /// `scale: log`.
    Scale,
    /// `targets:` what is aimed at.
    Targets,
}

impl Beside {
    /// The word of the data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Highlight => "highlight",
            Self::Scale => "scale",
            Self::Targets => "targets",
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $word:literal, $wants:ident, [$($beside:ident)*];)+) => {
        /// The chart kinds; [`ChartKind::ALL`] is the one list of them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum ChartKind {
            $($(#[$doc])* $name,)+
        }

        impl ChartKind {
            /// All kinds, each with the word that `figures.yaml` and editions write and the id of the words that
            /// readers see.
            pub const ALL: [(Self, &'static str, &'static str); [$(Self::$name),+].len()] =
                [$((Self::$name, $word, concat!("ui.chart.", $word)),)+];

            /// What it draws.
            pub fn wants(self) -> Wants {
                match self {
                    $(Self::$name => Wants::$wants,)+
                }
            }

            /// What it draws beside its data; the rest is refused.
            pub fn draws(self) -> &'static [Beside] {
                match self {
                    $(Self::$name => &[$(Beside::$beside),*],)+
                }
            }
        }
    };
}

// Each kind with its word, what it draws, and what it draws beside that.
kinds! {
    /// Horizontal bars, one a part, in the order given.
    Bar: "bar", List, [Reference Highlight];
    /// Upright columns.
    Column: "column", List, [Reference Highlight];
    /// One bar of 100 %, cut into parts.
    Stack: "stack", List, [Highlight];
    /// A ring cut into parts.
    Donut: "donut", List, [Highlight];
    /// Parts upon each other in their own unit, beside what they are compared with.
    Sum: "sum", List, [Reference Highlight];
    /// A square for each of what is counted, or for each hundredth.
    Waffle: "waffle", List, [Highlight];
    /// Squares in one another.
    Nested: "nested", List, [Highlight];
    /// From a whole to what becomes of it.
    Flow: "flow", List, [Reference Highlight];
    /// A dot a row on one scale.
    Dots: "dots", List, [Reference Highlight Scale];
    /// All values on one upright scale.
    Strip: "strip", List, [Reference Highlight];
    /// The same small chart for each column.
    Multiples: "multiples", Columns, [Reference Highlight];
    /// Points by two amounts, with the line that fits them.
    Scatter: "scatter", Columns, [Highlight];
    /// Bars side by side.
    Grouped: "grouped", Columns, [Reference];
    /// Two sides of one middle.
    Pair: "pair", Columns, [];
    /// Lines over the years.
    Line: "line", Years, [Reference Highlight Targets];
    /// From one time to another.
    Slope: "slope", Years, [Highlight Targets];
    /// Points on one scale, tied together.
    Dumbbell: "dumbbell", Years, [Reference Highlight Targets];
    /// What is reached, and what is aimed at; each row on a scale of its own.
    Bullet: "bullet", Years, [Highlight Targets];
    /// From year to year, by group.
    Gantt: "gantt", Periods, [Highlight];
    /// Which rows go with which columns.
    Matrix: "matrix", Crossing, [Highlight];
    /// A tile for each member.
    Tiles: "tiles", Tiles, [Highlight];
    /// What lies on which side.
    Compass: "compass", Sides, [];
    /// Shields, belts and corridors.
    Scheme: "scheme", Forms, [];
    /// Areas on the ground, by the owner's geometry.
    Map: "map", Areas, [Highlight];
}

impl ChartKind {
    /// The words that readers see, the same everywhere.
    pub fn words(self) -> Message {
        Message::new(Self::ALL.iter().find(|(kind, ..)| *kind == self).map_or("ui.kind.chart", |(.., words)| words))
    }

    /// Whether it cuts a whole into its parts: then none may be missing or below zero.
    pub fn cuts_a_whole(self) -> bool {
        matches!(self, Self::Stack | Self::Donut | Self::Sum | Self::Waffle | Self::Nested | Self::Flow)
    }

    /// The words of the kinds that draw something beside their data.
    pub fn drawing(beside: Beside) -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().filter(move |(kind, ..)| kind.draws().contains(&beside)).map(|(_, word, _)| word)
    }

    /// Whether each row has a scale of its own, so that rows may differ in their units.
    pub fn mixes_units(self) -> bool {
        matches!(self, Self::Bullet | Self::Scatter)
    }
}

/// One part of a chart: a label and a value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartPart {
    /// Label per language: of the row, where there are columns.
    pub label: Text,
    /// Value in the chart's unit, for geometry only.
    pub value: f64,
    /// By which power of ten English prints it larger: 13.8万亩 is 138,000 mu.
    pub power: u32,
    /// The value as printed, per language, without its unit: `2,124.01`.
    pub shown: Text,
    /// The undeclared rest: drawn in grey.
    pub rest: bool,
    /// There is no value: `shown` says why, and nothing is drawn.
    pub missing: bool,
    /// The numbers that it rests on.
    pub keys: Vec<super::Key>,
    /// Whether it is worked out from them and is none of them.
    pub worked_out: bool,
    /// Its row, counted from 0; parts of one row have one label.
    pub row: usize,
    /// Its column; none in a list.
    pub column: Option<usize>,
    /// What is planned, not observed.
    pub target: bool,
    /// Its own unit where it is not the chart's.
    pub unit: Option<Text>,
    /// The colour of what it stands for.
    pub colour: Option<Colour>,
    /// What the author points at.
    pub highlighted: bool,
    /// From a year to the end of a year.
    pub period: Option<(f64, f64)>,
    /// What it is grouped under.
    pub group: Text,
    /// Its tile: column and row of a grid, counted from 1.
    pub tile: Option<(u8, u8)>,
    /// Its side.
    pub side: Option<Bearing>,
    /// Its form.
    pub form: Option<Form>,
}

impl ChartPart {
    /// The one number of the book that it is.
    pub fn own_key(&self) -> Option<&super::Key> {
        match self.keys.as_slice() {
            [key] if !self.worked_out && !self.rest => Some(key),
            _ => None,
        }
    }

    /// The value with its unit, `unit` being the chart's; the words alone where there is no value.
    pub fn with_unit(&self, language: Language, unit: &Text) -> String {
        let shown = self.shown.get(language);
        let unit = self.unit.as_ref().unwrap_or(unit);
        if self.missing { shown.clone() } else { format!("{shown}{}", unit.get(language)) }
    }
}

/// A column of a chart: a year, a series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartColumn {
    /// What it is called.
    pub label: Text,
    /// The year it stands for; months and quarters are fractions.
    pub at: Option<f64>,
    /// The colour of what it stands for.
    pub colour: Option<Colour>,
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
    /// One of the unit: 1天, 1 day.
    pub one: Text,
    /// The parts in order.
    pub parts: Vec<ChartPart>,
    /// The columns that parts may stand in; none for a list.
    pub columns: Vec<ChartColumn>,
    /// What the values are compared with: parts with a label, a value and nothing else.
    pub references: Vec<ChartPart>,
    /// A note in the drawing.
    pub note: Option<Text>,
    /// When the numbers held, where it is one time for all.
    pub period: Option<Text>,
    /// Whether the scale goes by powers of ten.
    pub logarithmic: bool,
    /// What a map is drawn on.
    pub ground: Option<Ground>,
}

impl Chart {
    /// The numbers that it shows, and those that they are compared with.
    pub fn keys(&self) -> impl Iterator<Item = &super::Key> {
        let parts = self.parts.iter().flat_map(|part| &part.keys);
        parts.chain(self.references.iter().flat_map(|reference| &reference.keys))
    }

    /// What a part is called by itself: its label, and its column where there are columns.
    pub fn name_of(&self, part: &ChartPart, language: Language) -> String {
        let label = self.label_of(part, language);
        let column = part.column.and_then(|column| self.columns.get(column)).map(|column| column.label.get(language));
        match column {
            Some(column) if label.is_empty() => column.clone(),
            Some(column) => bracketed(language, &label, column),
            None => label,
        }
    }

    /// The label of a part where its group is not seen: with the group, if another group has the same label.
    pub fn label_of(&self, part: &ChartPart, language: Language) -> String {
        let twin = |other: &&ChartPart| other.label == part.label && other.group != part.group;
        match self.parts.iter().find(twin) {
            Some(_) => bracketed(language, part.label.get(language), part.group.get(language)),
            None => part.label.get(language).clone(),
        }
    }

    /// The word over the values of its table where they have no measure: of what has a side instead of a number, that.
    pub fn value_head(&self) -> &'static str {
        let places = match &self.ground {
            Some(ground) => !ground.graded,
            None => self.kind.wants() == Wants::Sides,
        };
        if places { "ui.label.position" } else { "ui.label.value" }
    }

    /// The parts worth telling one by one: of things that do or do not go together, those that do.
    pub fn told(&self) -> impl Iterator<Item = &ChartPart> {
        let crossing = self.kind.wants() == Wants::Crossing;
        self.parts.iter().filter(move |part| !crossing || part.value > 0.0)
    }

    /// The measure, and when it held: 草地面积（平方千米），2022年.
    pub fn measure(&self, language: Language) -> String {
        let axis = self.axis.get(language);
        let Some(period) = self.period.as_ref().map(|period| period.get(language)) else { return axis.clone() };
        match language {
            _ if axis.is_empty() => period.clone(),
            Language::Zh => format!("{axis}，{period}"),
            Language::En => format!("{axis}, {period}"),
        }
    }
}

/// A chart drawn for a sheet of the atlas, in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct PlateDrawing {
    /// For Typst: literal colours, fonts named.
    pub svg: String,
    /// Its width in pixels.
    pub width: f64,
    /// Text alternative.
    pub description: String,
}

/// Drawings as PNG files, by figure id and language: light, on white, two pixels to one of the view box.
pub type Paintings = BTreeMap<(String, Language), Vec<u8>>;

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
