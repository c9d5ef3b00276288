//! Revisions: the files of `data/revisions/`, as commands write them and as `check` asks for them.
//!
//! A number that differs from the last edition is explained where revisions lead from what it was to what it is and the
//! last of them says why.

use super::edition::{Edition, FactRecord, facts};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Sought, Spanned, rule};
use crate::model::{Day, Key, Report, RevisionKind};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The folder, from the book's root.
pub const FOLDER: &str = "data/revisions";

/// What a command is about to record.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The day.
    pub when: Day,
    /// What it is.
    pub kind: RevisionKind,
    /// The person.
    pub who: Option<String>,
    /// Where the new values come from: an id of `sources.yaml`.
    pub source: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// What changes.
    pub steps: Vec<Step>,
}

/// One value or name that changes.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// The key of the number; of a rename what has the name.
    pub key: String,
    /// What stood there as the data write it; none where nothing stood.
    pub from: Option<String>,
    /// What stands there from now on.
    pub to: String,
    /// The date that is written beside it.
    pub date: Option<String>,
    /// Its own source.
    pub source: Option<String>,
    /// Its own reason.
    pub why: Option<String>,
}

impl Operation {
    /// The path of its file, which none of `taken` has, and the file's text.
    pub fn file(&self, taken: &[String]) -> (String, String) {
        let day = self.when.iso();
        let number = |path: &String| {
            let name = path.strip_prefix(FOLDER)?.trim_start_matches('/').split('.').next()?;
            name.strip_prefix(day.as_str())?.strip_prefix('-')?.parse::<u32>().ok()
        };
        let next = taken.iter().filter_map(number).max().unwrap_or(0).saturating_add(1);
        (format!("{FOLDER}/{day}-{next:02}.yaml"), self.text())
    }

    fn text(&self) -> String {
        let mut text = format!(
            "# yaml-language-server: $schema=../.schema/revisions.schema.json\nformat: 1\nwhen: {}\n",
            self.when.iso()
        );
        let _ = writeln!(text, "kind: {}", self.kind.word());
        for (key, value) in [("who", &self.who), ("source", &self.source), ("why", &self.why)] {
            if let Some(value) = value {
                let _ = writeln!(text, "{key}: {}", quoted(value));
            }
        }
        text += "changes:\n";
        for step in &self.steps {
            let _ = write!(text, "- {{key: {}", quoted(&step.key));
            let parts = [
                ("from", step.from.as_ref()),
                ("to", Some(&step.to)),
                ("date", step.date.as_ref()),
                ("source", step.source.as_ref()),
                ("why", step.why.as_ref()),
            ];
            for (key, value) in parts {
                if let Some(value) = value {
                    let _ = write!(text, ", {key}: {}", quoted(value));
                }
            }
            text += "}\n";
        }
        text
    }
}

/// A text as YAML reads it back, letter by letter, on one line.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            _ if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// Reports revisions that name a source which does not exist, and numbers that differ from the last edition for no
/// reason, where the book asks for reasons.
pub fn judge(report: &Report, last: Option<&Edition>, faults: &mut Diagnostics) {
    let project = &report.project;
    for revision in &project.revisions {
        let own = revision.changes.iter().filter_map(|change| change.source.as_ref());
        for source in revision.source.iter().chain(own).filter(|source| !project.sources.has(&source.value)) {
            faults.report(unknown_source(source, report));
        }
    }
    if let Some(last) = last.filter(|_| project.plan.revisions_required) {
        let before: BTreeMap<String, &FactRecord> =
            last.facts.iter().map(|fact| (renamed(report, &fact.key), fact)).collect();
        for now in facts(report) {
            if let Some(was) = before.get(&now.key)
                && !is_same(was, &now)
            {
                explain(report, last, was, &now, faults);
            }
        }
    }
}

fn unknown_source(source: &Spanned<String>, report: &Report) -> Diagnostic {
    let message = Message::new("unknown-source").with("name", source.value.as_str());
    let fault = Diagnostic::error(rule::UNKNOWN_NAME, source.span, message).seeking(Sought::Source);
    fault.near(source, report.project.sources.iter().map(|source| source.id.value.as_str()))
}

/// A key of an edition as it is called now.
fn renamed(report: &Report, key: &str) -> String {
    let mut key: Key = key.parse().unwrap_or_else(|never| match never {});
    for revision in report.project.revisions.iter().filter(|revision| revision.kind == RevisionKind::Rename) {
        for change in &revision.changes {
            let Some(from) = change.from.as_deref() else { continue };
            match change.key.value.as_str() {
                "key" if key.base() == from => {
                    let target = key.base() != key.fact;
                    key = Key::new(&change.to, target, key.members);
                }
                "member" => {
                    let to = change.to.rsplit('.').next().unwrap_or(&change.to);
                    let from = from.rsplit('.').next().unwrap_or(from);
                    key.members.iter_mut().filter(|member| *member == from).for_each(|member| to.clone_into(member));
                }
                _ => {}
            }
        }
    }
    key.to_string()
}

/// Whether a given number is what it was; what is computed follows from what is given.
fn is_same(was: &FactRecord, now: &FactRecord) -> bool {
    now.state == "computed" || (was.state == now.state && was.value == now.value && was.unit == now.unit)
}

/// What the data write: a number, or the word of its state.
fn written(fact: &FactRecord) -> &str {
    match fact.state.as_str() {
        "undetermined" => "null",
        "given" => fact.value.as_deref().unwrap_or("null"),
        other => other,
    }
}

fn explain(report: &Report, last: &Edition, was: &FactRecord, now: &FactRecord, faults: &mut Diagnostics) {
    // Each value that revisions lead to, and whether the last step to it says why.
    let mut reached: BTreeMap<&str, bool> = BTreeMap::from([(written(was), false)]);
    for revision in report.project.revisions.iter().filter(|revision| revision.kind != RevisionKind::Rename) {
        for change in revision.changes.iter().filter(|change| renamed(report, &change.key.value) == now.key) {
            if change.from.as_deref().is_none_or(|from| reached.contains_key(from)) {
                reached.insert(&change.to, revision.reason(change).is_some());
            }
        }
    }
    let told = reached.get(written(now)).copied().filter(|_| written(was) != written(now));
    if told == Some(true) {
        return;
    }
    let Some(place) = report.observed(&now.key).map(|found| found.span) else { return };
    let id = if told.is_some() { "revision-without-why" } else { "revision-unexplained" };
    let message = Message::new(id).with("key", now.key.as_str()).with("edition", last.edition.as_str());
    let message = message.with("was", written(was)).with("now", written(now));
    let hint = Message::new("revision-hint").with("key", now.key.as_str()).with("value", written(now));
    faults.report(Diagnostic::error(rule::REVISION_UNEXPLAINED, place, message).hint(hint));
}
