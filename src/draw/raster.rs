//! Paints a recording as a PNG: light, on white, twice as large as it is laid out, its text in the face that it was measured
//! with. Knows no layout; decides nothing but the painting.
//!
//! The same recording gives the same bytes on every machine: what is painted with goes without the vector units of a
//! processor, whose rounding differs.

use super::geometry::Point;
use super::ink::Ink;
use super::recording::{Anchor, FINE, Mark, Recording};
use super::svg::Naming;
use super::text::{self, Lettering};
use crate::model::Language;
use plotters_backend::BackendCoord;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter, PixelDimensions, Unit};
use skrifa::outline::OutlinePen;
use std::collections::BTreeMap;
use tiny_skia::{
    Color, FillRule, IntSize, LineJoin, Paint, Path, PathBuilder, Pixmap, PremultipliedColorU8, Stroke, StrokeDash,
    Transform,
};

/// Pixels to a pixel of the view box; a drawing too large for it is painted with fewer.
const SCALES: [u32; 2] = [2, 1];
/// No picture has more pixels.
const MOST: u64 = 24_000_000;
/// Pixels of the view box in a metre: 96 in an inch.
const METRE: f64 = 96.0 / 0.0254;

/// The PNG; none of a drawing too large for any.
pub(super) fn write(recording: &Recording, naming: Naming<'_>, letters: &Lettering<'_>) -> Option<Vec<u8>> {
    let size = |scale: u32| Some((recording.width.checked_mul(scale)?, recording.height.checked_mul(scale)?));
    let fits = |(width, height): (u32, u32)| u64::from(width) * u64::from(height) <= MOST;
    let (scale, (width, height)) =
        SCALES.into_iter().find_map(|scale| Some((scale, size(scale).filter(|size| fits(*size))?)))?;
    // White from the start: it is written once, not nothing first and white over it.
    let white = vec![u8::MAX; usize::try_from(u64::from(width) * u64::from(height)).ok()?.checked_mul(BYTES)?];
    let pixels = Pixmap::from_vec(white, IntSize::from_wh(width, height)?)?;
    let mut canvas = Canvas { pixels, scale: scale as f32 };
    for mark in &recording.marks {
        canvas.paint(mark, letters, naming.language);
    }
    encode(&canvas.pixels, naming, scale)
}

/// The pixels as a file that says what it shows and how large it is on paper.
fn encode(pixels: &Pixmap, naming: Naming<'_>, scale: u32) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    let (palette, data) = colours(pixels);
    encoder.set_color(if palette.is_empty() { ColorType::Rgb } else { ColorType::Indexed });
    if !palette.is_empty() {
        encoder.set_palette(palette);
    }
    encoder.set_depth(BitDepth::Eight);
    // Surfaces of one colour shrink without a filter, and the first level takes a fifth of the time of the usual one.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(1));
    let dots = (METRE * f64::from(scale)).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: dots, yppu: dots, unit: Unit::Meter }));
    encoder.add_itxt_chunk("Title".to_owned(), naming.title.to_owned()).ok()?;
    encoder.add_itxt_chunk("Description".to_owned(), naming.description.to_owned()).ok()?;
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&data).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// Of a pixel.
const BYTES: usize = 4;
/// Pixels that are compared at once.
const RUN: usize = 32;

/// The colours of the pixels in the order of their first, and for each pixel its place among them. Where they are too
/// many to be counted in a byte: none, and for each pixel its colour.
fn colours(pixels: &Pixmap) -> (Vec<u8>, Vec<u8>) {
    let (mut places, mut palette): (BTreeMap<[u8; 3], u8>, Vec<u8>) = (BTreeMap::new(), Vec::new());
    let mut data = Vec::with_capacity(pixels.pixels().len());
    let mut last: Option<([u8; BYTES], u8)> = None;
    let mut run = [0; RUN * BYTES];
    for bytes in pixels.data().chunks(RUN * BYTES) {
        // Most of a picture is surfaces of one colour: as many pixels as a run has are looked at in one.
        if let Some((_, place)) = last
            && bytes == &run[..bytes.len()]
        {
            data.resize(data.len() + bytes.len() / BYTES, place);
            continue;
        }
        for pixel in bytes.as_chunks::<BYTES>().0 {
            // All is painted on white: no pixel is transparent.
            let [red, green, blue, _] = *pixel;
            let place = match last {
                Some((known, place)) if known == *pixel => place,
                _ => match (places.get(&[red, green, blue]), u8::try_from(places.len())) {
                    (Some(place), _) => *place,
                    (None, Ok(place)) => {
                        palette.extend_from_slice(&[red, green, blue]);
                        places.insert([red, green, blue], place);
                        place
                    }
                    (None, Err(_)) => {
                        let parts = |pixel: &PremultipliedColorU8| [pixel.red(), pixel.green(), pixel.blue()];
                        return (Vec::new(), pixels.pixels().iter().flat_map(parts).collect());
                    }
                },
            };
            last = Some((*pixel, place));
            data.push(place);
        }
        if let Some((pixel, _)) = last {
            run.as_chunks_mut::<BYTES>().0.fill(pixel);
        }
    }
    (palette, data)
}

/// What is painted on.
struct Canvas {
    pixels: Pixmap,
    scale: f32,
}

