//! The appendix of findings as JSON: what the printed plan states, what its own numbers give, and the verdict.

use super::book::Writer;
use super::inline::text;
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{Check, Finding, Verdict};
use rust_decimal::Decimal;
use serde_json::{Value, json};

impl<'a> Writer<'a> {
    /// All findings in the order of the file.
    pub(super) fn findings(&mut self) -> Vec<Value> {
        let report = self.report;
        report.project.findings.iter().map(|finding| self.finding(finding)).collect()
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
            "id": finding.id.value,
            "to": self.place(format!("finding:{}", finding.id.value)),
            "place": self.finding_place(finding),
            "quote": finding.quote.as_ref().map(|quote| self.field(quote)),
            "verdict": self.say(&Message::new(verdict)),
            "state": self.say(&Message::new(state)),
            "numbers": self.numbers(finding),
            "note": self.field(&finding.note),
        })
    }

    /// Where it stands in this book, as a link.
    fn finding_place(&self, finding: &Finding) -> Vec<Value> {
        let Some(section) = finding.section.as_ref().map(|section| section.value.as_str()) else { return Vec::new() };
        let Some(entry) = self.section(section) else { return Vec::new() };
        let words = self.section_reference(entry);
        let target = format!("sec:{section}");
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
