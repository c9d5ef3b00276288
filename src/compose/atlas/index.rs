//! The index: names with their sheets, and all numbers of the book.

use super::{Maker, words};
use crate::model::document::{Run, SheetLayout, SheetLine, SheetPart};

impl Maker<'_> {
    pub(super) fn index(&mut self) {
        let mut parts = Vec::new();
        let project = &self.composer.report.project;
        for dimension in super::PLACES {
            let Some(declared) = project.dimensions.get(dimension) else { continue };
            let line = |member: &crate::model::Member| {
                self.leading_to(
                    self.composer.field(&member.name),
                    vec![Self::member_sheet(dimension, &member.id.value)],
                )
            };
            let lines: Vec<SheetLine> = declared.members.iter().map(line).collect();
            if !lines.is_empty() {
                parts.push(SheetPart::Lines(self.composer.field_text(&declared.name), lines));
            }
        }
        let named = project.programmes.iter().map(|one| &one.name).chain(project.projects.iter().map(|one| &one.name));
        let lines = named.map(|name| self.leading_to(self.composer.field(name), self.sheets_of("projects"))).collect();
        parts.extend(self.lines("atlas.group.projects", lines));
        let indicators = self.frame.indicators.iter();
        let lines = indicators.map(|one| self.leading_to(one.name.clone(), self.sheets_of("indicators"))).collect();
        parts.extend(self.lines("ui.site.annex_indicators", lines));
        let figures = self.subjects.iter().filter_map(|(id, _)| {
            let caption = &self.frame.figures.get(id)?.caption;
            let mut runs = words(format!("{}\u{2002}", caption.label));
            runs.extend(caption.title.clone());
            Some(self.leading_to(runs, self.sheets_with(id)))
        });
        let figures = figures.collect();
        parts.extend(self.lines("atlas.index-pictures", figures));
        for group in &self.frame.ledger {
            let mut lines = Vec::new();
            for fact in &group.facts {
                let entries: Vec<_> = fact.keys.iter().filter_map(|key| self.frame.numbers.get(key)).collect();
                // What has no value at all is one line.
                if let Some(first) = entries.first().filter(|_| entries.iter().all(|entry| entry.value.is_none())) {
                    let lead = vec![Run::Absent(first.text.clone())];
                    lines.push(SheetLine { lead, runs: fact.name.clone(), sheets: Vec::new() });
                    continue;
                }
                for entry in entries {
                    let value = match entry.value {
                        Some(_) => Run::Words(entry.text.clone()),
                        None => Run::Absent(entry.text.clone()),
                    };
                    lines.push(SheetLine { lead: vec![value], runs: words(entry.name.clone()), sheets: Vec::new() });
                }
            }
            if !lines.is_empty() {
                parts.push(SheetPart::Lines(group.title.clone(), lines));
            }
        }
        let title = words(self.word("atlas.index"));
        self.sheet("index", "atlas.group.index", title, SheetLayout::Index(4), parts);
    }

    /// The sheets whose ids begin with a word.
    fn sheets_of(&self, group: &str) -> Vec<String> {
        let ids = self.atlas.sheets.iter().map(|sheet| &sheet.id);
        ids.filter(|id| id.starts_with(group)).cloned().collect()
    }

    /// A line that leads to sheets, to those that there are.
    pub(super) fn leading_to(&self, runs: Vec<Run>, sheets: Vec<String>) -> SheetLine {
        let known = |id: &String| self.atlas.sheets.iter().any(|sheet| sheet.id == *id);
        SheetLine { lead: Vec::new(), runs, sheets: sheets.into_iter().filter(known).collect() }
    }
}
