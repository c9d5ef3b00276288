//! How cells look: what may be filled in is yellow, what is computed grey and slanted, what is locked plain.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, ProtectionOptions};
use unicode_width::UnicodeWidthStr;

/// So many decimals more than the data have a new number may show.
const MORE: usize = 8;

/// The looks of a workbook.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) note: Format,
    pub(super) head: Format,
    pub(super) text: Format,
    pub(super) open: Format,
    pub(super) link: Format,
    pub(super) label: Format,
    pub(super) hash: Format,
}

/// Points of a line of words.
const LINE_HEIGHT: f64 = 15.0;

const LINE: Color = Color::RGB(0xBFBFBF);
const OPEN: Color = Color::RGB(0xFFF6CC);
const COMPUTED: Color = Color::RGB(0xF0F0F0);

fn framed() -> Format {
    Format::new()
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

impl Styles {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::VerticalCenter);
        Self {
            title: plain().set_bold().set_font_size(16),
            note: plain().set_font_color(Color::RGB(0x595959)).set_text_wrap().set_align(FormatAlign::Top),
            head: framed().set_bold().set_background_color(Color::RGB(0xDDE6EE)).set_align(FormatAlign::Center),
            text: framed(),
            // What looks like a number stays the text that was typed: a date, 2020-11.
            open: framed().set_background_color(OPEN).set_unlocked(),
            link: framed().set_font_color(Color::RGB(0x1F4E79)),
            label: framed().set_bold().set_background_color(Color::RGB(0xF5F5F5)),
            hash: framed().set_font_name("Courier New").set_font_size(9),
        }
    }

    /// A number with the digits that it has.
    pub(super) fn number(&self, decimals: u32) -> Format {
        framed().set_num_format(digits(decimals)).set_align(FormatAlign::Right)
    }

    /// A number that may be filled in: as many digits as before, and those that are typed beyond.
    pub(super) fn new_number(&self, decimals: u32) -> Format {
        self.open.clone().set_num_format(open_digits(decimals)).set_align(FormatAlign::Right)
    }

    /// A computed number.
    pub(super) fn computed(&self, decimals: u32) -> Format {
        self.number(decimals).set_background_color(COMPUTED).set_italic()
    }

    /// A number that follows from what is filled in.
    pub(super) fn in_force(&self, decimals: u32) -> Format {
        framed().set_num_format(open_digits(decimals)).set_align(FormatAlign::Right)
    }

    /// A difference: nothing is a tick.
    pub(super) fn difference(&self, zero: &str) -> Format {
        let code = format!("+General;[Red]-General;\"{zero}\"");
        framed().set_num_format(code).set_align(FormatAlign::Right)
    }
}

fn digits(decimals: u32) -> String {
    match decimals {
        0 => "0".to_owned(),
        more => format!("0.{}", "0".repeat(more as usize)),
    }
}

fn open_digits(decimals: u32) -> String {
    match decimals {
        0 => "General".to_owned(),
        more => format!("0.{}{}", "0".repeat(more as usize), "#".repeat(MORE)),
    }
}

/// The height of a row for texts in columns of some widths, in points: a program that opens the file does not set it anew.
pub(super) fn height<'t>(texts: impl IntoIterator<Item = (&'t str, f64)>) -> f64 {
    let lines = texts.into_iter().map(|(text, width)| (UnicodeWidthStr::width(text) as f64 / (width - 1.5)).ceil());
    LINE_HEIGHT * lines.fold(1.0, f64::max)
}

/// The nearest fraction that a spreadsheet can hold.
pub(super) fn held(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or_default()
}

/// What stays allowed on a protected sheet: widths and heights, hiding, filters.
pub(super) fn protection() -> ProtectionOptions {
    ProtectionOptions { format_cells: true, format_columns: true, format_rows: true, ..ProtectionOptions::new() }
}
