//! Points by two amounts, the first column across and the second upwards, with the straight line that fits them best.
//! A point is named beside it where there is room; the others are listed below.

use super::Plot;
use crate::draw::geometry::Point;
use crate::draw::ink::Ink;
use crate::draw::plane::{Plane, Ticks};
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, Entry, LEADING, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of the field.
const HEIGHT: f64 = 230.0;
/// Between ticks and field, and between a point and its name.
const GAP: f64 = 8.0;
/// Radius of a point.
const RADIUS: f64 = 4.0;
/// Fewer points have no line.
const FEW: usize = 3;

/// The kind.
pub(super) struct Scatter;

/// A row with both its amounts.
struct Pair<'e, 'a> {
    across: &'e Entry<'a>,
    upward: &'e Entry<'a>,
}

/// Left, top, right, bottom.
type Box4 = (f64, f64, f64, f64);

impl Plot for Scatter {
    fn kind(&self) -> ChartKind {
        ChartKind::Scatter
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let mut heads = sheet::heading(&mut recording, sheet) + 2.0;
        let name = |number: usize| sheet.columns.get(number).map(|column| column.label.clone()).unwrap_or_default();
        let upward = sheet.letters.wrap(&name(1), sheet.small(), sheet.width - 2.0 * MARGIN);
        let at = (MARGIN, heads + sheet::height(&upward) / 2.0);
        sheet::set_in(&mut recording, &upward, at, Anchor::Start, (Ink::Muted, sheet.small()));
        heads += sheet::height(&upward) + 12.0;
        let pairs = pairs(sheet);
        let (x, y) = (ticks(pairs.iter().map(|pair| pair.across)), ticks(pairs.iter().map(|pair| pair.upward)));
        let (across, up) = (x.labels(sheet.language), y.labels(sheet.language));
        let half = |label: Option<&String>| label.map_or(0.0, |label| sheet.letters.width(label, sheet.small()) / 2.0);
        let left = MARGIN + (sheet.letters.widest(&up, sheet.small()) + GAP).max(half(across.first()));
        let (right, floor) = (sheet.width - MARGIN - half(across.last()), heads + HEIGHT);
        let (places, columns, lines, fit) = {
            let plane = Plane::new(&mut recording, (x.range(), left..right), (y.range(), floor..heads));
            let place = |across: f64, up: f64| plane.pixel((x.in_grains(across), y.in_grains(up)));
            let places: Vec<Point> = pairs.iter().map(|pair| place(pair.across.amount, pair.upward.amount)).collect();
            let columns: Vec<f64> = x.grains.iter().map(|grains| plane.pixel((*grains as f64, 0.0)).0).collect();
            let lines: Vec<f64> = y.grains.iter().map(|grains| plane.pixel((0.0, *grains as f64)).1).collect();
            (places, columns, lines, fitted(&pairs).map(|ends| ends.map(|(across, up)| place(across, up))))
        };
        for ((label, line), grains) in up.iter().zip(&lines).zip(&y.grains) {
            let ink = if *grains == 0 { Ink::Rule } else { Ink::Grid };
            recording.line(&[(left, *line), (right, *line)], ink, 1.0);
            sheet::set_tick(&mut recording, label, sheet.small(), left - GAP + 2.0, *line);
        }
        let mut free = f64::MIN;
        for (label, column) in across.iter().zip(&columns) {
            let half = sheet.letters.width(label, sheet.small()) / 2.0;
            if column - half > free {
                recording.label((*column, floor + 18.0), Anchor::Middle, sheet.small(), Ink::Muted, label);
                free = column + half + 6.0;
            }
        }
        let beside = sheet.letters.wrap(&name(0), sheet.small(), right - left);
        let (middle, foot) = (floor + 24.0 + sheet::height(&beside) / 2.0, floor + 24.0 + sheet::height(&beside));
        sheet::set_in(&mut recording, &beside, (right, middle), Anchor::End, (Ink::Muted, sheet.small()));
        if let Some(ends) = fit {
            recording.dashed(&cut(ends, (heads, floor)), Ink::Muted, 1.2);
        }
        // No name may meet the line, nor that of nothing.
        let mut line = fit.map_or_else(Vec::new, |ends| along(cut(ends, (heads, floor))));
        let zero = lines.iter().zip(&y.grains).filter(|(_, grains)| **grains == 0);
        line.extend(zero.map(|(zero, _)| (left, zero - 1.0, right, zero + 1.0)));
        let listed = name_points(&mut recording, sheet, (&pairs, &places), &line, (left, heads, right, floor));
        let bottom = list(&mut recording, sheet, &listed, Ink::Text, foot + 8.0);
        let bottom = list(&mut recording, sheet, &unknown(sheet), Ink::Muted, bottom);
        recording.close(bottom + MARGIN)
    }
}

/// The rows of which both amounts are known.
fn pairs<'e, 'a>(sheet: &'e Sheet<'a>) -> Vec<Pair<'e, 'a>> {
    let of_row = |row: Vec<usize>| {
        let find = |column: usize| {
            let mut entries = row.iter().map(|number| &sheet.entries[*number]);
            entries.find(|entry| entry.column == Some(column) && !entry.missing)
        };
        Some(Pair { across: find(0)?, upward: find(1)? })
    };
    sheet.rows().into_iter().filter_map(of_row).collect()
}

