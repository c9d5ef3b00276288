//! What stands below the frame of a map: the approval number at the lower left, the bar at the right, the legend, where the
//! geometry is from, how it is laid flat, and what it is no evidence of.

use super::classes::Classes;
use super::projection::Chosen;
use super::view::View;
use super::{frame, hatched, marked_below};
use crate::diagnostic::{Arg, Message};
use crate::draw::geometry::Point;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, LEADING, MARGIN, SIZE, Sheet};
use crate::model::{Ground, Language, Layer, Shape};

/// A patch of the legend.
const PATCH: (f64, f64) = (18.0, 11.0);
/// Between a patch and its words, between words and the next patch.
const GAP: (f64, f64) = (5.0, 14.0);

/// What a patch shows.
enum Patch {
    Area(Ink),
    Below(Ink),
    Hatched,
    Line(Ink),
    Point(Ink),
}

/// Draws all of it below `top`; gives the bottom.
pub(super) fn draw(
    recording: &mut Recording,
    sheet: &Sheet,
    ground: &Ground,
    view: &View,
    classes: Option<&Classes>,
) -> f64 {
    let (left, right) = (MARGIN, sheet.width - MARGIN);
    let top = view.frame.3 + 6.0;
    let (bar_left, bar_bottom) = frame::bar(recording, sheet, view, (right, top));
    let lines = approval(sheet, ground, bar_left - left - 12.0);
    sheet::set(recording, &lines, left, top + sheet::height(&lines) / 2.0, Anchor::Start);
    let mut bottom = bar_bottom.max(top + sheet::height(&lines)) + 6.0;
    bottom = patches(recording, sheet, entries(sheet, ground, classes), (left, right, bottom));
    let joint = if sheet.language == Language::Zh { "；" } else { "; " };
    let origins: Vec<String> = ground.origins.iter().map(|origin| origin.get(sheet.language).clone()).collect();
    let small = [
        if origins.is_empty() {
            String::new()
        } else {
            sheet.say(&Message::new("ui.map.origin").with("sources", origins.join(joint)))
        },
        projected(sheet, view),
        sheet.word("ui.map.disclaimer"),
    ];
    bottom += 4.0;
    for words in small {
        let lines = sheet.letters.wrap(&words, sheet.small(), right - left);
        let middle = bottom + sheet::height(&lines) / 2.0;
        sheet::set_in(recording, &lines, (left, middle), Anchor::Start, (Ink::Muted, sheet.small()));
        bottom += sheet::height(&lines);
    }
    bottom + MARGIN
}

/// The approval numbers in lines: one after the other if they fit, else a line for each.
fn approval(sheet: &Sheet, ground: &Ground, limit: f64) -> Vec<String> {
    let said = |numbers: &[String]| {
        let numbers = numbers.iter().map(|number| Arg::from(number.as_str())).collect();
        sheet.say(&Message::new("atlas.map-approved").with("number", Arg::List(numbers)))
    };
    let whole = match ground.approvals.as_slice() {
        [] => sheet.word("ui.map.unapproved"),
        numbers => said(numbers),
    };
    let fits = sheet.letters.width(&whole, SIZE) <= limit;
    match ground.approvals.split_first() {
        Some((first, more)) if !fits => {
            let lines = [said(std::slice::from_ref(first))].into_iter().chain(more.iter().cloned());
            lines.flat_map(|line| sheet.letters.wrap(&line, SIZE, limit)).collect()
        }
        _ => sheet.letters.wrap(&whole, SIZE, limit),
    }
}

/// How the map is laid flat, in words.
fn projected(sheet: &Sheet, view: &View) -> String {
    let east = |degrees: f64| frame::named(degrees, ('E', 'W'));
    let north = |degrees: f64| frame::named(degrees, ('N', 'S'));
    let message = match view.flat.kind {
        Chosen::GaussKruger { meridian } => Message::new("ui.map.gauss_kruger").with("meridian", east(meridian)),
        Chosen::Albers { meridian, south, north: upper } => {
            let message = Message::new("ui.map.albers").with("meridian", east(meridian));
            message.with("south", north(south)).with("north", north(upper))
        }
    };
    sheet.say(&message.with("datum", "CGCS2000"))
}

