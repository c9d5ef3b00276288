//! Charts whose numbers stand in columns: years, or series over the members of one dimension.

use super::part::{self, Part};
use super::{Reading, Table};
use crate::bind::facts;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned, rule};
use crate::model::{ChartColumn, Fact, FigureData, Key, Text};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The year of a member: `2025`; `2025q2` is a quarter later, `2025m07` half a year.
fn year(member: &str) -> Option<Decimal> {
    let (year, rest) = member.split_at_checked(4)?;
    let year: Decimal = year.parse::<u16>().ok()?.into();
    let part = |text: &str, of: u32| {
        let number = text.parse::<u32>().ok().filter(|number| (1..=of).contains(number))?;
        Decimal::from(number - 1).checked_div(of.into())
    };
    let past = match rest.split_at_checked(1) {
        _ if rest.is_empty() => Some(Decimal::ZERO),
        Some(("q", quarter)) => part(quarter, 4),
        Some(("m", month)) => part(month, 12),
        _ => None,
    }?;
    year.checked_add(past)
}

/// What a year is called, a quarter or a month.
pub(super) fn year_label(member: &str) -> Text {
    if member.len() == 4 {
        super::said_with(&Message::new("ui.year").with("year", member))
    } else {
        facts::period(member)
    }
}

/// Columns as they are met; years are put in order at the end.
#[derive(Default)]
struct Columns {
    ids: Vec<String>,
    columns: Vec<ChartColumn>,
}

impl Columns {
    fn place(&mut self, id: &str, make: impl FnOnce() -> ChartColumn) -> usize {
        if let Some(place) = self.ids.iter().position(|known| known == id) {
            return place;
        }
        self.ids.push(id.to_owned());
        self.columns.push(make());
        self.ids.len() - 1
    }

    /// Puts years in order, in the columns and in the parts.
    fn ordered(self, parts: &mut [Part]) -> Vec<ChartColumn> {
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        let at = |place: &usize| self.columns[*place].at.unwrap_or(f64::MAX);
        order.sort_by(|one, other| at(one).total_cmp(&at(other)));
        for part in parts.iter_mut() {
            part.column = part.column.and_then(|old| order.iter().position(|place| *place == old));
        }
        parts.sort_by_key(|part| (part.row, part.column));
        order.into_iter().map(|place| self.columns[place].clone()).collect()
    }
}

