//! All values on one upright scale from 0, each named beside it: for few amounts whose distances matter, such as heights.

use super::{Plot, matrix, rows};
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, HAIRLINE, MARGIN, Sheet};
use crate::model::ChartKind;

/// Height of the scale, at least.
const HEIGHT: f64 = 170.0;
/// Where the scale stands, and where its words begin after it.
const SCALE: f64 = MARGIN + 8.0;
const WORDS: f64 = 34.0;
/// Radius of a dot.
const RADIUS: f64 = 4.5;

/// The kind.
pub(super) struct Strip;

impl Plot for Strip {
    fn kind(&self) -> ChartKind {
        ChartKind::Strip
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 10.0;
        let x = SCALE + WORDS;
        let words: Vec<Vec<String>> = sheet.entries.iter().map(|entry| entry.block(sheet.width - MARGIN - x)).collect();
        let heights: Vec<f64> = words.iter().map(|lines| sheet::height(lines) + 2.0).collect();
        let floor = top + HEIGHT.max(heights.iter().sum::<f64>());
        let (low, high) = sheet.bounds();
        let at = |amount: f64| match high > low {
            true => floor - (amount - low) / (high - low) * (floor - top),
            false => floor,
        };
        let wanted: Vec<f64> = sheet.entries.iter().map(|entry| at(entry.amount)).collect();
        let middles = rows::spread(&wanted, &heights, (top - 6.0, floor + 8.0));
        recording.line(&[(SCALE, top), (SCALE, floor)], Ink::Rule, 1.5);
        recording.line(&[(SCALE - 5.0, at(0.0)), (SCALE + 5.0, at(0.0))], Ink::Rule, 1.5);
        let mut bottom = floor;
        for ((entry, lines), (middle, height)) in sheet.entries.iter().zip(&words).zip(middles.iter().zip(&heights)) {
            if !entry.missing {
                let y = at(entry.amount);
                let path = [(SCALE + 7.0, y), (SCALE + 12.0, y), (x - 7.0, *middle), (x - 3.0, *middle)];
                recording.line(&path, Ink::Rule, HAIRLINE);
                recording.polygon(&matrix::circle((SCALE, y), RADIUS), sheet.ink(entry));
            }
            sheet::set(&mut recording, lines, x, *middle, Anchor::Start);
            bottom = bottom.max(middle + height / 2.0);
        }
        recording.close(bottom + MARGIN)
    }
}
