//! Lines over the years, which stand as far apart as they are: solid through what was observed, dashed to what is
//! planned, broken where a year is not known. Each line is named at its end.

use super::{Plot, rows};
use crate::draw::ink::Ink;
use crate::draw::plane::{Plane, Ticks};
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, Entry, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of the field.
const HEIGHT: f64 = 190.0;
/// Room above the field for values.
const ABOVE: f64 = 22.0;
/// Between ticks, field and words.
const GAP: f64 = 8.0;
/// Width of a line, radius of a point.
const MARK: (f64, f64) = (2.0, 3.5);
/// The name of a year is broken where it is wider.
const YEAR: f64 = 90.0;
/// The words at the end take no more than this part of the drawing.
const END: f64 = 0.3;

/// The kind.
pub(super) struct Line;

/// A point of a line: its entry and its place.
type Spot<'e> = (&'e Entry<'e>, (f64, f64));

impl Plot for Line {
    fn kind(&self) -> ChartKind {
        ChartKind::Line
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + ABOVE;
        let floor = top + HEIGHT;
        let (low, high) = sheet.bounds();
        let whole = sheet.entries.iter().all(|entry| entry.amount.floor() == entry.amount);
        let ticks = Ticks::spanning(low, high, whole);
        let labels = ticks.labels(sheet.language);
        let rows = sheet.rows();
        let known = |numbers: &[usize]| {
            numbers.iter().rev().map(|number| &sheet.entries[*number]).find(|entry| !entry.missing).cloned()
        };
        let ends: Vec<Option<Entry>> = rows.iter().map(|numbers| known(numbers)).collect();
        let limit = sheet.width * END;
        let single = rows.len() == 1;
        let mut words: Vec<Vec<String>> = ends
            .iter()
            .map(|end| match end {
                Some(end) if single => sheet.letters.wrap(&end.label, SIZE, limit),
                Some(end) => end.block(limit),
                None => Vec::new(),
            })
            .collect();
        words.extend(sheet.references.iter().map(|reference| sheet.letters.wrap(&reference.words, SIZE, limit)));
        let left = MARGIN + sheet.letters.widest(&labels, sheet.small()) + GAP;
        let right = sheet.width - MARGIN - sheet.letters.widest(words.iter().flatten(), SIZE) - GAP * 1.5;
        let years = years(sheet);
        let span = span(&years);
        let mut series: Vec<Vec<Spot>> = Vec::new();
        let mut wanted = Vec::new();
        let nothing;
        {
            // Half a year's label stands left of the first year.
            let inset = left + 20.0;
            let x = (span, inset..(right - 4.0).max(inset + 1.0));
            let plane = Plane::new(&mut recording, x, (ticks.range(), floor..top));
            let spot = |entry: &Entry| {
                let at = entry.column.and_then(|column| years.iter().find(|(known, _)| *known == column));
                at.map(|(_, at)| plane.pixel((*at, ticks.in_grains(entry.amount))))
            };
            for numbers in &rows {
                let entries = numbers.iter().map(|number| &sheet.entries[*number]);
                series.push(entries.filter_map(|entry| Some((entry, spot(entry)?))).collect());
            }
            for reference in &sheet.references {
                let y = plane.pixel((0.0, ticks.in_grains(reference.amount))).1;
                wanted.push(y);
            }
            let heights = ticks.grains.iter().map(|grains| plane.pixel((0.0, *grains as f64)).1);
            let heights: Vec<f64> = heights.collect();
            nothing = ticks.grains.iter().zip(&heights).find(|(grains, _)| **grains == 0).map(|(_, height)| *height);
            for ((label, height), grains) in labels.iter().zip(&heights).zip(&ticks.grains) {
                let ink = if *grains == 0 { Ink::Rule } else { Ink::Grid };
                recording.line(&[(left, *height), (right, *height)], ink, 1.0);
                sheet::set_tick(&mut recording, label, sheet.small(), left - GAP + 2.0, *height);
            }
        }
        let references = std::mem::take(&mut wanted);
        // The line of nothing is one that a value may not stand on.
        let mut lines = references.clone();
        lines.extend(nothing.filter(|_| low < 0.0));
        for y in &references {
            recording.dashed(&[(left, *y), (right, *y)], Ink::Muted, 1.0);
        }
        for (number, spots) in series.iter().enumerate() {
            trace(&mut recording, spots, ink(sheet, number, spots));
            let end = spots.iter().rev().find(|(entry, _)| !entry.missing);
            wanted.push(end.map_or(floor, |(_, (_, y))| *y));
        }
        if let (true, Some(spots)) = (single, series.first()) {
            values(&mut recording, sheet, spots, (left, right), &lines);
        }
        wanted.extend(references);
        let heights: Vec<f64> = words.iter().map(|lines| sheet::height(lines)).collect();
        let middles = rows::spread(&wanted, &heights, (top - ABOVE, floor + ABOVE));
        let mut deepest = floor;
        for (number, (lines, middle)) in words.iter().zip(&middles).enumerate() {
            let ink = if number < series.len() { Ink::Text } else { Ink::Muted };
            sheet::set_in(&mut recording, lines, (right + GAP, *middle), Anchor::Start, (ink, SIZE));
            deepest = deepest.max(middle + sheet::height(lines) / 2.0);
        }
        let bottom = name_years(&mut recording, sheet, &series, (floor, right));
        recording.close(bottom.max(deepest) + MARGIN)
    }
}

