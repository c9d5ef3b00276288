//! Charts of what is no number: members with a place, towns reached, projects over the years, indicators known or open.

use super::part::{self, Part};
use super::{Reading, Table, said, said_with};
use crate::diagnostic::{Diagnostic, Message, Spanned, rule};
use crate::model::{ChartColumn, Dimension, Key, Listed, Member, Missing, RestorationProject, Text, Wants};
use rust_decimal::Decimal;

impl Reading<'_> {
    pub(super) fn named_dimension(&self, name: &Spanned<String>) -> Result<&Dimension, Diagnostic> {
        self.directory.dimension(&name.value).ok_or_else(|| {
            let message = Message::new("unknown-dimension").with("name", name.value.as_str());
            Diagnostic::error(rule::UNKNOWN_NAME, name.span, message)
        })
    }

    /// The members of a dimension that have a place: a tile, a side, a form.
    pub(super) fn places(&self, name: &Spanned<String>) -> Result<Table, Diagnostic> {
        let dimension = self.named_dimension(name)?;
        let mut parts = Vec::new();
        for member in &dimension.members {
            let words = match self.kind.wants() {
                Wants::Tiles => member.tile.map(|(column, row)| {
                    let tile = Message::new("ui.chart.tile").with("column", column.to_string());
                    said_with(&tile.with("row", row.to_string()))
                }),
                Wants::Forms => member.form.map(|form| said(form.words())),
                _ => member.side.map(|side| said(side.words())),
            };
            let Some(words) = words else { return Err(self.without_place(&member.name.plain())) };
            parts.push(Part {
                words: Some(words),
                tile: member.tile,
                side: member.side,
                form: member.form,
                ..self.member(dimension, member, parts.len())
            });
        }
        Ok(Table { parts, columns: Vec::new(), name: None })
    }

    /// The numbers of a fact in the tiles of their members.
    pub(super) fn numbered_tiles(&self, name: &Spanned<String>) -> Result<Table, Diagnostic> {
        let by = self.fact(name)?.by.last().cloned();
        let dimension = by.as_ref().and_then(|by| self.directory.dimension(by));
        let mut parts = self.members(name)?;
        for part in &mut parts {
            part.tile = dimension.and_then(|dimension| dimension.members.get(&part.id)?.tile);
            if part.tile.is_none() {
                return Err(self.without_place(&part.label));
            }
        }
        Ok(Table { parts, columns: Vec::new(), name: self.fact_name(name) })
    }

    fn without_place(&self, name: &Text) -> Diagnostic {
        let name = crate::diagnostic::Arg::Both { zh: name.zh.clone(), en: name.en.clone() };
        let message = Message::new("figure-without-place").with("member", name);
        Diagnostic::error(rule::CHART_UNFIT, self.figure.kind.span, message)
    }

    pub(super) fn member(&self, dimension: &Dimension, member: &Member, row: usize) -> Part {
        Part {
            label: member.name.plain(),
            id: member.id.value.clone(),
            colour: part::colour(dimension, &member.id.value),
            row,
            ..Part::default()
        }
    }

    /// The members of a dimension by the towns that they reach into.
    pub(super) fn towns(&self, name: &Spanned<String>) -> Result<Table, Diagnostic> {
        let dimension = self.named_dimension(name)?;
        let towns = self.directory.dimension("town").map(|towns| &towns.members);
        let towns: Vec<&Member> = towns.into_iter().flatten().collect();
        let mut parts = Vec::new();
        for (row, member) in dimension.members.iter().enumerate() {
            for (column, town) in towns.iter().enumerate() {
                let holds = member.towns.iter().any(|named| named.value == town.id.value);
                let own = Part { column: Some(column), ..self.member(dimension, member, row) };
                // A member of which no town is named is not one that reaches into none.
                let silent = Part { missing: Missing::NotStated, ..own.clone() };
                parts.push(if member.towns.is_empty() { silent } else { crossing(own, holds) });
            }
        }
        let columns = towns.iter().map(|town| ChartColumn { label: town.name.plain(), ..ChartColumn::default() });
        Ok(Table { parts, columns: columns.collect(), name: None })
    }

    /// The entries of a register.
    pub(super) fn listed(&self, listed: Listed) -> Table {
        match (listed, self.kind.wants()) {
            (Listed::Projects, Wants::Periods) => self.project_years(),
            (Listed::Projects, _) => self.project_indicators(),
            (Listed::Indicators, _) => self.indicator_years(),
        }
    }

    fn year_at(&self, key: &str) -> Option<(Key, Decimal)> {
        let (key, observation) = Key::find(self.observations, key)?;
        Some((key.clone(), observation.number()?))
    }

    /// Each project from the beginning of its first year to the end of its last, by programme.
    fn project_years(&self) -> Table {
        let mut parts = Vec::new();
        let project = self.directory.project;
        for programme in &project.programmes {
            for entry in project.projects.iter().filter(|entry| entry.programme.value == programme.id.value) {
                let own = Part {
                    label: entry.name.plain(),
                    group: programme.name.plain(),
                    id: entry.id.value.clone(),
                    row: parts.len(),
                    ..Part::default()
                };
                let years = self.year_at(&entry.start).zip(self.year_at(&entry.end));
                parts.push(match years {
                    Some(((first, start), (last, end))) => Part {
                        words: Some(said_with(
                            &Message::new("ui.period").with("first", start.to_string()).with("last", end.to_string()),
                        )),
                        holds: true,
                        keys: vec![first, last],
                        period: Some((start, end + Decimal::ONE)),
                        ..own
                    },
                    None => own,
                });
            }
        }
        Table { parts, columns: Vec::new(), name: None }
    }

    /// Each project by the indicators that it serves.
    fn project_indicators(&self) -> Table {
        let project = self.directory.project;
        let mut parts = Vec::new();
        for (row, entry) in project.projects.iter().enumerate() {
            for (column, indicator) in project.indicators.iter().enumerate() {
                let holds = entry.indicators.iter().any(|named| named.value == indicator.id.value);
                let own = Part { label: self.project_name(entry), id: entry.id.value.clone(), row, ..Part::default() };
                parts.push(crossing(Part { column: Some(column), ..own }, holds));
            }
        }
        let columns = project.indicators.iter().map(|indicator| {
            let label = project.indicator_name(indicator).map_or_else(Text::default, Text::plain);
            ChartColumn { label, ..ChartColumn::default() }
        });
        Table { parts, columns: columns.collect(), name: None }
    }

    /// A project's name, with its programme's where another project has the same.
    fn project_name(&self, entry: &RestorationProject) -> Text {
        let project = self.directory.project;
        let name = entry.name.plain();
        let alike = project.projects.iter().filter(|other| other.name.plain() == name).count();
        match project.programmes.get(&entry.programme.value).filter(|_| alike > 1) {
            Some(programme) => name.within(&programme.name.plain()),
            None => name,
        }
    }

    /// Each indicator by year: the value, or that it is open.
    fn indicator_years(&self) -> Table {
        let project = self.directory.project;
        let mut years: Vec<&str> = Vec::new();
        let facts = || project.indicators.iter().map(|indicator| (indicator, project.facts.get(&indicator.fact.value)));
        for (_, fact) in facts() {
            let readings = fact.map_or(&[][..], |fact| fact.readings());
            years.extend(readings.iter().filter_map(|reading| Some(reading.members.last()?.value.as_str())));
        }
        years.sort_unstable();
        years.dedup();
        let mut parts = Vec::new();
        for (row, (indicator, fact)) in facts().enumerate() {
            for (column, year) in years.iter().enumerate() {
                let reading = fact.and_then(|fact| {
                    let of_year = |reading: &&crate::model::Reading| {
                        reading.members.last().is_some_and(|member| member.value == *year)
                    };
                    Some((fact, fact.readings().iter().find(of_year)?))
                });
                let key = reading.map(|(fact, reading)| fact.key(reading));
                let observation = key.as_ref().and_then(|key| self.observations.get(key));
                let known = observation.and_then(|observation| observation.number());
                let own = Part {
                    label: project.indicator_name(indicator).map_or_else(Text::default, Text::plain),
                    id: indicator.id.value.clone(),
                    row,
                    column: Some(column),
                    keys: key.into_iter().collect(),
                    ..Part::default()
                };
                parts.push(match known.zip(observation) {
                    Some((number, observation)) => Part {
                        words: Some(Text::build(|language| {
                            let number = crate::locale::format_amount(language, number, &observation.unit);
                            format!("{number}{}", self.suffix(language, &observation.unit))
                        })),
                        holds: true,
                        ..own
                    },
                    None => own,
                });
            }
        }
        let columns =
            years.iter().map(|year| ChartColumn { label: super::columns::year_label(year), ..ChartColumn::default() });
        Table { parts, columns: columns.collect(), name: None }
    }
}

/// Whether two things go together.
fn crossing(part: Part, holds: bool) -> Part {
    Part { words: Some(said(if holds { "ui.chart.together" } else { "ui.chart.apart" })), holds, ..part }
}
