//! Paints a recording as a PNG: light, on white, twice as large as it is laid out, its text in the face that it was measured
//! with. Knows no layout; decides nothing but the painting.
//!
//! The same recording gives the same bytes on every machine: what is painted with goes without the vector units of a
//! processor, whose rounding differs.

use super::canvas::{Canvas, pixels};
use super::glyphs::Glyphs;
use super::palette::{BYTES, Colours, UNFILTERED};
use super::recording::{FINE, Mark, Recording};
use super::svg::Naming;
use crate::model::Language;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use plotters_backend::BackendCoord;
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit, chunk};
use std::io::Write;
use tiny_skia::PixmapMut;

/// Pixels to a pixel of the view box; a drawing too large for it is painted with fewer.
const SCALES: [u32; 2] = [2, 1];
/// No picture has more pixels.
const MOST: u64 = 24_000_000;
/// Pixels of the view box in a metre: 96 in an inch.
const METRE: f64 = 96.0 / 0.0254;

/// Rows that are painted at once: few enough to stay near the processor, where a whole picture has no room.
const BAND: u32 = 64;

/// What pictures are painted on, one after another: a band of rows.
#[derive(Default)]
pub(super) struct Easel {
    pixels: Vec<u8>,
}

/// The PNG; none of a drawing too large for any.
pub(super) fn write(
    recording: &Recording,
    naming: Naming<'_>,
    glyphs: &Glyphs<'_>,
    easel: &mut Easel,
) -> Option<Vec<u8>> {
    let size = |scale: u32| Some((recording.width.checked_mul(scale)?, recording.height.checked_mul(scale)?));
    let fits = |(width, height): (u32, u32)| u64::from(width) * u64::from(height) <= MOST;
    let (scale, (width, height)) =
        SCALES.into_iter().find_map(|scale| Some((scale, size(scale).filter(|size| fits(*size))?)))?;
    let picture = Picture { recording, language: naming.language, scale, width, height };
    let (mut colours, mut data) = (Colours::default(), Vec::with_capacity((width * height) as usize));
    let counted = picture.bands(glyphs, easel, &mut |band| colours.add(band, width as usize, &mut data))?;
    if !counted {
        // More than a byte can tell apart: each pixel is written with its colour.
        (colours, data) = (Colours::default(), Vec::new());
        picture.bands(glyphs, easel, &mut |band| {
            for row in band.chunks(width as usize * BYTES) {
                data.push(UNFILTERED);
                // All is painted on white: no pixel is transparent.
                data.extend(row.as_chunks::<BYTES>().0.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]));
            }
            true
        })?;
    }
    encode((colours.palette, &data), (width, height), naming, scale)
}

/// What is painted, and how large.
struct Picture<'a> {
    recording: &'a Recording,
    language: Language,
    scale: u32,
    width: u32,
    height: u32,
}

impl Picture<'_> {
    /// Paints band after band and gives the pixels of each to be taken, until one is not; false then.
    fn bands(&self, glyphs: &Glyphs<'_>, easel: &mut Easel, take: &mut dyn FnMut(&[u8]) -> bool) -> Option<bool> {
        let scale = self.scale as f32;
        let extents: Vec<(f32, f32)> = self.recording.marks.iter().map(|mark| extent(mark, scale)).collect();
        for top in (0..self.height).step_by(BAND as usize) {
            let rows = BAND.min(self.height - top);
            easel.pixels.clear();
            easel.pixels.resize((self.width * rows) as usize * BYTES, u8::MAX);
            let pixels = PixmapMut::from_bytes(&mut easel.pixels, self.width, rows)?;
            let mut canvas = Canvas { pixels, scale, top };
            let (first, last) = (top as f32, (top + rows) as f32);
            for (mark, (above, below)) in self.recording.marks.iter().zip(&extents) {
                if *below >= first && *above <= last {
                    canvas.paint(mark, glyphs, self.language);
                }
            }
            if !take(&easel.pixels) {
                return Some(false);
            }
        }
        Some(true)
    }
}

