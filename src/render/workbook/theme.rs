//! A sheet of numbers: one row each.

use super::rows::{FIRST, HEAD, Row, Sheet, column, letter};
use super::styles::{height, held};
use super::{Desk, Request};
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{Date, Observation, TotalKind};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, Formula, Worksheet, XlsxError};

/// Heads by column, with widths in characters.
const HEADS: [(&str, f64); 14] = [
    ("workbook.key", 26.0),
    ("workbook.name", 28.0),
    ("workbook.member", 16.0),
    ("workbook.year", 14.0),
    ("workbook.unit", 10.0),
    ("workbook.old", 12.0),
    ("workbook.new", 12.0),
    ("workbook.state", 10.0),
    ("workbook.date", 12.0),
    ("workbook.source", 17.0),
    ("workbook.note", 20.0),
    ("workbook.difference", 10.0),
    ("workbook.in-force", 12.0),
    ("workbook.sum", 10.0),
];

/// The sheet of lists.
pub(super) const LISTS: &str = "_lists";

impl Desk<'_> {
    pub(super) fn theme(&self, of: &Sheet<'_>) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(&of.name)?;
        self.set_up(&mut sheet, Some(HEAD))?;
        sheet.write_string_with_format(0, 0, &of.name, &self.styles.title)?;
        let last = u16::try_from(HEADS.len() - 1).unwrap_or_default();
        sheet.merge_range(1, 0, 1, last, self.word("workbook.sheet-note"), &self.styles.note)?;
        for (place, (head, width)) in (0_u16..).zip(HEADS) {
            sheet.write_string_with_format(HEAD, place, self.word(head), &self.styles.head)?;
            sheet.set_column_width(place, width)?;
        }
        for (at, row) in (FIRST..).zip(&of.rows) {
            self.row(&mut sheet, at, row)?;
        }
        self.choices(&mut sheet, FIRST + u32::try_from(of.rows.len()).unwrap_or_default().saturating_sub(1))?;
        Ok(sheet)
    }

    fn row(&self, sheet: &mut Worksheet, at: u32, row: &Row<'_>) -> Result<(), XlsxError> {
        let Row { key, one, fact, computed } = row;
        let (text, open) = (&self.styles.text, &self.styles.open);
        let (member, year) = self.members(row);
        let unit = locale::unit_label(self.request.language, &one.unit, &self.report.project.units);
        let unit = if unit.is_empty() && one.unit.written != "1" { one.unit.written.clone() } else { unit };
        let missing = one.missing().map_or_else(String::new, |missing| self.phrase(&missing.words()));
        let words = [key.to_string(), self.own(&fact.name), member, year, unit, missing];
        let widths = HEADS.iter().map(|(_, width)| *width);
        sheet.set_row_height(at, height(words.iter().map(String::as_str).zip(widths)))?;
        for (place, words) in (column::KEY..=column::UNIT).zip(words) {
            sheet.write_string_with_format(at, place, words, text)?;
        }
        let decimals = one.number().map_or(0, |number| number.scale());
        self.old(sheet, at, one, *computed)?;
        match computed {
            true => self.computed(sheet, at, one)?,
            false => {
                sheet.write_blank(at, column::NEW, &self.styles.new_number(decimals))?;
                for place in [column::STATE, column::DATE, column::SOURCE, column::NOTE] {
                    sheet.write_blank(at, place, open)?;
                }
                let cell = |place: u16| format!("{}{}", letter(place), at + 1);
                let (old, new) = (cell(column::OLD), cell(column::NEW));
                let shown = one.number().map(held);
                // A number typed as text counts as well.
                let difference = format!("=IF(ISNUMBER({new}),ROUND({new}-{old},10),\"\")");
                let difference =
                    Formula::new(if shown.is_some() { difference } else { "=\"\"".to_owned() }).set_result("");
                sheet.write_formula_with_format(at, column::DIFFERENCE, difference, &self.styles.difference("="))?;
                let in_force = format!("=IF(ISNUMBER({new}),{new},IF(ISNUMBER({old}),{old},\"\"))");
                let result = shown.map_or_else(String::new, |number| number.to_string());
                let in_force = Formula::new(in_force).set_result(result);
                sheet.write_formula_with_format(at, column::IN_FORCE, in_force, &self.styles.in_force(decimals))?;
            }
        }
        self.sum(sheet, at, row)
    }

    /// The number as the book has it.
    fn old(&self, sheet: &mut Worksheet, at: u32, one: &Observation, computed: bool) -> Result<(), XlsxError> {
        match (one.number(), one.missing()) {
            (Some(number), _) => {
                let style = if computed { Styled::Computed } else { Styled::Stated };
                sheet.write_number_with_format(at, column::OLD, held(number), &self.style(style, number.scale()))?;
            }
            (None, missing) => {
                let words = missing.map_or_else(String::new, |missing| self.phrase(&missing.words()));
                sheet.write_string_with_format(at, column::OLD, words, &self.styles.text)?;
            }
        }
        Ok(())
    }

    fn style(&self, style: Styled, decimals: u32) -> Format {
        match style {
            Styled::Computed => self.styles.computed(decimals),
            Styled::Stated => self.styles.number(decimals),
        }
    }

    /// What a formula gives: the formula itself over the cells of this workbook, or else the number that the book computes.
    fn computed(&self, sheet: &mut Worksheet, at: u32, one: &Observation) -> Result<(), XlsxError> {
        let number = one.number();
        let style = self.styles.computed(number.map_or(0, |number| number.scale()));
        let in_force = |key: &_| self.layout.cell(key, column::IN_FORCE);
        let result = number.map_or_else(String::new, |number| number.normalize().to_string());
        match (self.request.formulas)(one, &in_force).filter(|_| number.is_some()) {
            Some(formula) => {
                let formula = Formula::new(format!("=IFERROR({formula},\"\")")).set_result(&result);
                sheet.write_formula_with_format(at, column::NEW, formula, &style)?;
            }
            None => {
                match number {
                    Some(number) => sheet.write_number_with_format(at, column::NEW, held(number), &style)?,
                    None => sheet.write_blank(at, column::NEW, &style)?,
                };
            }
        }
        let same = Formula::new(format!("={}{}", letter(column::NEW), at + 1)).set_result(&result);
        sheet.write_formula_with_format(at, column::IN_FORCE, same, &style)?;
        for place in [column::DATE, column::SOURCE, column::DIFFERENCE] {
            sheet.write_blank(at, place, &self.styles.text)?;
        }
        let words = self.word("workbook.computed");
        sheet.write_string_with_format(at, column::STATE, words, &self.styles.text)?;
        let formula = self.report.fact(one).and_then(|fact| fact.formula.as_ref());
        let formula = formula.map_or("", |formula| formula.value.as_str());
        sheet.write_string_with_format(at, column::NOTE, formula, &self.styles.text)?;
        Ok(())
    }

    /// What the parts of a total differ by from it, in the total's own row; of shares in that of the first of them. Of a
    /// stated number that has a formula: what the formula differs by.
    fn sum(&self, sheet: &mut Worksheet, at: u32, row: &Row<'_>) -> Result<(), XlsxError> {
        let check = self.total(row).or_else(|| self.restated(row));
        let (style, place) = (self.styles.difference("✓"), column::SUM);
        match check {
            Some((formula, apart)) => {
                let formula = Formula::new(formula).set_result(apart.normalize().to_string());
                sheet.write_formula_with_format(at, place, formula, &style)?;
            }
            None => {
                sheet.write_blank(at, place, &self.styles.text)?;
            }
        }
        Ok(())
    }

    fn total(&self, row: &Row<'_>) -> Option<(String, Decimal)> {
        let is_own = |total: &&crate::model::Total| match &total.whole_key {
            Some(whole) => whole == row.key,
            None => total.kind == TotalKind::Shares && total.parts.first() == Some(row.key),
        };
        let total = self.report.totals.iter().find(is_own)?;
        let observed = |key| self.report.observations.get(key);
        // Only what is measured in one unit is added up here.
        if total.parts.iter().any(|part| observed(part).is_none_or(|part| part.unit != row.one.unit)) {
            return None;
        }
        let cells: Vec<String> =
            total.parts.iter().map(|part| self.layout.cell(part, column::IN_FORCE)).collect::<Option<_>>()?;
        let (whole, digits) = match &total.whole_key {
            Some(whole) => (self.layout.cell(whole, column::IN_FORCE)?, observed(whole)?.number()?.scale()),
            None => ("100".to_owned(), row.one.number()?.scale()),
        };
        let digits = total.parts.iter().filter_map(|part| Some(observed(part)?.number()?.scale())).max()?.max(digits);
        let own = |base: Decimal| row.one.unit.from_base(base);
        let apart = own(total.sum.nominal)?.checked_sub(own(total.whole.nominal)?)?.round_dp(digits);
        Some((format!("=ROUND(SUM({})-{whole},{digits})", cells.join(",")), apart))
    }

    fn restated(&self, row: &Row<'_>) -> Option<(String, Decimal)> {
        let (computed, stated) = (row.one.computed.as_ref()?, row.one.number()?);
        if row.computed {
            return None;
        }
        let formula = (self.request.formulas)(row.one, &|key| self.layout.cell(key, column::IN_FORCE))?;
        let own = self.layout.cell(row.key, column::IN_FORCE)?;
        let apart = computed.rounded(stated.scale())?.checked_sub(stated)?;
        Some((format!("=IFERROR(ROUND(ROUND({formula},{0})-{own},{0}),\"\")", stated.scale()), apart))
    }

    /// The members of a number but its year, and its year: that of a member, or of its date.
    fn members(&self, row: &Row<'_>) -> (String, String) {
        let language = self.request.language;
        let mut members = Vec::new();
        let mut year = row.one.date.as_ref().map(|date| locale::format_date(language, date));
        for (place, member) in row.key.members.iter().enumerate() {
            let by = row.fact.by.get(place).map(|by| by.value.as_str());
            match by {
                Some("year") => {
                    let name = locale::period_name(language, member);
                    year = Some(name.unwrap_or_else(|| member.clone()));
                }
                Some(by) => {
                    let dimension = self.report.project.dimensions.get(by);
                    let known = dimension.and_then(|dimension| dimension.members.get(member.as_str()));
                    members.push(known.map_or_else(|| member.clone(), |known| self.own(&known.name)));
                }
                None => {
                    members.push(self.word(if member == "min" { "workbook.least" } else { "workbook.most" }).to_owned())
                }
            }
        }
        let mut year = year.unwrap_or_default();
        if row.one.target {
            year = self.phrase(&Message::new("workbook.target").with("year", year));
        }
        let joined =
            Message::new("workbook.members").with_list("members", members.into_iter().map(Into::into).collect());
        (self.phrase(&joined), year)
    }

    /// What may be chosen in the columns of states and sources, and what a typist is told.
    fn choices(&self, sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
        let list =
            |letter: char, count: usize| Formula::new(format!("={LISTS}!${letter}$1:${letter}${}", count.max(1)));
        let states = DataValidation::new()
            .allow_list_formula(list('A', self.states().len()))
            .set_error_style(DataValidationErrorStyle::Stop);
        sheet.add_data_validation(FIRST, column::STATE, last, column::STATE, &states)?;
        let sources = DataValidation::new()
            .allow_list_formula(list('B', self.report.project.sources.iter().count()))
            .set_error_style(DataValidationErrorStyle::Warning);
        sheet.add_data_validation(FIRST, column::SOURCE, last, column::SOURCE, &sources)?;
        Ok(())
    }

    /// The words of the states that a number can have.
    pub(super) fn states(&self) -> Vec<String> {
        let missing = crate::model::Missing::ALL.map(|missing| self.phrase(&missing.words()));
        std::iter::once(self.word("workbook.given").to_owned()).chain(missing).collect()
    }
}

/// How an old number looks.
#[derive(Debug, Clone, Copy)]
enum Styled {
    Stated,
    Computed,
}

/// A day or a period in the words of the workbook.
pub(super) fn day(request: &Request<'_>, day: crate::model::Day) -> String {
    locale::format_date(request.language, &Date::At(day))
}
