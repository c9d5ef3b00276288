//! A table of the document on its page. Where its rows are quantities over years it becomes a table of the register, made
//! from the data; where not, a table of Markdown whose numbers are tied one by one. Row and column name each number.

use super::book::{Cell, Writer};
use super::figures::named;
use super::yaml::plain;
use crate::audit::document::Table;
use crate::model::Language;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A table that is being written.
pub(super) struct Tables<'w, 'm> {
    pub(super) writer: &'w mut Writer<'m>,
    pub(super) index: usize,
    pub(super) rows: Vec<Vec<Option<Place>>>,
    pub(super) width: usize,
    /// The first row that is no head.
    pub(super) body: usize,
    pub(super) title: String,
    /// The keys of cells whose rows are facts already.
    pub(super) keys: BTreeMap<(usize, usize), String>,
}

/// A place of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) line: usize,
    copy: bool,
}

impl<'w, 'm> Tables<'w, 'm> {
    pub(super) fn new(writer: &'w mut Writer<'m>, index: usize) -> Self {
        let empty = Table::default();
        let document = writer.document();
        let table = document.tables.get(index).unwrap_or(&empty);
        let place =
            |cell: &Option<crate::audit::document::Cell>| cell.map(|cell| Place { line: cell.line, copy: cell.copy });
        let mut rows: Vec<Vec<Option<Place>>> = table.rows.iter().map(|row| row.iter().map(place).collect()).collect();
        rows.retain(|row| row.iter().flatten().any(|place| !document.text(place.line).trim().is_empty()));
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        rows.iter_mut().for_each(|row| row.resize(width, None));
        let title = table.caption.map(|line| writer.without_lost(document.text(line).trim())).unwrap_or_default();
        let mut tables = Self { writer, index, rows, width, body: 1, title, keys: BTreeMap::new() };
        let heads = tables.rows.iter().position(|row| {
            row.iter().flatten().any(|place| !place.copy && tables.is_number(place.line) && !tables.is_year(place.line))
        });
        // A single row is no head; a table of words alone has one.
        tables.body = heads.unwrap_or(1).clamp(1, tables.rows.len().max(1));
        tables
    }

    pub(super) fn text(&self, line: usize) -> &str {
        self.writer.document().text(line).trim()
    }

    pub(super) fn at(&self, row: usize, column: usize) -> &str {
        let place = self.rows.get(row).and_then(|row| row.get(column)).copied().flatten();
        place.map_or("", |place| self.writer.document().text(place.line).trim())
    }

    fn is_year(&self, line: usize) -> bool {
        year_of(self.text(line)).is_some()
    }

