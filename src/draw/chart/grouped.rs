//! Bars side by side: rows of a bar for each column, in the column's colour. For few columns.

use super::{Plot, legend, reference, rows};
use crate::draw::ink::Ink;
use crate::draw::plane::Plane;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, MARGIN, Sheet};
use crate::model::ChartKind;

/// A bar and the gap below it.
const STEP: f64 = 15.0;
/// Thickness of a bar.
const BAR: f64 = 12.0;
/// Between two rows.
const APART: f64 = 8.0;
/// Between a bar and its value.
const GAP: f64 = 6.0;
/// The least room for bars.
const LEAST: f64 = 60.0;

/// The kind.
pub(super) struct Grouped;

impl Plot for Grouped {
    fn kind(&self) -> ChartKind {
        ChartKind::Grouped
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 2.0;
        let top = if sheet.columns.is_empty() { top } else { legend::columns(&mut recording, sheet, top) };
        let top = top + reference::height(sheet);
        let (items, numbers): (Vec<_>, Vec<_>) = rows::items(sheet).into_iter().unzip();
        let most = numbers.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let (low, high) = sheet.bounds();
        let value = sheet.widest_value() + GAP;
        let sides = if low < 0.0 { 2.0 } else { 1.0 };
        let field = (most * STEP + APART, LEAST + sides * value);
        let rows = rows::lay(&mut recording, sheet, &items, top, field);
        let start = if low < 0.0 { rows.left + value } else { rows.left };
        let reach = if low < high { low..high } else { 0.0..1.0 };
        let end = (sheet.width - MARGIN - value).max(start + 1.0);
        let (mut texts, mut kept) = (Vec::new(), rows.labels.clone());
        let places: Vec<f64> = {
            let plane = Plane::new(&mut recording, (reach, start..end), (top..rows.bottom, top..rows.bottom));
            for (row, numbers) in rows.rows.iter().zip(&numbers) {
                let first = row.middle() - numbers.len() as f64 * STEP / 2.0;
                for (place, number) in numbers.iter().enumerate() {
                    let entry = &sheet.entries[*number];
                    let middle = first + (place as f64 + 0.5) * STEP;
                    let column = entry.column.and_then(|column| sheet.columns.get(column));
                    let ink = column.map_or(sheet.ink(entry), |column| column.ink);
                    if entry.amount != 0.0 {
                        plane.rectangle((0.0, middle - BAR / 2.0), (entry.amount, middle + BAR / 2.0), ink);
                    }
                    texts.push((*number, plane.pixel((entry.amount, middle)).0, middle));
                }
                plane.line((0.0, row.top + 2.0), (0.0, row.bottom - 2.0), Ink::Rule);
            }
            sheet.references.iter().map(|reference| plane.pixel((reference.amount, top)).0).collect()
        };
        for (number, x, middle) in texts {
            let entry = &sheet.entries[number];
            let (x, anchor) = if entry.amount < 0.0 { (x - GAP, Anchor::End) } else { (x + GAP, Anchor::Start) };
            let value = std::slice::from_ref(&entry.value);
            sheet::set(&mut recording, value, x, middle, anchor);
            kept.push(reference::kept(sheet, value, (x, middle), anchor));
        }
        reference::draw(&mut recording, sheet, &places, (top, rows.bottom), &kept);
        recording.close(rows.bottom + MARGIN)
    }
}
