//! The fill-in workbook (.xlsx): the numbers of the book for those who are to give the next ones. A cover, a list of sheets,
//! a sheet for each file of facts, and the tables of rows and columns as they are printed.
//!
//! Each row has its key, by which `import` finds it again. What may be filled in is marked and open, all else is locked
//! (without a password); computed numbers are formulas over the sheets' cells and hold the book's results. What is not for
//! the public is only in a workbook for the house. Computes nothing: formulas come from `bind`, handed in.

mod cover;
mod grids;
mod rows;
mod styles;
mod theme;

use crate::diagnostic::{Failure, Message, Phrases};
use crate::locale::Catalogue;
use crate::model::{Day, Key, Language, OFFICE, Observation, Report};
use rows::Layout;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use styles::Styles;

/// Gives the formula of a computed number over the cells of others.
pub type Formulas<'a> = &'a dyn Fn(&Observation, &dyn Fn(&Key) -> Option<String>) -> Option<String>;

/// What is asked of a workbook.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Its language.
    pub language: Language,
    /// For one office alone: an id or a name of the dimension `office`.
    pub whom: Option<&'a str>,
    /// Until when, for all rows; without it each row has its own day, if any.
    pub due: Option<Day>,
    /// For the house: with what is not for the public.
    pub internal: bool,
    /// The data that it is made of, as [`crate::model::fingerprint`] names them.
    pub data: &'a str,
    /// The translation of formulas.
    pub formulas: Formulas<'a>,
}

/// What all sheets are made with.
struct Desk<'a> {
    report: &'a Report,
    request: Request<'a>,
    words: Catalogue,
    styles: Styles,
    layout: Layout<'a>,
    /// The office's id and name.
    office: Option<(&'a str, &'a str)>,
}

/// Makes the workbook.
///
/// # Errors
/// When there is no such office, or no number for it.
pub fn workbook(report: &Report, request: &Request<'_>) -> Result<Vec<u8>, Failure> {
    let office = request.whom.map(|whom| office(report, request.language, whom)).transpose()?;
    let layout = Layout::of(report, request, office.map(|(id, _)| id));
    if layout.sheets.is_empty() {
        let message = Message::new("export.nothing").with("office", request.whom.unwrap_or_default());
        return Err(Failure::new(message).hint(Message::new("export.nothing-hint")));
    }
    let words = Catalogue::of(request.language).saying(&report.project.plan.wording);
    let desk = Desk { report, request: *request, words, styles: Styles::new(), layout, office };
    desk.made().map_err(|cause| {
        // Limits of the form that no book of a planner reaches: rows, the length of a text.
        Failure::new(Message::new("export.failed").with("cause", cause.to_string()))
    })
}

/// The office of an id or a name.
fn office<'a>(report: &'a Report, language: Language, whom: &str) -> Result<(&'a str, &'a str), Failure> {
    let offices = report.project.dimensions.get(OFFICE);
    let members = || offices.iter().flat_map(|dimension| &dimension.members);
    let is_meant = |member: &&crate::model::Member| {
        member.id.value == whom || [&member.name.zh, &member.name.en].iter().any(|name| name.source == whom)
    };
    match members().find(is_meant) {
        Some(member) => Ok((member.id.value.as_str(), member.name.get(language).source.as_str())),
        None => {
            let failure = Failure::new(Message::new("export.no-office").with("office", whom));
            let names: Vec<&str> = members().map(|member| member.id.value.as_str()).collect();
            Err(match names.is_empty() {
                true => failure.hint(Message::new("export.no-offices")),
                false => failure.near(whom, names),
            })
        }
    }
}

impl Desk<'_> {
    fn made(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let plan = &self.report.project.plan;
        let Day { year, month, day } = plan.edition_date;
        // The moment of making is no part of a workbook: the same data give the same one.
        let made = ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(2000), month.unwrap_or(1), day.unwrap_or(1))?;
        let title = format!("{} {}", self.own(&plan.title), self.word("workbook.title"));
        book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
        let states = self.lists()?;
        book.push_worksheet(self.cover()?);
        book.push_worksheet(self.contents()?);
        for sheet in &self.layout.sheets {
            book.push_worksheet(self.theme(sheet)?);
        }
        for grid in self.grids()? {
            book.push_worksheet(grid);
        }
        book.push_worksheet(states);
        book.save_to_buffer()
    }

    fn word(&self, id: &str) -> &str {
        self.words.label(id)
    }

    fn phrase(&self, message: &Message) -> String {
        self.words.phrase(message)
    }

    fn own(&self, text: &crate::model::Text<crate::model::ProseText>) -> String {
        text.get(self.request.language).plain()
    }

    /// How a sheet is printed and protected, the same for all.
    fn set_up(&self, sheet: &mut Worksheet, head: Option<u32>) -> Result<(), XlsxError> {
        sheet.protect_with_options(&styles::protection());
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        // A formula without a result shows nothing, not nought.
        sheet.set_formula_result_default("");
        sheet.set_footer("&C&P / &N");
        sheet.set_header(format!("&L{}&R&A", header_text(&self.own(&self.report.project.plan.short_title))));
        if let Some(head) = head {
            sheet.set_repeat_rows(head, head)?;
            sheet.set_freeze_panes(head + 1, 2)?;
        }
        Ok(())
    }
}

/// Words of a page's head: `&` is a sign of command there.
fn header_text(text: &str) -> String {
    text.replace('&', "&&").chars().take(100).collect()
}
