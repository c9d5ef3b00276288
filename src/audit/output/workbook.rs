//! A list for Excel: a row a finding, with a drop-down for what is decided; `--ignore` reads it back as it does the table of commas.

use super::Told;
use crate::audit::settled::DECISIONS;
use crate::diagnostic::{Failure, Message};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};
use unicode_width::UnicodeWidthStr;

/// Labels of the columns and their widths in characters. The last names the finding when the list comes back.
const COLUMNS: [(&str, u8); 11] = [
    ("audit.report.where", 22),
    ("audit.list.certainty", 8),
    ("audit.report.relation", 12),
    ("ui.label.quote", 36),
    ("audit.list.what", 34),
    ("audit.list.gap", 8),
    ("audit.list.explanation", 22),
    (DISPOSITION, 14),
    ("ui.site.note", 18),
    ("audit.list.file", 12),
    ("audit.list.id", 14),
];

/// The label of the column that says what was decided.
pub(in crate::audit) const DISPOSITION: &str = "audit.report.disposition";

/// A4, as Excel numbers papers.
const A4: u8 = 9;

/// The findings of documents as a workbook of one sheet.
///
/// # Errors
/// When there are more findings than a sheet has rows.
pub fn print(all: &[Told<'_>]) -> Result<Vec<u8>, Failure> {
    made(all).map_err(|cause| Failure::new(Message::new("audit.no-workbook").with("cause", cause.to_string())))
}

fn made(all: &[Told<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same findings give the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = book.add_worksheet();
    if let Some(first) = all.first() {
        let label = |id: &str| first.catalogue.label(id).to_owned();
        sheet.set_name(label("ui.label.findings"))?;
        fill(sheet, all, &label)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, all: &[Told<'_>], label: &dyn Fn(&str) -> String) -> Result<(), XlsxError> {
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let head = cell.clone().set_bold().set_background_color(Color::RGB(0x00F2_F2F2));
    let open = cell.clone().set_background_color(Color::RGB(0x00FF_F9E5));
    for (column, (id, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, f64::from(width))?.write_with_format(0, column, label(id), &head)?;
    }
    let mut row = 0;
    for (told, finding) in all.iter().flat_map(|told| told.findings().map(move |finding| (told, finding))) {
        row += 1;
        let beside = told.beside(finding, usize::MAX).into_iter();
        let beside =
            beside.map(|(place, quote)| Message::new("audit.beside").with("place", place).with("quote", quote));
        let quotes = std::iter::once(told.quote(&finding.spot)).chain(beside.map(|message| told.say(&message)));
        let values = [
            told.place(&finding.spot),
            label(finding.certainty.message()),
            label(&format!("audit.relation.{}", finding.relation)),
            quotes.collect::<Vec<_>>().join("\n"),
            told.say(&finding.message),
            told.gap(finding).unwrap_or_default(),
            finding.explanation.as_ref().map(|explanation| told.say(explanation)).unwrap_or_default(),
            String::new(),
            String::new(),
            told.path().to_owned(),
            finding.id(&told.audit.document),
        ];
        let lines = COLUMNS.iter().zip(&values).map(|((_, width), value)| lines(value, usize::from(*width)));
        let lines = lines.max().unwrap_or(1).min(MOST_LINES);
        sheet.set_row_height(row, u32::try_from(lines).unwrap_or(1) * LINE)?;
        for ((column, (id, _)), value) in (0..).zip(COLUMNS).zip(values) {
            let look = if [DISPOSITION, "ui.site.note"].contains(&id) { &open } else { &cell };
            let value: String = value.chars().take(LONGEST).collect();
            sheet.write_with_format(row, column, value, look)?;
        }
    }
    let decided = (0..).zip(COLUMNS).find(|(_, (id, _))| *id == DISPOSITION).map_or(0, |(column, _)| column);
    let words: Vec<String> = DECISIONS.iter().map(|(id, _)| label(id)).collect();
    // What is not in the list may be written too.
    let choice = DataValidation::new().allow_list_strings(&words)?.show_error_message(false);
    sheet.add_data_validation(1, decided, row.max(1), decided, &choice)?;
    let last = u16::try_from(COLUMNS.len()).unwrap_or(1) - 1;
    sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, row.max(1), last)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// The lines that a text takes in a column of a width.
fn lines(text: &str, width: usize) -> usize {
    text.lines().map(|line| line.width().div_ceil(width.saturating_sub(1).max(1)).max(1)).sum()
}

/// Points of a line, and so many lines that a row has.
const LINE: u32 = 15;
const MOST_LINES: usize = 27;
/// Characters that a cell holds.
const LONGEST: usize = 32_000;
