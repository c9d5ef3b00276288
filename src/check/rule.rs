//! A rule with its docs in both languages and the function that looks.

use super::Context;
use crate::diagnostic::{Diagnostics, RuleId};
use crate::model::Language;

/// A function that looks at the bound book.
type Look = fn(&Context<'_>, &mut Diagnostics);

/// One rule.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its name, weight and traits.
    pub id: RuleId,
    /// Its docs, English and Chinese; see [`Rule::explain`].
    docs: [&'static str; 2],
    /// The function that looks; `None` when another stage meets the fault.
    pub run: Option<Look>,
}

impl Rule {
    /// A rule that an earlier stage meets.
    pub(super) const fn new(id: RuleId, docs: [&'static str; 2]) -> Self {
        Self { id, docs, run: None }
    }

    /// The same rule, looked for by a function.
    pub(super) const fn by(self, run: Look) -> Self {
        Self { run: Some(run), ..self }
    }

    /// The docs in one language, as Markdown: what the rule reports, why, a bad and a good example, its limits.
    pub fn explain(&self, language: Language) -> &'static str {
        let [english, chinese] = self.docs;
        match language {
            Language::En => english.trim(),
            Language::Zh => chinese.trim(),
        }
    }

    /// The first sentence of the docs.
    pub fn summary(&self, language: Language) -> String {
        let docs = self.explain(language);
        let first: Vec<&str> = docs.lines().take_while(|line| !line.is_empty()).collect();
        let (joint, end) = match language {
            Language::Zh => ("", "。"),
            Language::En => (" ", ". "),
        };
        let first = first.join(joint);
        first.find(end).map_or(first.as_str(), |at| &first[..at + end.trim_end().len()]).to_owned()
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Rule").field("name", &self.id.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules;
    use crate::model::{LANGUAGES, Language};
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_explains_itself_in_both_languages_with_examples() {
        let mut seen = BTreeSet::new();
        for rule in rules() {
            let name = rule.id;
            for language in LANGUAGES {
                let text = rule.explain(language);
                let words: [&str; 2] = match language {
                    Language::En => ["Bad:", "Good:"],
                    Language::Zh => ["不好：", "好："],
                };
                let lines: Vec<&str> = text.lines().collect();
                assert!(words.iter().all(|word| lines.contains(word)), "{name} lacks examples in {language}");
                assert!(text.matches("```").count() >= 4, "{name} lacks fenced examples in {language}");
                assert!(lines.first().is_some_and(|line| !line.is_empty()), "{name} in {language}");
                assert!(seen.insert(text), "{name} shares its docs with another rule");
            }
        }
    }
}
