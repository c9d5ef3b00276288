//! What values are compared with: upright dashed lines through rows, named above them. Knows no kind of chart.

use crate::draw::geometry::Point;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, MARGIN, SIZE, Sheet};

/// Between a line and a text that it leaves out.
const GAP: f64 = 3.0;
/// Width of a line.
const LINE: f64 = 1.4;

/// A text that no line may cross: left, top, right, bottom.
pub(super) type Kept = (f64, f64, f64, f64);

/// The place of lines of text at `x`, their middle at `middle`.
pub(super) fn kept(sheet: &Sheet, lines: &[String], (x, middle): Point, anchor: Anchor) -> Kept {
    let (width, half) = (sheet.letters.widest(lines, SIZE), sheet::height(lines) / 2.0);
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    (left, middle - half, left + width, middle + half)
}

/// The names, each in as many lines as it needs.
fn names_of(sheet: &Sheet) -> Vec<Vec<String>> {
    let room = sheet.width - 2.0 * MARGIN;
    sheet.references.iter().map(|reference| sheet.letters.wrap(&reference.words, SIZE, room)).collect()
}

/// The height that the names take.
pub(super) fn height(sheet: &Sheet) -> f64 {
    names_of(sheet).iter().map(|lines| sheet::height(lines)).sum()
}

/// Names the lines that end in `names` pixels and draws them from there down to `bottom`, off the texts in `kept`;
/// `places` are their `x`, in order.
pub(super) fn draw(
    recording: &mut Recording,
    sheet: &Sheet,
    places: &[f64],
    (names, bottom): (f64, f64),
    kept: &[Kept],
) {
    let mut middle = names - height(sheet);
    for (words, &x) in names_of(sheet).iter().zip(places) {
        let half = sheet.letters.widest(words, SIZE) / 2.0;
        let centre = x.min(sheet.width - MARGIN - half).max(MARGIN + half);
        let high = sheet::height(words);
        sheet::set_in(recording, words, (centre, middle + high / 2.0), Anchor::Middle, (Ink::Strong, SIZE));
        middle += high;
        let mut stops: Vec<(f64, f64)> = kept
            .iter()
            .filter(|text| text.0 - GAP < x && x < text.2 + GAP)
            .map(|text| (text.1 - GAP, text.3 + GAP))
            .collect();
        stops.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut from = names + 1.0;
        for (top, end) in stops.into_iter().chain([(bottom, bottom)]) {
            if top - from > 2.0 {
                recording.dashed(&[(x, from), (x, top)], Ink::Strong, LINE);
            }
            from = from.max(end);
        }
    }
}
