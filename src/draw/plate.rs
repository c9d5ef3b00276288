//! Charts for the atlas: the same plots at other widths. The type keeps its size; what grows is the room for the data.

use super::sheet::Sheet;
use super::svg::{self, Reader};
use super::{Laid, Lettering};
use crate::model::document::{Atlas, Plate, PlateSize};
use crate::model::{Language, PlateDrawing};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

/// The width of a drawing in pixels of the view box, each 1/96 inch on paper. An A3 sheet has 388 mm for its parts, with
/// 8 mm between two columns.
fn width(size: PlateSize) -> f64 {
    match size {
        PlateSize::Third => 468.0,
        PlateSize::Half => 718.0,
        PlateSize::Main => 967.0,
    }
}

/// Draws all plates of the atlases, by plate and language.
pub fn plates(
    atlases: &BTreeMap<Language, Atlas>,
    letters: &Lettering<'_>,
) -> BTreeMap<(String, Language), PlateDrawing> {
    let all: Vec<(Language, &Plate)> =
        atlases.iter().flat_map(|(language, atlas)| atlas.plates.iter().map(|plate| (*language, plate))).collect();
    let drawn =
        |(language, plate): &(Language, &Plate)| ((plate.id.clone(), *language), draw(plate, *language, letters));
    all.par_iter().map(drawn).collect()
}

fn draw(plate: &Plate, language: Language, letters: &Lettering<'_>) -> PlateDrawing {
    let width = width(plate.size);
    let laid = Laid::out(&plate.chart, &Sheet { width, ..Sheet::of(&plate.chart, language, letters) });
    let svg = svg::write(&laid.recording, laid.naming(&plate.id, language), letters, Reader::Print);
    PlateDrawing { svg, width, description: laid.description }
}
