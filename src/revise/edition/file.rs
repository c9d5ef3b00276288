//! The file of an edition: written once, read by this and later versions of the tool.

use super::record::{BlockRecord, Edition};
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

/// The words in which the first edition of the tool recorded the verdict of a finding, and those of its severity now.
const VERDICTS: [([&str; 2], [&str; 2]); 3] = [
    (["印本有误", "error of the printed plan"], ["矛盾", "contradiction"]),
    (["两可", "could be read either way"], ["存疑", "doubtful"]),
    (["舍入所致", "effect of rounding"], ["说明", "note"]),
];

/// A verdict as a severity, so that a new word for the same thing is not a change.
fn renamed(block: &mut BlockRecord) {
    if block.kind != "verdict" {
        return;
    }
    "severity".clone_into(&mut block.kind);
    if let Some((_, [zh, en])) = VERDICTS.iter().find(|([zh, en], _)| block.zh == *zh && block.en == *en) {
        block.zh = (*zh).to_owned();
        block.en = (*en).to_owned();
    }
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
    /// When it is not a record, or of a later form.
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
        let mut edition: Self = serde_json::from_str(text).map_err(damaged)?;
        edition.blocks.iter_mut().for_each(renamed);
        Ok(edition)
    }

    /// The edition of a name; `read` reads a file of the book.
    ///
    /// # Errors
    /// As [`Self::read`]; also when the name cannot be one.
    pub fn named(name: &str, read: impl FnOnce(&str) -> io::Result<Vec<u8>>) -> Result<Self, Failure> {
        let path = super::path_of(name)?;
        Ok(Self { edition: name.to_owned(), ..Self::read(&path, read(&path))? })
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
        // What is not UTF-8 is damaged at the place that is not.
        Self::from_json(path, &String::from_utf8_lossy(&bytes))
    }

    /// Whether the file holds the text fields of the data, bounds of targets and units of charts.
    pub fn is_whole(&self) -> bool {
        self.format >= FORMAT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_of_the_first_edition_is_a_severity() {
        let block = |kind: &str, zh: &str, en: &str| BlockRecord {
            page: "data/findings.yaml".into(),
            heading: "A01".into(),
            block: 0,
            kind: kind.into(),
            numbers: Vec::new(),
            zh: zh.into(),
            en: en.into(),
        };
        let mut verdict = block("verdict", "两可", "could be read either way");
        renamed(&mut verdict);
        assert_eq!(verdict, block("severity", "存疑", "doubtful"));
        let mut note = block("note", "两可", "could be read either way");
        renamed(&mut note);
        assert_eq!(note, block("note", "两可", "could be read either way"));
    }

    #[test]
    fn the_words_of_today_are_the_catalogues() {
        use crate::diagnostic::Phrases;
        use crate::locale::Catalogue;
        use crate::model::{FindingSeverity, Language};
        let today = [FindingSeverity::Contradiction, FindingSeverity::Doubt, FindingSeverity::Note];
        for (severity, (_, [zh, en])) in today.into_iter().zip(VERDICTS) {
            assert_eq!(Catalogue::of(Language::Zh).phrase(&severity.words()), zh);
            assert_eq!(Catalogue::of(Language::En).phrase(&severity.words()), en);
        }
    }
}
