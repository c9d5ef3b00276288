//! Names what colours stand for: parts, or columns. Knows no kind of chart.

use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, LEADING, MARGIN, SIZE, Sheet};

/// Size of a colour key, and the gap after it.
const KEY: f64 = 10.0;
const GAP: f64 = 6.0;

/// Names the columns by dots of their colours, in lines below `top`; gives the bottom.
pub(super) fn columns(recording: &mut Recording, sheet: &Sheet, top: f64) -> f64 {
    let (mut x, mut middle) = (MARGIN, top + LEADING / 2.0);
    for column in &sheet.columns {
        let words = sheet.letters.wrap(&column.label, SIZE, sheet.width - 2.0 * MARGIN - 14.0);
        let width = sheet.letters.widest(&words, SIZE) + 14.0;
        if x > MARGIN && x + width > sheet.width - MARGIN {
            (x, middle) = (MARGIN, middle + LEADING + 3.0);
        }
        recording.fill((x, middle - 4.5), (x + 9.0, middle + 4.5), column.ink);
        let centre = middle + sheet::height(&words) / 2.0 - LEADING / 2.0;
        sheet::set(recording, &words, x + 14.0, centre, Anchor::Start);
        x += width + 16.0;
        middle = centre + sheet::height(&words) / 2.0 - LEADING / 2.0;
    }
    middle + LEADING / 2.0 + 4.0
}

/// Names all parts in two columns with colour keys, one in a narrow drawing; gives the bottom of the list.
pub(super) fn keys(recording: &mut Recording, sheet: &Sheet, top: f64) -> f64 {
    let columns: u8 = if sheet.is_narrow() { 1 } else { 2 };
    let half = sheet.entries.len().div_ceil(usize::from(columns));
    let width = (sheet.width - 2.0 * MARGIN) / f64::from(columns);
    let mut deepest = top;
    for (column, entries) in sheet.entries.chunks(half.max(1)).enumerate() {
        let left = MARGIN + width * column as f64;
        let mut bottom = top + GAP;
        for entry in entries {
            let lines = entry.block(width - KEY - 3.0 * GAP);
            let first = bottom + LEADING / 2.0;
            recording.fill((left, first - KEY / 2.0), (left + KEY, first + KEY / 2.0), entry.ink);
            let middle = bottom + sheet::height(&lines) / 2.0;
            sheet::set(recording, &lines, left + KEY + GAP, middle, Anchor::Start);
            bottom += sheet::height(&lines) + GAP;
        }
        deepest = deepest.max(bottom);
    }
    deepest
}
