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
        let top = heads + LEADING + 2.0;
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
        for (entry, row) in sheet.entries.iter().zip(&rows.rows) {
            let (middle, value) = (row.middle(), std::slice::from_ref(&entry.value));
            let Some((from, to)) = entry.period else {
                let ink = (Ink::Muted, SIZE);
                let words = sheet.letters.wrap(&entry.value, SIZE, right - rows.left);
                sheet::set_in(&mut recording, &words, (rows.left, middle), Anchor::Start, ink);
                continue;
            };
            let ink = match entry.own_ink {
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

/// Names the years in which something begins or ends and rules them, where they have room.
fn years(
    recording: &mut Recording,
    sheet: &Sheet,
    (first, last): (f64, f64),
    at: impl Fn(f64) -> f64,
    (heads, rows): (f64, &rows::Rows),
) {
    let mut bounds: Vec<f64> =
        sheet.entries.iter().filter_map(|entry| entry.period).flat_map(|(a, b)| [a, b]).collect();
    bounds.sort_by(f64::total_cmp);
    bounds.dedup();
    let words = |year: f64| {
        let ends = Message::new("ui.chart.year_end").with("year", format!("{}", year.floor() - 1.0));
        let starts = Message::new("ui.chart.year_start").with("year", format!("{}", year.floor()));
        sheet.say(if year <= first { &starts } else { &ends })
    };
    let placed = |year: f64| {
        let width = sheet.letters.width(&words(year), sheet.small());
        if year <= first {
            (at(year), Anchor::Start, at(year), at(year) + width)
        } else {
            (at(year), Anchor::End, at(year) - width, at(year))
        }
    };
    let end = placed(last).2;
    let mut free = f64::MIN;
    for &year in &bounds {
        let (x, anchor, from, to) = placed(year);
        let fits = from > free && (year >= last || to + 6.0 < end || year <= first && to + 6.0 < end);
        if fits {
            recording.label((x, heads + 11.0), anchor, sheet.small(), Ink::Muted, &words(year));
            free = to + 6.0;
        }
        // Rules keep off the labels of rows and the heads of groups.
        for row in &rows.rows {
            recording.line(&[(x, row.top + 1.0), (x, row.bottom - 1.0)], Ink::Grid, HAIRLINE);
        }
    }
}
