//! One bar of 100 %, cut into parts in their order. Parts with room for it are named above themselves, narrow ones
//! below by leader lines, which open to one side in steps and so cross nothing; where even these have no room, a list
//! with colour keys names all.

use super::{Plot, legend, reference};
use crate::draw::ink::Ink;
use crate::draw::plane::Plane;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, HAIRLINE, MARGIN, SIZE, Sheet};
use crate::model::ChartKind;

/// Thickness of the bar.
const BAR: f64 = 34.0;
/// Between two parts of the bar.
const CUT: f64 = 2.0;
/// Between the bar and the labels above it, and between labels.
const GAP: f64 = 6.0;
/// A label above its part is wrapped to no less than this, and to no more lines of label and value than these.
const ABOVE: (f64, usize) = (60.0, 4);
/// Leader lines of narrow parts stand at least this far apart.
const APART: f64 = 6.0;
/// From the bar to the first label below it.
const DROP: f64 = 10.0;
/// From a leader line's end to its label.
const ELBOW: f64 = 10.0;
/// Labels below the bar need this much, or less if they are shorter.
const ROOM: f64 = 150.0;
/// A line of comparison reaches this far below the bar.
const OVER: f64 = 4.0;

/// The kind.
pub(super) struct Stack;

impl Plot for Stack {
    fn kind(&self) -> ChartKind {
        ChartKind::Stack
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        bar(sheet, sheet.entries.iter().map(|entry| entry.amount.max(0.0)).sum())
    }
}

/// One bar of parts, as long as the drawing where they come to `whole`, with what they are compared with across it.
pub(super) fn bar(sheet: &Sheet, whole: f64) -> Recording {
    let mut recording = Recording::new(sheet.width as u32);
    let names = sheet::heading(&mut recording, sheet) + reference::height(sheet);
    let top = names + 9.0;
    let segments = segments(sheet, whole);
    let room = sheet.width - 2.0 * MARGIN;
    let across = |amount: f64| MARGIN + if whole > 0.0 { amount.clamp(0.0, whole) / whole * room } else { 0.0 };
    let places: Vec<f64> = sheet.references.iter().map(|reference| across(reference.amount)).collect();
    let above: Vec<Option<Vec<String>>> =
        segments.iter().zip(&sheet.entries).map(|(segment, entry)| segment.lines_above(entry)).collect();
    let narrow: Vec<usize> = (0..segments.len()).filter(|&number| above[number].is_none()).collect();
    let Some(steps) = steps(sheet, &segments, &narrow) else {
        draw_bar(&mut recording, sheet, &segments, top);
        reference::draw(&mut recording, sheet, &places, (names, top + BAR + OVER), &[]);
        let bottom = legend::keys(&mut recording, sheet, top + BAR + GAP);
        return recording.close(bottom + MARGIN);
    };
    let bar = top + above.iter().flatten().map(|lines| sheet::height(lines) + GAP).fold(0.0, f64::max);
    let mut kept = Vec::new();
    for (segment, lines) in segments.iter().zip(&above) {
        let lines = lines.as_deref().unwrap_or_default();
        let high = sheet::height(lines);
        sheet::set(&mut recording, lines, segment.from, bar - GAP - high / 2.0, Anchor::Start);
        let width = sheet.letters.widest(lines, SIZE);
        kept.push((segment.from, bar - GAP - high, segment.from + width, bar - GAP));
    }
    draw_bar(&mut recording, sheet, &segments, bar);
    reference::draw(&mut recording, sheet, &places, (names, bar + BAR + OVER), &kept);
    let bottom = steps.iter().map(|step| step.draw(&mut recording, bar + BAR)).fold(bar + BAR, f64::max);
    recording.close(bottom + OVER + MARGIN)
}

/// A part of the bar, in pixels.
#[derive(Clone, Copy)]
struct Segment {
    from: f64,
    to: f64,
}

fn segments(sheet: &Sheet, whole: f64) -> Vec<Segment> {
    let mut at = MARGIN;
    let mut found = Vec::new();
    for entry in &sheet.entries {
        let share = if whole > 0.0 { entry.amount.max(0.0) / whole } else { 0.0 };
        let to = at + share * (sheet.width - 2.0 * MARGIN);
        found.push(Segment { from: at, to });
        at = to;
    }
    found
}

impl Segment {
    fn middle(self) -> f64 {
        (self.from + self.to) / 2.0
    }

    /// The label's lines, if they have room above the part.
    fn lines_above(self, entry: &sheet::Entry) -> Option<Vec<String>> {
        let room = self.to - self.from - GAP - CUT;
        let lines = entry.stacked(room);
        let label_is_one_line = entry.letters.width(&entry.label, SIZE) <= room;
        let fits = entry.letters.widest_piece(&entry.label, SIZE).max(entry.letters.width(&entry.value, SIZE)) <= room
            && (label_is_one_line || room >= ABOVE.0 && lines.len() <= ABOVE.1);
        fits.then_some(lines)
    }
}

