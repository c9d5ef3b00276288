//! Former names of things of the book (`data/redirects.yaml`): what readers have kept still leads somewhere.

use super::Project;
use crate::diagnostic::Spanned;

/// One former name.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// What has it: `page`, `figure`, `section`.
    pub what: String,
    /// The former name.
    pub from: String,
    /// The name now.
    pub to: Spanned<String>,
}

impl Project {
    /// What a former name is called now: of a fact, of a number of it, or of anything else that was renamed.
    pub fn called_now(&self, name: &str) -> Option<String> {
        let (fact, rest) = name.find('@').map_or((name, ""), |at| name.split_at(at));
        let (fact, rest) = match fact.strip_suffix(super::TARGET) {
            Some(base) => (base, format!("{}{rest}", super::TARGET)),
            None => (fact, rest.to_owned()),
        };
        let had = |one: &&super::Fact| one.formerly.iter().any(|former| former.value == fact);
        if let Some(found) = self.facts.iter().find(had) {
            return Some(format!("{}{rest}", found.id.value));
        }
        let found = self.redirects.iter().find(|redirect| redirect.from == name);
        found.map(|redirect| redirect.to.value.clone())
    }
}
