//! A document as a first book: pages by its headings, a fact for each of its numbers, ties in place, what its audit has
//! found as findings, its pictures and captions in the registers.
//!
//! The document is read by [`crate::audit`] and by nothing else. Nothing here touches the disk and nothing is checked: a
//! draft is made of a document and of what the checks of the draft before have taught ([`Decisions`]); only `lib.rs` knows
//! that the two take turns. Claims are not invented and nothing is repaired.
//!
//! - `outline`: pages; `numbers`: what must be tied; `names_zh` with `words_zh`, `names_en`: what each number is of
//! - `register`: the facts; `tables` with `grids` and `dimension`, `figures`: the registers; `register_files`: the data files
//! - `line`, `yaml`, `tex`: words of the document so that Markdown and YAML leave them alone
//! - `book` with `ties`, `place`, `typed`: the pages

mod book;
mod decisions;
mod dimension;
mod figures;
mod grids;
mod line;
mod names_en;
mod names_zh;
mod numbers;
mod outline;
mod place;
mod register;
mod register_files;
mod report;
mod tables;
mod tally;
mod tex;
mod ties;
mod typed;
mod words_zh;
mod yaml;

pub use decisions::Decisions;
pub use place::Place;
pub use tally::{Draft, Tally};

use crate::audit::{Audit, Document};
use crate::locale::built_in_units;
use crate::model::Language;
use book::Writer;
use numbers::Finder;

/// What a book is made of.
#[derive(Debug)]
pub struct Material<'a> {
    /// The name of the document's file.
    pub name: &'a str,
    /// The document.
    pub document: &'a Document,
    /// What its audit has found.
    pub audit: &'a Audit,
    /// The bytes of its pictures, one each; none where they are not to be had.
    pub pictures: &'a [Option<Vec<u8>>],
    /// The language of the book.
    pub language: Language,
}

impl Material<'_> {
    /// The file's name without its ending.
    fn stem(&self) -> &str {
        self.name.rsplit_once('.').map_or(self.name, |(stem, _)| stem)
    }
}

/// The language of a document: that of most of its lines.
pub fn language(document: &Document) -> Language {
    let zh = document
        .lines
        .iter()
        .filter(|line| line.language == Language::Zh)
        .map(|line| line.words.text.len())
        .sum::<usize>();
    let all = document.lines.iter().map(|line| line.words.text.len()).sum::<usize>();
    if zh * 2 >= all && zh > 0 { Language::Zh } else { Language::En }
}

/// A draft of the book, by what is known so far.
pub fn draft(material: &Material<'_>, decisions: &Decisions) -> Draft {
    let finder = Finder::new(&built_in_units());
    let mut writer = Writer::new(material, &finder, decisions);
    writer.pages();
    writer.data();
    writer.report();
    writer.draft
}
