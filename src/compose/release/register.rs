//! The tables of the register that hold numbers: rows of facts, grids, the planning indicators.

use super::Making;
use crate::model::document::{Entry, ReleaseCell, Run};
use crate::model::{GridCell, GridUnit, Key, Table};
use std::collections::BTreeSet;

/// The heads of a table, and its rows.
type Body = (Vec<String>, Vec<Vec<ReleaseCell>>);

/// A row a number.
pub(super) fn facts(making: &mut Making<'_>, table: &Table) -> Body {
    let numbers = &making.frame.numbers;
    let mut entries: Vec<&Entry> = Vec::new();
    for wanted in table.rows.iter().chain(&table.total) {
        let mut own: Vec<&Entry> = Key::named(numbers, &wanted.value).map(|(_, entry)| entry).collect();
        own.sort_by_cached_key(|entry| making.composer.key_order(&entry.key));
        entries.extend(own);
    }
    let mut rows = Vec::new();
    for entry in entries {
        let remarks = making.all_remarks(entry);
        let mut row = making.number_cells(entry).to_vec();
        row.push(making.notes_cell(&remarks));
        rows.push(row);
    }
    let heads = [
        "ui.label.name",
        "ui.label.value",
        "ui.label.unit",
        "ui.label.date",
        "ui.label.kind",
        "ui.label.source",
        "release.notes",
    ];
    (heads.map(|id| making.word(id)).to_vec(), rows)
}

/// A row a name, a column a member or formula; `None` for a grid that was refused before.
pub(super) fn grid(making: &mut Making<'_>, table: &Table) -> Option<Body> {
    let grid = making.composer.report.grids.get(&table.id.value)?;
    let numbers = &making.frame.numbers;
    let unit_of = |cell: &GridCell| match cell {
        GridCell::Number(key) => numbers.get(key).map(|entry| entry.unit_label.clone()),
        _ => None,
    };
    let in_rows = table.unit == GridUnit::Row;
    let mut heads = vec![making.word("ui.label.name")];
    if in_rows {
        heads.push(making.word("ui.label.unit"));
    }
    for (place, head) in grid.heads.iter().enumerate() {
        let cells = grid.rows.iter().filter_map(|row| row.cells.get(place));
        let own: BTreeSet<String> = cells
            .filter_map(|cell| match cell {
                GridCell::Computed { value, .. } => Some(making.composer.label_of(value)),
                _ if in_rows => None,
                cell => unit_of(cell),
            })
            .collect();
        let mut head = head.get(making.frame.language).clone();
        if let Some(unit) = own.first().filter(|unit| own.len() == 1 && !unit.is_empty()) {
            head.push_str(&making.composer.bracketed(unit));
        }
        heads.push(head);
    }
    heads.push(making.word("release.notes"));
    let mut rows = Vec::new();
    for row in &grid.rows {
        let mut cells = vec![ReleaseCell::Words(row.name.get(making.frame.language).clone())];
        if in_rows {
            let unit = row.cells.iter().find_map(unit_of).filter(|unit| !unit.is_empty());
            cells.push(ReleaseCell::Words(unit.unwrap_or_else(|| making.word("word.none"))));
        }
        let mut remarks = Vec::new();
        for (cell, head) in row.cells.iter().zip(grid.heads.iter()) {
            let (shown, said) = grid_cell(making, cell);
            cells.push(shown);
            let head = head.get(making.frame.language);
            let about = |said: String| format!("{head}{}{said}", making.composer.colon());
            remarks.extend(said.into_iter().map(about));
        }
        cells.push(making.notes_cell(&remarks));
        rows.push(cells);
    }
    Some((heads, rows))
}

/// A cell of a grid, and what is to be said of it.
fn grid_cell(making: &Making<'_>, cell: &GridCell) -> (ReleaseCell, Vec<String>) {
    match cell {
        GridCell::Number(key) => match making.frame.numbers.get(key) {
            Some(entry) => (making.value_cell(entry), making.remarks(entry)),
            None => (making.absent_cell(), vec![making.word("word.to-be-determined")]),
        },
        GridCell::Computed { keys, .. } if keys.iter().any(|key| making.composer.withheld.contains(key)) => {
            let cell = match making.absent_cell() {
                ReleaseCell::Words(_) => ReleaseCell::Words("[c]".to_owned()),
                blank => blank,
            };
            (cell, vec![making.word(super::super::audience::WITHHELD)])
        }
        GridCell::Computed { value, decimals, .. } => match value.unit.from_base(value.nominal) {
            Some(number) => {
                let shown = super::super::grid::rounded(number, *decimals);
                let low = shown.is_zero() && !number.is_zero();
                (ReleaseCell::Number(shown), low.then(|| making.low_sign()).into_iter().collect())
            }
            None => (making.absent_cell(), vec![making.word("word.not-applicable")]),
        },
        GridCell::Absent => (making.absent_cell(), vec![making.word("word.not-applicable")]),
    }
}

/// A row an indicator, a column a year of the plan.
pub(super) fn indicators(making: &mut Making<'_>) -> Body {
    let years = &making.composer.report.project.plan.years;
    let mut heads =
        ["ui.label.number", "ui.label.kind", "ui.label.indicator", "ui.label.unit"].map(|id| making.word(id)).to_vec();
    for (position, year) in years.iter().enumerate() {
        let id = if position == 0 { "ui.indicator.year-base" } else { "ui.year" };
        heads.push(making.composer.say(&crate::diagnostic::Message::new(id).with("year", year.to_string())));
    }
    heads.extend(["ui.label.attribute", "ui.label.key", "release.notes"].map(|id| making.word(id)));
    let mut rows = Vec::new();
    for indicator in &making.frame.indicators {
        let fact = making.facts.get(indicator.fact.as_str());
        let unit = fact.map(|fact| fact.unit_label.clone()).filter(|unit| !unit.is_empty());
        let mut row = vec![
            ReleaseCell::Number(indicator.number.into()),
            ReleaseCell::Words(indicator.class_name.clone()),
            ReleaseCell::Words(Run::plain(&indicator.name)),
            ReleaseCell::Words(unit.unwrap_or_else(|| making.word("word.none"))),
        ];
        let mut remarks = Vec::new();
        for (key, year) in indicator.keys.iter().zip(years.iter()) {
            let entry = key.as_ref().and_then(|key| making.frame.numbers.get(key));
            let Some(entry) = entry else {
                row.push(making.absent_cell());
                remarks.push(format!("{year}{}{}", making.composer.colon(), making.word("word.not-stated")));
                continue;
            };
            row.push(making.value_cell(entry));
            let about = |said: String| format!("{year}{}{said}", making.composer.colon());
            remarks.extend(making.remarks(entry).into_iter().map(about));
        }
        let attribute = match indicator.attribute {
            "" => making.word("word.none"),
            "binding" => making.word("ui.indicator.binding"),
            _ => making.word("ui.indicator.anticipatory"),
        };
        row.push(ReleaseCell::Words(attribute));
        row.push(ReleaseCell::Words(indicator.fact.clone()));
        row.push(making.notes_cell(&remarks));
        rows.push(row);
    }
    (heads, rows)
}
