//! Where a number and its unit must not be parted by the end of a line: between `5,170` and `km²`, `203` and `million`,
//! `million` and `m³`, `CNY` and `7.672`. Authors type an ordinary space; site and print set a no-break space.
//!
//! A literal's unit is known to be one; in the text beside it only the names of units count.

use super::literal::scales;
use super::script::is_han;
use crate::model::{LANGUAGES, Language, UnitTable};
use std::borrow::Cow;
use std::collections::BTreeSet;

const NO_BREAK: char = '\u{a0}';

/// The words that a number holds on to.
#[derive(Debug, Clone)]
pub struct Bonds {
    /// Names of units as they stand behind a number and a space; of a name of several words the first.
    units: BTreeSet<String>,
    /// Names of units before a number.
    currencies: BTreeSet<String>,
}

impl Bonds {
    /// The bonds of a book's units.
    pub fn new(units: &UnitTable) -> Self {
        let mut names = BTreeSet::new();
        let mut currencies = BTreeSet::new();
        for unit in units.iter() {
            for language in LANGUAGES {
                let own = std::iter::once(unit.symbol.get(language)).chain(unit.aliases.get(language));
                let own = own.chain(&unit.plural).filter_map(|name| name.split(' ').next());
                let latin = own.filter(|name| {
                    name.starts_with(|first: char| !is_han(first) && first.is_alphabetic() || first == '°')
                });
                let names = if unit.prefix { &mut currencies } else { &mut names };
                names.extend(latin.map(str::to_owned));
            }
        }
        Self { units: names, currencies }
    }

    /// A stretch of text between two others, with no-break spaces where a number meets its unit.
    pub fn text<'t>(&self, before: &str, words: &'t str, after: &str) -> Cow<'t, str> {
        bound(words, |left, right| {
            let (left, right) = (Around::before(before, left), Around::behind(right, after));
            self.is_unit(right) && (left.ends_with(is_digit) || is_scale(left))
                || is_scale(right) && left.ends_with(is_digit)
                || self.currencies.contains(left) && right.starts_with(is_digit)
        })
    }

    /// A literal: what stands behind its number is its unit, and the groups of its digits keep together.
    pub fn literal<'t>(&self, language: Language, before: &str, words: &'t str, after: &str) -> Cow<'t, str> {
        let held = bound(words, |left, right| {
            let (left, right) = (Around::before(before, left), Around::behind(right, after));
            let unit = right.starts_with(|first: char| first.is_alphanumeric() || first == '°');
            unit && (left.ends_with(is_digit) || is_scale(left) || self.currencies.contains(left))
        });
        match language {
            Language::Zh => held,
            Language::En => spaced(held),
        }
    }

    fn is_unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }
}

/// The words next to a space.
struct Around;

impl Around {
    /// The last word before it.
    fn before<'t>(further: &'t str, near: &'t str) -> &'t str {
        let text = if near.is_empty() { further } else { near };
        text.rsplit(|c: char| !(c.is_alphanumeric() || c == '.' || c == ',' || c == '%')).next().unwrap_or_default()
    }

    /// The first word behind it.
    fn behind<'t>(near: &'t str, further: &'t str) -> &'t str {
        let text = if near.is_empty() { further } else { near };
        text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '°' | '-'))).next().unwrap_or_default()
    }
}

/// The words with a no-break space for each single space whose sides belong together.
fn bound(words: &str, belongs: impl Fn(&str, &str) -> bool) -> Cow<'_, str> {
    let mut text = String::new();
    let mut done = 0;
    for (at, _) in words.match_indices(' ') {
        if belongs(&words[..at], &words[at + 1..]) {
            text.push_str(&words[done..at]);
            text.push(NO_BREAK);
            done = at + 1;
        }
    }
    if done == 0 {
        return Cow::Borrowed(words);
    }
    text.push_str(&words[done..]);
    Cow::Owned(text)
}

/// An English literal with the gap that its author forgot: 12km, 36.1°C. An ordinal has none.
fn spaced(words: Cow<'_, str>) -> Cow<'_, str> {
    let mut former = None;
    let gap = words.char_indices().find(|(at, character)| {
        let behind = former.replace(*character).is_some_and(is_digit);
        let unit = &words[*at..];
        let letters = unit.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let ordinal = matches!(letters, "st" | "nd" | "rd" | "th");
        behind && !ordinal && (character.is_alphabetic() || unit.starts_with("°C"))
    });
    match gap.map(|(at, _)| at) {
        Some(at) => Cow::Owned(format!("{}{NO_BREAK}{}", &words[..at], &words[at..])),
        None => words,
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

fn is_scale(word: &str) -> bool {
    scales(Language::En).any(|scale| scale == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::built_in_units;

    fn shown(text: &str) -> String {
        text.replace(NO_BREAK, "_")
    }

    #[test]
    fn a_number_in_the_text_holds_its_unit() {
        let bonds = Bonds::new(&built_in_units());
        for (before, words, after, expected) in [
            ("", "up to 5,170 km², but", "", "up to 5,170_km², but"),
            ("", "203 million m³ and 3 billion more", "", "203_million_m³ and 3_billion more"),
            ("", "CNY 7.672 billion", "", "CNY_7.672_billion"),
            ("", "2 metres, 3 m. 43 per cent; 36 °C", "", "2_metres, 3_m. 43_per cent; 36_°C"),
            ("", "面积12 km²，长3 km", "", "面积12_km²，长3_km"),
            ("", "2020 and 5 mulberries, 6 Towns", "", "2020 and 5 mulberries, 6 Towns"),
            ("about 1,055", " m³ a head", "", "_m³ a head"),
            ("203 million", " m³", "", "_m³"),
            ("", "worth CNY ", "7.672 billion", "worth CNY_"),
            ("", "over 5 ", "km² of it", "over 5_"),
            ("北区", " km", "", " km"),
            ("", "", "", ""),
        ] {
            assert_eq!(shown(&bonds.text(before, words, after)), expected, "{before}|{words}|{after}");
        }
    }

    #[test]
    fn a_literal_holds_whatever_stands_behind_its_number() {
        let bonds = Bonds::new(&built_in_units());
        for (language, words, expected) in [
            (Language::En, "about 2,124.01 km²", "about 2,124.01_km²"),
            (Language::En, "203 million m³", "203_million_m³"),
            (Language::En, "CNY 7.672 billion", "CNY_7.672_billion"),
            (Language::En, "12km", "12_km"),
            (Language::En, "−36.1°C", "−36.1_°C"),
            (Language::En, "40°42′00″", "40°42′00″"),
            (Language::En, "the 13th, six towns", "the 13th, six towns"),
            (Language::En, "to be determined", "to be determined"),
            (Language::En, "5 qanats", "5_qanats"),
            (Language::En, "2,124.01\u{a0}km²", "2,124.01_km²"),
            (Language::Zh, "2 124.01平方千米", "2_124.01平方千米"),
            (Language::Zh, "约12km²", "约12km²"),
            (Language::Zh, "约12 km²", "约12_km²"),
        ] {
            assert_eq!(shown(&bonds.literal(language, "", words, "")), expected, "{words}");
        }
    }
}
