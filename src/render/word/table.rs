//! Tables: real ones, with heads that are repeated on every page.

use super::page::Section;
use super::writer::{Stand, Writer};
use crate::locale::script::is_wide;
use crate::model::Alignment;
use crate::model::document::{Column, Role, Row, Run, Table, TableFit, TableForm, Target};
use crate::office::copy::Spot;

/// A character's half in table text, in twentieths of a point.
const HALF: u32 = 92;
/// What a cell adds to its words.
const PADDING: u32 = 220;
/// The widest that a column wants to be, in halves of a character.
const WIDEST: u32 = 44;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table, spot: &Spot) {
        let fit = match &table.form {
            TableForm::Written(fit) | TableForm::Facts(fit) => Some(fit),
            _ => None,
        };
        let turned = matches!(fit, Some(TableFit::Squeezed { turned: true, .. }));
        if turned {
            self.end_section(Section::Chapters);
        }
        // What stands around a table of the text is of the data.
        let kind = std::mem::take(&mut self.kind);
        if let Some(caption) = &table.caption {
            let target = Target::Table(caption.id.clone());
            let lead = if caption.label.is_empty() { String::new() } else { format!("{}\u{2002}", caption.label) };
            self.line_at(&Stand::of("TableCaption"), &spot.part("caption"), &lead, &caption.title, Some(&target));
        }
        let room = if turned { self.page_setup.height() } else { self.page_setup.width() };
        let widths = widths(table, room);
        self.open_table(&widths);
        let size = match fit {
            Some(TableFit::Squeezed { size, .. }) => Some((size * 2.0) as u32),
            _ => None,
        };
        let setting = Setting { widths: &widths, size };
        self.kind = if matches!(table.form, TableForm::Written(_)) { kind } else { "" };
        self.tables += 1;
        let mut gone = Vec::new();
        if table.form != TableForm::Entry {
            self.row = Some((self.tables, 0));
            self.head(table, &setting, spot);
            self.pager.end_row();
            gone.extend(self.gone_after_row(&spot.cell(0, 0), &widths));
        }
        for (index, row) in table.rows.iter().enumerate() {
            self.row = Some((self.tables, index + 1));
            self.row(table, row, &setting, (spot, index + 1));
            self.pager.end_row();
            gone.extend(self.gone_after_row(&spot.cell(index + 1, 0), &widths));
        }
        self.out.close("w:tbl");
        (self.row, self.kind) = (None, "");
        let printed =
            table.caption.iter().filter_map(|caption| caption.printed.clone()).map(|words| vec![Run::Words(words)]);
        let lines: Vec<Vec<Run>> = table.notes.iter().cloned().chain(printed).collect();
        for (index, line) in lines.iter().enumerate() {
            self.line(&Stand::of("Small"), &spot.part("notes").at(index), "", line);
        }
        if turned {
            self.end_section(Section::Turned);
        } else if lines.is_empty() {
            // Two tables without a paragraph between them would be one.
            self.open(&Stand::with("Small", "<w:spacing w:before=\"0\" w:after=\"0\"/>"));
            self.out.close("w:p");
        }
        self.write_gone(gone);
        self.kind = kind;
    }

    /// Begins a table of columns of these widths.
    pub(super) fn open_table(&mut self, widths: &[u32]) {
        let total: u32 = widths.iter().sum();
        self.out.open("w:tbl", &[]).open("w:tblPr", &[]);
        self.out
            .empty("w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")])
            .value("w:jc", "center")
            .raw(BORDERS);
        self.out.empty("w:tblLayout", &[("w:type", "fixed")]).raw(MARGINS).close("w:tblPr").open("w:tblGrid", &[]);
        for width in widths {
            self.out.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        self.out.close("w:tblGrid");
    }

    fn head(&mut self, table: &Table, setting: &Setting<'_>, spot: &Spot) {
        let mark = self.row_mark(&spot.cell(0, 0));
        self.out.open("w:tr", &[]).open("w:trPr", &[]).empty("w:cantSplit", &[]).empty("w:tblHeader", &[]);
        self.out.raw(&mark).close("w:trPr");
        for (index, column) in table.columns.iter().enumerate() {
            let side = match table.form {
                TableForm::Written(_) => column.side,
                _ => Alignment::Center,
            };
            let cell = CellLook { width: setting.width(index), columns: 1, rule: UNDER_HEAD, fill: "" };
            let paragraph = setting.paragraph("TableHead", side);
            self.cell(&cell, &paragraph, &spot.cell(0, index), &column.head);
        }
        self.out.close("w:tr");
    }

    fn row(&mut self, table: &Table, row: &Row, setting: &Setting<'_>, (spot, number): (&Spot, usize)) {
        let mark = self.row_mark(&spot.cell(number, 0));
        self.out.open("w:tr", &[]).open("w:trPr", &[]).empty("w:cantSplit", &[]).raw(&mark).close("w:trPr");
        match row {
            Row::Group(runs) => {
                let columns = table.columns.len();
                let total = setting.widths.iter().sum();
                let look = CellLook { width: total, columns, rule: "", fill: "EEF3F1" };
                let paragraph = setting.paragraph("TableHead", Alignment::Start);
                self.cell(&look, &paragraph, &spot.cell(number, 0), runs);
            }
            Row::Cells(cells) | Row::Total(cells) => {
                let style = if matches!(row, Row::Total(_)) { "TableHead" } else { "TableText" };
                let empty = Vec::new();
                for (index, column) in table.columns.iter().enumerate() {
                    let look = CellLook { width: setting.width(index), columns: 1, rule: "", fill: "" };
                    let paragraph = setting.paragraph(style, side(&table.form, column));
                    let runs = cells.get(index).unwrap_or(&empty);
                    self.cell(&look, &paragraph, &spot.cell(number, index), runs);
                }
            }
        }
        self.out.close("w:tr");
    }

    fn cell(&mut self, look: &CellLook<'_>, paragraph: &Stand<'_>, spot: &Spot, runs: &[Run]) {
        self.out.open("w:tc", &[]).open("w:tcPr", &[]);
        self.out.empty("w:tcW", &[("w:w", &look.width.to_string()), ("w:type", "dxa")]);
        if look.columns > 1 {
            self.out.value("w:gridSpan", look.columns);
        }
        self.out.raw(look.rule);
        if !look.fill.is_empty() {
            self.out.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", look.fill)]);
        }
        self.out.close("w:tcPr");
        self.cell = look.width;
        self.line(paragraph, spot, "", runs);
        self.out.close("w:tc");
    }
}

