//! The sheets of the indicators, the projects and the sources.

use super::picture::Subject;
use super::{Maker, plain_line, words};
use crate::diagnostic::Message;
use crate::model::document::{IndicatorEntry, PlateSize, Role, Row, Run, SheetLayout, SheetLine, SheetPart, Status};
use crate::model::{ChartKind, Prose};

/// What the sheets of indicators are called together.
const INDICATORS: &str = "ui.site.annex_indicators";

/// What the sheets of projects are called together.
const GROUP: &str = "atlas.group.projects";

/// So many facts are named that rest on a source; of more only their number is told.
const NAMED: usize = 40;

impl Maker<'_> {
    /// The indicators: their pictures with what is set and what is open, then the printed table.
    pub(super) fn indicator_sheets(&mut self) {
        let (set, open) = self.set_and_open();
        let figures = self.figures_about(&Subject::Indicators);
        let mut parts: Vec<SheetPart> = figures.iter().map(|figure| self.picture(figure, PlateSize::Main)).collect();
        let layout = if parts.is_empty() { SheetLayout::Columns(3) } else { SheetLayout::Main };
        parts.extend(self.lines("atlas.indicators-set", set));
        parts.extend(self.lines("atlas.indicators-open", open));
        let title = words(self.word("atlas.indicators-overview"));
        self.sheet("indicators", INDICATORS, title, layout, parts);
        let mut parts = Vec::new();
        if let Some(mut table) = self.frame.indicator_table.clone() {
            table.notes = self.composer.indicator_table_with_notes().notes;
            parts.push(SheetPart::Table(String::new(), table));
        }
        parts.extend(self.touching(&parts));
        let title = words(self.word("atlas.indicators-values"));
        self.sheet("indicators.values", INDICATORS, title, SheetLayout::Whole, parts);
    }

    /// For each indicator the projects that serve it.
    fn serving(&self) -> Vec<SheetLine> {
        let projects = &self.composer.report.project.projects;
        let line = |indicator: &IndicatorEntry| {
            let serving =
                projects.iter().filter(|project| project.indicators.iter().any(|id| id.value == indicator.id));
            let names: Vec<String> = serving.map(|project| self.composer.field_text(&project.name)).collect();
            let runs = match names.is_empty() {
                true => vec![Run::Absent(self.word("atlas.no-project"))],
                false => words(names.join(self.composer.name_sign())),
            };
            let mut lead = words(format!("{}\u{2002}", indicator.number));
            lead.extend(indicator.name.clone());
            SheetLine { lead, runs, sheets: Vec::new() }
        };
        self.frame.indicators.iter().map(line).collect()
    }

    /// The indicators with the years whose values are known, and with those that are open.
    fn set_and_open(&self) -> (Vec<SheetLine>, Vec<SheetLine>) {
        let years = &self.composer.report.project.plan.years;
        let (mut set, mut open) = (Vec::new(), Vec::new());
        for indicator in &self.frame.indicators {
            let (mut known, mut lacking) = (Vec::new(), Vec::new());
            for (key, year) in indicator.keys.iter().zip(years) {
                let entry = key.as_ref().and_then(|key| self.frame.numbers.get(key));
                match entry.filter(|entry| matches!(entry.status, Status::Given | Status::Computed)) {
                    Some(entry) => {
                        let gap = if known.is_empty() { "" } else { self.composer.name_sign() };
                        let lead = self.say(&Message::new("ui.year").with("year", year.to_string()));
                        known.push(Run::Words(format!("{gap}{lead}{}", self.composer.colon())));
                        known.extend(self.composer.amounts(std::slice::from_ref(&entry.key)));
                    }
                    None => lacking.push(year.to_string()),
                }
            }
            let mut name = words(format!("{}\u{2002}", indicator.number));
            name.extend(indicator.name.clone());
            if !known.is_empty() {
                set.push(SheetLine { lead: name.clone(), runs: known, sheets: Vec::new() });
            }
            if !lacking.is_empty() {
                let years = lacking.join(self.composer.name_sign());
                let lead = words(self.say(&Message::new("atlas.open-years").with("years", years)));
                open.push(SheetLine { lead, runs: name, sheets: Vec::new() });
            }
        }
        (set, open)
    }

    /// The programmes over time, what serves which indicator, and the entry of each project.
    pub(super) fn project_sheets(&mut self) {
        let large = |maker: &Self, id: &String| {
            let chart = maker.frame.charts.get(id);
            chart.is_some_and(|chart| matches!(chart.kind, ChartKind::Gantt | ChartKind::Matrix))
        };
        let (large, mut small): (Vec<String>, Vec<String>) =
            self.figures_about(&Subject::Projects).into_iter().partition(|id| large(self, id));
        for (number, figure) in large.iter().enumerate() {
            let mut parts = vec![self.picture(figure, PlateSize::Main)];
            parts.extend(self.beside(figure));
            // The first sheet takes the small pictures.
            let beside: Vec<SheetPart> =
                std::mem::take(&mut small).iter().map(|figure| self.picture(figure, PlateSize::Third)).collect();
            parts.extend(beside);
            let title = self.frame.figures.get(figure).map(|figure| figure.caption.title.clone()).unwrap_or_default();
            let id = if number == 0 { "projects".to_owned() } else { format!("projects.{}", number + 1) };
            self.sheet(&id, GROUP, title, SheetLayout::Main, parts);
        }
        let mut parts: Vec<SheetPart> = small.iter().map(|figure| self.picture(figure, PlateSize::Third)).collect();
        for programme in &self.composer.report.project.programmes {
            let mut head = self.composer.field_text(&programme.name);
            let projects = self.composer.report.project.projects.iter();
            for project in projects.filter(|project| project.programme.value == programme.id.value) {
                let name = plain_line(vec![Run::Strong(self.composer.field(&project.name))]);
                let tasks = plain_line(self.composer.field(&project.tasks));
                parts.push(SheetPart::Lines(std::mem::take(&mut head), vec![name, tasks]));
                let entry = self.composer.project_entry(&project.id.value);
                parts.extend(entry.map(|table| SheetPart::Table(String::new(), table)));
            }
        }
        let id = if large.is_empty() { "projects" } else { "projects.all" };
        let title = words(self.word("atlas.projects-all"));
        self.sheet(id, GROUP, title, SheetLayout::Columns(3), parts);
    }

    /// What stands beside a large picture: the programmes with their projects and years, or what serves which indicator.
    fn beside(&self, figure: &str) -> Vec<SheetPart> {
        let project = &self.composer.report.project;
        let gantt = self.frame.charts.get(figure).is_some_and(|chart| chart.kind == ChartKind::Gantt);
        if !gantt {
            return self.lines("atlas.indicators-serving", self.serving());
        }
        let mut lines = Vec::new();
        for programme in &project.programmes {
            lines.push(plain_line(vec![Run::Strong(self.composer.field(&programme.name))]));
            let own = project.projects.iter().filter(|entry| entry.programme.value == programme.id.value);
            lines.extend(own.map(|entry| SheetLine {
                lead: self.years(entry),
                runs: self.composer.field(&entry.name),
                sheets: Vec::new(),
            }));
        }
        self.lines("atlas.projects-by-years", lines)
    }

    /// The sources with what rests on them, and how the sheets are to be read.
    pub(super) fn sources(&mut self) {
        let resting = self.resting_on();
        let mut rows = Vec::new();
        for source in &self.composer.report.project.sources {
            let empty = Vec::new();
            let names = resting.get(source.id.value.as_str()).unwrap_or(&empty);
            let text = |text: &Option<Prose>| text.as_ref().map(|text| self.composer.field(text)).unwrap_or_default();
            let date = source.date.as_ref().map(|date| crate::locale::format_date(self.frame.language, date));
            let mut about = text(&source.scope);
            if let Some(note) = &source.note {
                if !about.is_empty() {
                    about.push(Run::Break);
                }
                about.extend(self.composer.field(note));
            }
            let rests = match names.len() {
                0 => vec![Run::Absent(self.word("ui.value.absent"))],
                1..=NAMED => words(names.join(self.composer.name_sign())),
                count => words(self.say(&Message::new("atlas.rests-many").with("count", count))),
            };
            rows.push(Row::Cells(vec![
                self.composer.field(&source.name),
                text(&source.publisher),
                words(date.unwrap_or_default()),
                about,
                rests,
            ]));
        }
        let heads = [
            ("ui.label.source", Role::Name),
            ("atlas.publisher", Role::Name),
            ("ui.label.date", Role::Unit),
            ("atlas.scope", Role::Words),
            ("atlas.rests", Role::Words),
        ];
        let parts =
            if rows.is_empty() { Vec::new() } else { vec![SheetPart::Table(String::new(), self.table(&heads, rows))] };
        let title = words(self.word("atlas.sources"));
        self.sheet("sources", "atlas.group.sources", title, SheetLayout::Whole, parts);
    }
}
