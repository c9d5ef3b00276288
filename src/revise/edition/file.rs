//! The file of an edition: written once, read by this and later versions of the tool.

use super::record::Edition;
use crate::diagnostic::{Failure, Message};
use serde::Deserialize;
use std::io;

/// The form of the file; a later form has a higher number. Forms from 1 on can be read.
pub(super) const FORMAT: u32 = 2;

/// What every form of the file says first.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

impl Edition {
    /// The file's text.
    ///
    /// # Panics
    /// Never: all keys are words.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a record has only words for keys") + "\n"
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// When it is no record, or of a later form.
    pub fn from_json(path: &str, text: &str) -> Result<Self, Failure> {
        let damaged = |error: serde_json::Error| {
            let place = Message::new("edition.damaged").with("path", path);
            let place = place.with("line", error.line()).with("column", error.column());
            Failure::new(place).hint(Message::new("edition.damaged-hint"))
        };
        let head: Head = serde_json::from_str(text).map_err(damaged)?;
        if !(1..=FORMAT).contains(&head.format) {
            let message = Message::new("edition.later").with("path", path).with("format", head.format.to_string());
            return Err(Failure::new(message).hint(Message::new("edition.later-hint")));
        }
        serde_json::from_str(text).map_err(damaged)
    }

    /// Understands what reading a file gave.
    ///
    /// # Errors
    /// As [`Self::from_json`]; also when there is no such file, or it could not be read.
    pub fn read(path: &str, bytes: io::Result<Vec<u8>>) -> Result<Self, Failure> {
        let bytes = bytes.map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => {
                let failure = Failure::new(Message::new("edition.unknown").with("path", path));
                failure.hint(Message::new("edition.unknown-hint"))
            }
            _ => Failure::io("load-cannot-read", path, &cause),
        })?;
        // What is no UTF-8 is damaged at the place that is none.
        Self::from_json(path, &String::from_utf8_lossy(&bytes))
    }

    /// Whether the file holds the text fields of the data, bounds of targets and units of charts.
    pub fn is_whole(&self) -> bool {
        self.format >= FORMAT
    }
}
