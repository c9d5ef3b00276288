//! Tables whose numbers become facts with members: by year, by the rows, or by rows and columns.

use super::figures::printed;
use super::register::{Fact, Value};
use super::register_files::Grid;
use super::tables::{Tables, plain_number, unit_in_brackets, without_unit, year_of};
use crate::audit::label_of;
use crate::model::Language;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A row over years: its label, its unit, its numbers, and which row it is.
type Series = (String, Option<String>, Vec<(i32, Decimal)>, usize);

impl Tables<'_, '_> {
    /// A fact for each column of numbers, by what the rows are called: the keys of the cells. A row of totals is no member.
    pub(super) fn measures(&mut self) -> BTreeMap<(usize, usize), String> {
        let mut keys = std::mem::take(&mut self.keys);
        if !keys.is_empty() {
            return keys;
        }
        let over = self.head(0);
        let totals = ["合计", "总计", "小计", "全县", "全市", "全区", "全国", "总和", "Total", "total", "All", "Sum"];
        let rows: Vec<usize> = (self.body..self.rows.len()).filter(|row| !totals.contains(&self.at(*row, 0))).collect();
        let names: Vec<String> = rows.iter().map(|row| self.writer.without_lost(self.at(*row, 0))).collect();
        let words = |name: &String| !name.is_empty() && plain_number(name).is_none() && year_of(name).is_none();
        if rows.len() < 2 || over.is_empty() || !names.iter().all(words) {
            return keys;
        }
        for column in 1..self.width {
            let head = self.head(column);
            let numbers: Vec<Option<Decimal>> = rows.iter().map(|row| plain_number(self.at(*row, column))).collect();
            let units: Vec<Option<String>> = rows.iter().map(|row| self.unit(*row, column)).collect();
            let fits =
                rows.iter().zip(&numbers).all(|(row, number)| number.is_some() || self.at(*row, column).is_empty());
            let tried = rows.iter().any(|row| {
                let place = self.rows.get(*row).and_then(|row| row.get(column)).copied().flatten();
                place.is_some_and(|place| self.is_refused(place.line))
            });
            let several = numbers.iter().flatten().count() > 1;
            let one_unit = units.windows(2).all(|pair| matches!(pair, [one, other] if one == other));
            if head.is_empty() || !fits || !several || tried || !one_unit || self.counts(column) {
                continue;
            }
            let Some(dimension) = self.writer.dimensions.of(&over, &names) else { return keys };
            let own = without_unit(&head);
            let title = label_of(&self.title).map(|_| self.bare_title()).filter(|title| !title.is_empty());
            let name = title.map_or_else(|| own.clone(), |title| format!("{title}：{own}"));
            let id = self.writer.register.id(&own);
            let line = self.rows.get(self.body).and_then(|row| row.get(column)).copied().flatten();
            let place = self.writer.place(line.map_or(0, |place| place.line));
            let mut values = Vec::new();
            for ((row, number), (member, _)) in rows.iter().zip(&numbers).zip(&dimension.members) {
                if let Some(number) = number {
                    values.push((vec![member.clone()], number.to_string()));
                    keys.insert((*row, column), format!("{id}@{member}"));
                }
            }
            self.writer.register.add(Fact {
                id,
                name,
                value: Value::Members(vec![dimension.id.clone()], values),
                unit: units.into_iter().next().flatten().unwrap_or_else(|| "1".to_owned()),
                date: None,
                hedge: None,
                place,
                theme: self.writer.theme().to_owned(),
            });
        }
        keys
    }

    /// The id of a table of the register, if its rows are quantities over years.
    pub(super) fn grid(&mut self) -> Option<String> {
        let years: Vec<(usize, i32)> =
            (0..self.width).filter_map(|column| Some((column, year_of(&self.head(column))?))).collect();
        let (first, _) = *years.first()?;
        let all = years.len() > 1 && years.len() == self.width - first && self.body == 1;
        let rising = years.windows(2).all(|pair| matches!(pair, [one, next] if one.1 != next.1));
        if !all || !rising || !(1..=2).contains(&first) {
            return None;
        }
        let mut facts: Vec<Series> = Vec::new();
        for row in self.body..self.rows.len() {
            let label = self.label(row);
            let mut values = Vec::new();
            for (column, year) in &years {
                let cell = self.at(row, *column);
                if matches!(cell, "" | "-" | "—" | "–" | "…" | "/") {
                    continue;
                }
                values.push((*year, plain_number(cell)?));
            }
            if label.is_empty() || values.is_empty() || facts.iter().any(|(known, ..)| *known == label) {
                return None;
            }
            let unit = self.unit(row, first);
            facts.push((label, unit, values, row));
        }
        if facts.len() < 2 {
            return None;
        }
        let edition = self.writer.year;
        let mut rows = Vec::new();
        let planned = years.iter().any(|(_, year)| *year > edition);
        for (label, unit, values, row) in facts {
            let name = without_unit(&label);
            let id = self.writer.register.id(&name);
            let line =
                self.rows.get(row).and_then(|row| row.get(first)).copied().flatten().map_or(0, |place| place.line);
            for (column, year) in years.iter().filter(|_| planned) {
                let target = if *year > edition { ".target" } else { "" };
                self.keys.insert((row, *column), format!("{id}{target}@{year}"));
            }
            let told = values.iter().map(|(year, value)| (*year, value.to_string()));
            let (later, observed): (Vec<_>, Vec<_>) = told.partition(|(year, _)| *year > edition);
            let fact = Fact {
                id: id.clone(),
                name,
                value: Value::Years(observed, later),
                unit: unit.unwrap_or_else(|| "1".to_owned()),
                date: None,
                hedge: None,
                place: self.writer.place(line),
                theme: self.writer.theme().to_owned(),
            };
            self.writer.register.add(fact);
            rows.push((id, values.len()));
        }
        // What is planned is no observation: a table of both stays on its page, its numbers tied.
        if planned {
            return None;
        }
        let count: usize = rows.iter().map(|(_, count)| count).sum();
        self.writer.draft.tally.numbers += count;
        self.writer.draft.tally.ties += count;
        let rows = rows.into_iter().map(|(id, _)| id).collect();
        let columns = years.iter().map(|(_, year)| year.to_string()).collect();
        Some(self.register(rows, columns, false))
    }

