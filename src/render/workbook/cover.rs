//! The first two sheets: what the workbook is and how it is filled in, and what it holds; and the hidden lists.

use super::Desk;
use super::rows::{FIRST, column, letter};
use super::styles::height;
use super::theme::{LISTS, day};
use crate::diagnostic::Message;
use rust_xlsxwriter::{Formula, Url, Worksheet, XlsxError};

/// How it is filled in, a line each.
const STEPS: [&str; 8] = [
    "workbook.how-yellow",
    "workbook.how-empty",
    "workbook.how-digits",
    "workbook.how-state",
    "workbook.how-date",
    "workbook.how-rows",
    "workbook.how-checks",
    "workbook.how-return",
];

impl Desk<'_> {
    pub(super) fn cover(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(self.word("workbook.cover"))?;
        self.set_up(&mut sheet, None)?;
        sheet.set_column_width(0, 22)?.set_column_width(1, 90)?;
        let plan = &self.report.project.plan;
        sheet.write_string_with_format(0, 0, self.own(&plan.title), &self.styles.title)?;
        sheet.set_row_height(0, 28)?;
        sheet.write_string_with_format(1, 0, self.word("workbook.title"), &self.styles.title)?;
        let rows: usize = self.layout.sheets.iter().map(|sheet| sheet.rows.len()).sum();
        let open: usize = self.open().sum();
        let everyone = self.word("workbook.everyone").to_owned();
        let mut lines = vec![
            ("workbook.edition", format!("{} {}", self.own(&plan.edition_label), self.own(&plan.edition_name))),
            ("workbook.whom", self.office.map_or(everyone, |(_, name)| name.to_owned())),
            ("workbook.due", self.until()),
            ("workbook.numbers", self.phrase(&Message::new("workbook.count").with("rows", rows).with("open", open))),
        ];
        if self.request.internal {
            lines.push(("workbook.audience", self.word("workbook.internal").to_owned()));
        }
        let mut at = 3;
        for (label, words) in lines {
            sheet.write_string_with_format(at, 0, self.word(label), &self.styles.label)?;
            sheet.write_string_with_format(at, 1, words.trim(), &self.styles.text)?;
            at += 1;
        }
        sheet.write_string_with_format(at, 0, self.word("workbook.data"), &self.styles.label)?;
        sheet.write_string_with_format(at, 1, self.request.data, &self.styles.hash)?;
        at += 2;
        sheet.write_string_with_format(at, 0, self.word("workbook.how"), &self.styles.label)?;
        for (number, step) in (1..).zip(STEPS) {
            let words = format!("{number}. {}", self.word(step));
            sheet.set_row_height(at, height([(words.as_str(), 90.0)]))?;
            sheet.write_string_with_format(at, 1, words, &self.styles.text)?;
            at += 1;
        }
        sheet.write_string_with_format(at + 1, 0, self.word("workbook.colours"), &self.styles.label)?;
        let legend = [
            ("workbook.colour-open", self.styles.new_number(0)),
            ("workbook.colour-computed", self.styles.computed(0)),
        ];
        for (words, style) in legend {
            at += 1;
            sheet.write_string_with_format(
                at,
                1,
                self.word(words),
                &style.set_align(rust_xlsxwriter::FormatAlign::Left),
            )?;
        }
        sheet.set_active(true);
        Ok(sheet)
    }

    /// Until when: the day that was asked for, else those of the rows.
    fn until(&self) -> String {
        if let Some(due) = self.request.due {
            return day(&self.request, due);
        }
        let rows = self.layout.sheets.iter().flat_map(|sheet| &sheet.rows);
        let mut days: Vec<_> = rows.filter_map(|row| row.fact.due).collect();
        days.sort_unstable();
        match (days.first(), days.last()) {
            (Some(first), Some(last)) if first == last => day(&self.request, *first),
            (Some(first), Some(last)) => {
                let (first, last) = (day(&self.request, *first), day(&self.request, *last));
                self.phrase(&Message::new("workbook.due-between").with("first", first).with("last", last))
            }
            _ => self.word("workbook.due-open").to_owned(),
        }
    }

    /// The numbers that may be filled in, by sheet.
    fn open(&self) -> impl Iterator<Item = usize> {
        self.layout.sheets.iter().map(|sheet| sheet.rows.iter().filter(|row| !row.computed).count())
    }

    pub(super) fn contents(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(self.word("workbook.contents"))?;
        self.set_up(&mut sheet, None)?;
        sheet.write_string_with_format(0, 0, self.word("workbook.contents"), &self.styles.title)?;
        let heads = [("workbook.sheet", 34), ("workbook.what", 60), ("workbook.open", 14), ("workbook.filled", 14)];
        for (place, (head, width)) in (0_u16..).zip(heads) {
            sheet.set_column_width(place, width)?;
            sheet.write_string_with_format(2, place, self.word(head), &self.styles.head)?;
        }
        let mut at = 3;
        let link = |name: &str| Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(name);
        for (of, open) in self.layout.sheets.iter().zip(self.open()) {
            sheet.write_url_with_format(at, 0, link(&of.name), &self.styles.link)?;
            let mut names: Vec<String> = Vec::new();
            for row in &of.rows {
                let name = self.own(&row.fact.name);
                if names.last() != Some(&name) && names.len() <= 3 {
                    names.push(name);
                }
            }
            let more = names.len() > 3;
            names.truncate(3);
            let names =
                Message::new("workbook.members").with_list("members", names.into_iter().map(Into::into).collect());
            let names = self.phrase(&names) + if more { "…" } else { "" };
            sheet.write_string_with_format(at, 1, names, &self.styles.text)?;
            sheet.write_number_with_format(at, 2, open as f64, &self.styles.number(0))?;
            // Computed rows hold formulas in that column: what was typed is counted row by row.
            let last = FIRST as usize + of.rows.len();
            let (new, state) = (letter(column::NEW), letter(column::STATE));
            let name = of.name.replace('\'', "''");
            let first = FIRST + 1;
            let filled = format!(
                "=SUMPRODUCT(('{name}'!{new}{first}:{new}{last}<>\"\")*('{name}'!{state}{first}:{state}{last}<>\"{}\"))",
                self.word("workbook.computed")
            );
            let filled = Formula::new(filled).set_result("0");
            sheet.write_formula_with_format(at, 3, filled, &self.styles.number(0))?;
            at += 1;
        }
        for (name, title) in self.grid_titles() {
            sheet.write_url_with_format(at, 0, link(&name), &self.styles.link)?;
            sheet.write_string_with_format(at, 1, title, &self.styles.text)?;
            for place in [2, 3] {
                sheet.write_blank(at, place, &self.styles.text)?;
            }
            at += 1;
        }
        Ok(sheet)
    }

    /// What may be chosen: states, and sources with their ids first.
    pub(super) fn lists(&self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(LISTS)?.set_hidden(true);
        for (at, state) in (0..).zip(self.states()) {
            sheet.write_string(at, 0, state)?;
        }
        for (at, source) in (0..).zip(self.report.project.sources.iter()) {
            sheet.write_string(at, 1, format!("{} {}", source.id.value, self.own(&source.name)))?;
        }
        Ok(sheet)
    }
}
