//! A workbook of Excel, written by `rust_xlsxwriter`. Its archive is packed anew, for that writer cannot name the language
//! of a workbook.

use super::{head_row, lines, widths};
use crate::diagnostic::{Failure, Message};
use crate::model::document::{Release, ReleaseCell, ReleaseSheet};
use crate::office::{Archive, Package};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Table, TableColumn, TableStyle, Url, Workbook, Worksheet,
    XlsxError,
};
use std::collections::BTreeMap;

/// The height of a line, in points.
const LINE: f64 = 15.0;

/// The part that holds the title of a workbook.
const CORE: &str = "docProps/core.xml";

/// The bytes of a workbook.
///
/// # Errors
/// When a table does not fit into a sheet.
pub(super) fn workbook(release: &Release) -> Result<Vec<u8>, Failure> {
    let failed = |cause: XlsxError| Failure::new(Message::new("release.does-not-fit").with("cause", cause.to_string()));
    let bytes = written(release).map_err(failed)?;
    let package = Package::open(&bytes)?;
    let mut archive = Archive::default();
    for path in package.paths() {
        let mut part = package.bytes(path)?.unwrap_or_default();
        if path == CORE {
            let language = format!("<dc:language>{}</dc:language></cp:coreProperties>", release.language.tag());
            let text = String::from_utf8_lossy(&part).replace("</cp:coreProperties>", &language);
            part = text
                .replace("<dc:creator></dc:creator>", "")
                .replace("<cp:lastModifiedBy></cp:lastModifiedBy>", "")
                .into_bytes();
        }
        archive.add(path, &part);
    }
    Ok(archive.finish())
}

/// The formats of cells. One a kind: a workbook keeps each that it is given.
struct Looks {
    title: Format,
    head: Format,
    words: Format,
    link: Format,
    numbers: BTreeMap<u32, Format>,
}

impl Looks {
    fn new() -> Self {
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(15),
            head: wrapped().set_bold(),
            words: wrapped(),
            link: Format::new().set_hyperlink(),
            numbers: BTreeMap::new(),
        }
    }

    /// Numbers with so many decimals; not grouped, for some of them are years.
    fn number(&mut self, decimals: u32) -> &Format {
        self.numbers.entry(decimals).or_insert_with(|| {
            let zeros = "0".repeat(usize::try_from(decimals).unwrap_or(0));
            let point = if decimals == 0 { "" } else { "." };
            Format::new().set_num_format(format!("0{point}{zeros}")).set_align(FormatAlign::Top)
        })
    }
}

fn written(release: &Release) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut looks = Looks::new();
    let mut date = release.iso_date.split('-').map(|part| part.parse::<u16>().unwrap_or(1));
    let (year, month, day) = (date.next().unwrap_or(1900), date.next().unwrap_or(1), date.next().unwrap_or(1));
    let small = |number: u16| u8::try_from(number).unwrap_or(1);
    // Not the time of the build: the same book gives the same bytes.
    let created =
        ExcelDateTime::from_ymd(year, small(month), small(day)).or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    workbook.set_properties(&DocProperties::new().set_title(&release.title).set_creation_datetime(&created));
    for sheet in &release.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.tab)?;
        write_sheet(worksheet, sheet, &mut looks)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &ReleaseSheet, looks: &mut Looks) -> Result<(), XlsxError> {
    worksheet.write_string_with_format(0, 0, &sheet.title, &looks.title)?;
    for (row, line) in (1..).zip(&sheet.lines) {
        match line {
            // Lines are not wrapped: they run over the columns of the table.
            ReleaseCell::Link { .. } => write_cell(worksheet, (row, 0), line, looks)?,
            line => drop(worksheet.write_string(row, 0, line.shown())?),
        }
    }
    let widths = widths(sheet);
    for (column, width) in (0..).zip(&widths) {
        worksheet.set_column_width(column, u16::try_from(*width).unwrap_or(u16::MAX))?;
    }
    let Some(table) = &sheet.table else {
        return Ok(());
    };
    let first = u32::try_from(head_row(sheet)).unwrap_or(u32::MAX);
    let heads = table.heads.iter().map(|head| TableColumn::new().set_header(head).set_header_format(&looks.head));
    let heads: Vec<TableColumn> = heads.collect();
    for (row, cells) in (first + 1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write_cell(worksheet, (row, column), cell, looks)?;
        }
        // Not every program makes room for lines that it breaks.
        let lines = u16::try_from(lines(cells, &widths)).unwrap_or(u16::MAX).min(20);
        if lines > 1 {
            worksheet.set_row_height(row, LINE * f64::from(lines))?;
        }
    }
    let last = first.saturating_add(u32::try_from(table.rows.len()).unwrap_or(u32::MAX));
    let columns = u16::try_from(table.heads.len()).unwrap_or(u16::MAX);
    let object = Table::new().set_name(&table.name).set_columns(&heads).set_autofilter(false).set_banded_rows(false);
    worksheet.add_table(first, 0, last, columns.saturating_sub(1), &object.set_style(TableStyle::None))?;
    Ok(())
}

fn write_cell(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &ReleaseCell,
    looks: &mut Looks,
) -> Result<(), XlsxError> {
    match cell {
        ReleaseCell::Words(words) => worksheet.write_string_with_format(row, column, words, &looks.words)?,
        ReleaseCell::Number(number) => match number.to_f64() {
            Some(value) => worksheet.write_number_with_format(row, column, value, looks.number(number.scale()))?,
            None => worksheet.write_string_with_format(row, column, number.to_string(), &looks.words)?,
        },
        ReleaseCell::Link { words, tab } => {
            let target = Url::new(format!("internal:'{tab}'!A1")).set_text(words);
            worksheet.write_url_with_format(row, column, target, &looks.link)?
        }
        ReleaseCell::Blank => worksheet,
    };
    Ok(())
}