fn ticks<'e, 'a: 'e>(entries: impl Iterator<Item = &'e Entry<'a>> + Clone) -> Ticks {
    let amounts = || entries.clone().map(|entry| entry.amount);
    let whole = amounts().all(|amount| amount.floor() == amount);
    Ticks::spanning(amounts().fold(0.0, f64::min), amounts().fold(0.0, f64::max), whole)
}

/// The ends of the line of least squares, over the points' width; none for few points or points on one upright.
fn fitted(pairs: &[Pair<'_, '_>]) -> Option<[Point; 2]> {
    let count = pairs.len() as f64;
    let mean = |of: fn(&Pair<'_, '_>) -> f64| pairs.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|pair| pair.across.amount), mean(|pair| pair.upward.amount));
    let square: f64 = pairs.iter().map(|pair| (pair.across.amount - x) * (pair.across.amount - x)).sum();
    let product: f64 = pairs.iter().map(|pair| (pair.across.amount - x) * (pair.upward.amount - y)).sum();
    if pairs.len() < FEW || square <= 0.0 {
        return None;
    }
    let ends = pairs.iter().map(|pair| pair.across.amount);
    let (first, last) = ends.fold((f64::MAX, f64::MIN), |(a, b), at| (a.min(at), b.max(at)));
    Some([first, last].map(|at| (at, y + product / square * (at - x))))
}

/// A line cut down to the height of the field.
fn cut([from, to]: [Point; 2], (top, floor): (f64, f64)) -> [Point; 2] {
    let at = |y: f64| {
        let part = if to.1 == from.1 { 0.0 } else { (y - from.1) / (to.1 - from.1) };
        (from.0 + (to.0 - from.0) * part.clamp(0.0, 1.0), y)
    };
    [from, to].map(|end| {
        if end.1 < top {
            at(top)
        } else if end.1 > floor {
            at(floor)
        } else {
            end
        }
    })
}

/// A straight line as small boxes that no name may meet.
fn along([from, to]: [Point; 2]) -> Vec<Box4> {
    let at = |step: u32| {
        let part = f64::from(step) / 80.0;
        (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
    };
    (0..=80).map(at).map(|(x, y)| (x - 2.0, y - 2.0, x + 2.0, y + 2.0)).collect()
}

/// The rows of which an amount is not known, in words.
fn unknown(sheet: &Sheet) -> Vec<String> {
    let of_row = |row: Vec<usize>| {
        let entries: Vec<&Entry> = row.iter().map(|number| &sheet.entries[*number]).collect();
        let first = entries.first().filter(|_| entries.iter().any(|entry| entry.missing))?;
        let values: Vec<&str> = entries.iter().map(|entry| entry.value.as_str()).collect();
        Some(format!("{}\u{a0}\u{a0}{}", first.label, values.join(", ")))
    };
    sheet.rows().into_iter().filter_map(of_row).collect()
}

/// Sets words one below the other from `top` on; gives the bottom.
fn list(recording: &mut Recording, sheet: &Sheet, all: &[String], ink: Ink, top: f64) -> f64 {
    let mut bottom = top;
    for words in all {
        let lines = sheet.letters.wrap(words, SIZE, sheet.width - 2.0 * MARGIN);
        let at = (MARGIN, bottom + sheet::height(&lines) / 2.0);
        sheet::set_in(recording, &lines, at, Anchor::Start, (ink, SIZE));
        bottom += sheet::height(&lines) + 2.0;
    }
    bottom
}

/// Draws the points and names them; gives the words of those that have no room beside them.
fn name_points(
    recording: &mut Recording,
    sheet: &Sheet,
    (pairs, places): (&[Pair<'_, '_>], &[Point]),
    line: &[Box4],
    field: Box4,
) -> Vec<String> {
    let mut taken: Vec<Box4> = places.iter().map(|(x, y)| (x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)).collect();
    taken.extend_from_slice(line);
    let mut listed = Vec::new();
    for (number, (pair, place)) in pairs.iter().zip(places).enumerate() {
        let label = &pair.across.label;
        let (width, high) = (sheet.letters.width(label, SIZE), LEADING / 2.0);
        let (x, y) = *place;
        let boxes = [
            (x + GAP, y - high, x + GAP + width, y + high),
            (x - GAP - width, y - high, x - GAP, y + high),
            (x - width / 2.0, y - GAP - LEADING, x + width / 2.0, y - GAP),
            (x - width / 2.0, y + GAP, x + width / 2.0, y + GAP + LEADING),
        ];
        let inside = |it: &Box4| it.0 >= field.0 && it.1 >= field.1 - 8.0 && it.2 <= field.2 && it.3 <= field.3 - 2.0;
        let apart = |it: &Box4| {
            let meets = |other: &Box4| it.0 < other.2 && other.0 < it.2 && it.1 < other.3 && other.1 < it.3;
            !taken.iter().enumerate().any(|(own, other)| own != number && meets(other))
        };
        match boxes.into_iter().find(|it| inside(it) && apart(it)) {
            Some(found) => {
                taken.push(found);
                let lines = std::slice::from_ref(label);
                sheet::set(recording, lines, (found.0 + found.2) / 2.0, (found.1 + found.3) / 2.0, Anchor::Middle);
            }
            None => listed.push(format!("{label}\u{a0}\u{a0}{}, {}", pair.across.value, pair.upward.value)),
        }
        recording.dot(*place, RADIUS, sheet.ink(pair.across));
    }
    listed
}
