//! Upright columns on a value axis from 0: labels below, values above. For amounts in a natural order, such as years.
//!
//! Labels stand upright: where the columns are narrow they take two levels in turn, and where even that is too
//! narrow [`Bar`] takes over.

use super::bar::Bar;
use super::{Plot, rows};
use crate::draw::ink::Ink;
use crate::draw::plane::{Plane, Ticks};
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, HAIRLINE, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of the value axis.
const HEIGHT: f64 = 190.0;
/// Room for a value above the highest or below the lowest column.
const VALUE: f64 = 18.0;
/// Between neighbouring labels.
const GAP: f64 = 8.0;
/// A column's share of its slot, and the most it may be.
const COLUMN: (f64, f64) = (0.62, 56.0);
/// A name right of the field takes no more than this part of the drawing.
const NAME: f64 = 0.25;
/// More lines of label than this are no longer read as one label.
const LINES: usize = 4;

/// The kind.
pub(super) struct Column;

impl Plot for Column {
    fn kind(&self) -> ChartKind {
        ChartKind::Column
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + VALUE + 3.0;
        let ticks = ticks(sheet);
        let labels = ticks.labels(sheet.language);
        let slots = slots(sheet, sheet.letters.widest(&labels, sheet.small()));
        let floor = top + HEIGHT;
        let ends = columns(&mut recording, sheet, &slots, (&ticks, &labels), (top, floor));
        for (number, (entry, end)) in sheet.entries.iter().zip(&ends).enumerate() {
            let middle = value_middle(entry.amount, *end);
            let lines = std::slice::from_ref(&entry.value);
            sheet::set(&mut recording, lines, slots.middle(number), middle, Anchor::Middle);
        }
        let deepest = references(&mut recording, sheet, &slots, (&ticks, &ends), (top, floor));
        let below = if sheet.bounds().0 < 0.0 { floor + VALUE } else { floor };
        let bottom = set_labels(&mut recording, sheet, &slots, below + 7.0);
        recording.close(bottom.max(deepest) + MARGIN)
    }

    fn instead(&self, sheet: &Sheet) -> Option<&'static dyn Plot> {
        let slots = slots(sheet, sheet.letters.widest(&ticks(sheet).labels(sheet.language), sheet.small()));
        let fits = sheet.entries.iter().all(|entry| {
            sheet.letters.width(&entry.value, SIZE) + 4.0 <= slots.width
                && sheet.letters.widest_piece(&entry.label, SIZE) <= slots.label
                && sheet.letters.wrap(&entry.label, SIZE, slots.label).len() <= LINES
        });
        if fits && !sheet.entries.is_empty() { None } else { Some(&Bar) }
    }
}

fn ticks(sheet: &Sheet) -> Ticks {
    let (low, high) = sheet.bounds();
    let whole = sheet.entries.iter().all(|entry| entry.amount.floor() == entry.amount);
    Ticks::spanning(low, high, whole)
}

/// Where the columns stand.
struct Slots {
    left: f64,
    width: f64,
    /// How wide a label may be.
    label: f64,
    /// Whether every other label stands a level lower.
    in_turn: bool,
    count: usize,
}

impl Slots {
    fn middle(&self, number: usize) -> f64 {
        self.left + (number as f64 + 0.5) * self.width
    }

    fn right(&self) -> f64 {
        self.left + self.count as f64 * self.width
    }

    /// How far the labels reach: in turn the last is wider than its slot.
    fn outer(&self) -> f64 {
        self.right() + if self.in_turn { self.width / 2.0 } else { 0.0 }
    }
}

/// Slots right of tick labels `ticks` wide; labels in turn where a word is wider than a slot.
fn slots(sheet: &Sheet, ticks: f64) -> Slots {
    let left = MARGIN + ticks + GAP;
    let names = sheet.letters.widest(names(sheet).iter().flatten(), SIZE);
    let room = sheet.width - MARGIN - left - if names > 0.0 { names + GAP } else { 0.0 };
    let count = sheet.entries.len();
    let width = room / count.max(1) as f64;
    let label = width - GAP;
    let upright = |label: f64| {
        sheet.entries.iter().all(|entry| {
            sheet.letters.least_column(&entry.label, SIZE) <= label
                && sheet.letters.wrap(&entry.label, SIZE, label).len() <= LINES
        })
    };
    if upright(label) || count < 2 {
        return Slots { left, width, label, in_turn: false, count };
    }
    let width = room / (count as f64 + 0.5);
    let label = (2.0 * width - 2.0 * GAP).min(2.0 * (left + width / 2.0 - MARGIN));
    Slots { left, width, label, in_turn: true, count }
}

/// The names of what the columns are compared with, in lines: they stand right of the field.
fn names(sheet: &Sheet) -> Vec<Vec<String>> {
    let limit = sheet.width * NAME;
    sheet.references.iter().map(|line| sheet.letters.wrap(&line.words, SIZE, limit)).collect()
}

