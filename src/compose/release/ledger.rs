//! The ledger by chapters: a row a number, with where it is first said, what it is and where it comes from.

use super::Making;
use crate::model::document::{Entry, ReleaseCell, Status};

impl Making<'_> {
    /// A table a chapter, then one of the facts that no sentence says.
    pub(super) fn ledger(&mut self) {
        let frame = self.frame;
        let mut chapters: Vec<(Option<&str>, Vec<Vec<ReleaseCell>>)> = Vec::new();
        for group in &frame.ledger {
            let page = group.page.and_then(|page| frame.pages.iter().find(|entry| entry.id == page));
            let chapter = page.map(|page| page.chapter.as_str());
            let mut rows = Vec::new();
            for entry in group.facts.iter().flat_map(|fact| &fact.keys).filter_map(|key| frame.numbers.get(key)) {
                rows.push(self.ledger_row(&group.title, entry));
            }
            match chapters.last_mut() {
                Some((last, known)) if *last == chapter => known.append(&mut rows),
                _ => chapters.push((chapter, rows)),
            }
        }
        for (chapter, rows) in chapters {
            let opening = frame.pages.iter().find(|page| Some(page.chapter.as_str()) == chapter && page.opens_chapter);
            let heading = opening.and_then(|page| frame.title(page.id)).map(|section| section.text.clone());
            let title = heading.unwrap_or_else(|| self.word("ui.ledger.unsaid"));
            let title = crate::diagnostic::Message::new("release.ledger").with("chapter", title);
            let title = self.composer.say(&title);
            let heads = LEDGER_HEADS.map(|id| self.word(id)).to_vec();
            self.add(&format!("ledger_{}", chapter.unwrap_or("other")), title, heads, rows);
        }
    }

    fn ledger_row(&mut self, section: &str, entry: &Entry) -> Vec<ReleaseCell> {
        let remarks = self.all_remarks(entry);
        let mut row = vec![ReleaseCell::Words(section.to_owned())];
        row.extend(self.number_cells(entry));
        row.push(ReleaseCell::Words(entry.key.to_string()));
        row.push(self.notes_cell(&remarks));
        row
    }

    /// Name, value, unit, date, kind and source of a number.
    pub(super) fn number_cells(&self, entry: &Entry) -> [ReleaseCell; 6] {
        let fact = self.facts.get(entry.key.base());
        let or = |words: Option<String>, id| words.filter(|words| !words.is_empty()).unwrap_or_else(|| self.word(id));
        let date = entry.date.clone().or_else(|| fact?.date.clone());
        let source = entry.source.as_ref().or_else(|| fact?.source.as_ref());
        let kind = match (entry.target, entry.status) {
            (true, _) => "release.kind.target",
            (false, Status::Computed) => "ui.label.computed",
            (false, _) => "release.kind.observed",
        };
        [
            ReleaseCell::Words(entry.name.clone()),
            self.value_cell(entry),
            ReleaseCell::Words(or(Some(entry.unit_label.clone()), "word.none")),
            ReleaseCell::Words(or(date, "word.not-stated")),
            ReleaseCell::Words(self.word(kind)),
            ReleaseCell::Words(or(source.map(|source| source.name.clone()), "word.not-stated")),
        ]
    }
}

/// The heads of the ledger.
const LEDGER_HEADS: [&str; 9] = [
    "release.section",
    "ui.label.name",
    "ui.label.value",
    "ui.label.unit",
    "ui.label.date",
    "ui.label.kind",
    "ui.label.source",
    "ui.label.key",
    "release.notes",
];
