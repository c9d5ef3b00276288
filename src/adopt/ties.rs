//! The ties of a line: each of its numbers takes its fact, or says why it is none.

use super::book::{Cell, Writer};
use super::line::{Insert, Put};
use super::numbers::Said;
use super::register::{Taken, year};
use super::{names_en, names_zh};
use crate::model::Language;

impl Writer<'_> {
    /// The ties of a line.
    pub(super) fn ties(&mut self, line: usize, words: &str, cell: Option<Cell>) -> Vec<Insert> {
        let extra = self.decisions.extra.get(&line).map(Vec::as_slice).unwrap_or_default();
        let said = self.finder.find(self.language(), words, extra);
        if said.is_empty() {
            return Vec::new();
        }
        let heading = self.heading_of(line);
        let key = match &cell {
            // A cell that holds more than its number is read like any other.
            Some(Cell::Key(key)) => said.first().filter(|one| one.range == (0..words.len())).map(|_| key.clone()),
            _ => None,
        };
        let names = match (&cell, self.language()) {
            (Some(Cell::Named(name, _)), _) if said.len() == 1 => vec![name.clone()],
            (Some(Cell::Named(name, _)), _) => (1..=said.len()).map(|count| format!("{name} {count}")).collect(),
            (_, Language::Zh) => names_zh::names(words, &said, &heading),
            (_, Language::En) => names_en::names(words, &said, &heading),
        };
        let unit = match cell {
            Some(Cell::Named(_, unit)) => unit,
            _ => None,
        };
        let (place, theme) = (self.place(line), self.theme().to_owned());
        let mut inserts = Vec::new();
        for (said, name) in said.iter().zip(names) {
            let at = (line, said.range.start);
            let reason = self.decisions.waived.get(&at).copied().or_else(|| said.class.then_some("name"));
            let put = match reason {
                Some(reason) => {
                    self.count_waived(reason, line, words, said);
                    format!("!{reason}")
                }
                None if key.is_some() => {
                    self.draft.tally.numbers += 1;
                    self.draft.tally.ties += 1;
                    format!("={}", key.as_deref().unwrap_or_default())
                }
                None => {
                    self.draft.tally.numbers += 1;
                    self.draft.tally.ties += 1;
                    let contradicts = (self.contradicted.iter())
                        .any(|(other, at)| *other == line && said.range.start <= *at && *at < said.range.end);
                    let taken = Taken {
                        said,
                        name,
                        heading: if self.is_under_a_heading(line) { &heading } else { "" },
                        date: year(self.language(), words, said),
                        place: &place,
                        unit: unit.as_deref(),
                        theme: &theme,
                        contradicts,
                        alone: self.decisions.alone.contains(&at),
                    };
                    format!("={}", self.register.take(&taken))
                }
            };
            inserts.push(Insert { range: said.range.clone(), put: Put::Link(put) });
        }
        inserts
    }

    fn count_waived(&mut self, reason: &str, line: usize, words: &str, said: &Said) {
        if reason == "name" {
            self.draft.tally.names += 1;
            return;
        }
        self.draft.tally.numbers += 1;
        let place = self.place(line);
        let sentence = words.get(said.clause.clone()).unwrap_or_default().trim();
        let number = words.get(said.range.clone()).unwrap_or_default();
        self.draft.untied.push((place, format!("{number}：{sentence}")));
    }
}
