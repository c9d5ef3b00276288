//! What makes a picture of areas a map: the frame with meridians and parallels, the arrow to the north, the bar that
//! shows how long a kilometre is.

use super::field::Area;
use super::view::View;
use crate::draw::geometry::Point;
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, HAIRLINE, Sheet};

/// Steps between meridians, in minutes.
const STEPS: [u32; 12] = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900];
/// The least between two meridians, in pixels.
const LEAST: f64 = 78.0;
/// The longest that the bar may be, of the frame's width.
const LONGEST: f64 = 0.34;
/// Room for the arrow.
pub(super) const ARROW: (f64, f64) = (24.0, 44.0);
/// Points of a meridian: it is bent.
const POINTS: u32 = 24;

/// Degrees and minutes with the side of the globe: 110°30′E.
pub(super) fn named(degrees: f64, sides: (char, char)) -> String {
    let minutes = (degrees.abs() * 60.0 * 100.0).round() / 100.0;
    let (whole, rest) = ((minutes / 60.0).floor(), minutes % 60.0);
    let side = if degrees < 0.0 { sides.1 } else { sides.0 };
    match rest {
        0.0 => format!("{whole}°{side}"),
        rest if rest == rest.floor() => format!("{whole}°{rest:02}′{side}"),
        rest => format!("{whole}°{rest:05.2}′{side}"),
    }
}

/// Meridians and parallels below the areas, and their degrees outside of the frame.
pub(super) fn graticule(recording: &mut Recording, sheet: &Sheet, view: &View) {
    let (left, top, right, bottom) = view.frame;
    let across: Vec<f64> = (0..=8).map(f64::from).map(|step| step / 8.0).collect();
    let edges = across.iter().flat_map(|part| {
        let (x, y) = (left + part * (right - left), top + part * (bottom - top));
        [(x, top), (x, bottom), (left, y), (right, y)]
    });
    let seen: Vec<Point> = edges.filter_map(|pixel| view.degrees(pixel)).collect();
    let range = |part: fn(&Point) -> f64| {
        let parts = || seen.iter().map(part);
        (parts().fold(f64::MAX, f64::min), parts().fold(f64::MIN, f64::max))
    };
    let (east, north) = (range(|point| point.0), range(|point| point.1));
    if seen.is_empty() {
        return;
    }
    let room = |minutes: u32| {
        let degrees = f64::from(minutes) / 60.0;
        let wide = degrees / (east.1 - east.0).max(1e-9) * (right - left);
        wide.min(degrees / (north.1 - north.0).max(1e-9) * (bottom - top) * 1.4)
    };
    let step = STEPS.into_iter().find(|minutes| room(*minutes) >= LEAST).unwrap_or(STEPS[STEPS.len() - 1]);
    let size = sheet.small();
    let mut ends: Vec<(f64, String)> = Vec::new();
    for degrees in multiples(east, step) {
        let line: Vec<Point> = between(north).filter_map(|north| view.place(degrees, north)).collect();
        for part in view.within(&line) {
            recording.line(&part, Ink::Grid, HAIRLINE);
            let upper = if part[0].1 < part[part.len() - 1].1 { part[0] } else { part[part.len() - 1] };
            if upper.1 < top + 0.5 {
                ends.push((upper.0, named(degrees, ('E', 'W'))));
            }
        }
    }
    let mut after = left - 20.0;
    for (x, words) in ends {
        let half = sheet.letters.width(&words, size) / 2.0;
        if x - half > after && x + half <= sheet.width {
            recording.line(&[(x, top - 4.0), (x, top)], Ink::Muted, HAIRLINE);
            recording.label((x, top - 6.0), Anchor::Middle, size, Ink::Muted, &words);
            after = x + half + 8.0;
        }
    }
    let mut above = f64::MIN;
    for degrees in multiples(north, step).collect::<Vec<_>>().into_iter().rev() {
        let line: Vec<Point> = between(east).filter_map(|east| view.place(east, degrees)).collect();
        for part in view.within(&line) {
            recording.line(&part, Ink::Grid, HAIRLINE);
            let end = if part[0].0 < part[part.len() - 1].0 { part[0] } else { part[part.len() - 1] };
            if end.0 < left + 0.5 && end.1 - size > above && end.1 > top + size {
                recording.line(&[(left - 4.0, end.1), (left, end.1)], Ink::Muted, HAIRLINE);
                let words = named(degrees, ('N', 'S'));
                sheet::set_tick(recording, &words, size, left - 6.0, end.1);
                above = end.1 + 4.0;
            }
        }
    }
}

/// The multiples of so many minutes in a range of degrees.
fn multiples((from, to): (f64, f64), minutes: u32) -> impl Iterator<Item = f64> {
    let step = f64::from(minutes) / 60.0;
    let (first, last) = ((from / step).ceil(), (to / step).floor());
    let count = if last >= first { ((last - first) as u32).min(400) + 1 } else { 0 };
    (0..count).map(move |number| (first + f64::from(number)) * f64::from(minutes) / 60.0)
}

/// Points of a range, ends and a little more included.
fn between((from, to): (f64, f64)) -> impl Iterator<Item = f64> {
    let more = (to - from) * 0.02;
    (0..=POINTS).map(move |step| from - more + (to - from + 2.0 * more) * f64::from(step) / f64::from(POINTS))
}

/// The frame itself.
pub(super) fn neatline(recording: &mut Recording, (left, top, right, bottom): Area) {
    recording.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], Ink::Muted, 1.0);
}

