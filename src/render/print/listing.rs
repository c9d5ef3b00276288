//! Tables of registers (projects, zones) and the entries of projects as JSON, from the listings that bind has put
//! together.

use super::book::Writer;
use super::inline::text;
use super::words;
use crate::diagnostic::{Arg, Message};
use crate::locale;
use crate::model::{Key, Language, Listing, ListingCell, ListingPart, ListingRow, Missing};
use serde_json::{Value, json};

impl<'a> Writer<'a> {
    /// The body of a table: a listing's rows and columns, and a line for the columns that no row fills.
    pub(super) fn listing(&mut self, listing: &'a Listing) -> Value {
        let columns = listing.rows.iter().map(|row| match row {
            ListingRow::Cells(cells) => cells.len(),
            ListingRow::Group(_) => 0,
        });
        let columns = columns.max().unwrap_or(0);
        let head: Vec<Value> = listing.columns.iter().map(|id| json!([text(&self.say(&Message::new(id)))])).collect();
        let rows: Vec<Value> = listing
            .rows
            .iter()
            .map(|row| match row {
                ListingRow::Group(cell) => json!({"span": self.cell(cell)}),
                ListingRow::Cells(cells) => {
                    json!({"cells": cells.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>()})
                }
            })
            .collect();
        let mut lines = Vec::new();
        if !listing.open.is_empty() {
            let columns = listing.open.iter().map(|id| Arg::from(Message::new(id))).collect();
            lines.push(json!([text(&self.say(&Message::new("listing.open").with_list("columns", columns)))]));
        }
        // Years take the room they need, words share the rest.
        let mut widths = vec![json!(1.0); columns];
        if let Some(period) = listing.columns.iter().position(|id| *id == "listing.period") {
            widths[period] = json!(null);
        }
        if listing.columns.is_empty() && columns == 2 {
            // The entry of a project: the field's name, then what there is to say.
            widths = vec![json!(null), json!(1.0)];
        }
        json!({"align": vec!["start"; columns], "widths": widths, "head": head, "rows": rows, "lines": lines})
    }

    /// The entry of a project as a table without a caption; none if there is no such project (check reports it).
    pub(super) fn project_entry(&mut self, id: &str) -> Option<Value> {
        let report = self.report;
        let mut value = self.listing(report.project_entries.get(id)?);
        value["k"] = json!("table");
        Some(value)
    }

    fn cell(&mut self, cell: &'a ListingCell) -> Vec<Value> {
        let mut parts = Vec::new();
        cell.iter().for_each(|part| self.part(part, &mut parts));
        parts
    }

    fn part(&mut self, part: &'a ListingPart, parts: &mut Vec<Value>) {
        match part {
            ListingPart::Text(words) => parts.push(text(words.get(self.language))),
            ListingPart::Prose(prose) => parts.extend(self.field(prose)),
            ListingPart::Label(id) => parts.push(text(&self.say(&Message::new(id)))),
            ListingPart::Period(start, end) => {
                let years = format!("{}{}{}", self.amount(start, false), self.dash(), self.amount(end, false));
                parts.push(words::unbroken(&years, None, None));
            }
            ListingPart::Labelled(label, keys) => {
                parts.extend(self.field(label));
                parts.push(text(self.colon()));
                parts.push(words::unbroken(&self.amounts(keys), None, None));
            }
            ListingPart::Named(key) => {
                let name = self.report.observations.get(key).map_or("", |found| found.name.get(self.language));
                parts.push(text(&format!("{name}{}", self.colon())));
                parts.push(words::unbroken(&self.amount(key, true), None, None));
            }
            ListingPart::Heading(words, id) => {
                let words = self.field(words);
                parts.push(self.to(&format!("sec:{id}"), words));
            }
            ListingPart::Missing => parts.push(text(&self.say(&Missing::NotStated.words()))),
            ListingPart::Break => parts.push(json!({"k": "break"})),
        }
    }

    /// Between a label and its number.
    fn colon(&self) -> &'static str {
        if self.language == Language::Zh { "：" } else { ": " }
    }

    /// A number with its unit, or both ends of a range.
    fn amounts(&self, keys: &[Key]) -> String {
        let units = &self.report.project.units;
        let unit = |key: &Key| {
            let fact = self.report.observations.get(key)?.fact;
            units.parse(&self.report.project.facts.get(fact)?.unit.value)
        };
        let values = keys.iter().enumerate().map(|(index, key)| {
            let shared = unit(key).is_some_and(|unit| locale::serves_both_ends(&unit, units));
            self.amount(key, index + 1 == keys.len() || !shared)
        });
        values.collect::<Vec<_>>().join(if self.language == Language::Zh { "～" } else { "–" })
    }

    /// Between two years.
    fn dash(&self) -> &'static str {
        if self.language == Language::Zh { "—" } else { "–" }
    }

    /// A number of the data, with its unit or alone.
    fn amount(&self, key: &Key, with_unit: bool) -> String {
        let report = self.report;
        let Some(observation) = report.observations.get(key) else { return key.to_string() };
        let Some(fact) = report.project.facts.get(observation.fact) else { return key.to_string() };
        if with_unit { self.value_with_unit(fact, observation) } else { self.value(fact, observation) }
    }
}
