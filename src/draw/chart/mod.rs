//! How each kind of chart is drawn: a new kind is a line in the list of [`ChartKind`], and a file here with its `mod`
//! and its line in [`plot`].

mod bar;
mod bullet;
mod column;
mod compass;
mod donut;
mod dots;
mod dumbbell;
mod flow;
mod gantt;
mod grouped;
mod legend;
mod line;
mod map;
mod matrix;
mod multiples;
mod nested;
mod pair;
mod reference;
mod rows;
mod scatter;
mod scheme;
mod slope;
mod stack;
mod strip;
mod sum;
mod tiles;
mod waffle;

use super::recording::Recording;
use super::sheet::Sheet;
use crate::model::ChartKind;

/// A kind of chart.
pub(super) trait Plot {
    /// The kind that it draws, which is said of it.
    fn kind(&self) -> ChartKind;

    /// Draws the parts; the height is the kind's to choose.
    fn draw(&self, sheet: &Sheet) -> Recording;

    /// The kind that takes over where this one has no room for the labels.
    fn instead(&self, _sheet: &Sheet) -> Option<&'static dyn Plot> {
        None
    }
}

/// The kind that draws `sheet`: the one asked for, if the labels have room in it.
pub(super) fn plot(kind: ChartKind, sheet: &Sheet) -> &'static dyn Plot {
    let asked: &'static dyn Plot = match kind {
        ChartKind::Bar => &bar::Bar,
        ChartKind::Column => &column::Column,
        ChartKind::Stack => &stack::Stack,
        ChartKind::Donut => &donut::Donut,
        ChartKind::Sum => &sum::Sum,
        ChartKind::Waffle => &waffle::Waffle,
        ChartKind::Nested => &nested::Nested,
        ChartKind::Flow => &flow::Flow,
        ChartKind::Dots => &dots::Dots,
        ChartKind::Strip => &strip::Strip,
        ChartKind::Multiples => &multiples::Multiples,
        ChartKind::Scatter => &scatter::Scatter,
        ChartKind::Grouped => &grouped::Grouped,
        ChartKind::Pair => &pair::Pair,
        ChartKind::Line => &line::Line,
        ChartKind::Slope => &slope::Slope,
        ChartKind::Dumbbell => &dumbbell::Dumbbell,
        ChartKind::Bullet => &bullet::Bullet,
        ChartKind::Gantt => &gantt::Gantt,
        ChartKind::Matrix => &matrix::Matrix,
        ChartKind::Tiles => &tiles::Tiles,
        ChartKind::Compass => &compass::Compass,
        ChartKind::Scheme => &scheme::Scheme,
        ChartKind::Map => &map::Map,
    };
    asked.instead(sheet).unwrap_or(asked)
}
