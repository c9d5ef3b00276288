//! Rows of points on one scale, a point a column, tied together: how far it is from the first to the last. The values
//! stand at the row's end in their order.

use super::{Plot, matrix, rows};
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
        let top = rows::columns(&mut recording, sheet, top);
        let (items, numbers): (Vec<_>, Vec<_>) = rows::items(sheet).into_iter().unzip();
        let values: Vec<Vec<String>> = numbers.iter().map(|row| chain(sheet, row)).collect();
        let widest = sheet.letters.widest(values.iter().flatten(), SIZE);
        let tallest = values.iter().map(|lines| sheet::height(lines)).fold(ROW, f64::max);
        let rows = rows::lay(&mut recording, sheet, &items, top, (tallest, LEAST + widest + GAP));
        let (low, high) = sheet.bounds();
        let (left, right) = (rows.left + POINT, (sheet.width - MARGIN - widest - GAP).max(rows.left + LEAST));
        let right = right - POINT;
        let at = |entry: &Entry| match high > low {
            true => left + (entry.amount - low) / (high - low) * (right - left),
            false => left,
        };
        for ((row, numbers), lines) in rows.rows.iter().zip(&numbers).zip(&values) {
            let middle = row.middle();
            recording.line(&[(left, middle), (right, middle)], Ink::Grid, HAIRLINE);
            let known: Vec<&Entry> =
                numbers.iter().map(|number| &sheet.entries[*number]).filter(|entry| !entry.missing).collect();
            let ends = known.iter().map(|entry| at(entry));
            let (from, to) = ends.fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(x), b.max(x)));
            if from < to {
                recording.line(&[(from, middle), (to, middle)], Ink::Pale, TIE);
            }
            for entry in known {
                let column = entry.column.and_then(|column| sheet.columns.get(column));
                let ink = column.map_or(Ink::Part(0), |column| column.ink);
                recording.polygon(&matrix::circle((at(entry), middle), POINT), ink);
            }
            sheet::set(&mut recording, lines, right + POINT + GAP, middle, Anchor::Start);
        }
        recording.close(rows.bottom + MARGIN)
    }
}

/// The values of a row, in their order: 23% → 28%. Where one is known, those that are not are gaps, as in the drawing.
pub(super) fn chain(sheet: &Sheet, numbers: &[usize]) -> Vec<String> {
    let entries = || numbers.iter().map(|number| &sheet.entries[*number]);
    let known = entries().any(|entry| !entry.missing);
    let mut values: Vec<&str> =
        entries().filter(|entry| !known || !entry.missing).map(|entry| entry.value.as_str()).collect();
    values.dedup();
    // A line may end after an arrow, never before one.
    let limit = sheet.width * 0.3;
    let mut lines: Vec<String> = Vec::new();
    for (number, value) in values.iter().enumerate() {
        let arrow = if number + 1 < values.len() { " →" } else { "" };
        let piece = format!("{value}{arrow}");
        match lines.last_mut() {
            Some(line) if sheet.letters.width(&format!("{line} {piece}"), SIZE) <= limit => {
                line.push(' ');
                line.push_str(&piece);
            }
            _ => lines.extend(sheet.letters.wrap(&piece, SIZE, limit)),
        }
    }
    lines
}
