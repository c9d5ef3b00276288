//! Two sides of one middle: bars that grow to the left for the first column and to the right for the second.

use super::{Plot, grouped::Grouped, rows};
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, Entry, HAIRLINE, LEADING, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of a row and of its bar.
const ROW: (f64, f64) = (26.0, 16.0);
/// Between a bar and its value.
const GAP: f64 = 6.0;
/// The least width of one side.
const LEAST: f64 = 40.0;

/// The kind.
pub(super) struct Pair;

impl Plot for Pair {
    fn kind(&self) -> ChartKind {
        ChartKind::Pair
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let heads = sheet::heading(&mut recording, sheet) + 2.0;
        let top = heads + LEADING + 4.0;
        let (items, numbers): (Vec<_>, Vec<_>) = rows::items(sheet).into_iter().unzip();
        let value = sheet.widest_value() + GAP;
        let rows = rows::lay(&mut recording, sheet, &items, top, (ROW.0, 2.0 * (LEAST + value)));
        let right = sheet.width - MARGIN;
        let centre = (rows.left + right) / 2.0;
        let most = sheet.bounds().1;
        let reach = (right - centre - value).max(1.0);
        for (number, column) in sheet.columns.iter().enumerate().take(2) {
            let (x, anchor) = if number == 0 { (centre - GAP, Anchor::End) } else { (centre + GAP, Anchor::Start) };
            let lines = sheet.letters.wrap(&column.label, SIZE, right - centre - GAP);
            let line = lines.first().cloned().unwrap_or_default();
            recording.label((x, heads + 11.0), anchor, SIZE, Ink::Muted, &line);
        }
        for (row, numbers) in rows.rows.iter().zip(&numbers) {
            let middle = row.middle();
            for entry in numbers.iter().map(|number| &sheet.entries[*number]) {
                let is_left = entry.column.unwrap_or(0) == 0;
                let length = if most > 0.0 { entry.amount.max(0.0) / most * reach } else { 0.0 };
                let toward = if is_left { -1.0 } else { 1.0 };
                let (start, end) = (centre + toward, centre + toward * length.max(1.0));
                let column = entry.column.and_then(|column| sheet.columns.get(column));
                let ink = column.map_or(Ink::Part(0), |column| column.ink);
                if length > 0.0 {
                    let half = ROW.1 / 2.0;
                    recording.fill((start.min(end), middle - half), (start.max(end), middle + half), ink);
                }
                let anchor = if is_left { Anchor::End } else { Anchor::Start };
                let words = std::slice::from_ref(&entry.value);
                sheet::set(&mut recording, words, end + toward * GAP, middle, anchor);
            }
            recording.line(&[(centre, row.top), (centre, row.bottom)], Ink::Rule, HAIRLINE);
        }
        recording.close(rows.bottom + MARGIN)
    }

    fn instead(&self, sheet: &Sheet) -> Option<&'static dyn Plot> {
        let fits = sheet.columns.len() == 2 && sheet.entries.iter().all(|entry: &Entry| entry.amount >= 0.0);
        let twice = |row: &Vec<usize>| {
            let columns: Vec<_> = row.iter().map(|number| sheet.entries[*number].column).collect();
            columns.len() > 2 || columns.len() == 2 && columns[0] == columns[1] || columns.contains(&None)
        };
        let room = sheet.width / 2.0 - MARGIN - sheet.widest_value() - GAP > LEAST;
        if fits && room && !sheet.rows().iter().any(twice) { None } else { Some(&Grouped) }
    }
}
