//! From year to year, by group: what runs the whole time is pale, what ends before or begins later stands out and says
//! when. For projects.

use super::{Plot, rows};
use crate::diagnostic::Message;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, HAIRLINE, LEADING, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Height of a row, and of its bar.
const ROW: (f64, f64) = (21.0, 11.0);
/// The least width of the field.
const LEAST: f64 = 190.0;

/// The kind.
pub(super) struct Gantt;

impl Plot for Gantt {
    fn kind(&self) -> ChartKind {
        ChartKind::Gantt
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let heads = sheet::heading(&mut recording, sheet) + 2.0;
        let top = heads + LEADING * if in_two_lines(sheet) { 2.0 } else { 1.0 } + 2.0;
        let mut group = "";
        let items: Vec<rows::Item> = sheet
            .entries
            .iter()
            .map(|entry| {
                let opens = entry.group != group;
                group = &entry.group;
                rows::Item { label: entry.label.clone(), head: opens.then(|| entry.group.clone()) }
            })
            .collect();
        let periods = || sheet.entries.iter().filter_map(|entry| entry.period);
        let first = periods().map(|(from, _)| from).fold(f64::MAX, f64::min);
        let last = periods().map(|(_, to)| to).fold(f64::MIN, f64::max);
        let rows = rows::lay(&mut recording, sheet, &items, top, (ROW.0, LEAST));
        let right = sheet.width - MARGIN;
        let at = |year: f64| rows.left + (year - first) / (last - first).max(1e-9) * (right - rows.left);
        if first < last {
            years(&mut recording, sheet, (first, last), at, (heads, &rows));
        }
        let points = sheet.entries.iter().any(|entry| entry.highlighted);
        for (entry, row) in sheet.entries.iter().zip(&rows.rows) {
            let (middle, value) = (row.middle(), std::slice::from_ref(&entry.value));
            let Some((from, to)) = entry.period else {
                let ink = (Ink::Muted, SIZE);
                let words = sheet.letters.wrap(&entry.value, SIZE, right - rows.left);
                sheet::set_in(&mut recording, &words, (rows.left, middle), Anchor::Start, ink);
                continue;
            };
            let ink = match entry.own_ink {
                _ if points && entry.highlighted => Ink::Strong,
                _ if points => Ink::Pale,
                Some(own) => own,
                None if to < last => Ink::Strong,
                None if from > first => Ink::Part(3),
                None => Ink::Pale,
            };
            recording.fill((at(from), middle - ROW.1 / 2.0), (at(to), middle + ROW.1 / 2.0), ink);
            let width = sheet.letters.width(&entry.value, SIZE) + 6.0;
            if to < last && at(to) + width <= right {
                sheet::set(&mut recording, value, at(to) + 6.0, middle, Anchor::Start);
            } else if from > first && at(from) - width >= rows.left {
                sheet::set(&mut recording, value, at(from) - 6.0, middle, Anchor::End);
            }
        }
        recording.close(rows.bottom + MARGIN)
    }
}

/// Where something begins or ends, in order.
fn bounds(sheet: &Sheet) -> Vec<f64> {
    let periods = sheet.entries.iter().filter_map(|entry| entry.period);
    let mut bounds: Vec<f64> = periods.flat_map(|(from, to)| [from, to]).collect();
    bounds.sort_by(f64::total_cmp);
    bounds.dedup();
    bounds
}

/// Whether the years between the first and the last stand on a line of their own.
fn in_two_lines(sheet: &Sheet) -> bool {
    sheet.is_narrow() && bounds(sheet).len() > 2
}

/// Names the years in which something begins or ends and rules them, where they have room.
fn years(
    recording: &mut Recording,
    sheet: &Sheet,
    (first, last): (f64, f64),
    at: impl Fn(f64) -> f64,
    (heads, rows): (f64, &rows::Rows),
) {
    let words = |year: f64| {
        let ends = Message::new("ui.chart.year_end").with("year", format!("{}", year.floor() - 1.0));
        let starts = Message::new("ui.chart.year_start").with("year", format!("{}", year.floor()));
        sheet.say(if year <= first { &starts } else { &ends })
    };
    let width = |year: f64| sheet.letters.width(&words(year), sheet.small());
    let mut name = |x: f64, line: f64, anchor: Anchor, year: f64| {
        recording.label((x, line + 11.0), anchor, sheet.small(), Ink::Muted, &words(year));
    };
    let two = in_two_lines(sheet);
    let end = at(last) - width(last);
    name(at(last), heads, Anchor::End, last);
    let mut free = rows.left;
    if at(first) + width(first) + 6.0 < end {
        name(at(first), heads, Anchor::Start, first);
        free = if two { free } else { at(first) + width(first) + 6.0 };
    }
    let limit = if two { at(last) } else { end - 6.0 };
    let line = if two { heads + LEADING } else { heads };
    for year in bounds(sheet) {
        let (x, half) = (at(year), width(year) / 2.0);
        let x = if two { x.max(free + half).min(limit - half) } else { x };
        if year > first && year < last && x - half >= free && x + half <= limit {
            name(x, line, Anchor::Middle, year);
            free = x + half + 6.0;
        }
    }
    // Rules keep off the labels of rows and the heads of groups.
    for year in bounds(sheet) {
        for row in &rows.rows {
            let x = at(year);
            recording.line(&[(x, row.top + 1.0), (x, row.bottom - 1.0)], Ink::Grid, HAIRLINE);
        }
    }
}
