//! One square for each of what is counted, or for each hundredth: a block a part, named above it. For counts that a
//! reader can picture, such as days.

use super::Plot;
use crate::diagnostic::Message;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, LEADING, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Squares on top of each other.
const ROWS: u32 = 10;
/// A square and the gap after it.
const STEP: f64 = 12.0;
/// A square.
const SIDE: f64 = 10.0;
/// Between two blocks.
const APART: f64 = 14.0;
/// More than this are not counted one by one.
const MOST: f64 = 600.0;
/// The words over a block are no narrower than this before they are broken.
const WORDS: f64 = 130.0;

/// The kind.
pub(super) struct Waffle;

impl Plot for Waffle {
    fn kind(&self) -> ChartKind {
        ChartKind::Waffle
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let mut top = sheet::heading(&mut recording, sheet) + 4.0;
        let (counts, singly) = counts(sheet);
        let right = sheet.width - MARGIN;
        let mut line: Vec<(usize, f64, Vec<String>)> = Vec::new();
        let mut x = MARGIN;
        for (number, entry) in sheet.entries.iter().enumerate() {
            let squares = f64::from(counts[number].div_ceil(ROWS)) * STEP;
            let inline = sheet.letters.width(&entry.inline(), SIZE);
            let piece = sheet.letters.widest_piece(&entry.label, SIZE).max(sheet.letters.width(&entry.value, SIZE));
            let limit = squares.max(inline.min(WORDS)).max(piece).min(right - MARGIN);
            let words = entry.block(limit);
            let width = squares.max(sheet.letters.widest(&words, SIZE));
            if x > MARGIN && x + width > right {
                top = blocks(&mut recording, sheet, &line, &counts, top);
                (line, x) = (Vec::new(), MARGIN);
            }
            line.push((number, x, words));
            x += width + APART;
        }
        let bottom = blocks(&mut recording, sheet, &line, &counts, top);
        let words = match singly {
            true => sheet.say(&Message::new("ui.chart.square_one").with("one", sheet.one.as_str())),
            false => sheet.word("ui.chart.square_part"),
        };
        let words = sheet.letters.wrap(&words, sheet.small(), right - MARGIN);
        let middle = bottom + sheet::height(&words) / 2.0;
        sheet::set_in(&mut recording, &words, (MARGIN, middle), Anchor::Start, (Ink::Muted, sheet.small()));
        recording.close(bottom + sheet::height(&words) + MARGIN)
    }
}

/// The squares of each part, and whether each stands for one; else they make a hundred, the largest remainders first.
fn counts(sheet: &Sheet) -> (Vec<u32>, bool) {
    let amounts: Vec<f64> = sheet.entries.iter().map(|entry| entry.amount.max(0.0)).collect();
    if amounts.iter().all(|amount| amount.floor() == *amount) && amounts.iter().sum::<f64>() <= MOST {
        return (amounts.iter().map(|amount| *amount as u32).collect(), true);
    }
    let hundredths: Vec<f64> = sheet.shares().iter().map(|share| share * 100.0).collect();
    let mut counts: Vec<u32> = hundredths.iter().map(|share| share.floor() as u32).collect();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    let left = |number: &usize| hundredths[*number] - hundredths[*number].floor();
    order.sort_by(|one, other| left(other).total_cmp(&left(one)).then(one.cmp(other)));
    let short = 100_u32.saturating_sub(counts.iter().sum());
    order.iter().take(short as usize).for_each(|number| counts[*number] += 1);
    (counts, false)
}

/// Draws a line of blocks below `top`; gives its bottom.
fn blocks(
    recording: &mut Recording,
    sheet: &Sheet,
    line: &[(usize, f64, Vec<String>)],
    counts: &[u32],
    top: f64,
) -> f64 {
    let words = line.iter().map(|(.., words)| sheet::height(words)).fold(0.0, f64::max);
    let field = top + words + 4.0;
    for (number, x, lines) in line {
        let middle = top + words - sheet::height(lines) / 2.0;
        sheet::set(recording, lines, *x, middle, Anchor::Start);
        let entry = &sheet.entries[*number];
        for square in 0..counts[*number] {
            let (column, row) = (f64::from(square / ROWS), f64::from(square % ROWS));
            let corner = (x + column * STEP, field + row * STEP);
            recording.fill(corner, (corner.0 + SIDE, corner.1 + SIDE), entry.ink);
        }
    }
    let rows = line.iter().map(|(number, ..)| counts[*number].min(ROWS)).max().unwrap_or(0);
    field + f64::from(rows) * STEP + LEADING / 2.0
}
