//! What a finding sets against each other, decided once for site and print: its own sides, or the two numbers of its
//! check, each under the name that is true of it.

use crate::diagnostic::{Message, rule};
use crate::locale;
use crate::model::{Check, Finding, FindingKind, Inline, Language, Report};
use rust_decimal::Decimal;

/// One side.
pub(super) struct Side<'a> {
    /// What it is.
    pub(super) name: Words<'a>,
    /// What it says.
    pub(super) value: Words<'a>,
}

/// Words of the book or of the tool.
pub(super) enum Words<'a> {
    /// Of the data, perhaps tied.
    Book(&'a [Inline]),
    /// Of the catalogue.
    Said(Message),
    /// A number.
    Plain(String),
}

/// The sides of a finding, in the order of the file.
pub(super) fn sides<'a>(report: &'a Report, language: Language, finding: &'a Finding) -> Vec<Side<'a>> {
    if !finding.sides.is_empty() {
        let words = |prose: &'a crate::model::Prose| Words::Book(&prose.get(language).inlines);
        return finding.sides.iter().map(|side| Side { name: words(&side.name), value: words(&side.value) }).collect();
    }
    let Check::Rule { rule, subject, stated, computed } = &finding.check else { return Vec::new() };
    let names = names(rule).map(Message::new);
    let values = [stated, computed].map(|number| number.as_ref());
    let sides = names.into_iter().zip(values).filter_map(|(name, number)| {
        let value = number_text(report, language, finding, subject, number?);
        Some(Side { name: Words::Said(name), value: Words::Plain(value) })
    });
    sides.collect()
}

/// What `stated` and `computed` of a rule are: only where a formula is set against a printed number has the tool
/// computed the one and the plan printed the other. A claim or a relation compares two sides, and the plan may print
/// both, or neither.
fn names(rule: &str) -> [&'static str; 2] {
    match rule {
        rule if [rule::FORMULA_DIFFERS.name, rule::NUMBER_DIFFERS.name].contains(&rule) => {
            ["finding.side.stated", "finding.side.computed"]
        }
        rule if rule == rule::RELATION_FALSE.name => ["finding.side.checked", "finding.side.reference"],
        _ => ["finding.side.reference", "finding.side.checked"],
    }
}

/// A number of `findings.yaml` in its subject's unit; as written where it carries its own, and where it is a year.
fn number_text(report: &Report, language: Language, finding: &Finding, subject: &str, written: &str) -> String {
    let id = subject.split('@').next().unwrap_or("");
    let units = &report.project.units;
    let fact = report.project.facts.get(id);
    let unit = fact.and_then(|fact| units.parse(&fact.unit.value));
    match (written.parse::<Decimal>(), unit) {
        (Ok(number), Some(unit)) => locale::format_quantity(language, number, &unit, units),
        (Ok(number), None) if finding.kind != Some(FindingKind::Date) => locale::format_number(language, number),
        _ => written.to_owned(),
    }
}
