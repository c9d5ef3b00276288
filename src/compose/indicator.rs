//! The planning indicators: a row an indicator, a column a year of the plan.

use super::Composer;
use super::table::column;
use crate::diagnostic::Message;
use crate::model::document::{Column, IndicatorEntry, Role, Row, Run, Table, TableForm};
use crate::model::{Attribute, Direction, Indicator, Key};

impl Composer<'_> {
    /// All indicators, for exports and their own page.
    pub(super) fn indicators(&self) -> Vec<IndicatorEntry> {
        self.report.project.indicators.iter().map(|indicator| self.indicator(indicator)).collect()
    }

    fn indicator(&self, indicator: &Indicator) -> IndicatorEntry {
        let fact = self.fact(&indicator.fact.value);
        let years = self.report.project.plan.years.iter();
        IndicatorEntry {
            number: indicator.number,
            id: indicator.id.value.clone(),
            class: indicator.class.value.clone(),
            class_name: Run::plain(&self.member_name("indicator_class", &indicator.class.value)),
            name: self.indicator_name(indicator),
            attribute: match indicator.attribute {
                Some(Attribute::Binding) => "binding",
                Some(Attribute::Anticipatory) => "anticipatory",
                None => "",
            },
            direction: match indicator.direction {
                Some(Direction::Up) => "up",
                Some(Direction::Down) => "down",
                None => "",
            },
            fact: indicator.fact.value.clone(),
            unit: fact.map_or_else(String::new, |fact| fact.unit.value.clone()),
            keys: years.map(|year| self.in_year(&indicator.fact.value, *year)).collect(),
            note: indicator.note.as_ref().map(|note| self.field(note)),
        }
    }

    /// The indicator's name, else its fact's.
    fn indicator_name(&self, indicator: &Indicator) -> Vec<Run> {
        let name = self.report.project.indicator_name(indicator);
        name.map_or_else(|| vec![Run::Words(indicator.fact.value.clone())], |name| self.field(name))
    }

    /// An indicator's number in a year: what was observed, else what is planned.
    fn in_year(&self, fact: &str, year: i32) -> Option<Key> {
        let key = |planned| Key::new(fact, planned, vec![year.to_string()]);
        [key(false), key(true)].into_iter().find(|key| self.numbers.contains_key(key))
    }

    /// The indicators as a table without a caption; none if there are none.
    pub(super) fn indicator_table(&self) -> Option<Table> {
        let indicators = &self.report.project.indicators;
        if indicators.is_empty() {
            return None;
        }
        let mut rows = Vec::new();
        let mut class = None;
        for indicator in indicators {
            if class != Some(indicator.class.value.as_str()) {
                class = Some(indicator.class.value.as_str());
                rows.push(Row::Group(self.member_name("indicator_class", &indicator.class.value)));
            }
            rows.push(Row::Cells(self.indicator_row(indicator)));
        }
        Some(Table {
            form: TableForm::Indicators,
            number: None,
            caption: None,
            name: String::new(),
            columns: self.indicator_columns(),
            rows,
            notes: Vec::new(),
        })
    }

    /// The same with the notes to single indicators below it.
    pub(super) fn indicator_table_with_notes(&self) -> Table {
        let empty = || Table {
            form: TableForm::Indicators,
            number: None,
            caption: None,
            name: String::new(),
            columns: self.indicator_columns(),
            rows: Vec::new(),
            notes: Vec::new(),
        };
        let mut table = self.indicator_table().unwrap_or_else(empty);
        for indicator in &self.report.project.indicators {
            let Some(note) = &indicator.note else { continue };
            let lead = Message::new("ui.indicator.note-to").with("number", indicator.number.to_string());
            let mut line = vec![Run::Words(self.say(&lead))];
            line.extend(self.field(note));
            table.notes.push(line);
        }
        table
    }

    fn indicator_columns(&self) -> Vec<Column> {
        let mut columns = vec![
            column(self.word("ui.label.number"), Role::Ordinal),
            column(self.word("ui.label.indicator"), Role::Name),
            column(self.word("ui.label.unit"), Role::Unit),
        ];
        for (position, year) in self.report.project.plan.years.iter().enumerate() {
            let id = if position == 0 { "ui.indicator.year-base" } else { "ui.year" };
            columns.push(column(self.say(&Message::new(id).with("year", year.to_string())), Role::Amount));
        }
        columns.push(column(self.word("ui.label.attribute"), Role::Unit));
        columns
    }

    fn indicator_row(&self, indicator: &Indicator) -> Vec<Vec<Run>> {
        let fact = self.fact(&indicator.fact.value);
        let mut name = self.indicator_name(indicator);
        name.extend(self.mark(self.finding_on(&indicator.fact.value)));
        let unit = fact.and_then(|fact| self.report.project.units.parse(&fact.unit.value));
        let unit = unit.map_or_else(
            || fact.map_or_else(String::new, |fact| fact.unit.value.clone()),
            |unit| self.column_label(&unit),
        );
        let mut cells = vec![vec![Run::Words(indicator.number.to_string())], name, vec![self.unit_run(&unit)]];
        for year in &self.report.project.plan.years {
            let cell = match self.in_year(&indicator.fact.value, *year) {
                Some(key) => self.cell(&key, |entry| &entry.bare),
                None => Run::Absent(self.word("ui.value.absent")),
            };
            cells.push(vec![cell]);
        }
        cells.push(vec![match indicator.attribute {
            Some(attribute) => Run::Words(self.say(&attribute.words())),
            None => Run::Absent(self.word("word.not-stated")),
        }]);
        cells
    }
}
