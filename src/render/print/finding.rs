//! The appendix of findings as JSON: what the printed plan states, what its own numbers give, and the verdict.

use super::book::Writer;
use super::inline::text;
use super::words::curled;
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{Check, Finding, Language, SectionEntry, Verdict};
use rust_decimal::Decimal;
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
        opening.map_or(String::new(), |entry| format!("{label}{space}{}", curled(self.language, &entry.title, None)))
    }

    fn finding_section(&self, finding: &Finding) -> Option<&'a SectionEntry> {
        self.section(&finding.section.as_ref()?.value)
    }

    fn finding(&mut self, finding: &'a Finding) -> Value {
        let verdict = match finding.verdict {
            Verdict::Error => "ui.verdict.error",
            Verdict::Rounding => "ui.verdict.rounding",
            Verdict::Ambiguous => "ui.verdict.ambiguous",
        };
        let state = match finding.state.value.as_str() {
            "confirmed" => "ui.finding-state.confirmed",
            "fixed" => "ui.finding-state.fixed",
            _ => "ui.finding-state.open",
        };
        json!({
            "id": short_id(&finding.id.value),
            "to": self.place(format!("finding:{}", finding.id.value)),
            "place": self.finding_place(finding),
            "quote": finding.quote.as_ref().map(|quote| self.field(quote)),
            "verdict": self.say(&Message::new(verdict)),
            "state": self.say(&Message::new(state)),
            "numbers": self.numbers(finding),
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
        let words = curled(self.language, &words, None);
        let target = format!("sec:{}", entry.id);
        if self.targets.contains(&target) {
            vec![json!({"k": "to", "to": target, "c": [text(&words)]})]
        } else {
            vec![text(&words)]
        }
    }

    /// `stated 2.4 %; computed 2.27 %`, as far as the finding says so.
    fn numbers(&self, finding: &Finding) -> Vec<String> {
        let Check::Rule { subject, stated, computed, .. } = &finding.check else { return Vec::new() };
        let one = |id: &'static str, number: &Option<crate::diagnostic::Spanned<String>>| {
            let number = self.in_unit(&subject.value, &number.as_ref()?.value);
            Some(self.say(&Message::new(id).with("number", number)))
        };
        [one("ui.print.stated", stated), one("ui.print.computed", computed)].into_iter().flatten().collect()
    }

    /// A number of a finding with the unit of its fact; as written where the subject is a claim.
    fn in_unit(&self, subject: &str, number: &str) -> String {
        let fact_id = subject.split('@').next().unwrap_or("");
        let units = &self.report.project.units;
        let fact = self.report.project.facts.iter().find(|fact| fact.id.value == fact_id);
        let unit = fact.and_then(|fact| units.parse(&fact.unit.value));
        match (number.parse::<Decimal>(), unit) {
            (Ok(number), Some(unit)) => locale::format_quantity(self.language, number, &unit, units),
            (Ok(number), None) => locale::format_number(self.language, number),
            (Err(_), _) => number.to_owned(),
        }
    }
}

/// A finding's id as printed: `A03` of `A03-achievements`, whose rest only tells the places of one finding apart.
pub(super) fn short_id(id: &str) -> &str {
    id.split_once('-').map_or(id, |(head, _)| head)
}
