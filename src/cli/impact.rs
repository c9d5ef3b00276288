//! `impact`: what other values in the data would bring, before anything is written.

use super::arguments::{ImpactArguments, ImpactFormat};
use super::changes::{self, Change as Rewritten};
use super::{Context, Status};
use crate::diagnostic::{Diagnostic, Failure, Message, Phrases, Severity, rule, visible_json};
use crate::locale::{self, Catalogue};
use crate::model::{UnitTable, decimal};
use crate::{Amount, Change, Foreseen, impact_book};
use serde_json::{Value, json};

pub(super) fn run(arguments: &ImpactArguments, context: &mut Context) -> Result<Status, Failure> {
    let wanted = wanted(&arguments.changes)?;
    let foreseen = match impact_book(&context.book()?, &wanted)? {
        Ok(foreseen) => foreseen,
        Err(outcome) => {
            context.terminal.errors(&outcome);
            return Ok(Status::Rejected);
        }
    };
    let page = Page::new(&foreseen, &context.terminal.catalogue);
    let text = match arguments.format {
        ImpactFormat::Human => page.read_in(&wanted) + &page.human(),
        ImpactFormat::Json => visible_json(&page.json()).into_owned(),
    };
    context.terminal.result(&text);
    Ok(Status::Fine)
}

/// Keys and values, as typed: `KEY=VALUE`.
pub(super) fn wanted(changes: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let pair = |change: &String| match change.rsplit_once('=') {
        Some((key, value)) => Ok((key.trim_start_matches('=').to_owned(), value.to_owned())),
        None => Err(Failure::new(Message::new("impact.form").with("text", change.as_str()))),
    };
    changes.iter().map(pair).collect()
}

/// What follows from values, for people.
pub(super) fn told(foreseen: &Foreseen, catalogue: &Catalogue, wanted: &[(String, String)]) -> String {
    let page = Page::new(foreseen, catalogue);
    page.read_in(wanted) + &page.human()
}

/// An error, or a claim of which nobody knows any longer whether it is true.
fn is_broken(fault: &Diagnostic) -> bool {
    fault.severity == Severity::Error || fault.rule == rule::CLAIM_UNDECIDED
}

/// What is to be told.
struct Page<'a> {
    foreseen: &'a Foreseen,
    catalogue: &'a Catalogue,
    sentences: Vec<Rewritten>,
    /// What would be wrong then and is not now: claims that break or can no longer be decided, formulas that no
    /// longer fit.
    broken: Vec<&'a Diagnostic>,
    units: Option<&'a UnitTable>,
}

impl<'a> Page<'a> {
    fn new(foreseen: &'a Foreseen, catalogue: &'a Catalogue) -> Self {
        Self {
            foreseen,
            catalogue,
            sentences: changes::changes(&foreseen.then.before.sources, &foreseen.then.sync.edits),
            broken: foreseen.broken().filter(|fault| is_broken(fault)).collect(),
            units: foreseen.before.report.as_ref().map(|report| &report.project.units),
        }
    }

    /// In which unit the numbers without one were read.
    fn read_in(&self, wanted: &[(String, String)]) -> String {
        let mut text = String::new();
        for (key, value) in wanted.iter().filter(|(_, value)| decimal(value).is_ok()) {
            let change = self.foreseen.impact.values.iter().find(|change| change.key.reads(key));
            let Some(((_, unit), units)) = change.and_then(|change| change.after.as_ref()).zip(self.units) else {
                continue;
            };
            let name = locale::unit_label(self.catalogue.language(), unit, units);
            if !name.is_empty() {
                let message = Message::new("impact.read-in").with("key", key.as_str()).with("value", value.as_str());
                text += &self.catalogue.phrase(&message.with("unit", name));
                text.push('\n');
            }
        }
        text
    }

    fn human(&self) -> String {
        let found = &self.foreseen.impact;
        let values = |list: &[Change]| list.iter().map(|change| self.change(change)).collect::<Vec<_>>();
        let diff = |change: &Rewritten| changes::diff(change).trim_end().replace('\n', "\n  ");
        let broken = |fault: &&Diagnostic| {
            let place = self.place(fault).map_or_else(String::new, |(file, line)| format!("{file}:{line}: "));
            format!("{place}[{}] {}", fault.rule, self.catalogue.phrase(&fault.message))
        };
        let mut text = String::new();
        for (id, lines) in [
            ("impact.values", values(&found.values)),
            ("impact.formulas", values(&found.formulas)),
            ("impact.sentences", self.sentences.iter().map(diff).collect()),
            ("impact.broken", self.broken.iter().map(broken).collect()),
            ("count.figures", found.figures.clone()),
            ("count.tables", found.tables.clone()),
            ("impact.pages", found.pages.clone()),
            ("impact.pdfs", found.pdfs.clone()),
        ] {
            text += &self.catalogue.phrase(&Message::new(id).with("count", lines.len()));
            text.push('\n');
            lines.iter().for_each(|line| text += &format!("  {line}\n"));
        }
        text
    }

    fn json(&self) -> String {
        let found = &self.foreseen.impact;
        let values = |list: &[Change]| list.iter().map(|change| self.change_json(change)).collect::<Vec<_>>();
        let sentences: Vec<Value> = self
            .sentences
            .iter()
            .map(|one| json!({"file": one.file, "line": one.line, "before": one.before, "after": one.after}))
            .collect();
        let broken: Vec<Value> = self
            .broken
            .iter()
            .map(|fault| {
                let (file, line) = self.place(fault).map_or((Value::Null, Value::Null), |(f, l)| (json!(f), json!(l)));
                json!({"rule": fault.rule.name, "message": self.catalogue.phrase(&fault.message), "file": file, "line": line})
            })
            .collect();
        let whole = json!({
            "format": 1,
            "values": values(&found.values),
            "formulas": values(&found.formulas),
            "sentences": sentences,
            "broken": broken,
            "figures": found.figures,
            "tables": found.tables,
            "pages": found.pages,
            "pdfs": found.pdfs,
        });
        format!("{whole:#}\n")
    }

    fn change(&self, change: &Change) -> String {
        let number = |amount: &Option<Amount>| self.number(change, amount.as_ref());
        format!("{}: {} → {}", change.key, number(&change.before), number(&change.after))
    }

    fn change_json(&self, change: &Change) -> Value {
        let plain = |amount: &Option<Amount>| amount.as_ref().map(|(number, _)| number.to_string());
        let unit = change.after.as_ref().or(change.before.as_ref()).map(|(_, unit)| unit.written.as_str());
        let (before, after) = (plain(&change.before), plain(&change.after));
        json!({"key": change.key.to_string(), "before": before, "after": after, "unit": unit})
    }

    fn number(&self, change: &Change, amount: Option<&Amount>) -> String {
        match amount.zip(self.units) {
            Some(((number, unit), units)) => {
                let text = locale::format_quantity(self.catalogue.language(), *number, unit, units);
                locale::hedged(self.catalogue, text, change.bound, change.qualifier)
            }
            None => self.catalogue.phrase(&Message::new("word.to-be-determined")),
        }
    }

    fn place(&self, fault: &Diagnostic) -> Option<(&str, usize)> {
        let sources = &self.foreseen.then.outcome().sources;
        let span = fault.place?;
        Some((&sources.source(span.source).path, sources.start(span).line))
    }
}
