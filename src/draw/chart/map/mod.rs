//! Areas on the ground, by the owner's geometry: coloured by a ratio in classes, or by what they are; lines and points over
//! them. A map has its frame, degrees, arrow, bar, legend, approval number and sources, or it is none.
//!
//! Where there is no geometry that could be laid flat, the numbers are drawn as bars.

mod borders;
mod classes;
mod field;
mod frame;
mod labels;
mod legend;
mod projection;
mod view;

use super::{Plot, bar};
use crate::draw::geometry::Point;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, MARGIN, SIZE, Sheet};
use crate::model::{ChartKind, Ground, GroundShape, Shape};
use classes::Classes;
use field::{Area, Field, Mask};
use labels::Named;
use view::View;

/// Between the lines of a hatched area, in pixels.
const HATCH: f64 = 5.0;
/// Half the width of a point's mark.
const POINT: f64 = 3.2;

/// The kind.
pub(super) struct Map;

impl Plot for Map {
    fn kind(&self) -> ChartKind {
        ChartKind::Map
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet);
        let Some((ground, view, areas)) = laid_flat(sheet, top) else { return recording.close(1.0) };
        let classes = ground.graded.then(|| Classes::of(sheet));
        let mut field = Field::new(view.frame);
        frame::graticule(&mut recording, sheet, &view);
        surfaces(&mut recording, sheet, (ground, classes.as_ref()), &areas);
        frame::neatline(&mut recording, view.frame);
        let masks: Vec<Mask> = areas.iter().map(|rings| field.mask(rings)).collect();
        let free = field.beyond(&masks.iter().collect::<Vec<_>>());
        furniture(&mut recording, sheet, (ground, &view), &mut field, &free);
        let marks = over(&mut recording, ground, &view, &mut field);
        let named = named(sheet, ground, &areas, masks);
        labels::areas(&mut recording, sheet, &mut field, &free, &named);
        name_marks(&mut recording, sheet, &mut field, (ground, &marks));
        let bottom = legend::draw(&mut recording, sheet, ground, &view, classes.as_ref());
        recording.close(bottom)
    }

    fn instead(&self, sheet: &Sheet) -> Option<&'static dyn Plot> {
        let flat = sheet.ground.is_some_and(|ground| View::of(sheet, ground, 0.0, 0.0).is_some());
        if flat { None } else { Some(&bar::Bar) }
    }
}

/// The rings of each area in pixels.
type Drawn = Vec<Vec<Vec<Point>>>;

/// The ground with its frame and the rings of its areas in pixels; room for the arrow above them where no corner is free.
fn laid_flat<'s>(sheet: &Sheet<'s>, top: f64) -> Option<(&'s Ground, View, Drawn)> {
    let ground = sheet.ground?;
    let shapes: Vec<&Shape> = ground.areas.shapes.iter().map(|shape| &*shape.shape).collect();
    let drawn = |view: &View| borders::rings(&shapes, &|spot| view.spot(spot));
    let view = View::of(sheet, ground, top, 0.0)?;
    let areas = drawn(&view);
    if arrow_corner(&view, &areas).is_some() {
        return Some((ground, view, areas));
    }
    let view = View::of(sheet, ground, top, frame::ARROW.1 + 6.0)?;
    let areas = drawn(&view);
    Some((ground, view, areas))
}

fn arrow_corner(view: &View, areas: &[Vec<Vec<Point>>]) -> Option<Area> {
    let field = Field::new(view.frame);
    let masks: Vec<Mask> = areas.iter().map(|rings| field.mask(rings)).collect();
    let free = field.beyond(&masks.iter().collect::<Vec<_>>());
    frame::corner(view, &|area| !field.is_within(&free, area))
}