    pub(super) fn is_number(&self, line: usize) -> bool {
        let text = self.text(line);
        text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '−' | '.'))
            && text.chars().any(|sign| sign.is_ascii_digit())
    }

    /// The words over a column, each once.
    pub(super) fn head(&self, column: usize) -> String {
        let mut words: Vec<&str> = Vec::new();
        for row in 0..self.body {
            let text = self.at(row, column);
            if !text.is_empty() && !words.contains(&text) {
                words.push(text);
            }
        }
        self.writer.without_lost(&words.join(" "))
    }

    /// The words at the left of a row, each once.
    pub(super) fn label(&self, row: usize) -> String {
        let mut words: Vec<String> = Vec::new();
        for column in 0..self.width {
            let place = self.rows.get(row).and_then(|row| row.get(column)).copied().flatten();
            let Some(place) = place else { continue };
            let text = self.text(place.line);
            if self.is_number(place.line) && !self.counts(column) {
                break;
            }
            if !text.is_empty() && !self.is_number(place.line) && !words.iter().any(|word| word == text) {
                words.push(text.to_owned());
            }
        }
        // 生态质量类 森林覆盖率: the last says what it is.
        let from = words.len().saturating_sub(2);
        self.writer.without_lost(&words.get(from..).unwrap_or_default().join(" "))
    }

    /// 序号: a column that counts the rows.
    pub(super) fn counts(&self, column: usize) -> bool {
        let head = self.head(column);
        let named = ["序号", "编号", "No.", "No", "代码", "行次", "#"].contains(&head.as_str());
        let digits = |row: usize| self.at(row, column).parse::<usize>().ok();
        let numbers: Vec<usize> = (self.body..self.rows.len()).filter_map(digits).collect();
        named || column == 0 && numbers.len() > 2 && numbers.iter().zip(1..).all(|(number, place)| *number == place)
    }

    /// The unit of a column: in the brackets of its head, in a row's own column of units, or behind the title.
    pub(super) fn unit(&self, row: usize, column: usize) -> Option<String> {
        let head = self.head(column);
        let language = self.writer.language();
        if let Some(unit) = unit_in_brackets(&head).and_then(|unit| self.writer.finder.unit(language, unit)) {
            return Some(unit);
        }
        let own =
            (0..self.width).find(|column| ["单位", "计量单位", "Unit", "unit"].contains(&self.head(*column).as_str()));
        if let Some(unit) = own.and_then(|own| self.writer.finder.unit(language, self.at(row, own))) {
            return Some(unit);
        }
        if let Some(unit) = unit_in_brackets(&self.label(row)).and_then(|unit| self.writer.finder.unit(language, unit))
        {
            return Some(unit);
        }
        self.writer.finder.unit(language, self.told_unit()?)
    }

    /// The unit that stands behind the title, as it is written there.
    fn told_unit(&self) -> Option<&str> {
        let told = self.title.split("单位：").nth(1).or_else(|| self.title.split("Unit: ").nth(1));
        let told = told.or_else(|| unit_in_brackets(&self.title))?;
        Some(told.trim_end_matches(['）', ')', ' ', '。']))
    }

    /// Writes the table; its cells belong to a page and heading. Gives the id of one that went into the register instead.
    pub(super) fn write(mut self, path: &str, text: &mut String, home: &(String, String)) -> Option<String> {
        let lines: Vec<usize> = self.rows.iter().flatten().flatten().map(|place| place.line).collect();
        for line in lines {
            self.writer.homes.insert(line, home.clone());
        }
        if self.rows.is_empty() {
            return None;
        }
        if self.writer.decisions.flat.contains(&self.index) {
            self.writer.draft.tally.tables += 1;
            self.paragraphs(path, text);
            return None;
        }
        let known = self.grid();
        if let Some(grid) = known.or_else(|| if self.keys.is_empty() { self.cross() } else { None }) {
            self.writer.draft.tally.grids += 1;
            return Some(grid);
        }
        self.writer.draft.tally.tables += 1;
        let head: Vec<String> = (0..self.width).map(|column| self.written_head(column)).collect();
        let keys = self.measures();
        *text += &format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(self.width));
        for row in self.body..self.rows.len() {
            for column in 0..self.width {
                text.push_str("| ");
                self.cell(path, text, (row, column), &keys);
                text.push(' ');
            }
            text.push_str("|\n");
        }
        None
    }

    /// A table that no page can hold as one: a row a paragraph.
    fn paragraphs(&mut self, path: &str, text: &mut String) {
        for row in 0..self.rows.len() {
            for column in 0..self.width {
                if self.at(row, column).is_empty() {
                    continue;
                }
                self.cell(path, text, (row, column), &BTreeMap::new());
                text.push_str(if self.writer.language() == Language::Zh { "；" } else { "; " });
            }
            text.push_str("\n\n");
        }
    }

    fn cell(
        &mut self,
        path: &str,
        text: &mut String,
        (row, column): (usize, usize),
        keys: &BTreeMap<(usize, usize), String>,
    ) {
        let Some(place) = self.rows.get(row).and_then(|row| row.get(column)).copied().flatten() else { return };
        let number = self.is_number(place.line);
        if place.copy && number {
            return;
        }
        if self.counts(column) && number {
            let told = plain(self.text(place.line));
            text.push_str(&format!("[{told}](!name)"));
            return;
        }
        if let Some(key) = keys.get(&(row, column)) {
            return self.writer.cell(path, text, place.line, Cell::Key(key.clone()));
        }
        let name = match (self.label(row), self.head(column)) {
            (label, head) if label.is_empty() => head,
            (label, head) if head.is_empty() || head == label => label,
            (label, head) => format!("{label} {head}"),
        };
        let unit = self.unit(row, column);
        self.writer.cell(path, text, place.line, Cell::Named(name, unit));
    }

    /// A head on a page: what it counts names it. A unit of all numbers with a scale stands in each head: bare numbers
    /// are read by it.
    fn written_head(&self, column: usize) -> String {
        let head = self.head(column);
        let language = self.writer.language();
        let numbers = (self.body..self.rows.len()).any(|row| plain_number(self.at(row, column)).is_some());
        let own = unit_in_brackets(&head).and_then(|unit| self.writer.finder.unit(language, unit));
        let scaled = self.told_unit().filter(|_| own.is_none() && numbers && !self.counts(column));
        let scaled =
            scaled.filter(|unit| self.writer.finder.unit(language, unit).is_some_and(|unit| unit.starts_with("1e")));
        let head = match (scaled, language) {
            (Some(unit), Language::Zh) => format!("{head}（{unit}）"),
            (Some(unit), Language::En) => format!("{head} ({unit})"),
            (None, _) => head,
        };
        named(self.writer.finder, language, &self.writer.without_lost(&head))
    }
}

/// 2019, 2019年, of a head and of nothing else.
pub(super) fn year_of(text: &str) -> Option<i32> {
    let text = text.trim().trim_end_matches('年').trim();
    let year: i32 = text.parse().ok().filter(|_| text.len() == 4)?;
    (1900..2100).contains(&year).then_some(year)
}

/// A cell that is a number and nothing else, with its digits.
pub(super) fn plain_number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|sign| !matches!(sign, ',' | ' ' | '\u{a0}' | '\u{2009}')).collect();
    let plain = plain.replace('−', "-");
    plain.parse().ok().filter(|_| plain.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | '-')))
}

/// The place of the last brackets of a head, and what they hold.
fn brackets(head: &str) -> Option<(usize, usize, &str)> {
    let start = head.rfind(['（', '('])?;
    let inner = head.get(start..)?.trim_start_matches(['（', '(']);
    let length = inner.find(['）', ')']).unwrap_or(inner.len());
    let end = head.len() - inner.len() + length;
    let close = head.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Some((start, end + close, inner.get(..length)?))
}

pub(super) fn unit_in_brackets(head: &str) -> Option<&str> {
    brackets(head).map(|(_, _, inner)| inner.trim())
}

/// A head without its unit: 耕地面积（公顷） 旱地 is 耕地面积 旱地.
pub(super) fn without_unit(head: &str) -> String {
    match brackets(head) {
        Some((start, end, _)) if start > 0 => {
            let (before, after) = (head.get(..start).unwrap_or_default(), head.get(end..).unwrap_or_default());
            format!("{}{after}", before.trim_end()).trim().to_owned()
        }
        _ => head.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_cells_are_read() {
        assert_eq!(year_of("2019年"), Some(2019));
        assert_eq!(year_of("2019万"), None);
        assert_eq!(plain_number("1,306.50").map(|value| value.to_string()), Some("1306.50".to_owned()));
        assert_eq!(plain_number("约3"), None);
        assert_eq!(unit_in_brackets("面积（平方千米）"), Some("平方千米"));
        assert_eq!(without_unit("面积（平方千米）"), "面积");
    }
}
