//! `indicators/`: the planning indicators with their notes.

use super::{Annex, Making};
use crate::diagnostic::Failure;
use crate::model::document;
use crate::render::site::view::Frame;
use serde::Serialize;

pub(super) static ANNEX: Annex = Annex { name: "indicators", title: "ui.site.annex_indicators", stands, page };

fn stands(frame: &document::Frame) -> bool {
    !frame.indicators.is_empty()
}

/// The indicators.
#[derive(Debug, Serialize)]
struct IndicatorsView {
    frame: Frame,
    table_html: String,
    notes: Vec<IndicatorNote>,
}

/// A note on one indicator.
#[derive(Debug, Serialize)]
struct IndicatorNote {
    number: u32,
    name_html: String,
    note_html: String,
}

fn page(making: &Making<'_>) -> Result<String, Failure> {
    let (writer, frame) = (making.writer(), making.tongue().frame());
    let notes = frame.indicators.iter().filter_map(|indicator| {
        Some(IndicatorNote {
            number: indicator.number,
            name_html: writer.runs(&indicator.name),
            note_html: writer.runs(indicator.note.as_ref()?),
        })
    });
    making.render(&IndicatorsView {
        frame: making.frame(&[]),
        table_html: frame.indicator_table.as_ref().map_or_else(String::new, |table| writer.boxed(table)),
        notes: notes.collect(),
    })
}