/// From which row to which a mark may reach.
fn extent(mark: &Mark, scale: f32) -> (f32, f32) {
    fn of<'p>(points: impl Iterator<Item = &'p BackendCoord>) -> (i32, i32) {
        points.fold((i32::MAX, i32::MIN), |(least, most), (_, y)| (least.min(*y), most.max(*y)))
    }
    // Edges and haloes are thinner than this; letters reach less than their size and a half from the baseline.
    let ((least, most), around) = match mark {
        Mark::Rectangle { from, to, .. } => (of([from, to].into_iter()), 2 * FINE),
        Mark::Polygon { points, .. } => (of(points.iter()), 2 * FINE),
        Mark::Line { points, width, .. } => (of(points.iter()), 4 * width + 2 * FINE),
        Mark::Area { rings, .. } => (of(rings.iter().flatten()), 2 * FINE),
        Mark::Label { at, size, .. } => (of([at].into_iter()), size * 3 / 2 + 4 * FINE),
    };
    (pixels(least.saturating_sub(around)) * scale, pixels(most.saturating_add(around)) * scale)
}

/// The pixels as a file that says what it shows and how large it is on paper.
///
/// `data`: row by row its filter, then its pixels.
fn encode(
    (palette, data): (Vec<u8>, &[u8]),
    (width, height): (u32, u32),
    naming: Naming<'_>,
    scale: u32,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(if palette.is_empty() { ColorType::Rgb } else { ColorType::Indexed });
    if !palette.is_empty() {
        encoder.set_palette(palette);
    }
    encoder.set_depth(BitDepth::Eight);
    let dots = (METRE * f64::from(scale)).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: dots, yppu: dots, unit: Unit::Meter }));
    encoder.add_itxt_chunk("Title".to_owned(), naming.title.to_owned()).ok()?;
    encoder.add_itxt_chunk("Description".to_owned(), naming.description.to_owned()).ok()?;
    let mut writer = encoder.write_header().ok()?;
    // Row by row, as the encoder itself would give them, each costs a cleared buffer of the compression. Surfaces of one
    // colour shrink without a filter, and the first level takes a fifth of the time of the usual one.
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::new(1));
    packed.write_all(data).ok()?;
    writer.write_chunk(chunk::IDAT, &packed.finish().ok()?).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::ink::Ink;
    use crate::draw::recording::Anchor;
    use crate::draw::tests::lettering;

    fn painted(recording: &Recording, title: &str) -> Option<Vec<u8>> {
        let naming = Naming { id: "a", language: Language::En, title, description: "一句话" };
        let letters = lettering();
        write(recording, naming, &Glyphs::of(&letters), &mut Easel::default())
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
    fn a_picture_of_many_colours_keeps_them() {
        // Sheer surfaces upon each other, each letting the one below shine through: every strip has a colour of its own.
        let (mut recording, mut drawn) = (Recording::new(640), 1_u32);
        for left in 0..600_u16 {
            // The order of the inks repeats nowhere.
            drawn = drawn.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            let (left, right) = (f64::from(left), f64::from(left) + 40.0);
            let ink = Ink::Part(u8::try_from((drawn >> 16) % 7).unwrap());
            recording.sheer(&[(left, 0.0), (right, 0.0), (right, 70.0), (left, 70.0)], ink);
        }
        let bytes = painted(&recording.close(80.0), "").unwrap();
        let info = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        assert_eq!(info.info().color_type, ColorType::Rgb);
        assert_eq!([pixel(&bytes, (2, 150)).2, pixel(&bytes, (1279, 150)).2], [[255; 3]; 2]);
        assert_eq!(
            pixel(&bytes, (400, 10)).2,
            pixel(&bytes, (400, 130)).2,
            "one strip from top to bottom, band after band"
        );
        assert_ne!(pixel(&bytes, (400, 10)).2, pixel(&bytes, (402, 10)).2);
    }

    #[test]
    fn what_is_too_large_is_painted_smaller_or_not_at_all() {
        let tall = |height: f64| Recording::new(640).close(height);
        assert_eq!(painted(&tall(30_000.0), "").map(|bytes| pixel(&bytes, (0, 0)).0), Some(640));
        assert_eq!(painted(&tall(4e9), ""), None);
    }
}
