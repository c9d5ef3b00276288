//! Two times and the way between them: what it was at the left, what it is or shall be at the right. For change.

use super::{Plot, rows};
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, Entry, LEADING, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of the field; the second for one line alone.
const HEIGHT: (f64, f64) = (170.0, 90.0);
/// Between a point and its words.
const GAP: f64 = 10.0;
/// Width of a line, radius of a point.
const MARK: (f64, f64) = (2.0, 4.0);

/// The kind.
pub(super) struct Slope;

impl Plot for Slope {
    fn kind(&self) -> ChartKind {
        ChartKind::Slope
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let heads = sheet::heading(&mut recording, sheet) + 2.0;
        let names = names(sheet);
        let top = heads + names.iter().map(|lines| sheet::height(lines)).fold(LEADING, f64::max) + 8.0;
        let (from, to) = columns(sheet);
        let at_column = |row: &[usize], column: Option<usize>| {
            let mut entries = row.iter().map(|number| &sheet.entries[*number]);
            entries.find(|entry| entry.column == column && !entry.missing)
        };
        let pair = |row: &Vec<usize>| (at_column(row, from), at_column(row, to).filter(|_| from != to));
        let pairs: Vec<(Option<&Entry>, Option<&Entry>)> = sheet.rows().iter().map(pair).collect();
        let tall = if pairs.len() > 1 { HEIGHT.0 } else { HEIGHT.1 };
        let amounts = || pairs.iter().flat_map(|(one, other)| [*one, *other]).flatten().map(|entry| entry.amount);
        let (low, high) = (amounts().fold(f64::MAX, f64::min), amounts().fold(f64::MIN, f64::max));
        let height = |amount: f64| match high > low {
            true => top + (high - amount) / (high - low) * tall,
            false => top + tall / 2.0,
        };
        let third = sheet.width * 0.36;
        let single =
            |entry: &Option<&Entry>| entry.map_or_else(Vec::new, |entry| sheet.letters.wrap(&entry.value, SIZE, third));
        let firsts: Vec<Vec<String>> = pairs.iter().map(|(first, _)| single(first)).collect();
        let lasts: Vec<Vec<String>> = pairs
            .iter()
            .map(|(first, last)| match last.or(*first) {
                Some(entry) if last.is_some() => entry.block(third),
                Some(entry) => sheet.letters.wrap(&entry.label, SIZE, third),
                None => Vec::new(),
            })
            .collect();
        let left = MARGIN + sheet.letters.widest(firsts.iter().flatten(), SIZE).max(30.0) + GAP;
        let right = (sheet.width - MARGIN - sheet.letters.widest(lasts.iter().flatten(), SIZE) - GAP).max(left + 20.0);
        let heights = |words: &[Vec<String>]| words.iter().map(|lines| sheet::height(lines)).collect::<Vec<f64>>();
        let at = |entry: Option<&Entry>| entry.map_or(top, |entry| height(entry.amount));
        let bounds = (top - LEADING / 2.0, top + tall + LEADING / 2.0);
        let wanted: Vec<f64> = pairs.iter().map(|(first, _)| at(*first)).collect();
        let starts = rows::spread(&wanted, &heights(&firsts), bounds);
        let wanted: Vec<f64> = pairs.iter().map(|(first, last)| at(last.or(*first))).collect();
        let ends = rows::spread(&wanted, &heights(&lasts), bounds);
        name(&mut recording, sheet, &names, heads, (left, right));
        let points = sheet.entries.iter().any(|entry| entry.highlighted);
        let mut deepest = top + tall;
        for (number, (first, last)) in pairs.iter().enumerate() {
            let Some(shown) = first.or(*last) else { continue };
            let ink = match shown.own_ink {
                _ if points && !shown.highlighted => Ink::Rest,
                _ if points => Ink::Strong,
                own => own.unwrap_or(Ink::Part(number as u8)),
            };
            let ends_of = [(left, first), (right, last)];
            let places: Vec<(f64, f64)> =
                ends_of.into_iter().filter_map(|(x, entry)| Some((x, height(entry.as_ref()?.amount)))).collect();
            if last.is_some_and(|last| last.target) {
                recording.dashed(&places, ink, MARK.0);
            } else {
                recording.line(&places, ink, MARK.0);
            }
            for place in &places {
                recording.dot(*place, MARK.1, ink);
            }
            sheet::set(&mut recording, &firsts[number], left - GAP, starts[number], Anchor::End);
            sheet::set(&mut recording, &lasts[number], right + GAP, ends[number], Anchor::Start);
            for (middle, lines) in [(starts[number], &firsts[number]), (ends[number], &lasts[number])] {
                deepest = deepest.max(middle + sheet::height(lines) / 2.0);
            }
        }
        recording.close(deepest + 4.0 + MARGIN)
    }
}

/// The first and the last column in which something is known.
fn columns(sheet: &Sheet) -> (Option<usize>, Option<usize>) {
    let known = || sheet.entries.iter().filter(|entry| !entry.missing).map(|entry| entry.column);
    (known().min().flatten(), known().max().flatten())
}

/// The names of the two times, in lines.
fn names(sheet: &Sheet) -> Vec<Vec<String>> {
    let (from, to) = columns(sheet);
    let limit = sheet.width / 2.0 - 2.0 * MARGIN;
    let named = [from, to.filter(|_| from != to)].into_iter().flatten().filter_map(|column| sheet.columns.get(column));
    named.map(|column| sheet.letters.wrap(&column.label, SIZE, limit)).collect()
}

/// Names the two times over their points.
fn name(recording: &mut Recording, sheet: &Sheet, names: &[Vec<String>], heads: f64, (left, right): (f64, f64)) {
    let mut free = MARGIN;
    for (lines, x) in names.iter().zip([left, right]) {
        let half = sheet.letters.widest(lines, SIZE) / 2.0;
        let at = x.max(free + half).min(sheet.width - MARGIN - half);
        let middle = heads + sheet::height(lines) / 2.0;
        sheet::set_in(recording, lines, (at, middle), Anchor::Middle, (Ink::Muted, SIZE));
        free = at + half + 4.0;
    }
}
