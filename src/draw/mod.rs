//! Stage `draw`: the data of a chart to SVG, in one language, for the web and for print.
//!
//! Charts are drawn with plotters on our own backend, [`recording`]; text is measured, placed and written by us. The
//! same chart gives the same bytes on every machine. This room knows no fact, file or page, and fails on no data.

mod breaks;
mod canvas;
mod chart;
pub mod geometry;
mod glyphs;
mod ink;
mod palette;
mod plane;
mod plate;
mod raster;
mod recording;
mod sheet;
mod svg;
mod text;

#[cfg(test)]
mod tests;

pub use ink::{PALETTE, Swatch};
pub use plate::plates;
pub use text::Lettering;

use crate::diagnostic::{Arg, Message, Phrases};
use crate::locale::Catalogue;
use crate::model::document::Frame;
use crate::model::{Chart, ChartKind, ChartPart, Drawing, Language, Paintings};
use glyphs::Glyphs;
use raster::Easel;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use recording::Recording;
use sheet::Sheet;
use std::collections::BTreeMap;
use svg::{Naming, Reader};

/// The drawings of charts, by figure and language.
pub type Drawings = BTreeMap<(String, Language), Drawing>;

/// Draws all charts of the documents; `paint`s them as PNG files too, but for one too large for that.
pub fn all<'f>(frames: impl Iterator<Item = &'f Frame>, letters: &Lettering<'_>, paint: bool) -> (Drawings, Paintings) {
    let glyphs = Glyphs::of(letters);
    let charts = frames.flat_map(|frame| frame.charts.values().map(|chart| (frame.language, chart)));
    let charts: Vec<(Language, &Chart)> = charts.collect();
    let drawn = charts.into_par_iter().map_init(Easel::default, |easel, (language, chart)| {
        let laid = Laid::out(chart, &Sheet::of(chart, language, letters));
        let naming = laid.naming(&chart.id, language);
        let painting = if paint { raster::write(&laid.recording, naming, &glyphs, easel) } else { None };
        ((chart.id.clone(), language), drawing(chart, &laid, language, letters), painting)
    });
    let drawn: Vec<_> = drawn.collect();
    let (mut drawings, mut paintings) = (Drawings::new(), Paintings::new());
    for (id, drawing, painting) in drawn {
        paintings.extend(painting.map(|painting| (id.clone(), painting)));
        drawings.insert(id, drawing);
    }
    (drawings, paintings)
}

/// Draws a chart with the labels of a language, set in a face.
///
/// Amounts that are not finite are drawn as 0, as are those below 0 in a stack or a donut; a column chart whose
/// labels have no room is drawn as bars.
pub fn draw(chart: &Chart, language: Language, letters: &Lettering<'_>) -> Drawing {
    drawing(chart, &Laid::out(chart, &Sheet::of(chart, language, letters)), language, letters)
}

fn drawing(chart: &Chart, wide: &Laid, language: Language, letters: &Lettering<'_>) -> Drawing {
    let narrow = Laid::out(chart, &Sheet::of(chart, language, letters).narrow());
    let naming = wide.naming(&chart.id, language);
    let narrow_id = format!("{}-narrow", chart.id);
    Drawing {
        id: chart.id.clone(),
        svg_web: svg::write(&wide.recording, naming, letters, Reader::Web),
        svg_narrow: svg::write(&narrow.recording, narrow.naming(&narrow_id, language), letters, Reader::Web),
        svg_print: svg::write(&wide.recording, naming, letters, Reader::Print),
        description: wide.description.clone(),
    }
}

/// A chart laid out on a sheet, and what it says of itself.
struct Laid {
    recording: Recording,
    title: String,
    description: String,
}

impl Laid {
    fn out(chart: &Chart, sheet: &Sheet<'_>) -> Self {
        let plot = chart::plot(chart.kind, sheet);
        let recording = sheet::note(plot.draw(sheet), sheet);
        let title = text::clean(chart.title.get(sheet.language));
        let description = describe(chart, plot.kind(), &title, sheet.language);
        Self { recording, title, description }
    }

    fn naming<'n>(&'n self, id: &'n str, language: Language) -> Naming<'n> {
        Naming { id, language, title: &self.title, description: &self.description }
    }
}

/// One sentence: the kind of chart, the title, each label with its value and unit.
fn describe(chart: &Chart, kind: ChartKind, title: &str, language: Language) -> String {
    let catalogue = Catalogue::of(language);
    let unit = chart.unit.get(language);
    let said = |part: &ChartPart| {
        let value = text::clean(&part.with_unit(language, &chart.unit));
        let part = Message::new("ui.chart.part").with("label", text::clean(&chart.name_of(part, language)));
        Arg::from(part.with("value", value))
    };
    let parts: Vec<Arg> = chart.told().map(said).collect();
    let axis = text::clean(chart.axis.get(language));
    let id = match (parts.len(), unit.is_empty() && !axis.is_empty()) {
        (0, _) => "ui.chart.empty",
        (_, true) => "ui.chart.measured",
        (_, false) => "ui.chart.sentence",
    };
    let parts = Arg::List(parts);
    let message = Message::new(id).with("kind", kind.words()).with("title", title);
    let mut sentence = catalogue.phrase(&message.with("axis", axis).with("parts", parts));
    let compared: Vec<Arg> = chart.references.iter().map(said).collect();
    if !compared.is_empty() {
        sentence += &catalogue.phrase(&Message::new("ui.chart.compared").with("parts", Arg::List(compared)));
    }
    let mut letters = sentence.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = match language {
        Language::Zh => "。",
        Language::En => ".",
    };
    format!("{first}{}{stop}", letters.as_str())
}