fn pixels(units: i32) -> f32 {
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

impl Canvas {
    fn paint(&mut self, mark: &Mark, letters: &Lettering<'_>, language: Language) {
        match mark {
            Mark::Rectangle { from, to, ink } => {
                let corners = [*from, (to.0, from.1), *to, (from.0, to.1)];
                self.surface(&corners, *ink, 1.0);
            }
            Mark::Polygon { points, ink, sheer } => self.surface(points, *ink, if *sheer { 0.5 } else { 1.0 }),
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
                let width = letters.width(&text, size);
                let left = f64::from(at.0) / f64::from(FINE)
                    - match anchor {
                        Anchor::Start => 0.0,
                        Anchor::Middle => width / 2.0,
                        Anchor::End => width,
                    };
                let path = outlines(&text, size, (left, f64::from(at.1) / f64::from(FINE)), letters);
                if *halo {
                    let line_join = LineJoin::Round;
                    self.stroke(path.clone(), Ink::Paper, &Stroke { width: 2.6, line_join, ..Stroke::default() });
                }
                self.fill(path, *ink, 1.0);
            }
        }
    }

    fn scaled(&self) -> Transform {
        Transform::from_scale(self.scale, self.scale)
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
            self.stroke(through(points, true), Ink::Rule, &Stroke { width: 0.6, ..Stroke::default() });
        }
    }
}

/// The outlines of a line of text that begins at a point of its baseline; raised and lowered characters are set small.
fn outlines(text: &str, size: f64, (mut x, y): Point, letters: &Lettering<'_>) -> Option<Path> {
    let mut pen = Pen { path: PathBuilder::new(), from: (0.0, 0.0) };
    for piece in letters.shifting.pieces(text) {
        let (scale, above) = text::place(&piece);
        for character in piece.text.chars() {
            pen.from = (x as f32, (y - above * size) as f32);
            letters.outline(character, size * scale, &mut pen);
            x += letters.width(character.encode_utf8(&mut [0; 4]), size * scale);
        }
    }
    pen.path.finish()
}

/// Draws an outline, whose `y` grows upwards, at a place.
struct Pen {
    path: PathBuilder,
    from: (f32, f32),
}

impl Pen {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::tests::lettering;

    fn painted(recording: &Recording, title: &str) -> Option<Vec<u8>> {
        let naming = Naming { id: "a", language: Language::En, title, description: "一句话" };
        write(recording, naming, &lettering())
    }

    /// Width, height, and the colour of a pixel.
    fn pixel(bytes: &[u8], (x, y): (usize, usize)) -> (u32, u32, [u8; 3]) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut buffer = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut buffer).unwrap();
        let at = (y * frame.width as usize + x) * 3;
        (frame.width, frame.height, [buffer[at], buffer[at + 1], buffer[at + 2]])
    }

    #[test]
    fn marks_are_painted_twice_as_large_and_always_alike() {
        let mut recording = Recording::new(100);
        recording.fill((10.0, 10.0), (30.0, 30.0), Ink::Strong);
        recording.fill((50.0, 10.0), (70.0, 30.0), Ink::Paper);
        recording.label((40.0, 60.0), Anchor::Start, 24.0, Ink::Text, "一一");
        let square = |from: f64, to: f64| vec![(from, from), (to, from), (to, to), (from, to)];
        recording.area(&[square(74.0, 98.0), square(80.0, 92.0)], Ink::Strong, Ink::Strong);
        recording.dashed(&[(0.0, 70.0), (70.0, 70.0)], Ink::Strong, 4.0);
        let recording = recording.close(100.0);
        let bytes = painted(&recording, "图").unwrap();
        assert_eq!(pixel(&bytes, (40, 40)), (200, 200, [0xc0, 0x64, 0x1c]));
        assert_eq!(pixel(&bytes, (120, 40)).2, [255; 3], "paper is white");
        let stroke = (90..130).map(|y| pixel(&bytes, (100, y)).2[0]).min();
        assert!(stroke.is_some_and(|dark| dark < 60), "the stroke of 一: {stroke:?}");
        assert_eq!([pixel(&bytes, (2, 140)).2, pixel(&bytes, (10, 140)).2], [[0xc0, 0x64, 0x1c], [255; 3]], "dashes");
        assert_eq!(
            [pixel(&bytes, (154, 154)).2, pixel(&bytes, (172, 172)).2],
            [[0xc0, 0x64, 0x1c], [255; 3]],
            "a hole"
        );
        assert_eq!(bytes, painted(&recording, "图").unwrap());
        let info = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        let texts: Vec<_> = info.info().utf8_text.iter().map(|text| text.get_text().unwrap()).collect();
        assert_eq!(texts, ["图", "一句话"]);
    }

    #[test]
    fn many_colours_are_kept() {
        let mut pixels = Pixmap::new(300, 1).unwrap();
        assert_eq!(colours(&pixels), (vec![0, 0, 0], vec![0; 300]));
        for (number, pixel) in pixels.pixels_mut().iter_mut().enumerate() {
            let green = u8::try_from(number / 2).unwrap();
            *pixel = PremultipliedColorU8::from_rgba(u8::from(number % 2 == 0), green, 0, 255).unwrap();
        }
        let (palette, data) = colours(&pixels);
        assert_eq!((palette.len(), data.len(), &data[..6]), (0, 900, &[1, 0, 0, 0, 0, 0][..]));
    }

    #[test]
    fn what_is_too_large_is_painted_smaller_or_not_at_all() {
        let tall = |height: f64| Recording::new(640).close(height);
        assert_eq!(painted(&tall(30_000.0), "").map(|bytes| pixel(&bytes, (0, 0)).0), Some(640));
        assert_eq!(painted(&tall(4e9), ""), None);
    }
}