    /// The id of a table of the register, if all its numbers are of one kind, by its rows and by its columns.
    pub(super) fn cross(&mut self) -> Option<String> {
        let columns: Vec<usize> = (1..self.width).collect();
        let heads: Vec<String> = columns.iter().map(|column| self.head(*column)).collect();
        let rows: Vec<usize> = (self.body..self.rows.len()).collect();
        let names: Vec<String> = rows.iter().map(|row| self.writer.without_lost(self.at(*row, 0))).collect();
        let words = |name: &String| !name.is_empty() && plain_number(name).is_none() && year_of(name).is_none();
        let bare = heads.iter().all(|head| words(head) && unit_in_brackets(head).is_none());
        let (over, title) = (self.head(0), self.bare_title());
        let tried = self.rows.iter().flatten().flatten().any(|place| self.is_refused(place.line));
        if heads.len() < 2 || rows.len() < 2 || !bare || !names.iter().all(words) || over.is_empty() || tried {
            return None;
        }
        let unit = self.unit(self.body, 1);
        // Without a unit that is said for all of them, columns of different things may stand side by side.
        unit.as_ref()?;
        let mut values = Vec::new();
        let first = self.writer.dimensions.of(&over, &names)?;
        let across = if self.writer.language() == Language::Zh { "列" } else { "Column" };
        let second = self.writer.dimensions.of(across, &heads)?;
        for (row, (member, _)) in rows.iter().zip(&first.members) {
            for (column, (other, _)) in columns.iter().zip(&second.members) {
                let cell = self.at(*row, *column);
                if self.unit(*row, *column) != unit {
                    return None;
                }
                if !matches!(cell, "" | "-" | "—" | "–" | "…" | "/") {
                    values.push((vec![member.clone(), other.clone()], plain_number(cell)?.to_string()));
                }
            }
        }
        let name = if title.is_empty() { over } else { without_unit(&title) };
        let id = self.writer.register.id(&name);
        let line = self.rows.get(self.body).and_then(|row| row.get(1)).copied().flatten().map_or(0, |place| place.line);
        let fact = Fact {
            id: id.clone(),
            name,
            value: Value::Members(vec![first.id, second.id], values.clone()),
            unit: unit?,
            date: None,
            hedge: None,
            place: self.writer.place(line),
            theme: self.writer.theme().to_owned(),
        };
        self.writer.register.add(fact);
        self.writer.draft.tally.numbers += values.len();
        self.writer.draft.tally.ties += values.len();
        let columns = second.members.into_iter().map(|(member, _)| member).collect();
        Some(self.register(vec![format!("\"{id}@*\"")], columns, true))
    }

    /// The title without its number and unit.
    fn bare_title(&self) -> String {
        let title =
            label_of(&self.title).map_or(self.title.as_str(), |(_, _, end)| self.title.get(end..).unwrap_or_default());
        let title =
            title.split("单位：").next().unwrap_or_default().trim_matches([' ', '\u{3000}', '：', ':', '.', '（', '(']);
        // What only leads to the table is no title.
        let title = if label_of(&self.title).is_none() && title.chars().count() > 24 { "" } else { title };
        without_unit(title)
    }

    /// Enters the table into the register; gives its id.
    fn register(&mut self, rows: Vec<String>, columns: Vec<String>, unit: bool) -> String {
        let printed = label_of(&self.title).map(|(_, _, end)| printed(&self.title, end));
        let title = self.bare_title();
        let title = if title.is_empty() { self.head(0) } else { title };
        let id = format!("table-{}", self.index + 1);
        self.writer.grids.push(Grid { id: id.clone(), printed, title, rows, columns, unit });
        id
    }

    /// Whether a number of a line was refused as a part of a larger fact.
    pub(super) fn is_refused(&self, line: usize) -> bool {
        self.writer.decisions.alone.iter().any(|(other, _)| *other == line)
    }
}
