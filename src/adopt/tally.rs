//! A draft: its files, where they came from, and what it came to.

use super::place::Place;
use crate::diagnostic::Message;
use std::collections::BTreeMap;

/// What a draft came to.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Pages.
    pub pages: usize,
    /// Numbers that a book has to tie.
    pub numbers: usize,
    /// Those that are tied to facts.
    pub ties: usize,
    /// Numbers that classify or belong to a name.
    pub names: usize,
    /// Facts.
    pub facts: usize,
    /// Facts that several numbers share.
    pub shared: usize,
    /// Tables of rows and columns.
    pub grids: usize,
    /// Other tables.
    pub tables: usize,
    /// Figures with their pictures.
    pub pictures: usize,
    /// Figures whose pictures are missing.
    pub wanted: usize,
    /// Findings.
    pub findings: usize,
    /// Rules that are warnings in this book.
    pub lightened: usize,
}

/// A draft: its files, and where they came from.
#[derive(Debug, Default)]
pub struct Draft {
    /// The files by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Where the pages came from.
    pub places: Vec<Place>,
    /// What it came to.
    pub tally: Tally,
    /// The numbers that are neither tied nor names, as the document has them: where, and the sentence.
    pub untied: Vec<(String, String)>,
}

impl Tally {
    /// What came of the document, a sentence each.
    pub fn told(&self) -> Vec<Message> {
        let mut told = vec![
            Message::new("adopt.told-pages").with("count", self.pages),
            Message::new("adopt.told-numbers")
                .with("ties", self.ties)
                .with("numbers", self.numbers)
                .with("facts", self.facts)
                .with("shared", self.shared),
        ];
        if self.grids + self.tables > 0 {
            told.push(Message::new("adopt.told-tables").with("grids", self.grids).with("tables", self.tables));
        }
        if self.pictures + self.wanted > 0 {
            let message = Message::new("adopt.told-figures");
            told.push(message.with("pictures", self.pictures).with("wanted", self.wanted));
        }
        if self.findings > 0 {
            told.push(Message::new("adopt.told-findings").with("count", self.findings));
        }
        told
    }
}
