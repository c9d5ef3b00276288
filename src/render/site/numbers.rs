//! Numbers on the page: the link from a number to its ledger entry, claims, and the marks of findings.

use super::html::Writer;
use super::markup::{anchor, escape, held};
use crate::diagnostic::Message;
use crate::model::Language;
use crate::model::document::{ClaimWords, Number, Run, Target};

/// A number with its unit up to this many characters never breaks across lines. Chinese lines are justified and would
/// be stretched apart by more; of a longer literal only the number itself is kept together.
const fn short(language: Language) -> usize {
    match language {
        Language::Zh => 6,
        Language::En => 24,
    }
}

impl Writer<'_, '_> {
    /// A number of a sentence.
    pub(super) fn number(&self, number: &Number) -> String {
        let (language, words) = (self.language(), number.text.as_str());
        let hedge = words.find(|character: char| character.is_ascii_digit()).filter(|_| language == Language::Zh);
        let (hedge, digits) = words.split_at(hedge.unwrap_or(0));
        let is_short = digits.chars().count() <= short(language);
        let class = if is_short && hedge.is_empty() { "tie" } else { "tie long" };
        let literal = match (is_short, hedge) {
            (true, "") => escape(words),
            (true, hedge) => format!("{}<span class=\"held\">{}</span>", escape(hedge), escape(digits)),
            (false, _) => held(language, words),
        };
        self.linked(number, class, &literal)
    }

    /// A number of a table, which stands on one line as it is.
    pub(super) fn cell_number(&self, number: &Number) -> String {
        self.linked(number, "tie", &escape(&number.text))
    }

    /// A number in large type: its digits, and its unit smaller.
    pub(super) fn amount(&self, runs: &[Run]) -> String {
        let mut html = String::new();
        Run::walk(runs, &mut |run| match run {
            Run::Number(number) => {
                let digits = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '%' | '−' | '-');
                let words = number.text.as_str();
                let from = words.find(|sign: char| sign.is_ascii_digit()).unwrap_or(0);
                let length = words[from..].find(|sign: char| !digits(sign)).unwrap_or(words.len() - from);
                let (before, rest) = words.split_at(from);
                let (digits, unit) = rest.split_at(length);
                let small = |words: &str| match words.trim() {
                    "" => String::new(),
                    words => format!("<span class=\"unit-of\">{}</span>", escape(words)),
                };
                let literal = format!("{}{}{}", small(before), escape(digits), small(unit));
                html.push_str(&self.linked(number, "tie", &literal));
            }
            Run::Words(words) | Run::Absent(words) => html.push_str(&escape(words)),
            _ => {}
        });
        html
    }

    fn linked(&self, number: &Number, class: &str, literal: &str) -> String {
        let key = escape(&number.key);
        let inner = match &number.value {
            Some((value, unit)) => {
                let unit = escape(unit);
                format!("<data value=\"{value}\" data-key=\"{key}\" data-unit=\"{unit}\">{literal}</data>")
            }
            None => format!("<span data-key=\"{key}\">{literal}</span>"),
        };
        format!("<a class=\"{class}\" href=\"{}\">{inner}</a>", escape(&self.href(&number.to)))
    }

    /// Words that rest on numbers.
    pub(super) fn claim(&self, claim: &ClaimWords) -> String {
        let link = anchor(&self.href(&claim.to), &held(self.language(), &claim.text));
        let key = match &claim.to {
            Target::Claim(anchor) => format!(" data-key=\"{}\"", escape(anchor)),
            _ => String::new(),
        };
        format!("<span class=\"claim\" title=\"{}\"{key}>{link}</span>", escape(&claim.about))
    }

    /// The small mark after a number or claim that a finding is about.
    pub(super) fn mark(&self, id: &str) -> String {
        let href = self.href(&Target::Finding(id.to_owned()));
        let title = self.tongue.say(&Message::new("ui.site.mark").with("id", id));
        let (href, title, id) = (escape(&href), escape(&title), escape(id));
        format!("<sup class=\"mark\"><a href=\"{href}\" title=\"{title}\">{id}</a></sup>")
    }

    /// The mark of a finding, if there is one.
    pub(super) fn mark_of(&self, finding: Option<&String>) -> String {
        finding.map_or_else(String::new, |id| self.mark(id))
    }
}
