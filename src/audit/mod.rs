//! An editor's first reading of a document, by arithmetic alone: what was read, which numbers were compared, and which places
//! do not agree. Reads any document and knows no book; the same input gives the same output; nothing is sent anywhere.
//!
//! - [`document`]: a document as its readers see it; `read`: bytes to it
//! - `reading`: its numbers, and how they stand in their sentences; `grid`: its tables as numbers
//! - `relations`: what numbers must do, a file each
//! - [`finding`]: what is said; [`place`]: where, as a person names it; [`output`]: in which form
//! - `amount`: numbers as intervals; `units`: the units of documents

mod amount;
pub mod document;
pub mod finding;
mod grid;
pub mod output;
pub mod place;
mod read;
mod reading;
mod relations;
mod settled;
mod units;

pub use document::{Document, Unread};
pub use finding::{Certainty, Finding, Spot};
pub use output::Told;
pub use read::label_of;
pub use reading::{clause, head, sentences, years};
pub use settled::settled;

use crate::diagnostic::{Failure, SourceMap};
use reading::Reading;
use relations::{ALL, Desk};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What the audit of a document has found.
#[derive(Debug)]
pub struct Audit {
    /// The document.
    pub document: Document,
    /// What does not agree, in the order of the text.
    pub findings: Vec<Finding>,
    /// Numbers that were read.
    pub numbers: usize,
    /// Of these, numbers that were compared with another.
    pub compared: usize,
    /// Of each relation, how many places it has compared.
    pub relations: Vec<(&'static str, usize)>,
    /// SHA-256 of its file, as digits of sixteen.
    pub hash: String,
    /// Findings that are not among them, because somebody has decided about them.
    pub settled: usize,
}

/// Reads a document and compares nothing.
///
/// # Errors
/// When nothing of its form can be read.
pub fn read(path: &str, bytes: &[u8], sources: &mut SourceMap) -> Result<Document, Failure> {
    read::document(path, bytes, sources)
}

/// Reads a document and compares its numbers.
///
/// # Errors
/// When nothing of its form can be read.
pub fn audit(path: &str, bytes: &[u8], sources: &mut SourceMap) -> Result<Audit, Failure> {
    let document = read::document(path, bytes, sources)?;
    let reading = Reading::of(&document);
    let mut desk = Desk::new(&reading);
    ALL.iter().for_each(|relation| desk.ask(relation));
    let (mut findings, checked) = desk.done();
    let numbers = reading.numbers.len() + cells(&document);
    let places: BTreeSet<(usize, usize)> = checked.values().flatten().copied().collect();
    let is_cell =
        |line: usize| document.lines.get(line).is_some_and(|line| matches!(line.role, document::Role::Cell { .. }));
    let written = reading.numbers.iter().filter(|number| places.contains(&(number.line, number.range.start)));
    // The places of captions and headings are compared too, and are no numbers of the text.
    let compared = written.count() + places.iter().filter(|(line, _)| is_cell(*line)).count();
    let count = |name: &'static str| (name, checked.get(name).map_or(0, BTreeSet::len));
    let relations = ALL.iter().map(|relation| count(relation.name)).collect();
    findings.sort_by(|one, other| {
        let place = |finding: &Finding| (finding.spot.line, finding.spot.range.start, finding.certainty);
        place(one).cmp(&place(other))
    });
    let findings = once_each(findings);
    Ok(Audit { document, findings, numbers, compared, relations, hash: hash(bytes), settled: 0 })
}

/// SHA-256, as digits of sixteen.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The names of all relations, in the order in which they are asked.
pub fn relations() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|relation| relation.name)
}

/// Numbers in the cells of tables.
fn cells(document: &Document) -> usize {
    document
        .lines
        .iter()
        .filter(|line| matches!(line.role, document::Role::Cell { .. }) && grid::number(&line.words.text).is_some())
        .count()
}

/// One place is told once: by the relation that is surest, and among equals by the one that stands first.
fn once_each(findings: Vec<Finding>) -> Vec<Finding> {
    let order: BTreeMap<&str, usize> = ALL.iter().enumerate().map(|(at, relation)| (relation.name, at)).collect();
    let rank = |finding: &Finding| (finding.certainty, order.get(finding.relation).copied().unwrap_or_default());
    let mut best: BTreeMap<(usize, usize), (Certainty, usize)> = BTreeMap::new();
    for finding in &findings {
        let place = (finding.spot.line, finding.spot.range.start);
        let rank = rank(finding);
        best.entry(place).and_modify(|known| *known = rank.min(*known)).or_insert(rank);
    }
    let is_best = |finding: &Finding| best.get(&(finding.spot.line, finding.spot.range.start)) == Some(&rank(finding));
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let again = kept.last().is_some_and(|last| last.spot == finding.spot && last.relation == finding.relation);
        if is_best(&finding) && !again {
            kept.push(finding);
        }
    }
    kept
}

impl Audit {
    /// Leaves out the findings about which somebody has decided; see [`settled()`].
    pub fn settle(&mut self, ids: &BTreeSet<String>) {
        let before = self.findings.len();
        let document = &self.document;
        self.findings.retain(|finding| !ids.contains(&finding.id(document)));
        self.settled = before - self.findings.len();
    }

    /// How many findings there are of a certainty.
    pub fn count(&self, certainty: Certainty) -> usize {
        self.findings.iter().filter(|finding| finding.certainty == certainty).count()
    }

    /// The gravest first: sure before likely, then by how far apart the sides are.
    pub fn gravest(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.findings.iter().collect();
        let weight = |finding: &Finding| (finding.certainty, std::cmp::Reverse(finding.weight.max(Decimal::ZERO)));
        findings.sort_by_key(|finding| weight(finding));
        findings
    }
}