/// How a cell looks.
struct CellLook<'a> {
    width: u32,
    columns: usize,
    rule: &'a str,
    fill: &'a str,
}

/// What all cells of a table share.
struct Setting<'a> {
    widths: &'a [u32],
    /// The size of its type in half points, where it is not that of all tables.
    size: Option<u32>,
}

impl Setting<'_> {
    fn width(&self, column: usize) -> u32 {
        self.widths.get(column).copied().unwrap_or(PADDING)
    }

    fn paragraph<'s>(&self, style: &'s str, side: Alignment) -> Stand<'s> {
        let side = match side {
            Alignment::Start => "left",
            Alignment::Center => "center",
            Alignment::End => "right",
        };
        // Smaller type takes a smaller line.
        let line = self.size.map(|size| format!("<w:spacing w:line=\"{}\" w:lineRule=\"exact\"/>", size * 13));
        Stand::with(style, format!("{}<w:jc w:val=\"{side}\"/>", line.unwrap_or_default()))
    }
}

const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1F2933\"/>\
    <w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1F2933\"/>\
    <w:insideH w:val=\"single\" w:sz=\"2\" w:space=\"0\" w:color=\"C4CFCB\"/></w:tblBorders>";
const UNDER_HEAD: &str = "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"1F2933\"/></w:tcBorders><w:vAlign w:val=\"center\"/>";
const MARGINS: &str = "<w:tblCellMar><w:top w:w=\"30\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/>\
    <w:bottom w:w=\"30\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar>";

/// How the cells of a column stand: as in print.
fn side(form: &TableForm, column: &Column) -> Alignment {
    match (form, column.role) {
        (TableForm::Written(_), _) => column.side,
        (TableForm::Facts(_), Role::Amount) => Alignment::End,
        (TableForm::Facts(_) | TableForm::Indicators, Role::Ordinal | Role::Unit | Role::Amount | Role::Date) => {
            Alignment::Center
        }
        _ => Alignment::Start,
    }
}

/// The widths of the columns in twentieths of a point: each as wide as it wants to be where all have room, else what a
/// word needs, and a share of the rest.
fn widths(table: &Table, room: u32) -> Vec<u32> {
    let count = table.columns.len().max(1);
    if let TableForm::Written(TableFit::Squeezed { widths, .. }) | TableForm::Facts(TableFit::Squeezed { widths, .. }) =
        &table.form
        && widths.len() == count
    {
        let points: f64 = widths.iter().sum::<f64>().max(1.0);
        return widths.iter().map(|width| (width * f64::from(room) / points) as u32).collect();
    }
    let mut wanted = vec![(0, 0); count];
    let mut see = |index: usize, runs: &[Run]| {
        if let Some((least, most)) = wanted.get_mut(index) {
            let text = Run::plain(runs);
            *most = (*most).max(width(&text).min(WIDEST));
            *least = (*least).max(
                text.split([' ', '\n'])
                    .flat_map(|word| word.split_inclusive(['-', '/']))
                    .map(longest_word)
                    .max()
                    .unwrap_or(0)
                    .min(WIDEST),
            );
        }
    };
    table.columns.iter().enumerate().for_each(|(index, column)| see(index, &column.head));
    for row in &table.rows {
        if let Row::Cells(cells) | Row::Total(cells) = row {
            cells.iter().enumerate().for_each(|(index, cell)| see(index, cell));
        }
    }
    let least: Vec<u32> = wanted.iter().map(|(least, _)| least * HALF + PADDING).collect();
    let most: Vec<u32> =
        wanted.iter().zip(&least).map(|((_, most), least)| (most * HALF + PADDING).max(*least)).collect();
    let (needed, wished): (u32, u32) = (least.iter().sum(), most.iter().sum());
    if wished <= room {
        // A small table is not torn over the page, one that nearly fills it fills it.
        let scale = |width: &u32| if wished * 5 > room * 3 { width * room / wished } else { width * 6 / 5 };
        return most.iter().map(scale).collect();
    }
    if needed >= room {
        return least.iter().map(|width| width * room / needed).collect();
    }
    let rest = room - needed;
    let more = (wished - needed).max(1);
    least.iter().zip(&most).map(|(least, most)| least + (most - least) * rest / more).collect()
}

/// How wide words are, in halves of a Chinese character.
fn width(text: &str) -> u32 {
    text.split('\n').map(|line| line.chars().map(half).sum()).max().unwrap_or(0)
}

/// The longest part of a word that no line breaks: Chinese breaks nearly anywhere, and two characters hold together.
fn longest_word(word: &str) -> u32 {
    let parts = word.split(is_wide).map(|part| part.chars().map(half).sum::<u32>()).max().unwrap_or(0);
    parts + if word.chars().any(is_wide) { 4 } else { 0 }
}

fn half(character: char) -> u32 {
    if is_wide(character) { 2 } else { 1 }
}
