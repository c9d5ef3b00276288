//! Prepares the data of every chart of the figure register: labels, values, columns, references, the undeclared rest.

mod columns;
mod listed;
mod map;
mod part;

use super::directory::Directory;
use super::evaluate::Evaluator;
use super::value::total;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, Phrases, RuleId, Spanned, did_you_mean, nearest, rule};
use crate::locale::{self, Catalogue};
use crate::model::{
    Beside, Chart, ChartColumn, ChartKind, ChartPart, Date, Figure, FigureData, FigureKind, Key, Language, Observation,
    Quantity, Sorting, Text, UnitExpr, Wants,
};
use part::Part;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// What the parts are read from.
struct Reading<'a> {
    directory: &'a Directory<'a>,
    observations: &'a BTreeMap<Key, Observation>,
    figure: &'a Figure,
    kind: ChartKind,
}

/// The parts of a chart, not yet formatted, and the columns that they stand in.
struct Table {
    parts: Vec<Part>,
    columns: Vec<ChartColumn>,
    /// What is measured, where it is one thing.
    name: Option<Text>,
}

/// Words of the catalogue in both languages.
fn said(id: &'static str) -> Text {
    said_with(&Message::new(id))
}

fn said_with(message: &Message) -> Text {
    Text::build(|language| Catalogue::of(language).phrase(message))
}

/// The charts of a book by figure id. One whose kind cannot show its numbers is left out and reported.
pub(super) fn prepare(
    directory: &Directory<'_>,
    observations: &BTreeMap<Key, Observation>,
    faults: &mut Diagnostics,
) -> BTreeMap<String, Chart> {
    let mut charts = BTreeMap::new();
    for figure in &directory.project.figures {
        let FigureKind::Chart(kind) = figure.kind.value else { continue };
        let reading = Reading { directory, observations, figure, kind };
        match reading.chart(faults) {
            Ok(Some(chart)) => {
                charts.insert(figure.id.value.clone(), chart);
            }
            Ok(None) => {}
            Err(fault) => faults.report(fault),
        }
    }
    charts
}

