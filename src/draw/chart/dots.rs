//! A dot a row on one scale, from 0 or, where it is asked for, by powers of ten: for amounts that bars would hide.

use super::{Plot, reference, rows};
use crate::draw::geometry::log10;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, HAIRLINE, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of a row, radius of a dot.
const ROW: (f64, f64) = (24.0, 5.0);
/// The least width of the field.
const LEAST: f64 = 70.0;
/// Between a dot and its value.
const GAP: f64 = 6.0;

/// The kind.
pub(super) struct Dots;

impl Plot for Dots {
    fn kind(&self) -> ChartKind {
        ChartKind::Dots
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 2.0 + reference::height(sheet);
        let items: Vec<rows::Item> =
            sheet.entries.iter().map(|entry| rows::Item { label: entry.label.clone(), head: None }).collect();
        let room = sheet.widest_value() + GAP + ROW.1;
        let (low, high) = sheet.bounds();
        let logarithmic = sheet.logarithmic && sheet.entries.iter().any(|entry| entry.amount > 0.0);
        let sides = if low < 0.0 && !logarithmic { 2.0 } else { 1.0 };
        let rows = rows::lay(&mut recording, sheet, &items, top, (ROW.0, LEAST + sides * room));
        let left = rows.left + if sides > 1.0 { room } else { ROW.1 };
        let right = (sheet.width - MARGIN - room).max(left + 1.0);
        let all =
            || sheet.entries.iter().map(|entry| entry.amount).chain(sheet.references.iter().map(|line| line.amount));
        let above = || all().filter(|amount| *amount > 0.0);
        let (first, last) = if logarithmic {
            let (least, most) = (above().fold(f64::MAX, f64::min), above().fold(0.0, f64::max));
            (log10(least).floor(), log10(most).ceil().max(log10(least).floor() + 1.0))
        } else {
            (low, high)
        };
        let place = |value: f64| match last > first {
            true => left + (value - first) / (last - first) * (right - left),
            false => left,
        };
        // A logarithm has no place for 0 and less: such a row has its value and no dot.
        let at = |amount: f64| match logarithmic {
            true if amount > 0.0 => Some(place(log10(amount))),
            true => None,
            false => Some(place(amount)),
        };
        let mut kept = rows.labels.clone();
        if logarithmic {
            for power in first as i32..=last as i32 {
                let x = place(f64::from(power));
                for row in &rows.rows {
                    recording.line(&[(x, row.top), (x, row.bottom)], Ink::Grid, HAIRLINE);
                }
            }
        }
        for (entry, row) in sheet.entries.iter().zip(&rows.rows) {
            let middle = row.middle();
            let value = std::slice::from_ref(&entry.value);
            let Some(x) = at(entry.amount).filter(|_| !entry.missing) else {
                sheet::set_in(&mut recording, value, (left, middle), Anchor::Start, (Ink::Muted, SIZE));
                kept.push(reference::kept(sheet, value, (left, middle), Anchor::Start));
                continue;
            };
            let start = if logarithmic { left } else { place(0.0_f64.clamp(low, high)) };
            recording.line(&[(start, middle), (x, middle)], Ink::Grid, 1.5);
            recording.dot((x, middle), ROW.1, sheet.ink(entry));
            let (x, anchor) = if entry.amount < 0.0 {
                (x - ROW.1 - GAP + 1.0, Anchor::End)
            } else {
                (x + ROW.1 + GAP - 1.0, Anchor::Start)
            };
            sheet::set(&mut recording, value, x, middle, anchor);
            kept.push(reference::kept(sheet, value, (x, middle), anchor));
        }
        let places: Vec<f64> = sheet.references.iter().map(|line| at(line.amount).unwrap_or(left)).collect();
        reference::draw(&mut recording, sheet, &places, (top, rows.bottom), &kept);
        recording.close(rows.bottom + MARGIN)
    }
}
