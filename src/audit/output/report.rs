//! What a report says, in words, before it has a form: what was read, what was found, and a sheet to sign.

use super::Told;
use crate::audit::{Certainty, Finding};
use crate::diagnostic::Message;
use serde::Serialize;

/// So many of the other places are quoted.
const OTHERS: usize = 4;

#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) title: String,
    pub(super) summary: Vec<String>,
    pub(super) groups: Vec<Group>,
    pub(super) sheet: Sheet,
}

/// The findings of one certainty.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub(super) label: String,
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
pub(super) struct Entry {
    /// Its number in the report, from 1.
    pub(super) number: usize,
    pub(super) place: String,
    pub(super) quote: String,
    pub(super) message: String,
    pub(super) beside: Vec<String>,
    pub(super) explanation: Option<String>,
}

/// The sheet to sign: what was compared by kind, what was not read, what becomes of each finding, the file.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) file: String,
    /// Heads of the first table, and its rows.
    pub(super) relation: String,
    pub(super) compared: String,
    pub(super) relations: Vec<(String, usize)>,
    pub(super) unread: Option<String>,
    /// Title and heads of the second table; its rows are the numbers and places of the findings.
    pub(super) dispositions: String,
    pub(super) number: String,
    pub(super) place: String,
    pub(super) disposition: String,
    pub(super) places: Vec<(usize, String)>,
    pub(super) checked_by: String,
    pub(super) reviewed_by: String,
    pub(super) date: String,
    pub(super) scope: String,
}

/// The report of one document.
pub(super) fn report(told: Told<'_>) -> Report {
    let mut number = 0;
    let mut groups = Vec::new();
    for certainty in [Certainty::Sure, Certainty::Likely, Certainty::Look] {
        let found = told.findings().filter(|finding| finding.certainty == certainty);
        let entries: Vec<Entry> = found
            .map(|finding| {
                number += 1;
                entry(told, number, finding)
            })
            .collect();
        if !entries.is_empty() {
            groups.push(Group { label: told.catalogue.label(certainty.message()).to_owned(), entries });
        }
    }
    let places = groups.iter().flat_map(|group| &group.entries).map(|entry| (entry.number, entry.place.clone()));
    let sheet = sheet(told, places.collect());
    let title = told.say(&Message::new("audit.report.title").with("path", told.path()));
    Report { title, summary: told.summary(), groups, sheet }
}

fn entry(told: Told<'_>, number: usize, finding: &Finding) -> Entry {
    let beside = |(place, quote): (String, String)| {
        told.say(&Message::new("audit.beside").with("place", place).with("quote", quote))
    };
    Entry {
        number,
        place: told.place(&finding.spot),
        quote: told.quote(&finding.spot),
        message: told.say(&finding.message),
        beside: told.beside(finding, OTHERS).into_iter().map(beside).collect(),
        explanation: finding.explanation.as_ref().map(|explanation| told.say(explanation)),
    }
}

fn sheet(told: Told<'_>, places: Vec<(usize, String)>) -> Sheet {
    let label = |id: &str| told.catalogue.label(id).to_owned();
    let file = Message::new("audit.report.file").with("path", told.path()).with("hash", told.audit.hash.as_str());
    let relations = told.audit.relations.iter().filter(|(_, count)| *count > 0);
    Sheet {
        title: label("audit.report.sheet"),
        file: told.say(&file),
        relation: label("audit.report.relation"),
        compared: label("audit.report.compared"),
        relations: relations.map(|(name, count)| (label(&format!("audit.relation.{name}")), *count)).collect(),
        unread: told.unread(),
        dispositions: label("audit.report.dispositions"),
        number: label("ui.label.number"),
        place: label("audit.report.where"),
        disposition: label("audit.report.disposition"),
        places,
        checked_by: label("audit.report.checked-by"),
        reviewed_by: label("audit.report.reviewed-by"),
        date: label("audit.report.date"),
        scope: label("audit.report.scope"),
    }
}
