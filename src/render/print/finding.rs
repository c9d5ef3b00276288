//! The appendix of findings as JSON: what the printed plan states, what its own numbers give, and how much it weighs.

use super::book::Writer;
use super::inline::text;
use crate::locale;
use crate::model::{Finding, Language, SectionEntry};
use crate::render::sides::{Words, sides};
use serde_json::{Value, json};
use std::collections::BTreeMap;

impl<'a> Writer<'a> {
    /// All findings by chapter, in the order of the places that they are about.
    pub(super) fn findings(&mut self) -> Vec<Value> {
        let report = self.report;
        let mut chapters: BTreeMap<u32, Vec<(&'a [u32], &'a Finding)>> = BTreeMap::new();
        for finding in &report.project.findings {
            let numbers = self.finding_section(finding).map_or(&[][..], |entry| entry.numbers.as_slice());
            // What is about no place of this book comes last.
            chapters.entry(numbers.first().copied().unwrap_or(u32::MAX)).or_default().push((numbers, finding));
        }
        let mut groups = Vec::new();
        for (chapter, mut found) in chapters {
            found.sort_by_key(|(numbers, _)| *numbers);
            let entries: Vec<Value> = found.into_iter().map(|(_, finding)| self.finding(finding)).collect();
            groups.push(json!({"title": self.chapter_title(chapter), "entries": entries}));
        }
        groups
    }

    /// 第一章　现状与形势; empty where no chapter has the number.
    fn chapter_title(&self, chapter: u32) -> String {
        let opening = self.numbered.values().find(|entry| entry.depth == 1 && entry.numbers == [chapter]);
        let label = locale::heading_label(self.language, 1, &[chapter]);
        let space = if self.language == Language::Zh { '\u{3000}' } else { '\u{2002}' };
        opening.map_or(String::new(), |entry| {
            format!("{label}{space}{}", locale::curled(self.language, &entry.title, None))
        })
    }

    fn finding_section(&self, finding: &Finding) -> Option<&'a SectionEntry> {
        self.section(&finding.section.as_ref()?.value)
    }

    fn finding(&mut self, finding: &'a Finding) -> Value {
        json!({
            "id": finding.id.value,
            "to": self.place(format!("finding:{}", finding.id.value)),
            "place": self.finding_place(finding),
            "quote": finding.quote.as_ref().map(|quote| self.field(quote)),
            "kind": finding.kind.map(|kind| self.say(&kind.words())),
            "severity": self.say(&finding.severity.words()),
            "state": self.say(&finding.state.words()),
            "sides": self.sides(finding),
            "note": self.field(&finding.note),
        })
    }

    /// Where it stands in its chapter, as a link: 第一节“水文特征”, 1.1.1.4 Water.
    fn finding_place(&self, finding: &Finding) -> Vec<Value> {
        let Some(entry) = self.finding_section(finding) else { return Vec::new() };
        let label = |depth: u8| {
            let count = entry.numbers.len().min(usize::from(depth));
            locale::heading_label(self.language, depth, &entry.numbers[..count])
        };
        let words = match self.language {
            Language::Zh if entry.depth <= 2 => format!("{}“{}”", label(entry.depth), entry.title),
            Language::Zh => format!("{}“{}”", label(2), entry.title),
            Language::En => format!("{}\u{a0}{}", label(entry.depth.min(4)), entry.title),
        };
        let words = locale::curled(self.language, &words, None);
        let target = format!("sec:{}", entry.id);
        if self.targets.contains(&target) {
            vec![json!({"k": "to", "to": target, "c": [text(&words)]})]
        } else {
            vec![text(&words)]
        }
    }

    /// The statements that disagree, each with its name.
    fn sides(&mut self, finding: &'a Finding) -> Vec<Value> {
        let sides = sides(self.report, self.language, finding);
        sides.iter().map(|side| json!({"name": self.words(&side.name), "value": self.words(&side.value)})).collect()
    }

    fn words(&mut self, words: &Words<'a>) -> Vec<Value> {
        match words {
            Words::Book(inlines) => self.inlines(inlines),
            Words::Said(message) => vec![text(&self.say(message))],
            Words::Plain(plain) => vec![text(plain)],
        }
    }
}
