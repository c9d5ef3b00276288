//! Names on a map: inside their areas where they have room, beside them with a line where they have not, and in the table
//! alone where there is no room at all. No name lies on another.

use super::field::{Area, Field, Mask, apart, steps};
use crate::draw::geometry::Point;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, HAIRLINE, LEADING, SIZE, Sheet};

/// Round a name inside an area, to either side and above.
const INSIDE: (f64, f64) = (5.0, 2.0);
/// Round a name beside an area.
const BESIDE: (f64, f64) = (3.0, 2.0);
/// So far may a name be from its area.
const FURTHEST: f64 = 130.0;

/// So many places beside an area are tried for its name.
const TRIED: usize = 500;

/// What is to be named.
pub(super) struct Named {
    /// The name, and the number where one is shown.
    pub(super) name: String,
    pub(super) value: String,
    /// Where it lies.
    pub(super) mask: Mask,
    /// Where it lies if it is too small for a cell.
    pub(super) middle: Point,
}

/// Names areas, the larger ones first: they have the fewest places.
/// What does not fit goes to where `free` lets it.
pub(super) fn areas(recording: &mut Recording, sheet: &Sheet, field: &mut Field, free: &Mask, named: &[Named]) {
    let mut left = Vec::new();
    for area in named {
        let middle = field.centre(&area.mask).unwrap_or(area.middle);
        let place = |avoiding: bool| {
            wordings(sheet, area).into_iter().find_map(|lines| {
                let size = size_of(sheet, &lines, INSIDE);
                field.rooms(&area.mask, size, (middle, f64::MAX), avoiding).first().map(|at| (lines, *at))
            })
        };
        let placed = place(true).or_else(|| place(false));
        match placed {
            Some((lines, at)) => set(recording, sheet, field, &lines, at),
            None => left.push((area, middle)),
        }
    }
    for (area, middle) in left {
        let anchor = field.nearest(&area.mask, middle).unwrap_or(area.middle);
        beside(recording, sheet, field, free, (area, anchor));
    }
}

/// The ways to write a name, the best first: with its number, in few lines.
fn wordings(sheet: &Sheet, area: &Named) -> Vec<Vec<String>> {
    let wrapped = |limit: f64| sheet.letters.wrap(&area.name, SIZE, limit);
    let whole = sheet.letters.width(&area.name, SIZE) + 1.0;
    let names = [whole, whole / 2.0 + SIZE, whole / 3.0 + SIZE].map(|limit| wrapped(limit.max(4.0 * SIZE)));
    let mut all: Vec<Vec<String>> = Vec::new();
    if !area.value.is_empty() {
        all.extend(names.iter().map(|name| name.iter().cloned().chain([area.value.clone()]).collect()));
    }
    all.extend(names);
    all.retain(|lines| !lines.is_empty());
    all
}

fn size_of(sheet: &Sheet, lines: &[String], around: (f64, f64)) -> (f64, f64) {
    let wide = sheet.letters.widest(lines, SIZE);
    (wide + 2.0 * around.0, lines.len() as f64 * LEADING + 2.0 * around.1)
}

fn round(at: Point, (wide, high): (f64, f64)) -> Area {
    (at.0 - wide / 2.0, at.1 - high / 2.0, at.0 + wide / 2.0, at.1 + high / 2.0)
}

/// Sets lines with their middle at a point, and takes their room.
fn set(recording: &mut Recording, sheet: &Sheet, field: &mut Field, lines: &[String], at: Point) {
    field.take(round(at, size_of(sheet, lines, BESIDE)));
    let first = at.1 - sheet::height(lines) / 2.0 + LEADING / 2.0 + sheet::DROP * SIZE;
    for (number, line) in lines.iter().enumerate() {
        recording.label_over((at.0, first + number as f64 * LEADING), Anchor::Middle, SIZE, Ink::Text, line);
    }
}

/// A name beside its area, with a line that crosses no other name; none where there is no such place.
fn beside(recording: &mut Recording, sheet: &Sheet, field: &mut Field, free: &Mask, (area, anchor): (&Named, Point)) {
    for lines in wordings(sheet, area) {
        let size = size_of(sheet, &lines, BESIDE);
        // Not every cell of many is tried: the next one differs by a hair.
        let rooms = field.rooms(free, size, (anchor, FURTHEST), false);
        let step = (rooms.len() / TRIED).max(1);
        for at in rooms.into_iter().step_by(step) {
            let room = round(at, size);
            let end = (anchor.0.clamp(room.0, room.2), anchor.1.clamp(room.1, room.3));
            if apart(end, anchor) < 16.0 || !is_clear(field, anchor, end) {
                continue;
            }
            // Paper round it, on whatever it lies.
            recording.line(&[anchor, end], Ink::Paper, 3.0);
            recording.dot(anchor, 3.0, Ink::Paper);
            recording.line(&[anchor, end], Ink::Text, HAIRLINE);
            recording.dot(anchor, 1.6, Ink::Text);
            set(recording, sheet, field, &lines, at);
            take_line(field, anchor, end);
            return;
        }
    }
}

fn is_clear(field: &Field, from: Point, to: Point) -> bool {
    steps(from, to, 2.0).all(|at| field.is_free(round(at, (2.0, 2.0))))
}

fn take_line(field: &mut Field, from: Point, to: Point) {
    steps(from, to, 2.0).for_each(|at| field.take(round(at, (2.0, 2.0))));
}

/// Names a mark that is no area on the first side where there is room: right, left, above, below.
pub(super) fn mark(recording: &mut Recording, sheet: &Sheet, field: &mut Field, name: &str, at: Point) -> bool {
    let lines = vec![name.to_owned()];
    let (wide, high) = size_of(sheet, &lines, (2.0, 0.0));
    let sides = [
        (at.0 + wide / 2.0 + 4.0, at.1),
        (at.0 - wide / 2.0 - 4.0, at.1),
        (at.0, at.1 - high / 2.0 - 4.0),
        (at.0, at.1 + high / 2.0 + 4.0),
    ];
    let Some(place) = sides.into_iter().find(|side| !name.is_empty() && field.is_free(round(*side, (wide, high))))
    else {
        return false;
    };
    set(recording, sheet, field, &lines, place);
    true
}
