//! The way from files to a judged book, and to the same book with other values. Writes nothing.

use super::Editions;
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, SourceMap};
use crate::load::{Files, Overlay};
use crate::model::{Edit, Outcome, Project};
use crate::revise::edition::{self, Edition};
use crate::revise::impact::{self, Impact};
use crate::revise::{self, LeftAlone, Proposal, Sync, TieRequest};
use crate::{bind, check, load, locale};

/// Reads a book and applies the rules.
///
/// # Errors
/// When a file cannot be read. What is wrong with the book itself is in [`Outcome::faults`].
pub fn check_book(files: &dyn Files) -> Result<Outcome, Failure> {
    let (mut sources, mut faults) = (SourceMap::default(), Diagnostics::new());
    let read = || load::project(files, &mut sources, &mut faults, locale::built_in_units());
    let (project, ()) = rayon::join(read, locale::prepare);
    let report = project?.map(|project| {
        let report = bind::report(project, &mut faults);
        check::report(&report, &mut faults);
        revise::opinions::judge(&report, &cited_editions(files, &report.project), &mut faults);
        revise::revisions::judge(&report, last_edition(files, &report.project).as_ref(), &mut faults);
        report
    });
    let held_back = check::hold_back(&sources, &mut faults);
    if let Some(report) = &report {
        check::weigh(&report.project.plan, &mut faults);
    }
    Ok(Outcome { sources, faults, held_back, report })
}

/// The editions that opinions on the book speak of.
fn cited_editions(files: &dyn Files, project: &Project) -> Editions {
    let read = |name: &str| {
        let path = edition::path_of(name)?;
        Edition::read(&path, files.read(&path))
    };
    revise::opinions::editions(project).into_iter().map(|name| (name.to_owned(), read(name))).collect()
}

/// The edition of the latest date, where the book asks why numbers differ from it.
fn last_edition(files: &dyn Files, project: &Project) -> Option<Edition> {
    let asked = project.plan.revisions_required;
    let known = asked.then(|| super::editions(files).ok())?.unwrap_or_default();
    known.into_values().filter_map(Result::ok).max_by(|one, other| one.date.cmp(&other.date))
}

/// A book whose literals are brought into line with its data.
#[derive(Debug)]
pub struct Synced {
    /// The book as it was found.
    pub before: Outcome,
    /// What is to be rewritten in it.
    pub sync: Sync,
    /// The book as it will be; `None` if nothing changes.
    pub after: Option<Outcome>,
}

impl Synced {
    /// What is wrong with the book once the literals are rewritten.
    pub fn outcome(&self) -> &Outcome {
        self.after.as_ref().unwrap_or(&self.before)
    }
}

/// Finds the literals that no longer agree with the data, and what the book is like once they are rewritten. Writes
/// nothing; see [`Book::apply`](crate::Book::apply).
///
/// # Errors
/// As [`check_book`].
pub fn sync_book(files: &dyn Files) -> Result<Synced, Failure> {
    let before = check_book(files)?;
    let sync = before.report.as_ref().map_or_else(Sync::default, |report| {
        let unsound = check::unsound_files(&before.sources, &before.faults);
        revise::sync(report, &before.sources, &LeftAlone { kept: check::kept_literals(report), unsound })
    });
    let after = match sync.edits.as_slice() {
        [] => None,
        edits => Some(check_book(&Overlay::edited(files, &before.sources, edits))?),
    };
    Ok(Synced { before, sync, after })
}

/// What would follow from other values in the data.
#[derive(Debug)]
pub struct Foreseen {
    /// The book as it is.
    pub before: Outcome,
    /// The book with the other values, and with its literals rewritten.
    pub then: Synced,
    /// What they reach.
    pub impact: Impact,
}

impl Foreseen {
    /// What would be wrong then and is not now.
    pub fn broken(&self) -> impl Iterator<Item = &Diagnostic> {
        impact::broken(&self.before.faults, &self.then.outcome().faults)
    }
}

/// Evaluates the book with other values, each a key and a number. Writes nothing.
///
/// # Errors
/// When a file cannot be read, a key is unknown or a value is not a number. A book too broken to tell comes back as it is.
pub fn impact_book(files: &dyn Files, changes: &[(String, String)]) -> Result<Result<Foreseen, Outcome>, Failure> {
    let before = check_book(files)?;
    let Some(report) = &before.report else { return Ok(Err(before)) };
    let edits = impact::edits(report, changes)?;
    let then = sync_book(&Overlay::edited(files, &before.sources, &edits))?;
    let impact = match &then.before.report {
        Some(after) => impact::compare(report, after, changes, &then.sync.edits),
        None => Impact::default(),
    };
    Ok(Ok(Foreseen { before, then, impact }))
}

/// The facts that the untied numbers of a book may stand for; nothing if its files are too broken.
pub fn propose_ties(outcome: &Outcome, request: &TieRequest) -> Vec<Proposal> {
    let report = outcome.report.as_ref();
    report.map(|report| revise::proposals(report, &outcome.sources, request)).unwrap_or_default()
}

/// The edits that write the proposals with one candidate.
pub fn unique_ties(outcome: &Outcome, request: &TieRequest, proposals: &[Proposal]) -> Vec<Edit> {
    let report = outcome.report.as_ref();
    report.map(|report| revise::edits(report, &outcome.sources, request, proposals)).unwrap_or_default()
}
