//! Paints marks, light and on white, on a band of a picture. Decides nothing but the painting; knows no file.

use super::geometry::Point;
use super::glyphs::{Glyph, Glyphs};
use super::ink::Ink;
use super::palette::BYTES;
use super::recording::{Anchor, FINE, Mark};
use super::text;
use crate::model::Language;
use plotters_backend::BackendCoord;
use skrifa::outline::OutlinePen;
use tiny_skia::{Color, FillRule, LineJoin, Paint, Path, PathBuilder, PixmapMut, Rect, Stroke, StrokeDash, Transform};

/// What is painted on.
pub(super) struct Canvas<'p> {
    pub(super) pixels: PixmapMut<'p>,
    /// Pixels to one of the view box.
    pub(super) scale: f32,
    /// The row of the picture that is its first.
    pub(super) top: u32,
}

pub(super) fn pixels(units: i32) -> f32 {
    units as f32 / FINE as f32
}

/// The colour of an ink on white.
fn colour(ink: Ink, opacity: f32) -> Color {
    let hex = if ink == Ink::Paper { "#ffffff" } else { ink.swatch().light };
    let part = |at: usize| hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or_default();
    let mut colour = Color::from_rgba8(part(1), part(3), part(5), u8::MAX);
    colour.set_alpha(opacity);
    colour
}

fn paint(ink: Ink, opacity: f32) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(colour(ink, opacity));
    paint
}

/// Whether a line goes straight down or across.
fn is_upright(points: &[BackendCoord]) -> bool {
    matches!(points, [(x0, y0), (x1, y1)] if (x0 == x1) != (y0 == y1))
}

fn through(points: &[BackendCoord], closed: bool) -> Option<Path> {
    through_all([points].into_iter(), closed)
}

/// One path through several lines, each from its own beginning.
fn through_all<'p>(lines: impl Iterator<Item = &'p [BackendCoord]>, closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for points in lines {
        for (number, &(x, y)) in points.iter().enumerate() {
            let (x, y) = (pixels(x), pixels(y));
            if number == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        if closed {
            path.close();
        }
    }
    path.finish()
}