impl Reading<'_> {
    /// Rows of numbers by year: the members of the other dimension of one fact, or several facts.
    pub(super) fn years(&self, faults: &mut Diagnostics) -> Result<Option<Table>, Diagnostic> {
        let (mut parts, mut columns) = (Vec::new(), Columns::default());
        match &self.figure.data {
            FigureData::Fact(name) => self.by_year(self.fact(name)?, 0, None, &mut parts, &mut columns)?,
            FigureData::Facts(facts, labels) => {
                for (row, formula) in facts.iter().enumerate() {
                    let label = labels.as_ref().and_then(|labels| labels.get(row)).map(Text::plain);
                    let series = self.directory.fact_index(formula).map(|index| &self.directory.project.facts[index]);
                    if let Some(fact) = series.filter(|fact| fact.by.len() == 1) {
                        self.by_year(fact, row, label, &mut parts, &mut columns)?;
                    } else {
                        let Some(part) = self.single(formula, label, faults) else { return Ok(None) };
                        self.at_its_year(Part { row, ..part }, "ui.chart.now", &mut parts, &mut columns);
                    }
                    let Some(target) = self.figure.targets.get(row) else { continue };
                    let label = parts.iter().find(|part| part.row == row).map(|part| part.label.clone());
                    let Some(part) = self.single(target, label, faults) else { return Ok(None) };
                    let part = Part { row, target: true, ..part };
                    self.at_its_year(part, "ui.value.target", &mut parts, &mut columns);
                }
            }
            _ => {}
        }
        let name = match &self.figure.data {
            FigureData::Fact(fact) => self.fact_name(fact),
            _ => None,
        };
        let columns = columns.ordered(&mut parts);
        Ok(Some(Table { parts, columns, name }))
    }

    /// The numbers of a fact whose last dimension is the year, from `row` on.
    fn by_year(
        &self,
        fact: &Fact,
        row: usize,
        label: Option<Text>,
        parts: &mut Vec<Part>,
        columns: &mut Columns,
    ) -> Result<(), Diagnostic> {
        if fact.by.last().is_none_or(|by| by.value != "year") {
            let message = Message::new("figure-without-years").with("fact", fact.id.value.as_str());
            return Err(self.fault(rule::YAML_SHAPE, message));
        }
        let mut rows: Vec<&str> = Vec::new();
        for reading in fact.readings() {
            let key = fact.key(reading);
            let Some(observation) = self.observations.get(&key) else { continue };
            let part = self.observed(fact, key, observation);
            let [.., year_of] = reading.members.as_slice() else { continue };
            let group = reading.members.iter().rev().nth(1).map_or("", |member| member.value.as_str());
            let place = rows.iter().position(|known| *known == group).unwrap_or_else(|| {
                rows.push(group);
                rows.len() - 1
            });
            let dimension = fact.by.iter().rev().nth(1).and_then(|by| self.directory.dimension(by));
            let member = dimension.and_then(|dimension| dimension.members.get(group));
            let own = member.map_or_else(|| fact.name.plain(), |member| member.name.plain());
            let column = self.year_column(&year_of.value, columns);
            parts.push(Part {
                label: label.clone().unwrap_or(own),
                row: row + place,
                column: Some(column),
                target: reading.target,
                id: if group.is_empty() { fact.id.value.clone() } else { group.to_owned() },
                colour: dimension.and_then(|dimension| part::colour(dimension, group)),
                ..part
            });
        }
        Ok(())
    }

    fn year_column(&self, member: &str, columns: &mut Columns) -> usize {
        columns.place(member, || ChartColumn {
            label: year_label(member),
            at: year(member).and_then(|at| at.to_f64()),
            colour: None,
        })
    }

    /// Sets one number into the column of its year: that of its key, or of its date; else of `words`.
    fn at_its_year(&self, part: Part, words: &'static str, parts: &mut Vec<Part>, columns: &mut Columns) {
        let of_key = |key: &Key| key.members.last().filter(|member| year(member).is_some()).cloned();
        let of_date = |key: &Key| {
            let date = self.observations.get(key)?.date?;
            Some(date.iso().get(..4)?.to_owned()).filter(|_| !date.iso().contains('/'))
        };
        let known = part.keys.first().and_then(|key| of_key(key).or_else(|| of_date(key)));
        let column = match known {
            Some(member) => self.year_column(&member, columns),
            None => columns.place(words, || ChartColumn { label: super::said(words), ..ChartColumn::default() }),
        };
        parts.push(Part { column: Some(column), ..part });
    }

    /// Rows of numbers by columns that are no years: the two dimensions of one fact, or facts over one dimension.
    pub(super) fn crossed(&self, faults: &mut Diagnostics) -> Result<Option<Table>, Diagnostic> {
        let (mut parts, mut columns, mut rows) = (Vec::new(), Columns::default(), Vec::<String>::new());
        let facts: Vec<&Spanned<String>> = match &self.figure.data {
            FigureData::Fact(fact) => vec![fact],
            FigureData::Facts(facts, _) => facts.iter().collect(),
            _ => Vec::new(),
        };
        let labels = match &self.figure.data {
            FigureData::Facts(_, labels) => labels.as_deref().unwrap_or_default(),
            _ => &[],
        };
        for (index, name) in facts.iter().enumerate() {
            let Some(place) = self.directory.fact_index(name) else {
                // A formula is a column of one row.
                let label = labels.get(index).map(Text::plain);
                let Some(part) = self.single(name, label, faults) else { return Ok(None) };
                let label = part.label.clone();
                let column = columns.place(&name.value, || ChartColumn { label, ..ChartColumn::default() });
                parts.push(Part { column: Some(column), label: self.figure.title.plain(), ..part });
                continue;
            };
            let fact = &self.directory.project.facts[place];
            for reading in fact.readings() {
                let key = fact.key(reading);
                let Some(observation) = self.observations.get(&key) else { continue };
                let part = self.observed(fact, key, observation);
                let first = reading.members.first().map_or("", |member| member.value.as_str()).to_owned();
                let row = rows.iter().position(|known| *known == first).unwrap_or_else(|| {
                    rows.push(first.clone());
                    rows.len() - 1
                });
                let (column, label) = if fact.by.len() > 1 {
                    let (label, colour) = (part.label.clone(), part.colour);
                    let column = columns.place(&part.id, || ChartColumn { label, colour, at: None });
                    let dimension = fact.by.first().and_then(|by| self.directory.dimension(by));
                    let member = dimension.and_then(|dimension| dimension.members.get(&first));
                    (column, member.map_or_else(Text::default, |member| member.name.plain()))
                } else {
                    let label = labels.get(index).map_or_else(|| fact.name.plain(), Text::plain);
                    let column = columns.place(&name.value, || ChartColumn { label, ..ChartColumn::default() });
                    (column, part.label.clone())
                };
                parts.push(Part { row, column: Some(column), label, id: first, ..part });
            }
        }
        parts.sort_by_key(|part| (part.row, part.column));
        let name = facts.first().filter(|_| facts.len() == 1).and_then(|fact| self.fact_name(fact));
        Ok(Some(Table { parts, columns: columns.columns, name }))
    }
}
