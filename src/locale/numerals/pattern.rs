//! Stretches of text whose numbers are no data, each as a pattern that is compiled when a text first needs it.

use super::{Candidate, Exempt, en, fixed, is_quantity, zh};
use crate::locale::script::GAP;
use crate::model::{Language, Text};
use regex::Regex;
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
}

impl Pattern {
    /// One pattern of several, the first of which wins where two begin at one place: compiling few is cheaper.
    pub(super) fn any(exempt: Exempt, hold: Hold, patterns: &[String]) -> Self {
        let source = format!("(?:{})", patterns.join(")|(?:"));
        Self { exempt, hold, source, regex: OnceLock::new(), longest: usize::MAX }
    }

    /// A slogan between quotation marks is a name: “四基地两中心”, “four bases, two centres”.
    pub(super) fn slogan(stops: &str, longest: usize) -> Self {
        let source = format!("“[^”“0-9{stops}{GAP}]+”");
        let longest = longest + "“”".chars().count();
        Self { exempt: Exempt::Name, hold: Hold::Firm, source, regex: OnceLock::new(), longest }
    }

    fn masks(&self, text: &str) -> impl Iterator<Item = Mask> {
        let (exempt, hold) = (self.exempt, self.hold);
        let hits = self
            .regex
            .get_or_init(|| fixed(&self.source))
            .find_iter(text)
            .filter(|hit| hit.as_str().chars().count() <= self.longest);
        hits.map(move |hit| Mask { range: hit.range(), exempt, hold })
    }
}

/// What covers the candidates, as far as something covers each that holds: what comes after that changes nothing.
pub(super) fn masks<'p>(
    patterns: impl Iterator<Item = &'p Pattern>,
    text: &str,
    candidates: &[Candidate],
) -> Vec<Mask> {
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
