//! All values on one upright scale from 0, each named beside it: for few amounts whose distances matter, such as heights.

use super::{Plot, rows};
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, HAIRLINE, MARGIN, SIZE, Sheet};
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
        let room = sheet.width - MARGIN - x;
        let mut words: Vec<Vec<String>> = sheet.entries.iter().map(|entry| entry.block(room)).collect();
        words.extend(sheet.references.iter().map(|line| sheet.letters.wrap(&line.words, SIZE, room)));
        let heights: Vec<f64> = words.iter().map(|lines| sheet::height(lines) + 2.0).collect();
        let floor = top + HEIGHT.max(heights.iter().sum::<f64>());
        let (low, high) = sheet.bounds();
        let at = |amount: f64| match high > low {
            true => floor - (amount - low) / (high - low) * (floor - top),
            false => floor,
        };
        let amounts = sheet.entries.iter().map(|entry| entry.amount);
        let wanted: Vec<f64> = amounts.chain(sheet.references.iter().map(|line| line.amount)).map(at).collect();
        let middles = rows::spread(&wanted, &heights, (top - 6.0, floor + 8.0));
        recording.line(&[(SCALE, top), (SCALE, floor)], Ink::Rule, 1.5);
        recording.line(&[(SCALE - 5.0, at(0.0)), (SCALE + 5.0, at(0.0))], Ink::Rule, 1.5);
        let mut bottom = floor;
        for ((entry, lines), (middle, height)) in sheet.entries.iter().zip(&words).zip(middles.iter().zip(&heights)) {
            if !entry.missing {
                let y = at(entry.amount);
                let path = [(SCALE + 7.0, y), (SCALE + 12.0, y), (x - 7.0, *middle), (x - 3.0, *middle)];
                recording.line(&path, Ink::Rule, HAIRLINE);
                recording.dot((SCALE, y), RADIUS, sheet.ink(entry));
            }
            sheet::set(&mut recording, lines, x, *middle, Anchor::Start);
            bottom = bottom.max(middle + height / 2.0);
        }
        // What they are compared with stands on the scale as a stroke, and among the words.
        let count = sheet.entries.len();
        for ((y, lines), (middle, height)) in wanted.iter().zip(&words).zip(middles.iter().zip(&heights)).skip(count) {
            recording.dashed(
                &[(SCALE - 7.0, *y), (SCALE + 12.0, *y), (x - 7.0, *middle), (x - 3.0, *middle)],
                Ink::Strong,
                1.4,
            );
            sheet::set_in(&mut recording, lines, (x, *middle), Anchor::Start, (Ink::Strong, SIZE));
            bottom = bottom.max(middle + height / 2.0);
        }
        recording.close(bottom + MARGIN)
    }
}
