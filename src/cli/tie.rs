//! `tie`: for each untied number the facts that it may stand for; with `--unique` those with one are written.

use super::arguments::TieArguments;
use super::{Context, Status};
use crate::diagnostic::{Failure, Message, Phrases, SourceMap};
use crate::locale::Catalogue;
use crate::model::Report;
use crate::{Candidate, Proposal, TieRequest, check_book, locale, propose_ties, unique_ties};
use std::collections::BTreeSet;

/// So many candidates are shown of a number.
const SHOWN: usize = 6;

pub(super) fn run(arguments: &TieArguments, context: &mut Context) -> Result<Status, Failure> {
    let (files, book) = match arguments.unique && !arguments.dry_run {
        false => (context.book()?, None),
        true => context.book_to_write().map(|(files, book)| (files, Some(book)))?,
    };
    let outcome = check_book(&files)?;
    let terminal = &mut context.terminal;
    let Some(report) = &outcome.report else {
        terminal.errors(&outcome);
        return Ok(Status::Rejected);
    };
    let request = TieRequest { page: arguments.page.clone() };
    if !outcome.sources.iter().any(|(_, source)| request.asks_for(&source.path)) {
        let page = request.page.unwrap_or_default();
        return Err(Failure::new(Message::new("unknown-page").with("name", page)));
    }
    let proposals = propose_ties(&outcome, &request);
    let edits = if arguments.unique { unique_ties(&outcome, &request, &proposals) } else { Vec::new() };
    for proposal in &proposals {
        let edit = edits.iter().find(|edit| edit.span == proposal.span);
        let listed = Listed { report, sources: &outcome.sources, catalogue: &terminal.catalogue };
        let text = listed.text(proposal, edit.map(|edit| edit.text.as_str()));
        terminal.result(&text);
    }
    let sources: BTreeSet<_> = edits.iter().map(|edit| edit.span.source).collect();
    if let Some(book) = book {
        book.apply(&outcome.sources, &edits)?;
    }
    let id = if arguments.dry_run { "tie.would" } else { "tie.done" };
    let counts = Message::new(id).with("numbers", proposals.len()).with("written", edits.len());
    let line = terminal.phrase(&counts.with("files", sources.len()));
    terminal.note(&line);
    Ok(if arguments.dry_run && !edits.is_empty() { Status::Rejected } else { Status::Fine })
}

/// A number with its candidates, as shown.
struct Listed<'a> {
    report: &'a Report,
    sources: &'a SourceMap,
    catalogue: &'a Catalogue,
}

impl Listed<'_> {
    fn text(&self, proposal: &Proposal, written: Option<&str>) -> String {
        let start = self.sources.start(proposal.span);
        let path = &self.sources.source(proposal.span.source).path;
        let mut text = format!("{path}:{}:{}: {}\n", start.line, start.column, proposal.number);
        if let Some(written) = written {
            text += &format!("  → {written}\n");
            return text;
        }
        for candidate in proposal.candidates.iter().take(SHOWN) {
            text += &format!("  ={}  {}\n", candidate.target, self.value(candidate));
        }
        let rest = proposal.candidates.len().saturating_sub(SHOWN);
        if rest > 0 {
            text += &format!("  {}\n", self.catalogue.phrase(&Message::new("tie.more").with("count", rest)));
        }
        if proposal.candidates.is_empty() {
            text += &format!("  {}\n", self.catalogue.phrase(&Message::new("tie.none")));
        }
        text
    }

    /// The fact's name and value.
    fn value(&self, candidate: &Candidate) -> String {
        let language = self.catalogue.language();
        let Some(observation) = self.report.observations.get(&candidate.key) else { return String::new() };
        let name = observation.name.get(language);
        match observation.number().zip(observation.value()) {
            Some((number, value)) => {
                let units = &self.report.project.units;
                format!("{name}  {}", locale::format_quantity(language, number, &value.unit, units))
            }
            None => name.clone(),
        }
    }
}
