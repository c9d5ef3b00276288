//! A table as numbers: what stands in each place, and by which head of its row and its column.

use super::amount::Amount;
use super::document::{Document, Table};
use crate::locale::Lexicon;
use crate::model::{Language, UnitExpr};
use rust_decimal::Decimal;

/// A table of numbers.
pub(super) struct Grid<'d> {
    document: &'d Document,
    table: &'d Table,
    /// The first row that is no head.
    pub(super) body: usize,
    /// Columns.
    pub(super) width: usize,
    values: Vec<Vec<Option<Amount>>>,
}

impl<'d> Grid<'d> {
    pub(super) fn of(document: &'d Document, index: usize) -> Option<Self> {
        let table = document.tables.get(index)?;
        let width = table.rows.iter().map(Vec::len).max()?;
        let value = |row: usize, column: usize| {
            let cell = (*table.rows.get(row)?.get(column)?)?;
            if cell.copy { None } else { number(document.text(cell.line)) }
        };
        let mut values: Vec<Vec<Option<Amount>>> =
            (0..table.rows.len()).map(|row| (0..width).map(|column| value(row, column)).collect()).collect();
        // A row of years is a head.
        let is_head = |row: &Vec<Option<Amount>>| row.iter().flatten().all(|amount| is_year(amount.value));
        let body = values.iter().position(|row| !is_head(row)).unwrap_or(values.len());
        for row in values.iter_mut().take(body) {
            row.iter_mut().for_each(|cell| *cell = None);
        }
        let mut grid = Self { document, table, body, width, values };
        for column in 0..width {
            if grid.counts_rows(column) {
                grid.values.iter_mut().filter_map(|row| row.get_mut(column)).for_each(|cell| *cell = None);
            }
        }
        Some(grid)
    }

    pub(super) fn height(&self) -> usize {
        self.values.len()
    }

    pub(super) fn value(&self, row: usize, column: usize) -> Option<Amount> {
        *self.values.get(row)?.get(column)?
    }

    pub(super) fn text(&self, row: usize, column: usize) -> &'d str {
        let cell = self.table.rows.get(row).and_then(|row| row.get(column)).copied().flatten();
        cell.map_or("", |cell| self.document.text(cell.line).trim())
    }

    /// The line of a place.
    pub(super) fn line(&self, row: usize, column: usize) -> Option<usize> {
        Some((*self.table.rows.get(row)?.get(column)?)?.line)
    }

    /// The words at the left of a row, joined.
    pub(super) fn label(&self, row: usize) -> String {
        let words = (0..self.width).take_while(|column| self.value(row, *column).is_none());
        let words: Vec<&str> =
            words.map(|column| self.text(row, column)).filter(|text| !text.is_empty()).take(2).collect();
        words.join(" ")
    }

    /// The words over a column, joined.
    pub(super) fn head(&self, column: usize) -> String {
        let mut words: Vec<&str> = Vec::new();
        for row in 0..self.body {
            let text = self.text(row, column);
            if !text.is_empty() && words.last() != Some(&text) {
                words.push(text);
            }
        }
        words.join(" ")
    }

    /// The unit that the head of a column gives, between brackets or behind a comma.
    pub(super) fn unit(&self, lexicon: &Lexicon, language: Language, column: usize) -> Option<(UnitExpr, Decimal)> {
        let head = self.head(column);
        let start = head.rfind(['（', '(', ',', '，'])?;
        let open = head.get(start..)?.chars().next()?;
        let unit = head.get(start + open.len_utf8()..)?.trim_end_matches(['）', ')', ' ']);
        let gap = if language == Language::En { " " } else { "" };
        let literal = lexicon.recognise(language, &format!("1{gap}{unit}"))?;
        let expression = literal.unit?;
        Some((expression, literal.value))
    }

    /// 序号: a column that counts the rows.
    fn counts_rows(&self, column: usize) -> bool {
        let head = self.head(column);
        let named = ["序号", "编号", "No.", "代码", "行次"].iter().any(|word| head.trim() == *word);
        let values: Vec<Decimal> =
            (self.body..self.height()).filter_map(|row| self.value(row, column)).map(|amount| amount.value).collect();
        let steps = values.iter().zip(1u32..).all(|(value, place)| *value == Decimal::from(place));
        named || steps && values.len() > 2
    }
}

fn is_year(value: Decimal) -> bool {
    value.fract().is_zero() && value >= Decimal::from(1900) && value < Decimal::from(2100)
}

/// What a cell says if it says a number and nothing else: 1 306, (25), 37.1%, 5.2*.
pub(super) fn number(text: &str) -> Option<Amount> {
    let text = text.trim().trim_end_matches(['*', '%', '％']).trim();
    let bracketed = text.strip_prefix(['(', '（']).and_then(|text| text.strip_suffix([')', '）']));
    let (negative, digits) = match bracketed {
        Some(inner) => (true, inner),
        None => text.strip_prefix(['-', '−', '－']).map_or((false, text), |rest| (true, rest)),
    };
    let first = digits.chars().next()?;
    if !first.is_ascii_digit() || digits.chars().count() > 24 {
        return None;
    }
    let mut plain = String::new();
    let signs: Vec<char> = digits.chars().collect();
    for (at, sign) in signs.iter().enumerate() {
        match sign {
            '0'..='9' | '.' => plain.push(*sign),
            // What groups digits stands before three of them.
            ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => {
                let group = signs.get(at + 1..).unwrap_or_default();
                let three = group.iter().take_while(|sign| sign.is_ascii_digit()).count() == 3;
                three.then_some(())?;
            }
            _ => return None,
        }
    }
    let value: Decimal = plain.parse().ok()?;
    let half = Decimal::new(5, value.scale() + 1);
    let value = if negative { -value } else { value };
    Some(Amount { value, low: value - half, high: value + half })
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn cells_are_numbers_or_words() {
        for (text, expected) in [
            ("1 306", Some("1306")),
            ("(2,5)", None),
            ("(25)", Some("-25")),
            ("37.10%", Some("37.10")),
            ("-", None),
            ("−4.2", Some("-4.2")),
            ("2 处", None),
            ("12 34", None),
        ] {
            assert_eq!(number(text).map(|amount| amount.value.to_string()), expected.map(str::to_owned), "{text}");
        }
    }
}
