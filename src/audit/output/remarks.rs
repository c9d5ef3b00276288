//! The author's own Word file with a comment at the sentence or the cell of each finding. Nothing else of the file changes, and
//! comments of others stay.

use super::Told;
use crate::audit::document::{Document, Role, Stretch};
use crate::audit::reading::sentences;
use crate::audit::{Finding, Spot};
use crate::diagnostic::{Failure, Message};
use crate::office::word::{Mark, Remark, remarked};
use std::ops::Range;

/// So many of the other places are quoted in a comment.
const OTHERS: usize = 4;

/// The file of a Word document with comments; `bytes` are those that were audited.
///
/// # Errors
/// When they are not, or are no Word file.
pub fn print(told: Told<'_>, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let path = told.path();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if !["docx", "docm"].contains(&ending.as_str()) {
        let failure = Failure::new(Message::new("audit.comments-docx").with("path", path));
        return Err(failure.hint(Message::new("audit.comments-docx-hint")));
    }
    if crate::audit::hash(bytes) != told.audit.hash {
        return Err(Failure::new(Message::new("audit.changed").with("path", path)));
    }
    let document = &told.audit.document;
    let remark = |finding: &Finding| {
        let (from, to) = marks(document, &finding.spot)?;
        Some(Remark { from, to, lines: lines(told, finding) })
    };
    let remarks: Vec<Remark> = told.findings().filter_map(remark).collect();
    remarked(bytes, &remarks, told.catalogue.label("audit.comment.author"))
}

/// The words that a comment is on: the sentence; in a table the cell.
fn words(document: &Document, spot: &Spot) -> Range<usize> {
    let text = document.text(spot.line);
    let Some(line) = document.lines.get(spot.line) else { return spot.range.clone() };
    if matches!(line.role, Role::Cell { .. }) {
        return 0..text.len();
    }
    let own = sentences(line.language, text);
    let own = own.into_iter().find(|sentence| sentence.end > spot.range.start).unwrap_or(0..text.len());
    let said = text.get(own.clone()).unwrap_or_default();
    let start = own.start + (said.len() - said.trim_start().len());
    // A place that goes on over a sentence's end is not cut.
    start..(start + said.trim().len()).max(spot.range.end)
}

/// Where a comment on a place begins and ends in the file. What stands there in no words, such as the number of a list,
/// has its comment at the words that follow.
fn marks(document: &Document, spot: &Spot) -> Option<(Mark, Mark)> {
    let part = document.lines.get(spot.line)?.words.source(words(document, spot));
    let stretches = document.stretches(&part);
    let (first, last) = (stretches.first().or(document.stretches.last())?, stretches.last()?);
    let place = |stretch: &Stretch, at: usize| {
        let at = at.clamp(stretch.at, stretch.at + stretch.length) - stretch.at;
        Mark { origin: stretch.origin.clone(), at: stretch.from + at }
    };
    let (from, to) = (place(first, part.start), place(last, part.end));
    match from == to {
        true => Some((place(first, first.at), place(first, first.at + first.length))),
        false => Some((from, to)),
    }
}

fn lines(told: Told<'_>, finding: &Finding) -> Vec<String> {
    let level = told.say(&Message::new(finding.certainty.message()));
    let said = Message::new("audit.comment").with("level", level).with("words", told.say(&finding.message));
    let mut lines = vec![told.say(&said)];
    lines.extend(finding.explanation.iter().map(|explanation| told.say(explanation)));
    lines.extend(
        told.beside(finding, OTHERS)
            .into_iter()
            .map(|(place, quote)| told.say(&Message::new("audit.beside").with("place", place).with("quote", quote))),
    );
    lines
}
