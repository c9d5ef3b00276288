//! What comes from outside the book: documents that are audited, copies that reviewers send back.

use crate::audit::{self, Audit, Told};
use crate::compose;
use crate::diagnostic::{Failure, SourceMap};
use crate::load::{self, document};
use crate::model::Outcome;
use crate::render::print::{Paper, Typst};
use crate::render::word;
use crate::revise::comments;
use std::path::Path;

/// Reads a document, which need not belong to any book, and compares its numbers. Its file is added to the sources.
///
/// # Errors
/// When the file cannot be read, or nothing of its form can.
pub fn audit_document(path: &Path, sources: &mut SourceMap) -> Result<Audit, Failure> {
    let (name, bytes) = document(path)?;
    audit::audit(&name, &bytes, sources)
}

/// The report of an audit as PDF, with the sheet to sign.
///
/// # Errors
/// When typst is missing, is not of the series 0.15 or refuses it.
pub fn audit_paper(told: Told<'_>, typst: &Typst) -> Result<Vec<u8>, Failure> {
    let (templates, faces) = load::carried();
    let (json, language) = (audit::output::print_paper(told), told.catalogue.language());
    let (templates, faces) = (&templates, faces.as_slice());
    Paper { name: "audit", template: "audit.typ", json, language, templates, faces }.render(typst)
}

/// What reviewers have written into Word copies, each a path and its bytes; `None` if the book is too broken to tell.
///
/// # Errors
/// When a file is no copy of this book.
pub fn review_copies(outcome: &Outcome, copies: &[(String, Vec<u8>)]) -> Result<Option<comments::Review>, Failure> {
    let returned = comments::Returned::all(copies)?;
    let Some(report) = &outcome.report else { return Ok(None) };
    let documents: Vec<_> = comments::kinds(&returned).map(|(of, whom)| compose::compose(report, of, whom)).collect();
    let copy = |document| word::Copy::of(document, &report.project);
    let current = documents.iter().map(|document| comments::Current::read(document, &copy(document).render()?));
    let current = current.collect::<Result<Vec<_>, _>>()?;
    comments::review(report, &outcome.sources, &returned, &current).map(Some)
}
