//! Tables as plain text (.csv) in the shape of a workbook: one sheet without a name whose cells are words.

use super::{Cell, Place, Sheet, Shown, Workbook};
use crate::diagnostic::limits::{LARGEST_DOCUMENT_TEXT, MOST_SHEET_CELLS};
use crate::diagnostic::{Failure, Message};
use std::borrow::Cow;
use std::sync::Arc;

impl Workbook {
    /// Reads a table that commas, semicolons or tabs part; in UTF-8 or, as Excel and WPS write it in China, GB 18030.
    ///
    /// # Errors
    /// When the bytes are no text, or there are too many.
    pub fn of_csv(bytes: &[u8]) -> Result<Self, Failure> {
        let damaged = || Failure::new(Message::new("sheet.no-text")).hint(Message::new("sheet.save-as"));
        if bytes.len() > LARGEST_DOCUMENT_TEXT {
            let limit = Message::new("office.too-large").with("limit", LARGEST_DOCUMENT_TEXT >> 20);
            return Err(Failure::new(limit));
        }
        let text = decoded(bytes).filter(|text| !text.contains('\0')).ok_or_else(damaged)?;
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let most = [b',', b'\t', b';'].into_iter().max_by_key(|mark| {
            let earlier_wins = [b';', b'\t', b','].iter().position(|known| known == mark);
            (first.bytes().filter(|byte| byte == mark).count(), earlier_wins)
        });
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(most.unwrap_or(b','));
        let mut sheet = Sheet::default();
        let format: Arc<str> = Arc::from("@");
        for (row, record) in (0_u32..).zip(reader.from_reader(text.as_bytes()).records()) {
            let record = record.map_err(|_| damaged())?;
            for (column, words) in (0_u32..).zip(&record) {
                if !words.trim().is_empty() {
                    let shown = Shown::Text(words.to_owned());
                    sheet
                        .cells
                        .insert(Place { row, column }, Cell { shown, format: Arc::clone(&format), formula: None });
                }
            }
            if sheet.cells.len() > MOST_SHEET_CELLS {
                return Err(Failure::new(Message::new("office.too-much").with("part", "csv")));
            }
        }
        Ok(Self { sheets: vec![sheet], has_macros: false })
    }
}

/// The text of bytes; `None` where they are neither Unicode nor GB 18030.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..)?);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes),
    }
}
