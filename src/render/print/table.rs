//! Tables of the register as JSON: the planning indicators, and rows of facts.

use super::book::Writer;
use super::inline::text;
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{
    Attribute, Bound, Fact, FactValue, Indicator, Key, Language, Missing, Observation, Qualifier, TARGET, Table,
    TableKind,
};
use serde_json::{Value, json};

impl<'a> Writer<'a> {
    /// A table with its caption; none if the register has no such table (bind reports it).
    pub(super) fn register_table(&mut self, id: &str) -> Option<Value> {
        let report = self.report;
        let table = report.project.tables.get(id)?;
        let mut value = match table.kind {
            TableKind::Indicators => self.indicators(),
            TableKind::Facts => self.facts(table),
            TableKind::Projects | TableKind::Members => self.listing(report.listings.get(id)?),
        };
        value["k"] = json!("table");
        value["to"] = json!(self.place(format!("tab:{id}")));
        value["label"] = json!(self.reference("tab", id));
        value["title"] = json!(self.field(&table.title));
        let note = self.rounding_note(&format!("tab:{id}"));
        if let (Some(line), Some(lines)) = (note, value["lines"].as_array_mut()) {
            lines.push(line);
        }
        let printed = self.printed_number("tab", table.printed.as_deref());
        if let (Some(line), Some(lines)) = (printed, value["lines"].as_array_mut()) {
            lines.push(json!(line));
        }
        Some(value)
    }

    /// The sentence on rounding that a table or figure needs.
    pub(super) fn rounding_note(&self, place: &str) -> Option<Value> {
        let note = self.report.rounding_notes.get(place)?;
        Some(json!([text(&self.say(note))]))
    }

    fn column(&self, id: &'static str) -> Value {
        json!([text(&self.say(&Message::new(id)))])
    }

    fn indicators(&mut self) -> Value {
        let years = self.report.project.plan.years.clone();
        let mut head =
            vec![self.column("ui.label.number"), self.column("ui.label.indicator"), self.column("ui.label.unit")];
        head.extend(years.iter().map(|year| json!([text(&year.to_string())])));
        head.push(self.column("ui.label.attribute"));
        let mut align = vec!["center", "start", "center"];
        align.extend(years.iter().map(|_| "center"));
        align.push("center");
        // Name and years share what the other columns leave; a year's cell must hold 待定 / to be determined, for which
        // English needs small type.
        let small = self.language == Language::En;
        let mut widths = vec![json!(null), json!(if small { 2.2 } else { 2.6 }), json!(null)];
        widths.extend(years.iter().map(|_| json!(1.0)));
        widths.push(json!(null));
        let mut rows = Vec::new();
        let mut lines = Vec::new();
        let mut class = "";
        let report = self.report;
        for indicator in &report.project.indicators {
            if indicator.class.value != class {
                class = &indicator.class.value;
                rows.push(json!({"span": self.class_name(class)}));
            }
            rows.push(json!({"cells": self.indicator_cells(indicator, &years)}));
            if let Some(note) = &indicator.note {
                let lead = Message::new("ui.indicator.note-to").with("number", indicator.number.to_string());
                let mut line = vec![text(&self.say(&lead))];
                line.extend(self.field(note));
                lines.push(json!(line));
            }
        }
        json!({"align": align, "widths": widths, "small": small, "head": head, "rows": rows, "lines": lines})
    }

    fn class_name(&mut self, class: &str) -> Vec<Value> {
        let report = self.report;
        let dimension = report.project.dimensions.get("indicator_class");
        let member = dimension.and_then(|found| found.members.get(class));
        match member {
            Some(member) => self.field(&member.name),
            None => vec![text(class)],
        }
    }

    fn indicator_cells(&mut self, indicator: &'a Indicator, years: &[i32]) -> Vec<Value> {
        let report = self.report;
        let fact = report.project.facts.get(&indicator.fact);
        let name = indicator.name.as_ref().or(fact.map(|fact| &fact.name));
        let mut words = name.map_or_else(Vec::new, |name| self.field(name));
        words.extend(report.finding_on(&indicator.fact.value).map(|finding| self.note_mark(finding)));
        let mut cells =
            vec![json!([text(&indicator.number.to_string())]), json!(words), json!([text(&self.unit_cell(fact))])];
        cells.extend(years.iter().map(|year| {
            let value = self.in_year(fact, *year);
            // What is no number steps back, so that the few numbers are seen.
            let number = value.contains(|character: char| character.is_ascii_digit());
            if number { json!([text(&value)]) } else { json!([{"k": "faint", "c": [text(&value)]}]) }
        }));
        let attribute = indicator.attribute.map_or_else(|| Missing::NotStated.words(), Attribute::words);
        cells.push(json!([text(&self.say(&attribute))]));
        cells
    }

    /// An indicator's value in a year: what was observed, else what is planned.
    fn in_year(&self, fact: Option<&Fact>, year: i32) -> String {
        let members = vec![year.to_string()];
        let found = fact.and_then(|fact| {
            let observed = Key::new(&fact.id.value, false, members.clone());
            let planned = Key::new(&fact.id.value, true, members);
            let observations = &self.report.observations;
            observations.get(&observed).or_else(|| observations.get(&planned)).map(|found| (fact, found))
        });
        match found {
            Some((fact, observation)) => self.value(fact, observation),
            None => self.say(&Message::new("ui.value.absent")),
        }
    }

