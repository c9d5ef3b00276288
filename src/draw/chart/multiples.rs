//! The same small chart once for each column, on one scale: bars of its rows under its name.

use super::Plot;
use super::bar::Bar;
use crate::draw::recording::Recording;
use crate::draw::sheet::{self, MARGIN, Sheet};
use crate::model::ChartKind;

/// Between two panels, and two lines of them.
const GAP: f64 = 18.0;
/// A panel is no narrower, and no more stand side by side.
const LEAST: (f64, usize) = (190.0, 3);

/// What a panel needs beside its values.
const BARS: f64 = 70.0;

/// The kind.
pub(super) struct Multiples;

impl Plot for Multiples {
    fn kind(&self) -> ChartKind {
        ChartKind::Multiples
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        if sheet.columns.is_empty() {
            return Bar.draw(sheet);
        }
        let mut recording = Recording::new(sheet.width as u32);
        let mut top = sheet::heading(&mut recording, sheet) + 6.0;
        // Values stand at the ends of the bars, of those below zero on the other side.
        let sides = if sheet.bounds().0 < 0.0 { 2.0 } else { 1.0 };
        let least = LEAST.0.max(sides * (sheet.widest_value() + GAP) + BARS);
        let fitting = ((sheet.width + GAP) / (least + GAP)).floor().max(1.0) as usize;
        let across = fitting.min(LEAST.1).min(sheet.columns.len());
        let width = ((sheet.width - GAP * (across as f64 - 1.0)) / across as f64).floor();
        let panels: Vec<Recording> =
            (0..sheet.columns.len()).map(|column| Bar.draw(&panel(sheet, column, width))).collect();
        for line in panels.chunks(across) {
            for (number, panel) in line.iter().enumerate() {
                recording.place(panel, (number as f64 * (width + GAP), top));
            }
            top += line.iter().map(|panel| f64::from(panel.height)).fold(0.0, f64::max) + GAP / 2.0;
        }
        recording.close(top + MARGIN)
    }
}

/// The rows of one column, on the scale of all.
fn panel<'a>(sheet: &Sheet<'a>, column: usize, width: f64) -> Sheet<'a> {
    let mut panel = sheet.clone();
    panel.width = width;
    panel.scale = Some(sheet.bounds());
    panel.axis = sheet.columns.get(column).map(|column| column.label.clone()).unwrap_or_default();
    panel.columns.clear();
    panel.entries.retain(|entry| entry.column == Some(column));
    panel.entries.iter_mut().for_each(|entry| entry.column = None);
    panel
}
