//! The one text of each number: with its unit and hedge, alone for a column, and for a row of its own.

use super::{Composer, audience::WITHHELD};
use crate::locale;
use crate::model::document::{Entry, Number, Run, SourceName, Status, Target};
use crate::model::{Date, Fact, Key, Missing, Observation, Showing, UnitExpr, ValueState};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

impl Composer<'_> {
    /// The entries of all numbers.
    pub(super) fn entries(&self) -> BTreeMap<Key, Entry> {
        let showing = self.report.showing();
        let entry = |(key, observation): (&Key, &Observation)| {
            let fact = self.report.project.facts.get(observation.fact)?;
            Some((key.clone(), self.entry(key, observation, fact, &showing)))
        };
        self.report.observations.iter().filter_map(entry).collect()
    }

    fn entry(&self, key: &Key, observation: &Observation, fact: &Fact, showing: &Showing<'_>) -> Entry {
        let withheld = self.withheld.contains(key);
        let number = observation.number().filter(|_| !withheld);
        let label = self.column_label(&observation.unit);
        let words = || self.missing_words(observation, withheld);
        let (text, bare, row, hedge) = match number {
            Some(number) => {
                let (full, bare, (row, row_unit)) = self.formats(number, &observation.unit);
                let hedged = |text: String| locale::hedged(&self.catalogue, text, observation.bound, fact.qualifier);
                let text = hedged(full.clone());
                let hedge = text.split_once(&full).map(|(before, after)| (before.to_owned(), after.to_owned()));
                (text, hedged(bare), (hedged(row), row_unit), hedge.unwrap_or_default())
            }
            None => (words(), words(), (words(), label.clone()), (String::new(), String::new())),
        };
        let own = self.report.project.sources.get(observation.source.unwrap_or(usize::MAX));
        let finding = (!key.members.is_empty()).then(|| self.finding_on(&key.to_string())).flatten();
        Entry {
            key: key.clone(),
            fact: observation.fact,
            status: status(observation, withheld),
            name: self.curled(observation.name.get(self.language)),
            member: self.members_text(fact, key),
            text,
            bare,
            row,
            hedge,
            value: number,
            unit: fact.unit.value.clone(),
            unit_label: label,
            computed: self.computed(observation).filter(|_| !withheld),
            parts: if withheld { Vec::new() } else { observation.inputs.clone() },
            target: observation.target,
            date: observation.date.map(|date| locale::format_date(self.language, &date)),
            iso_date: observation.date.as_ref().map(iso),
            source: own.map(|source| SourceName { id: source.id.value.clone(), name: self.field_text(&source.name) }),
            finding: finding.and_then(|finding| Some(self.finding(finding)?.id.value.clone())),
            uses: self.number_uses(key, showing),
        }
    }

    /// A number with its unit, alone, and for a row of its own.
    fn formats(&self, number: Decimal, unit: &UnitExpr) -> (String, String, (String, String)) {
        let (language, units) = (self.language, &self.report.project.units);
        (
            locale::format_quantity(language, number, unit, units),
            locale::format_amount(language, number, unit),
            locale::format_row(language, number, unit, units),
        )
    }

    fn missing_words(&self, observation: &Observation, withheld: bool) -> String {
        if withheld {
            return self.word(WITHHELD);
        }
        self.say(&observation.missing().unwrap_or(Missing::Undetermined).words())
    }

    /// What the formula gives, where a value is stated as well.
    fn computed(&self, observation: &Observation) -> Option<String> {
        let ValueState::Given(_) = observation.stated else { return None };
        let quantity = observation.computed.as_ref()?;
        let units = &self.report.project.units;
        Some(locale::format_quantity(self.language, quantity.number()?, &quantity.unit, units))
    }

    /// The unit of a column as a head names it.
    pub(super) fn column_label(&self, unit: &UnitExpr) -> String {
        locale::column_label(self.language, unit, &self.report.project.units)
    }

    /// The members' names, joined: 石桥镇 · 2020; for a planned value with the word for it.
    fn members_text(&self, fact: &Fact, key: &Key) -> String {
        let mut names: Vec<String> = Vec::new();
        for (position, member) in key.members.iter().enumerate() {
            names.push(match (fact.by.get(position), member.as_str()) {
                (None, "min") => self.word("ui.value.lowest"),
                (None, "max") => self.word("ui.value.highest"),
                (Some(dimension), member) => Run::plain(&self.member_name(dimension, member)),
                (None, member) => member.to_owned(),
            });
        }
        if key.fact != fact.id.value {
            names.push(self.word("ui.value.target"));
        }
        names.join(" · ")
    }

    /// A number of a table, in one of the forms of its entry; words where there is none.
    pub(super) fn cell(&self, key: &Key, form: fn(&Entry) -> &str) -> Run {
        let Some(entry) = self.numbers.get(key) else {
            return Run::Absent(self.say(&Missing::Undetermined.words()));
        };
        let Some(value) = entry.value else { return Run::Absent(form(entry).to_owned()) };
        Run::Number(Number {
            text: form(entry).to_owned(),
            key: key.to_string(),
            to: Target::Number(key.to_string()),
            value: Some((value.to_string(), entry.unit.clone())),
        })
    }

    /// A number with its unit, or both ends of a range, on one line, with the marks of their findings.
    pub(super) fn amounts(&self, keys: &[Key]) -> Vec<Run> {
        let units = &self.report.project.units;
        let shared = |key: &Key| {
            let unit = self.numbers.get(key).and_then(|entry| units.parse(&entry.unit));
            unit.is_some_and(|unit| locale::serves_both_ends(&unit, units))
        };
        let mut joined = Vec::new();
        for (position, key) in keys.iter().enumerate() {
            if position > 0 {
                joined.push(Run::Words(self.range_sign().to_owned()));
            }
            let lower = position + 1 < keys.len();
            joined.push(self.cell(key, if lower && shared(key) { |entry| &entry.bare } else { |entry| &entry.text }));
        }
        let mut marks: Vec<Run> = Vec::new();
        for mark in keys.iter().filter_map(|key| self.mark(self.finding_on_number(key))) {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        std::iter::once(Run::Joined(joined)).chain(marks).collect()
    }

    /// Where a key stands among those of its fact: observed before planned, members in the order of their dimension.
    pub(super) fn key_order<'k>(&self, key: &'k Key) -> (bool, Vec<usize>, &'k Key) {
        let project = &self.report.project;
        let by = self.fact(key.base()).map_or(&[][..], |fact| fact.by.as_slice());
        let place = |(position, member): (usize, &String)| {
            let known = by.get(position).and_then(|id| project.dimensions.get(id));
            known
                .and_then(|dimension| dimension.members.iter().position(|one| one.id.value == *member))
                .unwrap_or(usize::from(member == "max"))
        };
        (key.fact != key.base(), key.members.iter().enumerate().map(place).collect(), key)
    }
}

fn status(observation: &Observation, withheld: bool) -> Status {
    match (&observation.stated, observation.missing()) {
        _ if withheld => Status::Withheld,
        (ValueState::Given(_), _) => Status::Given,
        (_, None) => Status::Computed,
        (_, Some(Missing::Undetermined)) => Status::Undetermined,
        (_, Some(Missing::NotStated)) => Status::NotStated,
        (_, Some(Missing::NotApplicable)) => Status::NotApplicable,
    }
}

/// ISO 8601; a period with `/` between its ends.
pub(super) fn iso(date: &Date) -> String {
    match date {
        Date::At(at) => at.iso(),
        Date::Between(from, to) => format!("{}/{}", from.iso(), to.iso()),
    }
}
