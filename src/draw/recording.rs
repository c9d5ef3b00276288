//! The drawing backend: keeps what plotters and the layout draw, to be written later. Knows no language, no SVG.
//!
//! Plotters counts in whole pixels, so its canvas is [`FINE`] times the view box: a recorded coordinate is a
//! hundredth of a pixel, exact and the same everywhere.

use super::geometry::{Point, on_circle};
use super::ink::Ink;
#[cfg(test)]
use super::text::Lettering;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;

/// Units of the virtual canvas to a pixel of the view box.
pub(super) const FINE: i32 = 100;

/// A number of pixels in units of the virtual canvas.
pub(super) fn fine(pixels: f64) -> i32 {
    (pixels * f64::from(FINE)).round() as i32
}

/// Which end of a text its `x` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// Something drawn; coordinates in units of the virtual canvas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A filled rectangle: the upper left and the lower right corner.
    Rectangle { from: BackendCoord, to: BackendCoord, ink: Ink },
    /// A filled polygon; one that is `sheer` lets its ground shine through.
    Polygon { points: Vec<BackendCoord>, ink: Ink, sheer: bool },
    /// A line through points.
    Line { points: Vec<BackendCoord>, ink: Ink, width: i32, dashed: bool },
    /// A filled surface of closed rings with a thin edge: what lies in an even number of rings is a hole.
    Area { rings: Vec<Vec<BackendCoord>>, ink: Ink, edge: Ink },
    /// A line of text; `at` is its anchor on the baseline. One with a halo keeps clear of what it lies on.
    Label { at: BackendCoord, anchor: Anchor, size: i32, ink: Ink, text: String, halo: bool },
}

/// A place taken by a mark: left, top, right, bottom, in pixels.
#[cfg(test)]
pub(super) type Extent = (f64, f64, f64, f64);

/// All that was drawn, in the order in which it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recording {
    /// Width of the view box in pixels.
    pub(super) width: u32,
    /// Height of the view box in pixels.
    pub(super) height: u32,
    /// The marks.
    pub(super) marks: Vec<Mark>,
}

impl Recording {
    /// An empty one.
    pub(super) fn new(width: u32) -> Self {
        Self { width, height: 0, marks: Vec::new() }
    }

    /// Sets a line of text at `size` pixels, its baseline at `y`.
    pub(super) fn label(&mut self, (x, y): Point, anchor: Anchor, size: f64, ink: Ink, text: &str) {
        self.letters((x, y), anchor, size, ink, text, false);
    }

    fn letters(&mut self, (x, y): Point, anchor: Anchor, size: f64, ink: Ink, text: &str, halo: bool) {
        if !text.is_empty() {
            let (at, text) = ((fine(x), fine(y)), text.to_owned());
            self.marks.push(Mark::Label { at, anchor, size: fine(size), ink, text, halo });
        }
    }

    /// The same on what is drawn already: paper all round each letter.
    pub(super) fn label_over(&mut self, (x, y): Point, anchor: Anchor, size: f64, ink: Ink, text: &str) {
        self.letters((x, y), anchor, size, ink, text, true);
    }

    /// Fills a surface of closed rings and draws its edge.
    pub(super) fn area(&mut self, rings: &[Vec<Point>], ink: Ink, edge: Ink) {
        // A tenth of a pixel is finer than any eye; a border has thousands of corners.
        let corner = |&(x, y): &Point| (fine((x * 10.0).round() / 10.0), fine((y * 10.0).round() / 10.0));
        let rings = rings.iter().map(|ring| ring.iter().map(corner).collect()).collect();
        self.marks.push(Mark::Area { rings, ink, edge });
    }

    /// Draws a line `width` pixels wide through points.
    pub(super) fn line(&mut self, points: &[Point], ink: Ink, width: f64) {
        let points = points.iter().map(|&(x, y)| (fine(x), fine(y))).collect();
        self.marks.push(Mark::Line { points, ink, width: fine(width), dashed: false });
    }

    /// The same, dashed: what is planned, or compared with.
    pub(super) fn dashed(&mut self, points: &[Point], ink: Ink, width: f64) {
        let points = points.iter().map(|&(x, y)| (fine(x), fine(y))).collect();
        self.marks.push(Mark::Line { points, ink, width: fine(width), dashed: true });
    }

    /// Fills the rectangle between the upper left and the lower right corner.
    pub(super) fn fill(&mut self, from: Point, to: Point, ink: Ink) {
        let (from, to) = ((fine(from.0), fine(from.1)), (fine(to.0), fine(to.1)));
        self.marks.push(Mark::Rectangle { from, to, ink });
    }

    /// Fills a polygon.
    pub(super) fn polygon(&mut self, points: &[Point], ink: Ink) {
        let points = points.iter().map(|&(x, y)| (fine(x), fine(y))).collect();
        self.marks.push(Mark::Polygon { points, ink, sheer: false });
    }

    /// Fills a circle.
    pub(super) fn dot(&mut self, centre: Point, radius: f64, ink: Ink) {
        self.polygon(&circle(centre, radius), ink);
    }

