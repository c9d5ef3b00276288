//! How far it is to what is aimed at: each row has a scale of its own from 0, a bar for what is reached, and a stroke for
//! each aim. Rows may differ in their units.

use super::{Plot, rows};
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of a row, of its field, of its bar.
const ROW: (f64, f64, f64) = (30.0, 16.0, 8.0);
/// The least width of the field.
const LEAST: f64 = 80.0;
/// Between the field and the values.
const GAP: f64 = 12.0;
/// Width of a stroke.
const STROKE: f64 = 2.5;

/// The kind.
pub(super) struct Bullet;

impl Plot for Bullet {
    fn kind(&self) -> ChartKind {
        ChartKind::Bullet
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 2.0;
        let (items, numbers): (Vec<_>, Vec<_>) = rows::items(sheet).into_iter().unzip();
        let values: Vec<Vec<String>> = numbers.iter().map(|row| rows::chain(sheet, row)).collect();
        let widest = sheet.letters.widest(values.iter().flatten(), SIZE);
        let tallest = values.iter().map(|lines| sheet::height(lines) + 2.0).fold(ROW.0, f64::max);
        let rows = rows::lay(&mut recording, sheet, &items, top, (tallest, LEAST + widest + GAP));
        let left = rows.left;
        let right = (sheet.width - MARGIN - widest - GAP).max(left + LEAST / 2.0);
        for ((row, numbers), lines) in rows.rows.iter().zip(&numbers).zip(&values) {
            let middle = row.middle();
            let entries = || numbers.iter().map(|number| &sheet.entries[*number]).filter(|entry| !entry.missing);
            let most = entries().map(|entry| entry.amount).fold(0.0, f64::max);
            let at = |amount: f64| match most > 0.0 {
                true => left + amount.max(0.0) / most * (right - left - STROKE),
                false => left,
            };
            let half = ROW.1 / 2.0;
            recording.fill((left, middle - half), (right, middle + half), Ink::Grid);
            let reached = entries().rfind(|entry| !entry.target);
            if let Some(reached) = reached.filter(|reached| reached.amount > 0.0) {
                let ink = sheet.ink(reached);
                let end = at(reached.amount).max(left + 1.0);
                recording.fill((left, middle - ROW.2 / 2.0), (end, middle + ROW.2 / 2.0), ink);
            }
            for aim in entries().filter(|entry| entry.target) {
                let x = at(aim.amount);
                recording.fill((x - 1.5, middle - half), (x + STROKE + 1.5, middle + half), Ink::Paper);
                recording.fill((x, middle - half - 2.0), (x + STROKE, middle + half + 2.0), Ink::Strong);
            }
            sheet::set(&mut recording, lines, right + GAP, middle, Anchor::Start);
        }
        recording.close(rows.bottom + MARGIN)
    }
}
