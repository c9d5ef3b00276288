//! Stage `draw`: the data of a chart to SVG, in one language, for the web and for print.
//!
//! Charts are drawn with plotters on our own backend, [`recording`]; text is measured, placed and written by us. The
//! same chart gives the same bytes on every machine. This room knows no fact, file or page, and fails on no data.

mod chart;
pub mod geometry;
mod ink;
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
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use recording::Recording;
use sheet::Sheet;
use std::collections::BTreeMap;
use svg::{Naming, Reader};

/// Draws all charts of the documents, by figure and language.
pub fn all<'f>(
    frames: impl Iterator<Item = &'f Frame>,
    letters: &Lettering<'_>,
) -> BTreeMap<(String, Language), Drawing> {
    let drawn = |(language, chart): (Language, &Chart)| ((chart.id.clone(), language), draw(chart, language, letters));
    charts(frames).into_par_iter().map(drawn).collect()
}

/// All charts of the documents, each with its language.
fn charts<'f>(frames: impl Iterator<Item = &'f Frame>) -> Vec<(Language, &'f Chart)> {
    frames.flat_map(|frame| frame.charts.values().map(|chart| (frame.language, chart))).collect()
}

/// Paints the same charts as PNG files; one too large for that is left out.
pub fn painted<'f>(frames: impl Iterator<Item = &'f Frame>, letters: &Lettering<'_>) -> Paintings {
    let painted = charts(frames).into_par_iter().filter_map(|(language, chart)| {
        let laid = Laid::out(chart, &Sheet::of(chart, language, letters));
        let painting = raster::write(&laid.recording, laid.naming(&chart.id, language), letters)?;
        Some(((chart.id.clone(), language), painting))
    });
    painted.collect()
}

/// Draws a chart with the labels of a language, set in a face.
///
/// Amounts that are not finite are drawn as 0, as are those below 0 in a stack or a donut; a column chart whose
/// labels have no room is drawn as bars.
pub fn draw(chart: &Chart, language: Language, letters: &Lettering<'_>) -> Drawing {
    let sheet = Sheet::of(chart, language, letters);
    let wide = Laid::out(chart, &sheet);
    let narrow = Laid::out(chart, &sheet.narrow());
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
