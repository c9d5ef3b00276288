//! Horizontal bars: labels at the left, values at the bars' ends, no grid. For amounts to be compared, in their order.

use super::{Plot, reference};
use crate::draw::ink::Ink;
use crate::draw::plane::Plane;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, LEADING, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of a row; one with more than two lines of label is higher.
const ROW: f64 = 30.0;
/// Thickness of a bar.
const BAR: f64 = 16.0;
/// Between a label and the baseline, and between a bar and its value.
const GAP: f64 = 8.0;
/// The least room for the longest bar.
const LEAST: f64 = 24.0;
/// A label above its bar comes this much nearer to it than a row's height asks.
const ABOVE: f64 = 4.0;
/// A label up to this wide stays on one line; this and the next in the full drawing, less in a narrow one.
const ONE_LINE: f64 = 220.0;
/// A label is wrapped to no less than the first, to no more than the second.
const NARROWEST: f64 = 160.0;
const WIDEST: f64 = 260.0;

/// The kind.
pub(super) struct Bar;

impl Plot for Bar {
    fn kind(&self) -> ChartKind {
        ChartKind::Bar
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 2.0 + reference::height(sheet);
        let (beside, column) = rows(sheet, top);
        let sides = if sheet.bounds().0 < 0.0 { 2.0 } else { 1.0 };
        let values = sides * (sheet.widest_value() + GAP);
        let crowded = 2.0 * MARGIN + column + GAP + LEAST + values > sheet.width;
        let rows = if crowded { rows_with_labels_above(sheet, top) } else { beside };
        let bottom = rows.last().map_or(top, |row| row.bottom);
        let left = if crowded { MARGIN } else { MARGIN + column + GAP };
        let (ends, places) = bars(&mut recording, sheet, &rows, (left, top, bottom));
        let mut kept = Vec::new();
        for ((row, entry), end) in rows.iter().zip(&sheet.entries).zip(ends) {
            if crowded {
                let middle = row.middle - ROW / 2.0 - sheet::height(&row.lines) / 2.0 + ABOVE;
                sheet::set(&mut recording, &row.lines, left + GAP, middle, Anchor::Start);
                kept.push(reference::kept(sheet, &row.lines, (left + GAP, middle), Anchor::Start));
            } else {
                sheet::set(&mut recording, &row.lines, left - GAP, row.middle, Anchor::End);
            }
            let (x, anchor) =
                if entry.amount < 0.0 { (end - GAP + 2.0, Anchor::End) } else { (end + GAP - 2.0, Anchor::Start) };
            let value = std::slice::from_ref(&entry.value);
            sheet::set(&mut recording, value, x, row.middle, anchor);
            kept.push(reference::kept(sheet, value, (x, row.middle), anchor));
        }
        reference::draw(&mut recording, sheet, &places, (top, bottom), &kept);
        recording.close(bottom + MARGIN)
    }
}

struct Row {
    lines: Vec<String>,
    /// The middle of its bar.
    middle: f64,
    bottom: f64,
}

/// The rows below `top`, and the width of their widest label.
fn rows(sheet: &Sheet, top: f64) -> (Vec<Row>, f64) {
    let limit = label_limit(sheet);
    let mut bottom = top;
    let mut rows = Vec::new();
    for entry in &sheet.entries {
        let lines = sheet.letters.wrap(&entry.label, SIZE, limit);
        let height = ROW.max(sheet::height(&lines) + LEADING * 0.5);
        rows.push(Row { lines, middle: bottom + height / 2.0, bottom: bottom + height });
        bottom += height;
    }
    let column = sheet.letters.widest(rows.iter().flat_map(|row| &row.lines), SIZE);
    (rows, column)
}

/// The rows where labels and values leave no room for bars between them: each label stands above its bar.
fn rows_with_labels_above(sheet: &Sheet, top: f64) -> Vec<Row> {
    let mut bottom = top;
    let mut rows = Vec::new();
    for entry in &sheet.entries {
        let lines = sheet.letters.wrap(&entry.label, SIZE, sheet.width - 2.0 * (MARGIN + GAP));
        let middle = bottom + sheet::height(&lines) + ROW / 2.0;
        bottom = middle + ROW / 2.0;
        rows.push(Row { lines, middle, bottom });
    }
    rows
}

/// How wide a label may be: all on one line if none is long, else as narrow as two lines allow.
fn label_limit(sheet: &Sheet) -> f64 {
    let longest = sheet.letters.widest(sheet.entries.iter().map(|entry| &entry.label), SIZE);
    if longest <= sheet.scaled(ONE_LINE) {
        return longest;
    }
    let in_two_lines =
        |limit: f64| sheet.entries.iter().all(|entry| sheet.letters.wrap(&entry.label, SIZE, limit).len() <= 2);
    let mut limit = sheet.scaled(NARROWEST);
    while limit < sheet.scaled(WIDEST) && !in_two_lines(limit) {
        limit += 10.0;
    }
    limit
}

/// Draws the bars and the baseline; gives the pixel where each bar ends, and each reference stands.
fn bars(
    recording: &mut Recording,
    sheet: &Sheet,
    rows: &[Row],
    (left, top, bottom): (f64, f64, f64),
) -> (Vec<f64>, Vec<f64>) {
    let (low, high) = sheet.bounds();
    let room = sheet.widest_value() + GAP;
    let right = sheet.width - MARGIN - room;
    let start = if low < 0.0 { left + room } else { left };
    let reach = if low < high { low..high } else { 0.0..1.0 };
    let plane = Plane::new(recording, (reach, start..right.max(start + 1.0)), (top..bottom, top..bottom));
    let mut ends = Vec::new();
    for (row, entry) in rows.iter().zip(&sheet.entries) {
        let half = BAR / 2.0;
        let ink = sheet.ink(entry);
        if entry.amount != 0.0 {
            plane.rectangle((0.0, row.middle - half), (entry.amount, row.middle + half), ink);
        }
        ends.push(plane.pixel((entry.amount, row.middle)).0);
    }
    let places = sheet.references.iter().map(|reference| plane.pixel((reference.amount, top)).0).collect();
    // Where labels stand between the bars, the baseline keeps off them.
    let has_labels_between = left <= MARGIN;
    for row in rows.iter().filter(|_| has_labels_between) {
        plane.line((0.0, row.middle - BAR / 2.0 - 2.0), (0.0, row.middle + BAR / 2.0 + 2.0), Ink::Rule);
    }
    if !rows.is_empty() && !has_labels_between {
        plane.line((0.0, top), (0.0, bottom), Ink::Rule);
    }
    (ends, places)
}
