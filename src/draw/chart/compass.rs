//! What lies on which side: names around a middle, by direction alone. No survey, and it says so.

use super::Plot;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, MARGIN, SIZE, Sheet};
use crate::model::{Bearing, ChartKind};

/// Half the side of the middle.
const HALF: (f64, f64) = (52.0, 30.0);
/// From the middle's edge to a name.
const GAP: f64 = 26.0;

/// The kind.
pub(super) struct Compass;

impl Plot for Compass {
    fn kind(&self) -> ChartKind {
        ChartKind::Compass
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 4.0;
        let third = (sheet.width - 2.0 * MARGIN) / 3.0;
        // The names of each of nine places, one under the other.
        let mut lines: Vec<((i8, i8), Vec<String>)> = Vec::new();
        for entry in &sheet.entries {
            let at = entry.side.unwrap_or(Bearing::Middle).steps();
            // Above and below the middle there is more room than beside it.
            let limit = if at.0 == 0 && at.1 != 0 { third + GAP } else { third - GAP };
            let words = sheet.letters.wrap(&entry.label, SIZE, limit);
            match lines.iter_mut().find(|(known, _)| *known == at) {
                Some((_, known)) => known.extend(words),
                None => lines.push((at, words)),
            }
        }
        let tall = |row: i8| {
            let of_row = lines.iter().filter(|((_, at), _)| *at == row);
            of_row.map(|(_, lines)| sheet::height(lines)).fold(0.0, f64::max)
        };
        let half = HALF.1.max(tall(0) / 2.0 + 6.0);
        let above = tall(-1);
        let middle = top + above + if above > 0.0 { GAP } else { 4.0 } + half;
        let centre = sheet.width / 2.0;
        let wide = HALF.0.max(third / 2.0 - 6.0).min(third / 2.0);
        let edge = [(centre - wide, middle - half), (centre + wide, middle - half)];
        let foot = [(centre + wide, middle + half), (centre - wide, middle + half)];
        recording.polygon(&[edge[0], edge[1], foot[0], foot[1]], Ink::Grid);
        for ((column, row), words) in &lines {
            let (x, y) = (f64::from(*column), f64::from(*row));
            let high = sheet::height(words) / 2.0;
            let at = match (*column, *row) {
                (0, 0) => (centre, middle),
                (_, 0) => (centre + x * (wide + GAP), middle),
                (_, _) => (centre + x * (wide + GAP), middle + y * (half + GAP + high)),
            };
            let anchor = match column {
                -1 => Anchor::End,
                1 => Anchor::Start,
                _ => Anchor::Middle,
            };
            if (*column, *row) != (0, 0) {
                let (near, far) = match (column, row) {
                    (0, _) => ((centre, middle + y * (half + 3.0)), (centre, middle + y * (half + GAP - 4.0))),
                    (_, 0) => ((centre + x * (wide + 3.0), middle), (centre + x * (wide + GAP - 5.0), middle)),
                    _ => (
                        (centre + x * (wide + 2.0), middle + y * (half + 2.0)),
                        (centre + x * (wide + GAP - 6.0), middle + y * (half + GAP - 6.0)),
                    ),
                };
                recording.line(&[near, far], Ink::Rule, 1.2);
            }
            sheet::set(&mut recording, words, at.0, at.1, anchor);
        }
        let below = tall(1);
        let bottom = middle + half + if below > 0.0 { GAP + below } else { 0.0 } + 8.0;
        sheet::disclaim(recording, sheet, bottom)
    }
}
