//! What `explain` and `where` say of a claim: its words, its formula, whether it holds, what it rests on, and every
//! sentence that is tied to it.

use super::r#where::Card;
use crate::diagnostic::{Phrases, Span};
use crate::model::{ClaimResult, truth_words};

impl Card<'_> {
    pub(super) fn claim(&self, id: &str, result: &ClaimResult) -> String {
        let claim = &self.report.project.claims[result.claim];
        let mut rows = vec![("where.truth", self.catalogue.phrase(&truth_words(result.truth)))];
        rows.extend(claim.formula.iter().map(|formula| ("ui.label.formula", formula.value.clone())));
        rows.extend(result.keys.iter().map(|key| ("where.part", self.input(key))));
        rows.push(("where.written", self.place(claim.span)));
        let text = claim.text.get(self.catalogue.language()).plain();
        let ties = self.report.project.ties.iter().zip(&self.report.ties);
        let spans: Vec<Span> =
            ties.filter(|(_, bound)| bound.claim.as_deref() == Some(id)).map(|(tie, _)| tie.span).collect();
        format!("{id}  {text}\n{}{}", self.table(&rows), self.places(spans))
    }
}
