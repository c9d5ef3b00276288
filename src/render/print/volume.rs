//! What a bound book has beside its pages, as JSON: cover, numbers of the chapters, glossary, colophon.

use super::book::Writer;
use crate::model::ParagraphNumber;
use crate::model::document::{LeadingNumber, Volume};
use serde_json::{Map, Value, json};

/// The label of a paragraph that the glossary points at.
pub(super) fn place(number: ParagraphNumber) -> String {
    format!("par:{number}")
}

impl Writer<'_> {
    /// The volume. The templates find the numbers of a chapter by the label of its heading.
    pub(super) fn volume(&mut self, volume: &Volume) -> Value {
        let mut openers = Map::new();
        for (heading, numbers) in &volume.openers {
            let numbers: Vec<Value> = numbers.iter().map(|number| self.leading(number)).collect();
            openers.insert(format!("sec:{heading}"), json!(numbers));
        }
        let glossary = volume.glossary.iter().map(|entry| {
            json!({
                "term": self.words(&entry.term),
                "other": entry.counterpart,
                "first": entry.first,
                "to": place(entry.first),
            })
        });
        let glossary: Vec<Value> = glossary.collect();
        let colophon: Vec<Value> =
            volume.colophon.iter().map(|(label, runs)| json!({"label": label, "c": self.line(runs)})).collect();
        json!({
            "runs_on": self.frame.runs_on,
            "ridges": volume.cover.ridges,
            "independent": volume.cover.independent,
            "openers": openers,
            "glossary": glossary,
            "colophon": colophon,
        })
    }

    fn leading(&mut self, number: &LeadingNumber) -> Value {
        json!({"amount": self.cell(&number.amount), "name": self.line(&number.name)})
    }
}
