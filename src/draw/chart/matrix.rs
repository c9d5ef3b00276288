//! Which of the rows go with which of the columns: a dot where they do, a speck where they do not, a ring where it is
//! not known. Heads too long for their columns become numbers, which a list below names.

use super::{Plot, rows};
use crate::draw::geometry::Point;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, Entry, HAIRLINE, LEADING, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of a row.
const ROW: f64 = 24.0;
/// Radius of a dot, a speck, a ring.
const RADIUS: (f64, f64, f64) = (6.5, 1.5, 4.0);
/// The least width of a column.
const LEAST: f64 = 15.0;
/// No head has more lines.
const LINES: usize = 3;

/// The kind.
pub(super) struct Matrix;

impl Plot for Matrix {
    fn kind(&self) -> ChartKind {
        ChartKind::Matrix
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let heads = sheet::heading(&mut recording, sheet) + 2.0;
        let (items, numbers): (Vec<_>, Vec<_>) = rows::items(sheet).into_iter().unzip();
        let count = sheet.columns.len().max(1) as f64;
        let known = |entry: &&Entry<'_>| !entry.missing;
        let shown = || sheet.entries.iter().filter(known).filter(|entry| entry.amount > 0.0).map(|entry| &entry.value);
        // One word for all says no more than a dot.
        let values = shown().zip(shown().skip(1)).any(|(one, other)| one != other);
        let least = if values { (sheet.letters.widest(shown(), SIZE) + 8.0).min(60.0) } else { LEAST };
        let (above, limit) = rows::stance(sheet, &items, least * count);
        let left = if above { MARGIN } else { MARGIN + limit + rows::GAP };
        let width = (sheet.width - MARGIN - left) / count;
        let named = sheet.columns.iter().all(|column| {
            sheet.letters.least_column(&column.label, sheet.small()) <= width - 2.0
                && sheet.letters.wrap(&column.label, sheet.small(), width - 2.0).len() <= LINES
        });
        let head = |number: usize, label: &str| match named {
            true => sheet.letters.wrap(label, sheet.small(), width - 2.0),
            false => vec![(number + 1).to_string()],
        };
        let labels: Vec<Vec<String>> =
            sheet.columns.iter().enumerate().map(|(number, column)| head(number, &column.label)).collect();
        // Numbers too wide for their columns stand on two levels in turn.
        let in_turn = !named && sheet.letters.widest(labels.iter().flatten(), SIZE) > width - 3.0;
        let turn = if in_turn { LEADING } else { 0.0 };
        let deep = turn + labels.iter().map(|lines| sheet::height(lines)).fold(0.0, f64::max);
        let rows = rows::lay(&mut recording, sheet, &items, heads + deep + 4.0, (ROW, least * count));
        let width = (sheet.width - MARGIN - rows.left) / count;
        let middle = |column: usize| rows.left + (column as f64 + 0.5) * width;
        for (column, lines) in labels.iter().enumerate() {
            let lift = if column % 2 == 0 { turn } else { 0.0 };
            let at = heads + deep - lift - sheet::height(lines) / 2.0;
            let ink = (Ink::Text, sheet.small());
            sheet::set_in(&mut recording, lines, (middle(column), at), Anchor::Middle, ink);
        }
        for (row, numbers) in rows.rows.iter().zip(&numbers) {
            let foot = row.bottom - 0.5;
            recording.line(&[(rows.left, foot), (sheet.width - MARGIN, foot)], Ink::Grid, HAIRLINE);
            for entry in numbers.iter().map(|number| &sheet.entries[*number]) {
                let Some(column) = entry.column else { continue };
                cell(&mut recording, sheet, entry, (middle(column), row.middle()), (values, width));
            }
        }
        let bottom = if named { rows.bottom } else { list(&mut recording, sheet, rows.bottom + 6.0) };
        recording.close(bottom + MARGIN)
    }
}

fn cell(recording: &mut Recording, sheet: &Sheet, entry: &Entry, centre: Point, (values, width): (bool, f64)) {
    let ink = sheet.ink(entry);
    if entry.missing {
        recording.ring(centre, RADIUS.2, Ink::Muted);
    } else if entry.amount <= 0.0 {
        recording.dot(centre, RADIUS.1, Ink::Rule);
    } else if values && sheet.letters.width(&entry.value, SIZE) <= width - 4.0 {
        sheet::set(recording, std::slice::from_ref(&entry.value), centre.0, centre.1, Anchor::Middle);
    } else {
        recording.dot(centre, RADIUS.0, ink);
    }
}

/// Names the numbered columns; gives the bottom of the list.
fn list(recording: &mut Recording, sheet: &Sheet, top: f64) -> f64 {
    let lists = if sheet.is_narrow() { 1 } else { 2 };
    let width = (sheet.width - 2.0 * MARGIN) / lists as f64;
    let half = sheet.columns.len().div_ceil(lists).max(1);
    let mut deepest = top;
    for (number, columns) in sheet.columns.chunks(half).enumerate() {
        let (left, mut bottom) = (MARGIN + number as f64 * width, top);
        for (place, column) in columns.iter().enumerate() {
            let lines = sheet.letters.wrap(&column.label, SIZE, width - 30.0);
            let count = [(number * half + place + 1).to_string()];
            let first = (left + 18.0, bottom + LEADING / 2.0);
            sheet::set_in(recording, &count, first, Anchor::End, (Ink::Muted, SIZE));
            sheet::set(recording, &lines, left + 24.0, bottom + sheet::height(&lines) / 2.0, Anchor::Start);
            bottom += sheet::height(&lines) + 2.0;
        }
        deepest = deepest.max(bottom);
    }
    deepest
}
