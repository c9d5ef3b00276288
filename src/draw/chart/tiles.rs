//! A tile for each member in a grid that the book lays out: neighbours by the eye, no boundaries, and it says so. Tiles
//! are named, and have their number where they have one.

use super::Plot;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// The most that a tile's side may be, and the least of its height.
const SIDE: (f64, f64) = (118.0, 56.0);
/// Between tiles.
const GAP: f64 = 5.0;
/// Height of the bar that shows a tile's number.
const BAR: f64 = 6.0;

/// The kind.
pub(super) struct Tiles;

impl Plot for Tiles {
    fn kind(&self) -> ChartKind {
        ChartKind::Tiles
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 6.0;
        // Where two would take one tile, the later one takes the next that is free.
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for entry in &sheet.entries {
            let (column, row) = entry.tile.unwrap_or((1, 1));
            let mut at = (usize::from(column.clamp(1, 12)) - 1, usize::from(row.clamp(1, 40)) - 1);
            while taken.contains(&at) {
                at = if at.0 < 11 { (at.0 + 1, at.1) } else { (0, at.1 + 1) };
            }
            taken.push(at);
        }
        let first = taken.iter().map(|(column, _)| *column).min().unwrap_or(0);
        let columns = taken.iter().map(|(column, _)| column + 1 - first).max().unwrap_or(1);
        let step = (SIDE.0 + GAP).min((sheet.width - 2.0 * MARGIN) / columns as f64);
        let side = step - GAP;
        let numbers = sheet.entries.iter().any(|entry| entry.amount > 0.0);
        let words: Vec<Vec<String>> = sheet
            .entries
            .iter()
            .map(|entry| match numbers || entry.missing {
                true => entry.stacked(side - 8.0),
                false => sheet.letters.wrap(&entry.label, SIZE, side - 8.0),
            })
            .collect();
        let tallest = words.iter().map(|lines| sheet::height(lines)).fold(0.0, f64::max);
        let high = SIDE.1.max(tallest + 10.0 + if numbers { BAR + 4.0 } else { 0.0 });
        let most = sheet.bounds().1;
        let above = taken.iter().map(|(_, row)| *row).min().unwrap_or(0);
        let mut bottom = top;
        for ((entry, (column, row)), lines) in sheet.entries.iter().zip(&taken).zip(&words) {
            let x = MARGIN + (column - first) as f64 * step;
            let y = top + (row - above) as f64 * (high + GAP);
            let ground = if entry.highlighted && !numbers { Ink::Pale } else { Ink::Grid };
            recording.fill((x, y), (x + side, y + high), ground);
            let mut middle = y + high / 2.0;
            if numbers {
                middle -= (BAR + 2.0) / 2.0;
                let long = if most > 0.0 { entry.amount.max(0.0) / most * side } else { 0.0 };
                if long > 0.0 {
                    recording.fill((x, y + high - BAR), (x + long.max(1.0), y + high), sheet.ink(entry));
                }
            }
            sheet::set(&mut recording, lines, x + side / 2.0, middle, Anchor::Middle);
            bottom = bottom.max(y + high);
        }
        sheet::disclaim(recording, sheet, bottom + 8.0)
    }
}
