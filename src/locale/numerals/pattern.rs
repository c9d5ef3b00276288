//! Stretches of text whose numbers are no data, each as a pattern that is compiled when a text first needs it.

use super::{Candidate, Exempt, en, is_quantity, zh};
use crate::locale::script::GAP;
use crate::model::{Language, Text};
use regex_automata::meta::{Config, Regex};
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// What can make a number of a stretch that looks like none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// Nothing.
    Firm,
    /// A measure behind it: 附表3个 is no label.
    UnlessMeasured,
    /// A currency or a quantity before the digits, a percent sign behind them: CNY7, pH7.5, GDP12.5%.
    UnlessQuantity,
}

/// A stretch of text whose numbers are no data.
pub(super) struct Mask {
    pub(super) range: Range<usize>,
    pub(super) exempt: Exempt,
    pub(super) hold: Hold,
}

impl Mask {
    pub(super) fn covers(&self, candidate: &Candidate) -> bool {
        self.range.start <= candidate.core.start && candidate.core.end <= self.range.end
    }

    /// Whether what it covers is no data, before anything is known of what follows it.
    pub(super) fn holds(&self, text: &str, candidate: &Candidate) -> bool {
        match self.hold {
            Hold::Firm => true,
            Hold::UnlessQuantity => !is_quantity(text, candidate),
            Hold::UnlessMeasured => false,
        }
    }
}

/// What numbers are none: the reason, how firmly it holds, and how it looks.
pub(super) struct Pattern {
    exempt: Exempt,
    hold: Hold,
    source: String,
    /// Compiled when it is first asked: all of them together take longer than most books.
    regex: OnceLock<Regex>,
    /// No hit is longer, in characters. Counted here: a bound in the pattern itself is compiled into as many copies.
    longest: usize,
    signs: Signs,
}

/// What a text must hold one of, where a pattern has a hit in it: looking for it is cheap, compiling a pattern is not.
#[derive(Debug, Clone, Copy)]
pub(super) enum Signs {
    /// Nothing that could be looked for.
    None,
    /// One of these.
    Of(&'static [&'static str]),
    /// One of these, in small letters here and in any there.
    AnyCase(&'static [&'static str]),
}

impl Signs {
    fn stand_in(self, text: &str) -> bool {
        match self {
            Self::None => true,
            Self::Of(signs) => signs.iter().any(|sign| text.contains(sign)),
            Self::AnyCase(signs) => {
                let text = text.to_ascii_lowercase();
                signs.iter().any(|sign| text.contains(sign))
            }
        }
    }
}

impl Pattern {
    /// One pattern of several, the first of which wins where two begin at one place: compiling few is cheaper.
    pub(super) fn any(exempt: Exempt, hold: Hold, signs: Signs, patterns: &[String]) -> Self {
        let source = format!("(?:{})", patterns.join(")|(?:"));
        Self { exempt, hold, source, regex: OnceLock::new(), longest: usize::MAX, signs }
    }

    /// A slogan between quotation marks is a name: “四基地两中心”, “four bases, two centres”.
    pub(super) fn slogan(stops: &str, longest: usize) -> Self {
        let source = format!("“[^”“0-9{stops}{GAP}]+”");
        let longest = longest + "“”".chars().count();
        let signs = Signs::Of(&["“"]);
        Self { exempt: Exempt::Name, hold: Hold::Firm, source, regex: OnceLock::new(), longest, signs }
    }

    /// Where a text has it.
    pub(super) fn masks(&self, text: &str) -> impl Iterator<Item = Mask> {
        let (exempt, hold) = (self.exempt, self.hold);
        let regex = self.signs.stand_in(text).then(|| self.regex.get_or_init(|| self.compiled()));
        let hits = regex.into_iter().flat_map(move |regex| regex.find_iter(text));
        let hits = hits.filter(|hit| text[hit.range()].chars().count() <= self.longest);
        hits.map(move |hit| Mask { range: hit.range(), exempt, hold })
    }

    /// A search for literals ahead of the pattern would take a third of the time to compile, and the signs do as much.
    fn compiled(&self) -> Regex {
        let config = Config::new().auto_prefilter(false);
        let regex = Regex::builder().configure(config).build(&self.source);
        regex.expect("the pattern is part of the tool and tested with it")
    }
}

/// What covers the candidates, as far as something covers each that holds: what comes after that changes nothing.
pub(super) fn masks(patterns: &[Pattern], text: &str, candidates: &[Candidate]) -> Vec<Mask> {
    let mut masks: Vec<Mask> = Vec::new();
    let mut open: Vec<&Candidate> = candidates.iter().collect();
    for pattern in patterns {
        if open.is_empty() {
            break;
        }
        let known = masks.len();
        masks.extend(pattern.masks(text));
        let held = |candidate: &Candidate| {
            masks[known..].iter().any(|mask| mask.covers(candidate) && mask.holds(text, candidate))
        };
        open.retain(|candidate| !held(candidate));
    }
    masks
}

/// The patterns of a language; the first that covers a number gives the reason.
pub(super) fn patterns(language: Language) -> &'static [Pattern] {
    match language {
        Language::Zh => &zh::patterns::ALL,
        Language::En => &en::patterns::ALL,
    }
}

/// The same, what costs least to compile first.
pub(super) static SHORTEST_FIRST: LazyLock<Text<Vec<&'static Pattern>>> = LazyLock::new(|| {
    Text::build(|language| {
        let mut all: Vec<&Pattern> = patterns(language).iter().collect();
        all.sort_by_key(|pattern| pattern.source.len());
        all
    })
});

#[cfg(test)]
mod tests {
    //! Each pattern's signs are proved from its syntax: no text can hold a hit and none of them.