    /// Draws a circle as a line one pixel wide.
    pub(super) fn ring(&mut self, centre: Point, radius: f64, ink: Ink) {
        let mut points = circle(centre, radius);
        points.extend(points.first().copied());
        self.line(&points, ink, 1.0);
    }

    /// Fills a polygon more palely: its ground shines through.
    pub(super) fn sheer(&mut self, points: &[Point], ink: Ink) {
        let points = points.iter().map(|&(x, y)| (fine(x), fine(y))).collect();
        self.marks.push(Mark::Polygon { points, ink, sheer: true });
    }

    /// Sets all of another drawing with its upper left corner at a point.
    pub(super) fn place(&mut self, other: &Self, (x, y): Point) {
        let by = (fine(x), fine(y));
        let moved = |at: BackendCoord| (at.0 + by.0, at.1 + by.1);
        self.marks.extend(other.marks.iter().cloned().map(|mark| match mark {
            Mark::Rectangle { from, to, ink } => Mark::Rectangle { from: moved(from), to: moved(to), ink },
            Mark::Polygon { points, ink, sheer } => {
                Mark::Polygon { points: points.into_iter().map(moved).collect(), ink, sheer }
            }
            Mark::Line { points, ink, width, dashed } => {
                Mark::Line { points: points.into_iter().map(moved).collect(), ink, width, dashed }
            }
            Mark::Area { rings, ink, edge } => {
                let rings = rings.into_iter().map(|ring| ring.into_iter().map(moved).collect()).collect();
                Mark::Area { rings, ink, edge }
            }
            Mark::Label { at, anchor, size, ink, text, halo } => {
                Mark::Label { at: moved(at), anchor, size, ink, text, halo }
            }
        }));
    }

    /// Ends the drawing at `bottom` pixels, rounded up.
    pub(super) fn close(mut self, bottom: f64) -> Self {
        self.height = bottom.ceil().max(1.0) as u32;
        self
    }
}

/// A circle as a polygon.
fn circle(centre: Point, radius: f64) -> Vec<Point> {
    (0..24).map(|step| on_circle(centre, radius, f64::from(step) / 24.0)).collect()
}

/// Height of a text above its baseline and depth below, in ems: Chinese characters and Latin descenders.
#[cfg(test)]
const BODY: (f64, f64) = (0.88, 0.21);

#[cfg(test)]
impl Mark {
    /// The place the mark takes; for a text as estimated.
    pub(super) fn extent(&self, letters: &Lettering<'_>) -> Extent {
        let pixels = |units: i32| f64::from(units) / f64::from(FINE);
        let around = |points: &[BackendCoord], more: f64| {
            let mut extent = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
            for &(x, y) in points {
                let (x, y) = (pixels(x), pixels(y));
                extent = (extent.0.min(x), extent.1.min(y), extent.2.max(x), extent.3.max(y));
            }
            (extent.0 - more, extent.1 - more, extent.2 + more, extent.3 + more)
        };
        match self {
            Self::Rectangle { from, to, .. } => around(&[*from, *to], 0.0),
            Self::Polygon { points, .. } => around(points, 0.0),
            Self::Area { rings, .. } => around(&rings.concat(), 0.0),
            Self::Line { points, width, .. } => around(points, pixels(*width) / 2.0),
            Self::Label { at, anchor, size, text, .. } => {
                let (x, y, size) = (pixels(at.0), pixels(at.1), pixels(*size));
                let width = letters.width(text, size);
                let left = match anchor {
                    Anchor::Start => x,
                    Anchor::Middle => x - width / 2.0,
                    Anchor::End => x - width,
                };
                (left, y - BODY.0 * size, left + width, y + BODY.1 * size)
            }
        }
    }
}

/// Height of the canvas while it is drawn on: plotters cuts off what lies beyond, and the layout knows the height last.
const UNBOUNDED: u32 = 1 << 30;

/// The recording lent to plotters, whose drawing areas want to own their backend.
pub(super) struct Pen<'a>(pub(super) &'a mut Recording);

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Pen<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.0.width * FINE.unsigned_abs(), UNBOUNDED)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        if fill {
            self.0.marks.push(Mark::Rectangle { from, to, ink: Ink::carried_by(style.color()) });
            return Ok(());
        }
        self.draw_path([from, (to.0, from.1), to, (from.0, to.1), from], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let width = i32::try_from(style.stroke_width()).unwrap_or(FINE);
        self.0.marks.push(Mark::Line {
            points: path.into_iter().collect(),
            ink: Ink::carried_by(style.color()),
            width,
            dashed: false,
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, vert: I, style: &S) -> Drawn {
        let ink = Ink::carried_by(style.color());
        self.0.marks.push(Mark::Polygon { points: vert.into_iter().collect(), ink, sheer: false });
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let size = style.size().round() as i32;
        let ink = Ink::carried_by(style.color());
        self.0.marks.push(Mark::Label { at, anchor, size, ink, text: text.to_owned(), halo: false });
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        // Nothing is placed by it: all text is measured before it is set.
        let size = style.size().ceil() as u32;
        Ok((u32::try_from(text.chars().count()).unwrap_or(u32::MAX).saturating_mul(size), size))
    }
}