/// The columns that have a year, and the year; where one has none, the places of all.
fn years(sheet: &Sheet) -> Vec<(usize, f64)> {
    let dated = sheet.columns.iter().enumerate().filter_map(|(number, column)| Some((number, column.at?)));
    let dated: Vec<(usize, f64)> = dated.collect();
    if dated.len() < sheet.columns.len() {
        return (0..sheet.columns.len()).map(|number| (number, number as f64)).collect();
    }
    dated
}

/// From the first to the last year; a single one stands in the middle.
fn span(years: &[(usize, f64)]) -> std::ops::Range<f64> {
    let (first, last) = years.iter().fold((f64::MAX, f64::MIN), |(a, b), (_, at)| (a.min(*at), b.max(*at)));
    if first < last { first..last } else { first - 1.0..first + 1.0 }
}

fn ink(sheet: &Sheet, number: usize, spots: &[Spot]) -> Ink {
    let points = sheet.entries.iter().any(|entry| entry.highlighted);
    match spots.first() {
        Some((entry, _)) if points => {
            if entry.highlighted {
                Ink::Strong
            } else {
                Ink::Rest
            }
        }
        Some((entry, _)) => entry.own_ink.unwrap_or(Ink::Part(number as u8)),
        None => Ink::Part(number as u8),
    }
}

/// Draws a line through its points, broken where one is not known.
fn trace(recording: &mut Recording, spots: &[Spot], ink: Ink) {
    for pair in spots.windows(2) {
        let [(from, start), (to, end)] = pair else { continue };
        if from.missing || to.missing {
            continue;
        }
        if to.target {
            recording.dashed(&[*start, *end], ink, MARK.0);
        } else {
            recording.line(&[*start, *end], ink, MARK.0);
        }
    }
    for (entry, at) in spots.iter().filter(|(entry, _)| !entry.missing) {
        recording.dot(*at, MARK.1, ink);
        if entry.target {
            recording.dot(*at, MARK.1 - 1.5, Ink::Paper);
        }
    }
}

/// Sets the values of a single line over its points, those that meet the one before left out.
fn values(recording: &mut Recording, sheet: &Sheet, spots: &[Spot], (left, right): (f64, f64), lines: &[f64]) {
    let mut free = f64::MIN;
    for (entry, (x, y)) in spots.iter().filter(|(entry, _)| !entry.missing) {
        let half = sheet.letters.width(&entry.value, SIZE) / 2.0;
        let x = x.min(right - half).max(left + half);
        if x - half < free {
            continue;
        }
        free = x + half + 4.0;
        // A value keeps off what it is compared with, and the line of nothing.
        let crossed = |middle: f64| lines.iter().any(|line| (middle - line).abs() < 9.0);
        let places = [y - 12.0, y + 14.0, y - 20.0, y + 22.0];
        let Some(middle) = places.into_iter().find(|middle| !crossed(*middle)) else { continue };
        sheet::set(recording, std::slice::from_ref(&entry.value), x, middle, Anchor::Middle);
    }
}

/// Names the years below the field where they have room, the last first.
fn name_years(recording: &mut Recording, sheet: &Sheet, series: &[Vec<Spot>], (floor, right): (f64, f64)) -> f64 {
    let mut places: Vec<(usize, f64)> = Vec::new();
    for (entry, (x, _)) in series.iter().flatten() {
        let Some(column) = entry.column.filter(|column| places.iter().all(|(known, _)| known != column)) else {
            continue;
        };
        places.push((column, *x));
    }
    places.sort_by(|one, other| other.1.total_cmp(&one.1));
    let (mut free, mut deepest) = (f64::MAX, floor + 8.0);
    for (column, x) in places {
        let lines = sheet.letters.wrap(&sheet.columns[column].label, sheet.small(), YEAR);
        let width = sheet.letters.widest(&lines, sheet.small());
        let x = x.min(right + GAP / 2.0 - width / 2.0).max(MARGIN + width / 2.0);
        if x + width / 2.0 > free {
            continue;
        }
        free = x - width / 2.0 - 6.0;
        let middle = floor + 9.0 + sheet::height(&lines) / 2.0;
        sheet::set_in(recording, &lines, (x, middle), Anchor::Middle, (Ink::Muted, sheet.small()));
        deepest = deepest.max(middle + sheet::height(&lines) / 2.0);
    }
    deepest
}
