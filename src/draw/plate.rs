//! Charts for the atlas: the same plots at other widths. The type keeps its size; what grows is the room for the data. One
//! chart is drawn at several widths: set over the same width of paper, the narrower have the larger type, and the sheet
//! takes the one whose type goes with its own.

use super::sheet::Sheet;
use super::svg::{self, Reader};
use super::{Laid, Lettering};
use crate::model::document::{Atlas, Plate, PlateSize};
use crate::model::{Language, PlateDrawing};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

/// The widths of the drawings in pixels of the view box, each 1/96 inch on paper. An A3 sheet has 388 mm for its parts, with
/// 8 mm between two columns: a third of it is 468 pixels, a half 718, two thirds 967. Beside each stands what is a quarter
/// larger on paper. Sheets of halves may be set in thirds, and what has two thirds may have the whole.
fn widths(size: PlateSize) -> &'static [f64] {
    match size {
        PlateSize::Third => &[468.0, 374.0],
        PlateSize::Half => &[718.0, 574.0, 468.0, 374.0],
        PlateSize::Main => &[967.0, 774.0, 1173.0],
    }
}

/// Draws all plates of the atlases, by plate and language.
pub fn plates(
    atlases: &BTreeMap<Language, Atlas>,
    letters: &Lettering<'_>,
) -> BTreeMap<(String, Language), Vec<PlateDrawing>> {
    let all: Vec<(Language, &Plate)> =
        atlases.iter().flat_map(|(language, atlas)| atlas.plates.iter().map(|plate| (*language, plate))).collect();
    let drawn = |(language, plate): &(Language, &Plate)| {
        let drawings = widths(plate.size).iter().map(|width| draw(plate, *width, *language, letters));
        ((plate.id.clone(), *language), drawings.collect())
    };
    all.par_iter().map(drawn).collect()
}

fn draw(plate: &Plate, width: f64, language: Language, letters: &Lettering<'_>) -> PlateDrawing {
    let laid = Laid::out(&plate.chart, &Sheet { width, ..Sheet::of(&plate.chart, language, letters) });
    let svg = svg::write(&laid.recording, laid.naming(&plate.id, language), letters, Reader::Print);
    PlateDrawing { svg, width, description: laid.description }
}