impl Reading<'_> {
    fn chart(&self, faults: &mut Diagnostics) -> Result<Option<Chart>, Diagnostic> {
        self.undrawn(faults);
        let Some(mut table) = self.table(faults)? else { return Ok(None) };
        let figure = self.figure;
        let values = || table.parts.iter().filter_map(|part| part.value.as_ref());
        let without_numbers = self.kind.wants().is_without_numbers() && values().next().is_none();
        let unit = match values().next().map(|value| value.unit.clone()) {
            Some(unit) => unit,
            None if without_numbers && !table.parts.is_empty() => UnitExpr::one(),
            None => return Err(self.fault(rule::YAML_SHAPE, Message::new("figure-without-data"))),
        };
        let mixed = values().any(|value| !value.unit.same_dimension(&unit));
        if mixed && !self.kind.mixes_units() {
            return Err(self.fault(rule::UNIT_MISMATCH, Message::new("unit-mismatch.members")));
        }
        if figure.rest.is_some() {
            // The rest is what the known parts leave: those to be determined are in it.
            table.parts.retain(|part| part.value.is_some());
        }
        if let Some(message) = self.unfit(&table) {
            let fault = Diagnostic::error(rule::CHART_UNFIT, figure.kind.span, message);
            return Err(fault.hint(Message::new("chart-unfit.hint")));
        }
        if let Some(message) = self.columns_unfit(&table) {
            return Err(Diagnostic::error(rule::CHART_UNFIT, figure.kind.span, message));
        }
        self.sort(&mut table.parts);
        let rest = self.rest(&table.parts, &unit)?;
        let references = self.references(&unit, faults)?;
        self.point(&mut table.parts)?;
        let period = self.period(&table.parts);
        let ground = if self.kind.wants() == Wants::Areas { Some(self.ground(&table.parts)?) } else { None };
        let name = table.name.unwrap_or_else(|| figure.title.plain());
        let axis = if mixed || without_numbers { Text::default() } else { self.axis(&name, &unit) };
        table.parts.extend(rest.map(|part| Part { rest: true, row: usize::MAX, ..part }));
        let mut parts = Vec::new();
        for part in &table.parts {
            parts.extend(self.shown(part, &unit, mixed));
        }
        Ok(Some(Chart {
            id: figure.id.value.clone(),
            kind: self.kind,
            title: figure.title.plain(),
            axis,
            unit: if mixed { Text::default() } else { Text::build(|language| self.suffix(language, &unit)) },
            one: Text::build(|language| self.one(language, &unit)),
            parts,
            columns: table.columns,
            references,
            note: figure.note.as_ref().map(Text::plain),
            period,
            logarithmic: figure.logarithmic.is_some(),
            ground,
        }))
    }

    fn fault(&self, rule: RuleId, message: Message) -> Diagnostic {
        Diagnostic::error(rule, self.figure.span, message)
    }

    /// The parts as the kind wants them; none where a fault was reported.
    fn table(&self, faults: &mut Diagnostics) -> Result<Option<Table>, Diagnostic> {
        match (&self.figure.data, self.kind.wants()) {
            (FigureData::None, _) => Err(self.fault(rule::YAML_SHAPE, Message::new("figure-without-data"))),
            (FigureData::Listed(listed), Wants::Periods | Wants::Crossing) => Ok(Some(self.listed(*listed))),
            (FigureData::Members(dimension), Wants::Tiles | Wants::Sides | Wants::Forms) => {
                self.places(dimension).map(Some)
            }
            (_, Wants::Areas) => self.areas(),
            (FigureData::Fact(fact), Wants::Tiles) => self.numbered_tiles(fact).map(Some),
            (FigureData::Members(dimension), Wants::Crossing) => self.towns(dimension).map(Some),
            (FigureData::Members(_) | FigureData::Listed(_), _) => {
                Err(self.fault(rule::YAML_SHAPE, Message::new("figure-data-kind")))
            }
            (_, wants) if wants.is_without_numbers() => {
                Err(self.fault(rule::YAML_SHAPE, Message::new("figure-data-kind")))
            }
            (_, Wants::Years) => self.years(faults),
            (_, Wants::Columns) => self.crossed(faults),
            (FigureData::Fact(fact), _) => {
                let (name, parts) = (self.fact_name(fact), self.members(fact)?);
                Ok(Some(Table { parts, columns: Vec::new(), name }))
            }
            (FigureData::Facts(facts, labels), _) => {
                let mut parts = Vec::new();
                for (index, formula) in facts.iter().enumerate() {
                    let label = labels.as_ref().and_then(|labels| labels.get(index)).map(Text::plain);
                    let Some(part) = self.single(formula, label, faults) else { return Ok(None) };
                    parts.push(Part { row: index, ..part });
                }
                Ok(Some(Table { parts, columns: Vec::new(), name: None }))
            }
        }
    }

    /// Why parts of a whole cannot be cut out of it: one is below zero, or one is not known and would be cut away in
    /// silence.
    fn unfit(&self, table: &Table) -> Option<Message> {
        let parts = &table.parts;
        if !self.kind.cuts_a_whole() {
            return None;
        }
        let named = |id: &'static str, part: &Part| {
            Some(Message::new(id).with("part", Arg::Both { zh: part.label.zh.clone(), en: part.label.en.clone() }))
        };
        let below = |part: &&Part| part.value.as_ref().is_some_and(|value| value.nominal < Decimal::ZERO);
        if let Some(part) = parts.iter().find(below) {
            return named("chart-unfit.negative", part);
        }
        if let Some(part) = parts.iter().find(|part| part.value.is_none()) {
            return named("chart-unfit.missing", part).map(|message| message.with("why", part.missing.words()));
        }
        let FigureData::Fact(fact) = &self.figure.data else { return None };
        let fact = self.directory.project.facts.get(self.directory.fact_index(fact)?)?;
        let open = fact.complete == Some(false) && self.figure.rest.is_none();
        open.then(|| Message::new("chart-unfit.incomplete"))
    }

    /// Reports what stands beside the data and would not be drawn by this kind, each at its own place.
    fn undrawn(&self, faults: &mut Diagnostics) {
        let figure = self.figure;
        let word = FigureKind::Chart(self.kind).name();
        let said = [
            (Beside::Reference, figure.references.first().map(|reference| reference.key.span)),
            (Beside::Highlight, figure.highlight.as_ref().map(|name| name.span)),
            (Beside::Scale, figure.logarithmic),
            (Beside::Targets, figure.targets.first().map(|target| target.span)),
        ];
        for (beside, place) in said {
            let Some(place) = place.filter(|_| !self.kind.draws().contains(&beside)) else { continue };
            let message = Message::new("chart-unfit.beside").with("kind", word).with("field", beside.word());
            let kinds: Vec<Arg> = ChartKind::drawing(beside).map(Arg::from).collect();
            let hint = Message::new("chart-unfit.beside-hint").with("field", beside.word());
            faults.report(
                Diagnostic::error(rule::CHART_UNFIT, place, message).hint(hint.with("kinds", Arg::List(kinds))),
            );
        }
        // A flow has one whole.
        if let (ChartKind::Flow, Some(second)) = (self.kind, figure.references.get(1)) {
            faults.report(Diagnostic::error(
                rule::CHART_UNFIT,
                second.key.span,
                Message::new("chart-unfit.second-whole"),
            ));
        }
    }

    /// Why numbers that stand in columns cannot be drawn: points and two sides need two of them.
    fn columns_unfit(&self, table: &Table) -> Option<Message> {
        let (kind, count) = (self.kind, table.columns.len());
        let fits = match kind {
            ChartKind::Scatter => count >= 2,
            ChartKind::Pair => count == 2,
            _ => true,
        };
        let word = FigureKind::Chart(kind).name();
        (!fits).then(|| Message::new("chart-unfit.columns").with("kind", word).with("count", count))
    }

    /// 草地面积（平方千米）.
    fn axis(&self, name: &Text, unit: &UnitExpr) -> Text {
        Text::build(|language| {
            let label = locale::column_label(language, unit, &self.directory.project.units);
            match language {
                _ if label.is_empty() => name.get(language).clone(),
                Language::Zh => format!("{}（{label}）", name.zh),
                Language::En => format!("{} ({label})", name.en),
            }
        })
    }

    /// One of a unit; of what is only counted, the word.
    fn one(&self, language: Language, unit: &UnitExpr) -> String {
        let units = &self.directory.project.units;
        if locale::column_label(language, unit, units).is_empty() {
            return Catalogue::of(language).label("ui.chart.one").to_owned();
        }
        locale::format_quantity(language, Decimal::ONE, unit, units)
    }

    /// The unit as it stands after a value in a label.
    fn suffix(&self, language: Language, unit: &UnitExpr) -> String {
        let label = locale::column_label(language, unit, &self.directory.project.units);
        let glued = label.is_empty() || language == Language::Zh || label.starts_with('%');
        if glued { label } else { format!("\u{a0}{label}") }
    }

    /// Puts rows in the order asked for: by their last known value, those without one at the end.
    fn sort(&self, parts: &mut [Part]) {
        let Some(sorting) = self.figure.sort else { return };
        let mut last: BTreeMap<usize, Decimal> = BTreeMap::new();
        for part in parts.iter() {
            if let Some(value) = &part.value {
                last.insert(part.row, value.nominal);
            }
        }
        let mut rows: Vec<usize> = parts.iter().map(|part| part.row).collect();
        rows.dedup();
        rows.sort_by(|one, other| match (last.get(one), last.get(other)) {
            (Some(one), Some(other)) if sorting == Sorting::Ascending => one.cmp(other),
            (Some(one), Some(other)) => other.cmp(one),
            (one, other) => other.is_some().cmp(&one.is_some()),
        });
        let place: BTreeMap<usize, usize> = rows.into_iter().enumerate().map(|(place, row)| (row, place)).collect();
        parts.iter_mut().for_each(|part| part.row = place.get(&part.row).copied().unwrap_or_default());
        parts.sort_by_key(|part| part.row);
    }

    /// Marks what the author points at.
    fn point(&self, parts: &mut [Part]) -> Result<(), Diagnostic> {
        let Some(name) = &self.figure.highlight else { return Ok(()) };
        let mut found = false;
        for part in parts.iter_mut().filter(|part| part.id == name.value) {
            (part.highlighted, found) = (true, true);
        }
        if found {
            return Ok(());
        }
        let message = Message::new("figure-highlight").with("name", name.value.as_str());
        let fault = Diagnostic::error(rule::UNKNOWN_NAME, name.span, message);
        let known = parts.iter().map(|part| part.id.as_str());
        Err(match nearest(name, known) {
            Some(near) => fault.hint(did_you_mean(near)),
            None => fault,
        })
    }

    /// The numbers that values are compared with, in the chart's unit.
    fn references(&self, unit: &UnitExpr, faults: &mut Diagnostics) -> Result<Vec<ChartPart>, Diagnostic> {
        let mut found = Vec::new();
        for reference in &self.figure.references {
            let label = reference.label.as_ref().map(Text::plain);
            let Some(part) = self.single(&reference.key, label, faults) else { continue };
            let fits = part.value.as_ref().is_some_and(|value| value.unit.same_dimension(unit));
            if !fits {
                let message = Message::new("figure-reference").with("key", reference.key.value.as_str());
                return Err(Diagnostic::error(rule::UNIT_MISMATCH, reference.key.span, message));
            }
            found.extend(self.shown(&part, unit, false));
        }
        Ok(found)
    }

    /// When the numbers held, if it is one time for all.
    fn period(&self, parts: &[Part]) -> Option<Text> {
        let mut keys = parts.iter().flat_map(|part| &part.keys);
        let date = |key: &Key| self.observations.get(key).and_then(|observation| observation.date);
        let first: Date = date(keys.next()?)?;
        if parts.iter().any(|part| part.column.is_some()) || keys.any(|key| date(key) != Some(first)) {
            return None;
        }
        Some(Text::build(|language| locale::format_date(language, &first)))
    }

    /// What the parts leave of the whole: of 100 % for shares, else of the fact named by `whole`.
    fn rest(&self, parts: &[Part], unit: &UnitExpr) -> Result<Option<Part>, Diagnostic> {
        let Some(label) = &self.figure.rest else { return Ok(None) };
        let whole = match &self.figure.data {
            _ if unit.is_dimensionless() => Some(Decimal::ONE),
            FigureData::Fact(fact) => self
                .directory
                .fact_index(fact)
                .and_then(|index| self.directory.project.facts[index].whole.as_ref())
                .and_then(|whole| self.observations.get(&Key { fact: whole.value.clone(), members: Vec::new() }))
                .and_then(Observation::value)
                .map(|value| value.nominal),
            _ => None,
        };
        let sum = total(parts.iter().filter_map(|part| part.value.as_ref())).ok().flatten();
        let (Some(whole), Some(sum)) = (whole, sum) else {
            return Err(self.fault(rule::YAML_SHAPE, Message::new("figure-rest")));
        };
        let left = (whole - sum.nominal).max(Decimal::ZERO);
        let digits = parts.iter().filter_map(|part| part.number).map(|number| number.scale()).max();
        let number = unit.from_base(left).unwrap_or_default().round_dp(digits.unwrap_or(0));
        let value = Quantity { nominal: left, unit: unit.clone(), ..sum };
        Ok(Some(Part { label: label.plain(), value: Some(value), number: Some(number), ..Part::default() }))
    }
}