/// Draws what the columns are compared with, off the values, and names it; gives the bottom of the lowest name.
fn references(
    recording: &mut Recording,
    sheet: &Sheet,
    slots: &Slots,
    (ticks, ends): (&Ticks, &[f64]),
    (top, floor): (f64, f64),
) -> f64 {
    let range = ticks.range();
    let height = |amount: f64| {
        floor - (ticks.in_grains(amount) - range.start) / (range.end - range.start).max(1.0) * (floor - top)
    };
    let names = names(sheet);
    let wanted: Vec<f64> = sheet.references.iter().map(|line| height(line.amount)).collect();
    let heights: Vec<f64> = names.iter().map(|lines| sheet::height(lines)).collect();
    let middles = rows::spread(&wanted, &heights, (top - VALUE, floor + VALUE));
    let mut deepest = floor;
    for ((y, lines), middle) in wanted.iter().zip(&names).zip(middles) {
        for (from, to) in clear_of_values(sheet, slots, *y, |number| ends[number]) {
            recording.dashed(&[(from, *y), (to, *y)], Ink::Strong, 1.4);
        }
        sheet::set_in(recording, lines, (slots.outer() + GAP, middle), Anchor::Start, (Ink::Strong, SIZE));
        deepest = deepest.max(middle + sheet::height(lines) / 2.0);
    }
    deepest
}

/// Draws grid, ticks and columns; gives the pixel where each column ends.
fn columns(
    recording: &mut Recording,
    sheet: &Sheet,
    slots: &Slots,
    (ticks, labels): (&Ticks, &[String]),
    (top, floor): (f64, f64),
) -> Vec<f64> {
    let (left, right) = (slots.left, slots.right());
    let plane = Plane::new(recording, (left..right, left..right), (ticks.range(), floor..top));
    let heights: Vec<f64> = ticks.grains.iter().map(|&grains| plane.pixel((left, grains as f64)).1).collect();
    for (&grains, &height) in ticks.grains.iter().zip(&heights).filter(|(grains, _)| **grains != 0) {
        let end = |number: usize| plane.pixel((left, ticks.in_grains(sheet.entries[number].amount))).1;
        for (from, to) in clear_of_values(sheet, slots, height, end) {
            plane.line((from, grains as f64), (to, grains as f64), Ink::Grid);
        }
    }
    let half = (slots.width * COLUMN.0).min(COLUMN.1) / 2.0;
    let mut ends = Vec::new();
    for (number, entry) in sheet.entries.iter().enumerate() {
        let (middle, amount) = (slots.middle(number), ticks.in_grains(entry.amount));
        let ink = sheet.ink(entry);
        if amount != 0.0 {
            plane.rectangle((middle - half, 0.0), (middle + half, amount), ink);
        }
        ends.push(plane.pixel((middle, amount)).1);
    }
    plane.line((left, 0.0), (right, 0.0), Ink::Rule);
    for (label, height) in labels.iter().zip(heights) {
        sheet::set_tick(recording, label, sheet.small(), left - GAP + 2.0, height);
    }
    ends
}

/// The pieces of a grid line at `height` that keep off the values; `end` is where a column ends.
fn clear_of_values(sheet: &Sheet, slots: &Slots, height: f64, end: impl Fn(usize) -> f64) -> Vec<(f64, f64)> {
    let mut pieces = Vec::new();
    let mut from = slots.left;
    for (number, entry) in sheet.entries.iter().enumerate() {
        let value = value_middle(entry.amount, end(number));
        if (value - height).abs() < SIZE / 2.0 + 1.0 {
            let half = sheet.letters.width(&entry.value, SIZE) / 2.0 + 3.0;
            pieces.push((from, slots.middle(number) - half));
            from = slots.middle(number) + half;
        }
    }
    pieces.push((from, slots.right()));
    pieces.retain(|(from, to)| from < to);
    pieces
}

/// The middle of a value at a column's end: above it, or below a column that hangs.
fn value_middle(amount: f64, end: f64) -> f64 {
    if amount < 0.0 { end + VALUE / 2.0 } else { end - VALUE / 2.0 }
}

/// Sets the labels below `top`; gives the bottom of the lowest.
fn set_labels(recording: &mut Recording, sheet: &Sheet, slots: &Slots, top: f64) -> f64 {
    let wrapped: Vec<Vec<String>> =
        sheet.entries.iter().map(|entry| sheet.letters.wrap(&entry.label, SIZE, slots.label)).collect();
    let deepest = |level: usize| {
        let of_level = wrapped.iter().enumerate().filter(|(number, _)| !slots.in_turn || number % 2 == level);
        of_level.map(|(_, lines)| sheet::height(lines)).fold(0.0, f64::max)
    };
    let lower = if slots.in_turn { top + deepest(0) + 5.0 } else { top };
    for (number, lines) in wrapped.iter().enumerate() {
        let middle = slots.middle(number);
        let is_lower = slots.in_turn && number % 2 == 1;
        let start = if is_lower { lower } else { top };
        if is_lower {
            recording.line(&[(middle, top - 3.0), (middle, lower - 1.0)], Ink::Rule, HAIRLINE);
        }
        sheet::set(recording, lines, middle, start + sheet::height(lines) / 2.0, Anchor::Middle);
    }
    lower + if slots.in_turn { deepest(1) } else { deepest(0) }
}
