//! What the checks of a draft have taught: which numbers are not tied after all, which lines need their marks escaped, which
//! disagreements become findings. A draft is made anew with them until nothing is wrong with it.

use super::place::{Place, Spot};
use crate::diagnostic::{Arg, Diagnostic, RuleId, Severity, rule};
use crate::model::Outcome;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The rules that refuse a picture.
const PICTURES: [RuleId; 4] = [rule::IMAGE_BROKEN, rule::IMAGE_MISSING, rule::IMAGE_OUTSIDE, rule::SVG_REFUSED];

/// A disagreement of the data that becomes a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Known {
    /// The rule that would fail.
    pub(super) rule: &'static str,
    /// The key that it names.
    pub(super) subject: String,
    /// What it states.
    pub(super) stated: String,
    /// What stands against that.
    pub(super) computed: String,
}

/// What the checks of a draft have taught.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// Numbers that are not tied, by line and byte, with the reason that the book gives.
    pub(super) waived: BTreeMap<(usize, usize), &'static str>,
    /// Numbers that share no fact with others.
    pub(super) alone: BTreeSet<(usize, usize)>,
    /// Numbers that only a check has found, by line.
    pub(super) extra: BTreeMap<usize, Vec<Range<usize>>>,
    /// Lines in which every mark is escaped.
    pub(super) strict: BTreeSet<usize>,
    /// Lines that keep letters and digits alone.
    pub(super) bare: BTreeSet<usize>,
    /// Tables that become paragraphs.
    pub(super) flat: BTreeSet<usize>,
    /// Characters that no font of the tool has.
    pub(super) lost: BTreeSet<char>,
    /// Pictures that the book cannot print, by their file; `*`: all of them.
    pub(super) refused: BTreeSet<String>,
    /// Headings by their line.
    pub(super) headings: BTreeMap<usize, String>,
    /// Rules that are warnings in this book.
    pub(super) lightened: BTreeSet<&'static str>,
    /// Disagreements that become findings.
    pub(super) known: BTreeSet<Known>,
}

impl Decisions {
    /// Learns from the errors of a checked draft; whether there was anything to learn.
    pub fn learn(&mut self, outcome: &Outcome, places: &[Place]) -> bool {
        let errors = outcome.faults.iter().filter(|fault| fault.severity == Severity::Error);
        let mut learnt = false;
        for fault in errors {
            learnt |= self.one(fault, outcome, places);
        }
        learnt
    }

    fn one(&mut self, fault: &Diagnostic, outcome: &Outcome, places: &[Place]) -> bool {
        let spot = fault.place.and_then(|span| {
            let path = &outcome.sources.source(span.source).path;
            Spot::of(places, path, span.range())
        });
        let text = |name: &str| argument(fault, name);
        if fault.rule == rule::GLYPH_MISSING {
            let sign = fault.place.and_then(|span| {
                let source = outcome.sources.source(span.source);
                source.text.get(span.range().start..)?.chars().next().filter(|sign| !sign.is_ascii())
            });
            if sign.is_some_and(|sign| self.lost.insert(sign)) {
                return true;
            }
        }
        if PICTURES.contains(&fault.rule) {
            let told = fault.message.args.iter().filter_map(|(_, arg)| match arg {
                Arg::Text(text) => text.rsplit('/').next(),
                _ => None,
            });
            let named = told.filter(|name| name.contains('.')).map(str::to_owned).next();
            return self.refused.insert(named.unwrap_or_else(|| "*".to_owned()));
        }
        if fault.rule == rule::QUANTITY_TWICE
            && let (Some(subject), Some(report)) = (text("second"), outcome.report.as_ref())
        {
            let number = |key: &str| {
                let found = report.observations.iter().find(|(known, _)| known.to_string() == key)?;
                found.1.number().map(|number| number.to_string())
            };
            if let (Some(stated), Some(computed)) = (number(&subject), text("first").and_then(|first| number(&first))) {
                return self.known.insert(Known { rule: rule::QUANTITY_TWICE.name, subject, stated, computed });
            }
        }
        let Some(spot) = spot else { return self.lighten(fault) };
        match spot {
            Spot::Heading(line) if fault.rule == rule::HEADING_NUMBERED => {
                let words = fault.hints.iter().find_map(|hint| hint.args.iter().find(|(name, _)| *name == "heading"));
                match words {
                    Some((_, Arg::Text(words))) => {
                        self.headings.insert(line, words.clone()).is_none() || self.bare.insert(line)
                    }
                    _ => self.bare.insert(line),
                }
            }
            Spot::Tie(line, at) => {
                let gentle = fault.rule == rule::NUMBER_DIFFERS || fault.rule == rule::UNIT_MISMATCH;
                if gentle && self.alone.insert((line, at)) {
                    return true;
                }
                self.waived.insert((line, at), "example").is_none() || self.harden(line) || self.lighten(fault)
            }
            Spot::Words(line, range) if fault.rule == rule::NUMBER_UNBOUND => {
                let known = self.extra.entry(line).or_default();
                if known.contains(&range) {
                    return self.harden(line) || self.lighten(fault);
                }
                known.push(range);
                true
            }
            Spot::Table(table) => self.flat.insert(table) || self.lighten(fault),
            Spot::Words(line, _) | Spot::Heading(line) => self.harden(line) || self.lighten(fault),
        }
    }

    fn harden(&mut self, line: usize) -> bool {
        self.strict.insert(line) || self.bare.insert(line)
    }

    /// What nothing else mends is a warning in this book, if a book may say so.
    fn lighten(&mut self, fault: &Diagnostic) -> bool {
        !fault.rule.fixed && self.lightened.insert(fault.rule.name)
    }
}

fn argument(fault: &Diagnostic, name: &str) -> Option<String> {
    fault.message.args.iter().find_map(|(known, arg)| match arg {
        Arg::Text(text) if *known == name => Some(text.clone()),
        _ => None,
    })
}