/// Draws the parts; a tiny one keeps a pixel, one of 0 is not drawn, and without any the bar is an empty field.
fn draw_bar(recording: &mut Recording, sheet: &Sheet, segments: &[Segment], top: f64) {
    let range = || 0.0..sheet.width;
    let plane = Plane::new(recording, (range(), range()), (top..top + BAR, top..top + BAR));
    let is_filled = |entry: &sheet::Entry| entry.amount > 0.0;
    if !sheet.entries.iter().any(is_filled) {
        plane.rectangle((MARGIN, top), (sheet.width - MARGIN, top + BAR), Ink::Grid);
    }
    for (segment, entry) in segments.iter().zip(&sheet.entries).filter(|(_, entry)| is_filled(entry)) {
        let is_first = segment.from <= MARGIN;
        let is_last = segment.to >= sheet.width - MARGIN - 0.01;
        let cut = (CUT / 2.0).min((segment.to - segment.from) / 4.0);
        let from = if is_first { segment.from } else { segment.from + cut };
        let to = if is_last { segment.to } else { segment.to - cut };
        let short = (1.0 - (to - from)).max(0.0) / 2.0;
        let from = (from - short).max(MARGIN);
        plane.rectangle((from, top), ((to + short).max(from + 1.0), top + BAR), entry.ink);
    }
}

/// The label of a narrow part: below the bar, at the end of a leader line.
struct Step {
    /// The middle of the part, and where its leader line stands below the bar.
    middle: f64,
    stand: f64,
    lines: Vec<String>,
    opens_right: bool,
    /// The middle of the label, below the bar.
    depth: f64,
}

/// The labels of the `narrow` parts, or nothing if they have no room.
///
/// Those left of the widest gap between leader lines open to the right, the last one highest; the others open to the
/// left, the first one highest. None reaches beyond the gap, so no label meets the line of another.
fn steps(sheet: &Sheet, segments: &[Segment], narrow: &[usize]) -> Option<Vec<Step>> {
    let stands = stands(sheet, segments, narrow)?;
    let edges: Vec<f64> = std::iter::once(MARGIN).chain(stands.iter().copied()).chain([sheet.width - MARGIN]).collect();
    let (split, room) = edges
        .windows(2)
        .map(|pair| pair[1] - pair[0] - ELBOW - GAP)
        .enumerate()
        .fold((0, 0.0), |widest, gap| if gap.1 > widest.1 { gap } else { widest });
    let widest =
        narrow.iter().map(|&number| sheet.letters.width(&sheet.entries[number].inline(), SIZE)).fold(0.0, f64::max);
    if widest.min(ROOM) > room {
        return None;
    }
    let mut steps = Vec::new();
    for (at, (&number, &stand)) in narrow.iter().zip(&stands).enumerate() {
        let lines = sheet.entries[number].block(room);
        steps.push(Step { middle: segments[number].middle(), stand, lines, opens_right: at < split, depth: 0.0 });
    }
    let (left, right) = steps.split_at_mut(split);
    let deepest = descend(right.iter_mut(), DROP);
    let reach = |steps: &[Step]| {
        steps.iter().map(|step| sheet.letters.widest(&step.lines, SIZE)).fold(0.0, f64::max) + ELBOW + GAP
    };
    let side_by_side = left.is_empty() || right.is_empty() || reach(left) + reach(right) <= room;
    descend(left.iter_mut().rev(), if side_by_side { DROP } else { deepest });
    Some(steps)
}

/// Sets each label below the one before, the first below `top`; gives the bottom of the last.
fn descend<'a>(steps: impl Iterator<Item = &'a mut Step>, top: f64) -> f64 {
    let mut bottom = top;
    for step in steps {
        let height = sheet::height(&step.lines);
        step.depth = bottom + height / 2.0;
        bottom += height + GAP;
    }
    bottom
}

/// Where the leader lines stand: below the middle of their parts, moved apart; nothing if there are too many.
fn stands(sheet: &Sheet, segments: &[Segment], narrow: &[usize]) -> Option<Vec<f64>> {
    let (first, last) = (MARGIN + 2.0, sheet.width - MARGIN - 2.0);
    if narrow.len() as f64 * APART > last - first {
        return None;
    }
    let mut stands: Vec<f64> = narrow.iter().map(|&number| segments[number].middle().clamp(first, last)).collect();
    for at in 1..stands.len() {
        stands[at] = stands[at].max(stands[at - 1] + APART);
    }
    let mut limit = last;
    for stand in stands.iter_mut().rev() {
        *stand = stand.min(limit);
        limit = *stand - APART;
    }
    Some(stands)
}

impl Step {
    /// Draws line and label; gives the bottom of the label.
    fn draw(&self, recording: &mut Recording, bar: f64) -> f64 {
        let (toward, anchor) = if self.opens_right { (1.0, Anchor::Start) } else { (-1.0, Anchor::End) };
        let y = bar + self.depth;
        let end = self.stand + toward * (ELBOW - 4.0);
        let path = [(self.middle, bar + 1.5), (self.stand, bar + DROP - 3.0), (self.stand, y), (end, y)];
        recording.line(&path, Ink::Rule, HAIRLINE);
        sheet::set(recording, &self.lines, self.stand + toward * ELBOW, y, anchor);
        y + sheet::height(&self.lines) / 2.0
    }
}