/// The corner of the frame where the arrow lies on no area; `None` where there is none.
pub(super) fn corner(view: &View, covered: &dyn Fn(Area) -> bool) -> Option<Area> {
    let (left, top, right, bottom) = view.frame;
    let (wide, high) = ARROW;
    let at = |x: f64, y: f64| (x, y, x + wide, y + high);
    let corners = [
        at(right - wide - 8.0, top + 8.0),
        at(left + 8.0, top + 8.0),
        at(right - wide - 8.0, bottom - high - 8.0),
        at(left + 8.0, bottom - high - 8.0),
    ];
    corners.into_iter().find(|corner| !covered((corner.0 - 4.0, corner.1 - 4.0, corner.2 + 4.0, corner.3 + 4.0)))
}

/// The arrow: to true north at the middle of the map, which is not quite upwards away from the central meridian.
pub(super) fn arrow(recording: &mut Recording, sheet: &Sheet, view: &View, (left, top, right, bottom): Area) {
    let (east, north) = ((view.extent.0 + view.extent.2) / 2.0, (view.extent.1 + view.extent.3) / 2.0);
    let from = view.place(east, north);
    let to = view.place(east, north + 0.01);
    let (dx, dy) = from.zip(to).map_or((0.0, -1.0), |(from, to)| (to.0 - from.0, to.1 - from.1));
    let length = (dx * dx + dy * dy).sqrt();
    let (dx, dy) = if length > 0.0 { (dx / length, dy / length) } else { (0.0, -1.0) };
    let middle = ((left + right) / 2.0, (top + bottom) / 2.0 + 8.0);
    // Along the arrow and to its right.
    let at = |along: f64, aside: f64| (middle.0 + dx * along - dy * aside, middle.1 + dy * along + dx * aside);
    let (tip, tail) = (at(15.0, 0.0), at(-9.0, 0.0));
    recording.polygon(&[tip, at(-14.0, -7.0), tail], Ink::Text);
    recording.polygon(&[tip, at(-14.0, 7.0), tail], Ink::Paper);
    recording.line(&[tip, at(-14.0, 7.0), tail, tip], Ink::Text, HAIRLINE);
    let word = sheet.word("ui.map.north");
    recording.label_over((middle.0 + dx * 15.0, top + 10.0), Anchor::Middle, sheet.small(), Ink::Text, &word);
}

/// The bar, its right end at `right`; gives its left end and its bottom.
pub(super) fn bar(recording: &mut Recording, sheet: &Sheet, view: &View, (right, top): Point) -> Point {
    let most = (view.frame.2 - view.frame.0) * LONGEST / view.scale;
    let length = round_below(most);
    let long = length * view.scale;
    let unit = sheet.word("ui.map.kilometres");
    let size = sheet.small();
    let words = [0.0, length / 2.0, length].map(kilometres);
    let last = format!("{}\u{a0}{unit}", words[2]);
    let beyond = sheet.letters.width(&last, size) - sheet.letters.width(&words[2], size) / 2.0;
    let end = right - beyond.max(0.0);
    let start = end - long;
    let line = top + size + 3.0;
    recording.label((start, top + size - 1.0), Anchor::Middle, size, Ink::Muted, &words[0]);
    let halves = [&words[0], &words[1], &words[2]].map(|words| sheet.letters.width(words, size));
    if long / 2.0 > halves[0].max(halves[2]) / 2.0 + halves[1] / 2.0 + 4.0 {
        recording.label(((start + end) / 2.0, top + size - 1.0), Anchor::Middle, size, Ink::Muted, &words[1]);
    }
    let first = end - sheet.letters.width(&words[2], size) / 2.0;
    recording.label((first, top + size - 1.0), Anchor::Start, size, Ink::Muted, &last);
    recording.fill((start, line), (start + long / 2.0, line + 4.0), Ink::Text);
    recording.fill((start + long / 2.0, line), (end, line + 4.0), Ink::Paper);
    recording.line(
        &[(start, line), (end, line), (end, line + 4.0), (start, line + 4.0), (start, line)],
        Ink::Text,
        HAIRLINE,
    );
    (start - sheet.letters.width(&words[0], size) / 2.0, line + 6.0)
}

/// The longest of 1, 2 and 5 times a power of ten that is not longer than `most`.
fn round_below(most: f64) -> f64 {
    let mut unit = 1.0;
    while unit * 10.0 <= most {
        unit *= 10.0;
    }
    [5.0, 2.0].into_iter().map(|times| times * unit).find(|length| *length <= most).unwrap_or(unit)
}

/// Metres as kilometres, without idle zeros.
fn kilometres(metres: f64) -> String {
    let words = format!("{:.4}", metres / 1000.0);
    words.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_named_by_degree_and_minute() {
        for (degrees, expected) in [
            (110.5, "110°30′E"),
            (111.0, "111°E"),
            (-0.25, "0°15′W"),
            (40.0 + 5.0 / 60.0, "40°05′E"),
            (41.5042, "41°30.25′E"),
        ] {
            assert_eq!(named(degrees, ('E', 'W')), expected);
        }
    }

    #[test]
    fn a_bar_has_a_round_length() {
        assert_eq!([1234.0, 4999.0, 5000.0, 99_000.0, 0.7].map(round_below), [1000.0, 2000.0, 5000.0, 50_000.0, 1.0]);
        assert_eq!([0.0, 2500.0, 20_000.0, 500.0].map(kilometres), ["0", "2.5", "20", "0.5"]);
    }
}