/// The areas, each in its colour; what has no number is hatched.
fn surfaces(
    recording: &mut Recording,
    sheet: &Sheet,
    (ground, classes): (&Ground, Option<&Classes>),
    areas: &[Vec<Vec<Point>>],
) {
    let mut pointed = Vec::new();
    for (shape, rings) in ground.areas.shapes.iter().zip(areas) {
        let entry = shape.part.and_then(|part| sheet.entries.get(part));
        let ink = match (entry, classes) {
            (Some(entry), Some(classes)) if !entry.missing => classes.ink(entry.amount),
            (Some(entry), None) if !entry.missing => entry.ink,
            _ => Ink::Paper,
        };
        recording.area(rings, ink, ink.border());
        if ink == Ink::Paper {
            hatched(recording, rings);
        } else if entry.zip(classes).is_some_and(|(entry, classes)| classes.holds_below(entry.amount)) {
            marked_below(recording, rings);
        }
        if entry.is_some_and(|entry| entry.highlighted) {
            pointed.extend(rings.iter());
        }
    }
    for ring in pointed {
        let closed: Vec<Point> = ring.iter().chain(ring.first()).copied().collect();
        recording.line(&closed, Ink::Text, 1.8);
    }
}

/// Hatches an area that has no number: lines that rise to the right, cut to its rings.
fn hatched(recording: &mut Recording, rings: &[Vec<Point>]) {
    let rising = lines_within(rings, |(x, y)| x + y);
    rising.iter().for_each(|line| recording.line(line, Ink::Muted, 0.5));
}

/// Sets an area below nothing apart from one above it where colours are not seen: light lines that fall to the right.
fn marked_below(recording: &mut Recording, rings: &[Vec<Point>]) {
    let falling = lines_within(rings, |(x, y)| x - y);
    falling.iter().for_each(|line| recording.line(line, Ink::Paper, 0.7));
}

/// Lines at equal distances on each of which a sum of the two coordinates is the same, cut to rings.
fn lines_within(rings: &[Vec<Point>], sum_at: impl Fn(Point) -> f64) -> Vec<[Point; 2]> {
    let sums = || rings.iter().flatten().map(|at| sum_at(*at));
    let (low, high) = (sums().fold(f64::MAX, f64::min), sums().fold(f64::MIN, f64::max));
    let mut lines = Vec::new();
    if low > high {
        return lines;
    }
    let count = ((high - low) / HATCH).clamp(0.0, 2_000.0) as u32;
    let first = (low / HATCH).floor() + 1.0;
    for number in 0..=count {
        let sum = (first + f64::from(number)) * HATCH;
        let mut crossings: Vec<Point> = Vec::new();
        for (from, to) in rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1))) {
            let (a, b) = (sum_at(*from), sum_at(*to));
            if (a <= sum) != (b <= sum) {
                let part = (sum - a) / (b - a);
                crossings.push((from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1)));
            }
        }
        crossings.sort_by(|one, other| one.0.total_cmp(&other.0));
        lines.extend(crossings.as_chunks::<2>().0);
    }
    lines
}

/// The arrow to the north, and the mark of a map that is not for the public.
fn furniture(
    recording: &mut Recording,
    sheet: &Sheet,
    (ground, view): (&Ground, &View),
    field: &mut Field,
    free: &Mask,
) {
    let (left, top, right, bottom) = view.frame;
    let corner = frame::corner(view, &|area| !field.is_within(free, area));
    let arrow = corner.unwrap_or((right - frame::ARROW.0 - 8.0, top + 6.0, right - 8.0, top + 6.0 + frame::ARROW.1));
    frame::arrow(recording, sheet, view, arrow);
    field.take(arrow);
    if ground.public {
        return;
    }
    let words = sheet.word("ui.map.internal");
    let wide = sheet.letters.width(&words, SIZE) + 12.0;
    let plates = [
        (left + 6.0, top + 6.0),
        (left + 6.0, bottom - 26.0),
        (right - wide - 6.0, bottom - 26.0),
        (right - wide - 6.0, top + 6.0),
    ];
    let area = |(x, y): Point| (x, y, x + wide, y + 20.0);
    let open = plates.into_iter().find(|at| field.is_free(area(*at)) && field.is_within(free, area(*at)));
    let (x, y) = open.or_else(|| plates.into_iter().find(|at| field.is_free(area(*at)))).unwrap_or(plates[0]);
    recording.fill((x, y), (x + wide, y + 20.0), Ink::Paper);
    recording.line(&[(x, y), (x + wide, y), (x + wide, y + 20.0), (x, y + 20.0), (x, y)], Ink::Text, 1.0);
    recording.label((x + wide / 2.0, y + 14.5), Anchor::Middle, SIZE, Ink::Text, &words);
    field.take(area((x, y)));
}

