//! One fault, and all faults of a run.

use super::limits::MOST_FAULTS_OF_A_RULE;
use super::{Message, RuleId, Sought, Span};
use std::collections::{BTreeMap, BTreeSet};

/// How much a fault weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while an error stands.
    Error,
    /// Worth a look; does not stop publishing.
    Warning,
}

/// One fault in the author's files. Not a Rust error: it is collected, not thrown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where; none only if no file is to blame.
    pub place: Option<Span>,
    /// The rule; `explain` takes its name.
    pub rule: RuleId,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// Other places that disagree or that fed the number, each with a note.
    pub related: Vec<(Span, Message)>,
    /// What to do, in the imperative.
    pub hints: Vec<Message>,
    /// What was not found, where the fault is that something was looked for.
    pub sought: Option<Sought>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(rule: RuleId, place: Span, message: Message) -> Self {
        Self { place: Some(place), ..Self::placeless(rule, message) }
    }

    /// A warning at a place.
    pub fn warning(rule: RuleId, place: Span, message: Message) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, place, message) }
    }

    /// An error that no single file is to blame for.
    pub fn placeless(rule: RuleId, message: Message) -> Self {
        let (related, hints) = (Vec::new(), Vec::new());
        Self { place: None, rule, severity: Severity::Error, message, related, hints, sought: None }
    }

    /// Adds a remedy.
    #[must_use]
    pub fn hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }

    /// Says what was looked for in vain.
    #[must_use]
    pub fn seeking(mut self, sought: Sought) -> Self {
        self.sought = Some(sought);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, note: Message) -> Self {
        self.related.push((span, note));
        self
    }
}

/// All faults of a run, in one order whatever the order of discovery.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: BTreeSet<Diagnostic>,
    /// How many there are of each rule; one more than the limit where some were left out.
    counts: BTreeMap<RuleId, usize>,
}

impl Diagnostics {
    /// An empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a fault.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        let count = self.counts.entry(diagnostic.rule).or_default();
        if *count >= MOST_FAULTS_OF_A_RULE {
            *count = MOST_FAULTS_OF_A_RULE + 1;
        } else if self.found.insert(diagnostic) {
            *count += 1;
        }
    }

    /// The rules of which there were more faults than are kept.
    pub fn overfull(&self) -> impl Iterator<Item = RuleId> {
        self.counts.iter().filter(|(_, count)| **count > MOST_FAULTS_OF_A_RULE).map(|(rule, _)| *rule)
    }

    /// Takes all faults of another collection: what was found side by side.
    pub fn merge(&mut self, other: Self) {
        let overfull: Vec<RuleId> = other.overfull().collect();
        other.found.into_iter().for_each(|diagnostic| self.report(diagnostic));
        self.counts.extend(overfull.into_iter().map(|rule| (rule, MOST_FAULTS_OF_A_RULE + 1)));
    }

    /// All faults: by place, then rule.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// What `sync` leaves to be put right by hand: errors, and warnings about words that a new number may make untrue.
    pub fn left(&self) -> impl Iterator<Item = &Diagnostic> {
        self.iter().filter(|fault| fault.severity == Severity::Error || fault.rule.beside)
    }

    /// Number of errors.
    pub fn errors(&self) -> usize {
        self.found.iter().filter(|found| found.severity == Severity::Error).count()
    }

    /// Number of warnings.
    pub fn warnings(&self) -> usize {
        self.found.len() - self.errors()
    }

    /// Replaces severities (plan.yaml may set them per rule); `None` drops the fault.
    pub fn reweigh(&mut self, weigh: impl Fn(&Diagnostic) -> Option<Severity>) {
        let found = std::mem::take(&mut self.found);
        self.found = found
            .into_iter()
            .filter_map(|diagnostic| weigh(&diagnostic).map(|severity| Diagnostic { severity, ..diagnostic }))
            .collect();
    }
}
