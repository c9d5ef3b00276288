//! The numbers and claims that an open contradiction speaks of. Asked by the front page and by the rule that guards it.

use super::{Check, Finding, FindingSeverity, FindingState, Inline, Key, LANGUAGES, Report};
use std::collections::{BTreeMap, BTreeSet};

/// What open contradictions speak of, each with the first finding that does.
#[derive(Debug, Default)]
pub struct Contradicted<'a> {
    /// By the subject of the check: a key, a fact, a claim.
    subjects: BTreeMap<&'a str, &'a Finding>,
    /// Numbers that stand alone as one of the statements that disagree.
    sides: BTreeMap<&'a Key, &'a Finding>,
}

impl<'a> Contradicted<'a> {
    /// The finding that contradicts a number, or its fact.
    pub fn number(&self, key: &Key) -> Option<&'a Finding> {
        let text = key.to_string();
        let names = [text.as_str(), key.fact.as_str(), key.base()];
        names.iter().find_map(|name| self.subjects.get(name)).or_else(|| self.sides.get(key)).copied()
    }

    /// The finding that contradicts a claim, by what stands after its `?`.
    pub fn claim(&self, claim: &str) -> Option<&'a Finding> {
        self.subjects.get(claim).copied()
    }
}

impl Report {
    /// The numbers and claims that an open contradiction speaks of: its subject, and the numbers that stand alone among
    /// the statements that disagree. The area that shares are taken of is what others are measured against, and no side.
    pub fn contradicted(&self) -> Contradicted<'_> {
        let mut found = Contradicted::default();
        let measure = self.project.plan.county_area.as_deref();
        let open = |finding: &&Finding| {
            finding.severity == FindingSeverity::Contradiction && finding.state != FindingState::Fixed
        };
        for finding in self.project.findings.iter().filter(open) {
            if let Check::Rule { subject, .. } = &finding.check {
                found.subjects.entry(subject.value.as_str()).or_insert(finding);
            }
            let mut ties = BTreeSet::new();
            for (side, language) in finding.sides.iter().flat_map(|side| LANGUAGES.map(|language| (side, language))) {
                Inline::walk(&side.value.get(language).inlines, &mut |inline| {
                    if let Inline::Tie(id, _) = inline {
                        ties.insert(*id);
                    }
                });
            }
            for key in ties.into_iter().filter_map(|id| self.ties.get(id.0)?.key.as_ref()) {
                if measure != Some(key.base()) {
                    found.sides.entry(key).or_insert(finding);
                }
            }
        }
        found
    }
}
