//! Rows of points on one scale, a point a column, tied together: how far it is from the first to the last. The values
//! stand at the row's end in their order.

use super::{Plot, legend, reference, rows};
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, Entry, HAIRLINE, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of a row, radius of a point, thickness of the tie.
const ROW: f64 = 28.0;
const POINT: f64 = 5.0;
const TIE: f64 = 3.0;
/// The least width of the field.
const LEAST: f64 = 70.0;
/// Between the field and the values.
const GAP: f64 = 12.0;

/// The kind.
pub(super) struct Dumbbell;

impl Plot for Dumbbell {
    fn kind(&self) -> ChartKind {
        ChartKind::Dumbbell
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 2.0;
        let top = legend::columns(&mut recording, sheet, top) + reference::height(sheet);
        let (items, numbers): (Vec<_>, Vec<_>) = rows::items(sheet).into_iter().unzip();
        let values: Vec<Vec<String>> = numbers.iter().map(|row| rows::chain(sheet, row)).collect();
        let widest = sheet.letters.widest(values.iter().flatten(), SIZE);
        let tallest = values.iter().map(|lines| sheet::height(lines)).fold(ROW, f64::max);
        let rows = rows::lay(&mut recording, sheet, &items, top, (tallest, LEAST + widest + GAP));
        let (low, high) = sheet.bounds();
        let (left, right) = (rows.left + POINT, (sheet.width - MARGIN - widest - GAP).max(rows.left + LEAST));
        let right = right - POINT;
        let at = |amount: f64| match high > low {
            true => left + (amount - low) / (high - low) * (right - left),
            false => left,
        };
        let mut kept = rows.labels.clone();
        for ((row, numbers), lines) in rows.rows.iter().zip(&numbers).zip(&values) {
            let middle = row.middle();
            recording.line(&[(left, middle), (right, middle)], Ink::Grid, HAIRLINE);
            let known: Vec<&Entry> =
                numbers.iter().map(|number| &sheet.entries[*number]).filter(|entry| !entry.missing).collect();
            let ends = known.iter().map(|entry| at(entry.amount));
            let (from, to) = ends.fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(x), b.max(x)));
            if from < to {
                let highlighted = known.iter().any(|entry| entry.highlighted);
                let ink = if highlighted { Ink::Strong } else { Ink::Pale };
                recording.line(&[(from, middle), (to, middle)], ink, TIE);
            }
            for entry in known {
                let column = entry.column.and_then(|column| sheet.columns.get(column));
                let ink = column.map_or(Ink::Part(0), |column| column.ink);
                recording.dot((at(entry.amount), middle), POINT, ink);
            }
            let x = right + POINT + GAP;
            sheet::set(&mut recording, lines, x, middle, Anchor::Start);
            kept.push(reference::kept(sheet, lines, (x, middle), Anchor::Start));
        }
        let places: Vec<f64> = sheet.references.iter().map(|reference| at(reference.amount)).collect();
        reference::draw(&mut recording, sheet, &places, (top, rows.bottom), &kept);
        recording.close(rows.bottom + MARGIN)
    }
}
