//! Raised and lowered characters: the ₂ of CO₂, the ⁻¹ of mg·L⁻¹, the ⁸ of 10⁸.
//!
//! Unicode has them, but hardly a face has them all. A run of them is set as it is where the faces have every one of
//! its characters (the ² of km²), else whole in ordinary characters, smaller, below or above the line: the parts of
//! one exponent look alike. What is set how is decided here alone; site, print and drawings ask.

use regex::Regex;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// To which side of the line a run is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// As an exponent.
    Up,
    /// As an index.
    Down,
}

/// Raised characters, and below each the one that it is set as.
const UP: (&str, &str) =
    ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿᵠᵡ", "0123456789+−=()inabcdefghjklmoprstuvwxyzβγδθφχ");
/// Lowered characters, likewise.
const DOWN: (&str, &str) = ("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", "0123456789+−=()aehijklmnoprstuvxβγρφχ");

fn pairs() -> impl Iterator<Item = (Shift, char, char)> {
    let of = |shift, (own, plain): (&'static str, &'static str)| {
        own.chars().zip(plain.chars()).map(move |(own, plain)| (shift, own, plain))
    };
    of(Shift::Up, UP).chain(of(Shift::Down, DOWN))
}

/// All raised and lowered characters.
pub fn shifted_characters() -> impl Iterator<Item = char> {
    pairs().map(|(_, own, _)| own)
}

/// The ordinary character that a raised or lowered one is set as.
pub fn unshifted(character: char) -> Option<char> {
    let found = || pairs().find(|(_, own, _)| *own == character).map(|(_, _, plain)| plain);
    if RANGE.contains(&character) { found() } else { None }
}

/// All of them lie here, and neither Latin letters nor Chinese characters do.
const RANGE: RangeInclusive<char> = '²'..='ⱼ';

/// How the raised and lowered characters of a book are set.
#[derive(Debug, Clone, Default)]
pub struct Shifting {
    /// Runs that are set in other characters.
    up: Option<Regex>,
    down: Option<Regex>,
}

/// A piece of text that is set in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shifted<'a> {
    /// Smaller, and to this side of the line; `None`: as any text.
    pub shift: Option<Shift>,
    /// The characters that are set.
    pub text: Cow<'a, str>,
}

impl Shifting {
    /// For faces of which one or another lacks these of the [`shifted_characters`].
    pub fn new(lacking: &BTreeSet<char>) -> Self {
        let run = |shift| {
            let of_side = || pairs().filter(move |(side, ..)| *side == shift).map(|(_, own, _)| own);
            let all: String = of_side().collect();
            let missing: String = of_side().filter(|own| lacking.contains(own)).collect();
            // The point of PM₂.₅ has no form of its own: between two of a side it goes with them.
            let pattern = format!(r"(?:[{all}]\.?)*[{missing}](?:\.?[{all}])*");
            (!missing.is_empty()).then(|| Regex::new(&pattern).ok()).flatten()
        };
        Self { up: run(Shift::Up), down: run(Shift::Down) }
    }

    /// For a side the runs that are set in other characters, as a regular expression; `None` if there are none.
    pub fn pattern(&self, shift: Shift) -> Option<&str> {
        let run = match shift {
            Shift::Up => &self.up,
            Shift::Down => &self.down,
        };
        run.as_ref().map(Regex::as_str)
    }

    /// Whether anything in a text is set in other characters.
    pub fn concerns(&self, text: &str) -> bool {
        let may = || text.chars().any(|character| RANGE.contains(&character));
        may() && [&self.up, &self.down].into_iter().flatten().any(|run| run.is_match(text))
    }

    /// A text by how it is set; its pieces in their order.
    pub fn pieces<'a>(&self, text: &'a str) -> Vec<Shifted<'a>> {
        if !text.is_empty() && !self.concerns(text) {
            return vec![Shifted { shift: None, text: Cow::Borrowed(text) }];
        }
        let mut found = Vec::new();
        for (shift, run) in [(Shift::Up, &self.up), (Shift::Down, &self.down)] {
            found.extend(run.iter().flat_map(|run| run.find_iter(text)).map(|found| (found.range(), shift)));
        }
        found.sort_by_key(|(range, _)| range.start);
        let (mut pieces, mut from) = (Vec::new(), 0);
        for (range, shift) in found {
            if from < range.start {
                pieces.push(Shifted { shift: None, text: Cow::Borrowed(&text[from..range.start]) });
            }
            let plain = text[range.clone()].chars().map(|own| unshifted(own).unwrap_or(own)).collect();
            pieces.push(Shifted { shift: Some(shift), text: Cow::Owned(plain) });
            from = range.end;
        }
        if from < text.len() {
            pieces.push(Shifted { shift: None, text: Cow::Borrowed(&text[from..]) });
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    /// As with faces that have ¹ ² ³ ⁴ and no other.
    fn shifting() -> Shifting {
        Shifting::new(&shifted_characters().filter(|character| !"¹²³⁴".contains(*character)).collect())
    }

    fn shown(text: &str) -> String {
        let piece = |piece: Shifted<'_>| match piece.shift {
            None => piece.text.into_owned(),
            Some(Shift::Up) => format!("^{}^", piece.text),
            Some(Shift::Down) => format!("_{}_", piece.text),
        };
        shifting().pieces(text).into_iter().map(piece).collect()
    }

    #[test]
    fn each_character_has_one_to_be_set_as() {
        for (own, plain) in [UP, DOWN] {
            assert_eq!(own.chars().count(), plain.chars().count());
            assert!(plain.chars().all(|plain| unshifted(plain).is_none()));
        }
        let all: Vec<char> = shifted_characters().collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert!(all.iter().all(|own| RANGE.contains(own)));
        assert_eq!(
            (unshifted('₂'), unshifted('⁻'), unshifted('²'), unshifted('x')),
            (Some('2'), Some('−'), Some('2'), None)
        );
    }

    #[test]
    fn a_run_is_set_whole_and_one_that_the_faces_have_stays() {
        for (text, expected) in [
            ("CO₂排放", "CO_2_排放"),
            ("PM₂.₅和PM₁₀", "PM_2.5_和PM_10_"),
            ("mg·L⁻¹", "mg·L^−1^"),
            ("10⁸ m³", "10^8^ m³"),
            ("10¹²", "10¹²"),
            ("10¹⁸", "10^18^"),
            ("km². 5", "km². 5"),
            ("SO₄²⁻.", "SO_4_^2−^."),
            ("NOₓ", "NO_x_"),
            ("土地", "土地"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected);
            assert_eq!(shifting().concerns(text), expected.contains(['^', '_']), "{text}");
        }
    }

    #[test]
    fn faces_that_have_all_or_lack_even_the_square() {
        assert_eq!(Shifting::new(&BTreeSet::new()).pieces("CO₂").len(), 1);
        let none = Shifting::new(&shifted_characters().collect());
        assert_eq!(none.pieces("km²").len(), 2);
        assert_eq!(none.pattern(Shift::Up).is_some(), none.concerns("²"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn nothing_is_lost(text in "[a2.₂₅⁻¹²ₓ⁸草 ]{0,12}") {
            let set: String = shifting().pieces(&text).iter().map(|piece| piece.text.as_ref()).collect();
            let plain = |text: &str| -> String { text.chars().map(|c| unshifted(c).unwrap_or(c)).collect() };
            prop_assert_eq!(plain(&set), plain(&text));
        }
    }
}
