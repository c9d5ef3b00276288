//! What a sentence says of a thing and what the table says in its row: where one of several numbers is the same, the others
//! must be as well.
//!
//! Silent where no number of the row is the same: the table may be of another year.

use super::{Desk, Spot};
use crate::audit::amount::Amount;
use crate::audit::document::Document;
use crate::audit::finding::Certainty;
use crate::audit::grid::Grid;
use crate::audit::reading::noun::core;
use crate::audit::reading::{Kind, Number, Role};
use crate::diagnostic::Message;
use crate::locale::Lexicon;
use crate::locale::script::is_han;
use crate::model::Language;
use rust_decimal::Decimal;

/// Heads of columns of growth.
const GROWTH: [&str; 8] = ["增长", "增速", "增幅", "比上年", "同比", "growth", "Growth", "change"];

/// A table with the bare names of its rows.
struct Named<'d> {
    grid: Grid<'d>,
    names: Vec<(usize, String)>,
}

impl<'d> Named<'d> {
    fn of(document: &'d Document, index: usize) -> Option<Self> {
        let grid = Grid::of(document, index)?;
        let name = |row: usize| {
            let label = grid.label(row);
            let language = if label.chars().any(is_han) { Language::Zh } else { Language::En };
            (row, core(language, &label))
        };
        let names = (grid.body..grid.height()).map(name).filter(|(_, name)| name.chars().count() > 2).collect();
        Some(Self { grid, names })
    }
}

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    let tables: Vec<Named<'_>> =
        (0..reading.document.tables.len()).filter_map(|index| Named::of(reading.document, index)).collect();
    if tables.is_empty() {
        return;
    }
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        let mut at = 0;
        while let Some(first) = numbers.get(at) {
            let end = numbers.iter().position(|number| number.part > first.part).unwrap_or(numbers.len());
            let part = numbers.get(at..end).unwrap_or_default();
            tables.iter().for_each(|table| row(desk, table, part));
            at = end.max(at + 1);
        }
    }
}

fn row(desk: &mut Desk<'_, '_>, table: &Named<'_>, part: &[Number]) {
    let Some(subject) = part.first().map(|first| first.core.as_str()).filter(|core| core.chars().count() > 2) else {
        return;
    };
    let fits = |name: &str| subject.starts_with(name) || name.ends_with(subject);
    let mut rows = table.names.iter().filter(|(_, name)| fits(name)).map(|(row, _)| row);
    let (Some(row), None) = (rows.next(), rows.next()) else { return };
    let grid = &table.grid;
    let columns: Vec<(usize, &Number, Amount)> =
        (0..grid.width).filter_map(|column| told(&desk.reading.lexicon, grid, (*row, column), part)).collect();
    let same = columns.iter().filter(|(_, number, cell)| number.amount.meets(*cell)).count();
    if same == 0 || same == columns.len() {
        columns.iter().for_each(|(_, number, _)| desk.checks([*number]));
        return;
    }
    for (column, number, cell) in columns {
        desk.checks([number]);
        let Some(line) = grid.line(*row, column).filter(|_| !number.amount.meets(cell)) else { continue };
        let message = Message::new("audit.table-text")
            .with("name", grid.label(*row))
            .with("text", desk.text(number))
            .with("cell", grid.text(*row, column))
            .with("head", grid.head(column));
        let length = desk.reading.document.text(line).len();
        let mut finding = desk.at(Certainty::Likely, number, message).weighing(number.amount.distance(cell));
        finding.others.push(Spot { line, range: 0..length });
        desk.report(finding);
    }
}

/// The number of a sentence that a column tells as well, and the cell in base units.
fn told<'n>(
    lexicon: &Lexicon,
    grid: &Grid<'_>,
    (row, column): (usize, usize),
    part: &'n [Number],
) -> Option<(usize, &'n Number, Amount)> {
    let cell = grid.value(row, column)?;
    let head = grid.head(column);
    let first = part.first()?;
    if GROWTH.iter().any(|word| head.contains(word)) {
        let rate = part.iter().find(|number| number.kind == Kind::Share && matches!(number.role, Role::By(_)))?;
        let Role::By(way) = rate.role else { return None };
        let cell = cell.times(Amount::exact(Decimal::new(1, 2)))?;
        let cell = if way == std::cmp::Ordering::Less { cell.negated() } else { cell };
        return Some((column, rate, cell));
    }
    let (unit, scale) = grid.unit(lexicon, first.language, column)?;
    let one = unit.to_base(scale)?;
    let level = part.iter().find(|number| {
        number.is_level()
            && number.bracket.is_none()
            && number.literal.unit.as_ref().is_some_and(|own| own.same_dimension(&unit))
            && number.kind == Kind::Measure
    })?;
    Some((column, level, cell.times(Amount::exact(one))?))
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    const TABLE: &str = "表1 产值\n指标\t产值（亿元）\t比上年增长（%）\n第一产业\t37.1\t2.6\n第二产业\t339.9\t4.5\n";

    #[test]
    fn sentences_say_what_their_table_says() {
        let with = |sentence: &str| format!("{sentence}\n\n{TABLE}");
        let sound = [
            with("第一产业产值37.1亿元，增长2.6%；第二产业产值339.9亿元，增长4.5%。"),
            with("第一产业产值12.1亿元，增长1.6%。"),
        ];
        let unsound = [with("第一产业产值37.1亿元，增长6.2%。"), with("第二产业产值393.9亿元，增长4.5%。")];
        cases("table-text", &sound, &unsound);
    }
}
