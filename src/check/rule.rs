//! What a rule is: a name, its docs in both languages, a weight, and the function that looks.

use super::Context;
use crate::diagnostic::{Diagnostics, Severity};
use crate::model::Language;

/// The line in a rule's file that parts its English docs from its Chinese ones.
const PARTING: &str = "---";

/// One rule.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Stable kebab-case name; it says the fault.
    pub name: &'static str,
    /// The rule's own file, whose `//!` lines are its docs; see [`Rule::explain`].
    pub docs: &'static str,
    /// Its weight, where `plan.yaml` sets no other. A rule may report single faults as lighter or heavier.
    pub severity: Severity,
    /// The function that looks; `None` when another stage meets the fault.
    pub run: Option<fn(&Context<'_>, &mut Diagnostics)>,
    /// Whether the fault stops a stage, so that `plan.yaml` cannot set its weight.
    pub fixed: bool,
}

impl Rule {
    /// A rule that runs on the bound book.
    pub(super) const fn new(
        name: &'static str,
        docs: &'static str,
        severity: Severity,
        run: fn(&Context<'_>, &mut Diagnostics),
    ) -> Self {
        Self { name, docs, severity, run: Some(run), fixed: false }
    }

    /// A fault that an earlier stage meets and cannot go on with.
    pub(super) const fn stage(name: &'static str, docs: &'static str) -> Self {
        Self { name, docs, severity: Severity::Error, run: None, fixed: true }
    }

    /// What an earlier stage meets and goes on with.
    pub(super) const fn remark(name: &'static str, docs: &'static str) -> Self {
        Self { name, docs, severity: Severity::Warning, run: None, fixed: false }
    }

    /// The docs in one language, as Markdown: what the rule reports, why, a bad and a good example, its limits.
    pub fn explain(&self, language: Language) -> String {
        let lines = self
            .docs
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line));
        let text: Vec<&str> = match language {
            Language::En => lines.take_while(|line| *line != PARTING).collect(),
            Language::Zh => lines.skip_while(|line| *line != PARTING).skip(1).collect(),
        };
        text.join("\n").trim().to_owned()
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
        formatter.debug_struct("Rule").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules;
    use crate::model::LANGUAGES;
    use crate::model::Language;

    #[test]
    fn names_are_kebab_case_sorted_and_their_own_files() {
        let names: Vec<&str> = rules().iter().map(|rule| rule.name).collect();
        assert!(names.is_sorted(), "{names:?}");
        for rule in rules() {
            assert!(rule.name.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '-')), "{}", rule.name);
            let foreign = rules().iter().filter(|other| other.name != rule.name).any(|other| other.docs == rule.docs);
            assert!(!foreign, "{} shares its docs with another rule", rule.name);
        }
    }

    #[test]
    fn every_rule_explains_itself_in_both_languages_with_examples() {
        for rule in rules() {
            for language in LANGUAGES {
                let text = rule.explain(language);
                let words: [&str; 2] = match language {
                    Language::En => ["Bad:", "Good:"],
                    Language::Zh => ["不好：", "好："],
                };
                let lines: Vec<&str> = text.lines().collect();
                assert!(words.iter().all(|word| lines.contains(word)), "{} lacks examples in {language}", rule.name);
                assert!(text.matches("```").count() >= 4, "{} lacks fenced examples in {language}", rule.name);
                assert!(lines.first().is_some_and(|line| !line.is_empty()), "{} in {language}", rule.name);
            }
            assert!(!rule.explain(Language::En).contains("不好："), "{}: the parting line is missing", rule.name);
        }
    }

    #[test]
    fn a_rule_that_runs_names_itself_in_its_file() {
        for rule in rules().iter().filter(|rule| rule.run.is_some()) {
            assert!(rule.docs.contains(&format!("\"{}\"", rule.name)), "{} reports under another name", rule.name);
        }
    }
}
