//! What cannot be read of a book that has errors. A comparison names it as unread: it would look gone, and is not.

use super::changes::{Change, Changes};
use super::record::FactRecord;
use super::texts::is_data;
use crate::diagnostic::{Diagnostics, Severity, SourceMap};
use crate::model::{LANGUAGES, Project};
use std::collections::BTreeSet;

/// Files that all numbers rest on.
const COMMON: [&str; 3] = ["data/dimensions.yaml", "data/plan.yaml", "data/units.yaml"];

/// What is missing for its errors.
#[derive(Debug, Default)]
pub struct Unread {
    /// Files of which something is lost, from the book's root.
    files: BTreeSet<String>,
    /// A whole file or folder is missing, and nobody knows what was in it.
    folder: bool,
    /// A formula, or something that one may rest on, could not be understood.
    formulas: bool,
}

impl Unread {
    /// Judges the errors of a book by the traits of their rules.
    pub fn of(faults: &Diagnostics, sources: &SourceMap) -> Self {
        let mut unread = Self::default();
        for fault in faults.iter().filter(|fault| fault.severity == Severity::Error) {
            let path = fault.place.map(|place| sources.source(place.source).path.as_str());
            let loses = fault.rule.loses || fault.rule.drops;
            unread.folder |= loses && path.is_none();
            unread.formulas |= path.is_none_or(is_data) && (loses || fault.rule.fixed);
            unread.files.extend(path.filter(|_| loses).map(str::to_owned));
        }
        unread
    }

    fn file(&self, path: &str) -> bool {
        self.folder || self.files.contains(path)
    }

    fn facts(&self) -> bool {
        let of_facts = |path: &String| path.starts_with("data/facts/") || COMMON.contains(&path.as_str());
        self.folder || self.files.iter().any(of_facts)
    }

    /// Whether a text of a page or of the data may be lost; `page` as the records name it.
    fn text(&self, page: &str, tag: &str) -> bool {
        match page {
            "data/facts" => self.facts(),
            page if is_data(page) => self.file(page),
            page => self.file(&format!("content/{tag}/{page}")),
        }
    }

    /// Takes back what looks gone in a comparison and is only unread. `project` is that of the book with the errors.
    pub fn judge(&self, changes: &mut Changes, project: &Project) {
        changes.unread = self.files.iter().cloned().collect();
        let computed = |key: &str| {
            let id = key.split('@').next().unwrap_or(key);
            project.facts.iter().any(|fact| fact.id.value == id && fact.formula.is_some())
        };
        for fact in &mut changes.facts {
            let value = |side: &Option<FactRecord>| side.as_ref().is_some_and(|side| side.value.is_some());
            let gone = fact.change == Change::Removed && self.facts();
            let blank = self.formulas && value(&fact.before) && !value(&fact.after) && computed(&fact.key);
            if gone || fact.change == Change::Changed && blank {
                (fact.change, fact.after) = (Change::Unread, None);
                fact.details.clear();
            }
        }
        let records = [
            ("data/indicators.yaml", &mut changes.indicators),
            ("data/figures.yaml", &mut changes.figures),
            ("data/claims.yaml", &mut changes.claims),
        ];
        for (path, records) in records {
            for record in records.iter_mut() {
                if record.change == Change::Removed && self.file(path) {
                    record.change = Change::Unread;
                }
                // The values of an indicator and the parts of a chart are those of facts.
                record.details.retain(|detail| detail.field != "value" || detail.after.is_some() || !self.formulas);
            }
            records.retain(|record| record.change != Change::Changed || !record.details.is_empty());
        }
        for block in &mut changes.texts {
            for (language, sentences) in LANGUAGES.into_iter().zip([&mut block.zh, &mut block.en]) {
                if self.text(&block.page, language.tag()) {
                    sentences.retain(|sentence| sentence.after.is_some());
                }
            }
        }
        changes.texts.retain(|block| !block.zh.is_empty() || !block.en.is_empty());
    }
}
