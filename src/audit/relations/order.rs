//! The largest and the smallest: who is named so is so in the table (覆盖率以东部最高), and a lowest value is no more than the
//! value of the whole.
//!
//! Silent where the sentence does not name the head of a column and one row.

use super::{Desk, Spot};
use crate::audit::finding::Certainty;
use crate::audit::grid::Grid;
use crate::audit::reading::{Number, sentences};
use crate::diagnostic::Message;
use crate::model::Language;
use std::cmp::Ordering;
use std::ops::Range;

const WORDS: [(&str, Ordering); 14] = [
    ("最高", Ordering::Greater),
    ("最多", Ordering::Greater),
    ("最大", Ordering::Greater),
    ("居首", Ordering::Greater),
    ("最快", Ordering::Greater),
    ("最低", Ordering::Less),
    ("最少", Ordering::Less),
    ("最小", Ordering::Less),
    ("最慢", Ordering::Less),
    (" highest", Ordering::Greater),
    (" largest", Ordering::Greater),
    (" most", Ordering::Greater),
    (" lowest", Ordering::Less),
    (" smallest", Ordering::Less),
];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    let grids: Vec<Grid<'_>> =
        (0..reading.document.tables.len()).filter_map(|index| Grid::of(reading.document, index)).collect();
    for (line, words) in reading.document.lines.iter().enumerate() {
        let text = words.words.text.as_str();
        let cell = matches!(words.role, crate::audit::document::Role::Cell { .. });
        if cell || grids.is_empty() || !WORDS.iter().any(|(word, _)| text.contains(word)) {
            continue;
        }
        for sentence in sentences(words.language, text) {
            for part in parts(text, &sentence) {
                grids.iter().for_each(|grid| part_of(desk, grid, line, text, &part));
            }
        }
    }
    lowest(desk);
}

fn parts(text: &str, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = sentence.start;
    for (at, sign) in text.get(sentence.clone()).unwrap_or_default().char_indices() {
        if matches!(sign, '；' | ';') {
            parts.push(start..sentence.start + at);
            start = sentence.start + at + sign.len_utf8();
        }
    }
    parts.push(start..sentence.end);
    parts
}

/// The head of a column without its unit.
fn bare(head: &str) -> &str {
    head.split(['（', '(']).next().unwrap_or(head).trim()
}

fn part_of(desk: &mut Desk<'_, '_>, grid: &Grid<'_>, line: usize, text: &str, part: &Range<usize>) {
    let Some(words) = text.get(part.clone()) else { return };
    let columns: Vec<usize> = (0..grid.width)
        .filter(|column| {
            let head = grid.head(*column);
            let head = bare(&head);
            let numbers = (grid.body..grid.height()).any(|row| grid.value(row, *column).is_some());
            numbers && head.chars().count() > 1 && words.contains(head)
        })
        .collect();
    let [column] = columns.as_slice() else { return };
    for (word, way) in WORDS {
        for (at, _) in words.match_indices(word) {
            let before = words.get(..at).unwrap_or_default();
            let clause = before.rfind(['，', ',', '：']).map_or(0, |mark| {
                mark + before.get(mark..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            });
            let clause = before.get(clause..).unwrap_or_default();
            let row = (grid.body..grid.height())
                .filter(|row| !grid.label(*row).is_empty() && clause.ends_with(grid.label(*row).as_str()))
                .max_by_key(|row| grid.label(*row).len());
            let Some(row) = row else { continue };
            judge(desk, grid, (row, *column), way, (line, part.start + at..part.start + at + word.len()), word.trim());
        }
    }
}

fn judge(
    desk: &mut Desk<'_, '_>,
    grid: &Grid<'_>,
    (row, column): (usize, usize),
    way: Ordering,
    (line, range): (usize, Range<usize>),
    word: &str,
) {
    let Some(own) = grid.value(row, column) else { return };
    desk.checks_at(line, range.start);
    let total = |row: usize| ["合计", "总计", "全", "Total", "total"].iter().any(|word| grid.label(row).contains(word));
    let beyond = (grid.body..grid.height())
        .filter(|other| *other != row && !total(*other))
        .filter_map(|other| Some((other, grid.value(other, column)?)))
        .find(|(_, value)| if way == Ordering::Greater { value.exceeds(own) } else { own.exceeds(*value) });
    let Some((other, value)) = beyond else { return };
    let message = Message::new("audit.order")
        .with("name", grid.label(row))
        .with("word", word)
        .with("own", grid.text(row, column))
        .with("other", grid.label(other))
        .with("value", grid.text(other, column))
        .with("head", bare(&grid.head(column)));
    let mut finding = desk.finding(Certainty::Likely, Spot { line, range }, message).weighing(own.distance(value));
    for row in [row, other] {
        if let Some(line) = grid.line(row, column) {
            finding.others.push(Spot { line, range: 0..desk.reading.document.text(line).len() });
        }
    }
    desk.report(finding);
}

/// "The lowest density at 80", where the whole has 67.
fn lowest(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    let extreme = |number: &Number| {
        let lead = number.lead.to_ascii_lowercase();
        let way =
            [("the lowest ", Ordering::Less), ("the highest ", Ordering::Greater)].iter().find_map(|(word, way)| {
                lead.find(word).map(|at| (lead.get(at + word.len()..).unwrap_or_default().to_owned(), *way))
            });
        way.map(|(noun, way)| (noun.trim_end_matches(" at ").trim_end_matches(" of ").trim().to_owned(), way))
    };
    for number in reading.numbers.iter().filter(|number| number.language == Language::En && number.bracket.is_none()) {
        let Some((noun, way)) = extreme(number) else { continue };
        if noun.is_empty() || noun.split_whitespace().count() > 4 {
            continue;
        }
        let whole = reading.numbers.iter().find(|whole| {
            let near = whole.sentence < number.sentence && whole.sentence + 6 > number.sentence;
            near && whole.is_like(number)
                && whole.bracket.is_none()
                && whole.lead.to_ascii_lowercase().contains(&noun)
                && extreme(whole).is_none()
        });
        let Some(whole) = whole else { continue };
        desk.checks([number, whole]);
        let holds = match way {
            Ordering::Less => !number.amount.exceeds(whole.amount),
            _ => !whole.amount.exceeds(number.amount),
        };
        if holds {
            continue;
        }
        let id = if way == Ordering::Less { "audit.order.lowest" } else { "audit.order.highest" };
        let message =
            Message::new(id).with("own", desk.text(number)).with("whole", desk.text(whole)).with("name", noun.as_str());
        let finding = desk.at(Certainty::Likely, number, message).with([whole]);
        desk.report(finding.weighing(number.amount.distance(whole.amount)));
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn the_largest_is_the_largest() {
        let table = "表1 林区\n林区\t覆盖率（%）\t面积（万亩）\n东部林区\t62.1\t37\n西部林区\t20.6\t39\n";
        let with = |sentence: &str| format!("{sentence}\n\n{table}");
        let sound = [with("覆盖率以东部林区最高，西部林区最低；面积以西部林区最大。")];
        let unsound = [with("覆盖率以西部林区最高。"), with("面积以西部林区最小。")];
        cases("order", &sound, &unsound);
        cases(
            "order",
            &[
                "The county covers 40 square kilometres, with a population density of 67.2 /km2. The hills have the lowest population density at 8 /km2.",
            ],
            &[
                "The county covers 40 square kilometres, with a population density of 67.2 /km2. The hills have the lowest population density at 80 /km2.",
            ],
        );
    }
}
