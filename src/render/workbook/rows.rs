//! Which numbers stand in which row of which sheet.

use super::Request;
use crate::model::{Fact, FactValue, Key, Observation, Report};
use std::collections::{BTreeMap, BTreeSet};

/// The row of the heads, counted from 0, and the first row of numbers.
pub(super) const HEAD: u32 = 2;
pub(super) const FIRST: u32 = HEAD + 1;

/// The columns of a sheet, from the left.
pub(super) mod column {
    pub(in crate::render::workbook) const KEY: u16 = 0;
    // Between them: the name, the members, the year.
    pub(in crate::render::workbook) const UNIT: u16 = 4;
    pub(in crate::render::workbook) const OLD: u16 = 5;
    pub(in crate::render::workbook) const NEW: u16 = 6;
    pub(in crate::render::workbook) const STATE: u16 = 7;
    pub(in crate::render::workbook) const DATE: u16 = 8;
    pub(in crate::render::workbook) const SOURCE: u16 = 9;
    pub(in crate::render::workbook) const NOTE: u16 = 10;
    pub(in crate::render::workbook) const DIFFERENCE: u16 = 11;
    pub(in crate::render::workbook) const IN_FORCE: u16 = 12;
    pub(in crate::render::workbook) const SUM: u16 = 13;
}

/// A number's row.
pub(super) struct Row<'a> {
    pub(super) key: &'a Key,
    pub(super) one: &'a Observation,
    pub(super) fact: &'a Fact,
    /// Only a formula gives it.
    pub(super) computed: bool,
}

/// A sheet of numbers.
pub(super) struct Sheet<'a> {
    /// The theme: the name of the file of facts.
    pub(super) theme: String,
    /// What its tab is called.
    pub(super) name: String,
    pub(super) rows: Vec<Row<'a>>,
}

/// All sheets of numbers, and where each number stands.
pub(super) struct Layout<'a> {
    pub(super) sheets: Vec<Sheet<'a>>,
    places: BTreeMap<&'a Key, (usize, u32)>,
    names: BTreeSet<String>,
}

impl<'a> Layout<'a> {
    pub(super) fn of(report: &'a Report, request: &Request<'_>, office: Option<&str>) -> Self {
        let mut layout = Self { sheets: Vec::new(), places: BTreeMap::new(), names: BTreeSet::new() };
        let mut numbers: BTreeMap<usize, Vec<&'a Key>> = BTreeMap::new();
        for (key, one) in &report.observations {
            numbers.entry(one.fact).or_default().push(key);
        }
        for (index, fact) in report.project.facts.iter().enumerate() {
            // What another book says is filled in there.
            let asked = fact.other_book().is_none()
                && office.is_none_or(|office| fact.filled_by.as_ref().is_some_and(|by| by.value == office));
            let mut keys = numbers.remove(&index).unwrap_or_default();
            let order: BTreeMap<Key, usize> =
                fact.readings().iter().map(|reading| fact.key(reading)).zip(0..).collect();
            keys.sort_by_key(|key| order.get(*key));
            let seen = |one: &Observation| request.internal || !one.internal;
            let rows: Vec<Row<'a>> = keys
                .into_iter()
                .filter_map(|key| {
                    let one = report.observations.get(key).filter(|one| asked && seen(one))?;
                    Some(Row { key, one, fact, computed: is_computed(fact, one) })
                })
                .collect();
            if !rows.is_empty() {
                let theme = report.project.themes.get(&fact.id.span.source).map_or("facts", |theme| theme);
                layout.add(theme, rows);
            }
        }
        layout
    }

    fn add(&mut self, theme: &str, rows: Vec<Row<'a>>) {
        let place = match self.sheets.iter().position(|sheet| sheet.theme == theme) {
            Some(place) => place,
            None => {
                let name = self.tab(theme);
                self.sheets.push(Sheet { theme: theme.to_owned(), name, rows: Vec::new() });
                self.sheets.len() - 1
            }
        };
        let Some(sheet) = self.sheets.get_mut(place) else { return };
        for row in rows {
            self.places.insert(row.key, (place, FIRST + u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX)));
            sheet.rows.push(row);
        }
    }

    /// A name for a tab: no other has it, in whatever letters, and it is short enough.
    pub(super) fn tab(&mut self, wanted: &str) -> String {
        let (name, small) = tab(wanted, &self.names);
        self.names.insert(small);
        name
    }

    /// The names that tabs have, in small letters.
    pub(super) fn names(&self) -> BTreeSet<String> {
        self.names.clone()
    }

    /// The cell of a number in a column, as formulas of any sheet name it.
    pub(super) fn cell(&self, key: &Key, column: u16) -> Option<String> {
        let (sheet, row) = self.places.get(key)?;
        let name = self.sheets.get(*sheet)?.name.replace('\'', "''");
        Some(format!("'{name}'!{}{}", letter(column), row + 1))
    }
}

/// A name for a tab that none of `taken` (small letters) is, and the same in small letters.
pub(super) fn tab(wanted: &str, taken: &BTreeSet<String>) -> (String, String) {
    const LONGEST: usize = 31;
    let clean: String = wanted.chars().map(|sign| if "[]:*?/\\'".contains(sign) { ' ' } else { sign }).collect();
    let clean = clean.trim();
    let clean = if clean.is_empty() || clean.eq_ignore_ascii_case("history") { "1" } else { clean };
    for number in 1_u32.. {
        let ending = if number == 1 { String::new() } else { format!(" {number}") };
        let most = LONGEST - ending.len();
        let mut units = 0;
        let short = |sign: &char| {
            units += sign.len_utf16();
            units <= most
        };
        let name = clean.chars().take_while(short).collect::<String>() + &ending;
        let small = name.to_lowercase();
        if !taken.contains(&small) {
            return (name, small);
        }
    }
    (String::new(), String::new())
}

/// The letter of a column.
pub(super) fn letter(column: u16) -> char {
    char::from(b'A' + u8::try_from(column % 26).unwrap_or(0))
}

/// Whether only a formula gives a number: nothing is written for it.
fn is_computed(fact: &Fact, one: &Observation) -> bool {
    let of_formula = fact.formula.as_ref().is_some_and(|formula| formula.span == one.span);
    of_formula || matches!(fact.value, FactValue::Single(None))
}
