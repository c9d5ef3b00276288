//! CFF outlines drawn anew as TrueType ones: of a font with CFF outlines the subsetter keeps none.
//!
//! All else of the font stays: characters, layout, names. A curve of the third degree becomes as many of the second as
//! it takes to keep within half a unit of it, which nobody sees.

use kurbo::{BezPath, CubicBez, Point};
use read_fonts::types::Tag;
use read_fonts::{FontRef, TableProvider};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use write_fonts::tables::glyf::{GlyfLocaBuilder, Glyph, SimpleGlyph};
use write_fonts::tables::loca::LocaFormat;
use write_fonts::tables::maxp::Maxp;
use write_fonts::{FontBuilder, dump_table};

/// How far the new outline may be from the old one, in font units.
const NEAR: f64 = 0.5;

/// Tables that go with CFF outlines.
const CFF: [&[u8; 4]; 3] = [b"CFF ", b"CFF2", b"VORG"];

/// Where the form of the table `loca` stands in the table `head`.
const LOCA_FORM: usize = 50;

/// A font with TrueType outlines; `Err` says why there is none.
pub(super) fn truetype(font: &FontRef<'_>) -> Result<Vec<u8>, String> {
    let said = |error: &dyn std::fmt::Display| error.to_string();
    let count = font.maxp().map_err(|error| said(&error))?.num_glyphs();
    let outlines = font.outline_glyphs();
    let mut builder = GlyfLocaBuilder::new();
    let (mut points, mut contours) = (0, 0);
    for id in 0..count {
        let mut pen = Pen::default();
        if let Some(outline) = outlines.get(u32::from(id).into()) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            outline.draw(settings, &mut pen).map_err(|error| said(&error))?;
        }
        let glyph = if pen.path.is_empty() {
            Glyph::Empty
        } else {
            let glyph = SimpleGlyph::from_bezpath(&pen.path).map_err(|error| format!("{error:?}"))?;
            points = points.max(glyph.contours.iter().map(|contour| contour.len()).sum());
            contours = contours.max(glyph.contours.len());
            Glyph::Simple(glyph)
        };
        builder.add_glyph(&glyph).map_err(|error| said(&error))?;
    }
    let (glyf, loca, form) = builder.build();
    let mut head = font.table_data(Tag::new(b"head")).map(|head| head.as_bytes().to_vec()).unwrap_or_default();
    let form = u16::from(matches!(form, LocaFormat::Long));
    head.get_mut(LOCA_FORM..LOCA_FORM + 2).ok_or("no head table")?.copy_from_slice(&form.to_be_bytes());
    let mut new = FontBuilder::new();
    for table in font.table_directory().table_records() {
        let tag = table.tag();
        if let Some(data) = font.table_data(tag).filter(|_| CFF.iter().all(|cff| Tag::new(cff) != tag)) {
            new.add_raw(tag, data.as_bytes().to_vec());
        }
    }
    let tables = [
        (b"glyf", dump_table(&glyf)),
        (b"loca", dump_table(&loca)),
        (b"maxp", dump_table(&limits(count, points, contours))),
    ];
    for (tag, table) in tables {
        new.add_raw(Tag::new(tag), table.map_err(|error| said(&error))?);
    }
    Ok(new.add_raw(Tag::new(b"head"), head).build())
}

/// What a reader of the outlines must have room for; no glyph is made of others, and none has instructions.
fn limits(count: u16, points: usize, contours: usize) -> Maxp {
    let limit = |number: usize| Some(u16::try_from(number).unwrap_or(u16::MAX));
    Maxp {
        num_glyphs: count,
        max_points: limit(points),
        max_contours: limit(contours),
        max_composite_points: Some(0),
        max_composite_contours: Some(0),
        max_zones: Some(1),
        max_twilight_points: Some(0),
        max_storage: Some(0),
        max_function_defs: Some(0),
        max_instruction_defs: Some(0),
        max_stack_elements: Some(0),
        max_size_of_instructions: Some(0),
        max_component_elements: Some(0),
        max_component_depth: Some(0),
    }
}

/// Draws an outline with lines and curves of the second degree.
#[derive(Default)]
struct Pen {
    path: BezPath,
    at: Point,
}

fn point(x: f32, y: f32) -> Point {
    Point::new(f64::from(x), f64::from(y))
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = point(x, y);
        self.path.move_to(self.at);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = point(x, y);
        self.path.line_to(self.at);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.at = point(x, y);
        self.path.quad_to(point(cx, cy), self.at);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let curve = CubicBez::new(self.at, point(cx0, cy0), point(cx1, cy1), point(x, y));
        for (_, _, piece) in curve.to_quads(NEAR) {
            self.path.quad_to(piece.p1, piece.p2);
        }
        self.at = point(x, y);
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Shape;

    /// A square with a hole for the letter A, a circle for 草.
    const SQUARE: &[u8] = include_bytes!("../../../tests/fonts/square.otf");

    fn outline(font: &FontRef<'_>, character: char) -> BezPath {
        let mut pen = Pen::default();
        let glyph = font.charmap().map(character).unwrap();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        font.outline_glyphs().get(glyph).unwrap().draw(settings, &mut pen).unwrap();
        pen.path
    }

    #[test]
    fn outlines_keep_their_form_and_the_font_its_tables() {
        let old = FontRef::new(SQUARE).unwrap();
        let bytes = truetype(&old).unwrap();
        let new = FontRef::new(&bytes).unwrap();
        assert!(new.glyf().is_ok() && new.table_data(Tag::new(b"CFF ")).is_none());
        for character in ['A', '草'] {
            let [before, after] = [&old, &new].map(|font| outline(font, character));
            let difference = (before.area().abs() - after.area().abs()).abs();
            assert!(difference < 0.005 * before.area().abs(), "{character}: {difference}");
            assert_eq!(before.bounding_box().round(), after.bounding_box().round());
        }
        assert!(outline(&new, ' ').is_empty());
        assert_eq!(new.maxp().unwrap().num_glyphs(), 4);
    }
}