/// A mark that is no area, and its name.
struct Mark<'g> {
    shape: &'g GroundShape,
    at: Vec<Point>,
}

/// Lines and points over the areas; gives where each may be named.
fn over<'g>(recording: &mut Recording, ground: &'g Ground, view: &View, field: &mut Field) -> Vec<Mark<'g>> {
    let mut marks = Vec::new();
    let mut points = Vec::new();
    for layer in &ground.over {
        let ink = legend::ink_of(layer);
        for shape in &layer.shapes {
            match &*shape.shape {
                Shape::Lines(lines) => {
                    let mut at = Vec::new();
                    for line in lines {
                        let drawn = borders::line(line, &|spot| view.spot(spot));
                        for part in view.within(&drawn) {
                            recording.line(&part, Ink::Paper, 3.2);
                            recording.line(&part, ink, 1.8);
                            field.draw(&part);
                            at.extend(part);
                        }
                    }
                    marks.push(Mark { shape, at });
                }
                Shape::Points(spots) => {
                    points.extend(spots.iter().filter_map(|spot| Some((shape, ink, view.spot(*spot)?))))
                }
                Shape::Areas(_) => {}
            }
        }
    }
    let (left, top, right, bottom) = view.frame;
    let inside = |at: Point| at.0 > left + 5.0 && at.0 < right - 5.0 && at.1 > top + 5.0 && at.1 < bottom - 5.0;
    // Points lie over lines, and are named first.
    let mut named = Vec::new();
    for (shape, ink, at) in points.into_iter().filter(|(_, _, at)| inside(*at)) {
        recording.dot(at, POINT + 1.2, Ink::Paper);
        recording.dot(at, POINT, ink);
        field.take((at.0 - POINT, at.1 - POINT, at.0 + POINT, at.1 + POINT));
        named.push(Mark { shape, at: vec![at] });
    }
    named.extend(marks);
    named
}

/// What is to be written on each area, the largest first.
fn named(sheet: &Sheet, ground: &Ground, areas: &[Vec<Vec<Point>>], masks: Vec<Mask>) -> Vec<Named> {
    let mut all: Vec<(f64, Named)> = Vec::new();
    for ((shape, rings), mask) in ground.areas.shapes.iter().zip(areas).zip(masks) {
        let entry = shape.part.and_then(|part| sheet.entries.get(part));
        let name = entry.map_or_else(|| shape.name.get(sheet.language).clone(), |entry| entry.label.clone());
        let value =
            entry.filter(|entry| ground.graded || entry.missing).map_or_else(String::new, |entry| entry.value.clone());
        let size = rings.iter().map(|ring| borders::area(ring)).sum();
        let middle = rings.first().and_then(|ring| ring.first()).copied().unwrap_or((MARGIN, MARGIN));
        all.push((size, Named { name, value, mask, middle }));
    }
    all.sort_by(|one, other| other.0.total_cmp(&one.0));
    all.into_iter().map(|(_, named)| named).collect()
}

/// Names points beside them, and lines at the first of their places where there is room, from the middle outwards.
fn name_marks(recording: &mut Recording, sheet: &Sheet, field: &mut Field, (ground, marks): (&Ground, &[Mark<'_>])) {
    for mark in marks {
        // The seat of a town has its town's name, which stands beside it already.
        if ground.areas.shapes.iter().any(|area| area.name == mark.shape.name) {
            continue;
        }
        let name = crate::draw::text::clean(mark.shape.name.get(sheet.language));
        let middle = mark.at.len() / 2;
        let places = (0..=middle).flat_map(|away| [middle.checked_sub(away), Some(middle + away)]).flatten();
        let mut places = places.filter_map(|place| mark.at.get(place));
        places.find(|at| labels::mark(recording, sheet, field, &name, **at));
    }
}