fn entries(sheet: &Sheet, ground: &Ground, classes: Option<&Classes>) -> Vec<(Patch, String)> {
    let mut entries = Vec::new();
    match classes {
        Some(classes) => {
            let filled = sheet.entries.iter().any(|entry| !entry.missing);
            let steps =
                (0..classes.count()).filter(|class| filled && (classes.holds(sheet, *class) || classes.count() > 2));
            let patch = |class| match classes.is_below(class) {
                true => Patch::Below(classes.step(class)),
                false => Patch::Area(classes.step(class)),
            };
            entries.extend(steps.map(|class| (patch(class), classes.label(sheet, class))));
        }
        None => {
            let known = sheet.entries.iter().filter(|entry| !entry.missing);
            entries.extend(known.map(|entry| (Patch::Area(entry.ink), entry.label.clone())));
        }
    }
    let known = |part: Option<usize>| part.and_then(|part| sheet.entries.get(part)).is_some_and(|entry| !entry.missing);
    if ground.areas.shapes.iter().any(|shape| !known(shape.part)) {
        entries.push((Patch::Hatched, sheet.word("ui.map.no_data")));
    }
    for layer in &ground.over {
        let ink = ink_of(layer);
        let lines = layer.shapes.iter().any(|shape| matches!(*shape.shape, Shape::Lines(_)));
        let patch = if lines { Patch::Line(ink) } else { Patch::Point(ink) };
        entries.push((patch, layer.title.get(sheet.language).clone()));
    }
    entries
}

/// The colour of what lies over the areas: the one that all its shapes stand for, if there is one.
pub(super) fn ink_of(layer: &Layer) -> Ink {
    let first = layer.shapes.first().and_then(|shape| shape.colour);
    let common = first.filter(|_| layer.shapes.iter().all(|shape| shape.colour == first));
    common.and_then(Ink::of).unwrap_or(Ink::Text)
}

/// Sets patches with their words in rows; gives the bottom.
fn patches(
    recording: &mut Recording,
    sheet: &Sheet,
    entries: Vec<(Patch, String)>,
    (left, right, top): (f64, f64, f64),
) -> f64 {
    let (mut x, mut y) = (left, top);
    let mut bottom = top;
    for (patch, words) in entries {
        let most = right - left - PATCH.0 - GAP.0;
        let lines = sheet.letters.wrap(&words, SIZE, most);
        let wide = PATCH.0 + GAP.0 + sheet.letters.widest(&lines, SIZE);
        if x > left && x + wide > right {
            (x, y) = (left, bottom + 3.0);
        }
        let middle = y + LEADING / 2.0;
        show(recording, &patch, (x, middle));
        sheet::set(recording, &lines, x + PATCH.0 + GAP.0, y + sheet::height(&lines) / 2.0, Anchor::Start);
        bottom = bottom.max(y + sheet::height(&lines).max(LEADING));
        x += wide + GAP.1;
    }
    bottom
}

fn show(recording: &mut Recording, patch: &Patch, (x, middle): Point) {
    let (top, bottom) = (middle - PATCH.1 / 2.0, middle + PATCH.1 / 2.0);
    let ring = vec![(x, top), (x + PATCH.0, top), (x + PATCH.0, bottom), (x, bottom)];
    match patch {
        Patch::Area(ink) => recording.area(&[ring], *ink, Ink::Muted),
        Patch::Below(ink) => {
            recording.area(std::slice::from_ref(&ring), *ink, Ink::Muted);
            marked_below(recording, &[ring]);
        }
        Patch::Hatched => {
            recording.area(std::slice::from_ref(&ring), Ink::Paper, Ink::Muted);
            hatched(recording, &[ring]);
        }
        Patch::Line(ink) => {
            recording.line(&[(x, middle + 2.0), (x + 6.0, middle - 2.0), (x + PATCH.0, middle + 1.0)], *ink, 1.8)
        }
        Patch::Point(ink) => recording.dot((x + PATCH.0 / 2.0, middle), 3.2, *ink),
    }
}
