//! The scale word and the unit that stand right after a number's brackets: the 亿元 of `[103.27](=gdp)亿元`.

use crate::model::{LANGUAGES, Language, Text, UnitDef, UnitTable};
use std::collections::HashMap;

/// What may follow a unit of one character, which else may begin another word: 天 of 天然.
const AFTER_SHORT: [char; 14] = ['，', '。', '；', '、', '）', '的', '和', '与', '及', '以', '左', '（', '：', '\n'];
const SCALES_ZH: [&str; 5] = ["万亿", "百万", "千万", "万", "亿"];
const SCALES_EN: [&str; 4] = ["million", "billion", "thousand", "trillion"];

/// Names by their first character, the longer ones first. Never walked: its order is none.
type Index<'a> = HashMap<char, Vec<(&'a str, &'a UnitDef)>>;

/// The names of all units, to be found at the beginning of a text.
#[derive(Debug)]
pub struct Trails<'a>(Text<Index<'a>>);

/// What stands after a number.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trail<'a, 't> {
    /// The scale word; empty where there is none.
    pub scale: &'t str,
    /// The unit, and how it is named there.
    pub unit: Option<(&'a str, &'a UnitDef)>,
    /// What follows both.
    pub rest: &'t str,
}

impl<'a> Trails<'a> {
    /// Prepares the names of a book's units.
    pub fn new(units: &'a UnitTable) -> Self {
        Self(Text::build(|language| names(language, units)))
    }

    /// Reads the beginning of what follows a number.
    pub fn after<'t>(&self, language: Language, text: &'t str) -> Trail<'a, 't> {
        let rest = text.strip_prefix([' ', '\u{a0}']).unwrap_or(text);
        let scale = scale(language, rest);
        let tail = rest.get(scale.len()..).unwrap_or_default();
        let named = tail.trim_start_matches(' ');
        let unit = self.named(language, named);
        let rest = unit.map_or(tail, |(name, _)| named.get(name.len()..).unwrap_or_default());
        Trail { scale, unit, rest }
    }

    /// The unit whose name a text begins with.
    fn named(&self, language: Language, text: &str) -> Option<(&'a str, &'a UnitDef)> {
        let known = self.0.get(language).get(&text.chars().next()?)?;
        let fits = |name: &str| {
            let next = text.strip_prefix(name).map(|rest| rest.chars().next());
            next.is_some_and(|next| match language {
                Language::En => next.is_none_or(|next| !next.is_alphanumeric()),
                Language::Zh => name.chars().count() > 1 || next.is_none_or(|next| AFTER_SHORT.contains(&next)),
            })
        };
        known.iter().find(|(name, _)| fits(name)).copied()
    }
}

impl Trail<'_, '_> {
    /// A number with what follows it.
    pub fn join(&self, language: Language, literal: &str) -> String {
        let gap = if language == Language::En { " " } else { "" };
        let parts = [Some(self.scale).filter(|scale| !scale.is_empty()), self.unit.map(|(name, _)| name)];
        parts.into_iter().flatten().fold(literal.to_owned(), |text, part| {
            let gap = if part == "%" || part == "‰" { "" } else { gap };
            format!("{text}{gap}{part}")
        })
    }
}

fn names(language: Language, units: &UnitTable) -> Index<'_> {
    let mut all: Vec<(&str, &UnitDef)> = Vec::new();
    for unit in units.iter() {
        let plural = unit.plural.as_deref().filter(|_| language == Language::En);
        let symbol = std::iter::once(unit.symbol.get(language).as_str());
        let spelt = symbol.chain(unit.aliases.get(language).iter().map(String::as_str)).chain(plural);
        all.extend(spelt.filter(|name| !name.is_empty()).map(|name| (name, unit)));
    }
    all.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut index = Index::new();
    for (name, unit) in all {
        if let Some(first) = name.chars().next() {
            index.entry(first).or_default().push((name, unit));
        }
    }
    index
}

/// The scale word that a text begins with.
fn scale(language: Language, text: &str) -> &str {
    let known: &[&str] = match language {
        Language::Zh => &SCALES_ZH,
        Language::En => &SCALES_EN,
    };
    let whole = |rest: &str| language == Language::Zh || !rest.starts_with(char::is_alphanumeric);
    let found = known.iter().find(|word| text.strip_prefix(**word).is_some_and(whole));
    found.and_then(|word| text.get(..word.len())).unwrap_or_default()
}

/// Whether a literal ends with a scale word.
pub fn ends_with_scale(literal: &str) -> bool {
    LANGUAGES.into_iter().any(|language| {
        let known: &[&str] = match language {
            Language::Zh => &SCALES_ZH,
            Language::En => &SCALES_EN,
        };
        known.iter().any(|scale| literal.ends_with(scale))
    })
}

#[cfg(test)]
mod tests {
    use super::Trails;
    use crate::locale::built_in_units;
    use crate::model::Language::{En, Zh};

    #[test]
    fn scale_and_unit_are_read_from_the_beginning_of_a_text() {
        let units = built_in_units();
        let trails = Trails::new(&units);
        for (language, text, expected) in [
            (Zh, "亿元，", "1亿元"),
            (Zh, "百万元。", "1百万元"),
            (Zh, "万人。", "1万人"),
            (Zh, "天然林", "1"),
            (Zh, "，其中", "1"),
            (En, " billion, for", "1 billion"),
            (En, " million yuan.", "1 million yuan"),
            (En, " millions of", "1"),
            (En, "% of", "1%"),
        ] {
            assert_eq!(trails.after(language, text).join(language, "1"), expected, "{text}");
        }
    }
}