impl Reading<'_> {
    /// A part with its value in words; in its own unit where the chart's parts have several.
    fn shown(&self, part: &Part, unit: &UnitExpr, mixed: bool) -> Option<ChartPart> {
        let blank = ChartPart {
            label: part.label.clone(),
            rest: part.rest,
            keys: part.keys.clone(),
            worked_out: part.worked_out,
            row: part.row,
            column: part.column,
            target: part.target,
            colour: part.colour,
            highlighted: part.highlighted,
            group: part.group.clone(),
            period: part.period.and_then(|(from, to)| Some((from.to_f64()?, to.to_f64()?))),
            tile: part.tile,
            side: part.side,
            form: part.form,
            ..ChartPart::default()
        };
        if let Some(words) = &part.words {
            return Some(ChartPart { shown: words.clone(), value: f64::from(u8::from(part.holds)), ..blank });
        }
        let Some(value) = &part.value else {
            let shown = Text::build(|language| Catalogue::of(language).phrase(&part.missing.words()));
            return Some(ChartPart { shown, missing: true, ..blank });
        };
        let unit = if mixed { &value.unit } else { unit };
        // A part that is computed, or stated in another unit than the chart's, has the digits that the data support.
        let stated = part.number.filter(|_| value.unit == *unit);
        let number = stated.or_else(|| Quantity { unit: unit.clone(), ..value.clone() }.number())?;
        Some(ChartPart {
            value: stated.or_else(|| unit.from_base(value.nominal))?.to_f64()?,
            shown: Text::build(|language| locale::format_amount(language, number, unit)),
            power: locale::amount_power(Language::En, unit),
            unit: mixed.then(|| Text::build(|language| self.suffix(language, unit))),
            ..blank
        })
    }

    fn fact_name(&self, fact: &Spanned<String>) -> Option<Text> {
        self.directory.fact_index(fact).map(|index| self.directory.project.facts[index].name.plain())
    }

    fn evaluator(&self) -> Evaluator<'_> {
        Evaluator::new(self.directory, self.observations)
    }
}
