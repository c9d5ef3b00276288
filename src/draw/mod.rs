//! Stage `draw`: the data of a chart to SVG, in one language, for the web and for print.
//!
//! Charts are drawn with plotters on our own backend, [`recording`]; text is measured, placed and written by us. The
//! same chart gives the same bytes on every machine. This room knows no fact, file or page, and fails on no data.

mod chart;
pub mod geometry;
mod ink;
mod plane;
mod plate;
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
use crate::model::{Chart, ChartKind, ChartPart, Drawing, Language};
use std::collections::BTreeMap;
use svg::{Naming, Reader};

/// Draws all charts of the documents, by figure and language.
pub fn all<'f>(
    frames: impl Iterator<Item = &'f Frame>,
    letters: &Lettering<'_>,
) -> BTreeMap<(String, Language), Drawing> {
    let charts = frames.flat_map(|frame| frame.charts.values().map(|chart| (frame.language, chart)));
    charts.map(|(language, chart)| ((chart.id.clone(), language), draw(chart, language, letters))).collect()
}

/// Draws a chart with the labels of a language, set in a face.
///
/// Amounts that are not finite are drawn as 0, as are those below 0 in a stack or a donut; a column chart whose
/// labels have no room is drawn as bars.
pub fn draw(chart: &Chart, language: Language, letters: &Lettering<'_>) -> Drawing {
    let sheet = sheet::Sheet::of(chart, language, letters);
    let plot = chart::plot(chart.kind, &sheet);
    let recording = sheet::note(plot.draw(&sheet), &sheet);
    let title = text::clean(chart.title.get(language));
    let description = describe(chart, plot.kind(), &title, language);
    let naming = Naming { id: &chart.id, language, title: &title, description: &description };
    let narrow = sheet.clone().narrow();
    let narrow_plot = chart::plot(chart.kind, &narrow);
    let redrawn = sheet::note(narrow_plot.draw(&narrow), &narrow);
    let (narrow_id, narrow_description) =
        (format!("{}-narrow", chart.id), describe(chart, narrow_plot.kind(), &title, language));
    let narrow_naming = Naming { id: &narrow_id, description: &narrow_description, ..naming };
    Drawing {
        id: chart.id.clone(),
        svg_web: svg::write(&recording, naming, letters, Reader::Web),
        svg_narrow: svg::write(&redrawn, narrow_naming, letters, Reader::Web),
        svg_print: svg::write(&recording, naming, letters, Reader::Print),
        description,
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