    use super::{Signs, patterns};
    use crate::model::LANGUAGES;
    use regex_syntax::hir::{Class, Hir, HirKind};
    use std::collections::BTreeSet;

    /// A part with more wordings is taken for one that says nothing.
    const MOST_WORDINGS: usize = 256;

    struct Proof {
        signs: &'static [&'static str],
        any_case: bool,
    }

    impl Proof {
        fn told(&self, wording: &str) -> bool {
            self.signs.iter().any(|sign| wording.contains(sign))
        }

        fn cased(&self, text: &str) -> String {
            if self.any_case { text.to_ascii_lowercase() } else { text.to_owned() }
        }

        /// Whether whatever matches holds a sign.
        fn holds(&self, hir: &Hir) -> bool {
            match hir.kind() {
                HirKind::Capture(capture) => self.holds(&capture.sub),
                HirKind::Repetition(repetition) => repetition.min > 0 && self.holds(&repetition.sub),
                HirKind::Alternation(parts) => parts.iter().all(|part| self.holds(part)),
                HirKind::Concat(parts) => parts.iter().any(|part| self.holds(part)) || self.runs(parts),
                _ => self.wordings(hir).is_some_and(|all| all.iter().all(|wording| self.told(wording))),
            }
        }

        /// Whether neighbouring parts hold a sign together.
        fn runs(&self, parts: &[Hir]) -> bool {
            let mut runs = BTreeSet::from([String::new()]);
            for part in parts {
                runs = match self.wordings(part).map(|all| product(&runs, &all)) {
                    Some(next) if next.len() <= MOST_WORDINGS => next,
                    _ => BTreeSet::from([String::new()]),
                };
                if runs.iter().all(|run| self.told(run)) {
                    return true;
                }
            }
            false
        }

        /// All that a part can match, if that is little.
        fn wordings(&self, hir: &Hir) -> Option<BTreeSet<String>> {
            let all: BTreeSet<String> = match hir.kind() {
                HirKind::Empty | HirKind::Look(_) => BTreeSet::from([String::new()]),
                HirKind::Literal(literal) => BTreeSet::from([self.cased(std::str::from_utf8(&literal.0).ok()?)]),
                HirKind::Class(Class::Unicode(class)) => {
                    let signs = class.ranges().iter().flat_map(|range| range.start()..=range.end());
                    signs.take(MOST_WORDINGS + 1).map(|sign| self.cased(&sign.to_string())).collect()
                }
                HirKind::Class(Class::Bytes(class)) => {
                    let signs = class.ranges().iter().flat_map(|range| range.start()..=range.end());
                    signs.map(|sign| self.cased(&char::from(sign).to_string())).collect()
                }
                HirKind::Capture(capture) => self.wordings(&capture.sub)?,
                HirKind::Repetition(repetition) if repetition.min == 0 && repetition.max == Some(1) => {
                    let once = self.wordings(&repetition.sub)?;
                    once.into_iter().chain([String::new()]).collect()
                }
                HirKind::Repetition(_) => return None,
                HirKind::Alternation(parts) => {
                    let parts: Option<Vec<_>> = parts.iter().map(|part| self.wordings(part)).collect();
                    parts?.into_iter().flatten().collect()
                }
                HirKind::Concat(parts) => {
                    let mut all = BTreeSet::from([String::new()]);
                    for part in parts {
                        all = product(&all, &self.wordings(part)?);
                        if all.len() > MOST_WORDINGS {
                            return None;
                        }
                    }
                    all
                }
            };
            (all.len() <= MOST_WORDINGS).then_some(all)
        }
    }

    fn product(heads: &BTreeSet<String>, tails: &BTreeSet<String>) -> BTreeSet<String> {
        heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect()
    }

    /// The alternatives of a pattern that can match without a sign.
    fn unproved(source: &str, signs: Signs) -> Vec<String> {
        let proof = match signs {
            Signs::None => return Vec::new(),
            Signs::Of(signs) => Proof { signs, any_case: false },
            Signs::AnyCase(signs) => Proof { signs, any_case: true },
        };
        // One alternative after another, so that a failure names its place.
        let parts = source.split(")|(?:").map(|part| part.trim_start_matches("(?:").to_owned());
        let sound = |source: &str| regex_syntax::parse(source).is_ok_and(|hir| proof.holds(&hir));
        if sound(source) { Vec::new() } else { parts.collect() }
    }

    #[test]
    fn no_pattern_hits_where_none_of_its_signs_stands() {
        for language in LANGUAGES {
            for pattern in patterns(language) {
                assert_eq!(unproved(&pattern.source, pattern.signs), Vec::<String>::new());
            }
        }
    }

    #[test]
    fn signs_that_a_hit_can_do_without_are_seen() {
        for (source, signs) in [
            ("[0-9]+年|[0-9]+月", Signs::Of(&["年"])),
            ("(?:第)?[0-9]+", Signs::Of(&["第"])),
            ("(?i-u)windows [0-9]", Signs::Of(&["windows"])),
            ("[ab][0-9]", Signs::Of(&["a"])),
            ("a[0-9]+b", Signs::Of(&["ab"])),
        ] {
            assert_ne!(unproved(source, signs), Vec::<String>::new(), "{source}");
        }
        for (source, signs) in [
            ("[0-9]+年|[0-9]+月", Signs::Of(&["年", "月"])),
            ("(?i-u)windows [0-9]", Signs::AnyCase(&["windows"])),
            ("[ab]?c{2,}[0-9]", Signs::Of(&["c"])),
            ("(?:no|nos)\\. ?[0-9]", Signs::Of(&["no.", "nos."])),
        ] {
            assert_eq!(unproved(source, signs), Vec::<String>::new(), "{source}");
        }
    }
}
