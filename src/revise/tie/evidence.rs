//! What speaks for a fact where a number stands: words of its name in the sentence, and how much the number itself
//! says.
//!
//! An equal value alone is not evidence: among hundreds of facts one with a value of 7 or 12% is soon found. A word
//! that facts of many themes share (area, project, restoration) says little more. A number of many digits says more
//! than 7 does, and one that is coarser than its fact (12% for 11.5%) less.

use crate::locale::{Literal, Numeral};
use crate::model::{Language, Report, Text};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A word in the names of facts of more themes than this says little.
const MOST_THEMES: usize = 6;

/// A number with so many significant digits is seldom met by chance.
const MANY_DIGITS: usize = 4;

/// What must speak for a fact so that the number is tied unasked: one telling word, or two that are not.
const ENOUGH: usize = 2;
/// The same for a number that is coarser than the fact.
const ENOUGH_FOR_COARSE: usize = 4;

/// Words that name facts of many themes.
pub(super) struct Common(Text<BTreeSet<String>>);

impl Common {
    pub(super) fn of(report: &Report) -> Self {
        let of = |language: Language| {
            let mut themes: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
            for fact in &report.project.facts {
                let theme = fact.id.value.split('.').next().unwrap_or_default();
                for word in words(language, &fact.name.get(language).plain()) {
                    themes.entry(word).or_default().insert(theme);
                }
            }
            themes.into_iter().filter(|(_, themes)| themes.len() > MOST_THEMES).map(|(word, _)| word).collect()
        };
        Self(Text { zh: of(Language::Zh), en: of(Language::En) })
    }

    /// The words that name and sentence share.
    pub(super) fn shared(&self, language: Language, sentence: &str, name: &str) -> Shared {
        let common = self.0.get(language);
        let (all, telling) = match language {
            Language::Zh => {
                let in_sentence =
                    |pairs: BTreeSet<String>| pairs.into_iter().filter(|pair| sentence.contains(pair)).collect();
                let all: BTreeSet<String> = in_sentence(pairs(name));
                (all, in_sentence(pairs(&without(name, common))))
            }
            Language::En => {
                let all: BTreeSet<String> =
                    words(language, sentence).intersection(&words(language, name)).cloned().collect();
                let telling: BTreeSet<String> = all.difference(common).cloned().collect();
                (all, telling)
            }
        };
        Shared { telling: telling.len(), common: all.intersection(common).count() }
    }
}

/// How many words a name and a sentence share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shared {
    pub(super) telling: usize,
    pub(super) common: usize,
}

impl Shared {
    pub(super) fn weight(self) -> usize {
        self.telling * 3 + self.common
    }

    /// Whether words and number say enough for a tie that nobody looks at.
    pub(super) fn is_enough(self, literal: &Literal, coarse: bool) -> bool {
        let words = self.telling * 2 + self.common;
        let digits = usize::from(significant_digits(literal) >= MANY_DIGITS);
        words > 0 && words + digits >= if coarse { ENOUGH_FOR_COARSE } else { ENOUGH }
    }
}

/// 6 for 2124.01, 1 for 6000.
fn significant_digits(literal: &Literal) -> usize {
    let steps = literal.value.checked_div(literal.coarse_step).unwrap_or(Decimal::ONE);
    steps.abs().trunc().normalize().to_string().len()
}

/// The sentence around a number, without what its numbers measure: the days of "71 days" do not speak for a fact
/// that counts days. `measured` are those stretches of the text.
pub(super) fn sentence(text: &str, numeral: &Numeral, measured: &[std::ops::Range<usize>]) -> String {
    let ends = ['。', '；', '！', '？'];
    let before = &text[..numeral.range.start];
    let start = before.rfind(ends).into_iter().chain(before.rfind(". ")).max().unwrap_or(0);
    let after = &text[numeral.range.end..];
    let end = after.find(ends).into_iter().chain(after.find(". ")).min().unwrap_or(after.len());
    let end = numeral.range.end + end;
    let mut sentence = String::new();
    let mut next = start;
    for stretch in measured.iter().filter(|stretch| start <= stretch.start && stretch.end <= end) {
        sentence.push_str(&text[next..stretch.start]);
        sentence.push(' ');
        next = stretch.end;
    }
    sentence + &text[next..end]
}

/// What a name or a sentence is made of: pairs of Chinese characters, English words of more than three letters.
fn words(language: Language, text: &str) -> BTreeSet<String> {
    match language {
        Language::Zh => pairs(text),
        Language::En => {
            let words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| word.len() > 3);
            words.map(|word| word.to_lowercase().trim_end_matches('s').to_owned()).collect()
        }
    }
}

fn pairs(text: &str) -> BTreeSet<String> {
    let signs: Vec<char> = text.chars().collect();
    let pairs = signs.windows(2).filter(|pair| pair.iter().all(|sign| sign.is_alphabetic()));
    pairs.map(|pair| pair.iter().collect()).collect()
}

/// A Chinese name with a gap for each character of a common word: the 林面 of 森林面积 is not a word.
fn without(name: &str, common: &BTreeSet<String>) -> String {
    let signs: Vec<char> = name.chars().collect();
    let mut left = signs.clone();
    for (at, pair) in signs.windows(2).enumerate() {
        if common.contains(&pair.iter().collect::<String>()) {
            left[at..at + 2].fill(' ');
        }
    }
    left.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common() -> Common {
        let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Common(Text { zh: set(&["面积"]), en: set(&["area"]) })
    }

    #[test]
    fn a_pair_across_a_common_word_is_none() {
        let shared = |language, sentence, name| {
            let shared = common().shared(language, sentence, name);
            (shared.telling, shared.common)
        };
        assert_eq!(shared(Language::Zh, "新增造林面积6000亩", "原始森林面积"), (0, 1));
        assert_eq!(shared(Language::Zh, "森林面积6000亩", "原始森林面积"), (1, 1));
        assert_eq!(shared(Language::En, "The areas of forests", "Forest area"), (1, 1));
    }

    #[test]
    fn a_sentence_goes_over_line_breaks_and_leaves_out_what_is_measured() {
        let text = "First. It blew\non 71 days, dust fell on 33 days. Last";
        let numeral = |words: &str| {
            let at = text.find(words).unwrap();
            Numeral { range: at..at + words.len(), reading: at..at + words.len(), exempt: None }
        };
        let measured = [numeral("71 days").range, numeral("33 days").range];
        assert_eq!(sentence(text, &numeral("33 days"), &measured), ". It blew\non  , dust fell on  ");
    }
}
