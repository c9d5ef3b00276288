//! A ring cut into parts, named outside it by leader lines. For few parts of a whole.
//!
//! Labels keep the order of their parts and are only ever pushed outwards, away from the ring's middle height: so
//! no leader line crosses the ring or another line, however many small parts lie together. A narrow drawing has no
//! room beside the ring: a list with colour keys names the parts below it.

use super::{Plot, legend};
use crate::draw::geometry::{Point, on_circle};
use crate::draw::ink::Ink;
use crate::draw::plane::Plane;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, HAIRLINE, MARGIN, Sheet};
use crate::model::ChartKind;
use std::f64::consts::TAU;

/// Outer and inner radius of the ring.
const RING: (f64, f64) = (88.0, 54.0);
/// Where a leader line bends, from the centre.
const BEND: f64 = RING.0 + 10.0;
/// Where the labels begin, left and right of the centre.
const LABEL: f64 = RING.0 + 40.0;
/// Between two parts of the ring.
const CUT: f64 = 2.0;
/// Between two labels.
const GAP: f64 = 5.0;
/// The longest straight piece of the ring's edge, in turns.
const STEP: f64 = 1.0 / 180.0;
/// A start other than twelve o'clock must save this much height.
const WORTH_TURNING: f64 = 40.0;

/// The kind.
pub(super) struct Donut;

impl Plot for Donut {
    fn kind(&self) -> ChartKind {
        ChartKind::Donut
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 6.0;
        if sheet.is_narrow() {
            let centre = (sheet.width / 2.0, top + RING.0);
            ring(sheet, &sheet.shares(), 0.0).draw(&mut recording, sheet, centre);
            let bottom = legend::keys(&mut recording, sheet, centre.1 + RING.0 + 2.0 * GAP);
            return recording.close(bottom + MARGIN);
        }
        let ring = best(sheet);
        let (above, below) = ring.reach();
        let centre = (sheet.width / 2.0, top + above);
        ring.draw(&mut recording, sheet, centre);
        for callout in &ring.callouts {
            callout.draw(&mut recording, centre);
        }
        recording.close(centre.1 + below + MARGIN)
    }
}

/// The ring begun at some angle, with its labels around it; heights are below the centre.
struct Ring {
    /// Where each part begins and ends, in turns.
    arcs: Vec<(f64, f64)>,
    callouts: Vec<Callout>,
}

struct Callout {
    lines: Vec<String>,
    /// The middle of its part, in turns.
    turns: f64,
    is_right: bool,
    /// The middle of the label.
    middle: f64,
}

/// Begins at twelve o'clock unless another start makes the drawing clearly lower.
fn best(sheet: &Sheet) -> Ring {
    let shares = sheet.shares();
    let sole = shares.iter().filter(|&&share| share > 0.0).count() == 1;
    let first = ring(sheet, &shares, if sole { 0.75 } else { 0.0 });
    let lowest = |one: Ring, other: Ring| if other.height() < one.height() { other } else { one };
    let sideways = largest_sideways(&shares);
    let starts = (1..24).map(|step| f64::from(step) / 24.0).chain(sideways);
    let turned = starts.map(|start| ring(sheet, &shares, start)).reduce(lowest);
    match turned {
        Some(turned) if turned.height() + WORTH_TURNING < first.height() => turned,
        _ => first,
    }
}

/// The starts that turn the middle of the largest part to nine and to three o'clock.
fn largest_sideways(shares: &[f64]) -> [f64; 2] {
    let (mut at, mut largest, mut middle) = (0.0, 0.0, 0.0);
    for &share in shares {
        if share > largest {
            (largest, middle) = (share, at + share / 2.0);
        }
        at += share;
    }
    [0.75 - middle, 0.25 - middle]
}

fn ring(sheet: &Sheet, shares: &[f64], start: f64) -> Ring {
    let none = shares.iter().all(|&share| share <= 0.0);
    let even = 1.0 / shares.len().max(1) as f64;
    let mut at = start;
    let mut arcs = Vec::new();
    for &share in shares {
        let end = at + if none { even } else { share };
        arcs.push((at, end));
        at = end;
    }
    let callouts = arcs.iter().zip(&sheet.entries).map(|(&(from, to), entry)| {
        let turns = (from + to) / 2.0;
        let is_right = turns - turns.floor() < 0.5;
        let lines = entry.block(sheet.width / 2.0 - LABEL - MARGIN);
        Callout { lines, turns, is_right, middle: on_circle((0.0, 0.0), BEND, turns).1 }
    });
    let callouts = callouts.collect();
    let mut ring = Ring { arcs, callouts };
    ring.spread(true);
    ring.spread(false);
    ring
}

