//! A pattern of shields, belts and corridors in a field that stands for the whole: a scheme by direction, no map, and
//! it says so. Shields stand along the side that they are given, belts across, corridors from one end to the other.

use super::{Plot, rows};
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, Entry, HAIRLINE, MARGIN, SIZE, Sheet};
use crate::model::{Bearing, ChartKind, Form};

/// Height of the field.
const HEIGHT: f64 = 230.0;
/// Thickness of a shield, of a belt, of a corridor.
const THICK: (f64, f64, f64) = (30.0, 54.0, 9.0);
/// From the field to the words.
const GAP: f64 = 16.0;

/// Left, top, right, bottom.
type Area = (f64, f64, f64, f64);

/// The kind.
pub(super) struct Scheme;

impl Plot for Scheme {
    fn kind(&self) -> ChartKind {
        ChartKind::Scheme
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let names = sheet::heading(&mut recording, sheet) + 4.0;
        let side = (sheet.width * 0.46).min(HEIGHT * 1.15);
        let is_corridor = |entry: &Entry| entry.form == Some(Form::Corridor);
        let corridors = sheet.entries.iter().filter(|entry| is_corridor(entry)).count();
        let beside = sheet.width - 2.0 * MARGIN - side - 2.0 * GAP;
        let across = |number: usize| MARGIN + side * (number as f64 + 1.0) / (corridors as f64 + 1.0);
        let mut passed = 0;
        let words: Vec<Vec<String>> = sheet
            .entries
            .iter()
            .map(|entry| {
                if !is_corridor(entry) {
                    return sheet.letters.wrap(&entry.label, SIZE, beside);
                }
                passed += 1;
                sheet.letters.wrap(&entry.label, SIZE, sheet.width - MARGIN - across(passed - 1) - 6.0)
            })
            .collect();
        let above = words.iter().zip(&sheet.entries).filter(|(_, entry)| is_corridor(entry));
        let top = names + above.map(|(lines, _)| sheet::height(lines) + 2.0).sum::<f64>() + 8.0;
        let field = (MARGIN, top, MARGIN + side, top + HEIGHT);
        recording.fill((field.0, field.1), (field.2, field.3), Ink::Grid);
        // Belts lie under corridors.
        let order = |entry: &&(usize, &Entry)| match entry.1.form {
            Some(Form::Belt) => 0,
            Some(Form::Shield) => 1,
            Some(Form::Corridor) | None => 2,
        };
        let mut entries: Vec<(usize, &Entry)> = sheet.entries.iter().enumerate().collect();
        entries.sort_by_key(|entry| order(&entry));
        let (mut passed, mut line) = (0, names);
        let mut ends: Vec<(usize, f64, f64)> = Vec::new();
        for (number, entry) in entries {
            let ink = entry.own_ink.unwrap_or(Ink::Part(number as u8));
            if is_corridor(entry) {
                let (at, half) = (across(passed), THICK.2 / 2.0);
                passed += 1;
                surface(&mut recording, (at - half, field.1 + 4.0, at + half, field.3 - 4.0), ink);
                // Named above the field, the first highest: no line meets the name of another.
                let high = sheet::height(&words[number]);
                sheet::set(&mut recording, &words[number], at + 6.0, line + high / 2.0, Anchor::Start);
                recording.line(&[(at, line + 4.0), (at, field.1 + 2.0)], Ink::Text, HAIRLINE);
                line += high + 2.0;
                continue;
            }
            let alike =
                |other: &&Entry| (other.form == Some(Form::Shield), other.side) == (is_shield(entry), entry.side);
            let same: Vec<usize> = (0..sheet.entries.len())
                .filter(|other| !is_corridor(&sheet.entries[*other]))
                .filter(|other| alike(&&sheet.entries[*other]))
                .collect();
            let place = same.iter().position(|other| *other == number).unwrap_or(0);
            let area = area(entry, (place as f64, same.len().max(1) as f64), field);
            surface(&mut recording, area, ink);
            ends.push((number, area.2, (area.1 + area.3) / 2.0));
        }
        let heights: Vec<f64> = ends.iter().map(|(number, ..)| sheet::height(&words[*number]) + 4.0).collect();
        let wanted: Vec<f64> = ends.iter().map(|(.., y)| *y).collect();
        let middles = rows::spread(&wanted, &heights, (top, field.3));
        let (elbow, x) = (field.2 + 5.0, field.2 + GAP);
        let mut deepest = field.3;
        for ((number, from, y), (middle, height)) in ends.iter().zip(middles.iter().zip(&heights)) {
            recording.line(&[(*from, *y), (elbow, *y), (x - 3.0, *middle)], Ink::Text, HAIRLINE);
            sheet::set(&mut recording, &words[*number], x, *middle, Anchor::Start);
            deepest = deepest.max(middle + height / 2.0);
        }
        sheet::disclaim(recording, sheet, deepest + 8.0)
    }
}

fn is_shield(entry: &Entry) -> bool {
    entry.form == Some(Form::Shield)
}

/// Fills a rectangle with a gap of paper round it, which keeps it apart from what it lies on.
fn surface(recording: &mut Recording, (left, top, right, bottom): Area, ink: Ink) {
    recording.fill((left - 1.5, top - 1.5), (right + 1.5, bottom + 1.5), Ink::Paper);
    recording.fill((left, top), (right, bottom), ink);
}

/// Where a shield or a belt lies in the field; those on one side share its room, as the `place`-th of `count`.
fn area(entry: &Entry, (place, count): (f64, f64), field: Area) -> Area {
    let (column, row) = entry.side.unwrap_or(Bearing::Middle).steps();
    let thick = if is_shield(entry) { THICK.0 / count } else { THICK.1 / count };
    let (from, to) = (place * thick + 1.5, (place + 1.0) * thick - 1.5);
    match (column, row) {
        (-1, 0) if is_shield(entry) => (field.0 + from, field.1 + 1.5, field.0 + to, field.3 - 1.5),
        (1, 0) if is_shield(entry) => (field.2 - to, field.1 + 1.5, field.2 - from, field.3 - 1.5),
        (_, -1) if is_shield(entry) => (field.0 + 1.5, field.1 + from, field.2 - 1.5, field.1 + to),
        _ if is_shield(entry) => (field.0 + 1.5, field.3 - to, field.2 - 1.5, field.3 - from),
        _ => {
            let middle = (field.1 + field.3) / 2.0 + f64::from(row) * (HEIGHT / 2.0 - THICK.1 / 2.0 - 14.0);
            let top = middle - THICK.1 / 2.0;
            (field.0 + 6.0, top + from, field.2 - 6.0, top + to)
        }
    }
}
