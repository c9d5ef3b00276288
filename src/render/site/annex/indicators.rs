//! `indicators/`: the planning indicators with their notes.

use super::{Annex, Making};
use crate::diagnostic::Failure;
use crate::model::document::{Run, Topic, TopicKind};
use crate::render::site::address::relative;
use crate::render::site::frame::{Subject, subject_path};
use crate::render::site::view::{Frame, Link};
use serde::Serialize;

pub(super) static ANNEX: Annex = Annex {
    name: "indicators",
    path: "indicators/index.html",
    title: "ui.site.annex_indicators",
    stands: |tongue| !tongue.frame().indicators.is_empty(),
    page,
};

/// The indicators.
#[derive(Debug, Serialize)]
struct IndicatorsView {
    frame: Frame,
    table_html: String,
    notes: Vec<IndicatorNote>,
    /// The pages of the indicators.
    topics: Vec<Link>,
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
    let topics = making.tongue().guide.topics.iter().enumerate();
    let topics = topics.filter(|(_, topic)| topic.kind == TopicKind::Indicator);
    let topic = |(place, topic): (usize, &Topic)| Link {
        href: relative(&making.here, &subject_path(making.tongue(), Subject::Topic(place))),
        text: Run::plain(&topic.title),
    };
    making.render(&IndicatorsView {
        topics: topics.map(topic).collect(),
        frame: making.frame(&[]),
        table_html: frame.indicator_table.as_ref().map_or_else(String::new, |table| writer.boxed(table)),
        notes: notes.collect(),
    })
}
