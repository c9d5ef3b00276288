//! The forms in which an audit is told: for people at a terminal, for programs (JSON, SARIF), as a report to sign (HTML, and
//! what PDF is made of), as lists that come back with decisions (CSV, XLSX), and in the author's own Word file.
//!
//! All of them tell the same findings in the same words; levels that nobody asked for are left out of all.

mod html;
mod human;
mod json;
mod list;
mod paper;
mod remarks;
mod report;
mod sarif;
mod workbook;

pub use html::print as print_report;
pub use human::print as print_human;
pub use json::print as print_json;
pub use list::print as print_list;
pub use paper::print as print_paper;
pub use remarks::print as print_remarks;
pub use sarif::print as print_sarif;
pub(super) use workbook::DISPOSITION;
pub use workbook::print as print_workbook;

use super::document::Page;
use super::{Audit, Certainty, Finding, Spot};
use crate::diagnostic::{Message, Phrases, SourceMap};
use crate::locale::Catalogue;
use rust_decimal::Decimal;

/// Characters of the text that a quotation shows to both sides of its place.
const AROUND: usize = 30;

/// An audit with what its telling needs.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// What was found.
    pub audit: &'a Audit,
    /// The files.
    pub sources: &'a SourceMap,
    /// The words.
    pub catalogue: &'a Catalogue,
    /// Also what is only worth a look.
    pub all: bool,
}

impl<'a> Told<'a> {
    /// The findings that are shown, in the order of the text.
    pub fn findings(self) -> impl Iterator<Item = &'a Finding> {
        self.audit.findings.iter().filter(move |finding| self.all || finding.certainty != Certainty::Look)
    }

    /// The document's file.
    fn path(self) -> &'a str {
        &self.sources.source(self.audit.document.source).path
    }

    fn say(self, message: &Message) -> String {
        self.catalogue.phrase(message)
    }

    /// The line of a place in the file, from 1.
    fn line(self, spot: &Spot) -> usize {
        self.sources.start(self.audit.document.span(spot.line, spot.range.clone())).line
    }

    /// Where something stands, as a person names it: with its page where the file tells, else with its line.
    fn place(self, spot: &Spot) -> String {
        let place = super::place::place(&self.audit.document, spot.line);
        self.say(&match self.audit.document.page(spot.line, spot.range.clone()) {
            Some(Page::About(page)) => Message::new("audit.at.page").with("place", place).with("page", page),
            Some(Page::From(page)) => Message::new("audit.at.page-from").with("place", place).with("page", page),
            None => Message::new("audit.at").with("place", place).with("line", self.line(spot)),
        })
    }

    /// The other places of a finding, a line of the document once, at most so many: where, and what stands there.
    fn beside(self, finding: &Finding, most: usize) -> Vec<(String, String)> {
        let mut lines: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        for other in &finding.others {
            if other.line != finding.spot.line && !lines.contains(&other.line) && lines.len() < most {
                lines.push(other.line);
                found.push((self.place(other), self.quote(other)));
            }
        }
        found
    }

    /// How far apart the sides are, as a share of the larger; nothing where that says nothing.
    fn gap(self, finding: &Finding) -> Option<String> {
        let percent = finding.weight.checked_mul(Decimal::ONE_HUNDRED)?.round_sf(2)?.normalize();
        (percent > Decimal::ZERO && percent < Decimal::ONE_HUNDRED).then(|| format!("{percent}%"))
    }

    /// The words around a place, in one line.
    fn quote(self, spot: &Spot) -> String {
        let text = self.audit.document.text(spot.line);
        let before = text.get(..spot.range.start).unwrap_or_default();
        let behind = text.get(spot.range.end..).unwrap_or_default();
        let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let end = behind.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| spot.range.end + at);
        let words = text.get(start..end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let (head, tail) = (if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" });
        format!("{head}{words}{tail}")
    }

    /// What was not read; nothing where all was.
    fn unread(self) -> Option<String> {
        let unread = &self.audit.document.unread;
        let kinds = unread.iter().map(|(kind, count)| kind.told(*count).into());
        (!unread.is_empty()).then(|| self.say(&Message::new("audit.unread").with_list("kinds", kinds.collect())))
    }

    /// What was read, what was not, and how many findings there are.
    fn summary(self) -> Vec<String> {
        let audit = self.audit;
        let read = Message::new("audit.read").with("numbers", audit.numbers).with("compared", audit.compared);
        let mut lines = vec![self.say(&read)];
        lines.extend(self.unread());
        let counts = Message::new("audit.counts")
            .with("sure", audit.count(Certainty::Sure))
            .with("likely", audit.count(Certainty::Likely))
            .with("look", audit.count(Certainty::Look));
        lines.push(self.say(&counts));
        if audit.settled > 0 {
            lines.push(self.say(&Message::new("audit.settled").with("count", audit.settled)));
        }
        lines
    }
}
