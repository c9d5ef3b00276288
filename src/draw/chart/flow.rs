//! One amount and what becomes of it: bands from a whole at the left to its parts at the right, as wide as they are
//! large. What the whole is called stands in the first reference.

use super::{Plot, rows};
use crate::draw::geometry::Point;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of all bands together.
const HEIGHT: f64 = 170.0;
/// Between two parts at the right.
const APART: f64 = 12.0;
/// Width of the whole and of a part.
const NODE: f64 = 12.0;
/// Between a node and its words.
const GAP: f64 = 8.0;
/// Between two bands where they leave the whole.
const CUT: f64 = 1.5;
/// Pieces of a curve.
const PIECES: u32 = 24;

/// The kind.
pub(super) struct Flow;

impl Plot for Flow {
    fn kind(&self) -> ChartKind {
        ChartKind::Flow
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 6.0;
        let third = sheet.width * 0.3;
        let words: Vec<Vec<String>> = sheet.entries.iter().map(|entry| entry.block(third)).collect();
        let widest = sheet.letters.widest(words.iter().flatten(), SIZE);
        let whole = sheet.references.first().map_or_else(Vec::new, |whole| {
            let mut lines = sheet.letters.wrap(&whole.label, SIZE, third * 0.8);
            lines.extend(sheet.letters.wrap(&whole.value, SIZE, third * 0.8));
            lines
        });
        let left = MARGIN + sheet.letters.widest(&whole, SIZE) + if whole.is_empty() { 0.0 } else { GAP };
        let right = sheet.width - MARGIN - widest - GAP - NODE;
        let shares = sheet.shares();
        let heights: Vec<f64> = words.iter().map(|lines| sheet::height(lines) + 3.0).collect();
        let mut wanted = Vec::new();
        let (mut at, gaps) = (0.0, APART * shares.len().saturating_sub(1) as f64);
        for share in &shares {
            wanted.push(at + share * HEIGHT / 2.0);
            at += share * HEIGHT + APART;
        }
        let middles = rows::spread(&wanted, &heights, (0.0, HEIGHT + gaps));
        let deepest = middles.iter().zip(&heights).map(|(middle, height)| middle + height / 2.0).fold(0.0, f64::max);
        let all = deepest.max(HEIGHT + gaps).max(sheet::height(&whole)).max(HEIGHT + CUT * shares.len() as f64);
        // The whole is longer by the gaps between the bands.
        let length = HEIGHT + CUT * shares.iter().filter(|share| **share > 0.0).count().saturating_sub(1) as f64;
        let start = top + (all - length) / 2.0;
        let mut from = start;
        for (((entry, share), middle), (at, lines)) in
            sheet.entries.iter().zip(&shares).zip(&middles).zip(wanted.iter().zip(&words))
        {
            let thick = share * HEIGHT;
            let ink = if entry.rest { Ink::Rest } else { entry.ink };
            let target = top + at - thick / 2.0;
            if thick > 0.0 {
                recording.sheer(&band((left + NODE, from), (right, target), thick), ink);
                recording.fill((right, target), (right + NODE, target + thick.max(1.0)), ink);
            }
            sheet::set(&mut recording, lines, right + NODE + GAP, top + middle, Anchor::Start);
            from += if thick > 0.0 { thick + CUT } else { 0.0 };
        }
        let ink = if shares.iter().any(|share| *share > 0.0) { Ink::Muted } else { Ink::Grid };
        recording.fill((left, start), (left + NODE, start + length), ink);
        sheet::set(&mut recording, &whole, left - GAP, start + length / 2.0, Anchor::End);
        recording.close(top + all + MARGIN)
    }
}

/// A band of one thickness that bends from one place to another.
fn band(from: Point, to: Point, thick: f64) -> Vec<Point> {
    let along = |step: u32| {
        let part = f64::from(step) / f64::from(PIECES);
        let bend = part * part * (3.0 - 2.0 * part);
        (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * bend)
    };
    let upper = (0..=PIECES).map(along);
    let lower = (0..=PIECES).rev().map(along).map(|(x, y)| (x, y + thick));
    upper.chain(lower).collect()
}