impl Ring {
    /// Moves the labels of one side apart: those above the centre up, those below it down.
    fn spread(&mut self, is_right: bool) {
        let mut side: Vec<&mut Callout> = self.callouts.iter_mut().filter(|each| each.is_right == is_right).collect();
        side.sort_by(|one, other| one.clockwise().total_cmp(&other.clockwise()));
        if !is_right {
            side.reverse();
        }
        let middle = side.iter().position(|each| each.middle >= 0.0).unwrap_or(side.len());
        let (upper, lower) = side.split_at_mut(middle);
        if let (Some(last), Some(first)) = (upper.last_mut(), lower.first_mut()) {
            let lack = last.clearance(first) - (first.middle - last.middle);
            last.middle -= lack.max(0.0) / 2.0;
            first.middle += lack.max(0.0) / 2.0;
        }
        for at in (1..upper.len()).rev() {
            let highest = upper[at].middle - upper[at].clearance(upper[at - 1]);
            upper[at - 1].middle = upper[at - 1].middle.min(highest);
        }
        for at in 1..lower.len() {
            let lowest = lower[at - 1].middle + lower[at - 1].clearance(lower[at]);
            lower[at].middle = lower[at].middle.max(lowest);
        }
    }

    /// How far the drawing reaches above and below the centre.
    fn reach(&self) -> (f64, f64) {
        let half = |callout: &Callout| sheet::height(&callout.lines) / 2.0;
        let above = self.callouts.iter().map(|each| half(each) - each.middle).fold(BEND, f64::max);
        let below = self.callouts.iter().map(|each| half(each) + each.middle).fold(BEND, f64::max);
        (above, below)
    }

    fn height(&self) -> f64 {
        let (above, below) = self.reach();
        above + below
    }

    fn draw(&self, recording: &mut Recording, sheet: &Sheet, centre: Point) {
        let plane = Plane::of_pixels(recording);
        if sheet.shares().iter().all(|&share| share <= 0.0) {
            plane.polygon(sector(centre, (0.0, 1.0)), Ink::Grid);
            return;
        }
        for (&arc, entry) in self.arcs.iter().zip(&sheet.entries) {
            if entry.amount > 0.0 {
                plane.polygon(sector(centre, arc), entry.ink);
            }
        }
    }
}

/// The outline of a part of the ring, its ends cut parallel; a tiny part keeps half a pixel to either side.
fn sector(centre: Point, (from, to): (f64, f64)) -> Vec<Point> {
    let edge = |radius: f64| {
        let middle = (from + to) / 2.0;
        let half = (to - from) / 2.0;
        let pixel = 1.0 / (TAU * radius);
        let cut = if to - from > 1.0 - STEP { 0.0 } else { (CUT / 2.0 * pixel).min(half / 2.0) };
        let half = (half - cut).max(pixel / 2.0);
        let pieces = (2.0 * half / STEP).ceil().max(1.0);
        (0..=pieces as u32)
            .map(move |number| on_circle(centre, radius, middle - half + 2.0 * half * f64::from(number) / pieces))
    };
    edge(RING.0).chain(edge(RING.1).rev()).collect()
}

impl Callout {
    /// Its place in the circle from twelve o'clock on.
    fn clockwise(&self) -> f64 {
        self.turns - self.turns.floor()
    }

    /// How far the middles of two labels must be apart.
    fn clearance(&self, other: &Self) -> f64 {
        (sheet::height(&self.lines) + sheet::height(&other.lines)) / 2.0 + GAP
    }

    fn draw(&self, recording: &mut Recording, centre: Point) {
        let (toward, anchor) = if self.is_right { (1.0, Anchor::Start) } else { (-1.0, Anchor::End) };
        let x = centre.0 + toward * LABEL;
        let y = centre.1 + self.middle;
        let bend = on_circle(centre, BEND, self.turns);
        let path = [on_circle(centre, RING.0 + 1.5, self.turns), bend, (x - toward * 16.0, y), (x - toward * 5.0, y)];
        recording.line(&path, Ink::Rule, HAIRLINE);
        sheet::set(recording, &self.lines, x, y, anchor);
    }
}