impl Canvas<'_> {
    /// Paints a mark, or what of it lies in the band.
    pub(super) fn paint(&mut self, mark: &Mark, glyphs: &Glyphs<'_>, language: Language) {
        match mark {
            Mark::Rectangle { from, to, ink } => {
                self.upright((pixels(from.0), pixels(from.1)), (pixels(to.0), pixels(to.1)), *ink);
                if ink.needs_edge() {
                    let corners = [*from, (to.0, from.1), *to, (from.0, to.1)];
                    self.edge(&corners);
                }
            }
            Mark::Polygon { points, ink, sheer } => self.surface(points, *ink, if *sheer { 0.5 } else { 1.0 }),
            Mark::Line { points, ink, width, dashed: false } if is_upright(points) => {
                // A rule or a bar of a grid: no more than a thin rectangle.
                let half = pixels(*width) / 2.0;
                let along = |points: &[BackendCoord]| points.iter().map(|&(x, y)| (pixels(x), pixels(y))).collect();
                let ends: Vec<(f32, f32)> = along(points);
                if let [(x0, y0), (x1, y1)] = ends[..] {
                    let (across, down) = if y0 == y1 { (0.0, half) } else { (half, 0.0) };
                    let from = (x0.min(x1) - across, y0.min(y1) - down);
                    self.upright(from, (x0.max(x1) + across, y0.max(y1) + down), *ink);
                }
            }
            Mark::Line { points, ink, width, dashed } => {
                let dash = dashed.then(|| StrokeDash::new(vec![4.0, 3.0], 0.0)).flatten();
                let stroke = Stroke { width: pixels(*width), dash, ..Stroke::default() };
                self.stroke(through(points, false), *ink, &stroke);
            }
            Mark::Area { rings, ink, edge } => {
                let path = through_all(rings.iter().map(Vec::as_slice), true);
                if let Some(path) = &path {
                    let transform = self.scaled();
                    self.pixels.fill_path(path, &paint(*ink, 1.0), FillRule::EvenOdd, transform, None);
                }
                let line_join = LineJoin::Round;
                self.stroke(path, *edge, &Stroke { width: 0.8, line_join, ..Stroke::default() });
            }
            Mark::Label { at, anchor, size, ink, text, halo } => {
                let text = if language == Language::En { text.replace('’', "'") } else { text.clone() };
                let size = f64::from(*size) / f64::from(FINE);
                let width = glyphs.letters.width(&text, size);
                let left = f64::from(at.0) / f64::from(FINE)
                    - match anchor {
                        Anchor::Start => 0.0,
                        Anchor::Middle => width / 2.0,
                        Anchor::End => width,
                    };
                let from = (left, f64::from(at.1) / f64::from(FINE));
                if *halo {
                    let mut pen = Pen::at_point((0.0, 0.0));
                    each(&text, size, from, glyphs, |character, size, from| {
                        pen.from = from;
                        glyphs.letters.outline(character, size, &mut pen);
                    });
                    let line_join = LineJoin::Round;
                    let stroke = Stroke { width: 2.6, line_join, ..Stroke::default() };
                    self.stroke(pen.finish(), Ink::Paper, &stroke);
                }
                let colour = colour(*ink, 1.0).to_color_u8();
                let colour = [colour.red(), colour.green(), colour.blue()];
                let scale = self.scale;
                each(&text, size, from, glyphs, |character, size, (x, y)| {
                    let (glyph, at) = glyphs.at(character, size as f32 * scale, (x * scale, y * scale));
                    self.lay(&glyph, at, colour);
                });
            }
        }
    }

    /// Lays the form of a character down in a colour.
    fn lay(&mut self, glyph: &Glyph, (column, row): (i32, i32), colour: [u8; 3]) {
        let (width, height) = (i64::from(self.pixels.width()), i64::from(self.pixels.height()));
        let left = i64::from(column) + i64::from(glyph.from.0);
        let mut y = i64::from(row) + i64::from(glyph.from.1) - i64::from(self.top);
        let pixels = self.pixels.data_mut();
        for covered in glyph.coverage.chunks(glyph.width.max(1)) {
            // What reaches over an edge is cut off.
            let seen = (0.max(-left)..(width - left).min(covered.len() as i64)).filter(|_| (0..height).contains(&y));
            for x in seen {
                let of = u32::from(covered[x as usize]);
                if of == 0 {
                    continue;
                }
                let at = ((y * width + left + x) as usize) * BYTES;
                for (ground, ink) in pixels[at..at + 3].iter_mut().zip(colour) {
                    *ground = ((u32::from(*ground) * (255 - of) + u32::from(ink) * of + 127) / 255) as u8;
                }
            }
            y += 1;
        }
    }

    fn scaled(&self) -> Transform {
        Transform::from_scale(self.scale, self.scale).post_translate(0.0, -(self.top as f32))
    }

    fn fill(&mut self, path: Option<Path>, ink: Ink, opacity: f32) {
        let transform = self.scaled();
        if let Some(path) = path {
            self.pixels.fill_path(&path, &paint(ink, opacity), FillRule::Winding, transform, None);
        }
    }

    fn stroke(&mut self, path: Option<Path>, ink: Ink, stroke: &Stroke) {
        let transform = self.scaled();
        if let Some(path) = path {
            self.pixels.stroke_path(&path, &paint(ink, 1.0), stroke, transform, None);
        }
    }

    /// Fills a surface; one that may be too near to its ground has an edge.
    fn surface(&mut self, points: &[BackendCoord], ink: Ink, opacity: f32) {
        self.fill(through(points, true), ink, opacity);
        if ink.needs_edge() {
            self.edge(points);
        }
    }

    fn edge(&mut self, points: &[BackendCoord]) {
        self.stroke(through(points, true), Ink::Rule, &Stroke { width: 0.6, ..Stroke::default() });
    }

    /// Fills a rectangle between its upper left and its lower right corner.
    fn upright(&mut self, from: (f32, f32), to: (f32, f32), ink: Ink) {
        // What lies outside the band is as well cut off here.
        let (rows, top) = (self.pixels.height() as f32, self.top as f32);
        let row = |y: f32| (y * self.scale - top).clamp(-1.0, rows + 1.0);
        let (left, right) = (from.0.min(to.0) * self.scale, from.0.max(to.0) * self.scale);
        let rectangle = Rect::from_ltrb(left, row(from.1.min(to.1)), right, row(from.1.max(to.1)));
        if let Some(rectangle) = rectangle {
            self.pixels.fill_rect(rectangle, &paint(ink, 1.0), Transform::identity(), None);
        }
    }
}

/// Gives each character of a line of text that begins at a point of its baseline, with its size and where it begins;
/// raised and lowered ones are set small.
fn each(text: &str, size: f64, (mut x, y): Point, glyphs: &Glyphs<'_>, mut set: impl FnMut(char, f64, (f32, f32))) {
    for piece in glyphs.letters.shifting.pieces(text) {
        let (scale, above) = text::place(&piece);
        for character in piece.text.chars() {
            set(character, size * scale, (x as f32, (y - above * size) as f32));
            x += glyphs.letters.width(character.encode_utf8(&mut [0; 4]), size * scale);
        }
    }
}

/// Draws outlines, whose `y` grows upwards, each from a place.
pub(super) struct Pen {
    path: PathBuilder,
    from: (f32, f32),
}

impl Pen {
    pub(super) fn at_point(from: (f32, f32)) -> Self {
        Self { path: PathBuilder::new(), from }
    }

    /// All that was drawn; none if nothing was.
    pub(super) fn finish(self) -> Option<Path> {
        self.path.finish()
    }

    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.from.0 + x, self.from.1 - y)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let ((cx0, cy0), (x, y)) = (self.at(cx0, cy0), self.at(x, y));
        self.path.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let ((cx0, cy0), (cx1, cy1), (x, y)) = (self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
        self.path.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