    fn facts(&mut self, table: &'a Table) -> Value {
        let head: Vec<Value> = ["ui.label.name", "ui.label.value", "ui.label.unit", "ui.label.date"]
            .into_iter()
            .map(|id| self.column(id))
            .collect();
        let mut rows = Vec::new();
        let report = self.report;
        for row in &table.rows {
            let fact_id = row.value.split('@').next().unwrap_or("");
            let fact_id = fact_id.strip_suffix(TARGET).unwrap_or(fact_id);
            let Some(fact) = report.project.facts.get(fact_id) else { continue };
            rows.extend(self.fact_rows(fact, &row.value));
        }
        rows.extend(table.total.as_ref().and_then(|total| self.total_row(&total.value)));
        let (mut head, mut align) = (head, vec!["start", "end", "center", "center"]);
        if !report.is_dated(table) {
            // The dates stand last.
            let cells = rows.iter_mut().filter_map(|row| row["cells"].as_array_mut());
            cells.chain([&mut head]).for_each(|row| row.truncate(row.len().saturating_sub(1)));
            align.pop();
        }
        json!({"align": align, "head": head, "rows": rows, "lines": []})
    }

    /// The last row: what the others make.
    fn total_row(&self, key: &str) -> Option<Value> {
        let found = Key::find(&self.report.observations, key)?.1;
        let fact = self.report.project.facts.get(found.fact)?;
        Some(self.own_row(fact, found))
    }

    fn fact_rows(&self, fact: &Fact, wanted: &str) -> Vec<Value> {
        let whole = wanted == fact.id.value;
        if let (true, FactValue::Range(..)) = (whole, &fact.value) {
            return self.range_row(fact).into_iter().collect();
        }
        let readings = fact.readings().iter().filter(|_| whole);
        let keys: Vec<Key> = readings.map(|reading| fact.key(reading)).collect();
        let mut found: Vec<&Observation> = keys.iter().filter_map(|key| self.report.observations.get(key)).collect();
        if found.is_empty() {
            found.extend(Key::named(&self.report.observations, wanted).map(|(_, found)| found));
        }
        found.into_iter().map(|observation| self.own_row(fact, observation)).collect()
    }

    fn range_row(&self, fact: &Fact) -> Option<Value> {
        let end = |member: &str| {
            self.report.observations.get(&Key { fact: fact.id.value.clone(), members: vec![member.to_owned()] })
        };
        let (low, high) = (end("min")?, end("max")?);
        let range =
            Message::new("ui.value.range").with("low", self.value(fact, low)).with("high", self.value(fact, high));
        let mut row = self.fact_row(fact, low, (self.say(&range), self.unit(fact)));
        row["cells"][0][0] = text(&fact.name.get(self.language).plain());
        Some(row)
    }

    /// A row in the scale that its number takes.
    fn own_row(&self, fact: &Fact, observation: &Observation) -> Value {
        let units = &self.report.project.units;
        let printed = match observation.number() {
            Some(number) => {
                let (number, unit) = locale::format_row(self.language, number, &observation.unit, units);
                (self.hedged(fact, observation, number), unit)
            }
            None => (self.value(fact, observation), self.unit(fact)),
        };
        self.fact_row(fact, observation, printed)
    }

    fn fact_row(&self, fact: &Fact, observation: &Observation, (value, unit): (String, String)) -> Value {
        let date = observation.date.or(fact.date);
        let date = date.map_or(String::new(), |date| locale::format_date(self.language, &date));
        let mut name = vec![text(&locale::curled(self.language, observation.name.get(self.language), None))];
        let key = observation.key.to_string();
        let finding = self.report.finding_on(&fact.id.value).or_else(|| self.report.finding_on(&key));
        name.extend(finding.map(|finding| self.note_mark(finding)));
        json!({"cells": [name, [text(&value)], [text(&self.or_absent(unit))], [text(&date)]]})
    }

    /// A fact's unit, or the sign that there is none.
    fn unit_cell(&self, fact: Option<&Fact>) -> String {
        self.or_absent(fact.map_or(String::new(), |fact| self.unit(fact)))
    }

    fn or_absent(&self, unit: String) -> String {
        if unit.is_empty() { self.say(&Message::new("ui.value.absent")) } else { unit }
    }

    /// A fact's unit as a column prints it.
    pub(super) fn unit(&self, fact: &Fact) -> String {
        let units = &self.report.project.units;
        match units.parse(&fact.unit.value) {
            Some(unit) => locale::column_label(self.language, &unit, units),
            None => fact.unit.value.clone(),
        }
    }

    /// A value with its unit, as a sentence would print it, hedged as the plan hedges it.
    pub(super) fn value_with_unit(&self, fact: &Fact, observation: &Observation) -> String {
        let units = &self.report.project.units;
        match observation.number() {
            Some(number) => {
                self.hedged(fact, observation, locale::format_quantity(self.language, number, &observation.unit, units))
            }
            None => self.value(fact, observation),
        }
    }

    /// A value in its fact's unit, hedged as the plan hedges it, or the words for what it is instead of a number.
    pub(super) fn value(&self, fact: &Fact, observation: &Observation) -> String {
        let Some(number) = observation.number() else {
            return self.say(&observation.missing().unwrap_or(Missing::Undetermined).words());
        };
        self.hedged(fact, observation, locale::format_amount(self.language, number, &observation.unit))
    }

    /// A floor or a ceiling says so, another number is hedged as the plan hedges it.
    fn hedged(&self, fact: &Fact, observation: &Observation, number: String) -> String {
        let hedge = match (observation.bound, fact.qualifier) {
            (Some(Bound::AtLeast), _) => "ui.value.at-least",
            (Some(Bound::AtMost), _) => "ui.value.at-most",
            (None, Some(Qualifier::About)) => "ui.value.about",
            (None, Some(Qualifier::Over)) => "ui.value.over",
            (None, Some(Qualifier::Under)) => "ui.value.under",
            (None, None) => return number,
        };
        self.say(&Message::new(hedge).with("number", number))
    }
}
