//! What of the ground is seen, and where: the frame, the projection, pixels for places. Knows no colour and no word.

use super::field::Area;
use super::projection::{Extent, Flat, degrees};
use crate::draw::geometry::Point;
use crate::draw::sheet::{MARGIN, Sheet};
use crate::model::{Ground, Spot};

/// The most that a map may be high: of a full drawing, of a narrow one.
const HIGHEST: (f64, f64) = (440.0, 380.0);
/// Between the frame and the areas: a part of its width, and the least in pixels.
const AROUND: (f64, f64) = (0.05, 12.0);
/// Room for the degrees of the parallels, left of the frame, and for those of the meridians, above it.
pub(super) const DEGREES: (f64, f64) = (48.0, 18.0);

/// A map's frame, and how the ground lies in it.
pub(super) struct View {
    /// The frame in pixels.
    pub(super) frame: Area,
    /// The projection.
    pub(super) flat: Flat,
    /// What the areas span, in degrees.
    pub(super) extent: Extent,
    /// Pixels to a metre.
    pub(super) scale: f64,
    /// The middle in metres, and where it is drawn.
    middle: (Point, Point),
}

impl View {
    /// The ground of a sheet below `top`, with `head` pixels kept free above the areas; `None` where there is nothing
    /// that could be projected.
    pub(super) fn of(sheet: &Sheet, ground: &Ground, top: f64, head: f64) -> Option<Self> {
        let spots = || ground.areas.shapes.iter().flat_map(|shape| shape.shape.spots());
        let around =
            |extent: Extent, (x, y): Point| (extent.0.min(x), extent.1.min(y), extent.2.max(x), extent.3.max(y));
        let none = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        let extent = spots().map(|spot| (degrees(spot.0), degrees(spot.1))).fold(none, around);
        if extent.0 > extent.2 {
            return None;
        }
        let flat = Flat::of(ground.projection, extent)?;
        let metres = spots().filter_map(|spot| flat.spot(*spot)).fold(none, around);
        if metres.0 > metres.2 {
            return None;
        }
        let (left, right) = (MARGIN + DEGREES.0, sheet.width - MARGIN);
        let edge = ((right - left) * AROUND.0).max(AROUND.1);
        let (wide, high) = ((metres.2 - metres.0).max(1.0), (metres.3 - metres.1).max(1.0));
        let highest = if sheet.is_narrow() { HIGHEST.1 } else { HIGHEST.0 };
        let scale = ((right - left - 2.0 * edge) / wide).min((highest - 2.0 * edge) / high);
        let top = top + DEGREES.1;
        let bottom = top + head + high * scale + 2.0 * edge;
        let on_ground = ((metres.0 + metres.2) / 2.0, (metres.1 + metres.3) / 2.0);
        let drawn = ((left + right) / 2.0, top + head + edge + high * scale / 2.0);
        Some(Self { frame: (left, top, right, bottom), flat, extent, scale, middle: (on_ground, drawn) })
    }

    fn pixel(&self, (x, y): Point) -> Point {
        let (ground, drawn) = self.middle;
        (drawn.0 + (x - ground.0) * self.scale, drawn.1 - (y - ground.1) * self.scale)
    }

    /// Where a place of the data is drawn.
    pub(super) fn spot(&self, spot: Spot) -> Option<Point> {
        self.flat.spot(spot).map(|metres| self.pixel(metres))
    }

    /// Where a place in degrees is drawn.
    pub(super) fn place(&self, east: f64, north: f64) -> Option<Point> {
        self.flat.metres(east, north).map(|metres| self.pixel(metres))
    }

    /// Longitude and latitude of a pixel.
    pub(super) fn degrees(&self, (x, y): Point) -> Option<Point> {
        let (ground, drawn) = self.middle;
        self.flat.degrees((ground.0 + (x - drawn.0) / self.scale, ground.1 - (y - drawn.1) / self.scale))
    }

    /// The stretches of a line that lie in the frame.
    pub(super) fn within(&self, line: &[Point]) -> Vec<Vec<Point>> {
        let mut parts: Vec<Vec<Point>> = Vec::new();
        for pair in line.windows(2) {
            let Some((from, to)) = cut((pair[0], pair[1]), self.frame) else { continue };
            match parts.last_mut() {
                Some(part) if part.last() == Some(&from) => part.push(to),
                _ => parts.push(vec![from, to]),
            }
        }
        parts
    }
}

/// The part of a straight line that lies in a rectangle (Liang and Barsky 1984).
fn cut((from, to): (Point, Point), area: Area) -> Option<(Point, Point)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let sides = [(-dx, from.0 - area.0), (dx, area.2 - from.0), (-dy, from.1 - area.1), (dy, area.3 - from.1)];
    for (step, room) in sides {
        if step == 0.0 && room < 0.0 {
            return None;
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else if step > 0.0 {
            leave = leave.min(room / step);
        }
    }
    let at = |part: f64| (from.0 + part * dx, from.1 + part * dy);
    let start = if enter > 0.0 { at(enter) } else { from };
    let end = if leave < 1.0 { at(leave) } else { to };
    (enter < leave).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_line_is_cut_at_the_frame() {
        let frame = (0.0, 0.0, 10.0, 10.0);
        assert_eq!(cut(((-5.0, 5.0), (15.0, 5.0)), frame), Some(((0.0, 5.0), (10.0, 5.0))));
        assert_eq!(cut(((1.0, 1.0), (2.0, 3.0)), frame), Some(((1.0, 1.0), (2.0, 3.0))));
        assert_eq!(cut(((-5.0, 11.0), (15.0, 11.0)), frame), None);
        assert_eq!(cut(((-5.0, 0.0), (0.0, 20.0)), frame), None);
    }
}
