//! Forms of characters as coverage, for painting: each is worked out once for a size and a quarter of a pixel, and laid
//! down wherever it stands. Knows no drawing, colour or file.
//!
//! A picture has some hundred labels of a few dozen characters; all pictures of a book share them.

use super::canvas::Pen;
use super::text::Lettering;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use tiny_skia::{FillRule, Mask, Transform};

/// Steps of a pixel at which a form may begin, from left to right: finer is not seen. From top to bottom it begins with a
/// pixel, so that all letters of a line stand on one.
const STEPS: f32 = 4.0;

/// A character of a size, and where between two pixels it begins, in steps to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    character: char,
    /// The bits of the size in pixels.
    size: u32,
    within: u8,
}

/// How much of each pixel a form covers.
pub(super) struct Glyph {
    /// From the pixel that the form begins in to the upper left one of the coverage.
    pub(super) from: (i32, i32),
    /// Pixels in a row; 0 of a form that covers nothing.
    pub(super) width: usize,
    /// Row by row, 255 for a pixel wholly covered.
    pub(super) coverage: Vec<u8>,
}

/// The forms of a face that were wanted so far.
pub(super) struct Glyphs<'a> {
    pub(super) letters: &'a Lettering<'a>,
    made: RwLock<HashMap<Key, Arc<Glyph>>>,
}

impl<'a> Glyphs<'a> {
    pub(super) fn of(letters: &'a Lettering<'a>) -> Self {
        Self { letters, made: RwLock::default() }
    }

    /// A character set at `size` pixels from a point of its baseline: its form, and the pixel that it begins in.
    pub(super) fn at(&self, character: char, size: f32, (x, y): (f32, f32)) -> (Arc<Glyph>, (i32, i32)) {
        let steps = (x * STEPS).round() as i32;
        let (column, row) = (steps.div_euclid(STEPS as i32), y.round() as i32);
        let key = Key { character, size: size.to_bits(), within: steps.rem_euclid(STEPS as i32) as u8 };
        let known = self.made.read().ok().and_then(|made| made.get(&key).cloned());
        let glyph = known.unwrap_or_else(|| {
            let glyph = Arc::new(self.make(key).unwrap_or(Glyph { from: (0, 0), width: 0, coverage: Vec::new() }));
            if let Ok(mut made) = self.made.write() {
                made.insert(key, Arc::clone(&glyph));
            }
            glyph
        });
        (glyph, (column, row))
    }

    fn make(&self, key: Key) -> Option<Glyph> {
        let mut pen = Pen::at_point((f32::from(key.within) / STEPS, 0.0));
        self.letters.outline(key.character, f64::from(f32::from_bits(key.size)), &mut pen);
        let path = pen.finish()?;
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        let (width, height) = ((bounds.right() - left).ceil() as u32, (bounds.bottom() - top).ceil() as u32);
        let mut mask = Mask::new(width.max(1), height.max(1))?;
        mask.fill_path(&path, FillRule::Winding, true, Transform::from_translate(-left, -top));
        Some(Glyph { from: (left as i32, top as i32), width: mask.width() as usize, coverage: mask.take() })
    }
}
