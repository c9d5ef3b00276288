//! A sentence in English begins with a figure.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Block, Language};
use crate::prose::Home;

const RULE: RuleId = rule::FIGURE_FIRST;
/// After these a point ends no sentence.
const ABBREVIATIONS: [&str; 14] =
    ["approx", "figs", "nos", "vols", "arts", "secs", "fig", "vol", "incl", "excl", "max", "min", "temp", "etc"];

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let pages = &context.report.project.pages;
    for passage in context.passages.iter().filter(|passage| passage.language == Language::En) {
        let Home::Page { page, block, .. } = passage.home else { continue };
        if !matches!(pages.get(page.0).and_then(|page| page.blocks.get(block)), Some(Block::Paragraph { .. })) {
            continue;
        }
        for at in figures(&passage.text) {
            let rest = passage.text.get(at..).unwrap_or_default();
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let message = Message::new("figure-first").with("found", rest.get(..length).unwrap_or_default());
            let fault = Diagnostic::warning(RULE, passage.place(at..at + length), message);
            faults.report(fault.hint(Message::new("figure-first.hint")));
        }
    }
}

/// Where a sentence begins with a digit.
fn figures(text: &str) -> Vec<usize> {
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let ends = |at: usize| text.get(..at).is_some_and(ends);
    let later = text.match_indices(". ").map(|(at, _)| at).filter(|at| digit(at + 2) && ends(*at));
    // A sentence alone may be a label or an entry of a list.
    let running = || text.match_indices(". ").any(|(at, _)| ends(at));
    let first = (digit(0) && !is_enumerator(text) && running()).then_some(0);
    first.into_iter().chain(later.map(|at| at + 2)).collect()
}

/// 1. General.
fn is_enumerator(text: &str) -> bool {
    text.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(['.', ')'])
}

/// Whether words before a point make a sentence: no abbreviation, no initial, no number of a list.
fn ends(before: &str) -> bool {
    if before.ends_with([')', '%', '”', '²', '³']) {
        return true;
    }
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let plain = word.chars().all(|letter| letter.is_ascii_lowercase()) && word.len() > 2;
    plain && !ABBREVIATIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn sentences_that_begin_with_a_digit() {
        for (text, expected) in [
            ("35 towns have no road. Roads are few.", vec![0]),
            ("35 towns have no road.", vec![]),
            ("Roads are few. 35 towns have none.", vec![15]),
            ("They cover 43.55%. 35 towns have none.", vec![19]),
            ("See No. 31 and fig. 2.", vec![]),
            ("See Nos. 31 and approx. 5 more.", vec![]),
            ("1. General. 2. People.", vec![]),
            ("35 km² of cropland", vec![]),
            ("In 2020, 35 towns had a road.", vec![]),
        ] {
            assert_eq!(figures(text), expected, "{text}");
        }
    }
}
