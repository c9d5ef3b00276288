//! One unit under several names in one language of a book: which name prevails, and where the others stand.

use crate::locale::script::is_han;
use crate::model::{Language, Text};
use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::LazyLock;

/// The names of each unit that must not be mixed, by language.
const FAMILIES: [(Language, &[&str]); 10] = [
    (Language::Zh, &["平方千米", "平方公里", "km²"]),
    (Language::Zh, &["千米", "公里", "km"]),
    (Language::Zh, &["公顷", "hm²", "ha"]),
    (Language::Zh, &["立方米", "m³"]),
    (Language::Zh, &["毫米", "mm"]),
    (Language::En, &["km²", "sq km", "square kilometres", "square kilometers"]),
    (Language::En, &["km", "kilometres", "kilometers"]),
    (Language::En, &["ha", "hectares", "hm²"]),
    (Language::En, &["m³", "cubic metres", "cubic meters"]),
    (Language::En, &["mm", "millimetres", "millimeters"]),
];

/// A search for all names of a language at once, and the family and the name that each of its patterns stands for.
type Search = (AhoCorasick, Vec<(usize, usize)>);

static NAMES: LazyLock<Text<Search>> = LazyLock::new(|| {
    Text::build(|language| {
        let own = FAMILIES.iter().enumerate().filter(|(_, (of, _))| *of == language);
        let own = own.flat_map(|(family, (_, names))| (0..names.len()).map(move |index| (family, index)));
        let places: Vec<(usize, usize)> = own.collect();
        let names = places.iter().map(|(family, index)| FAMILIES[*family].1[*index]);
        (AhoCorasick::new(names).expect("the names are few enough"), places)
    })
});

/// A name found in a text: family, name within the family, bytes.
pub(super) type Named = (usize, usize, Range<usize>);

/// How often each name of each family stands in the book.
#[derive(Debug, Default)]
pub(super) struct Census {
    counts: Vec<Vec<usize>>,
}

impl Census {
    /// Counts the names of one text.
    pub(super) fn count(&mut self, named: &[Named]) {
        if self.counts.is_empty() {
            self.counts = FAMILIES.iter().map(|(_, names)| vec![0; names.len()]).collect();
        }
        for (family, name, _) in named {
            if let Some(count) = self.counts.get_mut(*family).and_then(|counts| counts.get_mut(*name)) {
                *count += 1;
            }
        }
    }

    /// The name that prevails over this one, and how often it stands; the one listed first where all are as frequent.
    pub(super) fn prevailing(&self, family: usize, name: usize) -> Option<(&'static str, usize)> {
        let counts = self.counts.get(family)?;
        let (best, count) =
            counts.iter().enumerate().max_by_key(|(index, count)| (**count, std::cmp::Reverse(*index)))?;
        let word = FAMILIES.get(family)?.1.get(best)?;
        (best != name).then_some((word, *count))
    }
}

/// The names in a text. Symbols, and all English names, count after a number only.
pub(super) fn named(text: &str, language: Language) -> Vec<Named> {
    let (search, places) = NAMES.get(language);
    // Whether there is any is told in a fraction of the time.
    if !search.is_match(text) {
        return Vec::new();
    }
    let hits = search.find_overlapping_iter(text).filter_map(|hit| {
        let (family, index) = *places.get(hit.pattern().as_usize())?;
        let name = FAMILIES.get(family)?.1.get(index)?;
        stands(text, &hit.range(), name, language).then(|| (family, index, hit.range()))
    });
    hits.collect()
}

fn stands(text: &str, hit: &Range<usize>, name: &str, language: Language) -> bool {
    let head = text.get(..hit.start).unwrap_or_default();
    if language == Language::Zh && name.starts_with(is_han) {
        // 千米 within 平方千米 is not a length.
        return !head.ends_with("平方") && !head.ends_with("立方");
    }
    let behind = text.get(hit.end..).and_then(|tail| tail.chars().next());
    let goes_on = behind.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '²' | '³'));
    let head = head.trim_end_matches([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
    let scale = ["万", "亿", "thousand", "million", "billion"].iter().any(|scale| head.ends_with(scale));
    !goes_on && (scale || head.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, language: Language) -> Vec<&str> {
        named(text, language).into_iter().map(|(_, _, range)| &text[range]).collect()
    }

    #[test]
    fn names_are_told_from_their_likes() {
        assert_eq!(names("99平方千米，每平方公里，80千米", Language::Zh), ["平方千米", "平方公里", "千米"]);
        assert_eq!(names("380 mm，comm，2亿m³，99km²", Language::Zh), ["mm", "m³", "km²"]);
        assert_eq!(
            names("1,100 ha; hectares of it; 5 hectares; 80 km; 9 km²", Language::En),
            ["ha", "hectares", "km", "km²"]
        );
    }

    #[test]
    fn the_more_frequent_name_prevails() {
        let mut census = Census::default();
        census.count(&named("1平方公里，2平方公里，3平方千米；4毫米，5mm", Language::Zh));
        assert_eq!(census.prevailing(0, 0), Some(("平方公里", 2)));
        assert_eq!(census.prevailing(0, 1), None);
        assert_eq!(census.prevailing(4, 1), Some(("毫米", 1)));
    }
}
