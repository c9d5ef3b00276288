//! Rows with a label each: beside the field where there is room, else above it. Draws the labels and the heads of
//! groups; what stands in the field is the kind's. Knows no kind of chart.

use super::reference::Kept;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, LEADING, MARGIN, SIZE, Sheet};

/// Between a label and the field.
pub(super) const GAP: f64 = 8.0;
/// A label beside the field is no wider than this part of the drawing.
const MOST: f64 = 0.42;
/// Above the head of a group.
const BEFORE: f64 = 6.0;

/// A row to be laid out.
pub(super) struct Item {
    /// Its label.
    pub(super) label: String,
    /// The head of the group that it opens.
    pub(super) head: Option<String>,
}

/// A row that is laid out.
pub(super) struct Row {
    /// Where its field begins and ends.
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Row {
    /// The middle of its field.
    pub(super) fn middle(&self) -> f64 {
        (self.top + self.bottom) / 2.0
    }
}

/// All rows.
pub(super) struct Rows {
    /// Where fields begin; they end at the drawing's margin.
    pub(super) left: f64,
    /// The rows in order.
    pub(super) rows: Vec<Row>,
    /// The bottom of the last.
    pub(super) bottom: f64,
    /// Where labels stand among the fields: no line may cross them.
    pub(super) labels: Vec<Kept>,
}

/// Whether labels stand above their fields, and how wide they may be: a field needs at least `least` pixels beside one.
pub(super) fn stance(sheet: &Sheet, items: &[Item], least: f64) -> (bool, f64) {
    let letters = sheet.letters;
    let longest = letters.widest(items.iter().map(|item| &item.label), SIZE);
    let most = (sheet.width * MOST).min(sheet.width - 2.0 * MARGIN - GAP - least);
    let narrowest = items.iter().map(|item| letters.least_column(&item.label, SIZE)).fold(0.0, f64::max);
    let tall = || items.iter().any(|item| letters.wrap(&item.label, SIZE, most).len() > 3);
    if narrowest > most || tall() { (true, sheet.width - 2.0 * MARGIN) } else { (false, longest.min(most)) }
}

/// Lays rows out below `top`, each field `height` high and at least `least` wide, and sets their labels.
pub(super) fn lay(
    recording: &mut Recording,
    sheet: &Sheet,
    items: &[Item],
    top: f64,
    (height, least): (f64, f64),
) -> Rows {
    let (above, limit) = stance(sheet, items, least);
    let wrapped: Vec<Vec<String>> = items.iter().map(|item| sheet.letters.wrap(&item.label, SIZE, limit)).collect();
    let column = sheet.letters.widest(wrapped.iter().flatten(), SIZE);
    let left = if above || column == 0.0 { MARGIN } else { MARGIN + column + GAP };
    let (mut rows, mut labels, mut bottom) = (Vec::new(), Vec::new(), top);
    for (item, lines) in items.iter().zip(&wrapped) {
        if let Some(head) = &item.head {
            let lines = sheet.letters.wrap(head, SIZE, sheet.width - 2.0 * MARGIN);
            let middle = bottom + BEFORE + sheet::height(&lines) / 2.0;
            sheet::set_in(recording, &lines, (MARGIN, middle), Anchor::Start, (Ink::Part(0), SIZE));
            bottom = middle + sheet::height(&lines) / 2.0 + 2.0;
        }
        let tall = sheet::height(lines);
        if above {
            sheet::set(recording, lines, MARGIN, bottom + 2.0 + tall / 2.0, Anchor::Start);
            let top = bottom + 2.0 + tall;
            labels.push((MARGIN, top - tall, MARGIN + sheet.letters.widest(lines, SIZE), top));
            rows.push(Row { top, bottom: top + height });
            bottom = top + height + 2.0;
        } else {
            let all = height.max(tall + LEADING * 0.35);
            let row = Row { top: bottom + (all - height) / 2.0, bottom: bottom + (all + height) / 2.0 };
            sheet::set(recording, lines, left - GAP, row.middle(), Anchor::End);
            rows.push(row);
            bottom += all;
        }
    }
    Rows { left, rows, bottom, labels }
}

/// The labels of the sheet's rows, each with the numbers of its entries.
pub(super) fn items(sheet: &Sheet) -> Vec<(Item, Vec<usize>)> {
    let rows = sheet.rows().into_iter();
    let label = |row: &[usize]| row.first().map_or_else(String::new, |first| sheet.entries[*first].label.clone());
    rows.map(|row| (Item { label: label(&row), head: None }, row)).collect()
}

/// The values of a row, in their order: 23% → 28%. Where one is known, those that are not are gaps, as in the drawing.
pub(super) fn chain(sheet: &Sheet, numbers: &[usize]) -> Vec<String> {
    let entries = || numbers.iter().map(|number| &sheet.entries[*number]);
    let known = entries().any(|entry| !entry.missing);
    let mut values: Vec<&str> =
        entries().filter(|entry| !known || !entry.missing).map(|entry| entry.value.as_str()).collect();
    values.dedup();
    // A line may end after an arrow, never before one.
    let limit = sheet.width * 0.3;
    let mut lines: Vec<String> = Vec::new();
    for (number, value) in values.iter().enumerate() {
        let arrow = if number + 1 < values.len() { " →" } else { "" };
        let piece = format!("{value}{arrow}");
        match lines.last_mut() {
            Some(line) if sheet.letters.width(&format!("{line} {piece}"), SIZE) <= limit => {
                line.push(' ');
                line.push_str(&piece);
            }
            _ => lines.extend(sheet.letters.wrap(&piece, SIZE, limit)),
        }
    }
    lines
}

/// Moves `wanted` middles apart so that neighbours of these heights do not meet, in their order, and none leaves
/// `from..to` as long as they have room there.
pub(super) fn spread(wanted: &[f64], heights: &[f64], (from, to): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|one, other| wanted[*one].total_cmp(&wanted[*other]).then(one.cmp(other)));
    let mut placed = wanted.to_vec();
    let mut bottom = from;
    for &number in &order {
        placed[number] = placed[number].max(bottom + heights[number] / 2.0);
        bottom = placed[number] + heights[number] / 2.0;
    }
    let mut top = to.max(from + heights.iter().sum::<f64>());
    for &number in order.iter().rev() {
        placed[number] = placed[number].min(top - heights[number] / 2.0);
        top = placed[number] - heights[number] / 2.0;
    }
    placed
}
